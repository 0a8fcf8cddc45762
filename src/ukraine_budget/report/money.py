"""Amounts as a sentence says them: €2.1 billion."""

from decimal import Decimal
from typing import NamedTuple, Self

from ukraine_budget.language import Language, Text, joined, said, word
from ukraine_budget.model.amount import EXACT, SHARES, ZERO
from ukraine_budget.model.ledger import UNITS, Ledger
from ukraine_budget.model.text import plain

DIGITS = 4
"""The most digits that a sentence gives of an amount."""
SCALES = {"billion": (9, 2), "million": (6, 1), "thousand": (3, 1), "one": (0, 2)}
"""The power of ten of each word for large numbers, and the most decimals that are given of an amount in it."""
BILLION = Decimal(10) ** 9


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
            return cls(amount, ledger.currency or "", "one", decimals_of(number), is_unit_known=False)
        power = UNITS[ledger.unit]
        own, *others = (EXACT.scaleb(value, power) for value in (amount, *beside))
        alike = [own, *(other for other in others if min(abs(own), abs(other)) >= BILLION)]
        scale = _scale(alike)
        decimals = max(decimals_of(_rounded(value, scale)) for value in alike)
        return cls(own, ledger.currency or "", scale, decimals, is_unit_known=True)

    def spoken(self, language: Language) -> str:
        """The amount as a language writes it."""
        rounded = _rounded(self.amount.copy_abs(), self.scale)
        padded = SHARES.quantize(rounded, Decimal(1).scaleb(-max(self.decimals, decimals_of(rounded))))
        number = joined((language.percent(padded), word("" if self.scale == "one" else self.scale, "unit")), " ")
        amount = _with_currency(self.currency, number)
        signed = said("minus {amount}", amount=amount) if self.amount < ZERO else amount
        return language.say(signed if self.is_unit_known else said("{amount} (unit not stated)", amount=signed))


def _scale(amounts: list[Decimal]) -> str:
    """The largest word that all amounts reach; millions instead of billions if only these lose no digit."""
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
    """An amount in a unit, to the digits that a sentence gives."""
    power, most = SCALES[scale]
    scaled = EXACT.scaleb(amount, -power)
    decimals = max(0, min(most, DIGITS - max(1, scaled.adjusted() + 1)))
    return SHARES.quantize(scaled, Decimal(1).scaleb(-decimals))


def decimals_of(number: Decimal) -> int:
    """How many decimals a number has."""
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
