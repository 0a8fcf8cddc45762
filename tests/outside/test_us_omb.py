"""Two editions of the budget of the United States, every line and year of both."""

from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from direct import assert_cells, assert_moves, assert_shifts, assert_totals, both, lines, stated, totals

from corpus import CORPUS, needs
from ukraine_budget import LedgerAt, View, diff, import_file, open_ledger, show
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.importresult import ImportResult

FOLDER = CORPUS / "us-omb"
pytestmark = needs("us-omb")

WIDTHS = {
    "Agency Code": {3},
    "Bureau Code": {2},
    "Treasury Agency Code": {0, 2},
    "Account Code": {0, 4, 6},
    "Subfunction Code": {3},
}
EDITIONS = {2018: "2017-05-23", 2020: "2019-03-11"}
"""The fiscal years of the editions, and when each was published."""
MEASURES = {"commitment": "budauth", "cash": "outlays"}
ADDED = {2018: 46304, 2020: 48706}
CODES = ["Agency Code", "Bureau Code", "Treasury Agency Code", "Account Code"]
WORDS = ["Subfunction Code", "BEA Category", "On- or Off- Budget"]


class Case(NamedTuple):
    ledgers: dict[int, Ledger]
    imported: dict[int, ImportResult]
    difference: View[Any]
    stated: pd.DataFrame
    found: pd.DataFrame


def published(edition: int, basis: str) -> pd.DataFrame:
    """A file as it is published, all cells as text."""
    path = FOLDER / f"omb_{edition}_{MEASURES[basis]}.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def directly(edition: int) -> "pd.Series[int]":
    """The amounts of an edition by line, basis and year, made by pandas alone."""
    parts = []
    for basis in MEASURES:
        table = published(edition, basis)
        unnamed = table["Account Name"].where(table["Account Code"] == "", "")
        whole = table[CODES].assign(name=unnamed).join(table[WORDS]).agg("-".join, axis=1).str.lower()
        table["line"] = whole.str.replace("[^a-z0-9]+", "-", regex=True)
        years = [column for column in table.columns if column.isdigit()]
        long = table.melt(["line"], years, "year", "amount")
        parts.append(long.assign(basis=basis, year=long["year"].astype(int), amount=long["amount"].astype("int64")))
    return pd.concat(parts).groupby(["line", "basis", "year"])["amount"].sum()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder: Path = tmp_path_factory.mktemp("us")
    ledgers, imported = {}, {}
    for number, date in EDITIONS.items():
        files = [FOLDER / f"omb_{number}_{measure}.csv" for measure in MEASURES.values()]
        into = folder / str(number)
        imported[number] = import_file(*files, into=into, format="us-omb", version=f"fy{number}", date=date).result
        ledgers[number] = open_ledger(into)
    difference = diff(*(LedgerAt(ledger) for ledger in ledgers.values()))
    return Case(ledgers, imported, difference, both(*map(directly, EDITIONS)), lines(difference, 0))


def test_every_cell_that_differs_is_found_and_no_other(case: Case) -> None:
    assert len(case.stated) > 500_000
    assert_cells(case.found, case.stated)


def test_what_moved_and_what_is_left(case: Case) -> None:
    assert_moves(case.found)
    assert_shifts(case.difference, case.found, 0)


def test_totals_are_the_sums_over_all_lines(case: Case) -> None:
    assert_totals(totals(case.difference, 0), case.stated)


def test_the_published_totals_of_2020(case: Case) -> None:
    """Edition 2020 prints 4,745.6 billion of outlays and 4,944.3 billion of budget authority for 2020."""
    rows = show(case.ledgers[2020], 2020).rows
    assert {row.basis: row.amount for row in rows if row.row_type == "total"} == {
        "cash": Decimal(4_745_573_000),
        "commitment": Decimal(4_944_330_000),
    }


def test_every_cell_of_an_edition_is_in_its_ledger(case: Case) -> None:
    for number, side in zip(EDITIONS, ("old", "new"), strict=True):
        expected = case.stated[side].dropna().astype("int64").rename("amount")
        pd.testing.assert_series_equal(stated(case.ledgers[number], f"fy{number}", 0), expected)


def test_what_an_import_comes_to(case: Case) -> None:
    """Rows that share a key are added; what the transition quarter states is left out of every row, and no row."""
    for number, result in case.imported.items():
        tables = {basis: published(number, basis) for basis in MEASURES}
        rows = sum(map(len, tables.values()))
        figures = case.stated["old" if number == 2018 else "new"].count()
        assert (result.counts.rows, result.counts.taken, result.counts.figures) == (rows, rows, figures)
        assert result.reasons == {"transition-quarter": rows}
        added = f"{ADDED[number]:,} figures share a line, year and basis with another"
        assert any(str(note).startswith(added) for note in result.notes)


def test_the_transition_quarter_is_no_year(case: Case) -> None:
    assert case.ledgers[2018].years == tuple(range(1962, 2023))
    assert case.ledgers[2020].years == tuple(range(1962, 2025))


def test_receipts_are_parts_of_one_line_and_below_zero_on_both_bases(case: Case) -> None:
    for number, ledger in case.ledgers.items():
        receipts = [line for line, row in ledger.lines.items() if row.parent == "receipts"]
        sums = stated(ledger, f"fy{number}", 0).loc[receipts].groupby(["basis", "year"]).sum()
        assert (sums < 0).all()
        tables = [published(number, basis) for basis in MEASURES]
        codes = pd.concat(tables).loc[lambda table: table["Account Code"].str.len() != 4]
        assert (
            len(receipts)
            == codes[[*CODES, *WORDS]]
            .assign(n=codes["Account Name"].where(codes["Account Code"] == "", ""))
            .drop_duplicates()
            .shape[0]
        )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("basis", MEASURES)
def test_no_code_has_lost_its_leading_zeros(edition: int, basis: str) -> None:
    table = published(edition, basis)
    assert {code: set(table[code].str.len()) for code in WIDTHS} == WIDTHS
