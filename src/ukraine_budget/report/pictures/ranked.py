"""Many lines as a list of bars, the largest first, and the rest together."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.report.palette import Tone
from ukraine_budget.report.pictures.lettering import width_of, wrapped
from ukraine_budget.report.pictures.looks import Look, bar
from ukraine_budget.report.pictures.scene import Anchor, Line, Shape, Words
from ukraine_budget.report.pictures.sheet import Block, Manner, line_height

TOP = 10
"""The most bars of a list, beside that of the rest."""
NAMES = 0.36
"""How much of a wide sheet the names take."""
THICK, PAD = 16, 6
"""The height of a bar, and the room about it."""


class Item(NamedTuple):
    """A bar of a list: its name and what is said beside that, its value, None where none is drawn, and its number."""

    name: str
    more: str
    value: Decimal | None
    number: str
    tone: Tone
    look: Look = "firm"
    figure: str = ""


def ranked_block(items: Sequence[Item], manner: Manner) -> Block:
    """Bars below each other on one scale, each with its name before it, or above it where the sheet is narrow."""
    names = manner.room * NAMES if manner.is_wide else 0
    axis = _Axis.of(items, manner, names)
    shapes: list[Shape] = []
    y = 0.0
    for item in items:
        drawn, y = _item(item, manner, axis, names, y)
        shapes += drawn
    return Block(tuple(shapes), 0, y, manner.room, tuple(map(_said, items)))


class _Axis(NamedTuple):
    """Where zero is, and how long a unit."""

    zero: float
    per_unit: float

    @classmethod
    def of(cls, items: Sequence[Item], manner: Manner, names: float) -> "_Axis":
        """An axis with room for the numbers at the ends of the bars."""
        values = [float(item.value) for item in items if item.value is not None]
        low, high = min(*values, 0.0), max(*values, 0.0)
        numbers = max(width_of(item.number, manner.text, bold=True) for item in items) + 2 * PAD
        before = numbers if low < 0 else 0.0
        length = manner.room - names - before - (numbers if high > 0 or low == 0 else 0.0)
        per_unit = length / (high - low or 1.0)
        return cls(names + before - low * per_unit, per_unit)


def _item(item: Item, manner: Manner, axis: _Axis, names: float, top: float) -> tuple[list[Shape], float]:
    """A bar with its name; and how far down they reach."""
    lines = [
        (line, True) for line in wrapped(item.name, (names or manner.room) - 2 * PAD, manner.text, bold=True, most=2)
    ]
    lines += [(line, False) for line in wrapped(item.more, (names or manner.room) - 2 * PAD, manner.note, most=1)]
    height = sum(line_height(manner.text) for _ in lines)
    shapes: list[Shape] = []
    y = top + PAD
    for text, bold in lines:
        y += line_height(manner.text)
        shapes.append(
            Words(0, y - 4, text, manner.text, bold=True) if bold else Words(0, y - 4, text, manner.note, "soft")
        )
    middle = top + PAD + height / 2 if names else y + PAD + THICK / 2
    shapes += _bar(item, manner, axis, middle)
    half = THICK / 2 + 2
    shapes.append(Line(axis.zero, middle - half, axis.zero, middle + half, "ink"))
    return shapes, max(y, middle + THICK / 2) + PAD


def _bar(item: Item, manner: Manner, axis: _Axis, middle: float) -> Iterator[Shape]:
    if item.value is None:
        has_room = axis.zero + PAD + width_of(item.number, manner.text) <= manner.room
        x = axis.zero + (PAD if has_room else -PAD)
        anchor: Anchor = "start" if has_room else "end"
        yield Words(x, middle + manner.text * 0.36, item.number, manner.text, "soft", anchor)
        return
    end = axis.zero + float(item.value) * axis.per_unit
    left, right = sorted((axis.zero, end))
    yield from bar(
        left, middle - THICK / 2, max(right - left, 0.5), THICK, tone=item.tone, look=item.look, figure=item.figure
    )
    is_left = item.value < 0
    yield Words(
        left - PAD if is_left else right + PAD,
        middle + manner.text * 0.36,
        item.number,
        manner.text,
        item.tone,
        "end" if is_left else "start",
        bold=True,
    )


def _said(item: Item) -> str:
    return f"{', '.join(filter(None, (item.name, item.more)))}: {item.number}."
