"""How wide texts are on a screen, where some characters take two cells and some none; and texts of one width."""

import re
from collections.abc import Callable, Sequence
from itertools import chain

from ukraine_budget.model.text import WORD

DIGITS = re.compile(r"\W*\d[\d.,]*\W*")
"""An amount."""
NARROW = "\u02ff"
"""Last character before those that may take no cell, or two, on a screen."""


def padded(texts: Sequence[str], way: Callable[[str, int], str]) -> list[str]:
    """At least one text, all as wide as the longest: aligned by `str.ljust` or `str.rjust`."""
    return filled(texts, widest(texts), way)


def filled(texts: Sequence[str], width: int, way: Callable[[str, int], str]) -> list[str]:
    """Texts filled up to a width."""
    if _is_narrow(texts):
        return [way(text, width) for text in texts]
    return [way(text, width - _width(text) + len(text)) for text in texts]


def widest(texts: Sequence[str]) -> int:
    """The width of the longest of at least one text."""
    return max(map(len if _is_narrow(texts) else _width, texts))


def _is_narrow(texts: Sequence[str]) -> bool:
    """Whether every character takes one cell."""
    together = "".join(texts)
    return together.isascii() or max(together) <= NARROW


def _width(text: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415  # only wide characters need its tables

    return cell_len(text)


def wrapped(text: str, width: int, hang: str = "") -> list[str]:
    """A text in lines of at most a width: broken between words, and within one only where it is longer than that.

    The first line keeps its indent, those after it begin with `hang`. Digits are never parted, however many they are.
    """
    if widest([text]) <= width:
        return [text]
    from rich.cells import cell_len, chop_cells  # noqa: PLC0415  # a short text needs no measuring

    room = max(width - max(len(hang), len(indented(text))), 1)
    words = chain.from_iterable(
        [word] if DIGITS.fullmatch(word) else chop_cells(word, room) for word in WORD.findall(text)
    )
    lines: list[str] = []
    line = indented(text)
    for word in words:
        if line.strip() and cell_len(f"{line} {word}") > width:
            lines.append(line)
            line = hang + word
        else:
            line += f" {word}" if line.strip() else word
    return [*lines, line]


def indented(text: str) -> str:
    """The blanks before a text."""
    return " " * (len(text) - len(text.lstrip(" ")))
