"""Columns that say the unit of each row."""

from pathlib import Path
from typing import Any

import pytest
from test_b_tabel import HEADER, line

import ukraine_budget
from build import column
from importing import MAP, amounts, left, take, write
from ukraine_budget import LedgerError, SourceError, UsageError

ROWS = "a,2025,1,{}\nb,2025,2,{}\n"


def refusal(folder: Path, heading: str, *units: str, map: str = MAP) -> str:
    """The message with which a file is refused whose rows have units under a heading."""
    with pytest.raises(SourceError) as caught:
        take(folder, f"line,year,amount,{heading}\n" + ROWS.format(*units), map)
    assert not (folder / "into").exists()
    return str(caught.value)


@pytest.mark.parametrize("heading", ["unit", "Units", "eenheid", "Eenheid (EUR)", "Unit of measure", "UNIT_MULT"])
def test_a_unit_that_changes_from_row_to_row_is_refused(tmp_path: Path, heading: str) -> None:
    name = heading.replace("'", "")
    assert f":3:4: unit-per-row the column '{name}' says 'mln', and 'x1000' in row 2 of table.csv" in refusal(
        tmp_path, heading, "x1000", "mln", map=MAP.replace('unit = "thousand"', "")
    )


@pytest.mark.parametrize("units", [("x1000", ""), ("EUR", "USD"), ("Army", "Navy"), ("k", "K ")])
def test_whatever_the_units_are_called(tmp_path: Path, units: tuple[str, str]) -> None:
    if units[0] == "k":
        assert take(tmp_path, "line,year,amount,unit\n" + ROWS.format(*units)).written
    else:
        assert "unit-per-row" in refusal(tmp_path, "unit", *units)


def test_a_unit_that_is_not_that_of_the_map_is_refused(tmp_path: Path) -> None:
    assert ":2:4: other-unit the column 'eenheid' says 'miljoen', and the file is read in the unit thousand" in refusal(
        tmp_path, "eenheid", "miljoen", "miljoen"
    )
    assert take(tmp_path, "line,year,amount,eenheid\n" + ROWS.format("duizend", "duizend")).written


def test_a_column_of_units_of_an_army_may_name_lines(tmp_path: Path) -> None:
    map = MAP.replace('"{line}"', '"{line}-{unit}"')
    assert take(tmp_path, "line,year,amount,unit\n" + ROWS.format("Army", "Navy"), map).written
    (more := tmp_path / "more").mkdir()
    assert "unit-per-row" in refusal(more, "unit", "k", "m", map=map), "of amounts, it may not"


def test_rows_of_one_unit_may_be_taken(tmp_path: Path) -> None:
    map = MAP + '[[skip]]\ncolumn = "unit"\nvalues = ["FTE"]\nreason = "staff"\n'
    assert take(tmp_path, "line,year,amount,unit\n" + ROWS.format("x 1000", "FTE"), map).written
    assert take(tmp_path, "line,year,amount,unit\nc,2025,1,FTE\nd,2026,2,x 1000\n", years=[2026]).written


def test_files_of_one_import_have_one_unit(tmp_path: Path) -> None:
    map = write(tmp_path / "map.toml", MAP.replace('unit = "thousand"', ""))
    files = [
        write(tmp_path / f"{unit}.csv", f"line,year,amount,unit\n{unit},2025,1,{unit}\n") for unit in ("mln", "mrd")
    ]
    with pytest.raises(SourceError, match=r"mrd.csv:2:4: unit-per-row .* 'mln' in row 2 of mln.csv"):
        ukraine_budget.import_file(*files, map=map, into=tmp_path / "into")


def test_a_guessed_map_has_the_unit_of_each_row(tmp_path: Path) -> None:
    text = "line,year,cash,eenheid\na,2025,1,x1000\na,2026,2,miljoen\nb,2025,3,x1000\nb,2026,4,FTE\n"
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", text))
    assert 'unit = "thousand"  # of the ledger: the smallest of those in eenheid' in map
    assert 'unit = "{eenheid}"  # it changes from row to row' in map
    assert '"miljoen" = "million"' in map
    assert '# "FTE" = ""  # not a known word: its rows are not taken' in map
    result = take(tmp_path, text, map, version="v", date="2025")
    assert amounts(tmp_path / "into") == ["v a 2025 cash 1", "v a 2026 cash 2000", "v b 2025 cash 3"]
    assert left(result) == [(5, "", "unknown-unit")]


@pytest.mark.parametrize("heading", ["currency", "valuta", "Eenheid (EUR)"])
def test_a_guessed_map_has_the_currency_that_a_column_says(tmp_path: Path, heading: str) -> None:
    text = f"line,year,cash,{heading}\na,2025,1,EUR\nb,2025,2,EUR\n"
    assert 'currency = "EUR"  # the name' in ukraine_budget.guess_map(write(tmp_path / "t.csv", text))
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", text.replace("2,EUR", "2,USD")))
    assert '# currency = ""  # there are several: EUR, USD; import the rows of each alone' in map


def test_a_guessed_map_has_the_unit_that_a_column_says(tmp_path: Path) -> None:
    text = "line,year,cash,eenheid\na,2025,1,miljoen\nb,2025,2,miljoen\n"
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", text))
    assert 'unit = "million"' in map
    assert take(tmp_path, text, map, version="v", date="2025").written


FILES = Path(__file__).parents[1] / "functional" / "files"
TABLE = [HEADER, *(line(basis, "J", ",,,,", "1,2,3,4,5,6,7") for basis in "VU")]
PUBLISHED: dict[str, tuple[str, dict[str, Any]]] = {
    "us-omb": ((FILES / "us-omb" / "budauth-2018.csv").read_text("utf-8-sig"), {"version": "v", "date": "2017"}),
    "kiel": ((FILES / "kiel" / "tracker-2.csv").read_text("utf-8-sig"), {"date": "2026-07-08"}),
    "nl-b-tabel": ("".join(TABLE), {}),
}


@pytest.mark.parametrize("format", PUBLISHED)
def test_formats_refuse_it_too(tmp_path: Path, format: str) -> None:
    text, asked = PUBLISHED[format]
    header, *rows = text.splitlines()
    sign = ";" if header.count(";") > header.count(",") else ","
    rows = [f"{row}{sign}{'EUR' if n % 2 else 'USD'}" for n, row in enumerate(rows)]
    file = write(tmp_path / "units.csv", "\n".join([f"{header}{sign}Eenheid", *rows]))
    with pytest.raises(SourceError, match="unit-per-row the column 'Eenheid'"):
        ukraine_budget.import_file(file, format=format, into=tmp_path / "into", **asked)


@pytest.mark.parametrize("heading", ["unit", "eenheid"])
def test_a_flat_csv_with_such_a_column_is_refused(tmp_path: Path, heading: str) -> None:
    file = write(tmp_path / "flat.csv", f"line,year,cash,{heading}\na,2025,1,x1000\nb,2025,2,miljoen\n")
    with pytest.raises(LedgerError, match=f"'miljoen' in the column '{heading}'"):
        ukraine_budget.open_ledger(file)


def test_amounts_are_unaffected_by_other_columns(tmp_path: Path) -> None:
    take(tmp_path, "line,year,amount,Spending unit\na,2025,1,A\nb,2025,2,B\n")
    assert amounts(tmp_path / "into") == ["v a 2025 cash 1", "v b 2025 cash 2"]


EACH = MAP.replace('basis = "cash"', 'basis = "cash"\nunit = "{eenheid}"\nrounding = "1"')
MIXED = "line,year,amount,eenheid\na,2025,1500,x1000\nb,2025,2.5,miljoen\nc,2025,7,{}\n"


def test_amounts_and_their_rounding_are_put_from_the_unit_of_their_row_into_that_of_the_map(tmp_path: Path) -> None:
    assert take(tmp_path, MIXED.format("mln"), EACH, accept_loss=False).written
    assert amounts(tmp_path / "into") == ["v a 2025 cash 1500", "v b 2025 cash 2500", "v c 2025 cash 7000"]
    ledger = ukraine_budget.open_ledger(tmp_path / "into")
    assert ledger.unit == "thousand"
    assert column(ledger, "rounding") == ["1", "1000", "1000"]


def test_a_unit_that_nobody_knows_loses_the_amount(tmp_path: Path) -> None:
    for text in ("FTE", ""):
        (folder := tmp_path / f"-{text}").mkdir()
        result = take(folder, MIXED.format(text), EACH)
        assert left(result) == [(4, "", "unknown-unit")]
        assert result.lost == (("unknown-unit", 1),)


def test_the_map_says_what_words_for_units_mean(tmp_path: Path) -> None:
    map = EACH + '[values.unit]\nx1000 = "thousand"\nmiljoen = "million"\nT = "one"\n'
    assert take(tmp_path, MIXED.format("T"), map, accept_loss=False).written
    assert amounts(tmp_path / "into")[2] == "v c 2025 cash 0.007"


def test_units_of_rows_need_one_of_the_ledger(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unit: write in which unit the ledger is to be"):
        take(tmp_path, MIXED.format("mln"), EACH.replace('unit = "thousand"', ""))


def test_a_rounding_that_differs_by_unit_is_for_the_user_to_say(tmp_path: Path) -> None:
    rows = "a;2025;1500;x1000\nb;2025;2{};mln\n"
    for fraction, expected in ((",5", '# rounding = "1"  # as far as'), ("", 'rounding = "1"  # no amount')):
        path = write(tmp_path / "t.csv", f"regel;jaar;kas;eenheid\n{rows.format(fraction)}")
        assert f"\n{expected}" in ukraine_budget.guess_map(path)
