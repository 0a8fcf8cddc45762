"""Years side by side as columns on one scale, with what moved between them as an arrow."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from ukraine_budget.report.palette import Tone
from ukraine_budget.report.pictures.bars import PAD, Bar, Draft, Ghost, Scale, figure_drawn, label_width
from ukraine_budget.report.pictures.lettering import widest_word, width_of
from ukraine_budget.report.pictures.scene import Arrow, Line, Point, Shape, Words
from ukraine_budget.report.pictures.sheet import LEADING, Block, Manner, height_of, lettered, spread, stacked

LOFT = 26
"""How far an arrow rises above what it passes."""
BETWEEN = 8
"""The room between two bars of a column."""
GUTTER = 10
"""The room between the values along the scale and the first column."""


class Remark(NamedTuple):
    """A text below the name of a column."""

    text: str
    tone: Tone = "soft"
    bold: bool = False


class Column(NamedTuple):
    """A year: its figures side by side, what is gone from it, and what is said below."""

    name: str
    bars: tuple[Bar, ...]
    ghost: Ghost | None = None
    remarks: tuple[Remark, ...] = ()


class Movement(NamedTuple):
    """Money that went from one column to another, by their numbers, and its label."""

    start: int
    end: int
    lines: tuple[str, ...]


class ColumnChart(NamedTuple):
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


class Slot(NamedTuple):
    """The place of a column."""

    left: float
    width: float

    @property
    def middle(self) -> float:
        """The middle of the column."""
        return self.left + self.width / 2


def fitting(columns: Sequence[Column], manner: Manner, room: float) -> int:
    """How many columns, counted from the last, fit a width with their texts whole."""
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
    """The places of columns over a width: equal where every text then fits."""
    widths = spread([_least(column, manner) for column in columns], width)
    return tuple(Slot(left + sum(widths[:n]), one) for n, one in enumerate(widths))


def columns_block(
    what: ColumnChart, manner: Manner, scale: Scale, width: float, ticked: Sequence[str] = (), *, has_grid: bool = True
) -> Block:
    """Columns over a width, with the lines of the scale and, where they are given, the numbers of its ticks."""
    gutter = gutter_of(ticked, manner)
    slots = _slots(what.columns, manner, gutter, width - gutter)
    breadths = (
        (slot.width * 0.74 - BETWEEN * (len(column.bars) - 1)) / len(column.bars)
        for slot, column in zip(slots, what.columns, strict=True)
    )
    draft = Draft(manner, scale, min(manner.bar, *breadths))
    shapes: list[Shape] = [*_grid(draft, width, ticked)] if has_grid else []
    drawn = [_column(draft, *one) for one in zip(slots, what.columns, strict=True)]
    shapes += (shape for block, _ in drawn for shape in block.shapes)
    shapes.append(Line(0, 0, width, 0, "ink"))
    top = -max(*(block.ascent for block, _ in drawn), scale.height(scale.high) if has_grid else 0, 0)
    if ticked:
        top = min(top, -scale.height(scale.ticks[-1]) - PAD - manner.text)
    if what.movement:
        arrow, top = _movement(manner, what.movement, drawn, top, width)
        shapes += arrow
    below, bottom = _below(manner, slots, what, max(block.descent for block, _ in drawn), width)
    return Block((*shapes, *below), -top, bottom, width, tuple(_said(what)))


def gutter_of(ticked: Sequence[str], manner: Manner) -> float:
    """The width that the values along a scale take."""
    return max(width_of(tick, manner.text) for tick in ticked) + GUTTER if ticked else 0


def titled(block: Block, title: Sequence[str], manner: Manner, ascent: float = 0) -> Block:
    """A block with a title above it, or above its neighbours where these are higher."""
    lines = [
        line for n, text in enumerate(title) for line in lettered(text, block.width, manner.text, "soft", bold=n == 0)
    ]
    ascent = max(ascent, block.ascent) + PAD + height_of(lines)
    return block._replace(shapes=(*block.shapes, *stacked(lines, 0, -ascent, drop=1.05)), ascent=ascent)


def _grid(draft: Draft, width: float, ticked: Sequence[str]) -> Iterator[Shape]:
    for n, tick in enumerate(draft.scale.ticks):
        y = -draft.scale.height(tick)
        yield Line(0, y, width, y, "rule")
        if ticked:
            yield Words(0, y - 4, ticked[n], draft.manner.text, "soft")


def _column(draft: Draft, slot: Slot, column: Column) -> tuple[Block, Point]:
    """The bars of a column; and the top of the last of them."""
    count = len(column.bars)
    share = (slot.width - BETWEEN) / count
    needs = [max(draft.breadth, label_width(one, draft.manner)) for one in column.bars]
    needs = [min(need, share) for need in needs] if sum(needs) > slot.width else needs
    spare = (slot.width - sum(needs)) / count if count > 1 else 0
    left = slot.left if spare < BETWEEN and count > 1 else slot.middle - (sum(needs) + BETWEEN * (count - 1)) / 2
    between = min(spare, BETWEEN)
    drawn: list[Block] = []
    middle = 0.0
    for k, (one, need) in enumerate(zip(column.bars, needs, strict=True)):
        ghost = column.ghost if k == count - 1 else None
        middle = left + need / 2
        room = slot.width - PAD if count == 1 else need
        drawn.append(figure_drawn(draft, one, middle, room, ghost))
        left += need + between
    shapes = tuple(shape for block in drawn for shape in block.shapes)
    ascent, descent = max(0, *(block.ascent for block in drawn)), max(0, *(block.descent for block in drawn))
    return Block(shapes, ascent, descent), (middle, -drawn[-1].ascent)


def _movement(
    manner: Manner, movement: Movement, drawn: Sequence[tuple[Block, Point]], top: float, width: float
) -> tuple[list[Shape], float]:
    """An arrow above the columns with its label above it; and how high that reaches."""
    first, last = sorted((movement.start, movement.end))
    start, end = ((x, y - 4) for x, y in (drawn[n][1] for n in (movement.start, movement.end)))
    peak = -max(block.ascent for block, _ in drawn[first : last + 1]) - LOFT
    bend = (peak - (start[1] + end[1]) / 8) / 0.75
    arrow = Arrow(start, ((start[0], bend), (end[0], bend)), end)
    lines = [
        line
        for n, text in enumerate(movement.lines)
        for line in lettered(text, width, manner.text, "soft" if n else "ink", bold=not n)
    ]
    widest = max(line.width for line in lines)
    x = min(max((start[0] + end[0]) / 2, widest / 2), width - widest / 2)
    top = min(arrow.top, top) - 2 * PAD - height_of(lines)
    return [arrow, *stacked(lines, x, top, "middle", drop=LEADING)], top


def _below(
    manner: Manner, slots: Sequence[Slot], what: ColumnChart, top: float, width: float
) -> tuple[list[Shape], float]:
    """The names of the columns, what is said of each, and the rows; and how far down they reach."""
    names = [(Remark(column.name, "ink", True),) for column in what.columns]
    shapes, y = _row(slots, names, top + 4, manner.name)
    more, y = _row(slots, [column.remarks for column in what.columns], y, manner.text)
    shapes += more
    for heading, cells in what.rows:
        y += PAD
        shapes.append(Line(0, y, width, y, "rule"))
        tone: Tone = next((cell.tone for cell in cells if cell.bold), "soft")
        lines = lettered(heading, width, manner.text, tone, bold=True)
        more, below = _row(slots, [(cell,) for cell in cells], y + height_of(lines) + 3, manner.text)
        shapes += [*stacked(lines, 0, y, drop=LEADING), *more]
        y = below
    return shapes, y


def _row(
    slots: Sequence[Slot], cells: Sequence[Sequence[Remark]], top: float, size: float
) -> tuple[list[Shape], float]:
    """Texts below the columns, each in lines as broad as these; and how far down they reach."""
    shapes: list[Shape] = []
    bottom = top
    for slot, remarks in zip(slots, cells, strict=True):
        room = slot.width - PAD
        lines = [line for one in remarks for line in lettered(one.text, room, size, one.tone, bold=one.bold)]
        shapes += stacked(lines, slot.middle, top, "middle", drop=LEADING - 0.2)
        bottom = max(bottom, top + height_of(lines))
    return shapes, bottom


def _said(what: ColumnChart) -> Iterator[str]:
    """The columns in words, one sentence each."""
    yield from what.title
    for column in what.columns:
        figures = [" ".join((one.number, *one.words)) for one in column.bars]
        yield f"{column.name}: {'; '.join((*figures, *(remark.text for remark in column.remarks)))}."
    if what.movement:
        yield ". ".join(what.movement.lines) + "."
    for heading, cells in what.rows:
        pairs = zip(what.columns, cells, strict=True)
        yield f"{heading}: {'; '.join(f'{column.name} {cell.text}' for column, cell in pairs)}."
