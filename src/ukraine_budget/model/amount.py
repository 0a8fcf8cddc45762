"""Exact amounts with an interval, each of one fund and one basis.

Amounts that count different things, such as commitments and cash, or support and the materiel fund, cannot be added.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    Context,
    Decimal,
    Inexact,
    InvalidOperation,
    Overflow,
)
from functools import reduce
from typing import NamedTuple, overload

EXACT = Context(prec=200, traps=[Inexact, InvalidOperation, Overflow])
"""Arithmetic that raises rather than rounds."""
ADD, SUBTRACT, DIVIDE = EXACT.add, EXACT.subtract, EXACT.divide  # looked up once: called by the hundred thousand

SHARES = Context(prec=200, rounding=ROUND_HALF_UP)
"""Arithmetic of percentages: the only one that rounds, far beyond the digits of any amount."""

ZERO = Decimal(0)
TWO = Decimal(2)
TENTH = Decimal("0.1")
OUTSTANDING = "outstanding"
"""The basis of commitments not yet paid; computed where it is not stated."""


class MixedAmounts(TypeError):
    """Amounts of different funds or bases were combined: a bug, not an error in the data."""


class Pot(NamedTuple):
    """One basis of one fund: what an amount counts."""

    fund: str
    basis: str


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact value and the interval that its rounding leaves; None is an open end.

    All three are in the ledger's unit.
    """

    pot: Pot
    value: Decimal
    low: Decimal | None
    high: Decimal | None

    def __add__(self, other: "Amount") -> "Amount":
        if self.pot != other.pot:
            raise MixedAmounts(f"{self.pot} and {other.pot} are not one sum")
        value = ADD(self.value, other.value)
        if self.is_exact and other.is_exact:
            return Amount(self.pot, value, value, value)
        return Amount(
            self.pot,
            value,
            None if self.low is None or other.low is None else ADD(self.low, other.low),
            None if self.high is None or other.high is None else ADD(self.high, other.high),
        )

    def __neg__(self) -> "Amount":
        return Amount(
            self.pot,
            self.value.copy_negate(),
            None if self.high is None else self.high.copy_negate(),
            None if self.low is None else self.low.copy_negate(),
        )

    def __sub__(self, other: "Amount") -> "Amount":
        if self.pot != other.pot:
            raise MixedAmounts(f"{self.pot} and {other.pot} are not one sum")
        value = SUBTRACT(self.value, other.value)
        if self.is_exact and other.is_exact:  # the usual case in bulk
            return Amount(self.pot, value, value, value)
        return Amount(
            self.pot,
            value,
            None if self.low is None or other.high is None else SUBTRACT(self.low, other.high),
            None if self.high is None or other.low is None else SUBTRACT(self.high, other.low),
        )

    @property
    def is_exact(self) -> bool:
        """Whether the ends are the value itself; faster than comparing decimals."""
        return self.low is self.value and self.high is self.value

    @property
    def may_be_zero(self) -> bool:
        """Whether the interval contains zero; for a change, whether it is within rounding."""
        return (self.low is None or self.low <= ZERO) and (self.high is None or self.high >= ZERO)

    @property
    def spread(self) -> Decimal | None:
        """Half the width of the interval; None if an end is open."""
        return half_width(self.low, self.high)


def half_width(low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """Return half the width of an interval; None if an end is open."""
    if low is None or high is None:
        return None
    return ZERO if low is high else DIVIDE(SUBTRACT(high, low), TWO)


def stated(pot: Pot, value: Decimal, rounding: Decimal | None = None, qualifier: Sequence[str] = ()) -> Amount:
    """Make the amount that a paper prints.

    A rounding step r leaves r/2 on either side; `at-least` and `at-most` open one end.
    """
    if not (rounding or qualifier):
        return Amount(pot, value, value, value)
    half = DIVIDE(rounding, TWO) if rounding else None
    low = None if "at-most" in qualifier else SUBTRACT(value, half) if half else value
    high = None if "at-least" in qualifier else ADD(value, half) if half else value
    return Amount(pot, value, low, high)


def total(pot: Pot, amounts: Iterable[Amount]) -> Amount:
    """Sum amounts. Raises MixedAmounts if any is not of `pot`."""
    terms = list(amounts)
    if any(amount.pot != pot for amount in terms):
        raise MixedAmounts(f"not all amounts are of {pot}")
    lows = [amount.low for amount in terms if amount.low is not None]
    highs = [amount.high for amount in terms if amount.high is not None]
    return Amount(
        pot,
        exact_sum(amount.value for amount in terms),
        exact_sum(lows) if len(lows) == len(terms) else None,
        exact_sum(highs) if len(highs) == len(terms) else None,
    )


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Sum values of one pot without rounding."""
    return reduce(ADD, values, ZERO)


def percent(part: Decimal, whole: Decimal, *, to: Decimal = TENTH) -> Decimal | None:
    """Return part of whole in percent, rounded half up to the decimals of `to`; None unless whole is positive."""
    if whole <= 0:
        return None
    return SHARES.plus(SHARES.quantize(SHARES.divide(SHARES.scaleb(part, 2), whole), to))


class Share(NamedTuple):
    """A change in percent and its interval; None is an open end."""

    value: Decimal
    low: Decimal | None
    high: Decimal | None

    def rounded(self) -> "Share":
        """Round to one decimal, the ends outwards."""
        low = None if self.low is None else _tenths(self.low, ROUND_FLOOR)
        high = None if self.high is None else _tenths(self.high, ROUND_CEILING)
        return Share(_tenths(self.value, ROUND_HALF_UP), low, high)


def share(now: Amount, before: Amount) -> Share | None:
    """Return the change from `before` to `now` in percent; None unless `before` is positive.

    Ends are open if `before` may be zero.
    """
    if before.value <= 0:
        return None
    value = _percent_change(now.value, before.value)
    if now.is_exact and before.is_exact:
        return Share(value, value, value)
    least, most = (before.low if before.low and before.low > 0 else None), before.high
    ends = ((now.low, most, least), (now.high, least, most if least else None))
    low, high = (
        None if end is None or (of := at_or_above if end >= 0 else below) is None else _percent_change(end, of)
        for end, at_or_above, below in ends
    )
    return Share(value, low, high)


def _percent_change(now: Decimal, before: Decimal) -> Decimal:
    return SHARES.divide(SHARES.scaleb(EXACT.subtract(now, before), 2), before)


def _tenths(value: Decimal, rounding: str) -> Decimal:
    """Round to one decimal; no minus zero."""
    return SHARES.plus(value.quantize(TENTH, rounding, SHARES))


@overload
def negated(amount: Decimal) -> Decimal: ...
@overload
def negated(amount: None) -> None: ...
@overload
def negated(amount: Decimal | None) -> Decimal | None: ...
def negated(amount: Decimal | None) -> Decimal | None:
    """Negate an amount exactly; no minus zero."""
    return amount.copy_negate() if amount else amount


def shifted(amount: Amount, power: int) -> Amount:
    """Convert an amount to a unit that is 10 ** -power as large."""
    ends = (None if end is None else EXACT.scaleb(end, power) for end in (amount.low, amount.high))
    return Amount(amount.pot, EXACT.scaleb(amount.value, power), *ends)


def as_named(amount: Amount) -> Amount:
    """Return the amount as a term of a sum over named lines: across funds, never across bases."""
    return Amount(Pot("named", amount.pot.basis), amount.value, amount.low, amount.high)


def compared(one: Amount, other: Amount) -> Amount:
    """Return `one` minus `other`, whatever they count: comparing is not adding."""
    pot = Pot("compared", f"{one.pot.basis} with {other.pot.basis}")
    return replace(one, pot=pot) - replace(other, pot=pot)


def exceeds(one: Amount, other: Amount) -> bool:
    """Whether one amount is above another beyond rounding, whatever they count."""
    return one.low is not None and other.high is not None and one.low > other.high
