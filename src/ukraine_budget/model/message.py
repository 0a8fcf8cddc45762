"""Texts for people: each is a str, its English, which is what machines read, and says itself in any language."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import reduce

from ukraine_budget.model.language import ENGLISH, Language, Spoken

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
