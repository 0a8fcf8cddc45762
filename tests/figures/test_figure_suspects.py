"""What the checks must look at, against a walk over every pair."""

from collections import Counter, defaultdict
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given

from naive import LINES, Case, Row, cases
from ukraine_budget.figures.structure import CellRef
from ukraine_budget.figures.suspects import part_suspects, scale_suspects, steady

LEAPS = ("0", "1", "2", "9", "10", "12.5", "100", "-10", "1000")


def stated(case: Case) -> dict[CellRef, dict[str, list[int]]]:
    """The rows of each cell by version, in the order of the versions."""
    found: defaultdict[CellRef, dict[str, list[int]]] = defaultdict(dict)
    for version in case.versions:
        for row in range(len(case.rows)):
            if case.rows[row].version == version:
                found[case.cell(row)].setdefault(version, []).append(row)
    return found


def is_times(case: Case, one: int, other: int, least: Fraction, most: Fraction) -> bool:
    small, large = sorted(abs(Fraction(case.rows[row].amount)) for row in (one, other))
    return 0 < small * least <= large <= small * most


def expected_rows(case: Case, least: Fraction, most: Fraction) -> set[int]:
    by_cell = stated(case)
    found = set()
    for cell, versions in by_cell.items():
        lists = list(versions.values())
        if any(len(rows) > 1 for rows in lists):
            found.add(cell)
        for one, other in pairwise(lists):
            if is_times(case, one[-1], other[0], least, most):
                found.add(cell)
        for version, rows in versions.items():
            beside = [by_cell.get(cell._replace(year=cell.year + n), {}).get(version) for n in (-1, 1)]
            if all(others and is_times(case, rows[0], others[0], least, most) for others in beside):
                found.add(cell)
    near = {cell._replace(year=cell.year + n) for cell in found for n in (-1, 0, 1)}
    return {row for row in range(len(case.rows)) if case.cell(row) in near}


@given(cases({line: place for line, place in LINES.items() if line != "old"}, LEAPS))
def test_figures_that_may_be_off_by_a_factor_and_the_years_beside_them(case: Case) -> None:
    found = scale_suspects(case.figures, case.structure, case.versions, [10], (0.8, 1.25)).tolist()
    assert found == sorted(expected_rows(case, Fraction(8), Fraction("12.5")))
    both = scale_suspects(case.figures, case.structure, case.versions, [10, 1000], (0.8, 1.25)).tolist()
    assert set(both) >= {*found, *expected_rows(case, Fraction(800), Fraction(1250))}


@given(cases(amounts=LEAPS))
def test_what_is_printed_under_two_numbers_is_looked_at(case: Case) -> None:
    found = scale_suspects(case.figures, case.structure, case.versions, [10], (0.8, 1.25)).tolist()
    twice = {row for versions in stated(case).values() for rows in versions.values() if len(rows) > 1 for row in rows}
    assert set(found) >= twice


@given(cases(amounts=LEAPS))
def test_parts_that_may_exceed_their_whole(case: Case) -> None:
    families: defaultdict[tuple[str, CellRef], list[CellRef]] = defaultdict(list)
    by_cell = stated(case)
    for cell, versions in by_cell.items():
        for version in versions:
            wholes = (whole for whole in case.above(cell) if version in by_cell.get(whole, {}))
            if whole := next(wholes, None):
                families[version, whole].append(cell)
    exceeded, off = set(), set()
    for (version, whole), parts in families.items():
        value = case.value(by_cell[whole][version])
        values = [case.value(by_cell[part][version]) for part in parts]
        rows = {row for cell in (whole, *parts) for row in by_cell[cell][version]}
        if sum(values) > value or max(values) > value:
            exceeded |= rows
        together = abs(sum(values, Decimal(0)))
        if 0 < 8 * together <= abs(value) <= 12 * together:
            off |= rows
    assert part_suspects(case.figures, case.structure, case.versions).tolist() == sorted(exceeded)
    found = part_suspects(case.figures, case.structure, case.versions, [10], (0.8, 1.25)).tolist()
    assert set(found) >= exceeded | off


def test_a_line_far_less_than_a_factor_of_its_parts_is_no_suspect() -> None:
    rows = [Row("a", line, 2026, "cash", amount, "", "", "") for line, amount in (("all", "100"), ("part", "3"))]
    case = Case(rows, LINES, {"a": True})
    assert part_suspects(case.figures, case.structure, case.versions, [10], (0.8, 1.25)).tolist() == []
    assert part_suspects(case.figures, case.structure, case.versions, [30], (0.8, 1.25)).tolist() == [0, 1]


@given(cases())
def test_how_many_rows_agree_with_a_version_beside_them(case: Case) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    order = list(case.versions)
    by_cell: dict[CellRef, list[int]] = {}
    for row in range(len(case.rows)):
        by_cell.setdefault(case.cell(row), []).append(row)
    for rows in by_cell.values():
        rows.sort(key=lambda row: order.index(case.rows[row].version))
        fitting: set[int] = set()
        for one, other in pairwise(rows):
            a, b = Decimal(case.rows[one].amount), Decimal(case.rows[other].amount)
            if a * b > 0 and max(abs(a), abs(b)) <= 2 * min(abs(a), abs(b)):
                fitting |= {one, other}
        expected.update((case.rows[row].version, case.rows[row].document) for row in fitting)
    assert steady(case.figures, case.structure, case.versions) == expected
