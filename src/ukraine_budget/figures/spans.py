"""Amounts with intervals, and their changes, as columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from ukraine_budget.figures.amounts import EXACT, Amounts, Wholes, divided, multiplied
from ukraine_budget.figures.column import Bools, Integers, filled, has_word
from ukraine_budget.figures.snapshot import Snapshot
from ukraine_budget.figures.stated import Figures

Ends = tuple[Decimal, Decimal | None, Decimal | None]
"""A value, and the low and high end of its interval, None where open."""


@dataclass(frozen=True, eq=False)
class Spans:
    """Amounts with their intervals, each array of shape (rows,).

    The number of an open end has no meaning.
    """

    value: Amounts
    low: Amounts
    high: Amounts
    low_open: Bools
    high_open: Bools

    @classmethod
    def of(cls, figures: Figures, rows: Integers) -> "Spans":
        """The amounts of some rows, in the unit asked for."""
        value, half = figures.amount.at(rows), figures.half_steps.at(figures.rounding.codes[rows])
        value, half = value.in_unit(figures.power), half.in_unit(figures.power)
        words = figures.qualifier.at(rows)
        return cls(
            value, value - half, value + half, words.where(has_word("at-most")), words.where(has_word("at-least"))
        )

    @classmethod
    def standing(cls, snapshot: Snapshot, cells: Integers) -> "Spans":
        """The standing amounts of some cells, in the unit asked for; exactly zero where there is none."""
        rows, groups = snapshot.terms(cells)
        each = cls.of(snapshot.figures, rows)
        value, low, high = (ends.summed(groups, len(cells)) for ends in (each.value, each.low, each.high))
        low_open, high_open = np.zeros((2, len(cells)), np.bool_)
        low_open[groups[each.low_open]] = high_open[groups[each.high_open]] = True
        return cls(value, low, high, low_open, high_open)

    @classmethod
    def given(cls, amounts: Mapping[int, Ends], rows: int) -> "Spans":
        """Given amounts by row, exactly zero in the others."""
        index = np.fromiter(amounts, np.int64, len(amounts))
        columns = [[ends[n] for ends in amounts.values()] for n in range(3)]
        value, low, high = (Amounts.of([f"{end or 0:f}" for end in ends]).spread(index, rows) for ends in columns)
        low_open, high_open = np.zeros((2, rows), np.bool_)
        low_open[index], high_open[index] = ([end is None for end in ends] for ends in columns[1:])
        return cls(value, low, high, low_open, high_open)

    def __sub__(self, other: "Spans") -> "Spans":
        return Spans(
            self.value - other.value,
            self.low - other.high,
            self.high - other.low,
            self.low_open | other.high_open,
            self.high_open | other.low_open,
        )

    def at(self, rows: Integers | Bools) -> "Spans":
        """Take some rows, by index or mask."""
        value, low, high = (ends.at(rows) for ends in (self.value, self.low, self.high))
        return Spans(value, low, high, self.low_open[rows], self.high_open[rows])

    def where(self, holds: Bools) -> "Spans":
        """Keep the rows of a mask, exactly zero elsewhere."""
        value, low, high = (
            Amounts(ends.whole * holds, ends.decimals, ends.scale) for ends in (self.value, self.low, self.high)
        )
        return Spans(value, low, high, self.low_open & holds, self.high_open & holds)

    @property
    def may_be_zero(self) -> Bools:
        """Mask of the intervals with zero in them: changes within rounding."""
        mask: Bools = (self.low_open | (self.low.whole <= 0)) & (self.high_open | (self.high.whole >= 0))
        return mask

    def is_at_most(self, size: Decimal) -> Bools:
        """Mask of the absolute values up to `size`."""
        mask: Bools = np.abs(self.value.whole).astype(np.object_) <= int(EXACT.scaleb(size, self.value.scale))
        return mask

    def columns(self) -> tuple[list[Decimal], list[Decimal | None], list[Decimal | None]]:
        """The values, low ends and high ends."""
        low, high = (
            [None if is_open else end for end, is_open in zip(ends.values(), opens.tolist(), strict=True)]
            for ends, opens in ((self.low, self.low_open), (self.high, self.high_open))
        )
        return self.value.values(), low, high


class ChangeColumns(NamedTuple):
    """Columns of changes; None where there is none. Percents have one decimal, their ends rounded outwards."""

    change: Sequence[Decimal | None]
    change_low: Sequence[Decimal | None]
    change_high: Sequence[Decimal | None]
    change_percent: Sequence[Decimal | None]
    change_percent_low: Sequence[Decimal | None]
    change_percent_high: Sequence[Decimal | None]
    within_rounding: list[bool]


def changes(now: Spans, before: Spans, comparable: Bools) -> ChangeColumns:
    """Changes where comparable, a mask of shape (rows,); percents of values above zero only.

    The high end in percent is None where `before` may be zero, the low end also where `now` may be negative.
    """
    now, before = now.at(comparable), before.at(comparable)
    change = now - before
    value, low, high = (filled(ends, comparable) for ends in change.columns())
    percent, percent_low, percent_high = (_percents(one, before, comparable) for one in _shares(now, before))
    within = comparable.copy()
    within[comparable] = change.may_be_zero
    return ChangeColumns(
        change=value,
        change_low=low,
        change_high=high,
        change_percent=percent,
        change_percent_low=percent_low,
        change_percent_high=percent_high,
        within_rounding=within.tolist(),
    )


Rounding = Callable[[Wholes, Wholes], Wholes]
"""The rounded quotient of a whole number by one above zero."""


class _Part(NamedTuple):
    """Numerators and denominators, where both are known, and the rounding of the quotients; a percentage per row."""

    now: Amounts
    base: Amounts
    is_known: Bools
    round: Rounding


def _shares(now: Spans, before: Spans) -> tuple[_Part, _Part, _Part]:
    """The percentage, its low and its high end."""
    grows, shrinks = now.low.whole >= 0, now.high.whole < 0
    by_high = shrinks & ~before.low_open & (before.low.whole > 0)
    return (
        _Part(now.value, before.value, np.ones(len(now.low_open), np.bool_), _half_up),
        _Part(
            now.low,
            _either(grows, before.high, before.low),
            ~(now.low_open | np.where(grows, before.high_open, before.low_open)),
            divided,
        ),
        _Part(
            now.high,
            _either(by_high, before.high, before.low),
            ~(now.high_open | before.low_open | (by_high & before.high_open)),
            _upwards,
        ),
    )


def _either(holds: Bools, one: Amounts, other: Amounts) -> Amounts:
    """`np.where` on two columns of one scale."""
    return Amounts(np.where(holds, one.whole, other.whole), one.decimals, one.scale)


def _percents(part: _Part, before: Spans, there: Bools) -> list[Decimal | None]:
    """The increase over `base` in percent, an item for each row of `there`; None where there is none."""
    change = part.now - part.base
    whole = part.base.in_steps_of(-change.scale)
    rows = np.flatnonzero(part.is_known & (whole > 0) & (before.value.whole > 0))
    tenths = part.round(multiplied(change.whole[rows], 1000), whole[rows])
    has_share = there.copy()
    has_share[there] = False
    has_share[np.flatnonzero(there)[rows]] = True
    return filled(Amounts(tenths, np.ones(len(rows), np.int8), 1).values(), has_share)


def _half_up(part: Wholes, whole: Wholes) -> Wholes:
    size = np.abs(part)
    down = divided(size, whole)
    rest = size - down * whole
    quotients: Wholes = np.sign(part) * (down + (rest >= whole - rest))
    return quotients


def _upwards(part: Wholes, whole: Wholes) -> Wholes:
    return -divided(-part, whole)
