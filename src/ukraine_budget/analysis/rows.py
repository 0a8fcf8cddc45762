"""A figure as a row of a result: the columns that `show` and `outlook` share."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from ukraine_budget.analysis.interval import interval
from ukraine_budget.analysis.series import of_one_series
from ukraine_budget.analysis.standing import Standing, Standings
from ukraine_budget.model.amount import EXACT, Amount, percent
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell

RowType = Literal["line", "total"]


class FigureRow(NamedTuple):
    """What stands for a line, basis and year, or for a fund's total, beside the year before.

    Amounts are in the ledger's unit; None is "not stated". `line` and `parent` are empty for a total, `version`,
    `document` and `locator` where its parts do not share one. `change` is from the year before, None where one of
    the two is not stated or, for totals, where they are not sums over the same lines. `missing` are the lines that a
    total leaves out because they are not stated, `replaced` the parents for which their stated parts stand in.
    `comparable` is false where the two years are stated by papers of different series.
    """

    row_type: RowType
    fund: str
    line: str
    parent: str
    year: int
    basis: str
    amount: Decimal | None
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    qualifier: tuple[str, ...]
    version: str
    carried: bool
    document: str
    locator: str
    previous: Decimal | None
    change: Decimal | None
    change_percent: Decimal | None
    change_low: Decimal | None
    change_high: Decimal | None
    within_rounding: bool
    previous_qualifier: tuple[str, ...]
    previous_version: str
    missing: tuple[str, ...]
    replaced: tuple[str, ...]
    comparable: bool


def line_row(ledger: Ledger, cell: Cell, now: Standing | None, before: Standing | None) -> FigureRow:
    """The row of a line: what stands in the year of `cell`, and the change from what stands in the year before."""
    line = ledger.lines[cell.line]
    figure = now.figure if now else None
    return FigureRow._make(
        (
            "line",
            line.fund,
            cell.line,
            line.parent,
            cell.year,
            cell.basis,
            *interval(figure.amount if figure else None),
            figure.qualifier if figure else (),
            figure.version if figure else "",
            now.carried if now else False,
            figure.document if figure else "",
            figure.locator if figure else "",
            *comparison(figure.amount if figure else None, before.figure.amount if before else None),
            before.figure.qualifier if before else (),
            before.figure.version if before else "",
            (),
            (),
            not (now and before) or of_one_series(ledger, now.figure.version, before.figure.version),
        )
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
    # fmt: off
    return FigureRow._make((
        "line", fund, line, parent, year, basis,
        value, value, value, False, False, (), version, False, entries.document[row], entries.locator[row],
        previous, change, percent(change, previous), change, change, not change, (), previous_version,
        (), (), of_one_series(ledger, version, previous_version),
    ))
    # fmt: on


def comparison(
    now: Amount | None, before: Amount | None, *, comparable: bool = True
) -> tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None, Decimal | None, bool]:
    """The columns previous, change, change_percent, change_low, change_high and within_rounding.

    There is a change only where both years are stated and comparable.
    """
    previous = before.value if before else None
    if now is None or before is None or not comparable:
        return previous, None, None, None, None, False
    change = now - before
    return previous, change.value, percent(change.value, before.value), change.low, change.high, change.may_be_zero
