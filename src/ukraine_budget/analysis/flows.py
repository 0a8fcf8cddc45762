"""Which decrease goes with which increase: a convention over a fact.

How much moved in all is a fact of the figures: the lesser of all decreases and all increases. Which year is paired
with which is a convention: the nearest years first, then the earliest; what lies beyond the printed years comes last.
"""

from collections.abc import Mapping
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from ukraine_budget.model.amount import ZERO, Amount
from ukraine_budget.model.records import BEYOND, Year


class Flow(NamedTuple):
    """An amount that leaves one year and appears in another; a year of None is not printed."""

    from_year: Year | None
    to_year: Year | None
    amount: Amount


def match_flows(changes: Mapping[Year, Amount]) -> tuple[list[Flow], dict[Year, Amount]]:
    """The pieces that move as much as the changes by year allow, and what is left of each change: all of one sign."""
    left, pieces = dict(changes), []
    for out, into in _nearest_first(changes):
        if left[out].value and left[into].value:
            taken = min(-left[out], left[into], key=_smallest)
            pieces.append(Flow(out, into, taken))
            left[out], left[into] = left[out] + taken, left[into] - taken
    return pieces, left


def place(year: Year | None) -> int:
    """Where a year comes in time: what lies beyond the printed years after all of them, what is not printed last."""
    if year is None:
        return 20_000
    return 10_000 if year == BEYOND else year


def in_order(piece: Flow) -> tuple[int, int]:
    """Sorts pieces by the year they leave, then by the year they reach."""
    return place(piece.from_year), place(piece.to_year)


def _nearest_first(changes: Mapping[Year, Amount]) -> list[tuple[Year, Year]]:
    """Every way from a year that falls to a year that rises."""
    falls = [year for year, amount in changes.items() if amount.value < 0]
    rises = [year for year, amount in changes.items() if amount.value > 0]
    return sorted(product(falls, rises), key=lambda way: (abs(place(way[0]) - place(way[1])), min(map(place, way))))


def _smallest(amount: Amount) -> tuple[Decimal, bool, Decimal]:
    """Of two amounts of one value, the one that is known more closely comes first."""
    return amount.value, amount.spread is None, amount.spread or ZERO
