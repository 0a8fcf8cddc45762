"""Official files as a sheet of a workbook: the same figures as of the text, and the sheet may be one of several."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import test_b_tabel
import test_begrotingsstaten
from test_kinds import openpyxl

from importing import amounts, write
from transcript import ROOT
from ukraine_budget import UsageError, import_file

FILES = ROOT / "tests" / "functional" / "files"
TEXTS: dict[str, Callable[[], str]] = {
    "eu-budget": lambda: (FILES / "eu-budget" / "edition-2010.csv").read_text(encoding="utf-8"),
    "kiel": lambda: (FILES / "kiel" / "tracker-2.csv").read_text(encoding="utf-8"),
    "nl-b-tabel": lambda: "".join(test_b_tabel.TABLE),
    "nl-begrotingsstaten": lambda: test_begrotingsstaten.STATES,
    "us-omb": lambda: (FILES / "us-omb" / "budauth-2020.csv").read_text(encoding="utf-8"),
}


@pytest.mark.parametrize("format", TEXTS)
def test_a_sheet_says_what_the_text_says(tmp_path: Path, format: str) -> None:
    text = TEXTS[format]()
    asked: dict[str, Any] = {"version": "v", "date": "2025-01-02", "accept_loss": True}
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(text)):
        book.active.append([cell or None for cell in row])
    book.active.title = "Data"
    book.create_sheet("About").append(["to be read first"])
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(UsageError, match="has several sheets: Data, About; name one with --sheet"):
        import_file(tmp_path / "t.xlsx", format=format, into=tmp_path / "sheet", **asked)
    import_file(tmp_path / "t.xlsx", format=format, into=tmp_path / "sheet", sheet="Data", **asked)
    import_file(write(tmp_path / "t.csv", text), format=format, into=tmp_path / "text", **asked)
    assert amounts(tmp_path / "sheet") == amounts(tmp_path / "text")
    assert len(amounts(tmp_path / "text")) > 3
