"""Amounts and comparisons as a sentence says them: €2.1 billion; about half of the €4.3 billion of 2025."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, Self

from ukraine_budget.language import Language, Text, Value, joined, said, word
from ukraine_budget.model.amount import EXACT, SHARES, ZERO
from ukraine_budget.model.ledger import UNITS, Ledger
from ukraine_budget.model.text import plain

DIGITS = 4
"""The most digits that a sentence gives of an amount."""
SCALES = {"billion": (9, 2), "million": (6, 1), "thousand": (3, 1), "one": (0, 2)}
"""The power of ten of each word for large numbers, and the most decimals that are given of an amount in it."""
BILLION = Decimal(10) ** 9
WIDE = Fraction(1, 50)
"""A change is "about" so much where its interval is wider than this part of it."""
MOST_PERCENT = 300
"""Beyond this a percentage tells a reader nothing."""


Nearness = Literal["exactly", "about", "over", "under", ""]
"""How near a ratio is to a part that people have a word for; nothing where it is not."""


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


class Money(NamedTuple):
    """An amount in a sentence, in units of its currency. `scale` is one of SCALES; `decimals` are always given."""

    amount: Decimal
    currency: str
    scale: str
    decimals: int
    is_unit_known: bool

    @classmethod
    def of(cls, ledger: Ledger, amount: Decimal, *beside: Decimal) -> Self:
        """An amount of a ledger, as it is printed where its unit is not stated.

        It shares unit and decimals with those `beside` it, if all are a billion or more.
        """
        if ledger.unit is None:
            number = _rounded(amount, "one")
            return cls(amount, ledger.currency or "", "one", _decimals(number), is_unit_known=False)
        power = UNITS[ledger.unit]
        own, *others = (EXACT.scaleb(value, power) for value in (amount, *beside))
        alike = [own, *(other for other in others if min(abs(own), abs(other)) >= BILLION)]
        scale = _scale(alike)
        decimals = max(_decimals(_rounded(value, scale)) for value in alike)
        return cls(own, ledger.currency or "", scale, decimals, is_unit_known=True)

    def spoken(self, language: Language) -> str:
        """The amount as a language writes it."""
        rounded = _rounded(self.amount.copy_abs(), self.scale)
        padded = SHARES.quantize(rounded, Decimal(1).scaleb(-max(self.decimals, _decimals(rounded))))
        number = joined((language.percent(padded), word("" if self.scale == "one" else self.scale, "unit")), " ")
        amount = _with_currency(self.currency, number)
        signed = said("minus {amount}", amount=amount) if self.amount < ZERO else amount
        return language.say(signed if self.is_unit_known else said("{amount} (unit not stated)", amount=signed))


def _scale(amounts: list[Decimal]) -> str:
    """The largest word that all amounts reach; of billions millions, if only these take no digit from them."""
    names = list(SCALES)
    smallest = min(map(abs, amounts))
    reached = next((n for n, name in enumerate(names) if smallest >= Decimal(10) ** SCALES[name][0]), len(names) - 1)
    if smallest == ZERO:
        return names[-1]
    choice = names[reached : reached + 2] if reached == 0 else names[reached : reached + 1]
    return next((name for name in choice if not _loses(amounts, name)), names[reached])


def _loses(amounts: list[Decimal], scale: str) -> bool:
    power = SCALES[scale][0]
    return any(_rounded(amount, scale) != EXACT.scaleb(amount, -power) for amount in amounts) or any(
        abs(amount) >= Decimal(10) ** (power + DIGITS) for amount in amounts
    )


def _rounded(amount: Decimal, scale: str) -> Decimal:
    """An amount in a unit, to as many digits as a sentence gives of it."""
    power, most = SCALES[scale]
    scaled = EXACT.scaleb(amount, -power)
    decimals = max(0, min(most, DIGITS - max(1, scaled.adjusted() + 1)))
    return SHARES.quantize(scaled, Decimal(1).scaleb(-decimals))


def _decimals(number: Decimal) -> int:
    return len(plain(number).partition(".")[2])


def _with_currency(currency: str, number: Text) -> Text:
    match currency:
        case "":
            return number
        case "EUR":
            return said("€{number}", number=number)
        case "USD":
            return said("${number}", number=number)
        case _:
            return said("{currency} {number}", currency=Text(currency), number=number)


class Ratio(NamedTuple):
    """How many times as large one amount is as another, for every value of their intervals: from low to high."""

    low: Fraction
    high: Fraction

    def is_about(self, part: Fraction) -> bool:
        """Whether it may be a part or multiple, and is known well enough to say so."""
        return self.low <= part <= self.high and self.high - self.low <= part / 10


def compared(now: Span, before: Span, base: Value) -> Text | None:
    """How an amount compares with the earlier one that `base` names: about half of it, 15 to 40 % less than it.

    Only what every value of the two intervals allows. None where no ratio says anything.
    """
    if now == before and now.low == now.high:
        return said("equal to {base}", base=base)
    if _overlap(now, before):
        return said("equal within rounding to {base}", base=base)
    ratio = _ratio(now, before)
    if ratio is None:
        return None
    return _as_part(ratio, base) or _as_share(ratio, base)


def _overlap(one: Span, other: Span) -> bool:
    """Whether the two may be the same."""
    is_below = one.high is not None and other.low is not None and one.high < other.low
    is_above = one.low is not None and other.high is not None and one.low > other.high
    return not is_below and not is_above


def _ratio(now: Span, before: Span) -> Ratio | None:
    """None where an end is open, or where one of the two may be nothing or below."""
    ends = (now.low, now.high, before.low, before.high)
    if any(end is None or end <= ZERO for end in ends):
        return None
    low, high, base_low, base_high = (Fraction(end) for end in ends if end is not None)
    return Ratio(low / base_high, high / base_low)


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


def _as_part(ratio: Ratio, base: Value) -> Text | None:
    """The comparison in a word for a part or a multiple, None where none is near."""
    part, nearness = _nearest(ratio, PARTS)
    match nearness:
        case "exactly":
            return said("{part} {base}", part=PARTS[part], base=base)
        case "about":
            return said("about {part} {base}", part=PARTS[part], base=base)
        case "over":
            return said("just over {part} {base}", part=PARTS[part], base=base)
        case "under":
            return said("almost {part} {base}", part=PARTS[part], base=base)
        case _:
            return None


def fraction(low: Fraction, high: Fraction) -> Text | None:
    """The word for a part of a whole that is from low to high, None where none is near."""
    part, nearness = _nearest(Ratio(low, high), FRACTIONS)
    match nearness:
        case "exactly":
            return FRACTIONS[part]
        case "about":
            return said("about {fraction}", fraction=FRACTIONS[part])
        case "over":
            return said("just over {fraction}", fraction=FRACTIONS[part])
        case "under":
            return said("almost {fraction}", fraction=FRACTIONS[part])
        case _:
            return None


FRACTIONS = {
    Fraction(1, 10): said("a tenth"),
    Fraction(1, 5): said("a fifth"),
    Fraction(1, 4): said("a quarter"),
    Fraction(1, 3): said("a third"),
    Fraction(1, 2): said("half"),
    Fraction(2, 3): said("two thirds"),
    Fraction(3, 4): said("three quarters"),
}


def _nearest(ratio: Ratio, parts: Iterable[Fraction]) -> tuple[Fraction, Nearness]:
    """The part that every value of a ratio is near, and how; what is known well enough first."""
    known = list(parts)
    for part in known:
        if ratio.low == ratio.high == part:
            return part, "exactly"
        if ratio.is_about(part):
            return part, "about"
    for part in known:
        if part < ratio.low and ratio.high <= part * 11 / 10:
            return part, "over"
        if ratio.high < part and ratio.low >= part * 9 / 10:
            return part, "under"
    return Fraction(0), ""


def _as_share(ratio: Ratio, base: Value) -> Text | None:
    """The comparison in percent, None beyond what a percentage can tell."""
    share = Share(*sorted(abs(1 - end) * 100 for end in ratio))
    if share.high > MOST_PERCENT:
        return None
    if ratio.high < 1:
        return said("{share} less than {base}", share=share, base=base)
    return said("{share} more than {base}", share=share, base=base)


class Share(NamedTuple):
    """A change in percent, without a sign, no more precise than its interval from low to high allows."""

    low: Fraction
    high: Fraction

    def spoken(self, language: Language) -> str:
        """The percentage where it is known to a point, else both ends, rounded outwards."""
        if self.high - self.low >= 1:
            low, high = (_percent(end, 0, way) for end, way in ((self.low, ROUND_FLOOR), (self.high, ROUND_CEILING)))
            return language.say(said("{low} to {high} %", low=language.number(low), high=language.number(high)))
        middle = (self.low + self.high) / 2
        return f"{language.number(_percent(middle, 1 if middle < 10 else 0, 'ROUND_HALF_UP'))} %"


def _percent(share: Fraction, decimals: int, rounding: str) -> Decimal:
    number = SHARES.divide(Decimal(share.numerator), Decimal(share.denominator))
    return number.quantize(Decimal(1).scaleb(-decimals), rounding)
