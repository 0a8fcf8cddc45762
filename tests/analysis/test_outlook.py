"""Years side by side, the years in which cash falls, and what is outstanding."""

from decimal import Decimal
from typing import Any

import pytest

from build import make, values
from ukraine_budget import open_ledger
from ukraine_budget.analysis.falls import Fall, Falls
from ukraine_budget.analysis.notes import NothingStated, OutstandingNotStated, PartialTotal
from ukraine_budget.analysis.outlook import OutlookResult, outlook
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.errors import UsageError
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line, Version
from ukraine_budget.report.outlook import outlook_table

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
    assert [gap.year for gap in result.gaps] == [2026], "2027 is only reserved"
    assert result.gaps[0] == Fall(
        fund="ukraine-support",
        line="x-military",
        year=2026,
        previous=Decimal(4300),
        amount=Decimal(2100),
        change=Decimal(-2200),
        change_percent=Decimal("-51.2"),
        change_percent_low=Decimal("-52.9"),
        change_percent_high=Decimal("-49.4"),
        previous_qualifier=("circa",),
        qualifier=("provisional",),
        previous_version="letter-2025-11-27",
        version="letter-2025-11-27",
        certain=True,
        date="",
    )
    assert {gap.line for gap in result.gaps} == {"x-military"}, "the materiel fund is no support, a total no line"


def test_a_fall_of_exactly_the_limit_is_no_gap() -> None:
    ledger = make("v x 2025 cash 100\nv x 2026 cash 80\nv x 2027 cash 63.99")
    assert gaps(ledger) == [("x", 2027)]
    assert gaps(ledger, limit=Decimal("19.99")) == [("x", 2026), ("x", 2027)]
    assert gaps(ledger, limit=Decimal(50)) == []


@pytest.mark.parametrize(
    ("before", "now", "certain"),
    [
        ("100 100", "10 100", [False]),
        ("1000 100", "850 100", [False]),
        ("1000 100", "700 100", [True]),
        ("1000 100", "960 100", []),
        ("100", "70 - at-most", [True]),
        ("100", "90 - at-most", [False]),
        ("100", "70 - at-least", [False]),
        ("100 - at-least", "70", [True]),
        ("100 - at-most", "70", [False]),
        ("100 - at-most", "-70", [False]),
        ("2.5 10", "-0.1", [False]),
        ("10 100", "-5 20", [False]),
    ],
)
def test_a_fall_that_only_some_values_put_beyond_the_limit_may_be_a_gap(
    before: str, now: str, certain: list[bool]
) -> None:
    ledger = make(f"v x 2025 cash {before}\nv x 2026 cash {now}")
    assert [gap.certain for gap in outlook(ledger).gaps] == certain


def test_the_limit_is_compared_exactly() -> None:
    ledger = make(f"v x 2025 cash 1{'0' * 29}\nv x 2026 cash 7{'9' * 28}.9999999999")
    assert [(gap.year, gap.certain) for gap in outlook(ledger).gaps] == [(2026, True)]


def test_there_is_a_gap_only_between_two_years_of_which_both_are_stated() -> None:
    assert gaps(make("v x 2024 cash 100\nv x 2026 cash 1")) == []
    assert gaps(make("v x 2025 commitment 100\nv x 2026 commitment 1")) == []
    assert gaps(make("v x 2025 cash -100\nv x 2026 cash -200")) == [], (
        "a fall has no percentage of what is not positive"
    )


def test_a_gap_is_of_a_line_and_of_support() -> None:
    amounts = "v x 2025 cash 100\nv x 2026 cash 50\nv y 2025 cash 100\nv y 2026 cash 90"
    assert gaps(make(amounts)) == [("x", 2026)]
    own = make(amounts, funds=[Fund("f", "F", support=False)])
    assert gaps(own) == []
    assert outlook(own).falls == Falls((), (), ())


def test_a_year_that_is_only_reserved_is_compared_with_no_other() -> None:
    ledger = make("v x 2025 cash 100\nv x 2026 cash 10 - reserved\nv x 2027 cash 1")
    result = outlook(ledger)
    assert gaps(ledger) == []
    assert [row(result, "x", "cash", year).change for year in (2026, 2027)] == [None, None]
    assert "not compared" in str(outlook_table(result).blocks)
    assert result.falls.judged == ()


def test_papers_of_different_series_make_no_gap() -> None:
    amounts = "a x 2025 cash 100\nb x 2026 cash 50"
    series = [Version("a", 1, coverage="partial"), Version("b", 2, coverage="partial", follows="a")]
    apart = [series[0], series[1]._replace(follows=""), Version("c", 3, follows="b")]
    assert gaps(make(amounts, versions=series)) == [("x", 2026)]
    assert gaps(make(amounts, versions=apart)) == []
    assert "different series" in str(outlook_table(outlook(make(amounts, versions=apart))).blocks)


def test_what_newer_parts_contradict_makes_no_gap() -> None:
    lines = [Line("all", "f"), Line("part", "f", "all")]
    ledger = make("a all 2025 cash 100\na all 2026 cash 50\na all 2027 cash 20\nb part 2026 cash 99", lines=lines)
    result = outlook(ledger)
    assert gaps(ledger) == []
    found = [row(result, "all", "cash", year) for year in (2025, 2026, 2027)]
    assert [values(each, "overtaken previous_overtaken change") for each in found] == [
        (False, False, None),
        (True, False, None),
        (False, True, None),
    ]
    fits = make(
        "a all 2025 cash 100\na all 2026 cash 50\nb part 2026 cash 49", lines=[*lines, Line("rest", "f", "all")]
    )
    assert gaps(fits) == [("all", 2026)], "newer parts that fit contradict nothing"


def test_a_fall_between_old_figures_is_told_with_its_date_and_is_no_gap() -> None:
    amounts = "a x 2026 cash 100\na x 2027 cash 22\nb y 2025 cash 1"
    versions = [Version("a", 1, "2024-04-15", coverage="partial"), Version("b", 2, "2025-04-15", coverage="partial")]
    assert gaps(make(amounts, versions=versions)) == [("x", 2027)]
    later = [versions[0], versions[1]._replace(date="2025-04-16")]
    result = outlook(make(amounts, versions=later))
    assert [fall.date for fall in result.falls.planned] == ["2024-04-15"]
    assert (result.gaps, result.falls.judged) == ((), ())
    undated = [version._replace(date="") for version in versions]
    assert gaps(make(amounts, versions=undated)) == [("x", 2027)]


def test_the_falls_of_2024_in_the_shipped_ledger_are_told_as_of_then() -> None:
    result = outlook(open_ledger(), funds=["government-wide"])
    assert result.gaps == ()
    told = [values(fall, "line year previous amount date") for fall in result.falls.planned]
    assert ("gw-military", 2027, 2321, 22, "2024-04-15") in told


def test_the_years_are_those_in_which_anything_asked_for_is_stated() -> None:
    ledger = make("v x 2023 commitment 1\nv x 2025 cash 2\nv y 2027 cash 3", lines=[Line("x", "f"), Line("y", "g")])
    assert outlook(ledger).years == (2023, 2024, 2025, 2026, 2027), "no year is left out in between"
    assert outlook(ledger, funds=["f"]).years == (2023, 2024, 2025)
    assert outlook(ledger, funds=["f"], bases=["cash"]).years == (2025,)
    assert outlook(ledger, years=[2022, 2025, 2026]).years == (2025, 2026)
    assert outlook(make(lines=[Line("x", "f")])).notes == (NothingStated("f", (), ()),)


def test_a_total_that_is_not_over_all_lines_says_so_naming_years_together() -> None:
    ledger = make(
        "v x 2024 cash 1\nv y 2024 cash 1\nv x 2025 cash 1\nv y 2025 cash 1\nv z 2025 cash 1\nv x 2026 cash 1\n"
        "v y 2026 cash 1\nv z 2023 cash 1"
    )
    result = outlook(ledger)
    assert [note for note in result.notes if isinstance(note, PartialTotal)] == [
        PartialTotal("f", "cash", (2024, 2026), ("x", "y"), ("z",)),
    ]
    assert [values(r, "year amount partial change") for r in result.rows if r.row_type == "total"] == [
        (2024, 2, True, None),
        (2025, 3, False, None),
        (2026, 2, True, None),
    ], "and the sum of one line is none"
    assert "Stated lines together" in str(outlook_table(result).blocks)


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
        Decimal("3.5"),
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
