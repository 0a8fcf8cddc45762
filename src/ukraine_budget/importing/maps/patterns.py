"""Patterns of a map: regular expressions of re2, matched in linear time, whoever wrote the map."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from typing import Any

import re2

KEPT = 1 << 16
"""Number of texts whose match is cached: columns repeat few distinct texts."""
Matcher = Callable[[str], Any]
"""Function that returns the match of a whole text, or None."""


def compiled(pattern: str) -> Any:
    """Compile a pattern. Raises ValueError if it is invalid, or needs backtracking."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0]
        raise ValueError(f"is not a pattern: {reason.decode() if isinstance(reason, bytes) else reason}") from error


def matcher(pattern: str) -> Matcher:
    """Function that matches a pattern with whole texts, cached."""
    return lru_cache(KEPT)(compiled(pattern).fullmatch)


LITERAL = r"\Q"
"""Begins a literal that may extend to the end of a pattern, and would swallow what is joined to it."""


class Patterns:
    """Patterns searched for the first match by bisection."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self.patterns = patterns

    def first(self, text: str) -> int | None:
        """Index of the first pattern that matches the whole text; None if none does."""
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
        """Function that says whether any pattern matches; always true if they cannot be joined into one."""
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
