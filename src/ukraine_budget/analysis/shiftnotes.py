"""What a reader of a shift must know: from what its size was read, and what stays while money moves."""

from collections.abc import Iterable, Iterator, Sequence

from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.notes_on_changes import OtherBasisUnchanged, SizeReadFromChange
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshot
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.model.amount import half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Key, Year

OTHER = {"cash": "commitment", "commitment": "cash"}


def shift_notes(ledger: Ledger, shifts: Sequence[Shift]) -> tuple[Note, ...]:
    """How the size of declared shifts was read, and what stays while they move, each on the step that declares it."""
    notes: list[Note] = []
    for version in dict.fromkeys(shift.version for shift in shifts):
        follows = ledger.versions[version].follows
        if follows:
            old, new = (snapshot(ledger, known_at(ledger, name).versions) for name in (follows, version))
            own = [shift for shift in shifts if shift.version == version]
            notes += (note for shift in own for note in read_from(shift, old, new))
            notes += staying(own, old, new)
    return tuple(dict.fromkeys(notes))


def read_from(shift: Shift, old: LedgerSnapshot, new: LedgerSnapshot) -> Iterator[Note]:
    """From which two figures the size of a shift was read, where its paper does not state it."""
    for year in (shift.from_year, shift.to_year) if shift.size == "read-from-change" else ():
        key = (shift.line, shift.basis, year or 0)
        before, after = old.figure(key), new.figure(key)
        if before and after and shift.amount is not None:
            size = (shift.amount, half_width(shift.low, shift.high))
            yield SizeReadFromChange(*_moving(shift), shift.version, before, after, *size)
            return


def staying(shifts: Iterable[Shift], old: LedgerSnapshot, new: LedgerSnapshot) -> Iterator[Note]:
    """Where the commitment of a year stays while its cash moves, or the other way round."""
    beside: list[tuple[Shift, Key]] = [
        (shift, (shift.line, OTHER[shift.basis], year))
        for shift in shifts
        for year in (shift.from_year, shift.to_year)
        if shift.basis in OTHER and year
    ]
    keys = [key for _, key in beside]
    rows = zip(old.rows(keys), new.rows(keys), strict=True)
    values = zip(old.values(keys), new.values(keys), strict=True)
    for (shift, key), (row, new_row), (before, amount) in zip(beside, rows, values, strict=True):
        if amount is not None and amount == before:
            yield OtherBasisUnchanged(*_moving(shift), shift.evidence, *key[1:], amount, row != new_row)


def _moving(shift: Shift) -> tuple[str, str, Year | None, Year | None]:
    return shift.line, shift.basis, shift.from_year, shift.to_year
