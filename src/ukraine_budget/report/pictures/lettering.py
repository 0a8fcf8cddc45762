"""The width of texts, without a font: by the letters of DejaVu Sans, which is wider than most."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ukraine_budget.model.text import WORD

ASCII = "".join(map(chr, range(32, 127)))
REGULAR = (
    "318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337 337 "
    "838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732 684 989 "
    "685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 411 521 "
    "392 634 592 818 592 592 525 636 337 636 838"
)
BOLD = (
    "348 456 521 838 696 1002 872 306 457 457 523 838 380 415 380 365 696 696 696 696 696 696 696 696 696 696 400 400 "
    "838 838 838 580 1000 774 762 734 830 683 683 821 837 372 372 775 637 995 837 850 733 850 770 720 682 812 774 1103 "
    "771 724 725 457 365 457 838 500 500 675 716 593 716 678 435 716 712 343 343 665 343 1042 712 687 716 716 493 595 "
    "478 712 652 924 645 652 582 712 365 712 838"
)
"""The widths of the ASCII characters from the space on, in thousandths of the size of the letters."""
OTHERS = dict(zip("€£\u2013\u2019\u2018“”·\u00a0ß\u2212±", "00^..BB. B++", strict=True))
"""Characters that are as wide as, or narrower than, one of these."""
WIDEST = 1000
"""What is taken for the width of any other character."""
MORE = "…"
"""Ends a text that is cut."""
APART = 8
"""The room between two labels."""


@cache
def _widths(*, bold: bool) -> dict[str, int]:
    return dict(zip(ASCII, map(int, (BOLD if bold else REGULAR).split()), strict=True))


@cache
def _advance(letter: str, bold: bool) -> int:
    """The width of a letter; accents take no room beside it."""
    base = unicodedata.normalize("NFD", letter)[0]
    if unicodedata.combining(base):
        return 0
    return _widths(bold=bold).get(OTHERS.get(base, base), WIDEST)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text, in pixels."""
    return sum(_advance(letter, bold) for letter in text) * size / 1000


def widest_word(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    """The width of the longest word of some texts."""
    return max((width_of(word, size, bold=bold) for text in texts for word in WORD.findall(text)), default=0)


def wrapped(text: str, width: float, size: float, *, bold: bool = False, most: int = 0) -> list[str]:
    """A text in lines of at most a width, broken between words, and within one only where it is wider than a line.

    With `most`, what is longer than so many lines is cut.
    """
    lines = list(_lines(text, width, size, bold))
    if not most or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width_of(last + MORE, size, bold=bold) > width:
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + MORE]


def _lines(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    line = ""
    for word in WORD.findall(text):
        for part in _parts(word, width, size, bold):
            longer = f"{line} {part}" if line else part
            if line and width_of(longer, size, bold=bold) > width:
                yield line
                line = part
            else:
                line = longer
    if line:
        yield line


def _parts(word: str, width: float, size: float, bold: bool) -> Iterator[str]:
    """A word; one wider than a line by its spaces, or else in pieces that fit."""
    if width_of(word, size, bold=bold) <= width:
        yield word
        return
    for rest in word.split(" "):
        yield from _pieces(rest, width, size, bold)


def _pieces(word: str, width: float, size: float, bold: bool) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter, size, bold=bold) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def lanes(positions: Sequence[float], texts: Sequence[str], size: float, *, bold: bool = False) -> list[int]:
    """The lane of each label, 0 nearest the axis; positions ascend.

    A line from a place to its label crosses no other label: what begins further left is further out.
    """
    lanes_of = [0] * len(positions)
    for n in range(len(positions) - 1, -1, -1):
        end = positions[n] + width_of(texts[n], size, bold=bold) + APART
        lanes_of[n] = max((lanes_of[k] + 1 for k in range(n + 1, len(positions)) if positions[k] < end), default=0)
    return lanes_of
