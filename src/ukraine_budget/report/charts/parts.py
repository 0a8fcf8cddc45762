"""What the charts have in common: from figures, qualifiers and shifts to marks and arrows."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from ukraine_budget.analysis.shifts import Shift, Size
from ukraine_budget.language import NOTHING, Text, Value, joined, said
from ukraine_budget.model.records import Year
from ukraine_budget.report.charts.scale import section_ticks
from ukraine_budget.report.charts.value import Arrow, Look, Panel, Section, Tone
from ukraine_budget.report.display import NOT_STATED, Shown, Sources, spread
from ukraine_budget.report.shifts import shift_year

TONES: dict[str, Tone] = {"commitment": "commitment", "cash": "cash", "outstanding": "outstanding"}
SIZE_NOT_STATED = said("size not stated")
HOW: dict[Size, Text] = {
    "stated": said("declared"),
    "read-from-change": said("declared, size read from the change"),
    "not-stated": said("declared"),
    "inferred": said("inferred, consistent with the figures"),
}


def section(group: Text, title: Value, panels: Sequence[Panel]) -> Section:
    """Panels of one line, to one scale."""
    return Section(group, joined((title,)), tuple(panels), section_ticks(panels))


def tone(basis: str) -> Tone:
    """The tone of a basis; those that a ledger declares beside the common ones share one."""
    return TONES.get(basis, "other")


def look(qualifier: Collection[str], *, incomplete: bool = False) -> Look:
    """How sure a figure is that papers qualify so; what says most against it comes first."""
    if "assumed" in qualifier:
        return "assumed"
    if "decision" in qualifier:
        return "decision"
    return "about" if qualifier or incomplete else "plain"


def told(texts: Iterable[Text]) -> tuple[Text, ...]:
    """Those of some texts that say anything."""
    return tuple(filter(None, texts))


def amount_text(amount: Decimal | None, low: Decimal | None, high: Decimal | None) -> Text:
    """An amount with half the width of its interval, or that it is not stated."""
    if amount is None:
        return NOT_STATED
    half = spread(amount, low, high)
    return joined((amount, Shown(half, "spread") if half else ""), " ")


def arrow(shift: Shift, years: Sequence[Year | None], more: Iterable[Text]) -> Arrow:
    """A shift among some years; a year that is not one of them is off the axis."""
    amount = SIZE_NOT_STATED if shift.amount is None else amount_text(shift.amount, shift.low, shift.high)
    way = joined((shift_year(shift.from_year), "->", shift_year(shift.to_year)), " ")
    return Arrow(
        _place(shift.from_year, years),
        _place(shift.to_year, years),
        joined((way, amount), ": "),
        told((HOW[shift.size], *more)),
        "plain" if shift.size == "stated" else "assumed",
        tone(shift.basis),
    )


def _place(year: Year | None, years: Sequence[Year | None]) -> int:
    if year in years:
        return years.index(year)
    return -1 if isinstance(year, int) and year < min(year for year in years if isinstance(year, int)) else len(years)


def shift_words(shift: Shift, cited: Sources) -> Sequence[Text]:
    """What is to be said of a shift beside its years, amount and how it is known."""
    rest: Text = NOTHING
    if shift.remainder:
        rest = said("counterpart not printed: {amount}", amount=Shown(shift.remainder, "change"))
    return Text(shift.label), rest, Text(shift.version), Text(cited.place(shift.document))
