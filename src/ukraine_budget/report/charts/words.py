"""What is explained below a chart, and how a mark is said in full."""

from collections.abc import Iterator

from ukraine_budget.language import Text, said
from ukraine_budget.report.charts.scale import interval
from ukraine_budget.report.charts.value import Chart, Look, Mark

KEYS = said("Key")
NOTHING_TO_DRAW = said("There is nothing to draw.")
OF_LOOK: dict[Look, Text] = {
    "plain": said("as stated"),
    "about": said("circa, provisional, an open end, or a total over the stated lines only"),
    "assumed": said("assumed, inferred or read from a change: not printed as such"),
    "decision": said("a political decision, not a legal commitment"),
    "carried": said("carried from an earlier version"),
}


class Key:
    """The names of what a chart may need explained, beside the looks."""

    ABSENCE, INTERVAL, SERIES = "absence", "interval", "series"


def keys(chart: Chart) -> Iterator[tuple[str, Text]]:
    """What stands for what in a chart, of all that it uses: the name of a look or a Key, and a sentence."""
    placed = [(mark, section.ticks) for section in chart.sections for panel in section.panels for mark in panel.marks]
    marks = [mark for mark, _ in placed]
    looks = {mark.look for mark in marks if mark.end is not None}
    for look, sentence in OF_LOOK.items():
        if look in looks:
            yield look, sentence
    if any(mark.end is None for mark in marks):
        yield Key.ABSENCE, said("not stated, or of no stated size: no amount is drawn")
    if any(interval(mark, ticks) for mark, ticks in placed):
        yield Key.INTERVAL, said("the interval that rounding, or an open end, leaves")
    if not all(mark.joined for mark in marks):
        yield Key.SERIES, said("papers of different series, which may count different things")


def in_full(mark: Mark) -> str:
    """A mark on one line."""
    return " ".join(filter(None, (mark.text, f"({', '.join(mark.words)})" if mark.words else "", mark.source)))
