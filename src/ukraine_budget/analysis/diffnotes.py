"""What a reader of a diff must know: of its figures and shifts, and of two ledgers that are built otherwise."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ukraine_budget.analysis.compare import DiffContext
from ukraine_budget.analysis.diffrows import Compared
from ukraine_budget.analysis.figurenotes import renumbered
from ukraine_budget.analysis.notes import Assumed, Note
from ukraine_budget.analysis.notes_on_changes import (
    DifferentSeries,
    InOtherFunds,
    NoTotalOnOneSide,
    UnderOtherParents,
)
from ukraine_budget.analysis.shiftnotes import shift_notes, staying
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Figure, Key, Line


def apart(cells: Iterable[Compared]) -> Iterator[Note]:
    """The cells whose two figures are of different series."""
    found: dict[tuple[str, str], list[Key]] = {}
    for row in (cell.row for cell in cells if not cell.row.comparable):
        found.setdefault((row.old_version, row.new_version), []).append((row.line, row.basis, row.year))
    for (old, new), apart in found.items():
        yield DifferentSeries(tuple(apart), old, new)


def moved_notes(match: DiffContext, shifts: Sequence[Shift]) -> tuple[Note, ...]:
    """How the size of shifts was read, and what stays while they move."""
    read = [shift for shift in shifts if shift.size == "read-from-change"]
    return tuple(dict.fromkeys((*shift_notes(match.ledger, read), *staying(shifts, match.old, match.new))))


def figure_notes(cells: Iterable[Compared]) -> Iterator[Note]:
    """Which figures of some cells are assumed, and which are printed under another number of their line."""
    shown = [figure for _, pair, _ in cells for figure in (pair.before, pair.after) if figure]
    for figure in shown:
        yield from _assumed(figure)
    yield from renumbered(shown)


def _assumed(figure: Figure) -> Iterator[Note]:
    if "assumed" in figure.qualifier:
        yield Assumed(figure.cell, figure.note, figure.amount.value, figure.version)


class Placed(NamedTuple):
    """One line as two ledgers have it; the parents are under the numbers that both share."""

    line: str
    old: Line
    new: Line
    old_parent: str
    new_parent: str


def without_total(ledger: Ledger) -> set[str]:
    """The funds of a ledger whose lines are not added."""
    return {name for name, fund in ledger.funds.items() if not fund.total}


def structure_notes(old: Ledger, new: Ledger, funds: Collection[str]) -> Iterator[Note]:
    """Which of some funds have a total on one side only, and which of their lines stand elsewhere."""
    if old is new:
        return
    yield from _total_notes(old, new, funds)
    placed = [line for line in _placed(old, new) if not {line.old.fund, line.new.fund}.isdisjoint(funds)]
    elsewhere = [(one.line, one.old.fund, one.new.fund) for one in placed if one.old.fund != one.new.fund]
    if elsewhere:
        yield InOtherFunds(tuple(elsewhere))
    parts = [(one.line, one.old_parent, one.new_parent) for one in placed if one.old_parent != one.new_parent]
    if parts:
        yield UnderOtherParents(tuple(parts))


def _total_notes(old: Ledger, new: Ledger, funds: Collection[str]) -> Iterator[Note]:
    for fund in funds:
        if fund in old.funds and fund in new.funds and old.funds[fund].total != new.funds[fund].total:
            yield NoTotalOnOneSide(fund, "old" if new.funds[fund].total else "new")


def _placed(old: Ledger, new: Ledger) -> Iterator[Placed]:
    """The lines that both ledgers have, under the numbers that both share."""

    def shared(line: str) -> str:
        number = new.current.get(old.current.get(line, line), line)
        return old.current.get(number, number)

    def by_number(ledger: Ledger) -> Mapping[str, Line]:
        """The lines by their shared numbers: where several share one, the line that has it itself."""
        lines = sorted(ledger.lines, key=lambda line: shared(line) == line)
        return {shared(line): ledger.lines[line] for line in lines if ledger.current[line] == line}

    before, after = by_number(old), by_number(new)
    for line, one in before.items():
        if line in after:
            other = after[line]
            yield Placed(line, one, other, shared(one.parent), shared(other.parent))
