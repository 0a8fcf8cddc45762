"""Files of one format given as another: each is known by its columns, and the format that it is of is named."""

from pathlib import Path
from typing import Any

import pytest
from test_kinds import cell, ods, row, sheet

from corpus import CORPUS, needs
from importing import write
from ukraine_budget import SourceError, UsageError, guess_map, import_file
from ukraine_budget.importing.formats import FORMATS
from ukraine_budget.importing.kinds import AS_IT_SEEMS, OLDER, SIGNS, header, layout
from ukraine_budget.importing.source import source


def take(folder: Path, file: Path, format: str, **asked: Any) -> None:
    import_file(file, into=folder / "into", format=format, version="v", date="2025", **asked)


def test_every_format_is_known_by_its_columns() -> None:
    assert sorted(SIGNS) == sorted(FORMATS)


@pytest.mark.parametrize("format", SIGNS)
def test_a_file_of_another_format_names_it(tmp_path: Path, format: str) -> None:
    file = write(tmp_path / "t.csv", f"{','.join(sorted(SIGNS[format])).upper()}\n1,2,3,4\n")
    other = next(name for name in FORMATS if name != format)
    with pytest.raises(
        SourceError, match=rf"t\.csv:1: other-layout is laid out as {format}, .*; import it as {format}"
    ):
        take(tmp_path, file, other)
    assert not (tmp_path / "into").exists()


@pytest.mark.parametrize("title", ["", "Published in 2020\n\n"])
@pytest.mark.parametrize(("format", "signs"), [*SIGNS.items(), ("nl-begrotingsstaten", OLDER)])
def test_a_guessed_map_names_the_format_that_fits(
    tmp_path: Path, title: str, format: str, signs: frozenset[str]
) -> None:
    file = write(tmp_path / "t.csv", f"{title}{','.join(sorted(signs))}\n{'a,b,c,2'[-2 * len(signs) + 1 :]}\n")
    hint = f"# The file is laid out as {format}: budget import {format} reads it, and knows what this map does not."
    assert hint in guess_map(file).splitlines()


def test_a_guessed_map_names_no_format_where_none_fits(tmp_path: Path) -> None:
    assert "laid out as" not in guess_map(write(tmp_path / "t.csv", "country,iso,month\na,b,2\n"))


def test_the_sheet_that_is_asked_for_is_looked_at(tmp_path: Path) -> None:
    kiel = row(*map(cell, SIGNS["kiel"]))
    path = ods(tmp_path / "t.ods", sheet(row(cell("a"))), sheet(kiel, name="B"))
    with pytest.raises(SourceError, match="is laid out as kiel, not as us-omb"):
        take(tmp_path, path, "us-omb", sheet="B")


def test_a_format_says_itself_what_its_amounts_count(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kiel says what its amounts count: leave out --basis"):
        take(tmp_path, write(tmp_path / "t.csv", "a\n"), "kiel", basis="cash")


OFFICIAL = {
    "eu-budget": "eu_sec3_2010.csv",
    "kiel": "data_explorer-1.csv",
    "nl-b-tabel": "owb-2016-original.csv",
    "nl-begrotingsstaten": "begrotingsstaten_rijksfinancien_nl_20200914.csv",
    "us-omb": "omb_2018_budauth.csv",
}


@pytest.mark.parametrize("format", [pytest.param(name, marks=needs(name)) for name in OFFICIAL])
def test_official_files_are_known(format: str) -> None:
    assert layout(header(source(CORPUS / format / OFFICIAL[format]), AS_IT_SEEMS)) == format
