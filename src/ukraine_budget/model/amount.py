"""Exact amounts with an interval, each of one fund and one basis.

The wall between commitments and cash, and between support and the materiel fund, is here: an amount knows
what it counts, and amounts that count different things cannot be added.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation, Overflow
from typing import NamedTuple

EXACT = Context(prec=200, traps=[Inexact, InvalidOperation, Overflow])
"""Arithmetic that raises rather than rounds."""

ZERO = Decimal(0)
HALF = Decimal("0.5")


class MixedAmounts(TypeError):
    """Amounts of different funds or bases were put together: a fault in the program, not in the data."""


class Pot(NamedTuple):
    """What an amount counts: one basis of one fund."""

    fund: str
    basis: str


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact value and the interval its rounding leaves open; an end of None is open.

    All three in the ledger's unit.
    """

    pot: Pot
    value: Decimal
    low: Decimal | None
    high: Decimal | None

    def __add__(self, other: "Amount") -> "Amount":
        if self.pot != other.pot:
            raise MixedAmounts(f"{self.pot} and {other.pot} are not one sum")
        return Amount(
            self.pot,
            EXACT.add(self.value, other.value),
            None if self.low is None or other.low is None else EXACT.add(self.low, other.low),
            None if self.high is None or other.high is None else EXACT.add(self.high, other.high),
        )

    def __neg__(self) -> "Amount":
        return Amount(
            self.pot,
            self.value.copy_negate(),
            None if self.high is None else self.high.copy_negate(),
            None if self.low is None else self.low.copy_negate(),
        )

    def __sub__(self, other: "Amount") -> "Amount":
        return self + -other

    @property
    def may_be_zero(self) -> bool:
        """Whether the interval contains zero; of a change: whether it is within rounding."""
        return (self.low is None or self.low <= 0) and (self.high is None or self.high >= 0)

    @property
    def spread(self) -> Decimal | None:
        """Half the width of the interval, None when an end is open."""
        if self.low is None or self.high is None:
            return None
        return EXACT.multiply(EXACT.subtract(self.high, self.low), HALF)


def stated(pot: Pot, value: Decimal, rounding: Decimal | None = None, qualifier: Sequence[str] = ()) -> Amount:
    """The amount a paper prints: step r of rounding leaves r/2 on either side, at-least and at-most open one end."""
    half = EXACT.multiply(rounding, HALF) if rounding else ZERO
    low = None if "at-most" in qualifier else EXACT.subtract(value, half) if half else value
    high = None if "at-least" in qualifier else EXACT.add(value, half) if half else value
    return Amount(pot, value, low, high)


def zero(pot: Pot) -> Amount:
    """Exactly nothing."""
    return Amount(pot, ZERO, ZERO, ZERO)


def total(pot: Pot, amounts: Iterable[Amount]) -> Amount:
    """The sum of amounts, all of `pot`; MixedAmounts when one is not."""
    return sum(amounts, start=zero(pot))


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """Part of whole in percent, rounded half up to one decimal; None where whole is not positive."""
    if whole <= 0:
        return None
    return (part / whole * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def shifted(amount: Amount, power: int) -> Amount:
    """The same amount in a unit that is 10 ** -power as large."""
    ends = (None if end is None else EXACT.scaleb(end, power) for end in (amount.low, amount.high))
    return Amount(amount.pot, EXACT.scaleb(amount.value, power), *ends)
