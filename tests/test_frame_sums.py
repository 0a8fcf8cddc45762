"""Data frames whose amounts can be added: nothing counts twice unless it is asked for."""

from decimal import Decimal
from math import isnan
from typing import Any

import pytest

import ukraine_budget
from build import make
from ukraine_budget import View, open_ledger
from ukraine_budget.model.records import Fund, Line

LINES = [Line("all", "f"), Line("part", "f", parent="all"), Line("half", "f", parent="part"), Line("more", "f")]


def lines(view: View[Any], *, parts: bool = False, totals: bool = False) -> list[str]:
    return list(view.to_frame(parts=parts, totals=totals)["line"])


def test_parts_of_what_is_stated_and_totals_are_left_out() -> None:
    ledger = make(
        "v all 2026 cash 5\nv part 2026 cash 2\nv half 2026 cash 1\nv more 2026 cash 1", lines=LINES, bases=["cash"]
    )
    view = ukraine_budget.show(ledger, 2026, bases=["cash"])
    assert lines(view) == ["all", "more"]
    assert view.to_frame()["amount"].sum() == 6
    assert lines(view, parts=True) == ["all", "part", "half", "more"]
    assert lines(view, totals=True) == ["all", "more", ""]
    assert lines(view, parts=True, totals=True) == ["all", "part", "half", "more", ""]


def test_parts_stay_where_their_parent_is_not_stated_or_is_overtaken() -> None:
    silent = make("v half 2026 cash 2\nv more 2026 cash 1", lines=LINES)
    frame = ukraine_budget.show(silent, 2026, bases=["cash"]).to_frame()
    assert {line: amount for line, amount in zip(frame["line"], frame["amount"], strict=True) if amount} == {
        "half": Decimal(2),
        "more": Decimal(1),
    }
    overtaken = make(
        "v all 2026 cash 5\nw part 2026 cash 7\nw more 2026 cash 1\nw half 2026 cash 3", lines=LINES, bases=["cash"]
    )
    view = ukraine_budget.show(overtaken, 2026, bases=["cash"])
    assert lines(view) == ["part", "more"]
    (total,) = [row.amount for row in view.rows if not row.line]
    assert view.to_frame()["amount"].sum() == total == 8


def test_within_each_fund_basis_and_year_the_sum_is_the_total_of_the_view() -> None:
    for ledger in (open_ledger("ukraine-nl"), make("v all 2026 cash 5\nv part 2026 cash 2", lines=LINES)):
        view = ukraine_budget.outlook(ledger)
        totals = [row for row in view.rows if not row.line and row.amount is not None]
        frame = view.to_frame()
        for row in totals:
            own = frame[(frame.fund == row.fund) & (frame.basis == row.basis) & (frame.year == row.year)]
            assert sum(filter(None, own["amount"])) == row.amount


def test_changes_and_the_parts_of_other_versions() -> None:
    amounts = "v all 2026 cash 5\nv part 2026 cash 2\nw all 2026 cash 6\nw part 2026 cash 3"
    ledger = make(amounts, lines=LINES, bases=["cash"])
    assert lines(ukraine_budget.diff(ledger, "v", "w")) == ["all"]
    assert lines(ukraine_budget.diff(ledger, "v", "w"), parts=True) == ["all", "part"]
    assert lines(ukraine_budget.history(ledger, "part")) == ["part", "part"]


def test_amounts_as_floats() -> None:
    view = ukraine_budget.show(make("v x 2026 cash 0.1\nv y 2025 cash 5"), 2026, bases=["cash"])
    frame = view.to_frame(floats=True)
    assert {str(frame[name].dtype) for name in ("amount", "low", "previous", "change", "change_percent")} == {"float64"}
    first, second = frame["amount"]
    assert first == 0.1
    assert isnan(second)
    assert frame["year"].dtype == "int64"
    assert (
        ukraine_budget.listing(open_ledger("ukraine-nl"), "lines")
        .to_frame(floats=True)
        .equals(ukraine_budget.listing(open_ledger("ukraine-nl"), "lines").to_frame())
    )


def test_a_frame_says_of_what_its_amounts_are() -> None:
    ledger = make("v x 2026 cash 1", funds=[Fund("f", "f", total=False)])
    assert ukraine_budget.show(ledger, 2026).to_frame().attrs == {
        "ledger": "test",
        "as_of": "v",
        "currency": "EUR",
        "unit": "million",
        "no_total": ["f"],
    }
    assert ukraine_budget.show(ledger, 2026, unit="one").to_frame("shifts").attrs["unit"] == "one"
    assert ukraine_budget.glossary("cash").to_frame().attrs == {}


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_csv_and_markdown(lang: str) -> None:
    view = ukraine_budget.show(open_ledger("ukraine-nl"), 2026)
    assert view.to_csv(lang) == view.render("csv", lang)
    assert view.to_markdown(lang) == view.render("markdown", lang)
    assert view.to_markdown(lang, full=True) == view.render("markdown", lang, full=True)
