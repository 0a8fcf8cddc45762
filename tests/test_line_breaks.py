"""Line breaks of every kind that a ledger holds survive whatever becomes of it."""

import csv
import io
import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import ukraine_budget
from build import column
from importing import MAP, amounts, assert_valid, write
from problem_cases import GOOD, Case
from ukraine_budget import open_ledger
from ukraine_budget.errors import printable

pa, pq, xlsxwriter = map(import_module, ("pyarrow", "pyarrow.parquet", "xlsxwriter"))
BREAKS = ("\r", "\n", "\r\n", "\n\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
EVERY = "".join(f"{name:x}{text}" for name, text in enumerate(BREAKS)) + "end"
NOTES = (*(f"a{text}b" for text in BREAKS), *BREAKS, f"\r{EVERY}\r")
FIRST, LAST = 2000, 2000 + len(NOTES)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A ledger of which each figure has a note with another line break, and also all else that may have one."""
    (folder := tmp_path / "home").mkdir()
    Case("", "").write(folder)
    head = "version,line,year,basis,amount,note"
    rows = [f'spring,guns,{year},cash,1,"{note}"' for year, note in zip(range(FIRST, LAST), NOTES, strict=True)]
    write(folder / "amounts.csv", "\n".join((head, *rows, "letter,guns,2026,cash,1,", "")))
    write(folder / "funds.csv", GOOD["funds.csv"].replace("own forces", f'"{EVERY}"'))
    write(folder / "documents.csv", GOOD["documents.csv"].replace("A letter", f'"{EVERY}"'))
    assert notes(folder) == ({*NOTES, ""}, EVERY, EVERY)
    return folder


def notes(folder: Path) -> tuple[set[str], str, str]:
    """The notes of the figures, that of a fund, and the title of a document."""
    ledger = open_ledger(folder)
    return {*column(ledger, "note")}, ledger.funds["materiel"].note, ledger.documents["letter"].title


def test_in_every_form_of_a_ledger(tmp_path: Path, home: Path) -> None:
    before, old = notes(home), home
    for number, form in enumerate(("csv", "parquet", "csv", "csv")):
        ukraine_budget.convert(new := tmp_path / str(number), to=form, ledger=old)
        assert notes(new) == before, form
        old = new
    assert sorted(amounts(old)) == sorted(amounts(home))
    for file in ("0/amounts.csv", "2/amounts.csv", "3/amounts.csv"):
        with (tmp_path / file).open(encoding="utf-8", newline="") as text:
            assert {row["note"] for row in csv.DictReader(text, strict=True)} == {*NOTES, ""}


def test_when_more_is_imported(tmp_path: Path, home: Path) -> None:
    ukraine_budget.convert(tmp_path / "into", to="csv", ledger=home)
    before, plan = notes(home), write(tmp_path / "map.toml", MAP.replace("[line]", '[fund]\nid = "new"\n[line]'))
    file = write(tmp_path / "more.csv", "line,year,amount\nships,2025,1\n")
    assert ukraine_budget.import_file(file, map=plan, into=tmp_path / "into").result.written
    assert notes(tmp_path / "into") == before


def write_csv(path: Path) -> None:
    write(path, f'line,year,amount,note\nguns,2025,1,"{EVERY}"\n')


def write_json(path: Path) -> None:
    path.write_text(json.dumps([{"line": "guns", "year": 2025, "amount": 1, "note": EVERY}]))


def write_parquet(path: Path) -> None:
    pq.write_table(pa.table({"line": ["guns"], "year": [2025], "amount": [1], "note": [EVERY]}), path)


def write_xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["line", "year", "amount", "note"])
        sheet.write_row(1, 0, ["guns", 2025, 1, in_xml(EVERY)])


def in_xml(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return "".join(character for character in text if character not in "\v\f\x1c\x1d\x1e")


@pytest.mark.parametrize("kind", [write_csv, write_json, write_parquet, write_xlsx])
def test_from_a_file_of_any_kind_into_a_ledger(tmp_path: Path, kind: Callable[[Path], None]) -> None:
    kind(file := tmp_path / f"t.{kind.__name__.removeprefix('write_')}")
    plan = MAP.replace('basis = "cash"', 'basis = "cash"\nnote = "{note}"')
    for version in "vw":
        ukraine_budget.import_file(file, map=write(tmp_path / "m.toml", plan), into=tmp_path / "into", version=version)
    expected = in_xml(EVERY) if kind is write_xlsx else EVERY
    assert [*column(open_ledger(tmp_path / "into"), "note")] == [expected, expected]
    assert_valid(tmp_path / "into")


def test_in_views(home: Path) -> None:
    """As JSON and Parquet have any text; as CSV visibly, for a spreadsheet that would take it for the end of a row."""
    view = ukraine_budget.listing(open_ledger(home), "documents")
    assert json.loads(view.render("json"))["rows"][0]["title"] == EVERY
    assert pq.read_table(io.BytesIO(view.to_bytes("parquet")))["title"].to_pylist() == [EVERY]
    (row,) = csv.DictReader(io.StringIO(view.render("csv"), newline=""), strict=True)
    assert row["title"] == printable(EVERY)
