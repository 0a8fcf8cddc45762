"""What moves between years: amounts that leave one year and appear in another.

What moved between years is a convention over a fact. How much moved in all is a fact of the figures: the lesser of all
decreases and all increases. Which year is paired with which is a convention: the nearest years first, then the
earliest; what lies beyond the printed years comes last.
"""

from collections.abc import Mapping, Sequence
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
    """The flows that move as much as the changes by year allow, and what is left of each change: all of one sign."""
    left, flows = dict(changes), []
    for out, into in _nearest_first(changes):
        if left[out].value and left[into].value:
            taken = _lesser(-left[out], left[into])
            flows.append(Flow(out, into, taken))
            left[out], left[into] = left[out] + taken, left[into] - taken
    return flows, left


def year_key(year: Year | None) -> int:
    """Where a year comes in time: what lies beyond the printed years after all of them, what is not printed last."""
    if year is None:
        return 20_000
    return 10_000 if year == BEYOND else year


def in_order(flow: Flow) -> tuple[int, int]:
    """Sorts flows by the year they leave, then by the year they reach."""
    return year_key(flow.from_year), year_key(flow.to_year)


def _nearest_first(changes: Mapping[Year, Amount]) -> Sequence[tuple[Year, Year]]:
    """Every way from a year that falls to a year that rises."""
    falls = [year for year, amount in changes.items() if amount.value < ZERO]
    rises = [year for year, amount in changes.items() if amount.value > ZERO]
    ways = list(product(falls, rises))
    return sorted(ways, key=_distance) if len(ways) > 1 else ways


def _distance(way: tuple[Year, Year]) -> tuple[int, int]:
    """How far apart two years are, and the earlier of them."""
    one, other = map(year_key, way)
    return abs(one - other), min(one, other)


def _lesser(one: Amount, other: Amount) -> Amount:
    """The lesser of two amounts; of two of one value that which is known more closely."""
    if one.value == other.value:
        return min(one, other, key=lambda amount: (amount.spread is None, amount.spread or ZERO))
    return one if one.value < other.value else other
