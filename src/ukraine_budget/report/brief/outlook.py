"""The years side by side, on one screen: from the year of the newest figures on, each line with its changes."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.outlookrows import kinds_of
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.language import NOTHING, Text, said
from ukraine_budget.model.amount import ZERO
from ukraine_budget.report.answers.outlook import outlook_answer, outlook_subject
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
from ukraine_budget.report.brief.order import KEYS, in_order
from ukraine_budget.report.display import NOT_STATED, OVERTAKEN, Sources, sources
from ukraine_budget.report.names import funds_name, rows_heading
from ukraine_budget.report.outlook import cell_of, gap_cells, outlook_since
from ukraine_budget.report.table import Block, Column, Row, Table, Value, brief

ACROSS = 3
"""The most years that fit side by side; more are rows."""


def outlook_brief(result: OutlookResult, top: int | None = None, sort: str | None = None) -> Table:
    """The stated lines of each fund with the years across, or down where there are many."""
    ledger = result.ledger
    years = [year for year in result.years if year >= first_year(result)]
    rows = [row for row in result.rows if row.year in years]
    lines = told_lines(result, rows)
    rows = [row for row in rows if (row.line, row.counts_as) in lines]
    every = most(rows, sort) if sort else widest(rows)
    kept = in_order(every, sort, top) if sort else largest(every, top)
    place = {_key(row): n for n, row in enumerate(kept)}
    rows = sorted((row for row in rows if _key(row) in place), key=lambda row: place[_key(row)])
    said_of = caveats(
        ledger, outlook_subject(result), years, *losses(ledger, result.notes), as_of=result.as_of, shifts=result.shifts
    )
    cited = sources(ledger, [*(row.document for row in rows), *said_of.documents])
    table = _across(result, rows, years, cited) if len(years) <= ACROSS else _down(result, rows, cited)
    return brief(
        outlook_answer(result),
        outlook_heading(result, years, rows),
        (*([table] if rows else []), *rest(len(every) - len(kept))),
        said_of.texts(cited),
        (
            *papers(ledger, cited),
            with_full(len(result.notes) + len(outlook_since(result)), said("all lines, years and columns")),
        ),
    )


def outlook_heading(result: OutlookResult, years: Sequence[int], rows: Sequence[FigureRow]) -> Text:
    """What the figures of some years are of, in which unit, and as of when."""
    ledger = result.ledger
    what = funds_name(ledger, [fund for fund, _ in kinds_of(result.rows)])
    measure = heading_of(ledger, rows, result.as_of)
    if not years:
        return said("{line}: {measure}", line=what, measure=measure)
    if len(years) == 1:
        return said("{what} in {year}: {measure}", what=what, year=years[0], measure=measure)
    return said("{what}, {first} to {last}: {measure}", what=what, first=years[0], last=years[-1], measure=measure)


def first_year(result: OutlookResult) -> int:
    """The year from which on a reader looks ahead: that of the newest version that states a figure."""
    dates = [result.ledger.versions[row.version].date for row in result.rows if row.version]
    year = int(max(dates, default="")[:4] or result.years[0] if result.years else 0)
    return min(max(year, result.years[0]), result.years[-1]) if result.years else 0


Key = tuple[str, str, str]
"""A line, or the total of a fund, by what it counts as."""


def _key(row: FigureRow) -> Key:
    return row.fund, row.line, row.counts_as


def widest(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """The largest figure of each line, by what it counts as."""
    return _first(sorted(rows, key=lambda row: -abs(row.amount or ZERO)), rows)


def most(rows: Sequence[FigureRow], sort: str) -> list[FigureRow]:
    """Of each line the figure that comes first in an order, by what it counts as."""
    return _first(sorted(rows, key=KEYS[sort]), rows)


def _first(ranked: Sequence[FigureRow], rows: Sequence[FigureRow]) -> list[FigureRow]:
    """Of each line the figure that is ranked first; the lines in the order of their rows."""
    best = {_key(row): row for row in reversed(ranked)}
    return [best[key] for key in dict.fromkeys(map(_key, rows))]


def told_lines(result: OutlookResult, rows: Sequence[FigureRow]) -> set[tuple[str, str]]:
    """The lines to show and what they count as: those that are stated, and what these are parts of."""
    stated = {(row.line, row.counts_as) for row in rows if row.amount is not None}
    parents = {(parent, counts_as) for line, counts_as in stated if line for parent in above(result.ledger, line)}
    return stated | parents


def grouped(result: OutlookResult, rows: Sequence[FigureRow]) -> Iterator[tuple[Row | None, str, int, list[FigureRow]]]:
    """Headings, each alone; and the rows of each line with its level."""
    ledger = result.ledger
    for fund, of_fund in groupby(rows, key=lambda row: row.fund):
        yield Row((short_fund(ledger, fund),), "heading"), "", 0, []
        for counts_as, group in groupby(list(of_fund), key=lambda row: row.counts_as):
            own = list(group)
            heading = rows_heading(ledger, counts_as, [row.version for row in own])
            yield Row((heading,), "heading", 1), "", 0, []
            levels = in_tree(ledger, [row.line for row in own if row.line])
            for line, of_line in groupby(own, key=lambda row: row.line):
                years = list(of_line)
                name = short_name(ledger.lines[line]) if line else sum_name(years)
                yield None, name, 2 + levels.get(line, 0), years


def _across(result: OutlookResult, rows: Sequence[FigureRow], years: Sequence[int], cited: Sources) -> Block:
    lines: list[Row] = []
    gaps = gap_cells(result)
    for heading, name, level, own in grouped(result, rows):
        if heading:
            lines.append(heading)
            continue
        by_year = {row.year: row for row in own}
        figures = [_figure(result, by_year[year]) if year in by_year else NOT_STATED for year in years]
        marks = cited.marked(*(row.document for row in own))
        lines.append(Row((name, *figures, marks), own[0].row_type, level))
        changes = [compared(by_year[year]) if year in by_year else NOTHING for year in years[1:]]
        if any(changes):
            is_gap = any(cell_of(row) in gaps for row in own)
            change_row = Row((said("change on year"), "", *changes, ""), "alert" if is_gap else "line", level + 1)
            lines.append(change_row)
    return narrow([Column(Text(year), "amount") for year in years], lines)


def _down(result: OutlookResult, rows: Sequence[FigureRow], cited: Sources) -> Block:
    lines: list[Row] = []
    gaps = gap_cells(result)
    for heading, name, level, own in grouped(result, rows):
        if heading:
            lines.append(heading)
            continue
        for n, row in enumerate(row for row in own if row.amount is not None):
            change: Value = compared(row) if n else ""
            cells = ("" if n else name, Text(row.year), _figure(result, row), change, cited.marked(row.document))
            lines.append(Row(cells, "alert" if cell_of(row) in gaps else row.row_type, level))
    columns = (Column(said("Year")), Column(said("Amount"), "amount"), Column(said("Change"), "change"))
    return narrow(columns, lines)


def _figure(result: OutlookResult, row: FigureRow) -> Value:
    return amount(result.ledger, row.amount, row.qualifier, row.version, *([OVERTAKEN] if row.overtaken else []))
