"""What must be known of two ledgers that are compared."""

from collections.abc import Iterator

from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.notes_on_changes import NoLineInCommon, UnitTaken
from ukraine_budget.model.ledger import Ledger


def ledger_notes(old: Ledger, new: Ledger) -> Iterator[Note]:
    """Which of the two has its unit taken from the other, and whether they have nothing to compare."""
    silent, other = (old, new) if new.unit else (new, old)
    if silent.unit != other.unit and not silent.unit:
        yield UnitTaken(silent.name, other.name, other.unit or "")
    if not old.lines.keys() & new.lines.keys():
        yield NoLineInCommon(old.name, new.name)
