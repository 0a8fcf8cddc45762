"""Texts that fit on a page, every character of them one that the letters of matplotlib have."""

import textwrap
from functools import cache
from typing import Any

from ukraine_budget.errors import printable
from ukraine_budget.libraries import library

POINTS = 72
"""Points in an inch."""
HINTED = 1.03
"""How much longer a line may get since letters stand on whole pixels."""
FAMILY = "DejaVu Sans"
MORE = " \N{HORIZONTAL ELLIPSIS}"


def fitted(text: str, width: float, size: float, most: int) -> list[str]:
    """A text in at most so many lines of a width in inches, shortened where it is longer."""
    narrow = int(width * POINTS / (size * _advance("i")))
    seen = drawable(text[: (most + 1) * narrow])
    mean = length(seen, size) / max(len(seen), 1)
    characters = int(width / mean) if mean else narrow
    while True:
        characters = max(characters, len(MORE) + 1)
        lines = textwrap.wrap(seen, characters, max_lines=most, placeholder=MORE)
        broadest = max((length(line, size) for line in lines), default=0.0)
        if broadest <= width or characters == len(MORE) + 1:
            return lines
        characters = min(characters - 1, int(characters * width / broadest))


def length(text: str, size: float) -> float:
    """How long a line of drawable text is, in inches."""
    return sum(map(_advance, text)) * size * HINTED / POINTS


def height(lines: int, size: float) -> float:
    """How high some lines are, in inches."""
    return lines * size * 1.3 / POINTS


def drawable(text: str) -> str:
    """The text with what would act, hide or be no letter but a box written as an escape."""
    seen = printable(text)
    return seen if seen.isascii() else "".join(map(_letter, seen))


def _letter(character: str) -> str:
    return character if _font().get_char_index(ord(character)) else character.encode("unicode_escape").decode("ascii")


@cache
def _advance(character: str) -> float:
    """How broad a letter is, as a share of its size."""
    scale = library("matplotlib.ft2font", "plot").LoadFlags.NO_SCALE
    return float(_font().load_char(ord(character), scale).horiAdvance / _font().units_per_EM)


@cache
def _font() -> Any:
    path = library("matplotlib.font_manager", "plot").findfont(FAMILY)
    return library("matplotlib.ft2font", "plot").FT2Font(path)
