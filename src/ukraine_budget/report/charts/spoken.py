"""A chart in the language of its readers, before anything draws it."""

from collections.abc import Callable, Iterable

from ukraine_budget.language import Language, Text
from ukraine_budget.report.charts.value import Chart, Panel, Section

Say = Callable[[Text], Text]


def spoken(chart: Chart, language: Language) -> Chart:
    """The same chart with every text as it is said in a language; the values along its axes are exact still."""

    def say(text: Text) -> Text:
        return Text(language.say(text))

    return Chart(
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
