"""How people are spoken to: the words of a language, and how it writes numbers and dates."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import repeat
from types import MappingProxyType
from typing import NamedTuple, Protocol

from ukraine_budget.model.text import grouped_all, signed_all


class Spoken(Protocol):
    """What says itself in any language."""

    def spoken(self, language: "Language") -> str:
        """The text of it for people who read a language."""


class Language(NamedTuple):
    """A language. `texts` are by their English, `words` too, in groups, since one English word may be several.

    English itself has none: what is not there is said in English. Dates are ISO 8601 where no `months` are named.
    `name` is what the language calls itself.
    """

    code: str
    decimal: str = "."
    thousands: str = ","
    months: tuple[str, ...] = ()
    texts: Mapping[str, str] = MappingProxyType({})
    words: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    name: str = ""

    def number(self, value: Decimal) -> str:
        """The shortest plain decimal, in groups of three: 3,100.5 or 3.100,5."""
        return self.numbers([value])[0]

    def numbers(self, values: Iterable[Decimal], *, signed: bool = False) -> list[str]:
        """The same of many, in half the time; what is above zero with a sign where that is asked for."""
        return self._signs(signed_all(values) if signed else grouped_all(values))

    def percent(self, value: Decimal) -> str:
        """A percentage with all its decimals: 2,222.0 or 2.222,0."""
        return self.percents([value])[0]

    def percents(self, values: Iterable[Decimal]) -> list[str]:
        """The same of many."""
        return self._signs(map(Decimal.__format__, values, repeat(",f")))

    def _signs(self, texts: Iterable[str]) -> list[str]:
        if self.decimal == ".":
            return list(texts)
        signs = str.maketrans(",.", self.thousands + self.decimal)
        return [text.translate(signs) for text in texts]

    def date(self, date: str) -> str:
        """A date in ISO 8601 to the day, month or year."""
        if not self.months or "-" not in date:
            return date
        year, month, *day = date.split("-")
        return " ".join((*(number.lstrip("0") for number in day), self.months[int(month) - 1], year))

    def say(self, value: "str | int | Decimal | Spoken") -> str:
        """A value in a sentence: a number by its decimal signs, but not a year or a count; a text as it is said."""
        if type(value) is str or (self is ENGLISH and isinstance(value, str)):  # by far the most
            return value
        if isinstance(value, Decimal):
            return self.number(value)
        return value.spoken(self) if hasattr(value, "spoken") else str(value)


ENGLISH = Language("en", name="English")
"""The language that everything is made in."""
