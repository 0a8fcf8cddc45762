"""Panels of columns on one sheet: one over its whole width, several as small multiples on one scale."""

from collections.abc import Sequence
from decimal import Decimal

from ukraine_budget.language import Text, said
from ukraine_budget.model.amount import SHARES, ZERO
from ukraine_budget.report.pictures.bars import Bar, Scale, scale_of
from ukraine_budget.report.pictures.columns import Column, ColumnChart, columns_block, fitting, gutter_of, titled
from ukraine_budget.report.pictures.drawing import Drawing
from ukraine_budget.report.pictures.sheet import Block, Manner

SHARE = 0.6
"""How much of a wide sheet the years take where small panels stand beside them."""
BETWEEN = 28
"""The room between two panels."""
SMALLER = 0.6
"""How high small multiples are, as a part of a picture of one line."""
APART = 20
"""From so many times as large on, figures of two lines are drawn as indexes."""
HUNDRED = Decimal(100)
INDEX = said("Bars: the first figure of each line is 100. Numbers: the figures themselves.")
Rows = Sequence[Sequence[Block]]
"""Panels in rows."""


def one_line(drawing: Drawing, what: ColumnChart, beside: Sequence[ColumnChart] = ()) -> Rows:
    """One line over the sheet, and small panels on its scale: beside it, or below it where their texts do not fit."""
    manner = drawing.manner
    scale = scale_of(what.values, manner.plot)
    share = manner.room * (1 - SHARE) / max(len(beside), 1) - BETWEEN
    is_beside = bool(beside) and all(_fits(one, manner.small, share) for one in beside)
    width, rest = (manner.room * SHARE, share) if is_beside else (manner.room, manner.room)
    first = columns_block(what, manner, scale, width, _ticked(drawing, scale))
    small = [titled(columns_block(one, manner.small, scale, rest, has_grid=False), one.title, manner) for one in beside]
    if is_beside:
        return [list(map(_apart, (first, *small)))]
    return [[first], *([one] for one in small)]


def _fits(what: ColumnChart, manner: Manner, width: float) -> bool:
    """Whether a width holds all columns with their texts whole."""
    return fitting(what.columns, manner, width) == len(what.columns)


def _ticked(drawing: Drawing, scale: Scale) -> list[str]:
    """The values along a scale; none where they would leave no room for columns."""
    ticked = list(map(drawing.number_of, scale.ticks))
    return ticked if gutter_of(ticked, drawing.manner) <= drawing.manner.room / 3 else []


def that_fit(drawing: Drawing, what: ColumnChart, width: float) -> int:
    """How many columns a width can hold, beside the values of their scale; at least one."""
    ticked = _ticked(drawing, scale_of(what.values, drawing.manner.plot))
    return max(1, fitting(what.columns, drawing.manner, width - gutter_of(ticked, drawing.manner)))


def fits_beside(what: ColumnChart, one: ColumnChart) -> bool:
    """Whether a panel can stand beside others on their scale."""
    return max((*map(abs, one.values), ZERO)) <= max((*map(abs, what.values), ZERO))


def several_lines(drawing: Drawing, panels: Sequence[ColumnChart]) -> tuple[Rows, list[Text]]:
    """Small multiples on one scale; as indexes, with a note, where lines differ more than APART times."""
    manner = drawing.manner
    small = manner.small._replace(plot=manner.plot * SMALLER)
    drawing = drawing._replace(manner=small)
    largest = [max((*map(abs, panel.values), ZERO)) for panel in panels]
    is_index = max(largest) > APART * min(largest) and any(len(list(panel.values)) > 1 for panel in panels)
    drawn = list(map(indexed, panels)) if is_index else list(panels)
    scale = scale_of((value for panel in drawn for value in panel.values), small.plot)
    gutter = gutter_of(_ticked(drawing, scale), small)
    per_row = _per_row(drawn, small, gutter)
    width = (manner.room - gutter - BETWEEN * (per_row - 1)) / per_row
    rows = [drawn[n : n + per_row] for n in range(0, len(drawn), per_row)]
    return [_row(drawing, row, scale, width, gutter) for row in rows], [INDEX] if is_index else []


def _row(drawing: Drawing, panels: Sequence[ColumnChart], scale: Scale, width: float, gutter: float) -> list[Block]:
    """Panels side by side on the part of the scale that they need, its values at the first."""
    within = scale.within(value for panel in panels for value in panel.values)
    ticked = _ticked(drawing, within)
    blocks = [
        columns_block(panel, drawing.manner, within, width if n else width + gutter, () if n else ticked)
        for n, panel in enumerate(panels)
    ]
    ascent = max(block.ascent for block in blocks)
    pairs = zip(blocks, panels, strict=True)
    return [_apart(titled(block, panel.title, drawing.manner, ascent)) for block, panel in pairs]


def _apart(block: Block) -> Block:
    return block._replace(width=block.width + BETWEEN)


def _per_row(panels: Sequence[ColumnChart], manner: Manner, gutter: float) -> int:
    """How many panels fit side by side, with rows about equally full."""
    for count in range(min(4, len(panels)), 1, -1):
        width = (manner.room - gutter - BETWEEN * (count - 1)) / count
        if all(_fits(panel, manner, width) for panel in panels):
            rows = -(-len(panels) // count)
            return -(-len(panels) // rows)
    return 1


def indexed(panel: ColumnChart) -> ColumnChart:
    """A panel whose first figure but zero is drawn as 100; its numbers stay."""
    base = next((abs(value) for value in panel.values if value), HUNDRED)

    def share(value: Decimal) -> Decimal:
        return SHARES.multiply(SHARES.divide(value, base), HUNDRED)

    def if_stated(value: Decimal | None) -> Decimal | None:
        return None if value is None else share(value)

    def bar(one: Bar) -> Bar:
        return one._replace(value=if_stated(one.value), low=if_stated(one.low), high=if_stated(one.high))

    def column(one: Column) -> Column:
        ghost = one.ghost and one.ghost._replace(top=share(one.ghost.top))
        return one._replace(bars=tuple(map(bar, one.bars)), ghost=ghost)

    return panel._replace(columns=tuple(map(column, panel.columns)))
