"""Years side by side as columns on one scale, with what moved between them as an arrow."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from ukraine_budget.model.amount import ZERO
from ukraine_budget.report.palette import Tone
from ukraine_budget.report.pictures.lettering import widest_word, width_of, wrapped
from ukraine_budget.report.pictures.looks import Look, bar
from ukraine_budget.report.pictures.scene import Anchor, Arrow, Box, Line, Shape, Words
from ukraine_budget.report.pictures.sheet import Block, Manner, line_height, spread
from ukraine_budget.report.ticks import ticks

PAD = 6
"""The room between a bar and what is written about it."""
LOFT = 26
"""How far an arrow rises above what it passes."""
HAIR = 8
"""The height of an interval that is too low to be drawn."""
BETWEEN = 8
"""The room between two bars of a column."""
GUTTER = 10
"""The room between the values along the scale and the first column."""


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


class Remark(NamedTuple):
    """What stands below the name of a column."""

    text: str
    tone: Tone = "soft"
    bold: bool = False


class Ghost(NamedTuple):
    """What is gone from a year, above its last bar: up to which value, and how sure that is."""

    top: Decimal
    look: Look


class Column(NamedTuple):
    """A year: its figures side by side, what is gone from it, and what is said below."""

    name: str
    bars: tuple[Bar, ...]
    ghost: Ghost | None = None
    remarks: tuple[Remark, ...] = ()


class Movement(NamedTuple):
    """Money that went from one column to another, by their numbers, and what is said of it."""

    start: int
    end: int
    lines: tuple[str, ...]


class Columns(NamedTuple):
    """One axis with its columns. Below them `rows` have a heading and a text for each column."""

    title: tuple[str, ...]
    columns: tuple[Column, ...]
    movement: Movement | None = None
    rows: tuple[tuple[str, tuple[Remark, ...]], ...] = ()

    @property
    def values(self) -> Iterator[Decimal]:
        """All values that are drawn."""
        for column in self.columns:
            yield from (bar.value for bar in column.bars if bar.value is not None)
            yield from [column.ghost.top] if column.ghost else []


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


class Slot(NamedTuple):
    """The place of a column."""

    left: float
    width: float

    @property
    def middle(self) -> float:
        """The middle of the column."""
        return self.left + self.width / 2


class Draft(NamedTuple):
    """The sizes by which the columns of a block are drawn."""

    manner: Manner
    scale: Scale
    slots: tuple[Slot, ...]
    breadth: float


class Reach(NamedTuple):
    """How far up and down what is drawn reaches."""

    top: float
    bottom: float = 0.0


class Crown(NamedTuple):
    """How far what is drawn in a column reaches, and the last bar in it: its middle and how high that reaches."""

    top: float
    bottom: float
    middle: float
    last: float


def fitting(columns: Sequence[Column], manner: Manner, room: float) -> int:
    """How many columns, from the last back, a width can hold with their texts whole."""
    taken = accumulate(_least(column, manner) for column in reversed(columns))
    return sum(width <= room for width in taken)


def _least(column: Column, manner: Manner) -> float:
    """The least width of a column."""
    above = sum(
        max(width_of(bar.number, manner.text, bold=True), widest_word(bar.words, manner.note)) + PAD
        for bar in column.bars
    )
    below = max(
        width_of(word, manner.text, bold=True)
        for text in (column.name, *(remark.text for remark in column.remarks))
        for word in text.split()
    )
    return max(above, below + PAD, 3 * manner.note)


def _slots(columns: Sequence[Column], manner: Manner, left: float, width: float) -> tuple[Slot, ...]:
    """The places of columns over a width: as wide as each other where that leaves every text whole."""
    widths = spread([_least(column, manner) for column in columns], width)
    return tuple(Slot(left + sum(widths[:n]), one) for n, one in enumerate(widths))


def columns_block(
    what: Columns,
    manner: Manner,
    scale: Scale,
    width: float,
    ticked: Sequence[str] = (),
    *,
    has_grid: bool = True,
) -> Block:
    """Columns over a width, with the lines of the scale and, where they are given, the numbers of its ticks."""
    gutter = gutter_of(ticked, manner)
    slots = _slots(what.columns, manner, gutter, width - gutter)
    breadths = (
        (slot.width * 0.74 - BETWEEN * (len(column.bars) - 1)) / len(column.bars)
        for slot, column in zip(slots, what.columns, strict=True)
    )
    draft = Draft(manner, scale, slots, min(manner.bar, *breadths))
    shapes: list[Shape] = [*_grid(draft, width, ticked)] if has_grid else []
    crowns = []
    for slot, column in zip(slots, what.columns, strict=True):
        drawn, crown = _column(draft, slot, column)
        shapes += drawn
        crowns.append(crown)
    shapes.append(Line(0, 0, width, 0, "ink"))
    top = min(*(crown.top for crown in crowns), -scale.height(scale.high) if has_grid else 0, 0)
    if ticked:
        top = min(top, -scale.height(scale.ticks[-1]) - PAD - manner.text)
    if what.movement:
        drawn, top = _movement(manner, what.movement, crowns, top, width)
        shapes += drawn
    below, bottom = _below(draft, what, max(crown.bottom for crown in crowns), width)
    return Block((*shapes, *below), -top, bottom, width, tuple(_said(what)))


def gutter_of(ticked: Sequence[str], manner: Manner) -> float:
    """The width that the values along a scale take."""
    return max(width_of(tick, manner.text) for tick in ticked) + GUTTER if ticked else 0


def titled(block: Block, title: Sequence[str], manner: Manner, ascent: float = 0) -> Block:
    """A block with a title above it, or above what stands beside it where that reaches higher."""
    shapes, top = _title(title, manner, -max(ascent, block.ascent) - PAD, block.width)
    return block._replace(shapes=(*block.shapes, *shapes), ascent=-top if title else block.ascent)


def _title(title: Sequence[str], manner: Manner, bottom: float, width: float) -> tuple[list[Shape], float]:
    """The lines of a title, the first bold, above a height; and how high they reach."""
    texts = [(line, n == 0) for n, text in enumerate(title) for line in wrapped(text, width, manner.text, bold=n == 0)]
    shapes: list[Shape] = []
    for text, bold in reversed(texts):
        shapes.append(Words(0, bottom - manner.text * 0.3, text, manner.text, "soft", "start", bold))
        bottom -= line_height(manner.text)
    return shapes, bottom


def _grid(draft: Draft, width: float, ticked: Sequence[str]) -> Iterator[Shape]:
    for n, tick in enumerate(draft.scale.ticks):
        y = -draft.scale.height(tick)
        yield Line(0, y, width, y, "rule")
        if ticked:
            yield Words(0, y - 4, ticked[n], draft.manner.text, "soft")


def _column(draft: Draft, slot: Slot, column: Column) -> tuple[list[Shape], Crown]:
    """The bars of a column; and how high what is drawn there reaches."""
    count = len(column.bars)
    share = (slot.width - BETWEEN) / count
    needs = [max(draft.breadth, _label_width(one, draft.manner)) for one in column.bars]
    needs = [min(need, share) for need in needs] if sum(needs) > slot.width else needs
    spare = (slot.width - sum(needs)) / count if count > 1 else 0
    left = slot.left if spare < BETWEEN and count > 1 else slot.middle - (sum(needs) + BETWEEN * (count - 1)) / 2
    between = min(spare, BETWEEN)
    shapes: list[Shape] = []
    reached = [Reach(0.0)]
    middle = 0.0
    for k, (one, need) in enumerate(zip(column.bars, needs, strict=True)):
        ghost = column.ghost if k == count - 1 else None
        middle = left + need / 2
        room = slot.width - PAD if count == 1 else need
        drawn, reach = _bar(draft, one, middle, room, ghost)
        shapes += drawn
        reached.append(reach)
        left += need + between
    top, bottom = min(reach.top for reach in reached), max(reach.bottom for reach in reached)
    return shapes, Crown(top, bottom, middle, reached[-1].top)


def _label_width(bar: Bar, manner: Manner) -> float:
    """The least width of a label that stands above its bar."""
    if bar.value is None:
        return widest_word([bar.number], manner.note)
    return max(width_of(bar.number, manner.text, bold=True), widest_word(bar.words, manner.note))


def _bar(draft: Draft, one: Bar, middle: float, room: float, ghost: Ghost | None) -> tuple[list[Shape], Reach]:
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


class Lettered(NamedTuple):
    """A line of a label."""

    text: str
    size: float
    bold: bool


class Edges(NamedTuple):
    """The heights of a bar: where what is gone from it ends, the ends of the bar, and where its label may end."""

    crown: float
    top: float
    bottom: float
    above: float


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


def _movement(
    manner: Manner, movement: Movement, crowns: Sequence[Crown], top: float, width: float
) -> tuple[list[Shape], float]:
    """An arrow above the columns with its label above it; and how high that reaches."""
    first, last = sorted((movement.start, movement.end))
    start, end = ((crowns[n].middle, crowns[n].last - 4) for n in (movement.start, movement.end))
    peak = min(crown.top for crown in crowns[first : last + 1]) - LOFT
    bend = (peak - (start[1] + end[1]) / 8) / 0.75
    arrow = Arrow(start, ((start[0], bend), (end[0], bend)), end)
    size = manner.text
    texts = [
        Lettered(line, size, n == 0)
        for n, text in enumerate(movement.lines)
        for line in wrapped(text, width, size, bold=n == 0)
    ]
    widest = max(width_of(part.text, size, bold=part.bold) for part in texts)
    middle = (start[0] + end[0]) / 2
    anchor: Anchor = "middle"
    x = min(max(middle, widest / 2), width - widest / 2)
    shapes: list[Shape] = [arrow]
    bottom = min(arrow.top, top) - 2 * PAD
    for n, part in enumerate(reversed(texts)):
        fill: Tone = "ink" if part.bold else "soft"
        shapes.append(Words(x, bottom - n * line_height(size), part.text, size, fill, anchor, part.bold))
    return shapes, bottom - len(texts) * line_height(size)


def _below(draft: Draft, what: Columns, top: float, width: float) -> tuple[list[Shape], float]:
    """The names of the columns, what is said of each, and the rows; and how far down they reach."""
    manner = draft.manner
    names = [(Remark(column.name, "ink", True),) for column in what.columns]
    shapes, y = _row(draft, names, top + 4, manner.name)
    more, y = _row(draft, [column.remarks for column in what.columns], y, manner.text)
    shapes += more
    for heading, cells in what.rows:
        y += PAD
        shapes.append(Line(0, y, width, y, "rule"))
        for line in wrapped(heading, width, manner.text, bold=True):
            y += line_height(manner.text)
            shapes.append(Words(0, y, line, manner.text, cells[0].tone if cells else "soft", "start", bold=True))
        more, y = _row(draft, [(cell,) for cell in cells], y + 3, manner.text)
        shapes += more
    return shapes, y


def _row(draft: Draft, cells: Sequence[Sequence[Remark]], top: float, size: float) -> tuple[list[Shape], float]:
    """Texts below the columns, each in lines as broad as these; and how far down they reach."""
    shapes: list[Shape] = []
    bottom = top
    for slot, remarks in zip(draft.slots, cells, strict=True):
        y = top
        for remark in remarks:
            for line in wrapped(remark.text, slot.width - PAD, size, bold=remark.bold):
                y += line_height(size)
                shapes.append(Words(slot.middle, y - size * 0.2, line, size, remark.tone, "middle", remark.bold))
        bottom = max(bottom, y)
    return shapes, bottom


def _said(what: Columns) -> Iterator[str]:
    """The columns in words, a sentence for each."""
    yield from what.title
    for column in what.columns:
        figures = [" ".join((one.number, *one.words)) for one in column.bars]
        yield f"{column.name}: {'; '.join((*figures, *(remark.text for remark in column.remarks)))}."
    if what.movement:
        yield ". ".join(what.movement.lines) + "."
    for heading, cells in what.rows:
        pairs = zip(what.columns, cells, strict=True)
        yield f"{heading}: {'; '.join(f'{column.name} {cell.text}' for column, cell in pairs)}."
