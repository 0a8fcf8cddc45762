"""Figures that contradict each other: of one cell, apart by more than rounding, and neither revises the other."""

from collections.abc import Iterable
from itertools import combinations

from ukraine_budget.analysis.series import revises
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.rows import Figure


def conflicts(ledger: Ledger, figures: Iterable[Figure]) -> list[tuple[Figure, Figure]]:
    """The pairs of figures of one cell that cannot both be right, in the order in which they are given.

    A version revises those that it follows or supersedes, and those that these revise.
    """
    return [
        (one, other)
        for one, other in combinations(figures, 2)
        if one.cell == other.cell
        and not (one.amount - other.amount).may_be_zero
        and not revises(ledger, one.version, other.version)
        and not revises(ledger, other.version, one.version)
    ]
