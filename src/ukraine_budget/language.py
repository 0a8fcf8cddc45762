"""The words of a language, and the texts that are said in it.

Each text is a str, its English, which is what machines read, and says itself in any language.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import reduce
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

Value = str | int | Decimal | Spoken
"""What a message may have in it: numbers are written as the reader's language does, years and counts are integers."""


class Text(str):
    """A text that is the same in every language: a number, a sign, what a paper or a user says."""

    def spoken(self, language: Language) -> str:
        """The text for people who read a language."""
        return str(self)


NOTHING = Text()
"""What is said where there is nothing to say."""


class Name(Text):
    """A name that a ledger has in several languages; `others` are those beside English, empty where not stated."""

    others: Mapping[str, str]

    def spoken(self, language: Language) -> str:
        """The name in a language, else in English."""
        return self.others.get(language.code) or str(self)


class Date(Text):
    """A date in ISO 8601 that stands in a sentence."""

    def spoken(self, language: Language) -> str:
        """The date as a language writes it."""
        return language.date(self)


class Word(Text):
    """A word of the data, such as a basis or a qualifier; one that the program does not know is shown as it is."""

    group: str

    def spoken(self, language: Language) -> str:
        """The word for it in a language."""
        return language.words.get(self.group, {}).get(self) or str(self)


class Message(Text):
    """A sentence or heading of ours: its English with the places of its values, and the values."""

    template: str
    values: Mapping[str, Value]

    def spoken(self, language: Language) -> str:
        """The sentence in a language."""
        return _filled(self.template, self.values, language)


class Joined(Text):
    """Texts one after the other."""

    parts: tuple[Value, ...]
    between: str

    def spoken(self, language: Language) -> str:
        """All of them in a language."""
        return self.between.join(map(language.say, self.parts))


def said(template: str, /, **values: Value) -> Message:
    """A message of ours. `template` is English, with {names} of values; every other language has its own for it."""
    message = Message(_filled(template, values, ENGLISH))
    message.template, message.values = template, values
    return message


def _filled(template: str, values: Mapping[str, Value], language: Language) -> str:
    own = language.texts.get(template, template)
    return own.format(**{name: language.say(value) for name, value in values.items()})


def word(text: str, group: str) -> Word:
    """A word of the data, as one of a group of words."""
    found = Word(text)
    found.group = group
    return found


def phrase(text: str, group: str) -> Word:
    """A word of the data that is several words for people: said without its hyphens."""
    return word(text.replace("-", " "), group)


def named(name: str, **others: str) -> Name:
    """A name in English, and in other languages by their codes."""
    found = Name(name)
    found.others = others
    return found


def joined(parts: Iterable[Value], between: str = ", ") -> Joined:
    """Texts one after the other; those that are empty are left out."""
    kept = tuple(part for part in parts if part != "")
    found = Joined(between.join(map(ENGLISH.say, kept)))
    found.parts, found.between = kept, between
    return found


def either(names: Iterable[Value]) -> Value:
    """Some names of which one is meant; at least one."""
    return reduce(lambda one, other: said("{one} or {other}", one=one, other=other), names)


def both(names: Iterable[Value]) -> Value:
    """Some names of which all are meant; at least one."""
    return reduce(lambda one, other: said("{one} and {other}", one=one, other=other), names)


LISTED = 12
"""Of more names than these a sentence has only the first."""


def listed(names: Sequence[Value]) -> Text:
    """Some names in a sentence; of very many only the first, and how many more there are."""
    first, rest = joined(names[:LISTED]), len(names) - LISTED
    return said("{names} and {n} more", names=first, n=rest) if rest > 0 else first
