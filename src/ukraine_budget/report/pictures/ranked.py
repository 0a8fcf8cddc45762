"""Many lines as a list of bars, largest first, the rest as one."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from ukraine_budget.language import said
from ukraine_budget.report.pictures.bars import Bar, bar
from ukraine_budget.report.pictures.drawing import Drawing
from ukraine_budget.report.pictures.lettering import width_of, wrapped
from ukraine_budget.report.pictures.scene import Anchor, Line, Shape, Words
from ukraine_budget.report.pictures.sheet import Block, Manner, line_height

TOP = 10
"""The most bars of a list, beside that of the rest."""
NAMES = 0.36
"""How much of a wide sheet the names take."""
THICK, PAD = 16, 6
"""The height of a bar, and the room about it."""
Row = TypeVar("Row")


class Item(NamedTuple):
    """A bar of a list with its name, and what stands beside that."""

    name: str
    more: str
    bar: Bar


def ranked_block(
    drawing: Drawing,
    rows: Sequence[Row],
    item: Callable[[Drawing, Row], Item],
    rest: Callable[[Drawing, Sequence[Row]], Bar],
) -> Block:
    """The first rows as bars on one scale, the rest as one bar.

    Names stand before the bars, or above them where the sheet is narrow.
    """
    items = [item(drawing, row) for row in rows[:TOP]]
    if left := rows[TOP:]:
        items.append(Item(drawing.say(said("{n} more", n=len(left))), "", rest(drawing, left)))
    manner = drawing.manner
    names = manner.room * NAMES if manner.is_wide else 0
    axis = _Axis.of([one.bar for one in items], manner, names)
    shapes: list[Shape] = []
    y = 0.0
    for one in items:
        drawn, y = _item(one, manner, axis, names, y)
        shapes += drawn
    says = (f"{', '.join(filter(None, (one.name, one.more)))}: {one.bar.number}." for one in items)
    return Block(tuple(shapes), 0, y, manner.room, tuple(says))


def none_larger(drawing: Drawing, rest: Sequence[object]) -> Bar:
    """The bar of a rest that may not be added."""
    return Bar(None, drawing.say(said("none larger")))


class _Axis(NamedTuple):
    """Where zero is, and how long a unit."""

    zero: float
    per_unit: float

    @classmethod
    def of(cls, bars: Sequence[Bar], manner: Manner, names: float) -> "_Axis":
        """An axis with room for the numbers at the ends of the bars."""
        values = [float(bar.value) for bar in bars if bar.value is not None]
        low, high = min(*values, 0.0), max(*values, 0.0)
        numbers = max(width_of(bar.number, manner.text, bold=True) for bar in bars) + 2 * PAD
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
    shapes += _bar(item.bar, manner, axis, middle)
    half = THICK / 2 + 2
    shapes.append(Line(axis.zero, middle - half, axis.zero, middle + half, "ink"))
    return shapes, max(y, middle + THICK / 2) + PAD


def _bar(one: Bar, manner: Manner, axis: _Axis, middle: float) -> Iterator[Shape]:
    """A bar with its number at its end; where it has no value the number alone, on the side that has room."""
    size, tone = manner.text, one.tone
    end = axis.zero + float(one.value or 0) * axis.per_unit
    left, right = sorted((axis.zero, end))
    if one.value is None:
        is_left, tone = right + PAD + width_of(one.number, size) > manner.room, "soft"
    else:
        is_left, width = one.value < 0, max(right - left, 0.5)
        yield from bar(left, middle - THICK / 2, width, THICK, tone=tone, look=one.look, figure=one.figure)
    anchor: Anchor = "end" if is_left else "start"
    x = left - PAD if is_left else right + PAD
    yield Words(x, middle + size * 0.36, one.number, size, tone, anchor, bold=one.value is not None)
