"""A figure as a bar on a scale: with its label, its interval, and the outline of what is gone from it.

Its shape shows how sure it is, the same in every picture: only what a paper states is solid.
"""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from ukraine_budget.analysis.result_row import StatedRow
from ukraine_budget.model.amount import ZERO
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.charts.chart import ticks
from ukraine_budget.report.names import is_other_money
from ukraine_budget.report.palette import Tone, tone
from ukraine_budget.report.pictures.lettering import widest_word, width_of
from ukraine_budget.report.pictures.scene import Box, Line, Shape
from ukraine_budget.report.pictures.sheet import LEADING, Block, Lettered, Manner, height_of, lettered, stacked
from ukraine_budget.report.versions import is_old

Look = Literal["firm", "reserved", "old", "assumed", "overtaken", "gone"]
"""From firm to weak: stated; only reserved; older; assumed; contradicted by newer figures; what left a year."""
DASHES: dict[Look, tuple[float, ...]] = {"assumed": (5, 4), "overtaken": (1.5, 3), "gone": (3, 3)}
HATCH = 7
"""How far the lines across a reserved figure are apart."""
PAD = 6
"""The room between a bar and what is written about it."""
HAIR = 8
"""The height of an interval that is too low to be drawn."""


def look_of(ledger: Ledger, row: StatedRow, *, overtaken: bool = False) -> Look:
    """The look of a figure; the strongest doubt decides."""
    if overtaken:
        return "overtaken"
    return weak_look(row.qualifier) or ("old" if row.version and is_old(ledger, row.version) else "firm")


def weak_look(qualifier: Collection[str]) -> Look | None:
    """The look of a figure that is assumed, decided or only reserved."""
    if "assumed" in qualifier or "decision" in qualifier:
        return "assumed"
    return "reserved" if "reserved" in qualifier else None


def tone_of(ledger: Ledger, fund: str, basis: str) -> Tone:
    """The colour of a basis in a fund: grey for other money in a ledger that has support."""
    return "other" if is_other_money(ledger, fund) else tone(basis)


def bar(x: float, y: float, width: float, height: float, *, tone: Tone, look: Look, figure: str = "") -> list[Shape]:
    """A figure as a rectangle: solid where it is firm, else an outline."""
    if look == "firm":
        return [Box(x, y, width, height, fill=tone, figure=figure)]
    inside, dash = 0.75, DASHES.get(look, ())
    left, top, across, down = x + inside, y + inside, max(width - 2 * inside, 0.5), max(height - inside, 0.5)
    outline = Box(left, top, across, down, stroke=tone, dash=dash, figure=figure)
    return [outline, *(_hatching(outline, tone) if look == "reserved" else ())]


def _hatching(box: Box, tone: Tone) -> list[Shape]:
    """Lines across a rectangle, from its lower left to its upper right."""
    lines: list[Shape] = []
    reach = HATCH
    while reach < box.width + box.height:
        x1, y1 = box.x + max(0, reach - box.height), box.y + min(reach, box.height)
        x2, y2 = box.x + min(reach, box.width), box.y + max(0, reach - box.width)
        lines.append(Line(x1, y1, x2, y2, tone, 0.8))
        reach += HATCH
    return lines


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
    """What is gone from a year, above its last bar: up to which value, and how sure."""

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
    """The sizes of the bars of a block."""

    manner: Manner
    scale: Scale
    breadth: float


def label_width(bar: Bar, manner: Manner) -> float:
    """The least width of a label that stands above its bar."""
    if bar.value is None:
        return widest_word([bar.number], manner.note)
    return max(width_of(bar.number, manner.text, bold=True), widest_word(bar.words, manner.note))


def figure_drawn(draft: Draft, one: Bar, middle: float, room: float, ghost: Ghost | None) -> Block:
    """A figure with its label, and what is gone above it."""
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
    label = _label(draft, one, middle, room, Edges(crown, top, bottom, min(crown, above)))
    return label._replace(shapes=(*shapes, *label.shapes, *whisker))


def _absent(draft: Draft, one: Bar, middle: float, room: float) -> Block:
    """A dashed line where nothing is stated, and the text above it."""
    lines = lettered(one.number, room, draft.manner.note, "soft")
    half, top = draft.breadth / 2, -PAD - height_of(lines)
    dash = Line(middle - half, 0, middle + half, 0, one.tone, thickness=3, dash=(5, 4))
    return Block((dash, *stacked(lines, middle, top, "middle", drop=LEADING)), -top, 0)


class Edges(NamedTuple):
    """The heights of a bar: where what is gone from it ends, the ends of the bar, and where its label may end."""

    crown: float
    top: float
    bottom: float
    above: float


def _label(draft: Draft, one: Bar, middle: float, room: float, edges: Edges) -> Block:
    """The label of a bar: in it, in the outline of what is gone, or above; it reaches as far as all of the bar.

    Below such an outline words that find no room stand below the axis: above it a number would seem to be its size.
    """
    whole, fits = _lines(draft, one, draft.breadth - PAD)
    if fits and (inside := _inside(one, whole, middle, edges)):
        return Block(tuple(inside), -edges.above, edges.bottom)
    if edges.crown < edges.top:
        number, fits = _lines(draft, one._replace(words=()), draft.breadth - PAD)
        if fits and (inside := _inside(one, number, middle, edges)):
            words = _lines(draft, one._replace(number=""), room)[0]
            start = edges.bottom + PAD / 2
            below = stacked(words, middle, start, "middle")
            return Block((*inside, *below), -edges.above, start + height_of(words))
    label = _lines(draft, one, room)[0]
    size = height_of(label)
    if one.value is not None and one.value < 0:
        start = edges.bottom + PAD / 2
        return Block(tuple(stacked(label, middle, start, "middle")), -edges.above, start + size)
    start, widest = edges.above - PAD - size, max(line.width for line in label)
    ground = Box(middle - widest / 2, start, widest, size, fill="ground")  # no line of the scale crosses a label
    return Block((ground, *stacked(label, middle, start, "middle")), -start, 0)


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
    """The interval of a figure, unless it is too small to draw; and how high it reaches."""
    if one.low is None or one.high is None:
        return [], 0
    low, high = -draft.scale.height(one.low), -draft.scale.height(one.high)
    if low - high < HAIR:
        return [], 0
    ends = [Line(middle - 4, y, middle + 4, y, "ink", 1.2) for y in (low, high)]
    return [Line(middle, low, middle, high, "ink", 1.2), *ends], high
