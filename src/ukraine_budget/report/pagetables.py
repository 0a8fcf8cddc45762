"""The tables of a page: the years of every line, and where each figure comes from."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import DECIDED, FigureRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.analysis.snapshot import snapshot_after
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.language import NOTHING, Text, joined, said
from ukraine_budget.model.amount import OUTSTANDING, ZERO
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.answer import counted
from ukraine_budget.report.display import AMOUNT, LINE, STATED_BY, YEAR, Sources
from ukraine_budget.report.headings import basis_heading
from ukraine_budget.report.names import line_or_sum, name_of
from ukraine_budget.report.narrow import MARKS, figure
from ukraine_budget.report.outlook import by_year, rows_across, stated_lines
from ukraine_budget.report.table import Block, CellRef, Column, Columns, Row
from ukraine_budget.report.versions import version_named

FLOWS = ("commitment", "cash", OUTSTANDING)
"""What a balance follows from."""
SHOWN = 50
"""The rows of a table that are there at once; of more the largest come first, and the others are asked for."""


class FigureKey(NamedTuple):
    """Which figure: a total has no line."""

    fund: str
    line: str
    counts_as: str
    year: int


def key_of(row: FigureRow) -> FigureKey:
    """The key of a row."""
    return FigureKey(row.fund, row.line, row.counts_as, row.year)


class YearsTable(NamedTuple):
    """The years of some lines side by side; which figure each cell shows, and the line of each row.

    A `ranked` one has the largest lines first. `remark` says how many are left out.
    """

    block: Block
    cells: Mapping[CellRef, FigureKey]
    lines: Mapping[int, str]
    remark: Text = NOTHING
    ranked: bool = False


def years_tables(result: OutlookResult, cited: Sources, top: int | None = None) -> list[YearsTable]:
    """All that is stated as one table; of many lines a table per fund and basis, with at most `top` rows."""
    of_lines = stated_lines(result, result.rows)
    rows = [row for row in result.rows if (row.line, row.counts_as) in of_lines]
    groups = [list(group) for _, group in groupby(rows, key=lambda row: (row.fund, row.counts_as))]
    if any(len({row.line for row in group}) > SHOWN for group in groups):
        return [_ranked(result, group, cited, top) for group in groups]
    silent = len({row.line for row in result.rows if row.line} - {line for line, _ in of_lines})
    remark = counted(
        silent, said("1 more line, with nothing stated"), said("{n} more lines, with nothing stated", n=silent)
    )
    table = _table(result, rows, cited, has_changes=len(groups) > 1)
    return [table._replace(remark=remark)] if groups else []


def _ranked(result: OutlookResult, group: Sequence[FigureRow], cited: Sources, top: int | None) -> YearsTable:
    """The lines of a group from the largest down, at most `top`, and how many are left out."""
    lines = [list(rows) for _, rows in groupby(group, key=lambda row: row.line)]
    lines.sort(key=lambda rows: (not rows[0].line, max(abs(row.amount or ZERO) for row in rows)), reverse=True)
    left = len(lines) - len(lines[:top])
    table = _table(result, [row for rows in lines[:top] for row in rows], cited, ranked=True)
    return table._replace(
        remark=counted(left, said("1 more line, smaller"), said("{n} more lines, all smaller", n=left))
    )


def _table(
    result: OutlookResult,
    figures: Sequence[FigureRow],
    cited: Sources,
    *,
    has_changes: bool = False,
    ranked: bool = False,
) -> YearsTable:
    rows: list[Row] = []
    cells: dict[CellRef, FigureKey] = {}
    lines: dict[int, str] = {}
    for row, own in rows_across(result, figures, result.years, cited):
        if own:
            lines[len(rows)] = own[0].line
            for column, stated in enumerate(by_year(own, result.years), 1):
                if stated and stated.amount is not None:
                    cells[CellRef(len(rows), column)] = key_of(stated)
        if own or row.style == "heading" or has_changes:
            rows.append(row._replace(level=2) if own and ranked else row)
    columns = (Column(NOTHING), *(Column(Text(year), "amount") for year in result.years), MARKS)
    return YearsTable(Block(NOTHING, columns, tuple(rows), is_narrow=True), cells, lines, ranked=ranked)


def figures_block(result: OutlookResult, rows: Sequence[FigureRow], cited: Sources) -> Block:
    """Figures one by one: what each counts, its interval, and where it is stated."""
    ledger = result.ledger
    columns = Columns[FigureRow](
        (LINE, lambda row: line_or_sum(ledger, row)),
        (YEAR, lambda row: Text(row.year)),
        (Column(said("Counted as")), _counted_as),
        (AMOUNT, lambda row: figure(ledger, row)),
        (Column(said("Between")), _interval),
        (STATED_BY, lambda row: _stated_by(ledger, row)),
        (Column(said("Paper and place")), lambda row: _citation(result, row, cited)),
    )
    return Block(NOTHING, columns.heads, tuple(columns.row(row, row.row_type) for row in rows))


def _counted_as(row: FigureRow) -> Text:
    return said("Decided by cabinet") if row.counts_as == DECIDED else basis_heading(row.basis)


def _interval(row: FigureRow) -> Text:
    """What the rounding leaves open, if anything."""
    low, high = row.low, row.high
    if low is not None and high is not None:
        return said("{low} to {high}", low=low, high=high) if low != high else NOTHING
    if low is not None:
        return said("{low} or more", low=low)
    return said("{high} or less", high=high) if high is not None else NOTHING


def _stated_by(ledger: Ledger, row: FigureRow) -> Text:
    """Which version states a figure, or what it is computed from."""
    if row.row_type == "total":
        names = joined([name_of(ledger.lines[line]) for line in row.missing], "; ")
        return said("sum of the stated lines; not stated: {lines}", lines=names) if names else said("sum of the lines")
    if not row.version:
        return said("computed from stated commitments and cash")
    version = version_named(ledger, row.version)
    return said("last stated by {version}", version=version) if row.carried else version


def _citation(result: OutlookResult, row: FigureRow, cited: Sources) -> Text:
    """The paper of a figure and the place in it; for a computed figure, the papers of its terms."""
    if row.version:
        return cited.citation(row.document, row.locator)
    return Text(cited.marked(*papers_of(result, row)))


def papers_of(result: OutlookResult, row: FigureRow) -> Iterator[str]:
    """The paper of a figure; for a total or a balance, those of its terms."""
    ledger = result.ledger
    if row.version:
        yield row.document
    elif row.row_type == "total":
        beside = [one for one in result.rows if key_of(one)._replace(line="") == key_of(row) and not one.overtaken]
        stated = [one for one in beside if one.line and one.amount is not None]
        lines = {one.line for one in stated}
        yield from (one.document for one in stated if lines.isdisjoint(above(ledger, one.line)))
    else:
        snapshot = snapshot_after(ledger, known_at(ledger, result.as_of).versions, lines={row.line})
        own = (figure for figure in snapshot.stated.values() if figure.cell.basis in FLOWS)
        yield from (figure.document for figure in own if figure.cell.year <= row.year)
