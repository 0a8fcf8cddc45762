"""What must be known of two ledgers that are compared."""

from collections.abc import Iterator

from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.message import Text, said, word


def ledger_notes(old: Ledger, new: Ledger) -> Iterator[Text]:
    """Says of which of the two the unit is taken from the other, and whether they have nothing to compare."""
    silent, other = (old, new) if new.unit else (new, old)
    if silent.unit != other.unit and not silent.unit:
        yield said(
            "{silent} does not say its unit: it is taken to be in {unit}, as {other} is.",
            unit=word(other.unit or "", "unit"),
            silent=silent.name,
            other=other.name,
        )
    if not old.lines.keys() & new.lines.keys():
        yield said(
            "{old} and {new} have no line in common, so that nothing is compared: lines are matched by their ids.",
            old=old.name,
            new=new.name,
        )
