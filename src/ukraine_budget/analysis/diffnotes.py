"""What a reader of a diff must know of its figures and shifts: what is assumed, what was renumbered, what stays."""

from collections.abc import Iterable, Iterator, Sequence

from ukraine_budget.analysis.diff_context import DiffContext
from ukraine_budget.analysis.difftotals import Compared
from ukraine_budget.analysis.figurenotes import renumbered
from ukraine_budget.analysis.notes import Assumed, Note
from ukraine_budget.analysis.notes_on_changes import DifferentSeries
from ukraine_budget.analysis.shiftnotes import shift_notes, staying
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.model.records import Figure, Key


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
