"""Figures as a picture prints them: exactly, in billions where these say it as shortly."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.language import Language, Text, joined, word
from ukraine_budget.model.amount import EXACT, ZERO
from ukraine_budget.model.ledger import UNITS, Ledger
from ukraine_budget.model.text import plain
from ukraine_budget.report.names import measure

MOST = 3
"""The most decimals of a figure in another unit than its ledger's."""
SIGNS = {"EUR": "€", "USD": "$"}
MINUS = "\N{MINUS SIGN}"


class Unit(NamedTuple):
    """The unit of all figures of a picture: by how many powers of ten it is larger than the ledger's, and its name."""

    power: int
    name: Text

    def of(self, amount: Decimal) -> Decimal:
        """An amount of the ledger in this unit, exactly."""
        return EXACT.scaleb(amount, -self.power)

    def number(self, amount: Decimal, language: Language) -> str:
        """An amount as it is printed."""
        return language.number(self.of(amount)).replace("-", MINUS)

    def plain(self, value: Decimal, language: Language) -> str:
        """A value in this unit as it is printed."""
        return language.number(value).replace("-", MINUS)

    def change(self, amount: Decimal, half: Decimal | None, language: Language) -> str:
        """A change with its sign, and how far it may be off, to as many decimals."""
        value, margin = self.of(amount), self.of(half or ZERO)
        places = max(_decimals(value), _decimals(margin))
        text = language.percent(EXACT.quantize(value, Decimal(1).scaleb(-places))).replace("-", MINUS)
        signed = f"+{text}" if value > 0 else text
        return f"{signed} ±{language.number(margin)}" if margin else signed


def unit_of(ledger: Ledger, amounts: Iterable[Decimal]) -> Unit:
    """The unit for some figures: billions where they pass a thousand million, if that takes few decimals."""
    known = [amount for amount in amounts if amount]
    if ledger.unit is None or not known:
        return Unit(0, measure(ledger))
    for name in ("billion", "million"):
        power = UNITS[name] - UNITS[ledger.unit]
        largest = EXACT.scaleb(max(map(abs, known)), -power)
        if power > 0 and largest >= 1 and all(_decimals(EXACT.scaleb(amount, -power)) <= MOST for amount in known):
            return Unit(power, _measure(ledger, name))
    return Unit(0, _measure(ledger, ledger.unit))


def _decimals(number: Decimal) -> int:
    return len(plain(number).partition(".")[2])


def _measure(ledger: Ledger, unit: str) -> Text:
    """The currency and a unit: € billion."""
    currency = ledger.currency or ""
    sign = Text(SIGNS[currency]) if currency in SIGNS else word(currency, "currency")
    return joined((sign, word("" if unit == "one" else unit, "unit")), " ")
