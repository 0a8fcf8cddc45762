"""The views as the sheets of a workbook: one table each under one header, totals and changes with their formulas."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ukraine_budget.analysis.claims import ClaimsResult
from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.lines import placed
from ukraine_budget.analysis.listing import ListResult
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.totals import counted
from ukraine_budget.language import Text, joined, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.check import CLAIMS, claim_records, claim_row
from ukraine_budget.report.diff import diff_sources, diff_table
from ukraine_budget.report.diffrows import CELLS, diff_row
from ukraine_budget.report.display import (
    NOT_STATED,
    Sources,
    figure,
    head,
    measure,
    moment,
    row_name,
    sources,
)
from ukraine_budget.report.listing import list_table
from ukraine_budget.report.live import live, stacked
from ukraine_budget.report.outlook import change_rows, gap_cells, outlook_table
from ukraine_budget.report.show import fund_title
from ukraine_budget.report.table import Block, Column, Formula, Place, Row, Table, block

OLD, NEW, CHANGE = 2, 3, 4
"""Columns of a diff."""
OF_OLD = (OLD, 6, 7, 8, 9)
"""Columns of a diff that add up over the lines that its old stand counts."""
UNTIL_NOW = said(
    "Claims are tested against all versions of the ledger, whatever the moment that the other sheets show."
)
LEFT, RIGHT, DIFFERENCE = 2, 4, 5
"""Columns of a claim."""


def summary_sheet(result: OutlookResult) -> Table:
    """What stands, by fund, basis and line, years across."""
    title = said(
        "Summary by fund and year, as it stands at {moment} ({measure})",
        moment=moment(result.as_of),
        measure=measure(result.ledger),
    )
    return replace(_figures_sheet(result, changes=False), title=title)


def outlook_sheet(result: OutlookResult) -> Table:
    """The same with the change from the year before below each line."""
    return _figures_sheet(result, changes=True)


def _figures_sheet(result: OutlookResult, *, changes: bool) -> Table:
    cited = sources(result.ledger, (row.document for row in result.rows if row.row_type == "line"))
    years = (Column(Text(year), "change") for year in result.years)
    ends = (Column(said("Remarks")), Column(said("Stated by")), Column(said("Source")))
    columns = (Column(said("Line")), *years, *ends)
    sections = (
        _figures(result, columns, list(rows), cited, changes=changes)
        for _, rows in groupby(result.rows, key=lambda row: (row.fund, row.basis))
    )
    return replace(outlook_table(result), blocks=stacked(columns, sections))


def _figures(
    result: OutlookResult, columns: Sequence[Column], found: Sequence[FigureRow], cited: Sources, *, changes: bool
) -> Block:
    """The lines of a fund and basis and their total, and formulas for the total and the changes."""
    ledger, fund, basis = result.ledger, found[0].fund, found[0].basis
    levels = dict(placed(ledger, fund))
    gaps = gap_cells(result)
    rows: list[Row] = []
    formulas: list[Formula] = []
    at: dict[str, int] = {}
    for line, group in groupby(found, key=lambda row: row.line):
        years = list(group)
        at[line] = len(rows)
        rows.append(_figure_row(ledger, years, levels.get(line, 0), cited))
        if changes:
            rows += change_rows(years, gaps, ("", "", ""), levels.get(line, 0) + 1)
            formulas += _from_year_to_year(at[line], len(rows) - at[line] - 1, len(years))
    if "" in at:
        for column, year in enumerate(result.years, 1):
            lines = _counted(ledger, fund, found, year)
            formulas.append(Formula(Place(at[""], column), tuple(Place(at[line], column) for line in lines)))
    return live(_heading(ledger, fund, basis), columns, rows, formulas)


def _heading(ledger: Ledger, fund: str, basis: str) -> Text:
    return joined((fund_title(ledger, fund), word(basis, "basis")), ": ")


def _counted(ledger: Ledger, fund: str, rows: Iterable[FigureRow], year: int) -> tuple[str, ...]:
    stated = {row.line for row in rows if row.line and row.year == year and row.amount is not None}
    return counted(ledger, stated, fund).stated


def _from_year_to_year(row: int, below: int, years: int) -> Iterator[Formula]:
    """Below each figure but the first: its change from the year before, and in a second row what that is in percent."""
    for column in range(2, years + 1):
        now, before, change = Place(row, column), Place(row, column - 1), Place(row + 1, column)
        if below > 0:
            yield Formula(change, (now,), (before,))
        if below > 1:
            yield Formula(Place(row + 2, column), (change,), per=before)


def _figure_row(ledger: Ledger, years: Sequence[FigureRow], level: int, cited: Sources) -> Row:
    first = years[0]
    amounts = (figure(row) or NOT_STATED for row in years)
    partial = ", ".join(str(row.year) for row in years if row.missing and row.amount is not None)
    remark = joined((partial, said("stated lines only")), ": ") if partial else ""
    stated_by = dict.fromkeys(row.version for row in years if row.version)
    places = dict.fromkeys(cited.place(row.document, row.locator) for row in years if row.line)
    name = row_name(ledger, first.line, first.basis)
    ends = (remark, ", ".join(stated_by), ", ".join(filter(None, places)))
    return Row((name, *amounts, *ends), first.row_type, level)


def diff_sheet(result: DiffResult) -> Table:
    """What changed, by fund, basis, line and year, with the totals over what each side counts."""
    shown = diff_row(result, diff_sources(result))
    sections = (
        _changes(result.ledger, list(rows), shown)
        for _, rows in groupby(result.rows, key=lambda row: (row.fund, row.basis))
    )
    return replace(diff_table(result), blocks=stacked(CELLS, sections))


def _changes(ledger: Ledger, found: Sequence[DiffRow], shown: Callable[[DiffRow], Row]) -> Block:
    rows = list(map(shown, found))
    formulas: list[Formula] = []
    for n, row in enumerate(found):
        formulas.append(Formula(Place(n, CHANGE), (Place(n, NEW),), (Place(n, OLD),)))
        if row.row_type == "total":
            formulas += _sums(ledger, found, rows, n)
    return live(_heading(ledger, found[0].fund, found[0].basis), CELLS, rows, formulas)


def _sums(ledger: Ledger, found: Sequence[DiffRow], rows: Sequence[Row], at: int) -> Iterator[Formula]:
    """The formulas of a total: over the lines of its year that count on either side, where they say anything."""
    fund = found[at].fund
    same = {row.line: n for n, row in enumerate(found) if row.line and row.year == found[at].year}
    lines_of = {
        OLD: counted(ledger, {line for line, n in same.items() if found[n].old is not None}, fund).stated,
        NEW: counted(ledger, {line for line, n in same.items() if found[n].new is not None}, fund).stated,
    }
    for column in (*OF_OLD, NEW):
        lines = lines_of[NEW if column == NEW else OLD]
        plus = (Place(same[line], column) for line in lines if rows[same[line]].cells[column] is not None)
        yield Formula(Place(at, column), tuple(plus))


def claims_sheet(result: ClaimsResult) -> Table:
    """The verdict on every claim, with the difference of its two sides."""
    rows = tuple(map(claim_row, result.rows))
    left_out = len(result.ledger.claims) - len(rows)
    formulas = (Formula(Place(n, DIFFERENCE), (Place(n, LEFT),), (Place(n, RIGHT),)) for n in range(len(rows)))
    return Table(
        "claims/1",
        said("Things said about the figures ({measure})", measure=measure(result.ledger)),
        head(result.ledger, None),
        claim_records(result.rows),
        blocks=(block(*live(Text(), CLAIMS, rows, formulas)),) if rows else (),
        notes=(
            UNTIL_NOW if rows else said("Nothing is claimed."),
            *([said("Left out: {n} claims about other funds or bases.", n=left_out)] if left_out else []),
        ),
    )


def list_sheet(result: ListResult) -> Table:
    """The papers, or the versions, of the whole ledger."""
    table = list_table(result)
    whole = said(
        "All {list} of the ledger, whatever moment, funds and bases the other sheets show.",
        list=word(result.what, "list"),
    )
    return replace(table, notes=(*table.notes, whole))
