"""The older layout of the Dutch budget states: single bytes, two units, totals among the rows, cells out of place."""

import gzip
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import ukraine_budget
from importing import amounts, assert_valid, left, write
from ukraine_budget import LossError, SourceError
from ukraine_budget.report.importresult import ImportResult

HEADER = (
    "Begrotingsjaar;Valuta;eenheid;Uitgaven (U) Verplichtingen (V) Ontvangsten (O);Begrotingsstaat;Onderdeel;"
    "Omschrijving;ontwerpbegroting;vastgestelde begroting;1ste suppletoire begroting;2de suppletoire begroting;"
    "Realisatie;Url"
)
ROWS = (
    "2013;Euro;x1000;O;A, Fonds;1;Wegen;9;9;9;9;9;",
    "2013;Euro;x1000;U;A, Fonds;1;Wegen;1.500;1500;1.600;;1.700;",
    "2013;Euro;x1000;V;A, Fonds;1;Wegen;100;100;;;;",
    "2013;Euro;miljoen;U;A, Fonds;2;Financi\xebn;2;2;3;;4;",
    "2013;Euro;x1000;U;A, Fonds;-;TOTAAL;3.500;3500;4600;;6301;",
    "2013;Euro;x1000;V;A, Fonds;;TOTAAL;100;100;;;;",
    "2013;Euro;x1000;U;B, Gemeentefonds;-;TOTAAL;7.000;7.000;7.000;;7.000;",
    "2014;Euro;x1000;U;a;1;Wegen;1.501;;;;;",
    "2013;Euro;miljoen;U;Rijk;-;TOTAAL;10;11;12;;13;",
    "2014;Euro;x1000;;;;;;;;;;",
    ";;;;;;;;;;;;",
)


def take(folder: Path, *rows: str, header: str = HEADER, **asked: Any) -> ImportResult:
    """What comes of importing rows below a header, in lines that end as on Windows and letters of one byte."""
    (file := folder / "staten.csv").write_bytes("\r\n".join([header, *rows, ""]).encode("cp1252"))
    return ukraine_budget.import_file(file, format="nl-begrotingsstaten", into=folder / "into", **asked).result


def test_rows_are_read_in_the_unit_that_each_says(tmp_path: Path) -> None:
    result = take(tmp_path, *ROWS)
    assert result.written
    assert all(share.whole for share in result.shares)
    assert [row for row in amounts(tmp_path / "into") if row.startswith("2013-draft")] == [
        "2013-draft a-art1 2013 cash 1500",
        "2013-draft a-art1 2013 commitment 100",
        "2013-draft a-art2 2013 cash 2000",
        "2013-draft b-arttotaal 2013 cash 7000",
    ]
    assert "2014-draft a-art1 2014 cash 1501" in amounts(tmp_path / "into")
    ledger = ukraine_budget.open_ledger(tmp_path / "into")
    assert {fund.fund: fund.name_nl for fund in ledger.funds.values()} == {"a": "Fonds", "b": "Gemeentefonds"}
    assert ledger.lines["a-art2"].name_nl == "Financi\xebn"
    assert ledger.lines["b-arttotaal"].name_nl == "b: totaal"
    assert_valid(tmp_path / "into")


def test_printed_totals_are_compared_and_not_taken(tmp_path: Path) -> None:
    result = take(tmp_path, *ROWS)
    left_out = {(row.line, row.expected) for row in result.left_out if row.reason == "total-of-chapter"}
    assert left_out == {(6, True), (7, True), (10, True)}
    assert len(result.totals) == 4 + 2 + 4
    differ = [(total.total, str(total.printed), str(total.taken)) for total in result.totals if total.differs]
    assert differ == [("a", "6301", "5700")], "of which 4,000 are rounded to a million"


def test_a_coarser_total_may_differ_by_its_rounding(tmp_path: Path) -> None:
    result = take(tmp_path, "2013;Euro;x1000;U;A;1;Wegen;1.499;;;;;", "2013;Euro;miljoen;U;Rijk;;TOTAAL;1;;;;;")
    (total,) = result.totals
    assert (total.printed, total.taken, total.differs) == (Decimal(1000), Decimal(1499), False)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2013;Euro;x1000;U;A;2;;Bruggen;1;2;3;4;5", "shifted"),
        ("2013;Euro;x1000;U;A;2;7;1;2;3;4;;", "shifted"),
        ("2013;Euro;x1000;O;O;A;2;Bruggen;1;2;3;4;", "shifted"),
        ("2013;Euro;x1000;U;A;-;Bruggen;1;2;3;4;5;", "no-article"),
        ("2013;Dollar;x1000;U;A;2;Bruggen;1;2;3;4;5;", "unknown-unit"),
        ("2013;Euro;stuks;U;A;2;Bruggen;1;2;3;4;5;", "unknown-unit"),
        ("2013;Euro;x1000;U;A;2;Bruggen;1;2", "short-row"),
    ],
)
def test_a_row_out_of_place_is_told_and_not_mended(tmp_path: Path, row: str, reason: str) -> None:
    with pytest.raises(LossError):
        take(tmp_path, *ROWS, row)
    result = take(tmp_path, *ROWS, row, accept_loss=True)
    assert {line for line, _, why in left(result) if why == reason} == {len(ROWS) + 2}
    assert not any("art2 2013 cash 5" in row for row in amounts(tmp_path / "into"))


def test_nothing_is_taken_of_a_chapter_whose_total_stands_there_twice(tmp_path: Path) -> None:
    result = take(tmp_path, *ROWS, "2013;Euro;x1000;U;A;-;TOTAAL;9;;;;;", accept_loss=True)
    assert result.reasons["conflicting-totals"] == 4
    assert "2013-draft a-art1 2013 commitment 100" in amounts(tmp_path / "into")
    assert not any("2013-draft a-art1 2013 cash" in row for row in amounts(tmp_path / "into"))


def test_receipts_are_lines_of_their_own(tmp_path: Path) -> None:
    result = take(tmp_path, *ROWS, receipts=True)
    assert "2013-draft a-art1-receipts 2013 receipt 9" in amounts(tmp_path / "into")
    assert result.written


def test_letters_may_have_more_bytes(tmp_path: Path) -> None:
    text = "\n".join([HEADER, *ROWS])
    (tmp_path / "staten.csv").write_text(text, encoding="utf-8")
    ukraine_budget.import_file(tmp_path / "staten.csv", format="nl-begrotingsstaten", into=tmp_path / "into")
    assert ukraine_budget.open_ledger(tmp_path / "into").lines["a-art2"].name_nl == "Financi\xebn"


NEWER = """\
Begrotingsjaar,Uitgaven Ontvangsten Verplichtingen,Begrotingsnummer,Naam Begroting ,Artikel nummer,Artikel,\
Stand ontwerpbegroting,Stand vastgestelde begroting,Stand eerste suppletoire,Stand tweede suppletoire,Realisatie
2015,U,A,Fonds,1,Wegen,7,,,,
"""


def test_both_layouts_at_once(tmp_path: Path) -> None:
    take(tmp_path, *ROWS)
    files = [tmp_path / "staten.csv", write(tmp_path / "newer.csv", NEWER)]
    ukraine_budget.import_file(*files, format="nl-begrotingsstaten", into=tmp_path / "both")
    older = amounts(tmp_path / "into")
    assert sorted(amounts(tmp_path / "both")) == sorted([*older, "2015-draft a-art1 2015 cash 7"])


def test_a_compressed_file_that_breaks_off_is_told(tmp_path: Path) -> None:
    """It is read to its end first, to find out how its letters are written."""
    whole = gzip.compress("\r\n".join([HEADER, *ROWS * 2000, ""]).encode())
    (file := tmp_path / "staten.csv.gz").write_bytes(whole[:-8])
    with pytest.raises(SourceError, match=r"staten\.csv\.gz:\d+: broken-file the compressed file breaks off here"):
        ukraine_budget.import_file(file, format="nl-begrotingsstaten", into=tmp_path / "into")
