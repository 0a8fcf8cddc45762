"""Figures of one cell that no paper reconciles: apart by more than rounding, of papers of different series."""

from collections.abc import Iterable

from ukraine_budget.analysis.versions import of_one_series
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Figure, is_decision


def unreconciled(ledger: Ledger, stands: Figure, figures: Iterable[Figure]) -> list[Figure]:
    """Those of some figures that the one that stands may contradict, in the order in which they are given.

    Of papers of different series the later may be an update, or count something else, or contradict the earlier: the
    ledger does not tell.
    """
    return [
        other
        for other in figures
        if other.cell == stands.cell
        and is_decision(other) == is_decision(stands)
        and not (other.amount - stands.amount).may_be_zero
        and not of_one_series(ledger, stands.version, other.version)
    ]
