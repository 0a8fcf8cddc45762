"""Figures that look as if a digit or a decimal point slipped: about ten times what stands beside them, or a tenth."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from ukraine_budget.analysis.checks.place import at_figure, called
from ukraine_budget.errors import Problem
from ukraine_budget.model.amount import EXACT, ZERO, Amount
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.message import Text, Value, both, said
from ukraine_budget.model.rows import Cell, Figure

LEAST, MOST = Decimal(8), Decimal("12.5")
"""How many times as large is about ten times."""
TINY = Decimal(20)
"""Amounts below this many half steps of rounding grow ten-fold without any slip."""

Factor = Literal["ten times", "a tenth of", ""]
ByCell = Mapping[Cell, Sequence[Figure]]


def slips(ledger: Ledger, figures: Iterable[Figure]) -> Iterator[Problem]:
    """A warning for each figure that is about ten times, or a tenth of, all those it is compared with.

    A figure is compared with the same cell in the two versions nearest to it; where no other version states the
    cell, with the years on both sides of it in its own version. Where only two versions state it and differ so, the
    earlier one is named if its years contradict it too, else the later one.
    """
    by_cell = _by_cell(ledger, figures)
    for row in by_cell.values():
        for figure, beside in _compared(by_cell, row):
            factor = _factor(figure, beside)
            if factor:
                yield at_figure(
                    ledger,
                    figure,
                    "ten-fold-slip",
                    _message(factor, called(figure), both(map(called, beside))),
                    said("compare with the paper: a digit or the decimal point may have slipped"),
                )


def _message(factor: Factor, figure: Value, others: Value) -> Text:
    if factor == "ten times":
        return said("{figure} is about ten times {others}", figure=figure, others=others)
    return said("{figure} is about a tenth of {others}", figure=figure, others=others)


def _by_cell(ledger: Ledger, figures: Iterable[Figure]) -> ByCell:
    """The figures of each cell in the order of their versions."""
    place = {version: n for n, version in enumerate(ledger.versions)}
    found: defaultdict[Cell, list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.cell].append(figure)
    for row in found.values():
        row.sort(key=lambda figure: place[figure.version])
    return found


def _compared(by_cell: ByCell, row: Sequence[Figure]) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    """Figures of one cell, each with those that it is compared with."""
    if len(row) == 1:
        yield row[0], _years_beside(by_cell, row[0])
    elif len(row) == 2:
        if _factor(row[0], row[1:]):
            years_contradict = _factor(row[0], _years_beside(by_cell, row[0]))
            yield (row[0], row[1:]) if years_contradict else (row[1], row[:1])
    else:
        for n, figure in enumerate(row):
            first = min(max(n - 1, 0), len(row) - 3)
            yield figure, [other for other in row[first : first + 3] if other is not figure]


def _years_beside(by_cell: ByCell, figure: Figure) -> Sequence[Figure]:
    """The figures of the year before and the year after in the same version; none unless both are stated."""
    line, basis, year = figure.cell
    rows = (by_cell.get(Cell(line, basis, other), ()) for other in (year - 1, year + 1))
    beside = [other for row in rows for other in row if other.version == figure.version]
    return beside if len(beside) == 2 else ()


def _factor(figure: Figure, beside: Sequence[Figure]) -> Factor:
    """How many times a figure is each of those beside it, where that is ten or a tenth of all; else empty."""
    factors = {_ten_fold(figure.amount, other.amount) for other in beside}
    return factors.pop() if len(factors) == 1 else ""


def _ten_fold(one: Amount, other: Amount) -> Factor:
    value, base = one.value.copy_abs(), other.value.copy_abs()
    large, small = (value, base) if value > base else (base, value)
    if not _about_ten(large, small) or one.value.is_signed() != other.value.is_signed():
        return ""
    step = max(one.spread or ZERO, other.spread or ZERO)
    if large < EXACT.multiply(step, TINY):
        return ""
    return "ten times" if large is value else "a tenth of"


def _about_ten(large: Decimal, small: Decimal) -> bool:
    return ZERO < EXACT.multiply(small, LEAST) <= large <= EXACT.multiply(small, MOST)
