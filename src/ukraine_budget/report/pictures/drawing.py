"""What every part of a picture needs to know: the ledger that names things, the unit, the language and the layout."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.language import Language, Value
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.pictures.numbers import Unit, unit_of
from ukraine_budget.report.pictures.sheet import NARROW, WIDE, Manner, spoken


class Drawing(NamedTuple):
    """A picture that is being drawn."""

    ledger: Ledger
    unit: Unit
    language: Language
    manner: Manner

    def say(self, text: Value) -> str:
        """A text in the language of the picture."""
        return spoken(self.language, text)

    def number(self, amount: Decimal) -> str:
        """An amount of the ledger in the unit of the picture."""
        return self.unit.number(amount, self.language)

    def number_of(self, value: Decimal) -> str:
        """A value in the unit of the picture."""
        return self.unit.plain(value, self.language)

    def change(self, amount: Decimal, half: Decimal | None = None) -> str:
        """A change of the ledger in the unit of the picture, and how far it may be off."""
        return self.unit.change(amount, half, self.language)

    def value(self, amount: Decimal | None) -> Decimal | None:
        """An amount of the ledger as a value in the unit of the picture."""
        return None if amount is None else self.unit.of(amount)


def begun(ledger: Ledger, amounts: Iterable[Decimal], language: Language, *, narrow: bool) -> Drawing:
    """A picture of some amounts that is to be drawn."""
    return Drawing(ledger, unit_of(ledger, amounts), language, NARROW if narrow else WIDE)
