"""What stands for a year as a sheet: this year, the year before, and what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import fund_lines
from ukraine_budget.analysis.show import ShowResult
from ukraine_budget.language import NOTHING, Text, joined, said
from ukraine_budget.model.amount import EXACT, half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.display import (
    CHANGE,
    LINE,
    NOT_STATED,
    OVERTAKEN,
    SOURCE,
    WITHIN_ROUNDING,
    Sources,
    sources,
    why_not,
)
from ukraine_budget.report.headings import rows_heading, short_fund
from ukraine_budget.report.names import line_or_sum
from ukraine_budget.report.narrow import weakest
from ukraine_budget.report.ratios import percent
from ukraine_budget.report.sheets import columns
from ukraine_budget.report.sheets.columns import ChangeCells
from ukraine_budget.report.sheets.formulas import TotalFormulas, if_short
from ukraine_budget.report.show import show_table
from ukraine_budget.report.table import SPREAD, Block, CellRef, Column, Formula, Row, Table
from ukraine_budget.report.values import Hanging, Value

NOW, BEFORE = columns.figure_columns(2, halves=True)
CHANGED, HALF, MARK, LOW, HIGH = range(7, 12)


def show_sheet(result: ShowResult) -> Table:
    """The lines of each fund by what they count as."""
    ledger, year = result.ledger, result.year
    heads = (
        LINE,
        *columns.headed((Text(year), Text(year - 1)), halves=True),
        CHANGE,
        SPREAD,
        columns.WORDS,
        Column(said("Lowest %"), "percent"),
        Column(said("Highest %"), "percent"),
        SOURCE,
    )
    cited = sources(ledger, (row.document for row in result.rows if row.row_type == "line"))
    rows: list[Row] = []
    formulas: list[Formula] = []
    for (fund, counts_as), group in groupby(result.rows, key=lambda row: (row.fund, row.counts_as)):
        own = list(group)
        counted = rows_heading(ledger, counts_as, (row.version for row in own))
        rows += columns.heading_rows(joined((short_fund(ledger, fund), counted), ": "), rows)
        start, levels = len(rows), dict(fund_lines(ledger, fund))
        rows += (_row(ledger, row, levels.get(row.line, 0), cited) for row in own)
        for at, row in enumerate(own, start):
            formulas += if_short(_total(ledger, own, start, rows, at) if row.row_type == "total" else _change(row, at))
    blocks = (Block(NOTHING, heads, tuple(rows), tuple(formulas)),) if rows else ()
    return replace(show_table(result), blocks=blocks)


def _row(ledger: Ledger, row: FigureRow, level: int, cited: Sources) -> Row:
    now = (row.amount, columns.half(row), *columns.words_of(ledger, row)) if row.amount is not None else (_absent(row),)
    sizes = percent(row)
    cells: tuple[Value, ...] = (
        line_or_sum(ledger, row),
        *NOW.cells(*now),
        *_before(ledger, row),
        Hanging(row.change, kind="change") if row.change is not None else "",
        half_width(row.change_low, row.change_high) or None,
        _mark(row),
        Hanging(sizes.low, kind="percent") if sizes else "",
        Hanging(sizes.high, kind="percent") if sizes else "",
        cited.citation(row.document, row.locator) if row.line else "",
    )
    return Row(cells, row.row_type, level)


def _absent(row: FigureRow) -> Value:
    return NOT_STATED if row.line else ""


def _before(ledger: Ledger, row: FigureRow) -> tuple[Value, ...]:
    """The year before; of a total only where that is a sum over the same lines."""
    if row.previous is None or (row.row_type == "total" and row.change is None):
        return BEFORE.cells(_absent(row))
    words = weakest(ledger, row.previous_qualifier, row.previous_version)
    return BEFORE.cells(row.previous, _half_before(row), *words, *([OVERTAKEN] if row.previous_overtaken else []))


def _half_before(row: FigureRow) -> Decimal | None:
    """Half the interval of the year before, which follows from those of the change and of the year."""
    both = half_width(row.change_low, row.change_high)
    return EXACT.subtract(both, columns.half(row) or Decimal(0)) if both else None


def _mark(row: FigureRow) -> Text:
    if row.amount is None or row.previous is None:
        return NOTHING
    if row.change is None:
        return why_not(row)
    return WITHIN_ROUNDING if row.within_rounding and row.change else NOTHING


def _change(row: FigureRow, at: int) -> Iterator[Formula]:
    """The formulas of a line; none where the program does not compare its two years."""
    is_stated = row.amount is not None and row.previous is not None
    if is_stated and row.change is None:
        return
    yield from _compared(at).of_line(row)


def _compared(at: int) -> ChangeCells:
    change, half, mark, low, high = (CellRef(at, column) for column in (CHANGED, HALF, MARK, LOW, HIGH))
    return ChangeCells(columns.pair(NOW, BEFORE, at), change, half, mark, (low, high))


def _total(ledger: Ledger, own: Sequence[FigureRow], start: int, rows: Sequence[Row], at: int) -> Iterator[Formula]:
    """The formulas of a total and its change, where they give what the program says."""
    row = own[at - start]
    lines = {one.line: start + n for n, one in enumerate(own) if one.line}
    tops = ledger.tops.get(row.fund, ())
    now = TotalFormulas(columns.terms(ledger, tops, lines, {one.line for one in own if one.overtaken}))
    before = TotalFormulas(columns.terms(ledger, tops, lines, {one.line for one in own if one.previous_overtaken}))
    if row.amount is None or not now.gives(rows, NOW.amount, row.amount):
        return
    if row.change is not None and not now.alike(rows, NOW.amount, BEFORE.amount):  # newer parts contradict a line
        return
    yield now.sum(NOW.at(at))
    if row.change is None or row.previous is None or not before.gives(rows, BEFORE.amount, row.previous):
        return
    yield before.sum(BEFORE.at(at))
    yield from _compared(at)._replace(half=None).of_total(row, now)
