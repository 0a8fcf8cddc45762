"""Totals, against sums over the tree of lines."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from hypothesis import given

from naive import AXES, LINES, YEARS, Case, cases
from ukraine_budget.figures.overtaken import overtaken
from ukraine_budget.figures.structure import CellRef
from ukraine_budget.figures.totals import TotalKey, TotalMembers, Totals, total_lines, total_members

FLAT = {line: place._replace(parent="") for line, place in LINES.items()}


def test_lines_are_ranked_with_their_parts_after_them() -> None:
    lines = sorted(LINES, key=lambda line: Case([], LINES, {}).structure.rank[AXES.line_code[line]])
    assert lines == ["all", "part", "sub", "new", "old", "other", "lone", "piece"]


@given(cases() | cases(FLAT))
def test_nothing_is_added_together_with_what_it_is_a_part_of(case: Case) -> None:
    found = case.snapshot
    members = set(AXES.refs(found.cells[total_members(found, overtaken(found))]))
    assert members == set(case.members(case.stands()))


@given(cases() | cases(FLAT))
def test_a_parent_that_newer_parts_contradict_is_overtaken(case: Case) -> None:
    found = case.snapshot
    assert set(AXES.refs(found.cells[overtaken(found)])) == case.overtaken(case.stands())


def roles(stated: set[str], fund: str, parent: str = "") -> Iterator[tuple[str, str]]:
    """What each line of a fund below a parent is to its total."""
    for line, (of, above, current) in sorted(LINES.items(), key=lambda item: AXES.line_code[item[0]]):
        if (of, above, current) == (fund, parent, line):
            below = list(roles(stated, fund, line))
            if line in stated:
                yield "stated", line
            elif any(role == "stated" for role, _ in below):
                yield "replaced", line
                yield from below
            else:
                yield "missing", line


@given(cases())
def test_what_each_line_is_to_a_total(case: Case) -> None:
    found, stands = case.snapshot, case.stands()
    for key in (TotalKey(fund, basis, year) for fund in "fg" for basis in AXES.bases for year in YEARS):
        counts = stands.keys() - case.overtaken(stands)
        stated = {cell.line for cell in counts if (cell.basis, cell.year) == key[1:]}
        expected: dict[str, list[str]] = {"stated": [], "missing": [], "replaced": []}
        for role, line in roles(stated, key.fund):
            expected[role].append(line)
        members = total_members(found, overtaken(found))
        assert total_lines(found, members, key) == TotalMembers(*map(tuple, expected.values()))


@given(cases())
def test_every_total_is_the_sum_of_its_members(case: Case) -> None:
    decided = [row._replace(qualifier=row.qualifier.replace("provisional", "decision")) for row in case.rows]
    case = case._replace(rows=decided)
    stands = case.stands()
    rows: defaultdict[TotalKey, list[int]] = defaultdict(list)
    for cell in case.members(stands):
        rows[TotalKey(case.fund(cell), cell.basis, cell.year)] += stands[cell]
    found = Totals.of(case.snapshot, total_members(case.snapshot, overtaken(case.snapshot)))
    documents = dict(zip(found.keys, found.stated(found.snapshot.figures.document), strict=True))
    sides = found.sides()
    assert set(sides) == set(rows)
    for key, side in sides.items():
        terms = [case.rows[row] for row in rows[key]]
        assert side.value == case.value(rows[key])
        assert side.step == sum(Decimal(row.rounding or 0) for row in terms)
        assert side.versions == {row.version for row in terms}
        assert side.lines == len({case.cell(row) for row in rows[key]})
        assert side.words == {word for row in terms for word in row.qualifier.split()}
        assert side.mixes == (len({"decision" in row.qualifier for row in terms}) == 2)
        assert documents[key] == {row.document for row in terms}


def test_the_names_of_cells_and_blocks() -> None:
    cell = CellRef("other", "commitment", 2025)
    assert list(AXES.refs(AXES.numbers([cell]))) == [cell]
    structure = Case([], LINES, {}).structure
    assert list(AXES.keys(structure.blocks(AXES.numbers([cell])))) == [("f", "commitment", 2025)]
