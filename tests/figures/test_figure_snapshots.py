"""What stands, against a walk through the rows one version after the other."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from naive import AXES, LINES, YEARS, Case, Row, cases, rows_by_cell
from ukraine_budget.figures.snapshot import Statements
from ukraine_budget.figures.structure import NONE, Axes, CellRef, Structure


@given(cases())
@example(Case([], LINES, {}))
def test_what_stands_in_the_order_in_which_it_was_stated(case: Case) -> None:
    expected = case.stands()
    found = rows_by_cell(case.snapshot)
    assert found == expected
    assert list(found) == list(expected)


@given(cases())
def test_what_stood_after_each_version(case: Case) -> None:
    names = list(case.versions)
    after = [case._replace(versions={name: case.versions[name] for name in names[: n + 1]}) for n in range(len(names))]
    statements = Statements.of(case.figures, case.structure, case.versions)
    found = list(map(statements.until, range(len(names))))
    assert list(map(rows_by_cell, found)) == [each.stands() for each in after]
    assert [list(each.order) for each in found] == [list(each.versions) for each in after]


@given(cases(), st.sets(st.sampled_from(YEARS)), st.sets(st.sampled_from(["all", "new", "lone"])))
def test_some_years_and_lines_alone(case: Case, years: set[int], lines: set[str]) -> None:
    found = Statements.of(case.figures, case.structure, case.versions, years, lines).snapshot
    expected = {cell: rows for cell, rows in case.stands().items() if cell.year in years and cell.line in lines}
    assert rows_by_cell(found) == expected


@given(cases())
def test_one_cell_at_a_time(case: Case) -> None:
    found, expected = case.snapshot, case.stands()
    cells = [CellRef(line, basis, year) for line in AXES.lines for basis in AXES.bases for year in YEARS]
    rows = [expected.get(cell, [NONE])[0] for cell in cells]
    assert [found.row(cell) for cell in cells] == found.at(AXES.numbers(cells)).tolist() == rows
    assert found.row(("all", "cash", "beyond")) == found.row(("?", "cash", 2026)) == NONE
    values = zip(found.structure.axes.refs(found.cells), found.whole.tolist(), strict=True)
    scale = case.figures.amount.scale
    assert dict(values) == {cell: int(case.value(rows).scaleb(scale)) for cell, rows in expected.items()}


def test_a_ledger_without_lines_has_no_cells() -> None:
    axes = Axes((), (), (), range(0))
    found = Statements.of(Case([], {}, {}).figures, Structure.of(axes, {}), {}).snapshot
    assert (len(found), found.row(("all", "cash", 2026))) == (0, NONE)


@given(cases())
def test_what_is_carried_and_what_is_renumbered(case: Case) -> None:
    order = {version: n for n, version in enumerate(case.versions)}
    last = {
        line: max((order[row.version] for row in case.rows if LINES[row.line].current == line), default=-1)
        for line in LINES
    }
    found, expected = case.snapshot, case.stands()
    cells = list(found.structure.axes.refs(found.cells))
    rows = [case.rows[expected[cell][0]] for cell in cells]
    carried = [last[cell.line] > order[row.version] for cell, row in zip(cells, rows, strict=True)]
    assert found.carried.tolist() == carried
    is_renumbered = [cell.line != row.line or len(expected[cell]) > 1 for cell, row in zip(cells, rows, strict=True)]
    assert found.is_renumbered.tolist() == is_renumbered
    chosen = [cell for cell in found.refs() if is_renumbered[cells.index(cell)]]
    assert list(found.refs(found.is_renumbered)) == chosen


@given(cases(), st.dictionaries(st.sampled_from([*LINES]), st.sampled_from([*LINES])))
def test_lines_under_the_numbers_of_another_ledger(case: Case, numbers: dict[str, str]) -> None:
    expected: dict[CellRef, list[int]] = {}
    for cell, rows in case.stands().items():
        number = cell._replace(line=numbers.get(cell.line, cell.line))
        expected[number] = [*expected.get(number, []), *rows]
    lines = np.array([AXES.line_code[numbers.get(line, line)] for line in AXES.lines])
    found = rows_by_cell(case.snapshot.numbered_by(lines))
    assert found == expected
    assert list(found) == list(expected)


def test_a_full_version_ends_what_it_does_not_print_in_its_funds_and_years() -> None:
    rows = [
        Row("a", "all", 2026, "cash", "1", "", "", ""),
        Row("a", "all", 2027, "cash", "2", "", "", ""),
        Row("a", "lone", 2026, "cash", "3", "", "", ""),
        Row("b", "other", 2026, "commitment", "4", "", "", ""),
    ]
    found = Case(rows, LINES, {"a": True, "b": True}).snapshot
    assert [cell.line for cell in found.refs()] == ["all", "lone", "other"]
