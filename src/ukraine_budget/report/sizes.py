"""How much something changes, in words and percents no finer than the roundings allow."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from ukraine_budget.analysis.falls import Fall
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import Language, Text, joined, said
from ukraine_budget.model.amount import SHARES
from ukraine_budget.report.sentence import fraction

TENTH, ONE, TEN, MOST = Decimal("0.1"), Decimal(1), Decimal(10), Decimal(300)


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
    found = percent(row)
    if found is None:
        return None
    return found.low if found.low == found.high else joined((found,))


def percent(row: FigureRow | Fall) -> Percent | None:
    """The change of a figure in percent; None where it has none, an end is open, or the amounts say more."""
    value, low, high = row.change_percent, row.change_percent_low, row.change_percent_high
    if value is None or low is None or high is None or max(abs(low), abs(high)) > MOST:
        return None
    if high - low < ONE:
        step = TENTH if abs(value) < TEN and high - low <= TENTH else ONE
        whole = _rounded(value, step, ROUND_HALF_UP)
        return Percent(whole, whole)
    return Percent(_rounded(low, ONE, ROUND_FLOOR), _rounded(high, ONE, ROUND_CEILING))


def fall_in_words(fall: Fall) -> Text | Percent:
    """By how much cash falls: a fraction where every value of the interval allows the word, else percents."""
    least, most = fall.change_percent_high, fall.change_percent_low
    if least is None:
        return said("an amount that the papers leave open")
    if most is None:
        whole = _rounded(abs(least), ONE, ROUND_FLOOR)
        return said("at least {size}", size=Percent(whole, whole, signed=False))
    size = percent(fall)
    return fraction(-Fraction(least) / 100, -Fraction(most) / 100) or (
        without_sign(size) if size else said("more than the whole")
    )


def without_sign(found: Percent) -> Percent:
    """A fall as how much it is; what may be a rise as well keeps its signs."""
    if found.high > 0:
        return found
    return Percent(abs(found.high), abs(found.low), signed=False)


def _rounded(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    """To a step; no minus zero."""
    return SHARES.plus(value.quantize(step, rounding, SHARES))
