"""Two editions of the budget of the European Union, every line and year of both."""

from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
from direct import assert_cells, assert_moves, assert_shifts, assert_totals, both, lines, stated, totals

from build import column
from corpus import CORPUS, needs
from ukraine_budget import LedgerAt, View, diff, import_file, open_ledger, show
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.importresult import ImportResult

FOLDER = CORPUS / "eu-budget"
pytestmark = needs("eu-budget")

EDITIONS = (2010, 2011)
CENTS = 2


class Case(NamedTuple):
    ledgers: dict[int, Ledger]
    imported: dict[int, ImportResult]
    difference: View[Any]
    stated: pd.DataFrame
    found: pd.DataFrame


def published(edition: int) -> pd.DataFrame:
    """What an edition prints for lines, in cents, without what it prints twice."""
    table = pd.read_csv(FOLDER / f"eu_sec3_{edition}.csv", dtype=str, keep_default_na=False)
    table = table[(table["part"] == "line") & (table["data_type"] != "horizontal") & (table["amount"] != "")]
    whole, _, cents = (table["amount"].str.partition(".")[n] for n in range(3))
    signed = (whole + cents.str.pad(CENTS, "right", "0")).astype("int64")
    return table.assign(cents=signed, year=table["year"].astype(int))


def directly(edition: int) -> "pd.Series[int]":
    """The amounts of an edition by line, basis and year, made by pandas alone."""
    table = published(edition)
    table["line"] = table["alias"].str.lower().str.replace(" ", "-")
    sides = {"commitment": ("comm", "nondiff"), "cash": ("pay", "nondiff")}
    parts = [table[table["commpay"].isin(kinds)].assign(basis=basis) for basis, kinds in sides.items()]
    cells = pd.concat(parts).set_index(["line", "basis", "year"])["cents"]
    assert cells.index.is_unique, "no two rows share a key"
    return cells


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder: Path = tmp_path_factory.mktemp("eu")
    ledgers, imported = {}, {}
    for number in EDITIONS:
        into = folder / str(number)
        imported[number] = import_file(FOLDER / f"eu_sec3_{number}.csv", into=into, format="eu-budget").result
        ledgers[number] = open_ledger(into)
    difference = diff(*(LedgerAt(ledger) for ledger in ledgers.values()))
    return Case(ledgers, imported, difference, both(*map(directly, EDITIONS)), lines(difference, CENTS))


def test_every_cell_that_differs_is_found_and_no_other(case: Case) -> None:
    assert_cells(case.found, case.stated)


def test_every_cell_of_an_edition_is_in_its_ledger(case: Case) -> None:
    for number, side in zip(EDITIONS, ("old", "new"), strict=True):
        expected = case.stated[side].dropna().astype("int64").rename("amount")
        pd.testing.assert_series_equal(stated(case.ledgers[number], f"edition-{number}", CENTS), expected)


def test_every_row_that_is_not_taken_is_reported_with_its_reason(case: Case) -> None:
    for number, result in case.imported.items():
        table = pd.read_csv(FOLDER / f"eu_sec3_{number}.csv", dtype=str, keep_default_na=False)
        reason = pd.Series("", table.index)
        for text, why in (("", "nothing-stated"), ("\u2014", "no-appropriation"), ("p.m.", "pro-memorie")):
            reason = reason.mask(table["amount_text"] == text, why)
        for name, why in (("part", "reserve"), ("data_type", "horizontal")):
            reason = reason.mask(table[name] == why, why)
        expected = {line: why for line, why in enumerate(reason, 2) if why}
        assert {row.line: row.reason for row in result.left_out} == expected
        assert result.counts.taken == len(table) - len(expected)


def test_what_rows_that_repeat_money_add_up_to_is_compared(case: Case) -> None:
    """All of it is where it was taken, but for what two horizontal items show of appropriations."""
    for number, result in case.imported.items():
        differ = {(total.total, total.year) for total in result.totals if total.difference}
        assert differ == {(item, year) for item in ("xx-01-02-01", "xx-01-02-11") for year in (number, number - 1)}
        assert {"40-01-40", "40-02-41" if number == 2011 else "40-02-41-01"} <= {total.total for total in result.totals}
    offices = [total for total in case.imported[2011].totals if total.total.startswith("a")]
    assert {total.total for total in offices} == {"a2", "a3", "a4", "a5", "a6", "a7"}


def test_every_cell_is_in_the_whole_diff(case: Case) -> None:
    everything = diff(*(LedgerAt(ledger) for ledger in case.ledgers.values()), all=True)
    pd.testing.assert_frame_equal(lines(everything, CENTS)[["old", "new"]], case.stated)


def test_what_moved_and_what_is_left(case: Case) -> None:
    assert_moves(case.found)
    assert_shifts(case.difference, case.found, CENTS)


def test_totals_are_the_sums_over_all_lines(case: Case) -> None:
    assert_totals(totals(case.difference, CENTS), case.stated)


def test_the_known_sums_of_2010() -> None:
    """Edition 2010, for 2010: 88.737 billion of commitments and 49.241 billion on both bases, and 0.537 in reserve."""
    table = published(2010)
    sums = table[table["year"] == 2010].groupby(["data_type", "commpay"])["cents"].sum().floordiv(100)
    assert sums.to_dict() == {
        ("", "comm"): 88_737_431_487,
        ("", "nondiff"): 49_240_800_049,
        ("", "pay"): 70_348_953_665,
        ("reserve", "comm"): 222_320_000,
        ("reserve", "nondiff"): 314_843_995,
        ("reserve", "pay"): 94_970_000,
    }


def test_what_is_not_differentiated_counts_on_both_bases(case: Case) -> None:
    rows = show(case.ledgers[2010], 2010).rows
    assert {row.basis: row.amount for row in rows if row.row_type == "total"} == {
        "commitment": Decimal(88_737_431_487 + 49_240_800_049 + 222_320_000 + 314_843_995),
        "cash": Decimal(70_348_953_665 + 49_240_800_049 + 94_970_000 + 314_843_995),
    }


def test_horizontal_lines_are_left_out(case: Case) -> None:
    assert not any(line.startswith("xx") for ledger in case.ledgers.values() for line in ledger.lines)


def test_reserve_parts_only_repeat_title_40() -> None:
    """Edition 2010, for 2010: the parts in reserve of all lines add up to the lines of title 40, kind by kind."""
    table = pd.read_csv(FOLDER / "eu_sec3_2010.csv", dtype=str, keep_default_na=False)
    table = table[(table["year"] == "2010") & (table["amount"] != "") & (table["data_type"] != "horizontal")]
    parts, title_40 = table[table["part"] == "reserve"], table[table["data_type"] == "reserve"]
    repeated, held = (rows["amount"].astype("int64").groupby(rows["commpay"]).sum() for rows in (parts, title_40))
    pd.testing.assert_series_equal(repeated, held)


def test_what_is_not_printed_as_a_number_is_no_figure(case: Case) -> None:
    """Edition 2010 prints "p.m." 652 times; where it prints zero, zero is stated."""
    table = pd.read_csv(FOLDER / "eu_sec3_2010.csv", dtype=str, keep_default_na=False)
    assert (table["amount_text"] == "p.m.").sum() == 652
    assert set(table.loc[table["amount"] == "", "amount_text"]) == {"p.m.", "\u2014", ""}
    assert set(table.loc[table["amount_text"].str.startswith("0"), "amount"]) == {"0.0"}
    assert all(column(case.ledgers[2010], "amount"))
