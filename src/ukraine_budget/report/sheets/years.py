"""The outlook as a sheet: the lines of each fund with the years across, and changes from year to year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import fund_lines
from ukraine_budget.language import NOTHING, Text, joined, said
from ukraine_budget.model.amount import EXACT
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.display import LINE, NOT_STATED, SOURCE, Sources, sources, why_not
from ukraine_budget.report.headings import rows_heading, short_fund
from ukraine_budget.report.names import line_or_sum
from ukraine_budget.report.narrow import largest
from ukraine_budget.report.outlook import Key, outlook_table, widest
from ukraine_budget.report.ratios import Percent, percent
from ukraine_budget.report.sheets import columns
from ukraine_budget.report.sheets.columns import ChangeCells, FigureColumns
from ukraine_budget.report.sheets.formulas import MARKS, TotalFormulas, if_short
from ukraine_budget.report.table import Block, CellRef, Formula, Row, Table
from ukraine_budget.report.values import Hanging, Value, number

LINES = 200
"""The most lines on a sheet: of more only the largest, and the others together."""
CHANGE_ROW = said("change from the year before")
LIMIT = CellRef(0, 1)
"""The cell of the limit above which a fall is a gap."""
OTHERS = "\n"
"""Stands for the lines that are not on the sheet: no line is called so."""


class YearsSheet(NamedTuple):
    """The sheet, and where its figures are: the row of each line, and the columns of each year."""

    table: Table
    rows: Mapping[Key, int]
    years: Mapping[int, FigureColumns]


class _Section(NamedTuple):
    """The figures of a fund that count as one thing, and where they go."""

    ledger: Ledger
    fund: str
    counts_as: str
    lines: Mapping[str, Sequence[FigureRow]]
    slots: Mapping[int, FigureColumns]
    others: int
    verdicts: Mapping[tuple[str, int], Text]
    has_limit: bool
    cited: Sources


def years_sheet(result: OutlookResult) -> YearsSheet:
    """The figures of all years that are stated; of very many lines the largest."""
    ledger = result.ledger
    halves = columns.has_halves(result.rows)
    years = dict(zip(result.years, columns.figure_columns(len(result.years), halves=halves), strict=True))
    heads = (LINE, *columns.headed(map(Text, result.years), halves=halves), SOURCE)
    cited = sources(ledger, (row.document for row in result.rows if row.row_type == "line"))
    rows: list[Row] = [_limit(result, len(heads))] if _has_gaps(result) else []
    formulas: list[Formula] = []
    row_of: dict[Key, int] = {}
    for section in _sections(result, years, cited):
        rows += columns.heading_rows(_heading(section), rows)
        body, own, at = _body(section, len(rows))
        row_of |= {(section.fund, line, section.counts_as): row for line, row in at.items() if line != OTHERS}
        rows += body
        formulas += own
    blocks = (Block(Text(), heads, tuple(rows), tuple(formulas)),) if row_of else ()
    return YearsSheet(replace(outlook_table(result), blocks=blocks), row_of, years)


def outlook_sheet(result: OutlookResult) -> Table:
    """The same as a table alone."""
    return years_sheet(result).table


def _has_gaps(result: OutlookResult) -> bool:
    """Whether there is cash of support, whose falls can be gaps."""
    return any(row.basis == "cash" and result.ledger.funds[row.fund].support for row in result.rows)


def _limit(result: OutlookResult, width: int) -> Row:
    label = said("A gap is a fall in cash of more than")
    return Row((label, Hanging(result.limit, kind="share"), *[""] * (width - 2)))


def _heading(section: _Section) -> Text:
    versions = (row.version for rows in section.lines.values() for row in rows)
    counted = rows_heading(section.ledger, section.counts_as, versions)
    return joined((short_fund(section.ledger, section.fund), counted), ": ")


def _sections(result: OutlookResult, years: Mapping[int, FigureColumns], cited: Sources) -> Iterator[_Section]:
    verdicts = {(row.line, row.year): NOTHING for row in result.falls.judged}
    verdicts |= {(gap.line, gap.year): MARKS["gap" if gap.certain else "possible"] for gap in result.gaps}
    for (fund, counts_as), group in groupby(result.rows, key=lambda row: (row.fund, row.counts_as)):
        rows = list(group)
        if all(row.amount is None for row in rows):
            continue
        every = widest(rows)
        kept = {row.line for row in largest(every, LINES)}
        lines = {line: list(own) for line, own in groupby(rows, key=lambda row: row.line) if line in kept}
        others, may_fall = len(every) - len(kept), counts_as == "cash" and result.ledger.funds[fund].support
        yield _Section(
            ledger=result.ledger,
            fund=fund,
            counts_as=counts_as,
            lines=lines,
            slots=years,
            others=others,
            verdicts=verdicts,
            has_limit=may_fall,
            cited=cited,
        )


def _body(section: _Section, start: int) -> tuple[list[Row], list[Formula], Mapping[str, int]]:
    """The rows of a section from row `start` on, their formulas, and the row of each line."""
    levels = dict(fund_lines(section.ledger, section.fund))
    rows: list[Row] = []
    formulas: list[Formula] = []
    at: dict[str, int] = {}
    for line, figures in section.lines.items():
        by_year = {row.year: row for row in figures}
        if not line and section.others:
            at[OTHERS] = start + len(rows)
            rows.append(_others(section, [*[Row(())] * start, *rows], at))
        at[line] = start + len(rows)
        rows.append(_row(section, line, by_year, levels.get(line, 0)))
        below, own = _changes(section, by_year, at[line], levels.get(line, 0) + 1)
        rows += below
        formulas += own if line else ()
    if "" in at:
        formulas += if_short(_totals(section, [*[Row(())] * start, *rows], at))
    elif section.others:
        rows.append(Row((said("Other lines, all smaller: {n}", n=section.others), *[""] * (_width(section) - 1))))
    return rows, formulas, at


def _width(section: _Section) -> int:
    return 2 + sum(slot.width for slot in section.slots.values())


def _others(section: _Section, rows: Sequence[Row], at: Mapping[str, int]) -> Row:
    """The sum of the lines that are not on the sheet, where there is a total."""
    cells: list[Value] = []
    totals = {row.year: row for row in section.lines[""]}
    for year, slot in section.slots.items():
        counted, total = _total_of(section, at, year), totals.get(year)
        if total is None or total.amount is None:
            cells += slot.cells("")
            continue
        left, off = EXACT.subtract(total.amount, counted.shown(rows, slot.amount)), columns.half(total)
        if slot.half is not None and off is not None:
            off = EXACT.subtract(off, counted.shown(rows, slot.half, slot.amount))
        cells += slot.cells(left, off)
    return Row((said("Other lines together: {n}", n=section.others), *cells, ""))


def _row(section: _Section, line: str, by_year: Mapping[int, FigureRow], level: int) -> Row:
    ledger = section.ledger
    cells: list[Value] = []
    for year, slot in section.slots.items():
        cells += _figure(ledger, line, by_year.get(year), slot)
    first = next(iter(by_year.values()))
    name = line_or_sum(ledger, next((row for row in by_year.values() if row.partial), first))
    stated = {section.cited.citation(row.document, row.locator): None for row in by_year.values() if row.line}
    return Row((name, *cells, joined(stated)), first.row_type, level)


def _figure(ledger: Ledger, line: str, row: FigureRow | None, slot: FigureColumns) -> tuple[Value, ...]:
    if row is None or row.amount is None:
        return slot.cells(NOT_STATED if line else "")
    return slot.cells(row.amount, columns.half(row), *columns.words_of(ledger, row))


def _changes(
    section: _Section, by_year: Mapping[int, FigureRow], at: int, level: int
) -> tuple[list[Row], list[Formula]]:
    """The change below a line of which two consecutive years are stated, and its ends in percent."""
    with_change = [row for row in by_year.values() if row.amount is not None and row.previous is not None]
    if not any(row.year - 1 in section.slots for row in with_change):
        return [], []
    sizes = {row.year: percent(row) for row in by_year.values()}
    names = _names_of_ends(sizes.values())
    cells: list[list[Value]] = [[label] for label in (CHANGE_ROW, *names)]
    formulas: list[Formula] = []
    before: FigureColumns | None = None
    for year, slot in section.slots.items():
        row = by_year.get(year) if before else None
        size = sizes.get(year) if before else None
        cells[0] += slot.cells(*_change(section, row)) if row else slot.cells("")
        ends = (size.low, size.high) if size else ()
        for n in range(1, len(cells)):
            cells[n] += slot.cells(Hanging(ends[n - 1], kind="percent") if ends else "")
        if row and before and not _is_untold(row):
            compared = _compared(slot, before, at, at + 1 + len(names))
            formulas += compared.of_line(row, _limit_of(section, row))
        before = slot
    return [Row((*row, ""), "line", level) for row in cells], formulas


def _names_of_ends(sizes: Iterable[Percent | None]) -> list[Text]:
    """The names of the rows in percent: two if any change has two ends."""
    known = [size for size in sizes if size]
    if any(size.low != size.high for size in known):
        return [said("in percent, lowest"), said("in percent, highest")]
    return [said("in percent")] if known else []


def _compared(slot: FigureColumns, before: FigureColumns, at: int, last: int) -> ChangeCells:
    """The figures of two years in a row, and what compares them in the rows below, to the `last`."""
    ends = tuple(slot.at(row) for row in range(at + 2, last + 1))
    return ChangeCells(
        columns.pair(slot, before, at), slot.at(at + 1), slot.half_at(at + 1), slot.words_at(at + 1), ends
    )


def _is_untold(row: FigureRow) -> bool:
    """Whether two figures are stated and not compared."""
    return row.amount is not None and row.previous is not None and row.change is None


def _limit_of(section: _Section, row: FigureRow) -> CellRef | None:
    """The limit above which a fall is a gap, where it may be one."""
    may_be = section.has_limit and (row.change is None or (row.line, row.year) in section.verdicts)
    return LIMIT if may_be else None


def _change(section: _Section, row: FigureRow) -> tuple[Value, Decimal | None, Text]:
    """A change with its mark, or why there is none."""
    if _is_untold(row):
        return "", None, why_not(row)
    verdict = section.verdicts.get((row.line, row.year), NOTHING) if row.counts_as == "cash" else NOTHING
    return columns.change_cells(row, verdict)


def _totals(section: _Section, rows: Sequence[Row], at: Mapping[str, int]) -> Iterator[Formula]:
    """The formulas of totals and their changes, where they give what the program says."""
    total, has_change = at[""], len(rows) > at[""] + 1
    for before, (year, slot) in zip([None, *section.slots.values()], section.slots.items(), strict=False):
        row = next((row for row in section.lines[""] if row.year == year), None)
        counted = _total_of(section, at, year)
        if row is None or row.amount is None or not counted.gives(rows, slot.amount, row.amount):
            continue
        yield counted.sum(slot.at(total))
        if slot.half is not None and not columns.is_open(row):
            yield counted.sum(CellRef(total, slot.half), slot.amount, "spread")
        if before and has_change and number(rows[total].cells[before.amount]) is not None:
            is_alike = counted.alike(rows, slot.amount, before.amount)
            if is_alike == (row.change is not None) and not columns.is_open(row):
                yield from _compared(slot, before, total, len(rows) - 1).of_total(row, counted)


def _total_of(section: _Section, at: Mapping[str, int], year: int) -> TotalFormulas:
    """What counts in the total of a year: no line that newer parts contradict."""
    out = {line for line, rows in section.lines.items() if any(row.overtaken for row in rows if row.year == year)}
    tops = section.ledger.tops.get(section.fund, ())
    return TotalFormulas(columns.terms(section.ledger, tops, at, out), at.get(OTHERS))
