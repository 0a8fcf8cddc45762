"""How wide texts are on a screen, where some characters take two cells and some none; and texts of one width."""

from collections.abc import Callable, Sequence
from itertools import chain

from ukraine_budget.model.text import WORD

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

    The lines after the first begin with `hang`.
    """
    if widest([text]) <= width:
        return [text]
    from rich.cells import cell_len, chop_cells  # noqa: PLC0415  # a short text needs no measuring

    lines: list[str] = []
    line = ""
    for word in chain.from_iterable(
        chop_cells(long_word, max(width - len(hang), 1)) for long_word in WORD.findall(text)
    ):
        if line.strip() and cell_len(f"{line} {word}") > width:
            lines.append(line)
            line = hang + word
        else:
            line += f" {word}" if line.strip() else word
    return [*lines, line]
