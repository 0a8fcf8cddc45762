"""What a cell of a table shows: a text, a number, or a figure with the words that qualify it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from ukraine_budget.language import Language, Text
from ukraine_budget.model.amount import ZERO

Kind = Literal["text", "amount", "spread", "change", "percent", "share"]


def written(values: Sequence[Decimal], kind: Kind, language: Language) -> list[str]:
    """Numbers of one kind as text: changes and percentages with their sign, a spread of nothing blank."""
    match kind:
        case "change":
            return language.numbers(values, signed=True)
        case "percent":
            texts = zip(values, language.percents(values), strict=True)
            return [f"+{text} %" if value > ZERO else f"{text} %" for value, text in texts]
        case "share":
            return [f"{text} %" for text in language.percents(values)]
        case "spread":
            return [f"±{language.number(value)}" if value else "" for value in values]
        case _:
            return language.numbers(values)


class Qualified(NamedTuple):
    """An amount with the words that qualify it, if any: 4,300 (circa). It has a kind of its own in any column."""

    amount: Decimal
    words: tuple[str, ...] = ()
    kind: Kind = "amount"

    def spoken(self, language: Language) -> str:
        """The amount and its words in a language."""
        (amount,) = written([self.amount], self.kind, language)
        words = ", ".join(map(language.say, self.words))
        return f"{amount} ({words})" if words else amount


class Hanging(NamedTuple):
    """An amount of a narrow table, with the words that qualify it to its right: 4,300 circa."""

    amount: Decimal
    words: tuple[Text, ...] = ()
    kind: Kind = "amount"

    def number(self, language: Language) -> str:
        """The digits alone."""
        return written([self.amount], self.kind, language)[0]

    def tail(self, language: Language) -> str:
        """The words alone."""
        return " ".join(map(language.say, self.words))

    def spoken(self, language: Language) -> str:
        """The amount and its words in a language."""
        return f"{self.number(language)} {self.tail(language)}".rstrip()


Value = str | Decimal | Qualified | Hanging | None
"""What a cell shows."""


def number(value: Value) -> Decimal | None:
    """The amount that a cell shows, without its words; None where it shows none."""
    amount = value.amount if isinstance(value, Qualified | Hanging) else value
    return amount if isinstance(amount, Decimal) else None
