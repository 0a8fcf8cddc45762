"""Widths of text on a screen, where characters take none to two cells, and padding and wrapping to a width."""

import re
from collections.abc import Callable, Sequence
from itertools import chain

from ukraine_budget.model.text import WORD

DIGITS = re.compile(r"\W*\d[\d.,]*\W*")
"""An amount."""
NARROW = "\u02ff"
"""The last character before those that may take no cell, or two."""


def padded(texts: Sequence[str], way: Callable[[str, int], str]) -> list[str]:
    """Pad at least one text to the width of the longest, by `str.ljust` or `str.rjust`."""
    return filled(texts, widest(texts), way)


def filled(texts: Sequence[str], width: int, way: Callable[[str, int], str]) -> list[str]:
    """Pad texts to a width."""
    if _is_narrow(texts):
        return [way(text, width) for text in texts]
    return [way(text, width - _width(text) + len(text)) for text in texts]


def widest(texts: Sequence[str]) -> int:
    """Return the width of the longest of at least one text."""
    return max(map(len if _is_narrow(texts) else _width, texts))


def _is_narrow(texts: Sequence[str]) -> bool:
    """Whether every character takes one cell."""
    together = "".join(texts)
    return together.isascii() or max(together) <= NARROW


def _width(text: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415  # only wide characters need it

    return cell_len(text)


def wrapped(text: str, width: int, hang: str = "") -> list[str]:
    """Wrap text to a width, breaking only words that are longer than a line.

    The first line keeps its indent, later ones begin with `hang`. Amounts are never broken, however long.
    """
    if widest([text]) <= width:
        return [text]
    from rich.cells import cell_len, chop_cells  # noqa: PLC0415  # short text needs no measuring

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
    """Return the leading blanks of a text."""
    return " " * (len(text) - len(text.lstrip(" ")))
