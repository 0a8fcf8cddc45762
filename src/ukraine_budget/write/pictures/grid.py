"""How the panels of a chart share the breadth of a page, so that their texts have room."""

from collections.abc import Sequence
from typing import NamedTuple

from ukraine_budget.language import Language
from ukraine_budget.report.charts.value import Chart, Mark, Panel
from ukraine_budget.write.pictures.lettering import broadest

WIDTH, STRETCHED = 11.0, 12.6
"""How broad a page is, and may become for one more panel side by side; panels of many places take what they need."""
MARGIN = 0.4
PLACE, LABEL = 7.5, 6.5
"""Sizes of the letters of a panel, in points: of its places, and of its amounts."""
AXIS, TICK, DEEPEST = 0.62, 0.1, 3.0
"""The room left of a panel for the values along its axis, at least, beside the longest of them, and at most."""
GAP = 0.2
"""The room right of a panel."""
ROOMY, BROADEST, NARROWEST = 0.62, 1.1, 0.11
"""How much of an axis a place needs for short texts, takes at most and at least; words that need more stand upright."""
ARROWS = 4.2
"""How much of a row of arrows its places take; the rest is for their texts."""
COLUMNS = 3


class Grid(NamedTuple):
    """How many panels come side by side on a page how broad, and the room left of each for its values."""

    columns: int
    width: float
    axis: float

    @property
    def slot(self) -> float:
        """How broad the place of a panel is, with the room beside it."""
        return (self.width - 2 * MARGIN) / self.columns


def grid_of(chart: Chart, language: Language) -> Grid:
    """As many panels side by side as leave every place the room that its texts need."""
    drawn = [panel for panel in chart.panels if panel.marks]
    most = max((len(panel.places) for panel in drawn), default=1)
    of_arrows = max((len(panel.places) for panel in chart.panels if not panel.marks), default=1)
    values = [language.number(tick) for section in chart.sections for tick in section.ticks]
    axis = max(AXIS, TICK + broadest(values, LABEL, DEEPEST))
    beside = axis + GAP
    slot = beside + max((max(ROOMY, room(panel)) * len(panel.places) for panel in drawn), default=1)
    columns = max(1, min(COLUMNS, int((STRETCHED - 2 * MARGIN) // slot), len(drawn)))
    upright = 2 * MARGIN + beside + most * NARROWEST
    lying = 2 * MARGIN + columns * slot
    width = max(WIDTH, upright, lying if lying <= STRETCHED else 0, WIDTH - ARROWS + of_arrows * NARROWEST)
    return Grid(columns, width, axis)


def room(panel: Panel) -> float:
    """How much of its axis each place of a panel needs, so that its texts are broken between words only."""
    above = (text for mark in panel.marks for text in texts(mark, panel))
    return max(broadest(above, LABEL, BROADEST), broadest(panel.places, PLACE, BROADEST))


def texts(mark: Mark, panel: Panel) -> Sequence[str]:
    """What stands above a mark. A carried point is told by its shape."""
    carried = panel.kind == "points" and mark.look == "carried"
    return () if carried else tuple(filter(None, (mark.text, *mark.words, mark.source)))
