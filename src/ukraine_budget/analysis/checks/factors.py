"""The ratio of two amounts, where it looks like a slip of the scale."""

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

from ukraine_budget.model.amount import EXACT, ZERO, Amount

FACTORS = (10, 100, 1000, 1_000_000)
"""The factors of a slipped digit, decimal point or unit."""
SURE = 1000
"""The factor from which on only a slip is likely."""
NEARLY = (Decimal("0.8"), Decimal("1.25"))
"""The range around a factor: the amount may have been revised as well."""
ROUGHLY = (Decimal("0.4"), Decimal("2.5"))
"""The wider range, where another neighbour is nearer or the factor is that large."""
TIED = (Decimal("0.95"), Decimal("1.05"))
"""The range for a line and the sum of its parts, which ought to be equal."""
AGREEING = Decimal(2)
"""The largest ratio of neighbours that agree."""
TINY = Decimal(20)
"""The half steps of rounding below which amounts grow ten-fold without a slip."""
RATIO = Context(prec=50, rounding=ROUND_HALF_EVEN)
"""Arithmetic of ratios, which need not be exact."""

Factor = int
"""A ratio; negative for a fraction; 0 for no slip."""


class Measure(NamedTuple):
    """The approximate ratio of two amounts, and the deviation from it."""

    factor: Factor
    off: Decimal

    @property
    def is_clear(self) -> bool:
        """Whether the ratio is near the factor, or too large to be anything but a slip."""
        return abs(self.factor) >= SURE or (self.factor != 0 and NEARLY[0] <= self.off <= NEARLY[1])


NONE = Measure(0, ZERO)


def measure(amount: Amount, other: Amount) -> Measure:
    """Measure an amount by another."""
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
    """The ratio of a line to the sum of its parts, by a narrower range."""
    factor, off = measure(amount, together)
    return factor if TIED[0] <= off <= TIED[1] else 0


def _is_tiny(large: Decimal, amount: Amount, other: Amount) -> bool:
    return large < EXACT.multiply(max(amount.spread or ZERO, other.spread or ZERO), TINY)
