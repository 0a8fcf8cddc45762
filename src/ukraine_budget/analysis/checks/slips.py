"""Figures that look as if a digit or a decimal point slipped: about ten times what stands beside them, or a tenth."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from ukraine_budget.analysis.checks.findings import Factor, TenFoldSlip
from ukraine_budget.analysis.checks.place import at_figure
from ukraine_budget.model.amount import EXACT, ZERO, Amount
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.rows import Cell, Figure

ABOUT_TEN = (Decimal(8), Decimal("12.5"))
"""How many times as large is about ten times."""
ROUGHLY_TEN = (Decimal(4), Decimal(25))
"""How many times as large a figure may be than that which corrects a slip and is changed for other reasons as well."""
TINY = Decimal(20)
"""Amounts below this many half steps of rounding grow ten-fold without any slip."""

Bounds = tuple[Decimal, Decimal]
ByCell = Mapping[Cell, Sequence[Figure]]


def slips(ledger: Ledger) -> Iterator[TenFoldSlip]:
    """A warning for each figure that is about ten times, or a tenth of, those it is compared with.

    A figure is compared with the same cell in the two versions nearest to it. Between two it need be about ten times
    only the one, and roughly ten times the other: the version that corrects a slip may change the figure as well. Where
    no other version states the cell, it is compared with the years on both sides of it in its own version. Where only
    two versions state it and differ so, the earlier one is named if its years contradict it too, else the later one.
    """
    by_cell = _by_cell(ledger, ledger.uneven(*ABOUT_TEN))
    for row in by_cell.values():
        for figure, beside, rough in _compared(by_cell, row):
            factor = _factor(figure, beside, rough)
            if factor:
                nearly = tuple(other for other in beside if _ten_fold(figure.amount, other.amount, ABOUT_TEN))
                yield TenFoldSlip(*at_figure(ledger, figure), figure, factor, nearly)


def _by_cell(ledger: Ledger, figures: Iterable[Figure]) -> ByCell:
    """The figures of each cell in the order of their versions."""
    place = {version: n for n, version in enumerate(ledger.versions)}
    found: defaultdict[Cell, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.cell].append(figure)
    for row in found.values():
        row.sort(key=lambda figure: place[figure.version])
    return found


def _compared(by_cell: ByCell, row: Sequence[Figure]) -> Iterator[tuple[Figure, Sequence[Figure], Bounds]]:
    """Figures of one cell, each with those that it is compared with, and how near to ten times these must all be."""
    if len(row) == 1:
        yield row[0], _years_beside(by_cell, row[0]), ABOUT_TEN
    elif len(row) == 2:
        years_contradict = _factor(row[0], _years_beside(by_cell, row[0]))
        yield (row[0], row[1:], ABOUT_TEN) if years_contradict else (row[1], row[:1], ABOUT_TEN)
    else:
        yield row[0], row[1:3], ABOUT_TEN
        for before, figure, after in zip(row, row[1:], row[2:], strict=False):
            yield figure, (before, after), ROUGHLY_TEN
        yield row[-1], row[-3:-1], ABOUT_TEN


def _years_beside(by_cell: ByCell, figure: Figure) -> Sequence[Figure]:
    """The figures of the year before and the year after in the same version; none unless both are stated."""
    line, basis, year = figure.cell
    rows = (by_cell.get(Cell(line, basis, other), ()) for other in (year - 1, year + 1))
    beside = [other for row in rows for other in row if other.version == figure.version]
    return beside if len(beside) == 2 else ()


def _factor(figure: Figure, beside: Sequence[Figure], rough: Bounds = ABOUT_TEN) -> Factor | None:
    """How many times a figure is those beside it, where that is ten or a tenth: of all roughly, and of one nearly."""
    factors = {_ten_fold(figure.amount, other.amount, rough) for other in beside}
    nearly = any(_ten_fold(figure.amount, other.amount, ABOUT_TEN) for other in beside)
    return factors.pop() if nearly and len(factors) == 1 else None


def _ten_fold(one: Amount, other: Amount, bounds: Bounds) -> Factor | None:
    value, base = one.value.copy_abs(), other.value.copy_abs()
    large, small = (value, base) if value > base else (base, value)
    if not _within(large, small, bounds) or one.value.is_signed() != other.value.is_signed():
        return None
    step = max(one.spread or ZERO, other.spread or ZERO)
    if large < EXACT.multiply(step, TINY):
        return None
    return "ten times" if large is value else "a tenth of"


def _within(large: Decimal, small: Decimal, bounds: Bounds) -> bool:
    least, most = bounds
    return ZERO < EXACT.multiply(small, least) <= large <= EXACT.multiply(small, most)
