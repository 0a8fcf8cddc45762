"""What stands for a year: the model case figure by figure, and what totals may be of."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

import ukraine_budget
from build import make, values, with_columns
from ukraine_budget import open_ledger
from ukraine_budget.analysis.notes import (
    Assumed,
    Carried,
    ChangeNotIncluded,
    Decided,
    FundsNotShown,
    NoFigures,
    Note,
    NothingOnBases,
    NothingStated,
    NoTotal,
    Overtaken,
    PartialTotal,
    PartsStandIn,
    Renumbered,
    note_lines,
    note_years,
)
from ukraine_budget.analysis.outlook import outlook
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.show import ShowResult, show
from ukraine_budget.api.view import View
from ukraine_budget.catalogues import language
from ukraine_budget.errors import UsageError
from ukraine_budget.language import ENGLISH
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Document, Fund, Line, Version
from ukraine_budget.report.ratios import percent_cell
from ukraine_budget.report.show import show_table
from ukraine_budget.report.views import VIEWS


def row(result: ShowResult, line: str, basis: str = "cash", fund: str = "") -> FigureRow:
    """The row of a line, or (with no line) the total of a fund; of "decided" what was, of "commitment" what binds."""
    (found,) = (r for r in result.rows if values(r, "line counts_as") == (line, basis) and fund in ("", r.fund))
    return found


def show_view(result: ShowResult) -> View[ShowResult]:
    """The view of a result."""
    return View(result, VIEWS["show"])


def told(result: ShowResult) -> str:
    """Every cell of the whole table."""
    rows = (row for block in show_table(result).blocks for row in block.rows)
    return "\n".join(ENGLISH.say(cell) if cell is not None else "" for row in rows for cell in row.cells)


def totals(ledger: Ledger, year: int = 2026) -> dict[str, Decimal | None]:
    result = show(ledger, year)
    return {f"{r.fund} {r.basis}": r.amount for r in result.rows if r.row_type == "total"}


@pytest.fixture(scope="module")
def model() -> ShowResult:
    return show(open_ledger(), 2026)


def test_cash_of_the_model_case_falls_by_half(model: ShowResult) -> None:
    found = row(model, "x-military")
    assert values(found, "amount low high") == (2100, 2050, 2150)
    assert values(found, "qualifier version carried") == (("provisional",), "letter-2025-11-27", False)
    assert values(found, "document locator") == ("letter-2025-11-27", "answer 3")
    assert values(found, "previous previous_qualifier") == (4300, ("circa",))
    assert values(found, "change change_low change_high") == (-2200, -2300, -2100)
    assert found.change_percent == Decimal("-51.2")
    assert not found.within_rounding


def test_the_decisions_of_the_model_case_are_told_from_commitments(model: ShowResult) -> None:
    whole, part = row(model, "support-total", "decided"), row(model, "x-military", "decided")
    assert values(whole, "basis amount qualifier version carried") == (
        "commitment",
        3500,
        ("decision",),
        "spring-2025",
        False,
    )
    assert values(part, "amount qualifier version carried") == (3100, ("decision",), "spring-2025", True)
    assert part.parent == "support-total"
    assert whole.previous is whole.change is part.change is None
    assert row(model, "x-military", "commitment").amount is None
    cells = tuple((line, "decided", 2026) for line in ("support-total", "x-military"))
    assert Carried(cells[1:], "spring-2025") in model.notes
    assert Decided(cells) in model.notes


def test_what_was_decided_and_what_is_committed_are_both_shown_and_never_added_or_compared() -> None:
    ledger = make(
        """
        a x 2025 commitment 80
        a x 2026 commitment 90
        b x 2026 commitment 100 - decision
        b y 2026 commitment 10
        c x 2026 commitment 95
        """
    )
    result = show(ledger, 2026)
    shown = [values(r, "line counts_as amount previous change version carried") for r in result.rows[:3]]
    assert shown == [
        ("x", "decided", 100, None, None, "b", True),
        ("x", "commitment", 95, 80, 15, "c", False),
        ("y", "commitment", 10, None, None, "b", False),
    ]
    assert row(result, "", "commitment").amount == 105
    before = show(ledger, 2026, as_of="b")
    assert [r.amount for r in before.rows if r.basis == "commitment"] == [100, 90, 10], "and no total of unlike things"
    assert [str(line.cells[0]) for line in show_table(before).blocks[0].rows if line.style == "heading"] == [
        "Decided by cabinet, b",
        "Committed",
        "Cash",
    ]


@pytest.mark.parametrize(
    ("date", "heading", "dutch"),
    [
        ("2025-04", "Decided by cabinet, spring 2025", "Kabinetsbesluit, voorjaar 2025"),
        ("2025-09-16", "Decided by cabinet, autumn 2025", "Kabinetsbesluit, najaar 2025"),
        ("2025-12-01", "Decided by cabinet, Dec 2025", "Kabinetsbesluit, december 2025"),
        ("2025", "Decided by cabinet, 2025", "Kabinetsbesluit, 2025"),
    ],
)
def test_a_heading_says_when_it_was_decided(date: str, heading: str, dutch: str) -> None:
    ledger = make("v x 2026 commitment 1 - decision", versions=[Version("v", 1, date)])
    found = show_table(show(ledger, 2026)).blocks[0].rows[0].cells[0]
    assert (found, language("nl").say(found or "")) == (heading, dutch)


@pytest.mark.parametrize(
    ("before", "now", "percents", "told"),
    [
        ("4300 100", "2100 100", ("-51.2", "-52.9", "-49.4"), "-53 to -49 %"),
        ("4300", "2100", ("-51.2", "-51.2", "-51.1"), "-51 %"),
        ("4815 1", "4774 1", ("-0.9", "-0.9", "-0.8"), Decimal("-0.9")),
        ("1000", "1004", ("0.4", "0.4", "0.4"), Decimal("0.4")),
        ("1000 10", "1090 1", ("9.0", "8.4", "9.6"), "+8 to +10 %"),
        ("1000 4", "1090 1", ("9.0", "8.7", "9.3"), Decimal(9)),
        ("1000 10", "1004 1", ("0.4", "-0.2", "1.0"), "-1 to +1 %"),
        ("10", "41", ("310.0", "310.0", "310.0"), None),
        ("10", "40 - at-least", ("300.0", "300.0", None), None),
        ("10 20", "4", ("-60.0", "-80.0", None), None),
        ("10 - at-least", "4", ("-60.0", None, "-60.0"), None),
        ("10 2", "-4", ("-140.0", "-144.5", "-136.3"), "-145 to -136 %"),
        ("0", "4", (None, None, None), None),
    ],
)
def test_a_percentage_is_as_precise_as_its_interval(
    before: str, now: str, percents: tuple[str | None, ...], told: str | Decimal | None
) -> None:
    found = row(show(make(f"v x 2025 cash {before}\nv x 2026 cash {now}"), 2026), "x")
    ends = values(found, "change_percent change_percent_low change_percent_high")
    assert ends == tuple(end and Decimal(end) for end in percents)
    assert percent_cell(found) == (Decimal(-51) if told == "-51 %" else told)


def test_the_two_funds_of_the_model_case_stand_apart(model: ShowResult) -> None:
    assert list(dict.fromkeys(r.fund for r in model.rows)) == ["ukraine-support", "materiel-fund"]
    found = row(model, "k-replacement")
    assert values(found, "amount previous change") == (500, 700, -200)
    assert values(found, "qualifier version") == (("circa", "assumed"), "letter-2025-11-27")
    assert {r.row_type for r in model.rows} == {"line"}, "a total of one line says no more than that"


def test_the_shift_that_touches_the_year_of_the_model_case(model: ShowResult) -> None:
    (shift,) = model.shifts
    assert shift.versions == ("notice-2025-09-11", "letter-2025-11-27"), "one shift, told by two papers"
    assert values(shift, "line basis from_year to_year") == ("x-military", "cash", 2026, 2025)
    assert values(shift, "amount evidence size version") == (None, "declared", "not-stated", "letter-2025-11-27")
    left = shift.readings[0]
    assert values(left, "end year amount low high") == ("from", 2026, 1000, 900, 1100)
    assert values(left, "old_version new_version comparable") == ("spring-2025", "letter-2025-11-27", True)
    assert show(open_ledger(), 2025).shifts == model.shifts
    assert show(open_ledger(), 2027).shifts == ()


def test_before_the_letter_the_money_had_not_moved() -> None:
    spring = show(open_ledger(), 2026, as_of="spring-2025")
    assert values(row(spring, "x-military"), "amount qualifier") == (3100, ("assumed",))
    assert not spring.shifts
    (assumed,) = (note for note in spring.notes if isinstance(note, Assumed))
    assert (assumed.cell, assumed.remark[:11]) == (("x-military", "cash", 2026), "Not printed")
    assert show(open_ledger(), 2026, as_of="2025-11-26").rows[:-1] == spring.rows[:-1]


def test_a_total_is_over_the_top_lines_and_never_adds_parts_to_a_stated_parent() -> None:
    ledger = make(
        "v all 2026 cash 100\nv a 2026 cash 60\nv b 2026 cash 30\nv b1 2026 cash 30\nv other 2026 cash 7",
        lines=[
            Line("all", "f"),
            Line("a", "f", "all"),
            Line("b", "f", "all"),
            Line("b1", "f", "b"),
            Line("other", "f"),
        ],
    )
    assert totals(ledger) == {"f cash": 107}
    assert [(r.line, r.parent) for r in show(ledger, 2026, bases=["cash"]).rows] == [
        ("all", ""),
        ("a", "all"),
        ("b", "all"),
        ("b1", "b"),
        ("other", ""),
        ("", ""),
    ]
    assert show(ledger, 2026).notes == ()


TREE = [Line("all", "f"), Line("a", "f", "all"), Line("b", "f", "all"), Line("b1", "f", "b"), Line("b2", "f", "b")]

OLD_AND_NEW = [Version("old", 1, coverage="partial"), Version("new", 2, coverage="partial")]


def notes(result: ShowResult) -> list[Note]:
    """The notes on totals."""
    return [note for note in result.notes if isinstance(note, (PartialTotal, PartsStandIn))]


def test_stated_parts_stand_in_for_a_parent_that_is_not_stated_however_deep() -> None:
    ledger = make("v a 2026 cash 60 10\nv b2 2026 cash 5 1\nv all 2025 cash 1\nv b1 2025 cash 1", lines=TREE)
    assert row(show(ledger, 2026), "").partial
    result = show(ledger, 2026)
    total = row(result, "")
    assert values(total, "amount low high") == (65, Decimal("59.5"), Decimal("70.5"))
    expected: list[Note] = [
        PartialTotal("f", "cash", (2026,), ("a", "b2"), ("b1",)),
        PartsStandIn("f", "cash", (2026,), "all"),
        PartsStandIn("f", "cash", (2026,), "b"),
    ]
    assert notes(result) == expected
    assert values(total, "previous change") == (1, None), "sums over other lines are not compared"


NAMES = tuple(f"c{n}" for n in range(13))


def test_a_total_of_which_a_line_is_missing_is_no_total() -> None:
    lines = [Line("a", "f"), Line("b", "f"), Line("c", "f"), *(Line(name, "f") for name in NAMES)]
    result = show(make("v a 2026 cash 60\nv c 2026 cash 6\nv b 2025 cash 1", lines=lines), 2026)
    assert values(row(result, ""), "amount partial") == (66, True)
    silent = NothingStated("f", NAMES, (2026,))
    total = PartialTotal("f", "cash", (2026,), ("a", "c"), ("b", *NAMES))
    assert (result.notes[0], result.notes[-1]) == (silent, total)
    assert (silent.lines, silent.years, total.lines, total.years) == (NAMES, (2026,), ("b", *NAMES), (2026,))
    assert "Stated lines together" in str(show_view(result))


def test_a_line_that_a_full_version_does_not_print_is_not_missing() -> None:
    amounts = "v c 2025 cash 1\nw a 2026 cash 60\nw b 2026 cash 6"
    full, partial = ([Version("v", 1), Version("w", 2, coverage=coverage)] for coverage in ("full", "partial"))
    total = row(show(make(amounts, versions=full), 2026), "")
    assert values(total, "amount partial missing") == (66, False, ())
    assert values(row(show(make(amounts, versions=partial), 2026), ""), "partial missing") == (True, ("c",))


def test_a_parent_that_newer_parts_contradict_is_overtaken_and_totals_take_its_parts() -> None:
    amounts = "old all 2026 cash 100\nold other 2026 cash 1\nnew b1 2026 cash 90\nnew a 2026 cash 80"
    result = show(make(amounts, lines=[*TREE, Line("other", "f")]), 2026)
    assert values(row(result, "all"), "amount overtaken") == (100, True)
    assert values(row(result, ""), "amount partial missing") == (171, True, ("b2",))
    assert result.notes[0] == Overtaken(("all", "cash", 2026), "old")
    older = make("old all 2026 cash 200\nnew a 2026 cash 80", lines=TREE)
    assert not row(show(older, 2026), "all").overtaken, "newer parts that fit contradict nothing"
    assert notes(show(make("old b1 2026 cash 90\nnew all 2026 cash 80", lines=TREE), 2026)) == []


@pytest.mark.parametrize(
    ("amounts", "is_overtaken"),
    [
        ("old all 2026 cash 100\nnew a 2026 cash 101", True),
        ("old all 2026 cash 100 2\nnew a 2026 cash 101", False),
        ("old all 2026 cash 100 - at-least\nnew a 2026 cash 101", False),
        ("old all 2026 cash 100\nnew a 2026 cash 101 - at-most\nnew b 2026 cash 1", False),
        ("old all 2026 cash 100\nnew a 2026 cash 140\nnew b 2026 cash -40", False),
        ("old all 2026 cash 100\nnew a 2026 cash 140\nnew b 2026 cash -30", True),
        ("old all 2026 cash 100\nnew a 2026 cash 50\nnew b 2026 cash 40", True),
        ("old all 2026 cash 100\nnew a 2026 cash 50\nold b 2026 cash 40", False),
        ("old all 2026 cash 100\nnew a 2026 cash 50\nnew b1 2026 cash 40", False),
        ("old all 2026 cash 100\nnew a 2026 cash 50\nnew b1 2026 cash 30\nnew b2 2026 cash 10", True),
        ("old all 2026 cash 100\nnew a 2026 cash 50 - at-least\nnew b 2026 cash 40", False),
        ("new all 2026 cash 100\nold a 2026 cash 140", False),
    ],
)
def test_what_contradicts_a_parent(amounts: str, is_overtaken: bool) -> None:
    ledger = make(amounts, lines=TREE, versions=OLD_AND_NEW)
    assert row(show(ledger, 2026), "all").overtaken is is_overtaken


def test_a_part_that_is_overtaken_is_told_before_its_parent() -> None:
    ledger = make("old all 2026 cash 100\nmid b 2026 cash 120\nnew b1 2026 cash 60\nnew b2 2026 cash 30", lines=TREE)
    result = show(ledger, 2026)
    assert {r.line for r in result.rows if r.overtaken} == {"b"}, "its parts stand in for it, and fit the whole"


def test_a_parent_that_newer_parts_contradict_is_named_wherever_it_is_shown() -> None:
    ledger = make("new all 2026 cash 100\nold b 2026 cash 1\nnew b1 2026 cash 90", lines=TREE, versions=OLD_AND_NEW)
    older = Overtaken(("b", "cash", 2026), "old")
    assert older in show(ledger, 2026).notes
    overlapping = make(
        "old b 2026 cash 1\nnew b1 2026 cash 90", lines=TREE, versions=OLD_AND_NEW, funds=[Fund("f", "F", total=False)]
    )
    assert older in show(overlapping, 2026).notes
    shipped = show(open_ledger(), 2025, funds=["government-wide"])
    assert Overtaken(("gw-support", "cash", 2025), "vjn-2024") in shipped.notes
    assert values(row(shipped, "gw-support"), "amount change overtaken") == (3023, None, True)
    assert "3,023 (overtaken, April 2024)" in told(shipped)
    after = show(open_ledger(), 2026, funds=["government-wide"])
    assert values(row(after, "gw-support"), "previous previous_overtaken change") == (3023, True, None)
    assert "3,023 (overtaken, April 2024)" in told(after)
    assert "3,023 overtaken" in str(show_view(after))
    text = " ".join(str(show_view(after)).split())
    assert "2025 is not compared: newer figures of its parts contradict it." in text


def test_an_erratum_makes_a_total_no_younger_than_its_paper() -> None:
    erratum = Version("erratum", 30, coverage="partial", supersedes="old")
    versions = (*OLD_AND_NEW, erratum)
    parts = make("erratum all 2026 cash 100\nnew a 2026 cash 190", lines=TREE, versions=versions)
    assert Overtaken(("all", "cash", 2026), "erratum") in show(parts, 2026).notes
    total = make("new all 2026 cash 100\nerratum a 2026 cash 190", lines=TREE, versions=versions)
    assert not any(isinstance(note, Overtaken) for note in show(total, 2026).notes)


def test_a_fund_whose_lines_overlap_has_no_total() -> None:
    ledger = make("v a 2026 cash 1\nv b 2026 cash 2", funds=[Fund("f", "Articles", total=False)])
    result = show(ledger, 2026)
    assert {r.row_type for r in result.rows} == {"line"}
    assert result.notes == (NoTotal("f"),)


def test_nothing_is_ever_added_over_funds_or_bases() -> None:
    lines = [Line("x", "support"), Line("k", "materiel")]
    ledger = make("v x 2026 cash 1\nv x 2026 commitment 10\nv k 2026 cash 100", lines=lines)
    both = make("v x 2026 cash 1\nv y 2026 cash 2\nv y 2026 commitment 10\nv k 2026 cash 100", lines=lines)
    assert totals(both) == {"f cash": 2} or totals(both) == {}
    assert totals(ledger) == {}


def test_nothing_that_stands_is_said() -> None:
    lines = [Line("x", "f"), Line("k", "g")]
    result = show(make("v x 2026 cash 1", lines=lines), 2026)
    assert {r.fund for r in result.rows} == {"f"}
    assert NothingStated("g", (), (2026,)) in result.notes
    empty = show(make(), 2026)
    assert (empty.as_of, empty.rows, empty.shifts, empty.notes) == ("", (), (), (NoFigures("test"),))


def test_the_change_is_from_the_year_before_of_the_same_line() -> None:
    ledger = make("old a 2025 cash 100 10 circa\nnew a 2026 cash 104 10\nnew b 2026 cash 1\nold c 2025 cash 9")
    a, b, c = (row(show(ledger, 2026), line) for line in "abc")
    assert values(a, "previous previous_version previous_qualifier") == (100, "old", ("circa",))
    assert values(a, "change change_low change_high change_percent") == (4, -6, 14, Decimal("4.0"))
    assert a.within_rounding
    assert values(b, "amount previous change change_percent within_rounding") == (1, None, None, None, False)
    assert values(c, "amount version previous change") == (None, "", 9, None)


def test_a_total_changes_only_over_the_same_lines() -> None:
    same = make("v a 2025 cash 4\nv b 2025 cash 6\nv a 2026 cash 1\nv b 2026 cash 2")
    assert row(show(same, 2026), "").change == -7
    assert row(show(same, 2026), "").change_percent == Decimal("-70.0")
    other = make("v a 2025 cash 4\nv b 2026 cash 2\nv a 2026 cash 5")
    assert values(row(show(other, 2026), ""), "previous change") == (4, None)
    apart = show(other, 2026)
    assert "2025 is not compared: it is a sum over other lines." in " ".join(str(show_view(apart)).split())
    reserved = make("v a 2025 cash 4\nv b 2025 cash 6\nv a 2026 cash 1\nv b 2026 cash 2 - reserved")
    assert values(row(show(reserved, 2026), ""), "previous change") == (10, None)


def test_a_total_names_what_its_parts_share_and_every_word_that_qualifies_them() -> None:
    ledger = make("old a 2026 cash 1 - circa\nold b 2026 cash 2\nnew b 2026 commitment 2\nnew c 2026 cash 3 - at-least")
    total = row(show(ledger, 2026), "")
    assert values(total, "version document locator") == ("", "", "")
    assert values(total, "qualifier carried") == (("circa", "at-least"), True)
    assert values(total, "low high low_open high_open") == (6, None, False, True)


def test_a_further_basis_is_shown_where_anything_is_stated_on_it() -> None:
    bases = ("commitment", "cash", "receipt")
    lines = [Line("x", "f"), Line("k", "g")]
    result = show(make("v x 2026 receipt 1\nv k 2026 cash 2", lines=lines, bases=bases), 2026)
    assert {(r.fund, r.basis) for r in result.rows} == {
        ("f", "commitment"),
        ("f", "cash"),
        ("f", "receipt"),
        ("g", "commitment"),
        ("g", "cash"),
    }


def test_funds_that_are_not_asked_for_and_not_shown_are_named_where_they_state_figures_of_the_year() -> None:
    funds, lines = [Fund(f, f) for f in "fgh"], [Line("x", "f"), Line("y", "g"), Line("z", "h")]
    ledger = make("v x 2026 cash 1\nv y 2026 cash 2\nv z 2025 cash 3", lines=lines, funds=funds)
    first = replace(ledger, default_funds=("f",))
    assert show(first, 2026).notes == (FundsNotShown(("g",)),)
    assert outlook(first).notes[-1] == FundsNotShown(("g", "h"))
    assert outlook(first, years=[2026]).notes[-1] == FundsNotShown(("g",))
    silent = (
        *(
            show(first, 2027),
            show(first, 2026, funds=["f"]),
            show(first, 2026, bases=["commitment"]),
            show(ledger, 2026),
        ),
        *(outlook(first, funds=["h"]), outlook(first, bases=["commitment"])),
    )
    for result in silent:
        assert not any(isinstance(note, FundsNotShown) for note in result.notes)


def test_a_renumbered_line_is_shown_as_it_is_numbered_now() -> None:
    lines = [Line("old", "f", successor="new"), Line("new", "f")]
    result = show(make("v old 2025 cash 1\nw old 2026 cash 2\nw new 2026 cash 3", lines=lines), 2026)
    assert values(row(result, "new"), "amount previous") == (5, 1)
    (note,) = result.notes
    assert note == Renumbered((("new", ("new", "old")),), ("w",), added=True)
    assert (note_lines(note), note_years(note)) == (("new",), ())
    before = show(make("v old 2026 cash 1", lines=lines), 2026)
    assert before.notes == (Renumbered((("new", ("old",)),), ("v",), added=False),)


def test_an_assumed_figure_without_a_note_is_said_to_be_assumed() -> None:
    (note,) = show(make("v a 2026 cash 1 - assumed"), 2026).notes
    assert note == Assumed(("a", "cash", 2026), "")
    assert (note_lines(note), note_years(note)) == (("a",), (2026,))


def test_the_funds_that_a_ledger_shows_first_and_those_asked_for() -> None:
    ledger = open_ledger()
    assert list(dict.fromkeys(r.fund for r in show(ledger, 2026, funds=["all"]).rows)) == list(ledger.funds)
    only = show(ledger, 2026, funds=["materiel-fund"], bases=["cash"])
    assert [(r.line, r.basis) for r in only.rows] == [("k-replacement", "cash")]
    assert only.shifts == ()


@pytest.mark.parametrize(
    ("as_of", "message"),
    [
        ({"funds": ["material-fund"]}, "unknown fund 'material-fund': did you mean materiel-fund"),
        ({"bases": ["cashh"]}, "unknown basis 'cashh': did you mean cash"),
        ({"as_of": "spring-2052"}, "unknown version 'spring-2052': did you mean spring-2025"),
    ],
)
def test_a_name_that_is_not_there(as_of: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        show(open_ledger(), 2026, **as_of)


def test_what_an_erratum_of_the_shipped_ledger_rectifies() -> None:
    ledger = open_ledger()
    lines = {"gw-military", "gw-total"}
    now = {r.line: r.amount for r in show(ledger, 2025, funds=["government-wide"]).rows if r.line in lines and r.amount}
    before = show(ledger, 2025, as_of="njn-2025", funds=["government-wide"])
    assert now["gw-military"] == 4822
    assert row(before, "gw-military").version == "mn-2026"


def test_versions_that_are_not_known_yet_are_not_shown() -> None:
    versions = [Version("a", 1, date="2025-01"), Version("b", 2, date="2025-02")]
    ledger = make("a x 2026 cash 1\nb x 2026 cash 2", versions=versions)
    assert row(show(ledger, 2026, as_of="2025-01-31"), "x").amount == 1


def test_a_basis_on_which_nothing_is_stated_is_said_not_to_be() -> None:
    result = show(
        make("v x 2026 cash 1", bases=("commitment", "cash", "receipt")), 2026, bases=["receipt", "outstanding"]
    )
    assert result.rows == ()
    (note,) = result.notes
    assert note == NothingOnBases("f", 2026, ("receipt", "outstanding"))
    assert (note_lines(note), note_years(note)) == ((), (2026,))


def test_a_change_that_is_declared_of_a_figure_but_not_worked_into_it_is_said() -> None:
    ledger = make(
        "a x 2026 cash 100\na y 2026 cash 5\nb y 2026 cash 7",
        "b x 2026 cash -20 cash-shift brought_forward\n"
        "b x 2026 cash 0 decision more at-least\n"
        "b y 2026 cash 2 decision up",
    )
    cell = ("x", "cash", 2026)
    assert [note for note in show(ledger, 2026).notes if isinstance(note, ChangeNotIncluded)] == [
        ChangeNotIncluded(cell, "a", "b", "brought forward", Decimal(-20)),
        ChangeNotIncluded(cell, "a", "b", "more", None),
    ]
    assert not [note for note in show(ledger, 2026, as_of="a").notes if isinstance(note, ChangeNotIncluded)]


def test_of_a_line_printed_under_both_numbers_the_order_of_rows_does_not_matter() -> None:
    rows = [("v old 2026 cash 1", "q"), ("v new 2026 cash 2", "p"), ("v other 2026 cash 3", "")]
    lines = [Line("old", "f", successor="new"), Line("new", "f"), Line("other", "f")]
    documents = {name: Document(name, title=name.upper()) for name in "pq"}
    found = []
    for turned in (rows, rows[::-1]):
        ledger = make("\n".join(row for row, _ in turned), lines=lines)
        ledger = replace(with_columns(ledger, document=[paper for _, paper in turned]), documents=documents)
        found.append(ukraine_budget.show(ledger, 2026).render("table", full=True))
    assert found[0] == found[1]
    assert "[1] p, P" in found[0]
