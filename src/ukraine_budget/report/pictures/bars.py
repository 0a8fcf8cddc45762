"""A figure as a bar on a scale: with its label, its interval, and the outline of what is gone from it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.model.amount import ZERO
from ukraine_budget.report.charts.chart import ticks
from ukraine_budget.report.palette import Tone
from ukraine_budget.report.pictures.lettering import widest_word, width_of
from ukraine_budget.report.pictures.looks import Look, bar
from ukraine_budget.report.pictures.scene import Box, Line, Shape
from ukraine_budget.report.pictures.sheet import LEADING, Lettered, Manner, height_of, lettered, stacked

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


def figure_drawn(
    draft: Draft, one: Bar, middle: float, room: float, ghost: Ghost | None
) -> tuple[Sequence[Shape], Reach]:
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


def _absent(draft: Draft, one: Bar, middle: float, room: float) -> tuple[Sequence[Shape], Reach]:
    """A dashed line where nothing is stated; and how high its text reaches."""
    lines = lettered(one.number, room, draft.manner.note, "soft")
    half, top = draft.breadth / 2, -PAD - height_of(lines)
    dash = Line(middle - half, 0, middle + half, 0, one.tone, 3, (5, 4))
    return [dash, *stacked(lines, middle, top, "middle", drop=LEADING)], Reach(top)


class Edges(NamedTuple):
    """The heights of a bar: where what is gone from it ends, the ends of the bar, and where its label may end."""

    crown: float
    top: float
    bottom: float
    above: float


def _label(draft: Draft, one: Bar, middle: float, room: float, edges: Edges) -> tuple[Sequence[Shape], Reach]:
    """The label of a bar: in it, in the outline of what is gone, or above; and how far all of it reaches.

    Below such an outline words that find no room stand below the axis: above it a number would seem to be its size.
    """
    whole, fits = _lines(draft, one, draft.breadth - PAD)
    if fits and (inside := _inside(one, whole, middle, edges)):
        return inside, Reach(edges.above, edges.bottom)
    if edges.crown < edges.top:
        number, fits = _lines(draft, one._replace(words=()), draft.breadth - PAD)
        if fits and (inside := _inside(one, number, middle, edges)):
            words = _lines(draft, one._replace(number=""), room)[0]
            below = stacked(words, middle, edges.bottom + PAD / 2, "middle")
            return [*inside, *below], Reach(edges.above, edges.bottom + PAD / 2 + height_of(words))
    label = _lines(draft, one, room)[0]
    size = height_of(label)
    if one.value is not None and one.value < 0:
        start = edges.bottom + PAD / 2
        return stacked(label, middle, start, "middle"), Reach(edges.above, start + size)
    start, widest = edges.above - PAD - size, max(line.width for line in label)
    ground = Box(middle - widest / 2, start, widest, size, fill="ground")  # no line of the scale crosses a label
    return [ground, *stacked(label, middle, start, "middle")], Reach(start)


def _inside(one: Bar, label: Sequence[Lettered], middle: float, edges: Edges) -> Sequence[Shape]:
    """A label in its bar where that is solid and high enough, else in the outline of what is gone, if that is."""
    size = height_of(label)
    if one.look == "firm" and edges.bottom - edges.top >= size + 8:
        start = edges.top + 4 if edges.top < 0 else edges.bottom - size - 4
        return stacked([line._replace(tone="ground") for line in label], middle, start, "middle")
    if edges.top - edges.crown >= size + 8:
        return stacked(label, middle, edges.top - size - 4, "middle")
    return []


def _lines(draft: Draft, one: Bar, width: float) -> tuple[list[Lettered], bool]:
    """The number of a bar as large as a width allows, and its words; and whether all fit whole."""
    manner = draft.manner
    sizes = (
        size for size in (manner.number, manner.name, manner.text) if width_of(one.number, size, bold=True) <= width
    )
    size = next(sizes, 0.0)
    number = lettered(one.number, width, size or manner.note, one.tone, bold=True)
    words = [line for text in one.words for line in lettered(text, width, manner.note, "soft")]
    return [*number, *words], bool(size) and widest_word(one.words, manner.note) <= width


def _whisker(draft: Draft, one: Bar, middle: float) -> tuple[list[Shape], float]:
    """The interval of a figure, where it is wider than a hair; and how high it reaches."""
    if one.low is None or one.high is None:
        return [], 0
    low, high = -draft.scale.height(one.low), -draft.scale.height(one.high)
    if low - high < HAIR:
        return [], 0
    ends = [Line(middle - 4, y, middle + 4, y, "ink", 1.2) for y in (low, high)]
    return [Line(middle, low, middle, high, "ink", 1.2), *ends], high
