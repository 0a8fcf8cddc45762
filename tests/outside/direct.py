"""A diff checked against an independent computation in pandas, cell by cell."""

from decimal import Decimal
from typing import Any

import pandas as pd

from build import column
from ukraine_budget import View
from ukraine_budget.model.ledger import Ledger

CELL = ["line", "basis", "year"]
MONEY = ["old", "new", "change", "declared", "moved", "net", "untied"]
POT = ["line", "basis"]


def stated(ledger: Ledger, version: str, places: int) -> "pd.Series[int]":
    """Return the amounts that a version states by cell, in whole numbers of 10 ** -places units."""
    table = pd.DataFrame({name: column(ledger, name) for name in ("version", *CELL, "amount")})
    table = table[table["version"] == version].drop(columns="version").set_index(CELL).sort_index()
    whole = [Decimal(amount).scaleb(places) for amount in table["amount"]]
    assert all(amount == int(amount) for amount in whole)
    return pd.Series(map(int, whole), table.index, "int64", "amount")


def both(old: "pd.Series[int]", new: "pd.Series[int]") -> pd.DataFrame:
    """Join the amounts of two sides by cell; a missing one is not stated."""
    return pd.DataFrame({"old": old.astype("Int64"), "new": new.astype("Int64")}).sort_index()


def lines(difference: View[Any], places: int) -> pd.DataFrame:
    """Return the rows of a diff by cell, with amounts as whole numbers of 10 ** -places units."""
    return _whole(_rows(difference, "line"), MONEY, places).set_index(CELL).sort_index()


def totals(difference: View[Any], places: int) -> pd.DataFrame:
    """Return the totals of a diff by basis and year, with amounts as whole numbers of 10 ** -places units."""
    return _whole(_rows(difference, "total"), MONEY, places).set_index(["basis", "year"]).sort_index()


def _rows(difference: View[Any], row_type: str) -> pd.DataFrame:
    return pd.DataFrame([row for row in difference.result.rows if row.row_type == row_type])


def _whole(frame: pd.DataFrame, columns: list[str], places: int) -> pd.DataFrame:
    for name in columns:
        whole = [None if amount is None else amount.scaleb(places) for amount in frame[name]]
        assert all(amount is None or amount == int(amount) for amount in whole)
        frame[name] = pd.array([None if amount is None else int(amount) for amount in whole], dtype="Int64")
    return frame


def assert_cells(found: pd.DataFrame, stated: pd.DataFrame) -> None:
    """Assert that exactly the cells that differ are found, with both values, and parts that sum to the change."""
    differs = (stated["old"] != stated["new"]).fillna(value=True)
    pd.testing.assert_frame_equal(found[["old", "new"]], stated[differs])
    parts = found[["declared", "moved", "net", "untied"]].sum(axis=1, skipna=False)
    pd.testing.assert_series_equal(parts, found["new"] - found["old"], check_names=False)
    pd.testing.assert_series_equal(found["change"], found["new"] - found["old"], check_names=False)
    status = pd.Series("changed", found.index).mask(found["old"].isna(), "first-stated")
    status = status.mask(found["new"].isna(), "no-longer-stated")
    assert (found["status"] == status).all()


def assert_moves(found: pd.DataFrame) -> None:
    """Assert that nothing is declared, moved is the lesser of all rises and falls, and the rest has one sign."""
    change = found.dropna(subset=["old", "new"])
    assert (change[["declared", "untied"]] == 0).all(axis=None)
    near = change["within_rounding"].astype(bool)
    assert (change.loc[near, "moved"] == 0).all(), "what may be rounding has not moved"
    change = change[~near]
    rises, falls, moved_in, moved_out = (
        part.groupby(POT).sum()
        for part in (
            change["change"].clip(lower=0),
            -change["change"].clip(upper=0),
            change["moved"].clip(lower=0),
            -change["moved"].clip(upper=0),
        )
    )
    most = rises.where(rises < falls, falls)
    pd.testing.assert_series_equal(moved_in, most, check_names=False)
    pd.testing.assert_series_equal(moved_out, most, check_names=False)
    left = change["net"].groupby(POT)
    assert not ((left.min() < 0) & (left.max() > 0)).any()
    between = change["moved"].between(change["change"].clip(upper=0), change["change"].clip(lower=0))
    assert between.all(), "money moves into years that rise, out of years that fall, and no more than that"


def assert_shifts(difference: View[Any], found: pd.DataFrame, places: int) -> None:
    """Assert that the inferred shifts, applied to both their years, are what moved of each cell."""
    shifts = _whole(pd.DataFrame(list(difference.result.shifts)), ["amount"], places)
    assert set(shifts["evidence"]) == {"inferred"}
    assert (shifts["amount"] > 0).all()
    ends = [
        shifts.assign(year=shifts["to_year"]),
        shifts.assign(year=shifts["from_year"], amount=-shifts["amount"]),
    ]
    applied = pd.concat(ends).astype({"year": "int64"}).groupby(CELL)["amount"].sum()
    moved = found["moved"].dropna()
    pd.testing.assert_series_equal(applied, moved[moved != 0], check_names=False)


def assert_totals(found: pd.DataFrame, stated: pd.DataFrame) -> None:
    """Assert a total for each basis and year in which a cell differs, with sums over all lines."""
    differs = (stated["old"] != stated["new"]).fillna(value=True).groupby(["basis", "year"]).any()
    sums = stated.groupby(["basis", "year"]).sum(min_count=1)
    pd.testing.assert_frame_equal(found[["old", "new"]], sums[differs])
