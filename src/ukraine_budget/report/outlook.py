"""The years side by side, as a table: all of them, and on one screen those from the newest figures on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from ukraine_budget.analysis.falls import Fall
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.outlookrows import funds_and_bases, lines_of, rows_of, stated_rows, versions_of
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import above, fund_lines
from ukraine_budget.language import NOTHING, Text, said
from ukraine_budget.model.amount import ZERO
from ukraine_budget.model.text import plain
from ukraine_budget.report import narrow
from ukraine_budget.report.answers.outlook import gap_sentences, outlook_answer, outlook_subject
from ukraine_budget.report.caveats import caveats, since_notes
from ukraine_budget.report.display import (
    AMOUNT,
    DIFFERENCE,
    LINE,
    NOT_STATED,
    SOURCE,
    STATED_BY,
    YEAR,
    Sources,
    change,
    figure,
    head,
    sources,
    why_not,
)
from ukraine_budget.report.headings import fund_title, funds_name, headed, heading_of, measured, short_fund
from ukraine_budget.report.names import row_name, short_or_sum
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.ratios import percent_cell
from ukraine_budget.report.table import Block, Column, Noted, Records, Row, Table, block
from ukraine_budget.report.values import Qualified, Value

GapCell = tuple[str, str, str, int]
"""A fund, a line or its total (""), a basis and a year."""
Key = tuple[str, str, str]
"""A line, or the total of a fund, by what it counts as."""
GAP, MAY_BE = said("GAP"), said("possible GAP")
ACROSS = 3
"""The most years that fit side by side on a screen; more are rows."""


def outlook_table(result: OutlookResult) -> Table:
    """A block per fund with the years across, and changes from year to year below each line."""
    cited = sources(result.ledger, (row.document for row in result.rows if row.row_type == "line"))
    by_fund = groupby(result.rows, key=lambda row: row.fund)
    blocks = tuple(_fund_block(result, list(rows), cited) for _, rows in by_fund)
    return replace(outlook_records(result), blocks=blocks, sources=cited.lines)


def outlook_records(result: OutlookResult) -> Table:
    """What machines read: rows with a figure in their year or the year before; no blocks and sources."""
    ledger = result.ledger
    return Table(
        "outlook",
        outlook_title(result),
        head(ledger, result.as_of) | {"years": result.years, "gap_limit_percent": plain(result.limit)},
        Records.of(FigureRow, stated_rows(result.rows)),
        {"gaps": Records.of(Fall, result.gaps), "planned": Records.of(Fall, result.falls.planned)},
        notes=(*gap_sentences(result), *note_texts(ledger, result.notes), *outlook_since(result)),
        answer=outlook_answer(result),
    )


def outlook_since(result: OutlookResult) -> tuple[Noted, ...]:
    """Notes on later statements, and on papers not read."""
    return since_notes(result.ledger, lines_of(result.rows), result.years, result.as_of)


def outlook_title(result: OutlookResult) -> Text:
    """That it is an outlook, in which unit, as of when."""
    return said("Outlook ({measure})", measure=measured(result.ledger, result.as_of))


def _fund_block(result: OutlookResult, rows: Sequence[FigureRow], cited: Sources) -> Block:
    columns = (LINE, *(Column(Text(year), "amount") for year in result.years), STATED_BY, SOURCE)
    return block(fund_title(result.ledger, rows[0].fund), columns, tuple(_all_rows(result, rows, cited)))


def _all_rows(result: OutlookResult, rows: Sequence[FigureRow], cited: Sources) -> Iterator[Row]:
    levels = dict(fund_lines(result.ledger, rows[0].fund))
    gaps = gap_cells(result)
    for heading, group in headed(result.ledger, rows):
        yield Row((heading,), "heading")
        for line, across in groupby(group, key=lambda row: row.line):
            own = list(across)
            level, years = levels.get(line, 0), by_year(own, result.years)
            stated_by = ", ".join(dict.fromkeys(row.version for row in own if row.version))
            marks = cited.marked(*(row.document for row in own if row.line))
            name = row_name(result.ledger, line, own[0].counts_as, partial=any(row.partial for row in own))
            absent = NOT_STATED if line else ""  # a total would say no more than its parts
            cells = (figure(result.ledger, row) if row else absent for row in years)
            yield Row((name, *cells, stated_by, marks), own[0].row_type, level)
            yield from _change_rows(years, gaps, level + 1)


def by_year(rows: Iterable[FigureRow], years: Iterable[int]) -> list[FigureRow | None]:
    """The row of each year; None for a year without."""
    by_year = {row.year: row for row in rows}
    return [by_year.get(year) for year in years]


def gap_cells(result: OutlookResult) -> dict[GapCell, Text]:
    """The gaps by fund, line, basis and year, each certain or possible."""
    return {(gap.fund, gap.line, "cash", gap.year): GAP if gap.certain else MAY_BE for gap in result.gaps}


def cell_of(row: FigureRow) -> GapCell:
    """The key of a figure among the gaps."""
    return row.fund, row.line, row.counts_as, row.year


def _change_rows(years: Sequence[FigureRow | None], gaps: Mapping[GapCell, Text], level: int) -> Iterator[Row]:
    """The changes from year to year, also in percent; no row without any."""
    changes = [_change(row, gaps) for row in years]
    if any(changes):
        is_gap = any(row and cell_of(row) in gaps for row in years)
        yield Row((said("change from the year before"), *changes, "", ""), "alert" if is_gap else "line", level)
    shares = [row and percent_cell(row) for row in years]
    if any(share is not None for share in shares):
        cells = (Qualified(share, kind="percent") if isinstance(share, Decimal) else share or "" for share in shares)
        yield Row((said("in percent"), *cells, "", ""), "line", level)


def _change(row: FigureRow | None, gaps: Mapping[GapCell, Text]) -> Value:
    if row is None or row.amount is None or row.previous is None:
        return ""
    gap = gaps.get(cell_of(row))
    return change(row, *([gap] if gap else [])) or why_not(row)


def outlook_brief(result: OutlookResult, top: int | None = None, sort: str | None = None) -> Table:
    """The stated lines of each fund, years across, or down if there are many."""
    ledger = result.ledger
    years = years_ahead(result)
    rows = rows_of(result.rows, years)
    lines = stated_lines(result, rows)
    rows = [row for row in rows if (row.line, row.counts_as) in lines]
    every = widest(rows, sort)
    kept = narrow.chosen(every, top, sort)
    order = {key_of(row): n for n, row in enumerate(kept)}
    rows = sorted((row for row in rows if key_of(row) in order), key=lambda row: order[key_of(row)])
    subject_row = outlook_subject(result)
    said_of = caveats(ledger, subject_row, years, result.notes, as_of=result.as_of, shifts=result.shifts)
    cited = sources(ledger, [*(row.document for row in rows), *said_of.documents])
    if len(years) <= ACROSS:
        columns = [Column(Text(year), "amount") for year in years]
        block = narrow.table(columns, [row for row, _ in rows_across(result, rows, years, cited)])
    else:
        block = _down(result, rows, cited)
    return narrow.screen(
        outlook_answer(result),
        outlook_heading(result, years, rows),
        (block, *narrow.more_lines(len(every) - len(kept))),
        cited,
        caveats=said_of.texts(cited),
        more=narrow.with_full(len(result.notes) + len(outlook_since(result)), said("all lines, years and columns")),
    )


def outlook_heading(result: OutlookResult, years: Sequence[int], rows: Sequence[FigureRow]) -> Text:
    """What the figures are of, for which years, in which unit, as of when."""
    ledger = result.ledger
    what = funds_name(ledger, [fund for fund, _ in funds_and_bases(result.rows)])
    measure = heading_of(ledger, rows, result.as_of)
    if not years:
        return said("{line}: {measure}", line=what, measure=measure)
    if len(years) == 1:
        return said("{what} in {year}: {measure}", what=what, year=years[0], measure=measure)
    return said("{what}, {first} to {last}: {measure}", what=what, first=years[0], last=years[-1], measure=measure)


def years_ahead(result: OutlookResult) -> list[int]:
    """The years from that of the newest version that states a figure."""
    dates = (result.ledger.versions[version].date for version in versions_of(result.rows))
    newest = int(max(dates, default="")[:4] or 0)
    return [year for year in result.years if year >= min(newest, result.years[-1])]


def key_of(row: FigureRow) -> Key:
    """The line of a figure, and what it counts as."""
    return row.fund, row.line, row.counts_as


def widest(rows: Sequence[FigureRow], sort: str | None = None) -> list[FigureRow]:
    """The row that ranks each line: its largest figure, or its first by `sort`; the lines in their order."""
    ranked = sorted(rows, key=narrow.KEYS[sort] if sort else lambda row: -abs(row.amount or ZERO))
    best = {key_of(row): row for row in reversed(ranked)}
    return [best[key] for key in dict.fromkeys(map(key_of, rows))]


def stated_lines(result: OutlookResult, rows: Sequence[FigureRow]) -> set[tuple[str, str]]:
    """The lines to show, with what they count as: those stated, and their parents."""
    stated = {(row.line, row.counts_as) for row in rows if row.amount is not None}
    parents = {(parent, counts_as) for line, counts_as in stated if line for parent in above(result.ledger, line)}
    return stated | parents


def grouped(result: OutlookResult, rows: Sequence[FigureRow]) -> Iterator[tuple[Text, int, list[FigureRow]]]:
    """The lines by their names, each with its level and rows; headings have no rows."""
    ledger = result.ledger
    for fund, of_fund in groupby(rows, key=lambda row: row.fund):
        yield short_fund(ledger, fund), 0, []
        for heading, own in headed(ledger, of_fund):
            yield heading, 1, []
            levels = narrow.in_tree(ledger, [row.line for row in own if row.line])
            for line, of_line in groupby(own, key=lambda row: row.line):
                years = list(of_line)
                yield short_or_sum(ledger, line, years), 2 + levels.get(line, 0), years


def rows_across(
    result: OutlookResult, rows: Sequence[FigureRow], years: Sequence[int], cited: Sources
) -> Iterator[tuple[Row, Sequence[FigureRow]]]:
    """The rows of a table with the years across, each with its figures; headings and changes have none."""
    ledger, gaps = result.ledger, gap_cells(result)
    for name, level, own in grouped(result, rows):
        if not own:
            yield Row((name,), "heading", level), ()
            continue
        of_year = by_year(own, years)
        figures = [narrow.figure(ledger, row) if row else NOT_STATED for row in of_year]
        yield Row((name, *figures, cited.marked(*(row.document for row in own))), own[0].row_type, level), own
        changes = [narrow.compared(row) if row else NOTHING for row in of_year[1:]]
        if any(changes):
            is_gap = any(cell_of(row) in gaps for row in own)
            yield Row((said("change on year"), "", *changes, ""), "alert" if is_gap else "line", level + 1), ()


def _down(result: OutlookResult, rows: Sequence[FigureRow], cited: Sources) -> Block:
    lines: list[Row] = []
    ledger, gaps = result.ledger, gap_cells(result)
    for name, level, own in grouped(result, rows):
        if not own:
            lines.append(Row((name,), "heading", level))
            continue
        for n, row in enumerate(row for row in own if row.amount is not None):
            change: Value = narrow.compared(row) if n else ""
            cells = ("" if n else name, Text(row.year), narrow.figure(ledger, row), change, cited.marked(row.document))
            lines.append(Row(cells, "alert" if cell_of(row) in gaps else row.row_type, level))
    return narrow.table((YEAR, AMOUNT, DIFFERENCE), lines)
