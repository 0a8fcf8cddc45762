"""The views as the sheets of a workbook: one table each under one header, totals and changes with their formulas."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ukraine_budget.analysis.claims import ClaimsResult
from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.history import HistoryResult, HistoryRow
from ukraine_budget.analysis.listing import ListResult
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import placed
from ukraine_budget.analysis.totals import counted
from ukraine_budget.language import Text, joined, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.claims import CLAIMS, claim_records, claim_row
from ukraine_budget.report.diff import diff_sources, diff_table
from ukraine_budget.report.diffrows import CELLS, diff_row
from ukraine_budget.report.display import NOT_STATED, Sources, change, figure, head, sources
from ukraine_budget.report.history import history_heading, stand
from ukraine_budget.report.listing import list_table
from ukraine_budget.report.names import fund_title, line_name, measure, measured, row_name, rows_heading
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.outlook import absent, by_year, change_rows, gap_cells, outlook_table
from ukraine_budget.report.table import Block, CellRef, Column, Formula, Records, Row, Table, block, live, stacked

OLD, NEW, CHANGE = 2, 3, 4
"""Columns of a diff."""
OF_OLD = (OLD, 6, 7, 8, 9)
"""Columns of a diff that add up over the lines that its old stand counts."""
UNTIL_NOW = said(
    "Claims are tested against all versions of the ledger, whatever the moment that the other sheets show."
)
LEFT, RIGHT, DIFFERENCE = 2, 4, 5
"""Columns of a claim."""
FIRST = 2
"""The column of the first year."""


def summary_sheet(result: OutlookResult) -> Table:
    """What stands, by fund, basis and line, years across."""
    title = said("Summary by fund and year ({measure})", measure=measured(result.ledger, result.as_of))
    return replace(_figures_sheet(result, changes=False), title=title)


def outlook_sheet(result: OutlookResult) -> Table:
    """What stands, by fund, basis and line, with the change from the year before below each line."""
    return _figures_sheet(result, changes=True)


def _figures_sheet(result: OutlookResult, *, changes: bool) -> Table:
    cited = sources(result.ledger, (row.document for row in result.rows if row.row_type == "line"))
    years = (Column(Text(year), "change") for year in result.years)
    ends = (Column(said("Stated by")), Column(said("Source")))
    columns = (Column(said("Line")), *years, *ends)
    sections = (
        _figures(result, columns, list(rows), cited, changes=changes)
        for _, rows in groupby(result.rows, key=lambda row: (row.fund, row.counts_as))
    )
    return replace(outlook_table(result), blocks=stacked(columns, sections))


def _figures(
    result: OutlookResult, columns: Sequence[Column], figure_rows: Sequence[FigureRow], cited: Sources, *, changes: bool
) -> Block:
    """The lines of a fund and basis and their total, and formulas for the total and the changes."""
    ledger, fund = result.ledger, figure_rows[0].fund
    levels = dict(placed(ledger, fund))
    gaps = gap_cells(result)
    rows: list[Row] = []
    formulas: list[Formula] = []
    at: dict[str, int] = {}
    for line, group in groupby(figure_rows, key=lambda row: row.line):
        stated = list(group)
        years = by_year(stated, result.years)
        at[line] = len(rows)
        rows.append(_figure_row(ledger, stated, years, levels.get(line, 0), cited))
        if changes:
            rows += change_rows(years, gaps, ("", ""), levels.get(line, 0) + 1)
            formulas += _from_year_to_year(at[line], len(rows) - at[line] - 1, len(years))
    if "" in at:
        for column, year in enumerate(result.years, 1):
            lines = _counted(ledger, fund, figure_rows, year)
            formulas.append(Formula(CellRef(at[""], column), tuple(CellRef(at[line], column) for line in lines)))
    heading = rows_heading(ledger, figure_rows[0].counts_as, (row.version for row in figure_rows))
    return live(joined((fund_title(ledger, fund), heading), ": "), columns, rows, formulas)


def _heading(ledger: Ledger, fund: str, basis: str) -> Text:
    return joined((fund_title(ledger, fund), word(basis, "basis")), ": ")


def _counted(ledger: Ledger, fund: str, rows: Iterable[FigureRow], year: int) -> tuple[str, ...]:
    of_year = (row for row in rows if row.line and row.year == year and row.amount is not None)
    return counted(ledger, {row.line for row in of_year if not row.overtaken}, fund).stated


def _from_year_to_year(row: int, below: int, years: int) -> Iterator[Formula]:
    """Below each figure but the first: its change from the year before, and in a second row what that is in percent."""
    for column in range(2, years + 1):
        now, before, change = CellRef(row, column), CellRef(row, column - 1), CellRef(row + 1, column)
        if below > 0:
            yield Formula(change, (now,), (before,))
        if below > 1:
            yield Formula(CellRef(row + 2, column), (change,), per=before)


def _figure_row(
    ledger: Ledger, stated: Sequence[FigureRow], years: Sequence[FigureRow | None], level: int, cited: Sources
) -> Row:
    first = stated[0]
    amounts = ((figure(ledger, row) or NOT_STATED) if row else absent(first.line) or None for row in years)
    stated_by = dict.fromkeys(row.version for row in stated if row.version)
    name = row_name(ledger, first.line, first.counts_as, partial=any(row.partial for row in stated))
    ends = (", ".join(stated_by), _places((row for row in stated if row.line), cited))
    return Row((name, *amounts, *ends), first.row_type, level)


def _places(rows: Iterable[FigureRow | HistoryRow], cited: Sources) -> Text:
    """Where figures are stated, each place once."""
    return joined(dict.fromkeys(cited.place(row.document, row.locator) for row in rows))


def diff_sheet(result: DiffResult) -> Table:
    """What changed, by fund, basis, line and year, with the totals over what each side counts."""
    shown = diff_row(result, diff_sources(result))
    sections = (
        _changes(result.ledger, list(rows), shown)
        for _, rows in groupby(result.rows, key=lambda row: (row.fund, row.basis))
    )
    return replace(diff_table(result), blocks=stacked(CELLS, sections))


def _changes(ledger: Ledger, diff_rows: Sequence[DiffRow], shown: Callable[[DiffRow], Row]) -> Block:
    rows = list(map(shown, diff_rows))
    formulas: list[Formula] = []
    for n, row in enumerate(diff_rows):
        formulas.append(Formula(CellRef(n, CHANGE), (CellRef(n, NEW),), (CellRef(n, OLD),)))
        if row.row_type == "total":
            formulas += _sums(ledger, diff_rows, rows, n)
    return live(_heading(ledger, diff_rows[0].fund, diff_rows[0].basis), CELLS, rows, formulas)


def _sums(ledger: Ledger, diff_rows: Sequence[DiffRow], rows: Sequence[Row], at: int) -> Iterator[Formula]:
    """The formulas of a total: over the lines of its year that count on either side, where they say anything."""
    fund = diff_rows[at].fund
    same = {row.line: n for n, row in enumerate(diff_rows) if row.line and row.year == diff_rows[at].year}
    lines_of = {
        OLD: counted(ledger, {line for line, n in same.items() if diff_rows[n].old is not None}, fund).stated,
        NEW: counted(ledger, {line for line, n in same.items() if diff_rows[n].new is not None}, fund).stated,
    }
    for column in (*OF_OLD, NEW):
        lines = lines_of[NEW if column == NEW else OLD]
        plus = (CellRef(same[line], column) for line in lines if rows[same[line]].cells[column] is not None)
        yield Formula(CellRef(at, column), tuple(plus))


def history_sheet(ledger: Ledger, as_of: str, results: Sequence[HistoryResult]) -> Table:
    """A section per line and basis: what stood at each version, stated or carried, and below it what changed."""
    history_rows = [row for result in results for row in result.rows]
    years = sorted({row.year for row in history_rows})
    cited = sources(ledger, (row.document for row in history_rows))
    columns = (
        *(Column(said("Version")), Column(said("Date"))),
        *(Column(Text(year), "change") for year in years),
        Column(said("Source")),
    )
    sections = (_section(ledger, columns, rows, years, cited) for result in results for rows in _by_basis(result))
    notes = dict.fromkeys(note for result in results for note in result.notes)
    return Table(
        "history/2",
        said("Every revision of each line ({measure})", measure=measured(ledger, as_of)),
        head(ledger, as_of),
        Records(HistoryRow._fields, history_rows, HistoryRow),
        blocks=stacked(columns, sections),
        notes=tuple(note_texts(ledger, notes)) if history_rows else (said("Nothing is stated."),),
        sources=cited.lines,
    )


def _by_basis(result: HistoryResult) -> Iterator[list[HistoryRow]]:
    bases = dict.fromkeys(row.basis for row in result.rows)
    return ([row for row in result.rows if row.basis == basis] for basis in bases)


def _section(
    ledger: Ledger, columns: Sequence[Column], history_rows: Sequence[HistoryRow], years: Sequence[int], cited: Sources
) -> Block:
    rows: list[Row] = []
    formulas: list[Formula] = []
    before = 0
    for version, cells in groupby(history_rows, key=lambda row: row.at_version):
        own = {row.year: row for row in cells}
        at = len(rows)
        rows.append(_stand(ledger, version, own, years, cited))
        if any(row.change is not None for row in own.values()):
            rows.append(_revision(own, years))
            formulas += (
                Formula(CellRef(at + 1, column), (CellRef(at, column),), (CellRef(before, column),))
                for column in range(FIRST, FIRST + len(years))
            )
        before = at
    heading = history_heading(ledger, history_rows[0].basis, history_rows)
    title = joined((line_name(ledger, history_rows[0].line), heading), ": ")
    return live(title, columns, rows, formulas)


def _stand(ledger: Ledger, version: str, own: Mapping[int, HistoryRow], years: Sequence[int], cited: Sources) -> Row:
    amounts = (stand(own[year]) if year in own else "" for year in years)
    stated = (row for row in own.values() if row.amount is not None and not row.carried)
    return Row((version, ledger.versions[version].date, *amounts, _places(stated, cited)))


def _revision(own: Mapping[int, HistoryRow], years: Sequence[int]) -> Row:
    return Row((said("change"), "", *(change(own[year]) if year in own else None for year in years), ""), "line", 1)


def claims_sheet(result: ClaimsResult) -> Table:
    """The verdict on every claim, with the difference of its two sides."""
    rows = tuple(map(claim_row, result.rows))
    left_out = len(result.ledger.claims) - len(rows)
    formulas = (Formula(CellRef(n, DIFFERENCE), (CellRef(n, LEFT),), (CellRef(n, RIGHT),)) for n in range(len(rows)))
    return Table(
        "claims/2",
        said("Things said about the figures ({measure})", measure=measure(result.ledger)),
        head(result.ledger, None),
        claim_records(result.rows),
        blocks=(block(*live(Text(), CLAIMS, rows, formulas)[:4]),) if rows else (),
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
