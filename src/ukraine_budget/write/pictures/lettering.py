"""Texts fitted to a page; characters that matplotlib's font lacks are escaped."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from ukraine_budget.errors import printable
from ukraine_budget.libraries import library
from ukraine_budget.model.text import WORD

POINTS = 72
"""Points in an inch."""
HINTED = 1.05
"""Factor by which hinting may lengthen a line."""
FAMILY = "DejaVu Sans"
MORE = " \N{HORIZONTAL ELLIPSIS}"
SOFT = re.compile(r" (?=±)|(?<=\w-)(?=[^\W\d])")
"""Preferred breaks in a word that is longer than a line: before the margin of an amount, after a hyphen of an id."""


def fitted(text: str, width: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """A text in at most so many lines of a width in inches, shortened where it is longer.

    It is broken between words, amounts kept whole, and within a word only where that is broader than a line.
    """
    narrow = int(width * POINTS / (size * _advance("i", bold)))
    seen = drawable(text[: (most + 1) * narrow], bold=bold)
    lines = list(islice(_lines(seen, width, size, bold), most + 1))
    if len(lines) > most:
        last = lines[most - 1]
        lines[most - 1 :] = [last[: _most(last, width - length(MORE, size, bold=bold), size, bold)].rstrip() + MORE]
    return lines


def broadest(texts: Iterable[str], size: float, enough: float) -> float:
    """Width of a line, in inches, that keeps the words of some texts whole; at most `enough`."""
    width = 0.0
    for text in texts:
        for word in WORD.findall(text[: int(enough * POINTS)]):
            width = max(width, *(length(drawable(part), size) for part in SOFT.split(word)))
    return min(width, enough)


def length(text: str, size: float, *, bold: bool = False) -> float:
    """Length of a line of drawable text, in inches."""
    return sum(_advance(letter, bold) for letter in text) * size * HINTED / POINTS


def height(lines: int, size: float) -> float:
    """Height of some lines, in inches."""
    return lines * size * 1.3 / POINTS


def drawable(text: str, *, bold: bool = False) -> str:
    """The text with control, invisible and missing characters escaped."""
    seen = printable(text)
    return seen if seen.isascii() else "".join(_letter(character, bold) for character in seen)


def _lines(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    line = ""
    for part in _parts(text, width, size, bold):
        if line and length(line + part, size, bold=bold) > width:
            yield line
            line = part.lstrip(" ")
        else:
            line += part
    if line:
        yield line


def _parts(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    """Words that fit on a line, and those that do not in parts, each with the space before it."""
    for word in WORD.finditer(text):
        space = " " if word.start() else ""
        whole = word[0]
        for part in [whole] if length(whole, size, bold=bold) <= width else _parted(whole):
            left = part
            while left:
                fits = _most(left, width, size, bold) or 1
                yield space + left[:fits]
                left, space = left[fits:], ""


def _parted(word: str) -> Iterator[str]:
    at = 0
    for match in SOFT.finditer(word):
        yield word[at : match.start()]
        at = match.start()
    yield word[at:]


def _most(text: str, width: float, size: float, bold: bool) -> int:
    """How many letters from the start of a text fit in a width."""
    room = width * POINTS / (size * HINTED)
    for n, letter in enumerate(text):
        room -= _advance(letter, bold)
        if room < 0:
            return n
    return len(text)


def _letter(character: str, bold: bool) -> str:
    known = _font(bold).get_char_index(ord(character))
    return character if known else character.encode("unicode_escape").decode("ascii")


@cache
def _advance(character: str, bold: bool) -> float:
    """Width of a letter, as a share of its size."""
    font, scale = _font(bold), library("matplotlib.ft2font", "plot").LoadFlags.NO_SCALE
    return float(font.load_char(ord(character), scale).horiAdvance / font.units_per_EM)


@cache
def _font(bold: bool) -> Any:
    manager = library("matplotlib.font_manager", "plot")
    path = manager.findfont(manager.FontProperties(family=FAMILY, weight="bold" if bold else "normal"))
    return library("matplotlib.ft2font", "plot").FT2Font(path)
