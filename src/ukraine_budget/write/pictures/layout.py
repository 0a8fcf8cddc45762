"""Where everything of a chart comes on a page, in inches from its top left corner, before anything is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.errors import UsageError
from ukraine_budget.language import ENGLISH, Language, Text, said
from ukraine_budget.report.charts import words
from ukraine_budget.report.charts.chart import Chart, Mark, Panel, Section
from ukraine_budget.write.pictures.lettering import broadest, fitted, height, length

TITLE, GROUP, SECTION, PANEL, FOOT = 13.0, 11.0, 9.5, 8.5, 7.0
"""Sizes of letters, in points."""
PLOT = 1.5
"""How high the longest bar is."""
LANE = 0.42
"""How high an arrow with its text is."""
TINY = 1e-9
"""What two ways to compute a length may differ by."""
TALLEST = 2.2
"""How long an upright text is at most."""
NOTES = 10
"""How many notes are on the page; all are in the description."""
LARGEST, LONGEST = 3000.0, 200.0
"""The largest page, in square inches, and its longest side."""
WIDTH, STRETCHED = 11.0, 12.6
"""Width of a page, and the most it grows to for one more panel in a row; panels of many places take what they need."""
MARGIN = 0.4
PLACE, LABEL = 7.5, 6.5
"""Sizes of the letters of a panel, in points: places, amounts."""
AXIS, TICK, DEEPEST = 0.62, 0.1, 3.0
"""Room left of a panel for the values of its axis: the least, beside the longest value, the most."""
GAP = 0.2
"""The room right of a panel."""
ROOMY, BROADEST, NARROWEST = 0.62, 1.1, 0.11
"""How much of an axis a place needs for short texts, takes at most and at least; words that need more stand upright."""
ARROWS = 4.2
"""How much of a row of arrows its places take; the rest is for their texts."""
COLUMNS = 3


class Grid(NamedTuple):
    """Panels per row, width of the page, and the room left of each panel for the values of its axis."""

    columns: int
    width: float
    axis: float

    @property
    def slot(self) -> float:
        """Width of a panel with the room beside it."""
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
    """Width that each place of a panel needs to keep the words of its texts whole."""
    above = (text for mark in panel.marks for text in texts(mark, panel))
    return max(broadest(above, LABEL, BROADEST), broadest(panel.places, PLACE, BROADEST))


def texts(mark: Mark, panel: Panel) -> Sequence[str]:
    """The texts above a mark; none above a carried point, whose shape says it."""
    carried = panel.kind == "points" and mark.look == "carried"
    return () if carried else tuple(filter(None, (mark.text, *mark.words, mark.source)))


class Letters(NamedTuple):
    """Lines of text from a place on the page to the right and down; upright ones start there and go up."""

    left: float
    top: float
    lines: Sequence[str]
    size: float
    bold: bool = False


class Box(NamedTuple):
    """The place of a panel: its plot, and above it `label` inches for texts and `lane` for each arrow.

    Texts are `upright` where its places are too narrow for their words.
    """

    panel: Panel
    ticks: tuple[Decimal, ...]
    left: float
    top: float
    width: float
    height: float
    place: float
    labels: tuple[Sequence[str], ...]
    label: float
    names: tuple[Sequence[str], ...]
    upright: bool


class Sign(NamedTuple):
    """What a line of the key explains, drawn at a place."""

    left: float
    top: float
    name: str


@dataclass
class Page:
    """A page that is filled from the top down."""

    width: float
    height: float = MARGIN
    letters: list[Letters] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    points: bool = False
    language: Language = ENGLISH

    def write(self, text: str, size: float, *, most: int = 2, bold: bool = False, indent: float = 0.0) -> None:
        """Adds a text of at most so many lines."""
        lines = fitted(text, self.width - 2 * MARGIN - indent, size, most, bold=bold)
        self.letters.append(Letters(MARGIN + indent, self.height, lines, size, bold))
        self.height += height(len(lines), size)


def page(chart: Chart, language: Language = ENGLISH) -> Page:
    """A chart laid out, its texts in a language already.

    UsageError where the page would be larger than a file or a reader can hold.
    """
    grid = grid_of(chart, language)
    laid = Page(grid.width, language=language, points=any(panel.kind == "points" for panel in chart.panels))
    laid.write(chart.title, TITLE, bold=True)
    group = ""
    for section in chart.sections:
        if section.group != group:
            group = section.group
            laid.height += 0.15
            laid.write(group, GROUP, bold=True)
        laid.height += 0.1
        laid.write(section.title, SECTION)
        for row in _rows(section, grid.columns):
            _place(laid, section, row, grid)
    _foot(laid, chart)
    if laid.width * laid.height > LARGEST or max(laid.width, laid.height) > LONGEST:
        raise UsageError(
            said(
                "the picture would be {width} by {height} inches; ask for fewer lines, funds or bases, or for text",
                width=round(laid.width),
                height=round(laid.height),
            )
        )
    return laid


def _rows(section: Section, columns: int) -> Iterator[Sequence[Panel]]:
    """The panels that come side by side; arrows alone have a row of their own."""
    drawn = [panel for panel in section.panels if panel.marks]
    yield from (drawn[at : at + columns] for at in range(0, len(drawn), columns))
    yield from ([panel] for panel in section.panels if not panel.marks)


def _place(laid: Page, section: Section, row: Sequence[Panel], grid: Grid) -> None:
    boxes = [_box(panel, section.ticks, grid) for panel in row]
    label = max(box.label for box in boxes)
    tall = max(box.height - box.label for box in boxes) + label
    top = laid.height + 0.08 + height(1, PANEL)
    for n, box in enumerate(boxes):
        left = MARGIN + n * grid.slot + grid.axis
        title = fitted(box.panel.title, grid.slot - GAP - grid.axis, PANEL, 1, bold=True)
        laid.letters.append(Letters(left, laid.height + 0.05, title, PANEL, bold=True))
        laid.boxes.append(box._replace(left=left, top=top, height=tall, label=label))
    laid.height = top + tall + max(map(_below, boxes)) + 0.1


def _box(panel: Panel, ticks: tuple[Decimal, ...], grid: Grid) -> Box:
    """A panel with its texts cut to size, for a slot that is somewhere on the page."""
    count, needed = len(panel.places), room(panel)
    if panel.marks:
        place = min((grid.slot - grid.axis - GAP) / count, BROADEST)
    else:
        place = max(min(max(ROOMY, needed), ARROWS / count), NARROWEST)
    upright = place < needed - TINY
    labels = tuple(_label(mark, panel, place, upright=upright) for mark in panel.marks)
    label = max((_size(lines, LABEL, upright=upright) for lines in labels), default=-0.06) + 0.06
    names = tuple(_lettered(name, place, upright=upright) for name in panel.places)
    tall = (PLOT if panel.marks else 0) + label + len(panel.arrows) * LANE
    return Box(panel, ticks, 0, 0, count * place, tall, place, labels, label, names, upright)


def _label(mark: Mark, panel: Panel, place: float, *, upright: bool) -> Sequence[str]:
    above = texts(mark, panel)
    if upright:
        return fitted(words.in_full(mark), TALLEST, LABEL, 1) if above else ()
    return [line for text in above for line in fitted(text, place, LABEL, 3)]


def _lettered(name: str, place: float, *, upright: bool) -> Sequence[str]:
    return fitted(name, TALLEST, PLACE, 1) if upright else fitted(name, place, PLACE, 3)


def _size(lines: Sequence[str], size: float, *, upright: bool) -> float:
    """Height of some lines, lying or upright."""
    return max((length(line, size) for line in lines), default=0.0) if upright else height(len(lines), size)


def _below(box: Box) -> float:
    return max((_size(lines, PLACE, upright=box.upright) for lines in box.names), default=0.0) + 0.12


def _foot(laid: Page, chart: Chart) -> None:
    """The key, the notes and the numbered papers."""
    if not chart.sections:
        laid.height += 0.1
        laid.write(laid.language.say(words.NOTHING_TO_DRAW), SECTION)
    laid.height += 0.15
    for name, sentence in words.keys(chart):
        laid.signs.append(Sign(MARGIN, laid.height, name))
        laid.write(laid.language.say(sentence), FOOT, indent=0.4)
        laid.height += 0.04
    notes: Sequence[Text] = chart.notes
    if len(notes) > NOTES:
        rest = said("{count} more notes are in the description of this file.", count=len(notes) - NOTES)
        notes = (*notes[:NOTES], rest)
    for sentences in (notes, chart.sources):
        laid.height += 0.08
        for sentence in sentences:
            laid.write(laid.language.say(sentence), FOOT)
    laid.height += MARGIN
