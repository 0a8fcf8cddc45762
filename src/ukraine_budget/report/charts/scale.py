"""Round values along an axis, and where an amount comes between them: the one place where amounts become floats."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from ukraine_budget.model.amount import EXACT, SHARES, ZERO
from ukraine_budget.report.charts.value import Mark, Panel

STEPS = 5
"""The most steps that the span of the values takes on an axis."""
SEEN = 0.02
"""The share of an axis below which an interval is not drawn; its text says it."""


def section_ticks(panels: Iterable[Panel]) -> tuple[Decimal, ...]:
    """The values along the axis that panels share."""
    return ticks(value for panel in panels for value in _drawn(panel))


def _drawn(panel: Panel) -> Iterator[Decimal]:
    for mark in panel.marks:
        if mark.end is not None:
            yield from (mark.start, mark.end, *(end for end in (mark.low, mark.high) if end is not None))


def ticks(values: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Round values, equally far apart, from at or below all of `values` and zero to at or above them."""
    found = [ZERO, *values]
    low, high = min(found), max(found)
    step = _round_step(EXACT.subtract(high, low))
    first = SHARES.divide(low, step).to_integral_value(ROUND_FLOOR)
    last = max(SHARES.divide(high, step).to_integral_value(ROUND_CEILING), first + 1)
    return tuple(EXACT.multiply(step, Decimal(n)) for n in range(int(first), int(last) + 1))


def _round_step(span: Decimal) -> Decimal:
    """The least of 1, 2 and 5 times a power of ten that crosses a span in at most STEPS steps."""
    rough = SHARES.divide(span, Decimal(STEPS))
    power = Decimal(1).scaleb(rough.adjusted() if rough else 0)
    return next(step for n in (1, 2, 5, 10) if (step := EXACT.multiply(power, Decimal(n))) >= rough)


def position(value: Decimal, along: Sequence[Decimal]) -> float:
    """Where a value comes along an axis: 0 at its first tick, 1 at its last."""
    return float(SHARES.divide(EXACT.subtract(value, along[0]), EXACT.subtract(along[-1], along[0])))


def interval(mark: Mark, along: Sequence[Decimal]) -> tuple[float, float] | None:
    """From where to where along an axis a figure may be, as far as its ends are closed; None where none can be seen."""
    if mark.end is None:
        return None
    low, high = (position(mark.end if end is None else end, along) for end in (mark.low, mark.high))
    return (low, high) if mark.low_open or mark.high_open or high - low >= SEEN else None
