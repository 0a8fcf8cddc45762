"""A figure as a row of a result: the columns that `show` and `outlook` share."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, partial
from itertools import compress
from typing import Literal, NamedTuple

from ukraine_budget.analysis.interval import interval
from ukraine_budget.analysis.snapshot import LedgerSnapshot
from ukraine_budget.analysis.versions import of_one_series
from ukraine_budget.figures.column import Integers
from ukraine_budget.model.amount import EXACT, Amount, percent
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Figure

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


def line_row(
    ledger: Ledger, cell: tuple[str, str, int], now: Figure | None, before: Figure | None, *, carried: bool = False
) -> FigureRow:
    """The row of a line: what stands in the year of `cell`, and the change from what stands in the year before."""
    name, basis, year = cell
    line = ledger.lines[name]
    return FigureRow._make(
        (
            "line",
            line.fund,
            name,
            line.parent,
            year,
            basis,
            *interval(now.amount if now else None),
            now.qualifier if now else (),
            now.version if now else "",
            carried,
            now.document if now else "",
            now.locator if now else "",
            *comparison(now.amount if now else None, before.amount if before else None),
            before.qualifier if before else (),
            before.version if before else "",
            (),
            (),
            not (now and before) or of_one_series(ledger, now.version, before.version),
        )
    )


def line_rows(ledger: Ledger, cells: Iterable[tuple[str, str, int]], found: LedgerSnapshot) -> Iterator[FigureRow]:
    """The row of each cell, with the change from what stands in the year before.

    In bulk nearly all figures are stated exactly and without a word: those need no interval, and no figure is made.
    """
    now = list(cells)
    before = [(line, basis, year - 1) for line, basis, year in now]
    numbers, earlier = map(found.cells.structure.axes.numbers, (now, before))
    is_exact = found.cells.is_exact(numbers) & found.cells.is_exact(earlier)
    rows = (found.cells.at(cells[is_exact]) for cells in (numbers, earlier))
    exact = _exact_rows(ledger, compress(now, is_exact.tolist()), *rows)
    others = (list(compress(keys, (~is_exact).tolist())) for keys in (now, before))
    figures = zip(*map(found.figures, others), strict=True)
    for cell, is_bare in zip(now, is_exact.tolist(), strict=True):
        yield next(exact) if is_bare else line_row(ledger, cell, *next(figures), carried=cell in found.carried)


def _exact_rows(
    ledger: Ledger, cells: Iterable[tuple[str, str, int]], rows: Integers, earlier: Integers
) -> Iterator[FigureRow]:
    """The rows of lines for which two rows of the ledger's file state the year and the year before, exactly."""
    figures, are_of_one_series = ledger.figures, cache(partial(of_one_series, ledger))
    values, versions = map(figures.values, (rows, earlier)), map(figures.version.take, (rows, earlier))
    stated = zip(cells, *values, *versions, figures.document.take(rows), figures.locator.take(rows), strict=True)
    for (line, basis, year), value, previous, version, previous_version, document, locator in stated:
        change = EXACT.subtract(value, previous)
        _, fund, parent, *_ = ledger.lines[line]
        # fmt: off
        yield FigureRow._make((
            "line", fund, line, parent, year, basis,
            value, value, value, False, False, (), version, False, document, locator,
            previous, change, percent(change, previous), change, change, not change, (), previous_version,
            (), (), are_of_one_series(version, previous_version),
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
