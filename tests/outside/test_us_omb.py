"""Two editions of the budget of the United States, every line and year of both."""

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
import us_omb
from direct import assert_cells, assert_moves, assert_shifts, assert_totals, both, lines, totals

from corpus import CORPUS, needs
from ukraine_budget import open_ledger, show
from ukraine_budget.analysis.diff import DiffResult, Stand, diff
from ukraine_budget.model.ledger import Ledger

FOLDER = CORPUS / "us-omb"
pytestmark = needs("us-omb")

WIDTHS = {
    "Agency Code": {3},
    "Bureau Code": {2},
    "Treasury Agency Code": {0, 2},
    "Account Code": {0, 4, 6},
    "Subfunction Code": {3},
}
MEASURES = {"commitment": "budauth", "cash": "outlays"}


class Case(NamedTuple):
    ledgers: dict[int, Ledger]
    added: dict[int, dict[str, int]]
    result: DiffResult
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
        codes = table[list(us_omb.CODES)].replace("", "-")
        unnamed = table["Account Name"].where(table["Account Code"] == "", "")
        table["line"] = codes.assign(a=table["BEA Category"], b=table["On- or Off- Budget"], c=unnamed).agg(" ".join, 1)
        years = [column for column in table.columns if column.isdigit()]
        long = table.assign(line=table["line"].str.strip()).melt(["line"], years, "year", "amount")
        parts.append(long.assign(basis=basis, year=long["year"].astype(int), amount=long["amount"].astype("int64")))
    return pd.concat(parts).groupby(["line", "basis", "year"])["amount"].sum()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder: Path = tmp_path_factory.mktemp("us")
    ledgers, added = {}, {}
    for number in us_omb.EDITIONS:
        edition = us_omb.read(FOLDER, number)
        added[number] = edition.added
        us_omb.write(edition, folder / f"us-{number}.csv")
        ledgers[number] = open_ledger(folder / f"us-{number}.csv")
    result = diff(*(Stand(ledger) for ledger in ledgers.values()))
    return Case(ledgers, added, result, both(*map(directly, us_omb.EDITIONS)), lines(result, 0))


def test_every_cell_that_differs_is_found_and_no_other(case: Case) -> None:
    assert len(case.stated) > 500_000
    assert_cells(case.found, case.stated)


def test_what_moved_and_what_is_left(case: Case) -> None:
    assert_moves(case.found)
    assert_shifts(case.result, case.found, 0)


def test_totals_are_the_sums_over_all_lines(case: Case) -> None:
    assert_totals(totals(case.result, 0), case.stated)


def test_the_published_totals_of_2020(case: Case) -> None:
    """Edition 2020 prints 4,745.6 billion of outlays and 4,944.3 billion of budget authority for 2020."""
    rows = show(case.ledgers[2020], 2020).rows
    assert {row.basis: row.amount for row in rows if row.row_type == "total"} == {
        "cash": Decimal(4_745_573_000),
        "commitment": Decimal(4_944_330_000),
    }


def test_the_rows_that_were_added_to_others(case: Case) -> None:
    assert case.added == {2018: {"commitment": 2, "cash": 378}, 2020: {"commitment": 2, "cash": 385}}


def test_the_transition_quarter_is_no_year(case: Case) -> None:
    assert case.ledgers[2018].years == tuple(range(1962, 2023))
    assert case.ledgers[2020].years == tuple(range(1962, 2025))


def test_receipts_are_negative_amounts_of_both(case: Case) -> None:
    receipts = case.stated[
        case.stated.index.get_level_values("line").str.endswith("Receipts, Central fiscal operations")
    ]
    below = receipts[(receipts < 0).any(axis=1)]
    assert set(below.index.get_level_values("basis")) == {"commitment", "cash"}


@pytest.mark.parametrize("edition", us_omb.EDITIONS)
@pytest.mark.parametrize("basis", MEASURES)
def test_no_code_has_lost_its_leading_zeros(edition: int, basis: str) -> None:
    table = published(edition, basis)
    assert {code: set(table[code].str.len()) for code in WIDTHS} == WIDTHS
