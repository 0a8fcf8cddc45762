"""Round values along a scale."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ukraine_budget.model.amount import EXACT, SHARES, ZERO

STEPS = 5
"""The most steps that the span of the values takes on an axis."""


def ticks(values: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Round values, equally far apart, from at or below all of `values` and zero to at or above them."""
    within = [ZERO, *values]
    low, high = min(within), max(within)
    step = _round_step(SHARES.subtract(high, low))
    first = SHARES.divide(low, step).to_integral_value(ROUND_FLOOR)
    last = max(SHARES.divide(high, step).to_integral_value(ROUND_CEILING), first + 1)
    return tuple(EXACT.multiply(step, Decimal(n)) for n in range(int(first), int(last) + 1))


def _round_step(span: Decimal) -> Decimal:
    """The least of 1, 2 and 5 times a power of ten that covers a span in at most STEPS steps."""
    rough = SHARES.divide(span, Decimal(STEPS))
    power = Decimal(1).scaleb(rough.adjusted() if rough else 0)
    return next(step for n in (1, 2, 5, 10) if (step := EXACT.multiply(power, Decimal(n))) >= rough)
