"""A chart as a picture for print and screen: SVG, PNG or PDF, drawn by matplotlib, the same from run to run."""

import io
import warnings
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from ukraine_budget.errors import printable
from ukraine_budget.language import ENGLISH, Language
from ukraine_budget.libraries import library
from ukraine_budget.model.amount import ZERO
from ukraine_budget.report.charts.chart import Arrow, Chart, Mark, Tone, interval, position
from ukraine_budget.report.charts.words import Key, description, spoken
from ukraine_budget.write.pictures.layout import (
    DEEPEST,
    GAP,
    LABEL,
    LANE,
    MARGIN,
    PLACE,
    PLOT,
    Box,
    Letters,
    Page,
    Sign,
    page,
)
from ukraine_budget.write.pictures.lettering import FAMILY, fitted

DPI = 150
STYLE = {
    "font.family": ["sans-serif"],
    "font.sans-serif": [FAMILY, "Verdana"],
    "hatch.linewidth": 0.7,
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "ukraine-budget",
    "text.parse_math": False,
}
"""Set on matplotlib's own defaults, not the user's: text stays text, and names are never read as formulas."""


def write(chart: Chart, format: str, language: Language = ENGLISH) -> bytes:
    """The bytes of the picture in "svg", "png" or "pdf", with the chart in words as its description.

    UsageError where matplotlib is not installed, and for a chart that no page can hold.
    """
    matplotlib = library("matplotlib", "plot")
    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)
        chart = spoken(chart, language)
        planned = page(chart, language)
        figure = library("matplotlib.figure", "plot").Figure(figsize=(planned.width, planned.height), dpi=DPI)
        _paint(figure, planned)
        title, in_words = printable(chart.title), "\n".join(map(printable, description(chart).split("\n")))
        saved = _saved(figure, format, title, in_words)
        return _described(saved, in_words, language) if format == "svg" else saved


def _saved(figure: Any, format: str, title: str, said: str) -> bytes:
    metadata = {
        "svg": {"Title": title, "Date": None, "Creator": None},
        "png": {"Title": title, "Description": said, "Software": None},
        "pdf": {"Title": title, "Subject": said, "CreationDate": None, "Creator": None, "Producer": None},
    }
    buffer = io.BytesIO()
    figure.savefig(buffer, format=format, metadata=metadata[format])
    return buffer.getvalue()


def _described(svg: bytes, said: str, language: Language) -> bytes:
    """The SVG with a name and a description for screen readers."""
    head, end, rest = svg.partition(b"</title>")
    root = f'<svg role="img" lang="{language.code}" aria-labelledby="title" aria-describedby="description" '
    named = head.replace(b"<svg ", root.encode(), 1)
    return (
        named.replace(b"<title>", b'<title id="title">', 1)
        + end
        + (f'\n <desc id="description">{escape(said)}</desc>'.encode() + rest)
    )


INK, FAINT, PAPER = "#1a1a1a", "#8c8c8c", "#ffffff"
COLOURS: dict[Tone, str] = {
    "commitment": "#0072b2",
    "cash": "#e69f00",
    "outstanding": "#009e73",
    "other": "#cc79a7",
    "rise": "#56b4e9",
    "fall": "#d55e00",
}
"""Okabe and Ito's palette, which colour-blind readers can tell apart."""
HATCHES: dict[str, str] = {
    "plain": "",
    "about": "////",
    "assumed": "xxxx",
    "decision": "..",
    "carried": "",
    "overtaken": "---",
}
SHAPES: dict[str, str] = {"plain": "o", "about": "D", "assumed": "D", "decision": "s", "carried": "o", "overtaken": "^"}
HOLLOW = ("assumed", "decision", "carried", "overtaken")
OPEN = 0.12
"""How long the arrow of an open end is, as a share of the axis."""
BAR, STEP = 0.62, 0.36
"""How much of its place a bar takes, and a step from one to another."""
STEPS = ("rise", "fall")
CLEAR = {"facecolor": PAPER, "edgecolor": "none", "alpha": 0.8, "pad": 0.5}
"""Background of a text: it hides the lines of the grid, but not a series."""


def _paint(figure: Any, page: Page) -> None:
    """Draws a page on an empty figure of its size."""
    sheet = figure.add_axes((0, 0, 1, 1))
    sheet.set(xlim=(0, page.width), ylim=(page.height, 0))
    sheet.axis("off")
    for letters in page.letters:
        _write(sheet, letters)
    for sign in page.signs:
        _sign(sheet, sign, points=page.points)
    for box in page.boxes:
        down = 1 - (box.top + box.height) / page.height
        place = (box.left / page.width, down, box.width / page.width, box.height / page.height)
        _panel(figure.add_axes(place), box, page)


def _write(sheet: Any, letters: Letters) -> None:
    weight = "bold" if letters.bold else "normal"
    text = "\n".join(letters.lines)
    sheet.text(letters.left, letters.top, text, size=letters.size, weight=weight, color=INK, va="top", linespacing=1.25)


def _sign(sheet: Any, sign: Sign, *, points: bool) -> None:
    """The bar, point or line that a sentence of the key explains."""
    left, middle = sign.left + 0.15, sign.top + 0.06
    match sign.name:
        case Key.ABSENCE:
            _cross(sheet, left, middle)
        case Key.INTERVAL:
            sheet.errorbar(left, middle, xerr=0.12, color=INK, capsize=2, lw=0.8)
        case Key.SERIES:
            sheet.plot((left, left), (middle - 0.07, middle + 0.07), color=INK, lw=0.8, ls=":")
        case look if points:
            _point(sheet, left, middle, look, INK)
        case look:
            sheet.bar(left, 0.13, 0.3, middle - 0.065, **_fill(look, FAINT))


def _panel(axes: Any, box: Box, page: Page) -> None:
    count = len(box.panel.places)
    axes.set(xlim=(-0.5, count - 0.5), ylim=(0, box.height / PLOT))
    axes.spines[["top", "right"]].set_visible(False)
    names = ["\n".join(lines) for lines in box.names]
    axes.set_xticks(range(count), names, size=PLACE, rotation=90 if box.upright else 0)
    axes.tick_params(axis="x", length=2, color=FAINT, labelcolor=INK)
    if box.panel.marks:
        _scale(axes, box.ticks, page.language)
        _series(axes, box)
        _marks(axes, box)
    else:
        axes.spines["left"].set_visible(False)
        axes.set_yticks(())
        axes.grid(axis="x", color=FAINT, lw=0.3, alpha=0.6)
    for n, arrow in enumerate(box.panel.arrows):
        _arrow(axes, box, arrow, n, page.width)


def _scale(axes: Any, ticks: Sequence[Decimal], language: Language) -> None:
    numbers = [fitted(language.number(tick), DEEPEST, LABEL, 1)[0] for tick in ticks]
    axes.set_yticks([position(tick, ticks) for tick in ticks], numbers)
    axes.tick_params(axis="y", labelsize=LABEL, length=2, color=FAINT, labelcolor=INK)
    axes.spines["left"].set_bounds(0, 1)
    axes.grid(axis="y", color=FAINT, lw=0.3, alpha=0.5)
    axes.set_axisbelow(True)
    axes.axhline(position(ZERO, ticks), color=INK, lw=0.8)


def _series(axes: Any, box: Box) -> None:
    """Joins points of one series and the steps of a waterfall, and parts what is of different series."""
    heights = [None if mark.end is None else position(mark.end, box.ticks) for mark in box.panel.marks]
    for n, mark in enumerate(box.panel.marks[1:], 1):
        if not mark.joined:
            axes.plot((n - 0.5, n - 0.5), (0, 1), color=INK, lw=0.8, ls=":")
        elif None in (heights[n - 1], heights[n]):
            continue
        elif box.panel.kind == "points":
            axes.plot((n - 1, n), (heights[n - 1], heights[n]), color=COLOURS[mark.tone], lw=1.2, zorder=2)
        elif {mark.tone, box.panel.marks[n - 1].tone} & {*STEPS}:
            axes.plot((n - 1, n), (heights[n - 1],) * 2, color=FAINT, lw=0.6, zorder=1)


def _marks(axes: Any, box: Box) -> None:
    style = {"size": LABEL, "color": INK, "linespacing": 1.2, "rotation": 90 if box.upright else 0}
    for n, (mark, label) in enumerate(zip(box.panel.marks, box.labels, strict=True)):
        if mark.end is None:
            top = position(ZERO, box.ticks)
            _cross(axes, n, top)
        else:
            top = _amount(axes, box, n, mark, mark.end)
        text, offset = "\n".join(label), {"xytext": (0, 4), "textcoords": "offset points"}
        axes.annotate(text, (n, top), ha="center", va="bottom", bbox=CLEAR, zorder=1.9, **offset, **style)


def _amount(axes: Any, box: Box, n: int, mark: Mark, amount: Decimal) -> float:
    """Draws a mark with its interval; how high it reaches."""
    start, end = position(mark.start, box.ticks), position(amount, box.ticks)
    if box.panel.kind == "points":
        _point(axes, n, end, mark.look, COLOURS[mark.tone])
    else:
        breadth = STEP if mark.tone in STEPS else BAR
        axes.bar(n, end - start, breadth, start, zorder=2, **_fill(mark.look, COLOURS[mark.tone]))
    span = interval(mark, box.ticks)
    return max(start, end, _whisker(axes, n, mark, *span) if span else end)


def _whisker(axes: Any, n: int, mark: Mark, low: float, high: float) -> float:
    """Draws the interval of a mark, an open end as an arrow; how high it reaches."""
    axes.errorbar(n, low, yerr=((0,), (high - low,)), color=INK, capsize=2.5, lw=0.9, capthick=0.9, zorder=2.5)
    for open_end, at, step in ((mark.low_open, low, -OPEN), (mark.high_open, high, OPEN)):
        if open_end:
            style = {"arrowstyle": "->", "lw": 0.9, "color": INK}
            axes.annotate("", (n, at + step), (n, at), arrowprops=style, annotation_clip=False)
    return high + OPEN * mark.high_open


def _arrow(axes: Any, box: Box, arrow: Arrow, n: int, page: float) -> None:
    """One shift in a lane of its own, the first on top; its text above it, or beside arrows that stand alone."""
    top, alone = box.height - n * LANE, not box.panel.marks
    level = (top - (0.5 if alone else 0.85) * LANE) / PLOT
    start, end = (max(-0.5, min(at, len(box.panel.places) - 0.5)) for at in (arrow.start, arrow.end))
    style = {"arrowstyle": "-|>", "lw": 1.3, "ls": "-" if arrow.look == "plain" else (0, (3, 2))}
    style |= {"color": COLOURS[arrow.tone], "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", (end, level), (start, level), arrowprops=style, annotation_clip=False)
    axes.plot(start, level, "o", ms=3, color=COLOURS[arrow.tone], clip_on=False)
    room = page - MARGIN - box.left - box.width - GAP if alone else box.width + GAP
    text = "\n".join(fitted(", ".join((arrow.text, *arrow.words)), room, LABEL, 2))
    at = (len(box.panel.places) - 0.5 + GAP / box.place, level) if alone else (-0.5, top / PLOT)
    axes.text(*at, text, size=LABEL, color=INK, ha="left", va="center" if alone else "top", linespacing=1.2)


def _fill(look: str, colour: str) -> dict[str, object]:
    """A firm figure is solid; any other is an outline with a hatch of its own."""
    hatch = HATCHES[look]
    return {"facecolor": PAPER if hatch else colour, "edgecolor": colour, "hatch": hatch, "linewidth": 1.0}


def _point(axes: Any, x: float, y: float, look: str, colour: str) -> None:
    fill = PAPER if look in HOLLOW else colour
    axes.plot(x, y, SHAPES[look], ms=5.5, mfc=fill, mec=colour, mew=1.3, zorder=3, clip_on=False)


def _cross(axes: Any, x: float, y: float) -> None:
    axes.plot(x, y, "x", ms=5, mew=1.3, color=FAINT, zorder=3, clip_on=False)
