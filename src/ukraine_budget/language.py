"""Texts that people read, in any language.

Each is a str that holds the English, which machines read too, and can be spoken in every other language.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from itertools import repeat
from types import MappingProxyType
from typing import NamedTuple, Protocol

from ukraine_budget.model.text import grouped_all, signed_all


class Spoken(Protocol):
    """A value that can be put into any language."""

    def spoken(self, language: "Language") -> str:
        """The value as readers of a language see it."""


class Language(NamedTuple):
    """How a language writes numbers and dates, and its texts.

    `texts` has translations by their English; `words` too, in groups, since one English word may need several. What
    they lack stays English. `name` is the language's own name.
    """

    code: str
    decimal: str = "."
    thousands: str = ","
    months: tuple[str, ...] = ()
    short_months: tuple[str, ...] = ()
    texts: Mapping[str, str] = MappingProxyType({})
    words: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    name: str = ""

    def number(self, value: Decimal) -> str:
        """The shortest plain decimal, in groups of three: 3,100.5 or 3.100,5."""
        return self.numbers([value])[0]

    def numbers(self, values: Iterable[Decimal], *, signed: bool = False) -> list[str]:
        """Many numbers, in half the time; with `signed`, those above zero have a plus sign."""
        return self._signs(signed_all(values) if signed else grouped_all(values))

    def percent(self, value: Decimal) -> str:
        """A percentage with all its decimals: 2,222.0 or 2.222,0."""
        return self.percents([value])[0]

    def percents(self, values: Iterable[Decimal]) -> list[str]:
        """Many percentages."""
        return self._signs(map(Decimal.__format__, values, repeat(",f")))

    def _signs(self, texts: Iterable[str]) -> list[str]:
        if self.decimal == ".":
            return list(texts)
        signs = str.maketrans(",.", self.thousands + self.decimal)
        return [text.translate(signs) for text in texts]

    def date(self, date: str, *, short: bool = False) -> str:
        """A date in ISO 8601 to the day, month or year; for a table with a short name of its month, if it has one."""
        months = (self.short_months if short else ()) or self.months
        if not months or "-" not in date:
            return date
        year, month, *day = date.split("-")
        return " ".join((*(number.lstrip("0") for number in day), months[int(month) - 1], year))

    def say(self, value: "str | int | Decimal | Spoken") -> str:
        """A value as it stands in a sentence. Only decimals are formatted: years are plain integers."""
        if type(value) is str or (self is ENGLISH and isinstance(value, str)):  # nearly all values
            return value
        if isinstance(value, Decimal):
            return self.number(value)
        return value.spoken(self) if hasattr(value, "spoken") else str(value)


MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
ENGLISH = Language("en", name="English", months=MONTHS)
"""The language in which every text is written in the source."""

Value = str | int | Decimal | Spoken
"""What a message may hold. A Decimal is written as the reader's language does, and so is a count, an int called `n`;
any other int is a year, or small, and is written as it is."""


class Text(str):
    """A text that is the same in every language: a sign, an id, words of a paper or a user."""

    __slots__ = ()

    def spoken(self, language: Language) -> str:
        """The text itself."""
        return str(self)


NOTHING = Text()
"""The empty text."""


class Name(Text):
    """A name that a ledger has in several languages; `others` has those beside English, "" where not stated."""

    __slots__ = ("others",)

    others: Mapping[str, str]

    def spoken(self, language: Language) -> str:
        """The name in a language, else in English."""
        return self.others.get(language.code) or str(self)


class Date(Text):
    """A date in a sentence, to the day, month or year that is known. `iso` is the same in ISO 8601."""

    __slots__ = ("is_short", "iso")

    iso: str
    is_short: bool

    def spoken(self, language: Language) -> str:
        """The date as a language writes it."""
        return language.date(self.iso, short=self.is_short)


class Word(Text):
    """A word of the data, such as a basis or a qualifier; one the program does not know is shown unchanged."""

    __slots__ = ("group",)

    group: str

    def spoken(self, language: Language) -> str:
        """The word for it in a language."""
        return language.words.get(self.group, {}).get(self) or str(self)


class Message(Text):
    """A sentence or heading of the program: an English template with {names}, and the values of these."""

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, Value]

    def spoken(self, language: Language) -> str:
        """The sentence in a language."""
        return _filled(self.template, self.values, language)


class Joined(Text):
    """Texts one after the other."""

    __slots__ = ("between", "parts")

    parts: tuple[Value, ...]
    between: str

    def spoken(self, language: Language) -> str:
        """All of them in a language."""
        return self.between.join(map(language.say, self.parts))


def said(template: str, /, **values: Value) -> Message:
    """A message of the program. `template` is English with {names} of values, and what other languages translate."""
    message = Message(_filled(template, values, ENGLISH))
    message.template, message.values = template, values
    return message


def replaced(text: Value, by: Callable[[Value], Value]) -> Value:
    """A text with what it holds replaced, down to the values that hold no others."""
    if isinstance(text, Message):
        values = {name: replaced(value, by) for name, value in text.values.items()}
        return said(text.template, **values)
    if isinstance(text, Joined):
        return joined([replaced(part, by) for part in text.parts], text.between)
    return by(text)


def _filled(template: str, values: Mapping[str, Value], language: Language) -> str:
    own = language.texts.get(template, template)
    return own.format(**{name: _put(name, value, language) for name, value in values.items()})


def _put(name: str, value: Value, language: Language) -> str:
    """A value by its name in a message: a count is grouped as an amount is."""
    return language.number(Decimal(value)) if name == "n" and isinstance(value, int) else language.say(value)


def dated(date: str, *, short: bool = False) -> Date:
    """A date in ISO 8601 as a sentence has it, or as a table does if it is to be short."""
    result = Date(ENGLISH.date(date))
    result.iso, result.is_short = date, short
    return result


def month(date: str) -> Date:
    """The month of a date in ISO 8601, or its year where it names none."""
    return dated(date[:7])


def word(text: str, group: str) -> Word:
    """A word of the data; its group tells which translation is meant."""
    result = Word(text)
    result.group = group
    return result


def phrase(text: str, group: str) -> Word:
    """A word of the data that people read as several, without its hyphens."""
    return word(text.replace("-", " "), group)


def named(name: str, **others: str) -> Name:
    """A name in English, and in other languages by their codes."""
    result = Name(name)
    result.others = others
    return result


def joined(parts: Iterable[Value], between: str = ", ") -> Joined:
    """Texts one after the other, without the empty ones."""
    kept = tuple(part for part in parts if part != "")
    result = Joined(between.join(map(ENGLISH.say, kept)))
    result.parts, result.between = kept, between
    return result


def either(names: Iterable[Value]) -> Value:
    """Names joined by "or"; at least one."""
    return reduce(lambda one, other: said("{one} or {other}", one=one, other=other), names)


def both(names: Iterable[Value]) -> Value:
    """Names joined by "and"; at least one."""
    return reduce(lambda one, other: said("{one} and {other}", one=one, other=other), names)


LISTED = 12
"""The most names that a sentence lists."""


def listed(names: Sequence[Value]) -> Text:
    """Names joined by commas; of many only the first, with the number of the others."""
    first, rest = joined(names[:LISTED]), len(names) - LISTED
    return said("{names} and {n} more", names=first, n=rest) if rest > 0 else first
