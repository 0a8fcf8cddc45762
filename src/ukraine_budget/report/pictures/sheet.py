"""The sheet on which a picture is laid out: its sizes, and the title above and the notes below what is drawn."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ukraine_budget.errors import printable
from ukraine_budget.language import Language, Text, Value, joined
from ukraine_budget.report.palette import Tone
from ukraine_budget.report.pictures.lettering import wrapped
from ukraine_budget.report.pictures.scene import Scene, Shape, Words, moved


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
    """A width shared among columns that need some of it at least: evenly where each then has what it needs."""
    even, spare = width / len(least), (width - sum(least)) / len(least)
    return [even if max(least) <= even else one + spare for one in least]


def spoken(language: Language, text: Value) -> str:
    """A text as readers of a language see it, with what would be invisible made visible."""
    return printable(language.say(text))


def lines(
    texts: Sequence[str], x: float, top: float, size: float, tone: Tone = "ink", *, bold: bool = False
) -> tuple[list[Shape], float]:
    """Lines of text, the first below a height; and how far down they reach."""
    height = line_height(size)
    shapes: list[Shape] = [
        Words(x, top + height * (n + 0.75), text, size, tone, "start", bold) for n, text in enumerate(texts)
    ]
    return shapes, top + height * len(texts)


def paragraph(
    text: str, manner: Manner, top: float, size: float, tone: Tone, *, bold: bool = False, most: int = 0
) -> tuple[list[Shape], float]:
    """A text over the width of a sheet; and how far down it reaches."""
    return lines(wrapped(text, manner.room, size, bold=bold, most=most), manner.margin, top, size, tone, bold=bold)


def picture(
    language: Language,
    manner: Manner,
    title: Text,
    subtitle: Text,
    rows: Iterable[Sequence[Block]] = (),
    *,
    notes: Sequence[Value] = (),
    omitted: Sequence[Value] = (),
    sources: Sequence[Value] = (),
) -> Scene:
    """A picture of some rows of blocks; each row has one base line.

    Below them are two footnotes at most: how what is drawn must be read, and what is not drawn; then the sources.
    """
    heading, below = spoken(language, title), spoken(language, subtitle)
    shapes, y = paragraph(heading, manner, 14, manner.title, "ink", bold=True)
    more, y = paragraph(below, manner, y + 4, manner.subtitle, "soft")
    shapes += more
    says = [heading, below]
    for row in rows:
        base = y + GAP + max(block.ascent for block in row)
        x = manner.margin
        for block in row:
            shapes += block.at(x, base)
            x += block.width
            says += block.says
        y = base + max(block.descent for block in row)
    y += GAP / 2
    footnotes = [joined(texts, " ") for texts in (notes, omitted) if texts]
    for n, (text, most) in enumerate([*((text, 4) for text in footnotes), *((text, 2) for text in sources)]):
        said = spoken(language, text)
        more, y = paragraph(said, manner, y + (4 if n else 0), manner.note, "soft", most=most)
        shapes += more
        says.append(said)
    return Scene(heading, "\n".join(says), language.code, manner.width, round(y + 14), tuple(shapes))
