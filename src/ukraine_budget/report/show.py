"""What stands for a year, as a table: in full, and on one screen the year, the year before and the change."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import above, fund_lines
from ukraine_budget.analysis.shift import Shift
from ukraine_budget.analysis.show import ShowResult
from ukraine_budget.language import NOTHING, Text, joined, said
from ukraine_budget.model.amount import half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report import narrow
from ukraine_budget.report.answers.answer import subject
from ukraine_budget.report.answers.figures import show_answer
from ukraine_budget.report.caveats import caveats, since_notes
from ukraine_budget.report.display import (
    DIFFERENCE,
    DIFFERENT_SERIES,
    LINE,
    OVERTAKEN,
    SOURCE,
    STATED_BY,
    Sources,
    figure,
    head,
    overtaken,
    qualified,
    sources,
)
from ukraine_budget.report.headings import fund_title, funds_name, headed, heading_of, measured, short_fund
from ukraine_budget.report.names import row_name, short_or_sum
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.ratios import percent_cell
from ukraine_budget.report.readings import papers_before, reading_blocks, reading_papers
from ukraine_budget.report.shifts import shift_block, to_be_known
from ukraine_budget.report.table import SPREAD, Block, Column, Columns, Noted, Records, Row, Table, block
from ukraine_budget.report.values import Qualified, Value

Place = tuple[str, str, int, str]
"""Where a figure is stated: line, basis, year and version."""


def show_table(result: ShowResult) -> Table:
    """A block per fund, the shifts that touch the year, notes and sources."""
    ledger = result.ledger
    cited = sources(ledger, [*(row.document for row in result.rows), *reading_papers(result.shifts)])
    blocks = [_fund_block(result, list(rows), cited) for _, rows in groupby(result.rows, key=lambda row: row.fund)]
    return Table(
        view="show",
        title=said("Budget year {year} ({measure})", year=result.year, measure=measured(ledger, result.as_of)),
        head=head(ledger, result.as_of) | {"year": result.year},
        records=Records.of(FigureRow, result.rows),
        lists={"shifts": Records.of(Shift, result.shifts)},
        blocks=(*blocks, *shift_block(said("Shifts that touch {year}", year=result.year), result.shifts, cited)),
        notes=(*to_be_known(ledger, result.shifts), *note_texts(ledger, result.notes), *_since(result)),
        sources=cited.lines,
        answer=show_answer(result),
    )


def _since(result: ShowResult) -> tuple[Noted, ...]:
    """Notes on later statements, and on papers not read."""
    lines = dict.fromkeys(row.line for row in result.rows if row.line)
    return since_notes(result.ledger, lines, (result.year, result.year - 1), result.as_of)


def _fund_block(result: ShowResult, rows: Sequence[FigureRow], cited: Sources) -> Block:
    ledger, fund = result.ledger, rows[0].fund
    columns = Columns[FigureRow](
        (LINE, lambda row: row_name(ledger, row.line, row.counts_as, partial=row.partial)),
        (Column(Text(result.year), "amount"), lambda row: figure(ledger, row)),
        (SPREAD, lambda row: half_width(row.low, row.high)),
        (Column(Text(result.year - 1), "amount"), lambda row: _previous(ledger, row)),
        (DIFFERENCE, lambda row: row.change),
        (Column(Text("%"), "percent"), percent_cell),
        (Column(said("Remarks")), _remarks),
        (STATED_BY, lambda row: row.version),
        (SOURCE, lambda row: cited.citation(row.document, row.locator) if row.row_type == "line" else ""),
    )
    levels, lines = dict(fund_lines(ledger, fund)), list[Row]()
    for heading, own in headed(ledger, rows):
        lines.append(Row((heading,), "heading"))
        lines += (columns.row(row, row.row_type, levels.get(row.line, 0)) for row in own)
    return block(fund_title(ledger, fund), columns.heads, lines)


def _may_differ(row: FigureRow) -> bool:
    """Whether the total of the year before may be a sum over other lines, so that it is not shown."""
    return row.row_type == "total" and row.change is None


def _previous(ledger: Ledger, row: FigureRow) -> Qualified | Text | None:
    """What is stated for the year before, with the words that qualify it."""
    if _may_differ(row):
        return NOTHING
    words = [overtaken(ledger, row.previous_version)] if row.previous_overtaken else []
    return qualified(row.previous, row.previous_qualifier, *words)


def _remarks(row: FigureRow) -> Text:
    """Remarks on the change, and the version of the year before if another."""
    words: list[Text] = []
    if not row.comparable:
        words.append(DIFFERENT_SERIES)
    if row.within_rounding and row.change:
        words.append(said("change within rounding"))
    if row.previous_version not in ("", row.version):
        words.append(said("{year} of {version}", year=row.year - 1, version=row.previous_version))
    return joined(words)


def show_brief(result: ShowResult, top: int | None = None, sort: str | None = None) -> Table:
    """The stated lines of each fund by what they count as, and what the figures show of unsized shifts."""
    ledger, year = result.ledger, result.year
    stated = _stated(result)
    every = [row for row in result.rows if (row.fund, row.counts_as, row.line) in stated]
    rows = narrow.chosen(every, top, sort)
    subject_row = subject(ledger, result.rows)
    said_of = caveats(ledger, subject_row, (year, year - 1), result.notes, as_of=result.as_of, shifts=result.shifts)
    before = _papers_of_year_before(ledger, rows)
    documents = (*(row.document for row in rows), *before.values())
    cited = sources(ledger, [*documents, *papers_before(result.shifts), *said_of.documents])
    columns = (Column(Text(year), "amount"), Column(Text(year - 1), "amount"), DIFFERENCE)
    what, measure = funds_name(ledger, [row.fund for row in result.rows]), heading_of(ledger, rows, result.as_of)
    return narrow.screen(
        show_answer(result),
        said("{what} in {year}: {measure}", what=what, year=year, measure=measure),
        (
            narrow.table(columns, tuple(_rows(result, rows, before, cited))),
            *narrow.more_lines(len(every) - len(rows)),
            *reading_blocks(result.shifts, cited),
        ),
        cited,
        caveats=said_of.texts(cited),
        more=narrow.with_full(len(result.notes) + len(_since(result)), said("all lines, columns")),
    )


def _stated(result: ShowResult) -> set[tuple[str, str, str]]:
    """The lines stated in either year, and their parents, by what they count as."""
    stated = {
        (row.fund, row.counts_as, row.line) for row in result.rows if row.amount is not None or row.previous is not None
    }
    parents = {(fund, what, parent) for fund, what, line in stated if line for parent in above(result.ledger, line)}
    return stated | parents


def _papers_of_year_before(ledger: Ledger, rows: Sequence[FigureRow]) -> Mapping[Place, str]:
    """The paper of each figure of the year before, which may differ from that of the year."""
    stated = [row for row in rows if row.previous_version and row.line]
    years, versions = {row.year - 1 for row in stated}, {row.previous_version for row in stated}
    known = ledger.restrict(years, map(ledger.versions.__getitem__, versions))
    figures = known.stated(years=years, lines={row.line for row in stated}, versions=versions)
    return {(*figure.cell, figure.version): figure.document for figure in figures}


def _rows(result: ShowResult, rows: Sequence[FigureRow], before: Mapping[Place, str], cited: Sources) -> Iterator[Row]:
    ledger = result.ledger

    def made(row: FigureRow, name: Text, level: int) -> Row:
        earlier = before.get((row.line, row.basis, row.year - 1, row.previous_version), "")
        return Row((name, *_figures(ledger, row), cited.marked(row.document, earlier)), row.row_type, level)

    for fund, of_fund in groupby(rows, key=lambda row: row.fund):
        yield Row((short_fund(ledger, fund),), "heading")
        for heading, own in headed(ledger, of_fund):
            if len(own) == 1:
                yield made(own[0], heading, 1)
                continue
            yield Row((heading,), "heading", 1)
            levels = narrow.in_tree(ledger, [row.line for row in own if row.line])
            for row in own:
                yield made(row, short_or_sum(ledger, row.line, [row]), 2 + levels.get(row.line, 0))


def _figures(ledger: Ledger, row: FigureRow) -> Iterator[Value]:
    """The figure of the year, that of the year before, and the change."""
    yield narrow.figure(ledger, row)
    gone = [OVERTAKEN] if row.previous_overtaken else []
    before = narrow.amount(ledger, row.previous, row.previous_qualifier, row.previous_version, *gone)
    yield NOTHING if _may_differ(row) else before
    yield narrow.compared(row)
