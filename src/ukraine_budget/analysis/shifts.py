"""Shifts alone: those declared by a ledger's versions, or found by a diff."""

from collections.abc import Sequence
from typing import NamedTuple

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.figurenotes import shift_notes
from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.scope import scope
from ukraine_budget.analysis.shift import Shift, declared_shifts
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.model.ledger import Ledger


class ShiftsResult(NamedTuple):
    """Shifts, and notes on what stays. `old` is empty for all those declared up to `as_of`."""

    ledger: Ledger
    old: str
    as_of: str
    rows: tuple[Shift, ...]
    notes: tuple[Note, ...]
    are_asked: bool = False
    """Whether the shifts are those of funds that were asked for."""

    @property
    def first(self) -> tuple[Shift, ...]:
        """The shifts to show first: those of support, unless others were asked for or there are none."""
        support = tuple(shift for shift in self.rows if self.ledger.funds[shift.fund].support)
        return self.rows if self.are_asked or not support else support


def shifts(
    ledger: Ledger, *, as_of: str | None = None, funds: Sequence[str] = (), bases: Sequence[str] = ()
) -> ShiftsResult:
    """The shifts that the versions up to a version or date declare.

    Raises UsageError for a version, fund or basis that the ledger does not have.
    """
    moment = known_at(ledger, as_of)
    rows = declared_shifts(ledger, moment.versions, scope(ledger, funds, bases), once=True)
    return ShiftsResult(ledger, "", moment.as_of, rows, shift_notes(ledger, rows), are_asked=bool(funds))


def shifts_between(result: DiffResult) -> ShiftsResult:
    """The shifts of a diff, declared and inferred."""
    return ShiftsResult(result.ledger, result.old, result.new, result.shifts, result.shift_notes)
