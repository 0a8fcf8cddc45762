"""Years side by side, the years in which cash falls, and what is outstanding."""

from decimal import Decimal
from typing import Any

import pytest

from build import make, values
from ukraine_budget import open_ledger
from ukraine_budget.analysis.notes import NothingStated, OutstandingNotStated, PartialTotal, TotalNote
from ukraine_budget.analysis.outlook import Gap, OutlookResult, outlook
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.errors import UsageError
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line, Version
from ukraine_budget.report.outlook import gap_sentences, outlook_table

BASES = ("commitment", "cash", "outstanding")


def across(result: OutlookResult, line: str, basis: str = "cash") -> dict[int, Decimal | None]:
    return {row.year: row.amount for row in result.rows if values(row, "line basis") == (line, basis)}


def row(result: OutlookResult, line: str, basis: str, year: int) -> FigureRow:
    (found,) = (r for r in result.rows if values(r, "line basis year") == (line, basis, year))
    return found


def gaps(ledger: Ledger, **as_of: Any) -> list[tuple[str, int]]:
    return [(gap.line, gap.year) for gap in outlook(ledger, **as_of).gaps]


def test_the_gap_of_the_model_case() -> None:
    result = outlook(open_ledger())
    assert across(result, "x-military") == {2024: None, 2025: 4300, 2026: 2100, 2027: 750}
    assert result.gaps[0] == Gap(
        fund="ukraine-support",
        line="x-military",
        year=2026,
        previous=Decimal(4300),
        amount=Decimal(2100),
        change=Decimal(-2200),
        change_percent=Decimal("-51.2"),
        previous_qualifier=("circa",),
        qualifier=("provisional",),
        previous_version="letter-2025-11-27",
        version="letter-2025-11-27",
        comparable=True,
        outdated=False,
    )
    assert [(gap.fund, gap.line, gap.year) for gap in result.gaps] == [
        ("ukraine-support", "x-military", 2026),
        ("ukraine-support", "x-military", 2027),
        ("ukraine-support", "", 2026),
        ("ukraine-support", "", 2027),
        ("materiel-fund", "k-replacement", 2026),
        ("materiel-fund", "", 2026),
    ]
    letter, rough = "letter-2025-11-27", "circa, assumed"
    x, k = "Support for Ukraine, x-military", "Materiel fund: replacing what the Dutch forces gave away, k-replacement"
    assert list(gap_sentences(result)) == [
        f"Gap in 2026: cash of {x}, falls from 4,300 (circa) to 2,100 (provisional, {letter}), by 2,200 or 51.2 %.",
        f"Gap in 2027: cash of {x}, falls from 2,100 (provisional) to 750 (reserved, {letter}), by 1,350 or 64.3 %.",
        f"Gap in 2026: cash of {k}, falls from 700 ({rough}) to 500 ({rough}, {letter}), by 200 or 28.6 %.",
    ]


def test_a_fall_of_exactly_the_limit_is_no_gap_and_neither_is_one_within_rounding() -> None:
    exact, coarse = (
        "v x 2025 cash 100\nv x 2026 cash 80\nv x 2027 cash 63.99",
        "v y 2025 cash 100 100\nv y 2026 cash 10 100",
    )
    ledger = make(f"{exact}\n{coarse}", funds=[Fund("f", "F", total=False)])
    assert gaps(ledger) == [("x", 2027)]
    assert gaps(ledger, limit=Decimal("19.99")) == [("x", 2026), ("x", 2027)]
    assert gaps(ledger, limit=Decimal(50)) == []


def test_the_limit_is_compared_exactly_and_a_fall_is_printed_to_the_last_digit() -> None:
    ledger = make(f"v x 2025 cash 1{'0' * 29}\nv x 2026 cash 7{'9' * 28}.9999999999")
    result = outlook(ledger)
    assert [gap.year for gap in result.gaps] == [2026, 2026]
    assert f"by 20{',000' * 9}.0000000001 or 20.0 %." in next(gap_sentences(result))


def test_there_is_a_gap_only_between_two_years_of_which_both_are_stated() -> None:
    assert gaps(make("v x 2024 cash 100\nv x 2026 cash 1")) == []
    assert gaps(make("v x 2025 commitment 100\nv x 2026 commitment 1")) == []
    assert gaps(make("v x 2025 cash -100\nv x 2026 cash -200")) == [], (
        "a fall has no percentage of what is not positive"
    )


def test_the_total_of_a_fund_is_a_gap_of_its_own_unless_it_is_that_of_its_only_line() -> None:
    ledger = make("v x 2025 cash 100\nv x 2026 cash 50\nv y 2025 cash 100\nv y 2026 cash 90")
    result = outlook(ledger)
    assert [values(gap, "line change") for gap in result.gaps] == [("x", -50), ("", -60)]
    assert list(gap_sentences(result)) == [
        "Gap in 2026: cash of f, x, falls from 100 to 50 (v), by 50 or 50.0 %.",
        "Gap in 2026: cash of f, total, falls from 200 to 140 (v), by 60 or 30.0 %.",
    ]


def test_a_fall_between_papers_of_different_series_is_not_called_a_gap() -> None:
    amounts = "a x 2025 cash 100\nb x 2026 cash 50"
    series = [Version("a", 1, coverage="partial"), Version("b", 2, coverage="partial", follows="a")]
    apart = [series[0], series[1]._replace(follows=""), Version("c", 3, follows="b")]
    assert [gap.comparable for gap in outlook(make(amounts, versions=series)).gaps] == [True, True]
    result = outlook(make(amounts, versions=apart))
    assert [gap.comparable for gap in result.gaps] == [False, False]
    assert list(gap_sentences(result)) == [
        (
            "Not called a gap, since the papers are of different series: "
            "in 2026 cash of f, x, falls from 100 (a) to 50 (b), by 50 or 50.0 %."
        ),
    ], "and nothing is said against it"


def test_a_fall_to_what_later_papers_state_anew_in_parts_is_not_called_a_gap() -> None:
    lines = [Line("all", "f"), Line("part", "f", "all")]
    ledger = make("a all 2025 cash 100\na all 2026 cash 50\na all 2027 cash 20\nb part 2026 cash 99", lines=lines)
    result = outlook(ledger)
    assert [values(gap, "line year outdated is_one") for gap in result.gaps] == [
        ("all", 2026, True, False),
        ("all", 2027, True, False),
        ("", 2026, True, False),
        ("", 2027, True, False),
    ]
    assert list(gap_sentences(result)) == [
        (
            "Not called a gap, since a later paper states parts of it: "
            "in 2026 cash of f, all, falls from 100 to 50 (a), by 50 or 50.0 %; "
            "in 2027 cash of f, all, falls from 50 to 20 (a), by 30 or 60.0 %."
        )
    ]
    assert "GAP" not in str(outlook_table(result).blocks)


@pytest.mark.parametrize(
    ("amounts", "bases", "said"),
    [
        ("v x 2025 cash 10\nv x 2026 cash 9", [], True),
        ("v x 2025 cash 10\nv x 2026 cash 9", ["commitment"], False),
        ("v x 2024 cash 10\nv x 2026 cash 9", [], False),
        ("v x 2025 commitment 10\nv x 2026 commitment 9", [], False),
    ],
)
def test_that_cash_does_not_fall_is_said_only_where_it_can_be_told(amounts: str, bases: list[str], said: bool) -> None:
    sentences = list(gap_sentences(outlook(make(amounts), bases=bases, limit=Decimal("12.50"))))
    assert sentences == ["No year in which stated cash falls by more than 12.5 % of the year before."] * said


def test_the_years_are_those_in_which_anything_asked_for_is_stated() -> None:
    ledger = make("v x 2023 commitment 1\nv x 2025 cash 2\nv y 2027 cash 3", lines=[Line("x", "f"), Line("y", "g")])
    assert outlook(ledger).years == (2023, 2024, 2025, 2026, 2027), "no year is left out in between"
    assert outlook(ledger, funds=["f"]).years == (2023, 2024, 2025)
    assert outlook(ledger, funds=["f"], bases=["cash"]).years == (2025,)
    assert outlook(ledger, years=[2022, 2025, 2026]).years == (2025, 2026)
    assert outlook(make(lines=[Line("x", "f")])).notes == (NothingStated("f", (), ()),)


def test_a_total_that_is_not_over_all_lines_says_so_naming_years_together() -> None:
    ledger = make("v x 2024 cash 1\nv x 2025 cash 1\nv y 2025 cash 1\nv x 2026 cash 1\nv x 2025 commitment 1")
    assert [note for note in outlook(ledger).notes if isinstance(note, TotalNote)] == [
        PartialTotal("f", "commitment", (2025,), ("x",), ("y",)),
        PartialTotal("f", "cash", (2024, 2026), ("x",), ("y",)),
    ]


def test_a_fund_without_a_total_has_none_in_any_year() -> None:
    ledger = make("v x 2025 cash 1\nv x 2026 cash 1", funds=[Fund("f", "F", total=False)])
    assert {r.row_type for r in outlook(ledger).rows} == {"line"}


def test_what_is_outstanding_is_stated_rolled_forward_or_not_stated() -> None:
    ledger = make(
        """
        v x 2024 outstanding 1000 10 circa
        v x 2025 commitment 700
        v x 2025 cash 900 10 provisional
        v y 2025 commitment 5
        """,
        bases=BASES,
    )
    result = outlook(ledger)
    assert across(result, "x", "outstanding") == {2024: 1000, 2025: 800}
    found = row(result, "x", "outstanding", 2025)
    assert values(found, "low high qualifier") == (790, 810, ("circa", "provisional"))
    assert not across(result, "y", "outstanding")
    assert result.notes[-1] == OutstandingNotStated(("y",))
    assert result.notes[-1].lines == ("y",)
    assert not [r for r in result.rows if r.row_type == "total" and r.basis == "outstanding"]


def test_a_balance_that_stops_is_not_stated_after_that() -> None:
    ledger = make("v x 2024 outstanding 10\nv x 2026 cash 3", bases=BASES)
    assert across(outlook(ledger), "x", "outstanding") == {2024: 10, 2025: None, 2026: None}


def test_what_is_outstanding_can_be_asked_for_alone() -> None:
    ledger = make("v x 2025 commitment 9 1\nv x 2025 cash 5")
    result = outlook(ledger, bases=["outstanding"])
    (found,) = result.rows
    assert values(found, "basis year amount low high_open") == (
        "outstanding",
        2025,
        4,
        Decimal("3.5"),
        True,
    )
    assert found.qualifier == ("at-least",)
    assert "outstanding" not in {r.basis for r in outlook(ledger, bases=["cash"]).rows}
    assert not [note for note in outlook(ledger, bases=["cash"]).notes if isinstance(note, OutstandingNotStated)]


def test_only_one_fund_and_as_of_a_version() -> None:
    ledger = open_ledger()
    result = outlook(ledger, as_of="spring-2025", funds=["materiel-fund"])
    assert not result.rows
    assert result.as_of == "spring-2025"
    assert NothingStated("materiel-fund", (), ()) in result.notes
    with pytest.raises(UsageError, match="unknown basis"):
        outlook(ledger, bases=["money"])
