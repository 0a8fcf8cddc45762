"""Two ledgers that are built otherwise: a total of a side is what a show of that side says, whatever the other has."""

from collections.abc import Mapping
from decimal import Decimal

from diffed import totals
from hypothesis import given, settings
from hypothesis import strategies as st

import ukraine_budget as budget
from build import make
from ukraine_budget import LedgerAt
from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.notes_on_changes import (
    InOtherFunds,
    NoTotalOnOneSide,
    ReadBackwards,
    TotalsNotCompared,
    UnderOtherParents,
)
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line, Version

NAMES = "pqxyz"
YEARS = (2025, 2026)
FLAT = make("v p 2026 cash 100\nv x 2026 cash 50\nv q 2026 cash 10")
NESTED = make("v p 2026 cash 160\nv x 2026 cash 50\nv q 2026 cash 10", lines=[Line("x", "f", parent="p")])
BOTH = (FLAT, NESTED)


def compared(one: Ledger, other: Ledger, *, all: bool = False) -> DiffResult:
    return budget.diff(LedgerAt(one), LedgerAt(other), all=all).result


def not_compared(*, only_old: tuple[str, ...] = (), only_new: tuple[str, ...] = ()) -> TotalsNotCompared:
    return TotalsNotCompared("f", "cash", (2026,), only_old, only_new, ())


def shown(ledger: Ledger, fund: str, basis: str, year: int) -> Decimal | None:
    """The total that `show` has of a fund; None where it shows none."""
    rows = budget.show(ledger, year, funds=[fund]).result.rows if fund in ledger.funds else ()
    return next((row.amount for row in rows if (row.row_type, row.basis) == ("total", basis)), None)


def test_each_side_has_the_total_of_its_own_parents() -> None:
    flat, nested = BOTH
    (row,) = totals(compared(flat, nested))
    assert row == "(f) cash 2026: 160 -> 170 = - = 0 + - + - + -, changed"
    (row,) = totals(compared(nested, flat))
    assert row == "(f) cash 2026: 170 -> 160 = - = 0 + - + - + -, changed"


def test_a_note_says_which_parents_differ_as_the_reader_names_the_sides() -> None:
    only_old, only_new = not_compared(only_old=("x",)), not_compared(only_new=("x",))
    assert compared(FLAT, NESTED).notes == (only_old, UnderOtherParents((("x", "", "p"),)))
    assert compared(NESTED, FLAT).notes == (only_new, UnderOtherParents((("x", "p", ""),)))
    other = make("v p 2026 cash 100\nv x 2026 cash 50\nv q 2026 cash 10", lines=[Line("x", "f", parent="q")])
    assert compared(NESTED, other).notes[-1] == UnderOtherParents((("x", "p", "q"),))
    later = make(
        "v p 2026 cash 160\nv x 2026 cash 50\nw q 2026 cash 10",
        lines=[Line("x", "f", parent="p")],
    )
    assert isinstance(compared(later, FLAT).notes[0], ReadBackwards)
    assert compared(later, FLAT).notes[-1] == UnderOtherParents((("x", "p", ""),))


def test_a_line_that_stands_under_the_later_number_of_its_parent_stands_where_it_did() -> None:
    grown = [Line("p", "f", successor="r"), Line("r", "f"), Line("x", "f", parent="p")]
    later = make("v p 2026 cash 160\nv x 2026 cash 50\nv q 2026 cash 20", lines=grown)
    for old, new in ((NESTED, later), (later, NESTED)):
        assert not any(isinstance(note, UnderOtherParents) for note in compared(old, new).notes)


def test_a_fund_without_a_total_on_one_side_has_none_in_the_diff() -> None:
    without = make("v p 2026 cash 1\nv x 2026 cash 2", funds=[Fund("f", "Support", total=False)])
    for old, new, note in (
        (without, FLAT, NoTotalOnOneSide("f", without="old")),
        (FLAT, without, NoTotalOnOneSide("f", without="new")),
    ):
        found = compared(old, new, all=True)
        assert totals(found) == []
        assert found.notes[-1] == note
    assert totals(compared(without, without, all=True)) == []


def test_a_note_says_which_lines_are_in_other_funds() -> None:
    moved = make("v p 2026 cash 100\nv x 2026 cash 50\nv q 2026 cash 10", lines=[Line("x", "g")])
    assert compared(FLAT, moved).notes[-1] == InOtherFunds((("x", "f", "g"),))


def test_two_lines_that_the_other_side_has_as_one_are_not_compared_where_one_is_a_part_of_the_other() -> None:
    old = make("v whole 2026 cash 9\nv part 2026 cash 4\nv x 2026 cash 1", lines=[Line("part", "f", parent="whole")])
    new = make(
        "v whole 2026 cash 14\nv x 2026 cash 1", lines=[Line("part", "f", successor="whole"), Line("whole", "f")]
    )
    assert totals(compared(old, new)) == ["(f) cash 2026: 10 -> 15 = - = 0 + - + - + -, changed"]
    assert not_compared(only_new=("part",)) in compared(old, new).notes
    assert totals(compared(new, old)) == ["(f) cash 2026: 15 -> 10 = - = 0 + - + - + -, changed"]
    assert not_compared(only_old=("part",)) in compared(new, old).notes


def test_editions_with_the_same_rows_and_other_parents_each_have_their_own_total() -> None:
    one = make("v p 2026 cash 100\nv x 2026 cash 50")
    other = make("v p 2026 cash 101\nv x 2026 cash 50", lines=[Line("x", "f", parent="p")])
    assert totals(compared(one, other)) == ["(f) cash 2026: 150 -> 101 = - = 0 + - + - + -, changed"]


@st.composite
def built(draw: st.DrawFn, *, renumbers: bool = True) -> Ledger:
    """A ledger of some lines: each part of one before it, of a fund of its own, or carried on under another number."""
    funds = {name: Fund(name, name, total=draw(st.booleans())) for name in "fg"}
    lines: dict[str, Line] = {}
    for name in NAMES:
        above = draw(st.sampled_from(["", "", *lines]))
        fund = lines[above].fund if above else draw(st.sampled_from("fg"))
        after = [other for other in lines.values() if other.fund == fund] if renumbers else []
        successor = draw(st.sampled_from([None, None, *after]))
        lines[name] = Line(name, fund, above, successor=successor.line if successor else "")
    if circles(lines):
        lines = {name: line._replace(successor="") for name, line in lines.items()}
    cells = st.tuples(st.sampled_from("ab"), st.sampled_from(NAMES), st.sampled_from(YEARS))
    stated = draw(st.dictionaries(cells, st.tuples(st.integers(-9, 99), st.sampled_from("-1")), min_size=2))
    rows = [f"{version} {line} {year} cash {value} {step}" for (version, line, year), (value, step) in stated.items()]
    coverage = draw(st.sampled_from(["full", "partial"]))
    versions = [Version("a", 1), Version("b", 2, coverage=coverage, follows="a")]  # type: ignore[arg-type]
    return make("\n".join(rows), lines=lines.values(), funds=funds.values(), versions=versions)


def circles(lines: Mapping[str, Line]) -> bool:
    """Whether parents and successors lead round, which a ledger that is read never does."""

    def leads(line: str, seen: tuple[str, ...] = ()) -> bool:
        return line in seen or any(
            leads(other, (*seen, line)) for other in (lines[line].parent, lines[line].successor) if other
        )

    return any(map(leads, lines))


def holds(row: DiffRow, old: Ledger, new: Ledger) -> bool:
    """Whether a total is what both shows say, where it says more there than one line, and changes by the difference."""
    assert isinstance(row.year, int)
    sides = [shown(ledger, row.fund, row.basis, row.year) for ledger in (old, new)]
    by_difference = row.change is None or (row.old is not None and row.old + row.change == row.new)
    told = [side in (None, own) for side, own in zip(sides, (row.old, row.new), strict=True)]
    return all(told) and any(side is not None for side in sides) and by_difference


@settings(max_examples=100)
@given(built(), built(), st.booleans())
def test_every_total_of_every_diff_is_what_the_two_shows_say(one: Ledger, other: Ledger, all: bool) -> None:
    found = compared(one, other, all=all)
    assert [row for row in found.rows if row.row_type == "total" and not holds(row, one, other)] == []
