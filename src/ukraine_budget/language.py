"""Texts that people read, in any language.

Each is a str in English, which machines read, and can be translated.
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
        """Return the value as readers of a language see it."""


class Language(NamedTuple):
    """A language: number and date formats, and translations.

    `texts` maps English to translations; so does `words`, by group, since one English word may need several. What they
    lack stays English. `name` is the language's own name.
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
        """Format the shortest plain decimal in groups of three: 3,100.5 or 3.100,5."""
        return self.numbers([value])[0]

    def numbers(self, values: Iterable[Decimal], *, signed: bool = False) -> list[str]:
        """Format many numbers at once; with `signed`, positive ones get a plus sign."""
        return self._signs(signed_all(values) if signed else grouped_all(values))

    def percent(self, value: Decimal) -> str:
        """Format a percentage with all its decimals: 2,222.0 or 2.222,0."""
        return self.percents([value])[0]

    def percents(self, values: Iterable[Decimal]) -> list[str]:
        """Format many percentages at once."""
        return self._signs(map(Decimal.__format__, values, repeat(",f")))

    def _signs(self, texts: Iterable[str]) -> list[str]:
        if self.decimal == ".":
            return list(texts)
        signs = str.maketrans(",.", self.thousands + self.decimal)
        return [text.translate(signs) for text in texts]

    def date(self, date: str, *, short: bool = False) -> str:
        """Format an ISO 8601 date to the day, month or year; `short` prefers short names of months."""
        months = (self.short_months if short else ()) or self.months
        if not months or "-" not in date:
            return date
        year, month, *day = date.split("-")
        return " ".join((*(number.lstrip("0") for number in day), months[int(month) - 1], year))

    def say(self, value: "str | int | Decimal | Spoken") -> str:
        """Format a value for a sentence: decimals as the language writes them, years as plain integers."""
        if type(value) is str or (self is ENGLISH and isinstance(value, str)):  # the usual case
            return value
        if isinstance(value, Decimal):
            return self.number(value)
        return value.spoken(self) if hasattr(value, "spoken") else str(value)


MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
ENGLISH = Language("en", name="English", months=MONTHS)
"""The language in which every text is written in the source."""

Value = str | int | Decimal | Spoken
"""Values of a message. A Decimal, or an int called `n`, which is a count, is formatted for the reader; any other int is
not, since it is a year, or small."""


class Text(str):
    """A text without translations: a sign, an id, words of a paper or a user."""

    __slots__ = ()

    def spoken(self, language: Language) -> str:
        """Return the text itself."""
        return str(self)


NOTHING = Text()
"""The empty text."""


class Name(Text):
    """A name in several languages. `others` maps language codes to translations, "" where not stated."""

    __slots__ = ("others",)

    others: Mapping[str, str]

    def spoken(self, language: Language) -> str:
        """Return the name in a language, else in English."""
        return self.others.get(language.code) or str(self)


class Date(Text):
    """A date in a sentence, to the day, month or year that is known. `iso` is its ISO 8601 form."""

    __slots__ = ("is_short", "iso")

    iso: str
    is_short: bool

    def spoken(self, language: Language) -> str:
        """Return the date as a language writes it."""
        return language.date(self.iso, short=self.is_short)


class Word(Text):
    """A word of the data, such as a basis or a qualifier; unknown words are shown unchanged."""

    __slots__ = ("group",)

    group: str

    def spoken(self, language: Language) -> str:
        """Return the translation of the word."""
        return language.words.get(self.group, {}).get(self) or str(self)


class Message(Text):
    """A sentence or heading: an English template with {names}, and their values."""

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, Value]

    def spoken(self, language: Language) -> str:
        """Return the sentence in a language."""
        return _filled(self.template, self.values, language)


class Joined(Text):
    """Texts joined by a separator."""

    __slots__ = ("parts", "separator")

    parts: tuple[Value, ...]
    separator: str

    def spoken(self, language: Language) -> str:
        """Return the joined texts in a language."""
        return self.separator.join(map(language.say, self.parts))


def said(template: str, /, **values: Value) -> Message:
    """Make a message. `template` is English with {names} of values, and the key of its translations."""
    message = Message(_filled(template, values, ENGLISH))
    message.template, message.values = template, values
    return message


def replaced(text: Value, by: Callable[[Value], Value]) -> Value:
    """Apply `by` to each value in a text, at any depth."""
    if isinstance(text, Message):
        values = {name: replaced(value, by) for name, value in text.values.items()}
        return said(text.template, **values)
    if isinstance(text, Joined):
        return joined([replaced(part, by) for part in text.parts], text.separator)
    return by(text)


def _filled(template: str, values: Mapping[str, Value], language: Language) -> str:
    own = language.texts.get(template, template)
    return own.format(**{name: _formatted(name, value, language) for name, value in values.items()})


def _formatted(name: str, value: Value, language: Language) -> str:
    """Format a value by its name in a message: a count is grouped like an amount."""
    return language.number(Decimal(value)) if name == "n" and isinstance(value, int) else language.say(value)


def dated(date: str, *, short: bool = False) -> Date:
    """Make a date from ISO 8601, with the short name of its month if `short`."""
    result = Date(ENGLISH.date(date))
    result.iso, result.is_short = date, short
    return result


def month(date: str) -> Date:
    """Make a date from ISO 8601 without its day."""
    return dated(date[:7])


def word(text: str, group: str) -> Word:
    """Make a word of the data; `group` selects its translation."""
    result = Word(text)
    result.group = group
    return result


def phrase(text: str, group: str) -> Word:
    """Make a word of the data with blanks instead of hyphens."""
    return word(text.replace("-", " "), group)


def named(name: str, **others: str) -> Name:
    """Make a name from English and translations by language code."""
    result = Name(name)
    result.others = others
    return result


def joined(parts: Iterable[Value], separator: str = ", ") -> Joined:
    """Join texts, leaving out empty ones."""
    kept = tuple(part for part in parts if part != "")
    result = Joined(separator.join(map(ENGLISH.say, kept)))
    result.parts, result.separator = kept, separator
    return result


def either(names: Iterable[Value]) -> Value:
    """Join at least one name by "or"."""
    return reduce(lambda one, other: said("{one} or {other}", one=one, other=other), names)


def both(names: Iterable[Value]) -> Value:
    """Join at least one name by "and"."""
    return reduce(lambda one, other: said("{one} and {other}", one=one, other=other), names)


LISTED = 12
"""The most names that a sentence lists."""


def listed(names: Sequence[Value]) -> Text:
    """Join names by commas; of many only the first LISTED, with the number of the others."""
    first, rest = joined(names[:LISTED]), len(names) - LISTED
    return said("{names} and {n} more", names=first, n=rest) if rest > 0 else first
