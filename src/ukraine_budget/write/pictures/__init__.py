"""A chart as a picture for print and screen: SVG, PNG or PDF, drawn by matplotlib, the same from run to run."""

import io
import warnings
from typing import Any
from xml.sax.saxutils import escape

from ukraine_budget.errors import printable
from ukraine_budget.language import ENGLISH, Language
from ukraine_budget.libraries import library
from ukraine_budget.report.charts.chart import Chart
from ukraine_budget.report.charts.words import description, spoken
from ukraine_budget.write.pictures.layout import page
from ukraine_budget.write.pictures.lettering import FAMILY
from ukraine_budget.write.pictures.paint import paint

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
        paint(figure, planned)
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
