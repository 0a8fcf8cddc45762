"""What a reader of a shift must know: what stays while money moves."""

from collections.abc import Iterable, Iterator, Sequence

from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.notes_on_changes import OtherBasisUnchanged
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshot
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION, Key, Year

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
    keys = [key for _, key in beside]
    qualifier = new.ledger.figures.qualifier
    for (shift, key), before, after in zip(beside, old.values(keys), new.values(keys), strict=True):
        if before and after and before.value == after.value:
            is_decided = any(DECISION in qualifier[row].split() for row in after.rows)
            other, is_restated = DECIDED if is_decided else key[1], before.rows[0] != after.rows[0]
            yield OtherBasisUnchanged(*_moving(shift), shift.evidence, other, key[2], after.value, is_restated)


def _moving(shift: Shift) -> tuple[str, str, Year | None, Year | None]:
    return shift.line, shift.basis, shift.from_year, shift.to_year
