"""Only what moved between years, as a chart: a section per line, a panel per basis, an arrow per shift."""

from collections.abc import Iterator, Sequence

from ukraine_budget.analysis.decompose import place
from ukraine_budget.analysis.moved import ShiftsResult
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.language import Text
from ukraine_budget.report.charts.parts import arrow, section, shift_words
from ukraine_budget.report.charts.value import Chart, Panel, Section
from ukraine_budget.report.display import Sources, basis_heading, line_name, sources
from ukraine_budget.report.moved import shifts_title
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.shifts import shift_year
from ukraine_budget.report.show import fund_title


def shifts_chart(result: ShiftsResult) -> Chart:
    """Every shift as an arrow from the year it leaves to the year it reaches."""
    cited = sources(result.ledger, [shift.document for shift in result.rows])
    return Chart(
        shifts_title(result),
        tuple(_sections(result, cited)),
        tuple(note_texts(result.ledger, result.notes)),
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
    years = sorted({year for shift in shifts for year in (shift.from_year, shift.to_year)}, key=place)
    arrows = (arrow(shift, years, shift_words(shift, cited)) for shift in shifts)
    return Panel(title, "arrows", tuple(map(shift_year, years)), arrows=tuple(arrows))
