"""The sheet on which a picture is laid out: its sizes, the blocks on it, and lines of text below each other."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ukraine_budget.report.palette import Tone
from ukraine_budget.report.pictures.lettering import width_of, wrapped
from ukraine_budget.report.pictures.scene import Anchor, Shape, Words, moved


class Manner(NamedTuple):
    """The sizes of a layout, in pixels: of the sheet, of its letters from the title down, and of its columns."""

    width: float
    margin: float
    title: float
    subtitle: float
    number: float
    name: float
    text: float
    note: float
    plot: float
    bar: float

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def is_wide(self) -> bool:
        """Whether panels find room beside each other."""
        return self.width >= 2 * NARROWEST

    @property
    def small(self) -> "Manner":
        """The sizes of panels beside others."""
        return self._replace(number=self.name - 1, name=self.name - 1, bar=self.bar / 2)


NARROWEST = 358
"""The width of a sheet for a phone, in pixels."""
WIDE = Manner(width=800, margin=20, title=19, subtitle=15, number=20, name=16, text=13, note=12, plot=260, bar=90)
NARROW = Manner(
    width=NARROWEST, margin=12, title=17, subtitle=13, number=16, name=14, text=12, note=12, plot=200, bar=74
)
LEADING = 1.35
"""The height of a line, as a multiple of the size of its letters."""
GAP = 18
"""The room between the parts of a picture."""


class Block(NamedTuple):
    """Shapes about a base line at 0, and how far they reach above it and below."""

    shapes: tuple[Shape, ...]
    ascent: float
    descent: float
    width: float = 0
    says: tuple[str, ...] = ()

    def at(self, x: float, y: float) -> list[Shape]:
        """The shapes, with their base line at a height."""
        return moved(self.shapes, x, y)


def line_height(size: float) -> float:
    """The height of a line of letters of a size."""
    return size * LEADING


def spread(least: Sequence[float], width: float) -> list[float]:
    """A width shared among columns that need some of it at least: evenly where each then has what it needs.

    Where they need more than there is, each has its share of that.
    """
    needed, even = sum(least), width / len(least)
    if needed > width:
        return [one * width / needed for one in least]
    return [even if max(least) <= even else one + even - needed / len(least) for one in least]


class Lettered(NamedTuple):
    """A line of text."""

    text: str
    size: float
    tone: Tone = "ink"
    bold: bool = False

    @property
    def width(self) -> float:
        """Its width in pixels."""
        return width_of(self.text, self.size, bold=self.bold)


def lettered(
    text: str, width: float, size: float, tone: Tone = "ink", *, bold: bool = False, most: int = 0
) -> list[Lettered]:
    """A text in lines of at most a width; with `most`, in so many at most."""
    return [Lettered(line, size, tone, bold) for line in wrapped(text, width, size, bold=bold, most=most)]


def height_of(lines: Iterable[Lettered]) -> float:
    """The height of lines below each other."""
    return sum(line_height(line.size) for line in lines)


def stacked(
    lines: Iterable[Lettered], x: float, top: float, anchor: Anchor = "start", *, drop: float = 1
) -> list[Words]:
    """Lines of text below each other; the baseline of each is `drop` times its size below its top."""
    shapes: list[Words] = []
    for line in lines:
        baseline = top + drop * line.size
        shapes.append(Words(x, baseline, line.text, line.size, fill=line.tone, anchor=anchor, bold=line.bold))
        top += line_height(line.size)
    return shapes
