"""How many times as large one amount is as another, where that looks like a slip of the scale."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

from ukraine_budget.model.amount import EXACT, ZERO, Amount

FACTORS = (10, 100, 1000, 1_000_000)
"""How far a digit, a decimal point or a unit moves an amount."""
SURE = 1000
"""From this factor on hardly anything but a slip changes an amount so far."""
NEARLY = (Decimal("0.8"), Decimal("1.25"))
"""How far from a factor an amount may be: it may have been revised as well."""
ROUGHLY = (Decimal("0.4"), Decimal("2.5"))
"""How far it may be from the factor of one neighbour where another is nearer, or where the factor is that large."""
TIED = (Decimal("0.95"), Decimal("1.05"))
"""How far from a factor a line may be of its parts together, which it ought to equal."""
AGREEING = Decimal(2)
"""Neighbours agree where the largest is at most so many times the smallest."""
TINY = Decimal(20)
"""Amounts below this many half steps of rounding grow ten-fold without any slip."""
RATIO = Context(prec=50, rounding=ROUND_HALF_EVEN)
"""Arithmetic of ratios, which need not be exact."""

Factor = int
"""How many times as large an amount is; below zero where it is that fraction; 0 where it looks like no slip."""


class Measure(NamedTuple):
    """Roughly how many times as large an amount is as another, and how much more or less than that."""

    factor: Factor
    off: Decimal

    @property
    def is_clear(self) -> bool:
        """Whether it is nearly the factor, or one so large that nothing else explains it."""
        return abs(self.factor) >= SURE or (self.factor != 0 and NEARLY[0] <= self.off <= NEARLY[1])


NONE = Measure(0, ZERO)


def measure(amount: Amount, other: Amount) -> Measure:
    """How many times as large an amount is as another."""
    value, base = amount.value.copy_abs(), other.value.copy_abs()
    is_larger = value > base
    large, small = (value, base) if is_larger else (base, value)
    if not small or amount.value.is_signed() != other.value.is_signed():
        return NONE
    ratio = RATIO.divide(large, small)
    for factor in FACTORS:
        off = RATIO.divide(ratio, Decimal(factor))
        if ROUGHLY[0] <= off <= ROUGHLY[1] and not _is_tiny(large, amount, other):
            return Measure(factor if is_larger else -factor, off)
    return NONE


def agree(amounts: Sequence[Amount]) -> bool:
    """Whether amounts of one sign, none of them zero, are of one size."""
    sizes = [amount.value.copy_abs() for amount in amounts]
    return len(sizes) == 1 or max(sizes) <= EXACT.multiply(min(sizes), AGREEING)


def tied_factor(amount: Amount, together: Amount) -> Factor:
    """How many times as large a line is as its parts together, by a narrower measure."""
    factor, off = measure(amount, together)
    return factor if TIED[0] <= off <= TIED[1] else 0


def _is_tiny(large: Decimal, amount: Amount, other: Amount) -> bool:
    return large < EXACT.multiply(max(amount.spread or ZERO, other.spread or ZERO), TINY)
