"""Shifts as arrows, and a chart of nothing else: a section per line, a panel per basis."""

from collections.abc import Iterable, Iterator, Sequence

from ukraine_budget.analysis.flows import year_key
from ukraine_budget.analysis.moved import ShiftsResult
from ukraine_budget.analysis.shifts import Shift, Size
from ukraine_budget.language import NOTHING, Text, joined, said
from ukraine_budget.model.records import Year
from ukraine_budget.report.answers.shifts import shifts_answer
from ukraine_budget.report.charts.chart import Arrow, Chart, Panel, Section, amount_text, nonblank, section
from ukraine_budget.report.display import SIZE_NOT_STATED, Shown, Sources, sources
from ukraine_budget.report.names import basis_heading, fund_title, line_name, shift_year
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.palette import tone
from ukraine_budget.report.readings import reading_papers, reading_sentences
from ukraine_budget.report.shifts import PAIRED, shift_way, shifts_title

HOW: dict[Size, Text] = {
    "stated": said("declared"),
    "not-stated": said("declared"),
    "inferred": said("inferred, consistent with the figures"),
}


def shifts_chart(result: ShiftsResult) -> Chart:
    """Every shift as an arrow from the year it leaves to the year it reaches."""
    cited = sources(result.ledger, reading_papers(result.rows))
    return Chart(
        shifts_answer(result).text,
        shifts_title(result),
        tuple(_sections(result, cited)),
        (*reading_sentences(result.ledger, result.rows, cited), *note_texts(result.ledger, result.notes)),
        cited.lines,
    )


def _sections(result: ShiftsResult, cited: Sources) -> Iterator[Section]:
    by_line: dict[tuple[str, str], list[Shift]] = {}
    for shift in result.rows:
        by_line.setdefault((shift.fund, shift.line), []).append(shift)
    for (fund, line), own in by_line.items():
        bases = dict.fromkeys(shift.basis for shift in own)
        panels = [arrow_panel(basis_heading(basis), [s for s in own if s.basis == basis], cited) for basis in bases]
        yield section(fund_title(result.ledger, fund), line_name(result.ledger, line), panels)


def arrow_panel(title: Text, shifts: Sequence[Shift], cited: Sources) -> Panel:
    """Shifts of one line and basis, over the years that they leave or reach, each in a row of its own."""
    years = sorted({year for shift in shifts for year in (shift.from_year, shift.to_year)}, key=year_key)
    arrows = (arrow(shift, years, shift_words(shift, cited)) for shift in shifts)
    return Panel(title, "arrows", tuple(map(shift_year, years)), arrows=tuple(arrows))


def shift_words(shift: Shift, cited: Sources) -> Sequence[Text]:
    """What else to say of a shift, beside its years, its amount and how it is known."""
    rest: Text = NOTHING
    if shift.remainder:
        rest = said("counterpart not printed: {amount}", amount=Shown(shift.remainder, "change"))
    paired = PAIRED if shift.paired_by_us else NOTHING
    papers = cited.marked(shift.document, *shift.documents)
    return Text(shift.label), paired, rest, Text(", ".join(shift.versions or (shift.version,))), Text(papers)


def arrow(shift: Shift, years: Sequence[Year | None], more: Iterable[Text]) -> Arrow:
    """A shift among some years; a year that is not one of them is off the axis."""
    amount = SIZE_NOT_STATED if shift.amount is None else amount_text(shift.amount, shift.low, shift.high)
    return Arrow(
        _place(shift.from_year, years),
        _place(shift.to_year, years),
        joined((shift_way(shift), amount), ": "),
        nonblank((HOW[shift.size], *more)),
        "plain" if shift.size == "stated" else "assumed",
        tone(shift.basis),
    )


def _place(year: Year | None, years: Sequence[Year | None]) -> int:
    if year in years:
        return years.index(year)
    return -1 if isinstance(year, int) and year < min(year for year in years if isinstance(year, int)) else len(years)
