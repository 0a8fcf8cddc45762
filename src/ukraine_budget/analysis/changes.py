"""What changed in each cell from one side of a diff to the other, and what the change is made of, to the last digit.

change = declared + moved + net + untied
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, partial
from itertools import groupby
from operator import eq
from typing import NamedTuple

from ukraine_budget.analysis.compare import DiffContext
from ukraine_budget.analysis.mutations import tied
from ukraine_budget.analysis.scope import Scope
from ukraine_budget.analysis.shifts import Flow, in_order, match_flows
from ukraine_budget.analysis.snapshot import LedgerSnapshot
from ukraine_budget.analysis.versions import of_one_series
from ukraine_budget.figures.column import Bools, Integers, filled, integers, mask
from ukraine_budget.figures.spans import Spans
from ukraine_budget.figures.structure import NONE
from ukraine_budget.model.amount import EXACT, ZERO, Amount, Pot, total
from ukraine_budget.model.records import DECISION, Key, Mutation, Year, year_key


class ChangedCell(NamedTuple):
    """A cell of one fund, its number on either side, and the mutations that lead from the one to the other.

    The number is NONE on a side that has the cell in another fund, and of what is beyond the printed years.
    """

    fund: str
    basis: str
    line: str
    year: Year
    before: int
    after: int
    mutations: Sequence[Mutation] = ()


def changed_cells(context: DiffContext, wanted: Scope, *, all: bool) -> list[ChangedCell]:
    """The cells that count as restated and may differ, or of which a change is declared; with `all`, all cells.

    They are in the order of funds, bases, lines and years.
    """
    comparison = context.comparison
    numbers = comparison.cells if all else comparison.differing(context.restated)
    known: dict[Key, int] = dict(zip(comparison.axes.refs(numbers), numbers.tolist(), strict=True))
    known |= {key: comparison.axes.number(*key) for key in context.mutations if key not in known}
    cells = _in_funds(context, {key: number for key, number in known.items() if key[1] in wanted.bases})
    funds, bases, lines = (
        {name: n for n, name in enumerate(names)} for names in (wanted.funds, wanted.bases, context.ledger.lines)
    )

    def order(cell: ChangedCell) -> tuple[int, int, int, int]:
        return funds[cell.fund], bases[cell.basis], lines[cell.line], year_key(cell.year)

    return sorted((cell for cell in cells if cell.fund in funds), key=order)


def _in_funds(context: DiffContext, known: dict[Key, int]) -> Iterator[ChangedCell]:
    """Cells with their funds; where the two sides have one in different funds, each on its own."""
    moved = context.comparison.moved_lines
    for key, number in known.items():
        line, basis, year = key
        mutations = context.mutations.get(key, ())
        old, new = moved.get(line, ("", ""))
        if old and key in context.old and key in context.new:
            yield ChangedCell(old, basis, line, year, number, NONE)
            yield ChangedCell(new, basis, line, year, NONE, number)
        else:
            fund = old if old and key in context.old and not mutations else context.ledger.lines[line].fund
            yield ChangedCell(fund, basis, line, year, number, number, mutations)


class Side(NamedTuple):
    """What stands for some cells on one side of a diff, an item of every column per cell, blank where nothing does."""

    is_stated: Bools
    amounts: Spans
    qualifiers: Sequence[tuple[str, ...]]
    versions: Sequence[str]
    documents: Sequence[str]
    is_renumbered: Bools


def _side(side: LedgerSnapshot, cells: Integers) -> Side:
    found, figures, rows = side.cells, side.ledger.figures, side.cells.at(cells)
    is_stated = rows != NONE
    stating = rows[is_stated]
    words = {text: tuple(text.split()) for text in figures.qualifier.values}
    qualifiers = filled(map(words.__getitem__, figures.qualifier.take(stating)), is_stated, ())
    added = found.added(cells)
    for place, figure in zip(added, side.figures([*found.structure.axes.refs(cells[added])]), strict=True):
        qualifiers[place] = figure.qualifier if figure else ()
    return Side(
        is_stated,
        Spans.standing(found, cells),
        qualifiers,
        filled(figures.version.take(stating), is_stated, ""),
        filled(figures.document.take(stating), is_stated, ""),
        found.are(found.is_renumbered, cells),
    )


class BothSides(NamedTuple):
    """Some cells, by number on the old side, before and after; an item of every column per cell.

    What a mutation changes and no paper restates has no figure after, not the old one. It `is_restated` where there are
    two statements to compare, and not one that stands on both sides; it is `comparable` unless papers of different
    series state the two; newer parts contradict what is `overtaken`.
    """

    cells: Sequence[ChangedCell]
    numbers: Integers
    before: Side
    after: Side
    is_restated: Bools
    comparable: Bools
    old_overtaken: Bools
    new_overtaken: Bools

    @property
    def have_change(self) -> Bools:
        """Which have one: not those of two series, of what parts contradict, or from decided to committed."""
        before, after = ([DECISION in words for words in side.qualifiers] for side in (self.before, self.after))
        is_alike = mask(map(eq, before, after))
        is_stated = self.before.is_stated & self.after.is_stated
        return is_stated & is_alike & self.comparable & ~(self.old_overtaken | self.new_overtaken)


def both_sides(context: DiffContext, cells: Sequence[ChangedCell]) -> BothSides:
    """What stands for some cells before and after."""
    old, new = (integers(numbers) for numbers in ([cell.before for cell in cells], [cell.after for cell in cells]))
    before, after = context.old.cells.at(old), context.new.cells.at(new)
    is_restated = before != after
    if context.old.ledger is not context.new.ledger:
        is_restated |= before != NONE
    overtaken = context.old.are_overtaken(old), context.new.are_overtaken(new)
    new[mask(cell.mutations for cell in cells) & ~is_restated] = NONE
    one, other = _side(context.old, old), _side(context.new, new)
    are_comparable = cache(partial(_are_comparable, context))
    return BothSides(
        cells, old, one, other, is_restated, mask(map(are_comparable, one.versions, other.versions)), *overtaken
    )


def _are_comparable(context: DiffContext, one: str, other: str) -> bool:
    """Whether two versions, of the one side and the other, are of one series, as far as the ledgers say."""
    knowing = (side.ledger for side in (context.old, context.new) if {one, other} <= side.ledger.versions.keys())
    return all(of_one_series(ledger, one, other) for ledger in knowing)


class Parts(NamedTuple):
    """What a change is made of beside what is declared, None where there is no change.

    Where a part of what is declared has no size, nothing is said of what `moved`, and all of the change is `net`.
    """

    moved: Decimal | None
    net: Decimal | None
    untied: Decimal | None


class Changes(NamedTuple):
    """Changes and what they are made of, an item of every column per cell; `flows` are inferred, each within a line.

    `declared` is None where a part of it has no size. `rest_within_rounding` is whether what the declared rows leave
    over (in net or untied) is something, and within rounding.
    """

    change: Spans
    declared: Sequence[Decimal | None]
    parts: Sequence[Parts]
    within_rounding: Bools
    rest_within_rounding: Bools
    flows: Sequence[tuple[str, Flow]]


def decompose(context: DiffContext, both: BothSides, tolerance: Decimal) -> Changes:
    """What the changes of cells are made of, and the flows, in the order of lines and years.

    Only what is outside rounding (and above `tolerance`), and no paper's own misfit, can have moved.
    """
    has_change, rows = both.have_change, range(len(both.cells))
    change = (both.after.amounts - both.before.amounts).where(has_change & both.is_restated)
    declared = {n: _declared(cell) for n, cell in enumerate(both.cells) if cell.mutations}
    sized = {n: (amount.value, amount.low, amount.high) for n, amount in declared.items() if amount}
    rest = change - Spans.given(sized, len(rows))
    is_sized = mask(n in sized or n not in declared for n in rows)
    is_tied = mask(bool(cell.mutations) and _is_tied(context, cell) for cell in both.cells)
    within, rest_within = (has_change & (each.may_be_zero | each.is_at_most(tolerance)) for each in (change, rest))
    moved, flows = _moved(both.cells, rest, has_change & is_sized & ~is_tied & ~rest_within)
    masks = (each.tolist() for each in (has_change, is_sized, is_tied))
    return Changes(
        change,
        [ZERO if n not in declared else sized[n][0] if n in sized else None for n in rows],
        [_parts(moved.get(n, ZERO), *of) for n, of in enumerate(zip(rest.value.values(), *masks, strict=True))],
        within,
        rest_within & is_sized & ~rest.value.is_zero,
        flows,
    )


def _declared(cell: ChangedCell) -> Amount | None:
    """What papers declare of a cell together; None where a part of it has no size."""
    if not all(mutation.size_stated for mutation in cell.mutations):
        return None
    return total(Pot(cell.fund, cell.basis), (mutation.amount for mutation in cell.mutations))


def _is_tied(context: DiffContext, cell: ChangedCell) -> bool:
    key = cell.line, cell.basis, cell.year
    return tied(context.ledger, context.old.figure(key), context.new.figure(key), cell.mutations)


def _parts(moved: Decimal, rest: Decimal, has_change: bool, is_sized: bool, is_tied: bool) -> Parts:
    """The parts of a change, given what is left of it without what is declared, and what of that moved."""
    if not has_change:
        return Parts(None, None, None)
    if is_tied:
        return Parts(ZERO, ZERO, rest)
    return Parts(moved if is_sized else None, EXACT.subtract(rest, moved), ZERO)


def _moved(
    cells: Sequence[ChangedCell], rest: Spans, may_move: Bools
) -> tuple[dict[int, Decimal], list[tuple[str, Flow]]]:
    """What moved of some cells, by their places, and the flows within each line and basis."""
    moved: dict[int, Decimal] = {}
    found: list[tuple[str, Flow]] = []
    places = may_move.nonzero()[0]
    rests = zip(places.tolist(), *rest.at(places).columns(), strict=True)
    for (fund, basis, line), group in groupby(rests, key=lambda of: cells[of[0]][:3]):
        own = list(group)
        values = [value for _, value, _, _ in own]
        if min(values) < ZERO < max(values):
            pot = Pot(fund, basis)
            flows, left = match_flows({cells[n].year: Amount(pot, value, low, high) for n, value, low, high in own})
            moved |= {n: EXACT.subtract(value, left[cells[n].year].value) for n, value, _, _ in own}
            found += [(line, flow) for flow in sorted(flows, key=in_order)]
    return moved, found
