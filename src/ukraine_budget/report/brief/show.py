"""What stands for a year, on one screen: this year, the year before, the change."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.analysis.show import ShowResult
from ukraine_budget.language import NOTHING, Text, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.figures import show_answer
from ukraine_budget.report.answers.subject import subject
from ukraine_budget.report.brief.caveats import caveats, losses
from ukraine_budget.report.brief.cells import (
    amount,
    compared,
    heading_of,
    in_tree,
    largest,
    narrow,
    papers,
    rest,
    short_fund,
    short_name,
    sum_name,
    with_full,
)
from ukraine_budget.report.brief.order import in_order
from ukraine_budget.report.display import OVERTAKEN, Sources, sources
from ukraine_budget.report.names import funds_name, rows_heading
from ukraine_budget.report.readings import papers_before, reading_blocks
from ukraine_budget.report.show import show_since
from ukraine_budget.report.table import Column, Row, Table, brief

Place = tuple[str, str, int, str]
"""Where a figure is stated: line, basis, year and version."""


def show_brief(result: ShowResult, top: int | None = None, sort: str | None = None) -> Table:
    """The stated lines of each fund by what they are counted as, and what the figures show of unsized shifts."""
    ledger = result.ledger
    stated = _stated(result)
    every = [row for row in result.rows if (row.fund, row.counts_as, row.line) in stated]
    rows = in_order(every, sort, top) if sort else largest(every, top)
    years = (result.year, result.year - 1)
    lost = losses(ledger, result.notes)
    about = subject(ledger, result.rows)
    said_of = caveats(ledger, about, years, *lost, as_of=result.as_of, shifts=result.shifts)
    before = _papers_of_year_before(ledger, rows)
    documents = (*(row.document for row in rows), *before.values())
    cited = sources(ledger, [*documents, *papers_before(result.shifts), *said_of.documents])
    columns = (
        Column(Text(result.year), "amount"),
        Column(Text(result.year - 1), "amount"),
        Column(said("Change"), "change"),
    )
    table = narrow(columns, tuple(_rows(result, rows, before, cited)))
    return brief(
        show_answer(result),
        said(
            "{what} in {year}: {measure}",
            what=funds_name(ledger, [row.fund for row in result.rows]),
            year=result.year,
            measure=heading_of(ledger, rows, result.as_of),
        ),
        (*([table] if rows else []), *rest(len(every) - len(rows)), *reading_blocks(ledger, result.shifts, cited)),
        said_of.texts(cited),
        (*papers(ledger, cited), with_full(len(result.notes) + len(show_since(result)), said("all lines, columns"))),
    )


def _stated(result: ShowResult) -> set[tuple[str, str, str]]:
    """The lines that are stated in one of the two years, and what these are parts of, by what they count as."""
    found = {
        (row.fund, row.counts_as, row.line) for row in result.rows if row.amount is not None or row.previous is not None
    }
    parents = {(fund, what, parent) for fund, what, line in found if line for parent in above(result.ledger, line)}
    return found | parents


def _papers_of_year_before(ledger: Ledger, rows: Sequence[FigureRow]) -> Mapping[Place, str]:
    """The paper of each figure of the year before: it may be another than that of the year."""
    stated = [row for row in rows if row.previous_version and row.line]
    years, versions = {row.year - 1 for row in stated}, {row.previous_version for row in stated}
    known = ledger.about(years, map(ledger.versions.__getitem__, versions))
    figures = known.stated(years=years, lines={row.line for row in stated}, versions=versions)
    return {(*figure.cell, figure.version): figure.document for figure in figures}


def _papers(row: FigureRow, before: Mapping[Place, str], cited: Sources) -> str:
    """The marks of the papers that state the two figures of a row."""
    earlier = before.get((row.line, row.basis, row.year - 1, row.previous_version), "")
    return cited.marked(row.document, earlier)


def _rows(result: ShowResult, rows: Sequence[FigureRow], before: Mapping[Place, str], cited: Sources) -> Iterator[Row]:
    ledger = result.ledger
    for fund, of_fund in groupby(rows, key=lambda row: row.fund):
        yield Row((short_fund(ledger, fund),), "heading")
        for counts_as, group in groupby(list(of_fund), key=lambda row: row.counts_as):
            own = list(group)
            heading = rows_heading(ledger, counts_as, [row.version for row in own])
            if len(own) == 1:
                yield _row(result, own[0], heading, 1, _papers(own[0], before, cited))
                continue
            yield Row((heading,), "heading", 1)
            levels = in_tree(ledger, [row.line for row in own if row.line])
            for row in own:
                name = short_name(ledger.lines[row.line]) if row.line else sum_name([row])
                yield _row(result, row, name, 2 + levels.get(row.line, 0), _papers(row, before, cited))


def _row(result: ShowResult, row: FigureRow, name: Text, level: int, marks: str) -> Row:
    ledger = result.ledger
    now = amount(ledger, row.amount, row.qualifier, row.version, *([OVERTAKEN] if row.overtaken else []))
    gone = [OVERTAKEN] if row.previous_overtaken else []
    before = amount(ledger, row.previous, row.previous_qualifier, row.previous_version, *gone)
    if row.row_type == "total" and row.change is None:
        before = NOTHING  # it may be a sum over other lines
    return Row((name, now, before, compared(row), marks), row.row_type, level)
