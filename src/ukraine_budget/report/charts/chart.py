"""A chart as a value: sections of panels with figures and arrows along an axis, to one scale; and its key."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal, NamedTuple

from ukraine_budget.analysis.history import HistoryRow
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import Text, Value, joined, said
from ukraine_budget.model.amount import EXACT, SHARES, ZERO, half_width
from ukraine_budget.report.display import NOT_STATED, qualifiers
from ukraine_budget.report.palette import Tone, tone
from ukraine_budget.report.values import Qualified

Look = Literal["plain", "about", "assumed", "decision", "carried", "overtaken"]
"""How sure a figure is, as something other than a colour shows it."""
Kind = Literal["bars", "points", "arrows"]


class Mark(NamedTuple):
    """A figure at a place: `text`, `words` and the mark of its `source` say it in full.

    `end` is None where there is no amount to draw. It is drawn from `start`, which is zero but for the steps of a
    waterfall, to `end`, with the interval from `low` to `high`, None where open or not known. It is not `joined` to the
    mark before where papers of different series state the two.
    """

    text: Text
    end: Decimal | None = None
    words: tuple[Text, ...] = ()
    source: str = ""
    start: Decimal = ZERO
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    look: Look = "plain"
    tone: Tone = "other"
    joined: bool = True


class Arrow(NamedTuple):
    """Money that moves from one place to another, by their numbers; -1 and the number of places are off the axis."""

    start: int
    end: int
    text: Text
    words: tuple[Text, ...] = ()
    look: Look = "plain"
    tone: Tone = "other"


class Panel(NamedTuple):
    """One axis with its places, such as years: a mark for each (none where it has only arrows), and the arrows."""

    title: Text
    kind: Kind
    places: tuple[Text, ...]
    marks: tuple[Mark, ...] = ()
    arrows: tuple[Arrow, ...] = ()


class Section(NamedTuple):
    """Panels of one line, to one scale; sections of one `group`, such as a fund, follow each other.

    `ticks` are the values along the scale, at least two, from the lowest to the highest.
    """

    group: Text
    title: Text
    panels: tuple[Panel, ...]
    ticks: tuple[Decimal, ...]


class Chart(NamedTuple):
    """One chart below its answer. The title says the currency and unit of every amount in it."""

    answer: Text
    title: Text
    sections: tuple[Section, ...]
    notes: tuple[Text, ...]
    sources: tuple[Text, ...]

    @property
    def panels(self) -> Iterator[Panel]:
        """The panels of all sections."""
        return (panel for section in self.sections for panel in section.panels)


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
    """What a key may have to explain beside looks."""

    ABSENCE, INTERVAL, SERIES = "absence", "interval", "series"


SEEN = 0.02
"""The share of an axis below which an interval is not drawn; its text says it."""
STEPS = 5
"""The most steps that the span of the values takes on an axis."""


def ticks(values: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Round values, equally far apart, from at or below all of `values` and zero to at or above them."""
    within = [ZERO, *values]
    low, high = min(within), max(within)
    step = _round_step(SHARES.subtract(high, low))
    first = SHARES.divide(low, step).to_integral_value(ROUND_FLOOR)
    last = max(SHARES.divide(high, step).to_integral_value(ROUND_CEILING), first + 1)
    return tuple(EXACT.multiply(step, Decimal(n)) for n in range(int(first), int(last) + 1))


def _round_step(span: Decimal) -> Decimal:
    """The least of 1, 2 and 5 times a power of ten that covers a span in at most STEPS steps."""
    rough = SHARES.divide(span, Decimal(STEPS))
    power = Decimal(1).scaleb(rough.adjusted() if rough else 0)
    return next(step for n in (1, 2, 5, 10) if (step := EXACT.multiply(power, Decimal(n))) >= rough)


def _values(panel: Panel) -> Iterator[Decimal]:
    for mark in panel.marks:
        if mark.end is not None:
            yield from (mark.start, mark.end, *(end for end in (mark.low, mark.high) if end is not None))


def position(value: Decimal, along: Sequence[Decimal]) -> float:
    """Position of a value along an axis: 0 at its first tick, 1 at its last."""
    return float(SHARES.divide(EXACT.subtract(value, along[0]), EXACT.subtract(along[-1], along[0])))


def interval(mark: Mark, along: Sequence[Decimal]) -> tuple[float, float] | None:
    """The interval of a figure as positions along an axis; None where it is too short to be seen."""
    if mark.end is None:
        return None
    low, high = (position(mark.end if end is None else end, along) for end in (mark.low, mark.high))
    return (low, high) if mark.low_open or mark.high_open or high - low >= SEEN else None


def section(group: Text, title: Value, panels: Sequence[Panel]) -> Section:
    """Panels of one line, to one scale."""
    return Section(group, joined((title,)), tuple(panels), ticks(value for panel in panels for value in _values(panel)))


def look(qualifier: Collection[str], *, incomplete: bool = False) -> Look:
    """The look of a figure by its qualifiers; the strongest doubt decides."""
    if "assumed" in qualifier:
        return "assumed"
    if "decision" in qualifier:
        return "decision"
    return "about" if qualifier or incomplete else "plain"


def amount_text(amount: Decimal | None, low: Decimal | None, high: Decimal | None) -> Text:
    """An amount with half the width of its interval, or that it is not stated."""
    if amount is None:
        return NOT_STATED
    half = half_width(low, high)
    return joined((amount, Qualified(half, kind="spread") if half else ""), " ")


def figure_mark(row: FigureRow | HistoryRow, words: Iterable[Text], source: str, look: Look) -> Mark:
    """The mark of a figure with its interval; `words` follow those of its qualifiers."""
    return Mark(
        amount_text(row.amount, row.low, row.high),
        row.amount,
        tuple(filter(None, (*qualifiers(row.qualifier), *words))),
        source,
        low=row.low,
        high=row.high,
        low_open=row.low_open,
        high_open=row.high_open,
        look=look,
        tone=tone(row.basis),
        joined=row.comparable,
    )


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


def in_full(mark: Mark, say: Callable[[Text], str] = str) -> str:
    """A mark on one line."""
    words = f"({', '.join(map(say, mark.words))})" if mark.words else ""
    return " ".join(filter(None, (say(mark.text), words, mark.source)))
