"""Charts in characters, for terminals, pipes and text files. Colour adds nothing that is not also in the text."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.errors import printable
from ukraine_budget.language import ENGLISH, Language, Text
from ukraine_budget.model.amount import ZERO
from ukraine_budget.report.charts.chart import (
    KEYS,
    NOTHING_TO_DRAW,
    Arrow,
    Chart,
    Key,
    Kind,
    Mark,
    Panel,
    in_full,
    interval,
    keys,
    position,
)
from ukraine_budget.report.palette import PALETTE
from ukraine_budget.report.table import NOTES, SOURCES
from ukraine_budget.write.width import widest, wrapped

WIDTH = 100
"""Width of a chart outside a terminal."""
NARROWEST, WIDEST = 16, 60
"""Shortest and longest axis, in characters."""
NAMES = 24
"""The longest name that shares a line with its bar."""
MARGINS = 12
"""Characters per line beside names, axis and text."""
ENDS = 2
"""Characters beyond the axis for the arrow of an open end."""
FILLS: dict[str, str] = {"plain": "█", "about": "▓", "assumed": "▒", "decision": "░", "carried": "█", "overtaken": "▚"}
POINTS: dict[str, str] = {"plain": "●", "about": "◆", "assumed": "◇", "decision": "□", "carried": "○", "overtaken": "△"}
SIGNS = {Key.ABSENCE: "\N{MULTIPLICATION SIGN}", Key.INTERVAL: "├┤", Key.SERIES: "≠"}
StyledText = tuple[str, str]
"""Text and its style: a style of rich, or empty."""
StyledLine = Sequence[StyledText]


def write(chart: Chart, language: Language = ENGLISH, width: int = WIDTH) -> str:
    """Draw a chart without styles. Bars take the space that `width` leaves; text is never clipped."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in styled_lines(chart, width, language))


def styled_lines(chart: Chart, width: int, language: Language = ENGLISH) -> Iterator[StyledLine]:
    """Yield the lines of a chart, with styles."""
    reader = _Reader(language)
    say, cells = reader.say, reader.cells(chart, width)
    yield from map(_plain, wrapped(say(chart.answer), width))
    yield from _headed(say(chart.title))
    group = ""
    for section in chart.sections:
        if say(section.group) != group:
            group = say(section.group)
            yield from _headed(group)
        yield from _headed(say(section.title))
        for panel in section.panels:
            yield from _panel(panel, section.ticks, cells, reader)
    key = [f"{_sign(name, chart)} {say(sentence)}" for name, sentence in keys(chart)]
    notes = list(map(say, chart.notes if chart.sections else (NOTHING_TO_DRAW, *chart.notes)))
    for heading, sentences in ((KEYS, key), (NOTES, notes), (SOURCES, list(map(say, chart.sources)))):
        if sentences:
            yield from (*_headed(say(heading)), *map(_plain, sentences))


class _Reader(NamedTuple):
    """Texts and numbers of a chart in the language of its reader."""

    language: Language

    def say(self, text: Text) -> str:
        """Translate a text and escape invisible characters."""
        return printable(self.language.say(text))

    def in_full(self, mark: Mark) -> str:
        """Describe a mark on one line."""
        return printable(in_full(mark, self.language.say))

    def room(self, panel: Panel) -> int:
        """Return the width of the longest name of a place that shares a line with its bar."""
        widths = (widest([self.say(place)]) for place in panel.places if panel.marks)
        return max((width for width in widths if width <= NAMES), default=0)

    def cells(self, chart: Chart, width: int) -> int:
        """Return the length of every axis in characters: one for all, so that bars can be compared."""
        names = max(map(self.room, chart.panels), default=0)
        texts = widest(["", *(self.in_full(mark) for panel in chart.panels for mark in panel.marks)])
        return min(max(width - names - texts - MARGINS, NARROWEST), WIDEST)


def _plain(text: str) -> StyledLine:
    return [(text, "")]


def _headed(text: str) -> tuple[StyledLine, StyledLine]:
    """Return a blank line and a heading."""
    return _plain(""), [(text, "bold")]


def _sign(name: str, chart: Chart) -> str:
    """Return the sign by which the panels of a chart draw a look or a Key."""
    kinds = {panel.kind for panel in chart.panels}
    return SIGNS.get(name) or (POINTS if "points" in kinds else FILLS)[name]


def _panel(panel: Panel, ticks: Sequence[Decimal], cells: int, reader: _Reader) -> Iterator[StyledLine]:
    yield [(f"  {reader.say(panel.title)}", "italic")]
    names, room = list(map(reader.say, panel.places)), reader.room(panel)
    if panel.marks:
        first, last = (reader.language.number(tick) for tick in (ticks[0], ticks[-1]))
        yield [(f"    {' ' * room}  {first}{last:>{max(cells - len(first), len(last) + 1)}}", "dim")]
    for name, mark in zip(names, panel.marks, strict=False):
        fits = widest([name]) <= NAMES
        if not fits:
            yield _plain(f"    {name}")
        drawn = _drawn(mark, panel.kind, ticks, cells)
        caption = f"  {'' if mark.joined else SIGNS[Key.SERIES] + ' '}{reader.in_full(mark)}"
        yield [
            (f"    {_padded(name if fits else '', room)}  ", ""),
            (drawn, PALETTE[mark.tone].terminal),
            (caption, ""),
        ]
    if panel.arrows:
        yield from _arrows(names, panel.arrows, reader)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - widest([text]))


def _drawn(mark: Mark, kind: Kind, ticks: Sequence[Decimal], cells: int) -> str:
    """Draw the bar or point of a mark, or a cross at zero if it has no amount."""

    def cell(value: Decimal) -> int:
        return round(position(value, ticks) * cells)

    row = [" "] * (cells + ENDS + 2)
    row[cell(ZERO)] = "│" if ticks[0] < 0 else " "
    if mark.end is None:
        row[cell(ZERO)] = SIGNS[Key.ABSENCE]
        return "".join(row)
    start, end = sorted((cell(mark.start), cell(mark.end)))
    fill = "·" if kind == "points" else FILLS[mark.look]
    row[start : max(end, start + 1)] = fill * (end - start) or "▏"
    _whisker(row, mark, ticks, cells)
    if kind == "points":
        row[cell(mark.end)] = POINTS[mark.look]
    return "".join(row)


def _whisker(row: list[str], mark: Mark, ticks: Sequence[Decimal], cells: int) -> None:
    """Draw the interval of a mark over its bar if it is wide enough to be seen."""
    span = interval(mark, ticks)
    if span:
        low, high = (round(end * cells) for end in span)
        low, high = max(low - ENDS * mark.low_open, 0), max(high, low + 1) + ENDS * mark.high_open
        row[low : high + 1] = "─" * (high - low + 1)
        row[low] = "◀" if mark.low_open else "├"
        row[high] = "▶" if mark.high_open else "┤"


def _arrows(names: Sequence[str], arrows: Iterable[Arrow], reader: _Reader) -> Iterator[StyledLine]:
    """Draw a row of places, and below it each arrow in a row of its own."""
    head = "    "
    columns = [len(head) - 2]
    for name in names:
        columns.append(widest([head]) + widest([name]) // 2)
        head += name + "  "
    columns.append(widest([head]))
    yield [(head.rstrip(), "")]
    for arrow in arrows:
        start, end = columns[arrow.start + 1], columns[arrow.end + 1]
        row = [" "] * (columns[-1] + 1)
        row[min(start, end) : max(start, end)] = ("─" if arrow.look == "plain" else "╌") * abs(end - start)
        row[start], row[end] = "●", "▶" if start < end else "◀"
        caption = f"  {reader.say(arrow.text)}  {', '.join(map(reader.say, arrow.words))}"
        yield [("".join(row), PALETTE[arrow.tone].terminal), (caption, "")]
