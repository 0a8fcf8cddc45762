"""A chart in words, in full: for those who do not see it, and for what a picture shortens."""

from collections.abc import Iterator

from ukraine_budget.report.charts.value import Chart, Panel
from ukraine_budget.report.charts.words import in_full


def description(chart: Chart) -> str:
    """Every figure, arrow, note and source of a chart, a sentence on each line."""
    return "\n".join((chart.title, *_figures(chart), *chart.notes, *chart.sources))


def _figures(chart: Chart) -> Iterator[str]:
    for section in chart.sections:
        for panel in section.panels:
            where = ", ".join(filter(None, (section.group, section.title, panel.title)))
            yield f"{where}: {'; '.join(_said(panel))}."


def _said(panel: Panel) -> Iterator[str]:
    for place, mark in zip(panel.places, panel.marks, strict=False):  # only arrows
        yield f"{place} {in_full(mark)}"
    for arrow in panel.arrows:
        yield ", ".join((arrow.text, *arrow.words))
