"""Patterns of a map: regular expressions, matched in time that grows with the text alone, whoever wrote the map."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from typing import Any

import re2

KEPT = 1 << 16
"""How many texts a pattern knows again: columns say the same few time and again."""
Matcher = Callable[[str], Any]
"""Gives what the groups of a pattern hold by name and number, as a match does; None for a text that does not match."""


def compiled(pattern: str) -> Any:
    """The pattern that a text is. ValueError for one that is none, or that would have to go back in the text."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0]
        raise ValueError(f"is not a pattern: {reason.decode() if isinstance(reason, bytes) else reason}") from error


def matcher(pattern: str) -> Matcher:
    """The function that matches whole texts."""
    return lru_cache(KEPT)(compiled(pattern).fullmatch)


LITERAL = r"\Q"
"""What begins a part of a pattern that may go on to its end: beside another it would swallow that."""


class Patterns:
    """Patterns of which the first that matches a text is found without trying each, but half of the rest at a time."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self.patterns = patterns

    def first(self, text: str) -> int | None:
        """The number of the first pattern that matches the whole text; None where none does."""
        if not (self.patterns and self._may_match(text)):
            return None
        if len(self.patterns) == 1:
            return 0
        one, other = self._halves
        if (number := one.first(text)) is not None:
            return number
        return None if (number := other.first(text)) is None else number + len(one.patterns)

    @cached_property
    def _may_match(self) -> Callable[[str], Any]:
        """Whether any of them matches a text; also where they are together no pattern that can be read."""
        if len(self.patterns) == 1:
            return matcher(self.patterns[0])
        with suppress(ValueError):  # too long, or with one name for two groups
            if not any(LITERAL in pattern for pattern in self.patterns):
                return matcher("|".join(f"(?:{pattern})" for pattern in self.patterns))
        return lambda _: True

    @cached_property
    def _halves(self) -> tuple["Patterns", "Patterns"]:
        middle = len(self.patterns) // 2
        return Patterns(self.patterns[:middle]), Patterns(self.patterns[middle:])
