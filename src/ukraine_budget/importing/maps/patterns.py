"""Patterns of a map: regular expressions, matched in time that grows with the text alone, whoever wrote the map."""

from collections.abc import Callable
from functools import lru_cache
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
