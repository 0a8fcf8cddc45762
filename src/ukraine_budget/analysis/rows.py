"""A figure as a row of a result: the columns that `show` and `outlook` share."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache, partial
from itertools import compress
from typing import TypedDict

from ukraine_budget.analysis.result_row import StatedRow, amount_columns
from ukraine_budget.analysis.snapshot import LedgerSnapshot
from ukraine_budget.analysis.versions import of_one_series
from ukraine_budget.figures.column import Integers
from ukraine_budget.model.amount import EXACT, Amount, percent
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Figure


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


def line_row(
    ledger: Ledger, cell: tuple[str, str, int], now: Figure | None, before: Figure | None, *, carried: bool = False
) -> FigureRow:
    """The row of a line: what stands in the year of `cell`, and the change from what stands in the year before."""
    name, basis, year = cell
    line = ledger.lines[name]
    return FigureRow(
        row_type="line",
        fund=line.fund,
        line=name,
        parent=line.parent,
        year=year,
        basis=basis,
        **amount_columns(now.amount if now else None),
        qualifier=now.qualifier if now else (),
        version=now.version if now else "",
        carried=carried,
        document=now.document if now else "",
        locator=now.locator if now else "",
        **comparison(now.amount if now else None, before.amount if before else None),
        previous_qualifier=before.qualifier if before else (),
        previous_version=before.version if before else "",
        comparable=not (now and before) or of_one_series(ledger, now.version, before.version),
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
    stated = zip(*values, *versions, figures.document.take(rows), figures.locator.take(rows), strict=True)
    return map(partial(_exact_row, ledger, are_of_one_series), cells, stated)


def _exact_row(
    ledger: Ledger,
    are_of_one_series: Callable[[str, str], bool],
    cell: tuple[str, str, int],
    stated: tuple[Decimal, Decimal, str, str, str, str],
) -> FigureRow:
    """The row of a line from the amounts and versions of the year and the year before, and the year's paper."""
    value, previous, version, previous_version, document, locator = stated
    (line, basis, year), change = cell, EXACT.subtract(value, previous)
    _, fund, parent, *_ = ledger.lines[line]
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
        document=document,
        locator=locator,
        previous=previous,
        change=change,
        change_percent=percent(change, previous),
        change_low=change,
        change_high=change,
        within_rounding=not change,
        previous_version=previous_version,
        comparable=are_of_one_series(version, previous_version),
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
