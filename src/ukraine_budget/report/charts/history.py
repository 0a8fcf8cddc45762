"""Every revision of a line's figures, as a chart: a section per basis, a panel per year, versions along it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ukraine_budget.analysis.history import HistoryResult, HistoryRow
from ukraine_budget.language import NOTHING, Text, said
from ukraine_budget.model.records import Version
from ukraine_budget.report.answers.figures import history_answer
from ukraine_budget.report.charts.chart import (
    Chart,
    Mark,
    Panel,
    Section,
    figure_mark,
    look,
    section,
)
from ukraine_budget.report.display import CARRIED, NOT_STATED, WITHIN_ROUNDING, Sources, sources
from ukraine_budget.report.history import history_heading, history_title
from ukraine_budget.report.names import fund_title
from ukraine_budget.report.notes import note_texts


def history_chart(result: HistoryResult) -> Chart:
    """For each basis and year what stood at each version: stated by it, carried, or no longer stated."""
    ledger = result.ledger
    cited = sources(ledger, [row.document for row in result.rows])
    return Chart(
        history_answer(result).text,
        history_title(result),
        tuple(_sections(result, cited)),
        tuple(note_texts(result.ledger, result.notes)),
        cited.lines,
    )


def _sections(result: HistoryResult, cited: Sources) -> Iterator[Section]:
    bases = result.ledger.bases
    rows = sorted(result.rows, key=lambda row: (bases.index(row.basis), row.year))
    group = fund_title(result.ledger, result.ledger.lines[result.line].fund)
    for basis, of_basis in groupby(rows, key=lambda row: row.basis):
        own = list(of_basis)
        years = groupby(own, key=lambda row: row.year)
        panels = [_panel(result.versions, year, list(cells), cited) for year, cells in years]
        yield section(group, history_heading(result.ledger, basis, own), panels)


def _panel(versions: Sequence[Version], year: int, rows: Sequence[HistoryRow], cited: Sources) -> Panel:
    at = {row.at_version: row for row in rows}
    marks = (_mark(at[version.version], cited) if version.version in at else Mark(NOT_STATED) for version in versions)
    return Panel(Text(year), "points", tuple(Text(version.version) for version in versions), tuple(marks))


def _mark(row: HistoryRow, cited: Sources) -> Mark:
    if row.amount is None:
        return Mark(said("no longer stated"))
    carried = CARRIED if row.carried else NOTHING
    within = WITHIN_ROUNDING if row.within_rounding and row.change else NOTHING
    shape = "carried" if row.carried else look(row.qualifier)
    return figure_mark(row, (carried, within), cited.place(row.document), shape)
