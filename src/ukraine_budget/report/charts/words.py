"""A chart in words: its key, its marks in full, and its translation."""

from collections.abc import Callable, Iterable, Iterator

from ukraine_budget.language import Language, Text, said
from ukraine_budget.report.charts.chart import Chart, Look, Mark, Panel, Section, interval

KEYS = said("Key")
NOTHING_TO_DRAW = said("There is nothing to draw.")
OF_LOOK: dict[Look, Text] = {
    "plain": said("as stated"),
    "about": said("circa, for now, an open end, or a total over the stated lines only"),
    "assumed": said("assumed, inferred, or of a size that is not stated: not printed as such"),
    "decision": said("a government decision, not a legal commitment"),
    "carried": said("last stated by an earlier version"),
    "overtaken": said("overtaken by newer figures of its parts"),
}


class Key:
    """The names of what a chart may need explained, beside the looks."""

    ABSENCE, INTERVAL, SERIES = "absence", "interval", "series"


def keys(chart: Chart) -> Iterator[tuple[str, Text]]:
    """The key of a chart: each look or Key that it uses, and a sentence that explains it."""
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


Say = Callable[[Text], Text]


def spoken(chart: Chart, language: Language) -> Chart:
    """The chart with every text in a language; the values of its axes stay exact."""

    def say(text: Text) -> Text:
        return Text(language.say(text))

    return Chart(
        say(chart.answer),
        say(chart.title),
        tuple(_section(section, say) for section in chart.sections),
        _all(chart.notes, say),
        _all(chart.sources, say),
    )


def _section(section: Section, say: Say) -> Section:
    panels = tuple(_panel(panel, say) for panel in section.panels)
    return Section(say(section.group), say(section.title), panels, section.ticks)


def _panel(panel: Panel, say: Say) -> Panel:
    marks = tuple(mark._replace(text=say(mark.text), words=_all(mark.words, say)) for mark in panel.marks)
    arrows = tuple(arrow._replace(text=say(arrow.text), words=_all(arrow.words, say)) for arrow in panel.arrows)
    return Panel(say(panel.title), panel.kind, _all(panel.places, say), marks, arrows)


def _all(texts: Iterable[Text], say: Say) -> tuple[Text, ...]:
    return tuple(map(say, texts))
