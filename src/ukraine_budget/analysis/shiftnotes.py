"""What a reader of a shift must know: what stays while money moves."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.notes_on_changes import OtherBasisUnchanged
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshot
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.figures.spans import Spans
from ukraine_budget.figures.structure import NONE
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION, Key

OTHER = {"cash": "commitment", "commitment": "cash"}


def shift_notes(ledger: Ledger, shifts: Sequence[Shift]) -> tuple[Note, ...]:
    """What stays while declared shifts move, each on the step that declares it."""
    notes: list[Note] = []
    for version in dict.fromkeys(shift.version for shift in shifts):
        follows = ledger.versions[version].follows
        if follows:
            old, new = (snapshot(ledger, known_at(ledger, name).versions) for name in (follows, version))
            notes += staying([shift for shift in shifts if shift.version == version], old, new)
    return tuple(dict.fromkeys(notes))


def staying(shifts: Iterable[Shift], old: LedgerSnapshot, new: LedgerSnapshot) -> Iterator[Note]:
    """Where what is committed, or decided, for a year stays while its cash moves, or the other way round."""
    beside: list[tuple[Shift, Key]] = [
        (shift, (shift.line, OTHER[shift.basis], year))
        for shift in shifts
        for year in (shift.from_year, shift.to_year)
        if shift.basis in OTHER and year
    ]
    cells = old.cells.structure.axes.numbers(key for _, key in beside)
    before, after = (Spans.standing(side.cells, cells).value for side in (old, new))
    row, other_row = old.cells.at(cells), new.cells.at(cells)
    stays = (row != NONE) & (other_row != NONE) & (after - before).is_zero
    columns = (new.cells.are_qualified(DECISION, cells), row != other_row)
    rows = zip(
        compress(beside, stays.tolist()),
        after.at(stays).values(),
        *(each[stays].tolist() for each in columns),
        strict=True,
    )
    for (shift, (line, basis, year)), amount, is_decided, is_restated in rows:
        way = (line, shift.basis, shift.from_year, shift.to_year)
        yield OtherBasisUnchanged(*way, shift.evidence, DECIDED if is_decided else basis, year, amount, is_restated)
