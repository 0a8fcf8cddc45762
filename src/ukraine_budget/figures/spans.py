"""Amounts with the intervals that their roundings leave, and how they change from others: many at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from ukraine_budget.figures.amounts import Amounts, Wholes, divided, multiplied
from ukraine_budget.figures.column import Bools, Integers
from ukraine_budget.figures.stated import Figures


@dataclass(frozen=True, eq=False)
class Spans:
    """Values and the ends of their intervals, none of them open, in the unit of the file; each of shape (rows,)."""

    value: Amounts
    low: Amounts
    high: Amounts

    @classmethod
    def of(cls, figures: Figures, rows: Integers) -> "Spans":
        """What some rows state; none of them may have a word, such as at least, that opens an end."""
        value, half = figures.amount.at(rows), figures.half_steps.at(figures.rounding.codes[rows])
        return cls(value, value - half, value + half)

    def __sub__(self, other: "Spans") -> "Spans":
        return Spans(self.value - other.value, self.low - other.high, self.high - other.low)

    def at(self, rows: Integers) -> "Spans":
        """Those of some rows, by their places."""
        return Spans(self.value.at(rows), self.low.at(rows), self.high.at(rows))


class Changes(NamedTuple):
    """Columns of changes, an item per row: None where there is none; percents to one decimal, the ends outwards."""

    change: list[Decimal | None]
    low: list[Decimal | None]
    high: list[Decimal | None]
    percent: list[Decimal | None]
    percent_low: list[Decimal | None]
    percent_high: list[Decimal | None]
    within_rounding: list[bool]


def changes(now: Spans, before: Spans, comparable: Sequence[bool], power: int) -> Changes:
    """How amounts change, times 10**power, where they are comparable; in percent of what is above zero.

    The high end in percent is None where what it would be a part of may be zero; so is the low one of what is negative.
    """
    there = np.array(comparable, np.bool_)
    rows = np.flatnonzero(there)
    now, before = now.at(rows), before.at(rows)
    change = now - before
    value, low, high = (filled(one.values(power), there) for one in (change.value, change.low, change.high))
    percent, percent_low, percent_high = (_percents(*one, before, there) for one in _shares(now, before))
    within = there.copy()
    within[rows] = (change.low.whole <= 0) & (change.high.whole >= 0)
    return Changes(value, low, high, percent, percent_low, percent_high, within.tolist())


Rounding = Callable[[Wholes, Wholes], Wholes]
"""A quotient as a whole number, given what is divided and what is above zero."""


def _shares(now: Spans, before: Spans) -> tuple[tuple[Amounts, Amounts, Rounding], ...]:
    """For a percentage, its low and its high end: the amount, the one it is divided by, and how that is rounded."""
    return (
        (now.value, before.value, _half_up),
        (now.low, _either(now.low.whole >= 0, before.high, before.low), divided),
        (now.high, _either((now.high.whole >= 0) | (before.low.whole <= 0), before.low, before.high), _upwards),
    )


def _either(holds: Bools, one: Amounts, other: Amounts) -> Amounts:
    """Of two columns of one scale the first where something holds, else the second."""
    return Amounts(np.where(holds, one.whole, other.whole), one.decimals, one.scale)


def _percents(now: Amounts, base: Amounts, round: Rounding, before: Spans, there: Bools) -> list[Decimal | None]:
    """By how much amounts are above `base`, in percent of it, an item for each row of `there`; None where none is."""
    change = now - base
    whole = base.in_steps_of(-change.scale)
    rows = np.flatnonzero((whole > 0) & (before.value.whole > 0))
    tenths = round(multiplied(change.whole[rows], 1000), whole[rows])
    has_share = there.copy()
    has_share[there] = False
    has_share[np.flatnonzero(there)[rows]] = True
    return filled(Amounts(tenths, np.ones(len(rows), np.int8), 1).values(), has_share)


def _half_up(part: Wholes, whole: Wholes) -> Wholes:
    size = np.abs(part)
    down = divided(size, whole)
    rest = size - down * whole
    found: Wholes = np.sign(part) * (down + (rest >= whole - rest))
    return found


def _upwards(part: Wholes, whole: Wholes) -> Wholes:
    return -divided(-part, whole)


def filled(values: Sequence[Decimal], there: Bools) -> list[Decimal | None]:
    """Values in the places of a mask, None in the others."""
    found = np.full(len(there), None, np.object_)
    found[there] = values
    filled: list[Decimal | None] = found.tolist()
    return filled
