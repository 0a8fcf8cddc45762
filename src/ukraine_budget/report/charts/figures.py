"""Figures as charts: the years side by side, and every revision of a line.

Of an outlook a section per line, a panel per basis, a bar per year; of a history a section per basis, a panel per
year, the versions along it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ukraine_budget.analysis.additive import tops
from ukraine_budget.analysis.falls import Fall
from ukraine_budget.analysis.history import HistoryResult, HistoryRow
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.shift import Shift
from ukraine_budget.analysis.shifts import shifts
from ukraine_budget.language import NOTHING, Text, listed, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Version
from ukraine_budget.report.answers.figures import history_answer
from ukraine_budget.report.answers.outlook import gap_sentences, outlook_answer
from ukraine_budget.report.charts.changes import arrow
from ukraine_budget.report.charts.chart import Chart, Look, Mark, Panel, Section, figure_mark, look, section
from ukraine_budget.report.display import CARRIED, NOT_STATED, WITHIN_ROUNDING, Sources, sources, state
from ukraine_budget.report.headings import fund_title, rows_heading
from ukraine_budget.report.history import NO_LONGER, history_heading, history_title
from ukraine_budget.report.names import line_name, name_of, sum_name
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.outlook import by_year, outlook_title
from ukraine_budget.report.ratios import percent
from ukraine_budget.report.years import any_year

Gaps = Mapping[tuple[str, str, int], Text]
"""What to say of the gaps, by fund, line and year."""


class Across(NamedTuple):
    """The years of one line, or of a total (no line), on one basis, and the shifts that led to them.

    What was decided stands apart from what is committed, as a basis of its own.
    """

    fund: str
    line: str
    basis: str
    rows: tuple[FigureRow, ...]
    shifts: tuple[Shift, ...]

    @property
    def stated(self) -> bool:
        """Whether anything is."""
        return any(row.amount is not None for row in self.rows)

    @property
    def column(self) -> tuple[str, str]:
        """The fund and basis: what a total is of."""
        return self.fund, self.basis


def outlook_chart(result: OutlookResult, *, parts: bool) -> Chart:
    """What stands for each year, with the shifts known at its moment that the papers of these figures declare.

    Drawn are the lines that in some year are no part of a stated one, and totals that add some; with `parts` all. A
    basis of which nothing is stated in a fund is named instead.
    """
    known = list(_across(result, shifts(result.ledger, as_of=result.as_of or None).rows))
    wanted = known if parts else list(_main(result.ledger, known))
    stated = {across.column for across in wanted if across.stated}
    drawn = [across for across in wanted if across.column in stated]
    cited = sources(result.ledger, _papers(drawn))
    gaps = {(gap.fund, gap.line, gap.year): gap_word(gap) for gap in result.gaps}
    return Chart(
        outlook_answer(result).text,
        outlook_title(result),
        tuple(_sections(result, drawn, gaps, cited)),
        (*gap_sentences(result), *_left_out(result.ledger, known, drawn), *note_texts(result.ledger, result.notes)),
        cited.lines,
    )


def gap_word(gap: Fall) -> Text:
    """Whether a fall is a gap or may be one, and its size in percent if that can be told."""
    size = percent(gap)
    if size is None:
        return said("gap") if gap.certain else said("possible gap")
    return said("gap: {percent}", percent=size) if gap.certain else said("possible gap: {percent}", percent=size)


def _across(result: OutlookResult, shifts: Sequence[Shift]) -> Iterator[Across]:
    for key, years in groupby(result.rows, lambda row: (row.fund, row.line, row.counts_as)):
        rows = tuple(years)
        stated_by = {(row.year, row.version) for row in rows}
        own = (shift for shift in shifts if (shift.fund, shift.line, shift.basis) == key)
        led = (s for s in own if {(s.from_year, s.version), (s.to_year, s.version)} & stated_by)
        yield Across(*key, rows, tuple(led))


def _main(ledger: Ledger, known: Sequence[Across]) -> Iterator[Across]:
    """What is drawn of each fund: the terms of its totals, and totals of more than one line."""
    rows = (row for across in known for row in across.rows if row.line and row.amount is not None)
    counted = list(tops(ledger, rows))
    lines = {row.line for row in counted}
    terms = Counter((row.fund, row.counts_as, row.year) for row in counted)
    added = {(fund, basis) for (fund, basis, _), count in terms.items() if count > 1}
    return (across for across in known if across.line in lines or (not across.line and across.column in added))


def _papers(drawn: Sequence[Across]) -> Iterator[str]:
    for across in drawn:
        yield from (row.document for row in across.rows if across.line)
        yield from (shift.document for shift in across.shifts)


def _sections(result: OutlookResult, drawn: Sequence[Across], gaps: Gaps, cited: Sources) -> Iterator[Section]:
    by_line: dict[tuple[str, str], list[Across]] = {}
    for across in drawn:
        by_line.setdefault((across.fund, across.line), []).append(across)
    for (fund, line), bases in by_line.items():
        title = line_name(result.ledger, line) if line else sum_name(row for across in bases for row in across.rows)
        panels = [_panel(result, across, gaps, cited) for across in bases]
        yield section(fund_title(result.ledger, fund), title, panels)


def _panel(result: OutlookResult, across: Across, gaps: Gaps, cited: Sources) -> Panel:
    ledger, years = result.ledger, result.years
    marks = (_mark(ledger, row, gaps, cited) if row else Mark(NOT_STATED) for row in by_year(across.rows, years))
    return Panel(
        rows_heading(ledger, across.basis, (row.version for row in across.rows)),
        "bars",
        tuple(map(any_year, years)),
        tuple(marks),
        tuple(arrow(shift, years, [Text(cited.citation(shift.document))]) for shift in across.shifts),
    )


def _mark(ledger: Ledger, row: FigureRow, gaps: Gaps, cited: Sources) -> Mark:
    gap = gaps.get((row.fund, row.line, row.year), NOTHING) if row.counts_as == "cash" else NOTHING
    source = cited.citation(row.document) if row.line else ""
    shape: Look = "overtaken" if row.overtaken else look(row.qualifier, incomplete=row.partial)
    return figure_mark(row, (*state(ledger, row), gap), source, shape)


def _left_out(ledger: Ledger, known: Sequence[Across], drawn: Sequence[Across]) -> Iterator[Text]:
    """The lines that are not drawn, and why; and the bases of which none is."""
    seen = {across.line for across in drawn}
    left = [line for line in dict.fromkeys(across.line for across in known) if line and line not in seen]
    stated = {across.line for across in known if across.stated}
    parts, silent = ([line for line in left if (line in stated) is some] for some in (True, False))
    if parts:
        yield said("Not drawn, being parts of lines that are: {lines}.", lines=listed(parts))
    if silent:
        yield said("Not drawn, since nothing is stated: {lines}.", lines=listed(silent))
    columns = {across.column for across in drawn}
    for fund, basis in dict.fromkeys(across.column for across in known):
        if (fund, basis) not in columns and fund in {name for name, _ in columns}:
            of = {"basis": word(basis, "basis"), "fund": name_of(ledger.funds[fund])}
            yield said("Not drawn, since nothing is stated: {basis} of {fund}.", **of)
    if any(across.shifts for across in drawn):
        yield said("Arrows are shifts that the papers of these figures state.")


def history_chart(result: HistoryResult) -> Chart:
    """For each basis and year what stood at each version: stated by it, carried, or no longer stated."""
    ledger = result.ledger
    cited = sources(ledger, [row.document for row in result.rows])
    return Chart(
        history_answer(result).text,
        history_title(result),
        tuple(_history_sections(result, cited)),
        tuple(note_texts(result.ledger, result.notes)),
        cited.lines,
    )


def _history_sections(result: HistoryResult, cited: Sources) -> Iterator[Section]:
    bases = result.ledger.bases
    rows = sorted(result.rows, key=lambda row: (bases.index(row.basis), row.year))
    group = fund_title(result.ledger, result.ledger.lines[result.line].fund)
    for basis, of_basis in groupby(rows, key=lambda row: row.basis):
        own = list(of_basis)
        years = groupby(own, key=lambda row: row.year)
        panels = [_history_panel(result.versions, year, list(cells), cited) for year, cells in years]
        yield section(group, history_heading(result.ledger, basis, own), panels)


def _history_panel(versions: Sequence[Version], year: int, rows: Sequence[HistoryRow], cited: Sources) -> Panel:
    at = {row.at_version: row for row in rows}
    marks = (
        _history_mark(at[version.version], cited) if version.version in at else Mark(NOT_STATED) for version in versions
    )
    return Panel(Text(year), "points", tuple(Text(version.version) for version in versions), tuple(marks))


def _history_mark(row: HistoryRow, cited: Sources) -> Mark:
    if row.amount is None:
        return Mark(NO_LONGER)
    carried = CARRIED if row.carried else NOTHING
    within = WITHIN_ROUNDING if row.within_rounding and row.change else NOTHING
    shape = "carried" if row.carried else look(row.qualifier)
    return figure_mark(row, (carried, within), cited.citation(row.document), shape)
