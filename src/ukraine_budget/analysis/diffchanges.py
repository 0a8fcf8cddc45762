"""The changes of cells between the sides of a diff, and their exact parts.

change = declared + moved + net + untied
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, partial
from itertools import groupby
from operator import eq
from typing import Literal, NamedTuple

from ukraine_budget.analysis.cells import StatedCells
from ukraine_budget.analysis.diffsides import DiffContext
from ukraine_budget.analysis.mutations import tied
from ukraine_budget.analysis.scope import Scope
from ukraine_budget.analysis.shift import Flow, flow_order, match_flows
from ukraine_budget.analysis.versions import of_one_series
from ukraine_budget.figures.column import Bools, Integers, integers, mask
from ukraine_budget.figures.spans import Spans
from ukraine_budget.figures.structure import NONE
from ukraine_budget.model.amount import EXACT, ZERO, Amount, Pot, total
from ukraine_budget.model.records import DECISION, Key, Mutation, Year, year_key

Status = Literal["changed", "first-stated", "no-longer-stated", "declared-only", "not-restated", "unchanged"]
SILENT: tuple[Status, ...] = ("not-restated", "unchanged")
"""The statuses that a diff omits by default."""


class CellChange(NamedTuple):
    """A cell that may have changed: its fund, its number on either side, and its declared changes.

    The number is NONE on a side where the cell is in another fund, and beyond the printed years.
    """

    fund: str
    basis: str
    line: str
    year: Year
    old_number: int
    new_number: int
    declared: Sequence[Mutation] = ()


def changed_cells(context: DiffContext, wanted: Scope, *, all: bool) -> list[CellChange]:
    """The restated cells that may differ, and those with a declared change; with `all`, all cells.

    They are sorted by fund, basis, line and year.
    """
    comparison = context.comparison
    numbers = comparison.cells if all else comparison.differing(context.restated)
    known: dict[Key, int] = dict(zip(comparison.axes.refs(numbers), numbers.tolist(), strict=True))
    known |= {key: comparison.axes.number(*key) for key in context.declared_by_cell if key not in known}
    cells = _in_funds(context, {key: number for key, number in known.items() if key[1] in wanted.bases})
    funds, bases, lines = (
        {name: n for n, name in enumerate(names)} for names in (wanted.funds, wanted.bases, context.ledger.lines)
    )

    def order(cell: CellChange) -> tuple[int, int, int, int]:
        return funds[cell.fund], bases[cell.basis], lines[cell.line], year_key(cell.year)

    return sorted((cell for cell in cells if cell.fund in funds), key=order)


def _in_funds(context: DiffContext, known: dict[Key, int]) -> Iterator[CellChange]:
    """Cells with their funds; one of different funds on the two sides becomes two."""
    moved = context.comparison.moved_lines
    for key, number in known.items():
        line, basis, year = key
        declared = context.declared_by_cell.get(key, ())
        old, new = moved.get(line, ("", ""))
        if old and key in context.old and key in context.new:
            yield CellChange(fund=old, basis=basis, line=line, year=year, old_number=number, new_number=NONE)
            yield CellChange(fund=new, basis=basis, line=line, year=year, old_number=NONE, new_number=number)
        else:
            fund = old if old and key in context.old and not declared else context.ledger.lines[line].fund
            yield CellChange(
                fund=fund, basis=basis, line=line, year=year, old_number=number, new_number=number, declared=declared
            )


class ComparedCells(NamedTuple):
    """Cells with their figures on both sides, an item of every column per cell.

    `numbers` are those of the old side. Where a change is declared and no new figure stated, the new side is blank. A
    cell `is_restated` if the two sides have different statements; it is `comparable` unless these are of different
    series; newer parts contradict an `overtaken` figure.
    """

    cells: Sequence[CellChange]
    numbers: Integers
    old: StatedCells
    new: StatedCells
    is_restated: Bools
    comparable: Bools
    old_overtaken: Bools
    new_overtaken: Bools

    @property
    def have_change(self) -> Bools:
        """Mask of the cells with a change: of one series, both decided or neither, none overtaken."""
        old_decided, new_decided = ([DECISION in words for words in side.qualifiers] for side in (self.old, self.new))
        is_alike = mask(map(eq, old_decided, new_decided))
        is_stated = self.old.is_stated & self.new.is_stated
        return is_stated & is_alike & self.comparable & ~(self.old_overtaken | self.new_overtaken)


def compared_cells(context: DiffContext, cells: Sequence[CellChange]) -> ComparedCells:
    """Look up the figures of cells on both sides."""
    old, new = integers([cell.old_number for cell in cells]), integers([cell.new_number for cell in cells])
    old_rows, new_rows = context.old.cells.at(old), context.new.cells.at(new)
    is_restated = old_rows != new_rows
    if context.old.ledger is not context.new.ledger:
        is_restated |= old_rows != NONE
    old_overtaken, new_overtaken = context.old.are_overtaken(old), context.new.are_overtaken(new)
    new[mask(cell.declared for cell in cells) & ~is_restated] = NONE
    before, after = StatedCells(context.old.cells, old), StatedCells(context.new.cells, new)
    comparable = mask(map(cache(partial(_are_comparable, context)), before.versions, after.versions))
    return ComparedCells(
        cells=cells,
        numbers=old,
        old=before,
        new=after,
        is_restated=is_restated,
        comparable=comparable,
        old_overtaken=old_overtaken,
        new_overtaken=new_overtaken,
    )


def _are_comparable(context: DiffContext, old: str, new: str) -> bool:
    """Whether two versions, one of each side, are of one series, as far as the ledgers say."""
    knowing = (side.ledger for side in (context.old, context.new) if {old, new} <= side.ledger.versions.keys())
    return all(of_one_series(ledger, old, new) for ledger in knowing)


def statuses(compared: ComparedCells) -> Iterator[Status]:
    """The status of each cell."""
    old, new = compared.old, compared.new
    is_same = (compared.have_change | ~compared.comparable) & (old.amounts.value - new.amounts.value).is_zero
    masks = (old.is_stated, new.is_stated, compared.is_restated, is_same)
    return map(_status, compared.cells, *(each.tolist() for each in masks))


def _status(cell: CellChange, is_old: bool, is_new: bool, is_restated: bool, is_same: bool) -> Status:
    """The status of a cell, given its masks."""
    if cell.declared and not is_restated:
        return "declared-only"
    if not is_old:
        return "first-stated"
    if not is_new:
        return "no-longer-stated"
    if not is_restated:
        return "not-restated"
    is_silent = all(mutation.size_stated and not mutation.amount.value for mutation in cell.declared)
    return "unchanged" if is_same and is_silent else "changed"


class ChangeParts(NamedTuple):
    """The parts of a change besides what is declared; None without a change.

    Where any declared change has no size, `moved` is None and all of the change is `net`.
    """

    moved: Decimal | None = None
    net: Decimal | None = None
    untied: Decimal | None = None


class Changes(NamedTuple):
    """Changes and their parts, an item of every column per cell; `flows` are inferred, each within a line.

    `declared` is None where any of it has no size. `rest_within_rounding`: the undeclared rest, in net or untied, is
    not zero but within rounding.
    """

    change: Spans
    declared: Sequence[Decimal | None]
    parts: Sequence[ChangeParts]
    within_rounding: Bools
    rest_within_rounding: Bools
    flows: Sequence[tuple[str, Flow]]


def decompose(context: DiffContext, compared: ComparedCells, tolerance: Decimal) -> Changes:
    """Split the changes of cells, and infer flows, by line and year.

    Only a rest beyond rounding and `tolerance`, and not a paper's own misfit, can have moved.
    """
    cells, has_change = compared.cells, compared.have_change
    rows = range(len(cells))
    change = (compared.new.amounts - compared.old.amounts).where(has_change & compared.is_restated)
    declared = {n: _declared(cell) for n, cell in enumerate(cells) if cell.declared}
    sized = {n: (amount.value, amount.low, amount.high) for n, amount in declared.items() if amount}
    rest = change - Spans.given(sized, len(rows))
    is_sized = mask(n in sized or n not in declared for n in rows)
    is_tied = mask(bool(cell.declared) and _is_tied(context, cell) for cell in cells)
    within, rest_within = (has_change & (each.may_be_zero | each.is_at_most(tolerance)) for each in (change, rest))
    moved, flows = _moved(cells, rest, has_change & is_sized & ~is_tied & ~rest_within)
    masks = (each.tolist() for each in (has_change, is_sized, is_tied))
    return Changes(
        change=change,
        declared=[ZERO if n not in declared else sized[n][0] if n in sized else None for n in rows],
        parts=[_parts(moved.get(n, ZERO), *of) for n, of in enumerate(zip(rest.value.values(), *masks, strict=True))],
        within_rounding=within,
        rest_within_rounding=rest_within & is_sized & ~rest.value.is_zero,
        flows=flows,
    )


def _declared(cell: CellChange) -> Amount | None:
    """The sum of a cell's declared changes; None if any has no size."""
    if not all(mutation.size_stated for mutation in cell.declared):
        return None
    return total(Pot(cell.fund, cell.basis), (mutation.amount for mutation in cell.declared))


def _is_tied(context: DiffContext, cell: CellChange) -> bool:
    key = cell.line, cell.basis, cell.year
    return tied(context.ledger, context.old.figure(key), context.new.figure(key), cell.declared)


def _parts(moved: Decimal, rest: Decimal, has_change: bool, is_sized: bool, is_tied: bool) -> ChangeParts:
    """Split a change, given the undeclared rest and what of it moved."""
    if not has_change:
        return ChangeParts()
    if is_tied:
        return ChangeParts(ZERO, ZERO, rest)
    return ChangeParts(moved if is_sized else None, EXACT.subtract(rest, moved), ZERO)


def _moved(
    cells: Sequence[CellChange], rest: Spans, may_move: Bools
) -> tuple[dict[int, Decimal], list[tuple[str, Flow]]]:
    """What moved by index of the cell, and the flows within each line and basis."""
    moved: dict[int, Decimal] = {}
    flows: list[tuple[str, Flow]] = []
    moving = may_move.nonzero()[0]
    rests = zip(moving.tolist(), *rest.at(moving).columns(), strict=True)
    for (fund, basis, line), group in groupby(rests, key=lambda of: cells[of[0]][:3]):
        own = list(group)
        values = [value for _, value, _, _ in own]
        if min(values) < ZERO < max(values):
            pot = Pot(fund, basis)
            matched, left = match_flows({cells[n].year: Amount(pot, value, low, high) for n, value, low, high in own})
            moved |= {n: EXACT.subtract(value, left[cells[n].year].value) for n, value, _, _ in own}
            flows += [(line, flow) for flow in sorted(matched, key=flow_order)]
    return moved, flows
