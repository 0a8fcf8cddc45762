"""Where everything of a chart comes on a page, in inches from its top left corner, before anything is drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.errors import UsageError
from ukraine_budget.model.language import ENGLISH, Language
from ukraine_budget.model.message import Text, said
from ukraine_budget.report.charts import words
from ukraine_budget.report.charts.value import Chart, Mark, Panel, Section
from ukraine_budget.writers.pictures.lettering import fitted, height, length

WIDTH = 11.0
"""Of a page whose panels have few places; of others as much as they need."""
MARGIN = 0.4
TITLE, GROUP, SECTION, PANEL, PLACE, LABEL, FOOT = 13.0, 11.0, 9.5, 8.5, 7.5, 6.5, 7.0
"""Sizes of letters, in points."""
AXIS, GAP = 0.62, 0.2
"""The room left of a panel for the values along its axis, and right of it."""
PLOT = 1.5
"""How high the longest bar is."""
LANE = 0.42
"""How high an arrow with its text is."""
ROOMY, BROADEST, NARROWEST, SLIM = 0.62, 1.1, 0.11, 0.5
"""How much of an axis a place needs for its texts, takes at most and at least; below the last, texts stand upright."""
TALLEST = 2.2
"""How long an upright text is at most."""
ARROWS = 4.2
"""How much of a row of arrows its places take; the rest is for their texts."""
COLUMNS = 3
NOTES = 10
"""How many notes are on the page; all are in the description."""
LARGEST, LONGEST = 3000.0, 200.0
"""The largest page, in square inches, and its longest side."""


class Letters(NamedTuple):
    """Lines of text from a place on the page to the right and down; upright ones start there and go up."""

    left: float
    top: float
    lines: Sequence[str]
    size: float
    bold: bool = False


class Box(NamedTuple):
    """The place of a panel: its plot, and above it `label` inches for texts and `lane` for each arrow."""

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

    @property
    def upright(self) -> bool:
        """Whether its places are too narrow for texts that lie."""
        return self.place < SLIM


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
        lines = fitted(text, self.width - 2 * MARGIN - indent, size, most)
        self.letters.append(Letters(MARGIN + indent, self.height, lines, size, bold))
        self.height += height(len(lines), size)


def page(chart: Chart, language: Language = ENGLISH) -> Page:
    """A chart laid out, its texts in a language already.

    UsageError where the page would be larger than a file or a reader can hold.
    """
    columns, width = _columns(chart)
    laid = Page(width, language=language, points=any(panel.kind == "points" for panel in chart.panels))
    laid.write(chart.title, TITLE, bold=True)
    group = ""
    for section in chart.sections:
        if section.group != group:
            group = section.group
            laid.height += 0.15
            laid.write(group, GROUP, bold=True)
        laid.height += 0.1
        laid.write(section.title, SECTION)
        for row in _rows(section, columns):
            _place(laid, section, row, columns)
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


def _columns(chart: Chart) -> tuple[int, float]:
    """How many panels come side by side, and how broad the page then is."""
    most = max((len(panel.places) for panel in chart.panels if panel.marks), default=1)
    of_arrows = max((len(panel.places) for panel in chart.panels if not panel.marks), default=1)
    columns = int((WIDTH - 2 * MARGIN) // (most * ROOMY + AXIS + GAP))
    room = max(WIDTH, 2 * MARGIN + AXIS + GAP + most * NARROWEST, WIDTH - ARROWS + of_arrows * NARROWEST)
    return max(1, min(COLUMNS, columns)), room


def _rows(section: Section, columns: int) -> Iterator[Sequence[Panel]]:
    """The panels that come side by side; arrows alone have a row of their own."""
    drawn = [panel for panel in section.panels if panel.marks]
    yield from (drawn[at : at + columns] for at in range(0, len(drawn), columns))
    yield from ([panel] for panel in section.panels if not panel.marks)


def _place(laid: Page, section: Section, row: Sequence[Panel], columns: int) -> None:
    slot = (laid.width - 2 * MARGIN) / columns
    boxes = [_box(panel, section.ticks, slot) for panel in row]
    label = max(box.label for box in boxes)
    tall = max(box.height - box.label for box in boxes) + label
    top = laid.height + 0.08 + height(1, PANEL)
    for n, box in enumerate(boxes):
        left = MARGIN + n * slot + AXIS
        title = fitted(box.panel.title, slot - GAP - AXIS, PANEL, 1)
        laid.letters.append(Letters(left, laid.height + 0.05, title, PANEL, bold=True))
        laid.boxes.append(box._replace(left=left, top=top, height=tall, label=label))
    laid.height = top + tall + max(map(_below, boxes)) + 0.1


def _box(panel: Panel, ticks: tuple[Decimal, ...], slot: float) -> Box:
    """A panel with its texts cut to size, for a slot that is somewhere on the page."""
    count = len(panel.places)
    if not panel.marks:
        place = max(min(ROOMY, ARROWS / count), NARROWEST)
        names = tuple(_lettered(name, place) for name in panel.places)
        return Box(panel, ticks, 0, 0, count * place, len(panel.arrows) * LANE, place, (), 0, names)
    place = min((slot - AXIS - GAP) / count, BROADEST)
    labels = tuple(_label(mark, panel, place) for mark in panel.marks)
    label = max(_size(lines, place, LABEL) for lines in labels) + 0.06
    names = tuple(_lettered(name, place) for name in panel.places)
    tall = PLOT + label + len(panel.arrows) * LANE
    return Box(panel, ticks, 0, 0, count * place, tall, place, labels, label, names)


def _label(mark: Mark, panel: Panel, place: float) -> Sequence[str]:
    """What stands above a mark. A carried point is told by its shape."""
    if panel.kind == "points" and mark.look == "carried":
        return ()
    if place < SLIM:
        return fitted(words.in_full(mark), TALLEST, LABEL, 1)
    texts = (text.replace(" %", "\N{NO-BREAK SPACE}%") for text in (mark.text, *mark.words, mark.source) if text)
    return [line for text in texts for line in fitted(text, place, LABEL, 3)]


def _lettered(name: str, place: float) -> Sequence[str]:
    return fitted(name, TALLEST, PLACE, 1) if place < SLIM else fitted(name, place, PLACE, 3)


def _size(lines: Sequence[str], place: float, size: float) -> float:
    """How much height some lines take at a place, lying or upright."""
    return height(len(lines), size) if place >= SLIM else max((length(line, size) for line in lines), default=0.0)


def _below(box: Box) -> float:
    return max((_size(lines, box.place, PLACE) for lines in box.names), default=0.0) + 0.12


def _foot(laid: Page, chart: Chart) -> None:
    """The key, the notes and the numbered papers."""
    if not chart.sections:
        laid.height += 0.1
        laid.write(laid.language.say(words.NOTHING), SECTION)
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
