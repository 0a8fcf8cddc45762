"""Changes in words and percents, no finer than the rounding allows: about half of it; 49 to 53 %."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from ukraine_budget.analysis.falls import Fall
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import Language, Text, Value, joined, said
from ukraine_budget.model.amount import SHARES, ZERO

TENTH, ONE, TEN = Decimal("0.1"), Decimal(1), Decimal(10)
WIDE = Fraction(1, 50)
"""A change is "about" so much where its interval is wider than this part of it."""
MOST = 300
"""Beyond this a percentage tells a reader nothing."""
FRACTIONS = {
    Fraction(1, 10): said("a tenth"),
    Fraction(1, 5): said("a fifth"),
    Fraction(1, 4): said("a quarter"),
    Fraction(1, 3): said("a third"),
    Fraction(1, 2): said("half"),
    Fraction(2, 3): said("two thirds"),
    Fraction(3, 4): said("three quarters"),
}
PARTS = {
    Fraction(1, 10): said("a tenth of"),
    Fraction(1, 5): said("a fifth of"),
    Fraction(1, 4): said("a quarter of"),
    Fraction(1, 3): said("a third of"),
    Fraction(1, 2): said("half of"),
    Fraction(2, 3): said("two thirds of"),
    Fraction(3, 4): said("three quarters of"),
    Fraction(2): said("twice"),
    Fraction(3): said("three times"),
    Fraction(4): said("four times"),
    Fraction(5): said("five times"),
    Fraction(10): said("ten times"),
}
"""The parts and multiples that people have a word for."""


class Span(NamedTuple):
    """A value and the interval that its rounding leaves open; an end of None is open."""

    value: Decimal
    low: Decimal | None
    high: Decimal | None

    @property
    def is_wide(self) -> bool:
        """Whether it is to be called "about" so much."""
        if self.low is None or self.high is None:
            return True
        return Fraction(self.high) - Fraction(self.low) > WIDE * abs(Fraction(self.value))


def compared(now: Span, before: Span, base: Value) -> Text | None:
    """How an amount compares with the earlier one that `base` names: about half of it, 15 to 40 % less than it.

    Only what every value of the two intervals allows. None where no ratio says anything, or an end is open.
    """
    if now == before and now.low == now.high:
        return said("equal to {base}", base=base)
    if _overlap(now, before):
        return said("equal within rounding to {base}", base=base)
    ends = (now.low, now.high, before.low, before.high)
    if any(end is None or end <= ZERO for end in ends):
        return None
    low, high, base_low, base_high = (Fraction(end) for end in ends if end is not None)
    least, most = low / base_high, high / base_low
    part = _nearly(least, most, PARTS)
    return joined((part, base), " ") if part else _as_share(least, most, base)


def _overlap(one: Span, other: Span) -> bool:
    """Whether the two may be the same."""
    is_below = one.high is not None and other.low is not None and one.high < other.low
    is_above = one.low is not None and other.high is not None and one.low > other.high
    return not is_below and not is_above


def _nearly(low: Fraction, high: Fraction, parts: Mapping[Fraction, Text]) -> Text | None:
    """The word for the part that all ratios from low to high are near, or None; exact parts first."""
    for part, name in parts.items():
        if low == high == part:
            return name
        if low <= part <= high and high - low <= part / 10:
            return said("about {fraction}", fraction=name)
    for part, name in parts.items():
        if part < low and high <= part * 11 / 10:
            return said("just over {fraction}", fraction=name)
        if high < part and low >= part * 9 / 10:
            return said("almost {fraction}", fraction=name)
    return None


def _as_share(low: Fraction, high: Fraction, base: Value) -> Text | None:
    """A comparison in percent; None beyond MOST."""
    least, most = sorted(abs(1 - end) * 100 for end in (low, high))
    if most > MOST:
        return None
    if most - least >= 1:
        share = Percent(
            _rounded(_decimal(least), ONE, ROUND_FLOOR), _rounded(_decimal(most), ONE, ROUND_CEILING), signed=False
        )
    else:
        middle = _decimal((least + most) / 2)
        near = _rounded(middle, TENTH if middle < TEN else ONE, ROUND_HALF_UP).normalize()
        share = Percent(near, near, signed=False)
    if high < 1:
        return said("{share} less than {base}", share=share, base=base)
    return said("{share} more than {base}", share=share, base=base)


class Percent(NamedTuple):
    """A change in percent: whole, or to one decimal below ten; its ends where these are a point or more apart."""

    low: Decimal
    high: Decimal
    signed: bool = True

    def spoken(self, language: Language) -> str:
        """The percentage as a language writes it, the ends rounded outwards."""
        low, high = (
            Text(("+" if self.signed and end > 0 else "") + language.percent(end)) for end in (self.low, self.high)
        )
        return f"{low} %" if self.low == self.high else language.say(said("{low} to {high} %", low=low, high=high))


def percent_cell(row: FigureRow) -> Decimal | Text | None:
    """The change of a figure in percent as a cell: a number, or the two ends between which it is."""
    change = percent(row)
    if change is None:
        return None
    return change.low if change.low == change.high else joined((change,))


def percent(row: FigureRow | Fall) -> Percent | None:
    """The change of a figure in percent; None without one, with an open end, or beyond MOST."""
    value, low, high = row.change_percent, row.change_percent_low, row.change_percent_high
    if value is None or low is None or high is None or max(abs(low), abs(high)) > MOST:
        return None
    if high - low < ONE:
        step = TENTH if abs(value) < TEN and high - low <= TENTH else ONE
        whole = _rounded(value, step, ROUND_HALF_UP)
        return Percent(whole, whole)
    return Percent(_rounded(low, ONE, ROUND_FLOOR), _rounded(high, ONE, ROUND_CEILING))


def fall_in_words(fall: Fall) -> Text | Percent:
    """How much cash falls: a fraction if the whole interval allows the word, else percents."""
    least, most = fall.change_percent_high, fall.change_percent_low
    if least is None:
        return said("an amount that the papers leave open")
    if most is None:
        whole = _rounded(abs(least), ONE, ROUND_FLOOR)
        return said("at least {size}", size=Percent(whole, whole, signed=False))
    size = percent(fall)
    return _nearly(-Fraction(least) / 100, -Fraction(most) / 100, FRACTIONS) or (
        without_sign(size) if size else said("more than the whole")
    )


def without_sign(change: Percent) -> Percent:
    """The size of a fall; one that may be a rise keeps its signs."""
    if change.high > 0:
        return change
    return Percent(abs(change.high), abs(change.low), signed=False)


def _rounded(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    """To a step; no minus zero."""
    return SHARES.plus(value.quantize(step, rounding, SHARES))


def _decimal(ratio: Fraction) -> Decimal:
    return SHARES.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))
