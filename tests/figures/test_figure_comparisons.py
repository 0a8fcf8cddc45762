"""Two sides compared, against a walk over every cell of both."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from naive import AXES, LINES, OTHER_LINES, Case, Row, cases
from ukraine_budget.figures.comparison import Comparison, TotalComparison
from ukraine_budget.figures.snapshot import Statements
from ukraine_budget.figures.structure import CellRef
from ukraine_budget.figures.totals import TotalKey

Stands = Mapping[CellRef, Sequence[int]]
EDITION = {line: place._replace(current=line) for line, place in LINES.items()}
"""Lines of which none carries another number."""


def told(case: Case, rows: Sequence[int]) -> tuple[object, ...]:
    """The words in which a cell is stated."""
    stated = case.rows[rows[0]]
    return Decimal(stated.amount), Decimal(stated.rounding or 0), stated.qualifier


def differs(one: tuple[Case, Stands], other: tuple[Case, Stands], cell: CellRef, old: str, new: str) -> bool:
    """Whether a cell of two sides may differ, given the funds of its line on both."""
    (case, stands), (beside, others) = one, other
    if cell not in stands or cell not in others:
        return True
    is_open = "at-" in case.rows[stands[cell][0]].qualifier
    is_added = len(stands[cell]) > 1 or len(others[cell]) > 1
    return is_open or is_added or old != new or told(case, stands[cell]) != told(beside, others[cell])


def at(case: Case, count: int) -> Case:
    """A ledger as it was after some versions."""
    return case._replace(versions=dict(list(case.versions.items())[:count]))


def cells_of(found: Comparison, numbers: np.ndarray) -> set[CellRef]:
    return set(found.axes.refs(numbers))


@given(cases(), st.integers(0, 2), st.sets(st.sampled_from("abc")))
def test_which_cells_of_two_versions_differ(case: Case, count: int, stating: set[str]) -> None:
    earlier = at(case, count)
    one, other = (earlier, earlier.stands()), (case, case.stands())
    figures, structure = case.figures, case.structure
    old, new = (Statements.of(figures, structure, each.versions).snapshot for each in (earlier, case))
    found = Comparison.of(old, new)
    expected = {cell for cell in {**one[1], **other[1]} if differs(one, other, cell, "", "")}
    assert cells_of(found, found.differing()) == expected
    restated = {case.cell(row) for row in range(len(case.rows)) if case.rows[row].version in stating}
    restated |= one[1].keys() - other[1].keys()
    stated = structure.cells(figures, figures.select(versions=stating))
    assert cells_of(found, found.differing(stated)) == expected & restated


@given(cases(LINES), cases(OTHER_LINES), st.sampled_from([0, 3]))
def test_which_cells_of_two_ledgers_differ(one: Case, other: Case, power: int) -> None:
    scaled = one._replace(rows=[in_unit(row, power) for row in one.rows])
    found = Comparison.of(
        Statements.of(one.figures.in_unit(power), one.structure, one.versions).snapshot, other.snapshot
    )
    sides = (scaled, one.stands()), (other, other.stands())
    expected = {cell for cell in {**sides[0][1], **sides[1][1]} if differs(*sides, cell, *funds(cell))}
    assert cells_of(found, found.differing()) == expected


def in_unit(row: Row, power: int) -> Row:
    amount, rounding = (str(Decimal(text).scaleb(power)) if text else "" for text in (row.amount, row.rounding))
    return row._replace(amount=amount, rounding=rounding)


def funds(cell: CellRef) -> tuple[str, str]:
    """The funds of a line on both sides, that of the other where one does not have it."""
    known = [lines[cell.line].fund for lines in (LINES, OTHER_LINES) if cell.line in lines]
    return known[0], known[-1]


def total_of(case: Case, cell: CellRef) -> TotalKey:
    return TotalKey(case.fund(cell), cell.basis, cell.year)


def expected_totals(
    one: Case, other: Case, compared: Collection[CellRef], shared: Mapping[str, str]
) -> Mapping[TotalKey, TotalComparison]:
    """What each side of a total is over. `shared` are the numbers that both have for lines of the old side."""
    old, new, is_one = one.stands(), other.stands(), one.rows is other.rows
    old_members, new_members = one.members(old), other.members(new)
    result = {}
    for key in {total_of(one, cell) for cell in old_members} | {total_of(other, cell) for cell in new_members}:
        stated = {cell.line for cell in old if total_of(one, cell) == key}
        added = {cell.line for cell in old_members if total_of(one, cell) == key}
        mine = {shared.get(line, line) for line in added}
        theirs = {cell.line for cell in new_members if total_of(other, cell) == key}
        left_out = {line for line in stated - added if shared.get(line, line) in mine}
        seen = {cell.line for cell in compared if cell[1:] == key[1:]}
        revised, apart = [], []
        for cell in (CellRef(line, key.basis, key.year) for line in theirs - seen):
            stays = is_one and cell.line in mine
            if stays and one.value(old[cell]) != one.value(new[cell]):
                apart.append(cell.line)
            if not stays or old[cell][0] != new[cell][0]:
                revised.append(cell)
        result[key] = TotalComparison(
            tuple(sorted(seen & mine)),
            tuple(sorted(mine - theirs)),
            tuple(sorted([*(theirs - mine), *left_out])),
            tuple(sorted(apart)),
            sum((Decimal(other.rows[new[cell][0]].rounding or 0) for cell in revised), Decimal(0)),
        )
    return result


def check_totals(
    found: Comparison, compared: Collection[CellRef], expected: Mapping[TotalKey, TotalComparison]
) -> None:
    totals = found.totals(AXES.numbers(compared))
    assert totals.keys() <= expected.keys()
    for key, total in expected.items():
        assert totals.get(key, TotalComparison()) == total


@given(cases(), st.integers(0, 2), st.data())
def test_what_the_totals_of_two_versions_are_over(case: Case, count: int, data: st.DataObject) -> None:
    earlier = at(case, count)
    both = sorted(earlier.stands().keys() & case.stands().keys())
    compared = data.draw(st.sets(st.sampled_from(both))) if both else set()
    figures, structure = case.figures, case.structure
    old, new = (Statements.of(figures, structure, each.versions).snapshot for each in (earlier, case))
    found = Comparison.of(old, new)
    check_totals(found, compared, expected_totals(earlier, case, compared, {}))


@given(cases(LINES), cases(OTHER_LINES))
def test_each_side_of_a_total_is_over_its_own_parts(one: Case, other: Case) -> None:
    both = one.stands().keys() & other.stands().keys()
    compared = {cell for cell in both if len(set(funds(cell))) == 1}
    check_totals(Comparison.of(one.snapshot, other.snapshot), compared, expected_totals(one, other, compared, {}))


@given(cases(EDITION), cases(LINES))
def test_lines_that_the_other_ledger_numbers_otherwise(one: Case, other: Case) -> None:
    numbers = np.array([AXES.line_code["new" if line == "old" else line] for line in AXES.lines])
    found = Comparison.of(one.snapshot, other.snapshot, numbers)
    shared: dict[CellRef, list[int]] = {}
    for cell, rows in one.stands().items():
        shared.setdefault(cell._replace(line="new") if cell.line == "old" else cell, []).extend(rows)
    others = other.stands()
    sides = (one, shared), (other, others)
    assert cells_of(found, found.differing()) == {
        cell for cell in {**shared, **others} if differs(*sides, cell, "", "")
    }
    compared = shared.keys() & others.keys()
    check_totals(found, compared, expected_totals(one, other, compared, {"old": "new"}))


def rows(*amounts: str) -> list[Row]:
    return [Row("a", "all", 2024 + n, "cash", amount, "", "", "") for n, amount in enumerate(amounts)]


def test_amounts_of_any_number_of_digits_are_compared_exactly() -> None:
    old, new = (
        Case(rows(*amounts), LINES, {"a": True}).snapshot
        for amounts in (("9" * 38, "1.50", "1"), ("9" * 37 + "8", "1.5", "1.0000000001"))
    )
    found = Comparison.of(old, new)
    assert [cell.year for cell in AXES.refs(found.differing())] == [2024, 2026]
