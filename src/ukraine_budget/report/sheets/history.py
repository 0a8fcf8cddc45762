"""Every revision of each line as a sheet: versions down, years across, changes below each version."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ukraine_budget.analysis.history import HistoryResult, HistoryRow
from ukraine_budget.language import Text, joined, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.display import CARRIED, SOURCE, VERSION, Sources, head, sources
from ukraine_budget.report.headings import measured
from ukraine_budget.report.history import NO_LONGER, history_heading, history_table
from ukraine_budget.report.names import name_of
from ukraine_budget.report.narrow import weakest
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.sheets import columns
from ukraine_budget.report.sheets.columns import ChangeCells, FigureColumns
from ukraine_budget.report.table import Block, Formula, Records, Row, Table
from ukraine_budget.report.values import Value
from ukraine_budget.report.versions import short_version


def history_sheet(ledger: Ledger, as_of: str, results: Sequence[HistoryResult]) -> Table:
    """A section per line and basis: what stood at each version, and below it the changes."""
    history_rows = [row for result in results for row in result.rows]
    halves, years = columns.has_halves(history_rows), sorted({row.year for row in history_rows})
    cited = sources(ledger, (row.document for row in history_rows))
    at = dict(zip(years, columns.figure_columns(len(years), halves=halves), strict=True))
    heads = (VERSION, *columns.headed(map(Text, years), halves=halves), SOURCE)
    rows: list[Row] = []
    formulas: list[Formula] = []
    for result in results:
        for own in _by_basis(result):
            title = (name_of(ledger.lines[own[0].line]), history_heading(ledger, own[0].basis, own))
            rows += columns.heading_rows(joined(title, ": "), rows)
            body, live = _section(ledger, own, at, cited, len(rows))
            rows += body
            formulas += live
    notes = dict.fromkeys(note for result in results for note in result.notes)
    return Table(
        "history",
        said("Every revision of each line ({measure})", measure=measured(ledger, as_of)),
        head(ledger, as_of),
        Records.of(HistoryRow, history_rows),
        blocks=(Block(Text(), heads, tuple(rows), tuple(formulas)),) if rows else (),
        notes=tuple(note_texts(ledger, notes)) if rows else (said("Nothing is stated."),),
        sources=cited.lines,
    )


def line_sheet(result: HistoryResult) -> Table:
    """The history of one line."""
    sheet, whole = history_sheet(result.ledger, result.as_of, [result]), history_table(result)
    return replace(whole, blocks=sheet.blocks, sources=sheet.sources)


def _by_basis(result: HistoryResult) -> Iterator[list[HistoryRow]]:
    bases = dict.fromkeys(row.basis for row in result.rows)
    return ([row for row in result.rows if row.basis == basis] for basis in bases)


def _section(
    ledger: Ledger, history_rows: Sequence[HistoryRow], at: Mapping[int, FigureColumns], cited: Sources, start: int
) -> tuple[list[Row], list[Formula]]:
    rows: list[Row] = []
    formulas: list[Formula] = []
    before = start
    for version, cells in groupby(history_rows, key=lambda row: row.at_version):
        own = {row.year: row for row in cells}
        here = start + len(rows)
        rows.append(_stand(ledger, version, own, at, cited))
        if any(row.change is not None for row in own.values()):
            shown: list[Value] = [said("change")]
            for year, slot in at.items():
                cell, live = _revision(own.get(year), slot, here, before)
                shown += cell
                formulas += live
            rows.append(Row((*shown, ""), "line", 1))
        before = here
    return rows, formulas


def _stand(
    ledger: Ledger, version: str, own: Mapping[int, HistoryRow], at: Mapping[int, FigureColumns], cited: Sources
) -> Row:
    cells = [cell for year, slot in at.items() for cell in _figure(ledger, own.get(year), slot)]
    stated = [row for row in own.values() if row.amount is not None and not row.carried]
    where = dict.fromkeys(cited.citation(row.document, row.locator) for row in stated)
    name = joined(dict.fromkeys((name_of(ledger.versions[version]), short_version(ledger, version))))
    return Row((name, *cells, joined(where)))


def _figure(ledger: Ledger, row: HistoryRow | None, slot: FigureColumns) -> tuple[Value, ...]:
    if row is None:
        return slot.cells("")
    if row.amount is None:
        return slot.cells(NO_LONGER)
    words = weakest(ledger, row.qualifier, row.version)
    return slot.cells(row.amount, columns.half(row), *words, *([CARRIED] if row.carried else []))


def _revision(
    row: HistoryRow | None, slot: FigureColumns, here: int, before: int
) -> tuple[tuple[Value, ...], list[Formula]]:
    """What a version changed, below its figure."""
    if row is None or row.change is None:
        return slot.cells(""), []
    below = here + 1
    compared = ChangeCells(
        columns.pair(slot, slot, here, before), slot.at(below), slot.half_at(below), slot.words_at(below)
    )
    return slot.cells(*columns.change_cells(row)), list(compared.of_line(row))
