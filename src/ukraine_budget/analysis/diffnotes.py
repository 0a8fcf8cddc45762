"""Notes on a diff: on its figures, shifts and totals, and on ledgers of different structure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.diffsides import DiffContext
from ukraine_budget.analysis.difftotals import DiffTotal
from ukraine_budget.analysis.figurenotes import other_basis_unchanged, renumbered
from ukraine_budget.analysis.notes import Assumed, Note
from ukraine_budget.analysis.notes_on_changes import (
    DifferentSeries,
    InOtherFunds,
    NoLineInCommon,
    NotCompared,
    NotInOneChain,
    NoTotalOnOneSide,
    TotalsNotCompared,
    UnderOtherParents,
    UnitTaken,
)
from ukraine_budget.analysis.result_row import WHY_NOT
from ukraine_budget.analysis.scope import Scope
from ukraine_budget.analysis.shift import Shift, swapped
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import ASSUMED, Key, Line, Year


def diff_notes(
    context: DiffContext,
    wanted: Scope,
    rows: Sequence[DiffRow],
    totals: Iterable[DiffTotal],
    other_basis: Iterable[Note],
    *,
    elsewhere: bool,
) -> Iterator[Note]:
    """All notes on a diff; `elsewhere`: anything is declared off the way."""
    yield from _ledger_notes(context)
    if elsewhere and context.unchained:
        yield NotInOneChain(*context.unchained)
    yield from _of_different_series(rows)
    yield from _not_compared(rows)
    yield from other_basis
    yield from _figure_notes(context, rows)
    yield from _totals_not_compared(totals, is_backwards=context.is_backwards)
    old, new = context.old.ledger, context.new.ledger
    yield from _structure_notes(*((new, old) if context.is_backwards else (old, new)), wanted.funds)


def notes_on_shifts(
    context: DiffContext, shifts: Iterable[Shift], rows: Iterable[DiffRow], other_basis: Iterable[Note]
) -> Iterator[Note]:
    """The notes on the shifts of a diff, and on its two ledgers."""
    yield from _ledger_notes(context)
    yield from other_basis
    moving = {(shift.line, shift.basis) for shift in shifts}
    yield from _figure_notes(context, [row for row in rows if (row.line, row.basis) in moving])


def other_basis_notes(context: DiffContext, shifts: Sequence[Shift]) -> tuple[Note, ...]:
    """Notes on amounts of another basis that stay.

    In a diff read backwards, inferred shifts are as the reader has them, declared ones as papers do.
    """
    turned = [swapped(shift) if context.is_backwards and shift.evidence == "inferred" else shift for shift in shifts]
    return tuple(dict.fromkeys(other_basis_unchanged(turned, context.old, context.new)))


def _ledger_notes(context: DiffContext) -> Iterator[Note]:
    """Notes on a unit taken from the other ledger, and on ledgers without a line in common."""
    old, new = context.old.ledger, context.new.ledger
    silent, other = (old, new) if new.unit else (new, old)
    if silent.unit != other.unit and not silent.unit:
        yield UnitTaken(silent.name, other.name, other.unit or "")
    if old is not new and not old.lines.keys() & new.lines.keys():
        yield NoLineInCommon(old.name, new.name)


def _of_different_series(rows: Iterable[DiffRow]) -> Iterator[Note]:
    """A note on the cells whose figures are of different series."""
    cells: dict[tuple[str, str], list[Key]] = {}
    for row in rows:
        if not row.comparable:
            cells.setdefault((row.old_version, row.new_version), []).append(row.key)
    for (old, new), keys in cells.items():
        yield DifferentSeries(tuple(keys), old, new)


def _not_compared(rows: Sequence[DiffRow]) -> Iterator[Note]:
    """Notes on the cells stated on both sides without a change."""
    for why in WHY_NOT:
        if cells := tuple(row.key for row in rows if row.why_not_compared == why):
            yield NotCompared(cells, why)


def _figure_notes(context: DiffContext, rows: Iterable[DiffRow]) -> Iterator[Note]:
    """Notes on assumed figures, and on figures printed under another number of their line."""
    notable = [row for row in rows if row.followed_successor or ASSUMED in row.old_qualifier + row.new_qualifier]
    keys = [row.key for row in notable]
    shown = [
        figure
        for row, old, new in zip(notable, context.old.figures(keys), context.new.figures(keys), strict=True)
        for figure, amount in ((old, row.old), (new, row.new))
        if figure and amount is not None
    ]
    for figure in shown:
        if ASSUMED in figure.qualifier:
            yield Assumed(figure.cell, figure.note, figure.amount.value, figure.version)
    yield from renumbered(shown)


def _totals_not_compared(totals: Iterable[DiffTotal], *, is_backwards: bool) -> Iterator[Note]:
    """Notes on totals that are not compared, one for all years with the same lines.

    In a diff read backwards the old side is the later of the two.
    """
    years: dict[tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], list[Year]] = {}
    for total in totals:
        if total.old and total.new and not total.is_comparable:
            _, dropped, added, beside, _ = total.over
            of_old, of_new = (added, dropped) if is_backwards else (dropped, added)
            years.setdefault((total.key.fund, total.key.basis, of_old, of_new, beside), []).append(total.key.year)
    for (fund, basis, only_old, only_new, beside), same in years.items():
        yield TotalsNotCompared(
            fund=fund, basis=basis, years=tuple(same), only_old=only_old, only_new=only_new, restated_beside=beside
        )


class SharedLine(NamedTuple):
    """A line of two ledgers; parents have their shared numbers."""

    line: str
    old: Line
    new: Line
    old_parent: str
    new_parent: str


def _structure_notes(old: Ledger, new: Ledger, funds: Collection[str]) -> Iterator[Note]:
    """Notes on funds with a total in one ledger only, and on lines of another fund or parent."""
    if old is new:
        return
    yield from _total_on_one_side(old, new, funds)
    lines = [line for line in _shared_lines(old, new) if not {line.old.fund, line.new.fund}.isdisjoint(funds)]
    if moved := [(one.line, one.old.fund, one.new.fund) for one in lines if one.old.fund != one.new.fund]:
        yield InOtherFunds(tuple(moved))
    if moved := [(one.line, one.old_parent, one.new_parent) for one in lines if one.old_parent != one.new_parent]:
        yield UnderOtherParents(tuple(moved))


def _total_on_one_side(old: Ledger, new: Ledger, funds: Collection[str]) -> Iterator[Note]:
    for fund in funds:
        if fund in old.funds and fund in new.funds and old.funds[fund].total != new.funds[fund].total:
            yield NoTotalOnOneSide(fund, "old" if new.funds[fund].total else "new")


def _shared_lines(old: Ledger, new: Ledger) -> Iterator[SharedLine]:
    """The lines of both ledgers, by shared number."""

    def shared(line: str) -> str:
        number = new.current.get(old.current.get(line, line), line)
        return old.current.get(number, number)

    def by_number(ledger: Ledger) -> Mapping[str, Line]:
        """The lines by shared number; of several the one that carries it itself."""
        lines = sorted(ledger.lines, key=lambda line: shared(line) == line)
        return {shared(line): ledger.lines[line] for line in lines if ledger.current[line] == line}

    before, after = by_number(old), by_number(new)
    for line, one in before.items():
        if line in after:
            other = after[line]
            yield SharedLine(line, one, other, shared(one.parent), shared(other.parent))
