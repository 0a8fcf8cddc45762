"""Snapshots, totals, gaps and changes checked against the naive answers, with rows in any order."""

import csv
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import ukraine_budget
from build import make
from fuzz.family import Family
from fuzz.small import ledger_of
from naive import AMOUNTS, AXES, LINES, YEARS, Case, Row, random_case, rows_by_cell
from ukraine_budget import UsageError, View
from ukraine_budget.figures.overtaken import overtaken
from ukraine_budget.figures.structure import CellRef
from ukraine_budget.figures.totals import total_members
from ukraine_budget.model.ledger import Ledger

ZERO = Decimal(0)
DESCRIPTOR = """{
"name": "test", "title": "Test", "currency": "EUR", "unit": "million", "bases": ["cash", "commitment"]
}"""


def run(chosen: Random, folder: Path) -> None:
    """Check a ledger of three consecutive versions; one in ten is written to files and read back."""
    case = random_case(chosen, LINES, AMOUNTS)
    names = list(case.versions)
    ledger = _read(folder / "a", case) if chosen.random() < 0.1 else ledger_of(case)
    for place in range(len(names)):
        until = case._replace(versions=dict(list(case.versions.items())[: place + 1]))
        for year in chosen.sample(list(YEARS), 2):
            check_show(ledger, until, names[place], year)
    check_gaps(ledger, case, chosen.choice((Decimal(20), Decimal(0), Decimal("7.5"))))
    old, new = sorted(chosen.sample(range(3), 2))
    check_diff(ledger, case, names[old], names[new])
    turned = case._replace(rows=chosen.sample(case.rows, len(case.rows)))
    other = ledger_of(turned)
    question = chosen.choice(QUESTIONS)
    assert answer_text(question, ledger, names) == answer_text(question, other, names)


QUESTIONS: tuple[Callable[[Ledger, list[str]], View[Any]], ...] = (
    lambda ledger, _: ukraine_budget.show(ledger, 2025),
    lambda ledger, _: ukraine_budget.outlook(ledger),
    lambda ledger, names: ukraine_budget.diff(ledger, names[0], names[-1]),
    lambda ledger, _: ukraine_budget.history(ledger, "new"),
    lambda ledger, _: ukraine_budget.explain(ledger, "new", 2025),
    lambda ledger, _: ukraine_budget.shifts(ledger),
)


def answer_text(question: Callable[[Ledger, list[str]], View[Any]], ledger: Ledger, names: list[str]) -> str:
    """Return the answer to a question as text, or its error."""
    try:
        return question(ledger, names).render("table", full=True)
    except UsageError as error:
        return str(error)


def check_show(ledger: Ledger, case: Case, version: str, year: int) -> None:
    """Check standing figures and totals of a year."""
    stands = case.stands()
    members = case.members(stands)
    result = ukraine_budget.show(ledger, year, as_of=version, top=None).result
    seen = set()
    for row in result.rows:
        if row.row_type == "line":
            cell = CellRef(row.line, row.basis, row.year)
            seen.add(cell)
            assert row.amount == (case.value(stands[cell]) if cell in stands else None), row
            if cell in stands:
                low, high = case.interval(stands[cell])
                assert (row.low, row.high) == (_end(low), _end(high)), row
        elif row.amount is not None:
            assert row.amount == _total(case, stands, members, row), row
    assert {cell for cell in stands if cell.year == year} <= seen


def _end(value: Decimal) -> Decimal | None:
    return None if value.is_infinite() else value


def _total(case: Case, stands: Mapping[CellRef, list[int]], members: list[CellRef], row: Any) -> Decimal | None:
    of = [cell for cell in members if (case.fund(cell), cell.basis, cell.year) == (row.fund, row.basis, row.year)]
    return sum((case.value(stands[cell]) for cell in of), ZERO) if of else None


def check_gaps(ledger: Ledger, case: Case, limit: Decimal) -> None:
    """Check gaps: cash falls beyond the limit for some values of the interval, or surely, for all.

    A fall from an unbounded amount to below zero is skipped.
    """
    stands, left = case.stands(), 1 - limit / 100
    gone, found = case.overtaken(stands), {}
    skipped = set()
    for cell, rows in stands.items():
        before = cell._replace(year=cell.year - 1)
        if cell.basis != "cash" or before not in stands or {cell, before} & gone:
            continue
        (low, high), (least, most) = case.interval(rows), case.interval(stands[before])
        if most.is_infinite() and high < 0:
            skipped.add((cell.line, cell.year))
        elif 0 < case.value(stands[before]) > case.value(rows) and low < most * left:
            found[cell.line, cell.year] = least > 0 and high < least * left
    gaps = ukraine_budget.outlook(ledger, funds="all", gap=limit).result.gaps
    assert {(gap.line, gap.year): gap.certain for gap in gaps if (gap.line, gap.year) not in skipped} == found


def check_diff(ledger: Ledger, case: Case, old: str, new: str) -> None:
    """Check that each change is the difference of standing figures, and how it is decomposed."""
    names = list(case.versions)
    sides = [
        case._replace(versions={name: case.versions[name] for name in names[: names.index(side) + 1]})
        for side in (old, new)
    ]
    if not all(any(row.version == side for row in case.rows) for side in (old, new)):
        return
    before, after = (side.stands() for side in sides)
    rows = [
        row for row in ukraine_budget.diff(ledger, old, new, all=True, top=None).result.rows if row.row_type == "line"
    ]
    groups: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in rows:
        cell = CellRef(row.line, row.basis, int(row.year))
        assert row.old == (case.value(before[cell]) if cell in before else None), row
        assert row.new == (case.value(after[cell]) if cell in after else None), row
        groups[row.line, row.basis].append(row)
    overtaken = sides[0].overtaken(before) | sides[1].overtaken(after)
    for group in groups.values():
        check_split(case, group, before, after, overtaken)


def check_split(
    case: Case,
    rows: list[Any],
    before: Mapping[CellRef, list[int]],
    after: Mapping[CellRef, list[int]],
    overtaken: Collection[CellRef],
) -> None:
    """Check that moved is what pairs, nearest years first, and that net is the rest."""
    changes = {}
    for row in rows:
        cell = CellRef(row.line, row.basis, int(row.year))
        assert (row.change is None) == (row.old is None or row.new is None or cell in overtaken), row
        if row.change is None or row.old is None or row.new is None:
            continue
        assert row.change == row.new - row.old if before[cell] != after[cell] else row.change == 0, row
        assert row.change == (row.declared or 0) + (row.moved or 0) + (row.net or 0) + (row.untied or 0)
        if row.comparable and before[cell] != after[cell] and not _may_be_zero(case, before[cell], after[cell]):
            changes[int(row.year)] = row.change
    moved = split(changes)
    for row in rows:
        if row.change is not None:
            assert row.moved == moved.get(int(row.year), ZERO), (row, moved)


def _may_be_zero(case: Case, before: list[int], after: list[int]) -> bool:
    (low, high), (least, most) = case.interval(before), case.interval(after)
    return bool(least - high <= 0 <= most - low)


def split(changes: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Pair falls and rises, nearest years first, then earliest; return what moved by year."""
    left, moved = dict(changes), defaultdict[int, Decimal](Decimal)
    ways = [way for way in product(changes, changes) if changes[way[0]] < 0 < changes[way[1]]]
    for out, into in sorted(ways, key=lambda way: (abs(way[0] - way[1]), min(way))):
        taken = min(-left[out], left[into])
        for year, amount in ((out, -taken), (into, taken)):
            left[year] -= amount
            moved[year] += amount
    return {year: amount for year, amount in moved.items() if amount}


def standing(chosen: Random, _: Path) -> None:
    """Check snapshot, overtaken cells and members of totals on arrays alone; and what may have moved."""
    case = random_case(chosen, LINES, AMOUNTS)
    found, stands = case.snapshot, case.stands()
    cells = list(found.refs())
    assert rows_by_cell(found) == stands
    assert cells == list(stands)
    gone = overtaken(found)
    assert set(AXES.refs(found.cells[gone])) == case.overtaken(stands)
    assert set(AXES.refs(found.cells[total_members(found, gone)])) == set(case.members(stands))
    turned = case._replace(rows=chosen.sample(case.rows, len(case.rows)))
    assert [turned.rows[row] for row in turned.snapshot.rows] == [case.rows[row] for row in found.rows]
    changes = {
        year: Decimal(chosen.choice(AMOUNTS)) for year in chosen.sample(range(2020, 2030), chosen.randrange(1, 8))
    }
    ledger = make("\n".join(f"a x {year} cash 0\nb x {year} cash {change}" for year, change in changes.items()))
    moved = defaultdict[Any, Decimal](Decimal)
    for shift in ukraine_budget.diff(ledger, "a", "b").result.shifts:
        assert shift.amount
        moved[shift.from_year] -= shift.amount
        moved[shift.to_year] += shift.amount
    assert moved == split({year: change for year, change in changes.items() if change})


def _read(folder: Path, case: Case) -> Ledger:
    """Write the files of a case and read them as a ledger."""
    folder.mkdir()
    for name, rows in _files(case).items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    (folder / "datapackage.json").write_text(DESCRIPTOR, encoding="utf-8")
    return ukraine_budget.open_ledger(folder)


def _files(case: Case) -> dict[str, Iterator[Any] | list[Any]]:
    names = list(case.versions)
    follows = dict(zip(names, ["", *names], strict=False))
    return {
        "funds": [("fund", "support", "total"), ("f", "yes", "yes"), ("g", "yes", "yes")],
        "lines": [
            ("line", "fund", "parent", "successor"),
            *((name, at.fund, at.parent, at.current if at.current != name else "") for name, at in case.lines.items()),
        ],
        "documents": [("document", "date"), ("p", "2025-01"), ("q", "2025-01")],
        "versions": [
            ("version", "order", "date", "coverage", "follows"),
            *(
                (n, k, f"2025-0{k}", "full" if case.versions[n] else "partial", follows[n])
                for k, n in enumerate(names, 1)
            ),
        ],
        "amounts": [Row._fields, *case.rows],
    }


FAMILY = Family("answers", run, 25, weight=6)
ARRAYS = Family("standing", standing, 4, weight=4, times=50)
