"""A diff as a sheet: a row per line and year, with totals over what each side counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.language import NOTHING, Text, joined, phrase, said
from ukraine_budget.model.amount import ZERO, exact_sum, half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report import display
from ukraine_budget.report.changes import headed
from ukraine_budget.report.declared import margin
from ukraine_budget.report.diff import PARTS, diff_sources, diff_table
from ukraine_budget.report.display import DIFFERENT_SERIES, NOT_STATED, Sources
from ukraine_budget.report.headings import short_fund
from ukraine_budget.report.names import name_of
from ukraine_budget.report.narrow import largest, weakest
from ukraine_budget.report.sheets.columns import WORDS, heading_rows, terms
from ukraine_budget.report.sheets.formulas import MARKS, FigurePair, TotalFormulas, change, if_short
from ukraine_budget.report.table import SPREAD, Block, CellRef, Column, Columns, Formula, Row, Table
from ukraine_budget.report.years import any_year

OLD, OLD_WORDS, NEW, NEW_WORDS, CHANGE, HALF, MARK, DECLARED, MOVED, NET, UNTIED, STATUS, SOURCE = range(2, 15)
LINES = 1000
"""The most rows: of more only the largest changes."""


def changes_sheet(result: DiffResult) -> Table:
    """By fund, basis, line and year; of very many rows the largest changes."""
    columns = _columns(result, diff_sources(result))
    shown = largest(result.rows, LINES)
    is_whole = len(shown) == len(result.rows)
    rows: list[Row] = []
    formulas: list[Formula] = []
    for title, own in _groups(result.ledger, shown):
        rows += heading_rows(title, rows)
        start = len(rows)
        rows += (columns.row(row, row.row_type) for row in own)
        for at, row in enumerate(own, start):
            formulas += _change(result, row, at)
            if row.row_type == "total" and is_whole:
                lines = {one.line: n for n, one in enumerate(own, start) if one.line and one.year == row.year}
                formulas += if_short(_total(result.ledger, row, at, lines, rows))
    if left := len(result.rows) - len(shown):
        rows.append(Row((said("Other changes, all smaller: {n}", n=left), *[""] * (len(columns.heads) - 1))))
    block = Block(Text(), columns.heads, tuple(rows), tuple(formulas))
    return replace(diff_table(result), blocks=(block,) if shown else ())


def _groups(ledger: Ledger, rows: Sequence[DiffRow]) -> Iterator[tuple[Text, list[DiffRow]]]:
    """The rows of each fund by what they count as, with their title."""
    for fund, of_fund in groupby(rows, key=lambda row: row.fund):
        for heading, own in headed(ledger, of_fund):
            yield joined((short_fund(ledger, fund), heading), ": "), own


def diff_sheet(result: DiffResult) -> Table:
    """The same, and below it what the papers declare, what moved, and what is declared elsewhere."""
    whole = diff_table(result)
    funds = len(list(groupby(row.fund for row in result.rows)))
    return replace(whole, blocks=(*changes_sheet(result).blocks, *whole.blocks[funds:]))


def _columns(result: DiffResult, cited: Sources) -> Columns[DiffRow]:
    ledger, near = result.ledger, margin(result).change

    def mark(row: DiffRow) -> Text:
        if not row.comparable:
            return DIFFERENT_SERIES
        return near if row.within_rounding and row.change else NOTHING

    return Columns(
        (display.LINE, lambda row: name_of(ledger.lines[row.line]) if row.line else said("Total")),
        (display.YEAR, lambda row: any_year(row.year)),
        (Column(said("Old"), "amount"), lambda row: NOT_STATED if row.old is None else row.old),
        (WORDS, lambda row: joined(weakest(ledger, row.old_qualifier, row.old_version))),
        (Column(said("New"), "amount"), lambda row: NOT_STATED if row.new is None else row.new),
        (WORDS, lambda row: joined(weakest(ledger, row.new_qualifier, row.new_version))),
        (display.CHANGE, lambda row: "" if row.change is None else row.change),
        (SPREAD, lambda row: half_width(row.low, row.high) or None),
        (WORDS, mark),
        *PARTS,
        (display.STATUS, lambda row: phrase(row.status, "status")),
        (display.SOURCE, lambda row: cited.marked(row.old_document, row.new_document)),
    )


def _change(result: DiffResult, row: DiffRow, at: int) -> Iterator[Formula]:
    """The formulas of a row: its change, whether that is within rounding, and its net part."""
    is_stated = row.old is not None and row.new is not None
    if row.line and (row.change is not None or not is_stated):
        yield change(CellRef(at, CHANGE), FigurePair(CellRef(at, NEW), CellRef(at, OLD)))
    if row.change is None:
        return
    has_ends = not (row.low_open or row.high_open)  # else no half of it stands beside it
    if row.comparable and row.line and has_ends and not result.tolerance:
        template = 'IF(AND(ISNUMBER({0}),{0}<>0,ROUND(ABS({0})-N({1}),9)<=0),{near},"")'
        yield Formula(CellRef(at, MARK), template, (CellRef(at, CHANGE), CellRef(at, HALF)), MARKS, "text")
    if row.net and exact_sum(part or ZERO for part in (row.declared, row.moved, row.net, row.untied)) == row.change:
        cells = tuple(CellRef(at, column) for column in (CHANGE, DECLARED, MOVED, UNTIED))
        yield Formula(CellRef(at, NET), "IF(ISNUMBER({0}),{0}-N({1})-N({2})-N({3}),0)", cells, kind="change")


def _total(ledger: Ledger, row: DiffRow, at: int, lines: Mapping[str, int], rows: Sequence[Row]) -> Iterator[Formula]:
    """The formulas of a total: its sums over the lines that either side counts, and its change."""
    counted = TotalFormulas(terms(ledger, ledger.tops.get(row.fund, ()), lines))
    parts = ((OLD, row.old, OLD), (NEW, row.new, NEW), (DECLARED, row.declared, OLD), (MOVED, row.moved, OLD))
    for column, amount, stated in (*parts, (UNTIED, row.untied, OLD)):
        if amount and counted.gives(rows, column, amount, stated):
            yield counted.sum(CellRef(at, column), stated, "amount" if column in (OLD, NEW) else "change")
    if row.change is not None and counted.alike(rows, NEW, OLD):
        yield counted.change(CellRef(at, CHANGE), FigurePair(CellRef(at, NEW), CellRef(at, OLD)))
