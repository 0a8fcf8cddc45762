"""A figure as a bar on a scale: with its label, its interval, and the outline of what is gone from it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.model.amount import ZERO
from ukraine_budget.report.palette import Tone
from ukraine_budget.report.pictures.lettering import widest_word, width_of, wrapped
from ukraine_budget.report.pictures.looks import Look, bar
from ukraine_budget.report.pictures.scene import Box, Line, Shape, Words
from ukraine_budget.report.pictures.sheet import Manner, line_height
from ukraine_budget.report.ticks import ticks

PAD = 6
"""The room between a bar and what is written about it."""
HAIR = 8
"""The height of an interval that is too low to be drawn."""


class Bar(NamedTuple):
    """A figure: its value in the unit of the picture, None where none is stated, as a number and with its words.

    `figure` is its id.
    """

    value: Decimal | None
    number: str
    words: tuple[str, ...] = ()
    tone: Tone = "cash"
    look: Look = "firm"
    low: Decimal | None = None
    high: Decimal | None = None
    figure: str = ""


class Ghost(NamedTuple):
    """What is gone from a year, above its last bar: up to which value, and how sure that is."""

    top: Decimal
    look: Look


class Scale(NamedTuple):
    """The lowest and highest value of a picture, the height of a unit of it, and the values to draw lines at."""

    low: Decimal
    high: Decimal
    per_unit: float
    ticks: tuple[Decimal, ...]

    def height(self, value: Decimal) -> float:
        """How far above the base line a value is."""
        return float(value) * self.per_unit

    def within(self, values: Iterable[Decimal]) -> "Scale":
        """As much of the scale as some values need."""
        known = [ZERO, *values]
        low, high = min(known), max(known)
        return Scale(low, high, self.per_unit, tuple(tick for tick in self.ticks if low <= tick <= high))


def scale_of(values: Iterable[Decimal], height: float) -> Scale:
    """A scale from the lowest of some values, or zero, to the highest."""
    known = [ZERO, *values]
    low, high = min(known), max(known)
    span = float(high) - float(low) or 1.0
    inside = tuple(tick for tick in ticks(known) if low <= tick <= high and tick)
    return Scale(low, high, height / span, inside)


class Draft(NamedTuple):
    """The sizes by which the bars of a block are drawn."""

    manner: Manner
    scale: Scale
    breadth: float


class Reach(NamedTuple):
    """How far up and down what is drawn reaches."""

    top: float
    bottom: float = 0.0


def label_width(bar: Bar, manner: Manner) -> float:
    """The least width of a label that stands above its bar."""
    if bar.value is None:
        return widest_word([bar.number], manner.note)
    return max(width_of(bar.number, manner.text, bold=True), widest_word(bar.words, manner.note))


def figure_drawn(draft: Draft, one: Bar, middle: float, room: float, ghost: Ghost | None) -> tuple[list[Shape], Reach]:
    """A figure with its label, and what is gone above it; and how far they reach."""
    if one.value is None:
        return _absent(draft, one, middle, room)
    left, height = middle - draft.breadth / 2, draft.scale.height(one.value)
    top, bottom = -max(height, 0.0), -min(height, 0.0)
    shapes = bar(left, top, draft.breadth, bottom - top, tone=one.tone, look=one.look, figure=one.figure)
    crown = top
    if ghost and ghost.top > max(one.value, ZERO):
        crown = -draft.scale.height(ghost.top)
        colour: Tone = "fall" if ghost.look == "gone" else one.tone
        shapes += bar(left, crown, draft.breadth, top - crown, tone=colour, look=ghost.look)
    whisker, above = _whisker(draft, one, middle)
    label, reach = _label(draft, one, middle, room, Edges(crown, top, bottom, min(crown, above)))
    return [*shapes, *label, *whisker], reach


def _absent(draft: Draft, one: Bar, middle: float, room: float) -> tuple[list[Shape], Reach]:
    """A dashed line where nothing is stated; and how high its text reaches."""
    size = draft.manner.note
    texts = wrapped(one.number, room, size)
    half = draft.breadth / 2
    dash = Line(middle - half, 0, middle + half, 0, one.tone, 3, (5, 4))
    words = [
        Words(middle, -PAD - n * line_height(size), text, size, "soft", "middle")
        for n, text in enumerate(reversed(texts))
    ]
    return [dash, *words], Reach(-PAD - len(texts) * line_height(size))


class Edges(NamedTuple):
    """The heights of a bar: where what is gone from it ends, the ends of the bar, and where its label may end."""

    crown: float
    top: float
    bottom: float
    above: float


class Lettered(NamedTuple):
    """A line of a label."""

    text: str
    size: float
    bold: bool


def _label(draft: Draft, one: Bar, middle: float, room: float, edges: Edges) -> tuple[list[Shape], Reach]:
    """The label of a bar: in it, in the outline of what is gone, or above; and how far all of it reaches.

    Below such an outline words that find no room stand below the axis: above it a number would seem to be its size.
    """
    whole, fits = _lettered(draft, one, draft.breadth - PAD)
    if fits and (inside := _inside(one, whole, middle, edges)):
        return inside, Reach(edges.above, edges.bottom)
    if edges.crown < edges.top:
        number, fits = _lettered(draft, one._replace(words=()), draft.breadth - PAD)
        if fits and (inside := _inside(one, number, middle, edges)):
            words = _lettered(draft, one._replace(number=""), room)[0]
            below = _stacked(words, middle, edges.bottom + PAD / 2, "soft")
            return [*inside, *below], Reach(edges.above, edges.bottom + PAD / 2 + _height(words))
    label = _lettered(draft, one, room)[0]
    size = _height(label)
    if one.value is not None and one.value < 0:
        start = edges.bottom + PAD / 2
        return [*_stacked(label, middle, start, one.tone)], Reach(edges.above, start + size)
    start = edges.above - PAD - size
    return [_ground(label, middle, start), *_stacked(label, middle, start, one.tone)], Reach(start)


def _inside(one: Bar, label: Sequence[Lettered], middle: float, edges: Edges) -> list[Shape]:
    """A label in its bar where that is solid and high enough, else in the outline of what is gone, if that is."""
    size = _height(label)
    if one.look == "firm" and edges.bottom - edges.top >= size + 8:
        start = edges.top + 4 if edges.top < 0 else edges.bottom - size - 4
        return [*_stacked(label, middle, start, "ground")]
    if edges.top - edges.crown >= size + 8:
        return [*_stacked(label, middle, edges.top - size - 4, one.tone)]
    return []


def _height(label: Sequence[Lettered]) -> float:
    return sum(line_height(part.size) for part in label)


def _ground(label: Sequence[Lettered], middle: float, top: float) -> Box:
    """The ground behind a label, so that no line of the scale crosses it."""
    widest = max(width_of(part.text, part.size, bold=part.bold) for part in label)
    return Box(middle - widest / 2, top, widest, _height(label), fill="ground")


def _lettered(draft: Draft, one: Bar, width: float) -> tuple[list[Lettered], bool]:
    """The number of a bar as large as a width allows, and its words; and whether all fit whole."""
    manner = draft.manner
    sizes = (
        size for size in (manner.number, manner.name, manner.text) if width_of(one.number, size, bold=True) <= width
    )
    size = next(sizes, 0.0)
    label = [
        *(
            Lettered(line, size or manner.note, True)
            for line in wrapped(one.number, width, size or manner.note, bold=True)
        ),
        *(Lettered(line, manner.note, False) for text in one.words for line in wrapped(text, width, manner.note)),
    ]
    return label, bool(size) and widest_word(one.words, manner.note) <= width


def _stacked(label: Sequence[Lettered], middle: float, top: float, tone: Tone) -> Iterator[Shape]:
    for part in label:
        fill: Tone = tone if part.bold or tone == "ground" else "soft"
        yield Words(middle, top + part.size, part.text, part.size, fill, "middle", part.bold)
        top += line_height(part.size)


def _whisker(draft: Draft, one: Bar, middle: float) -> tuple[list[Shape], float]:
    """The interval of a figure, where it is wider than a hair; and how high it reaches."""
    if one.low is None or one.high is None:
        return [], 0
    low, high = -draft.scale.height(one.low), -draft.scale.height(one.high)
    if low - high < HAIR:
        return [], 0
    ends = [Line(middle - 4, y, middle + 4, y, "ink", 1.2) for y in (low, high)]
    return [Line(middle, low, middle, high, "ink", 1.2), *ends], high
