"""The Dutch budget states: an extract in their layout, and the official file against computations in pandas."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import ukraine_budget
from corpus import CORPUS, needs
from importing import amounts, assert_valid, left, write
from ukraine_budget import SourceError, UsageError
from ukraine_budget.report.importresult import ImportResult

FORMAT = "nl-begrotingsstaten"
HEADER = (
    "Begrotingsjaar,Uitgaven Ontvangsten Verplichtingen,Begrotingsnummer,Naam Begroting ,Artikel nummer,Artikel,"
    "Stand ontwerpbegroting,Stand vastgestelde begroting,Stand eerste suppletoire,Stand tweede suppletoire,Realisatie\n"
)
STATES = (
    f"{HEADER}"
    "2019,U,X,Defensie,6,Investeringen Krijgsmacht,10,20,30,40,50\n"
    "2020,V,X,Defensie,6,Investeringen,100,110,0,,\n"
    "2020,U,X,Defensie,6,Investeringen,90,90,95,,\n"
    "2020,O,X,Defensie,6,Investeringen,5,5,6,,\n"
    "2020,U,XVII,Buitenlandse Handel,1,Handel,0,70,80,,\n"
    "2020,O,XVII,Buitenlandse Handel,1,Handel,0,1,1,,\n"
    "2020,U,XVII,Buitenlandse Handel,41,handel,60,0,0,,\n"
    "2020,O,XVII,Buitenlandse Handel,41,handel,2,0,0,,\n"
    "2020,U,XVII,Buitenlandse Handel,2,Hulp,1,1,1,,\n"
    "2020,U,XVII,Buitenlandse Handel,42,Hulp,1,0,0,,\n"
    "2021,U,XVII,Buitenlandse Handel,1,Handel,85,,,,\n"
)
RENUMBERED = (
    "was_jaar;was_begroting;was_artikelnr;wordt_jaar;wordt_begroting;wordt_artikelnr;type_wijziging\n"
    "2020;XVII, Buitenlandse Handel;2;2021;XVII, Buitenlandse Handel;1;budget\n"
    "2020;XVII, Buitenlandse Handel;*;2021;XVII, Buitenlandse Handel;*;name\n"
    "2020;XVII, Buitenlandse Handel;43;2021;XVII, Buitenlandse Handel;3;name\n"
    "2020;XVII, Buitenlandse Handel;42;2021;X, Defensie;6;name\n"
    "2020;XVII, Buitenlandse Handel;42;2021;XVII, Buitenlandse Handel;2;name\n"
    "2020;XVII, Buitenlandse Handel;41;2021;XVII, Buitenlandse Handel;1;name\n"
)
NAMES = (
    "begrotingNL;begrotingEN;artikelnr;artikelNL;artikelEN\n"
    "Defensie;Defence;6;Investeringen;Investment\nDefensie;Defence;1;Inzet;Deployment\nDefensie;Defence;6;Investeringen;\n"
)


def take(folder: Path, *files: Path, **asked: Any) -> ImportResult:
    return ukraine_budget.import_file(*files, format=FORMAT, into=folder / "into", accept_loss=True, **asked).result


@pytest.fixture
def states(tmp_path: Path) -> Path:
    return write(tmp_path / "states.csv", STATES)


def test_each_phase_of_each_year_is_a_version_and_blank_is_not_zero(tmp_path: Path, states: Path) -> None:
    result = take(tmp_path, states, chapters=["x"])
    assert amounts(tmp_path / "into") == [
        *("2019-draft x-art6 2019 cash 10", "2019-adopted x-art6 2019 cash 20", "2019-1supp x-art6 2019 cash 30"),
        *("2020-draft x-art6 2020 commitment 100", "2020-draft x-art6 2020 cash 90", "2019-2supp x-art6 2019 cash 40"),
        *("2020-adopted x-art6 2020 commitment 110", "2020-adopted x-art6 2020 cash 90"),
        *("2020-1supp x-art6 2020 commitment 0", "2020-1supp x-art6 2020 cash 95", "2019-realised x-art6 2019 cash 50"),
    ]
    assert left(result)[0] == (5, "", "receipts")
    assert not result.faults
    assert_valid(tmp_path / "into")
    versions = ukraine_budget.open_ledger(tmp_path / "into").versions.values()
    assert [(v.version, v.order, v.phase, v.follows, v.coverage) for v in versions] == [
        ("2019-draft", 201809001, "proposed", "", "full"),
        ("2019-adopted", 201812002, "approved", "2019-draft", "full"),
        ("2019-1supp", 201905003, "adjusted", "2019-adopted", "full"),
        ("2020-draft", 201909001, "proposed", "", "full"),
        ("2019-2supp", 201911003, "adjusted", "2019-1supp", "full"),
        ("2020-adopted", 201912002, "approved", "2020-draft", "full"),
        ("2020-1supp", 202005003, "adjusted", "2020-adopted", "full"),
        ("2019-realised", 202005004, "executed", "2019-2supp", "full"),
    ]


def test_receipts_are_lines_of_their_own_where_wanted(tmp_path: Path, states: Path) -> None:
    take(tmp_path, states, receipts=True)
    found = [row for row in amounts(tmp_path / "into") if "receipt" in row]
    assert found[0] == "2020-draft x-art6-receipts 2020 receipt 5"
    assert "2020-adopted x-art6-receipts 2020 receipt 5" in found
    ledger = ukraine_budget.open_ledger(tmp_path / "into")
    assert ledger.lines["x-art6-receipts"].name == "Investeringen: receipts"
    assert ledger.lines["xvii-art41-receipts"].successor == "xvii-art1-receipts"
    assert not [row for row in amounts(tmp_path / "into") if "receipts" not in row and " receipt " in row]
    assert_valid(tmp_path / "into")


def test_a_renumbered_article_is_followed_and_the_output_says_so(tmp_path: Path, states: Path) -> None:
    result = take(tmp_path, states)
    assert result.notes[:-1] == (
        (
            "Renumbered within a year, by zeros under the one number beside figures under the other: "
            "xvii-art41 is now xvii-art1."
        ),
    )
    ledger = ukraine_budget.open_ledger(tmp_path / "into")
    assert {line.line: line.successor for line in ledger.lines.values() if line.successor} == {
        "xvii-art41": "xvii-art1"
    }
    sides = (ukraine_budget.LedgerAt(ledger, version) for version in ("2020-draft", "2020-1supp"))
    (row,) = [row for row in ukraine_budget.diff(*sides, funds=["xvii"]).rows if row.line == "xvii-art1"]
    assert (row.old, row.new, row.change, row.followed_successor) == (60, 80, 20, True)


def test_what_the_lists_say(tmp_path: Path, states: Path) -> None:
    lists = write(tmp_path / "was.csv", RENUMBERED), write(tmp_path / "names.csv", NAMES)
    result = take(tmp_path, lists[0], states, lists[1])
    assert [(row.file, row.line, row.reason) for row in result.left_out if row.reason != "receipts"] == [
        ("names.csv", 3, "no-such-name"),
        ("names.csv", 4, "no-such-name"),
        ("was.csv", 2, "money-moved"),
        ("was.csv", 3, "chapter-renamed"),
        ("was.csv", 4, "no-such-article"),
        ("was.csv", 5, "other-chapter"),
        ("was.csv", 6, "both-at-once"),
    ]
    assert result.counts[:3] == (20, 10, 10)
    ledger = ukraine_budget.open_ledger(tmp_path / "into")
    assert (ledger.funds["x"].name, ledger.funds["x"].name_nl) == ("Defence", "Defensie")
    assert (ledger.lines["x-art6"].name, ledger.lines["x-art6"].name_nl) == ("Investment", "Investeringen")
    assert_valid(tmp_path / "into")


def test_a_list_adds_to_a_ledger_that_was_imported_without_it(tmp_path: Path, states: Path) -> None:
    take(tmp_path, states)
    plain = (tmp_path / "into" / "amounts.csv").read_bytes()
    names = write(tmp_path / "names.csv", NAMES)
    assert not take(tmp_path, states, names).written, "what is said stays, so names need a new ledger"
    assert (tmp_path / "into" / "amounts.csv").read_bytes() == plain


def test_the_lists_alone_are_not_enough(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name the file with the budget states too"):
        take(tmp_path, write(tmp_path / "was.csv", RENUMBERED))


def test_a_file_of_another_layout(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"other.csv:1: other-layout .* column is called 'Stand ontwerpbegroting'"):
        take(tmp_path, write(tmp_path / "other.csv", "a,b\n1,2\n"))


FOLDER = CORPUS / FORMAT
FILE = FOLDER / "begrotingsstaten_rijksfinancien_nl_20200914.csv"
PHASES = {
    "Stand ontwerpbegroting": "draft",
    "Stand vastgestelde begroting": "adopted",
    "Stand eerste suppletoire": "1supp",
    "Stand tweede suppletoire": "2supp",
    "Realisatie": "realised",
}
BASES = {"V": "commitment", "U": "cash", "O": "receipt"}


def official() -> "pd.Series[int]":
    """The amounts of the official file by version, line, year and basis, computed without the program."""
    frame = pd.read_csv(FILE, dtype=str, keep_default_na=False)
    frame["basis"] = frame["Uitgaven Ontvangsten Verplichtingen"].map(BASES)
    frame["line"] = frame["Begrotingsnummer"].str.lower() + "-art" + frame["Artikel nummer"]
    frame["line"] += frame["basis"].eq("receipt").map({True: "-receipts", False: ""})
    frame["year"] = frame["Begrotingsjaar"]
    long = frame.melt(["line", "year", "basis"], list(PHASES), "phase", "amount").query("amount != ''")
    long["version"] = long["year"] + "-" + long["phase"].map(PHASES)
    return long.set_index(["version", "line", "year", "basis"])["amount"].astype("int64").sort_index()


def imported(folder: Path) -> "pd.Series[int]":
    frame = pd.read_csv(folder / "amounts.csv", dtype=str, keep_default_na=False)
    return frame.set_index(["version", "line", "year", "basis"])["amount"].astype("int64").sort_index()


@needs(FORMAT)
def test_every_figure_of_the_official_file_is_there_and_no_other(tmp_path: Path) -> None:
    result = take(tmp_path, FILE, receipts=True)
    assert result.counts[:6] == (4293, 4293, 0, 0, 18659, 39)
    pd.testing.assert_series_equal(imported(tmp_path / "into"), official())
    assert_valid(tmp_path / "into")


@needs(FORMAT)
def test_the_official_file_with_its_lists(tmp_path: Path) -> None:
    result = take(tmp_path, *sorted(FOLDER.glob("*.csv")))
    assert result.counts[:6] == (4512, 3175, 1337, 0, 13338, 39)
    assert result.reasons == {"receipts": 1203, "no-such-name": 98, "money-moved": 34, "chapter-renamed": 2}
    stated = official()
    spent = stated[stated.index.get_level_values("basis") != "receipt"]
    pd.testing.assert_series_equal(imported(tmp_path / "into"), spent)
    ledger = ukraine_budget.open_ledger(tmp_path / "into")
    assert ledger.lines["x-art6"].name_nl == "Investeringen"
    assert ledger.funds["x"].name == "Defence"
    assert not take(tmp_path, *sorted(FOLDER.glob("*.csv"))).written


@needs(FORMAT)
@pytest.mark.parametrize("basis", ["commitment", "cash"])
def test_the_articles_of_2020_xvii_are_the_same_lines_under_both_numbers(tmp_path: Path, basis: str) -> None:
    take(tmp_path, FILE, chapters=["XVII"], years=[2020])
    ledger = ukraine_budget.open_ledger(tmp_path / "into")
    assert {line.line: line.successor for line in ledger.lines.values() if line.successor} == {
        f"xvii-art4{n}": f"xvii-art{n}" for n in range(1, 6)
    }
    stated = official()[:, :, "2020", basis].unstack("version")
    for old, new in (("2020-draft", "2020-adopted"), ("2020-draft", "2020-1supp"), ("2020-adopted", "2020-1supp")):
        sides = (ukraine_budget.LedgerAt(ledger, version) for version in (old, new))
        found = {r.line: r for r in ukraine_budget.diff(*sides, bases=[basis], all=True).rows if r.row_type == "line"}
        assert found.keys() == {f"xvii-art{n}" for n in range(1, 6)}
        for line, row in found.items():
            both = stated.loc[[line, line.replace("art", "art4")]].sum()
            assert (row.old, row.new) == (Decimal(int(both[old])), Decimal(int(both[new])))
            assert row.followed_successor
            assert row.old > 0 < row.new
