"""A figure as a row of a result: the columns that `show` and `outlook` share."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypedDict

from ukraine_budget.analysis.result_row import StatedRow, amount_columns
from ukraine_budget.analysis.series import of_one_series
from ukraine_budget.analysis.standing import Standing, Standings
from ukraine_budget.model.amount import EXACT, Amount, percent
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell


class FigureRow(StatedRow):
    """What stands for a line, basis and year, or for a fund's total, beside the year before.

    `change` is from the year before, None where one of the two is not stated or, for totals, where they are not sums
    over the same lines. `missing` are the lines that a total leaves out because they are not stated, `replaced` the
    parents for which their stated parts stand in. `comparable` is false where the two years are stated by papers of
    different series.
    """

    previous: Decimal | None = None
    change: Decimal | None = None
    change_percent: Decimal | None = None
    change_low: Decimal | None = None
    change_high: Decimal | None = None
    within_rounding: bool = False
    previous_qualifier: tuple[str, ...] = ()
    previous_version: str = ""
    missing: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    comparable: bool = True


class ComparisonColumns(TypedDict):
    """How a figure compares with that of the year before, as columns of a row."""

    previous: Decimal | None
    change: Decimal | None
    change_percent: Decimal | None
    change_low: Decimal | None
    change_high: Decimal | None
    within_rounding: bool


def line_row(ledger: Ledger, cell: Cell, now: Standing | None, before: Standing | None) -> FigureRow:
    """The row of a line: what stands in the year of `cell`, and the change from what stands in the year before."""
    line = ledger.lines[cell.line]
    figure = now.figure if now else None
    return FigureRow(
        row_type="line",
        fund=line.fund,
        line=cell.line,
        parent=line.parent,
        year=cell.year,
        basis=cell.basis,
        **amount_columns(figure.amount if figure else None),
        qualifier=figure.qualifier if figure else (),
        version=figure.version if figure else "",
        carried=now.carried if now else False,
        document=figure.document if figure else "",
        locator=figure.locator if figure else "",
        **comparison(figure.amount if figure else None, before.figure.amount if before else None),
        previous_qualifier=before.figure.qualifier if before else (),
        previous_version=before.figure.version if before else "",
        comparable=not (now and before) or of_one_series(ledger, now.figure.version, before.figure.version),
    )


def line_rows(ledger: Ledger, cells: Iterable[tuple[str, str, int]], found: Standings) -> Iterator[FigureRow]:
    """The row of each cell, with the change from what stands in the year before.

    In bulk nearly all figures are stated exactly and without a word: those need no interval, and no figure is made.
    """
    row_of, remarkable = found.rows.get, found.remarkable
    for line, basis, year in cells:
        row, earlier = row_of((line, basis, year)), row_of((line, basis, year - 1))
        if row is None or earlier is None or row in remarkable or earlier in remarkable:
            cell, before = Cell(line, basis, year), Cell(line, basis, year - 1)
            yield line_row(ledger, cell, found.get(cell), found.get(before))
        else:
            yield _exact_row(ledger, (line, basis, year), row, earlier)


def _exact_row(ledger: Ledger, cell: tuple[str, str, int], row: int, earlier: int) -> FigureRow:
    """The row of a line for which two rows of the ledger's file state the year and the year before, exactly."""
    (line, basis, year), entries = cell, ledger.entries
    value, previous = ledger.scaled(entries.amount[row]), ledger.scaled(entries.amount[earlier])
    change = EXACT.subtract(value, previous)
    _, fund, parent, *_ = ledger.lines[line]
    version, previous_version = entries.version[row], entries.version[earlier]
    return FigureRow(
        row_type="line",
        fund=fund,
        line=line,
        parent=parent,
        year=year,
        basis=basis,
        amount=value,
        low=value,
        high=value,
        low_open=False,
        high_open=False,
        version=version,
        document=entries.document[row],
        locator=entries.locator[row],
        previous=previous,
        change=change,
        change_percent=percent(change, previous),
        change_low=change,
        change_high=change,
        within_rounding=not change,
        previous_version=previous_version,
        comparable=of_one_series(ledger, version, previous_version),
    )


def comparison(now: Amount | None, before: Amount | None, *, comparable: bool = True) -> ComparisonColumns:
    """The change from the year before: there is one only where both years are stated and comparable."""
    change = now - before if now is not None and before is not None and comparable else None
    return {
        "previous": before.value if before else None,
        "change": change.value if change else None,
        "change_percent": percent(change.value, before.value) if change and before else None,
        "change_low": change.low if change else None,
        "change_high": change.high if change else None,
        "within_rounding": change is not None and change.may_be_zero,
    }
