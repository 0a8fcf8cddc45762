"""Totals that a file prints, beside the sums of what was taken of their parts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.importing.extract import Cell, Extract, ImportedFigures, singles
from ukraine_budget.model.amount import EXACT, exact_sum
from ukraine_budget.report.importresult import Compared

Parts = tuple[tuple[int, ...], tuple[str, ...]]
"""The rows that say the same in some columns: the indexes of these, and what they say."""
Place = tuple[int, Parts]
"""A rule of the map by its number, and the rows over which its totals are."""


Scope = tuple[str, int, str]
"""A version, year and basis."""


class Printed(NamedTuple):
    """A total as it is printed: in which file and row, what it is called, of what it is, and how much."""

    file: str
    row: int
    called: str
    scope: Scope
    amount: Decimal


class PrintedTotals:
    """The totals of some files, and the figures of which they are the sums, gathered row by row."""

    def __init__(self) -> None:
        self._printed: dict[tuple[Place, Scope], Printed] = {}
        self._parts: defaultdict[tuple[Parts, Scope], set[Cell]] = defaultdict(set)

    def note_total(self, place: Place, printed: Printed) -> None:
        """Remember a printed total; of several of one place, their sum."""
        first = self._printed.setdefault((place, printed.scope), printed)
        if first is not printed:
            added = first._replace(amount=EXACT.add(first.amount, printed.amount))
            self._printed[place, printed.scope] = added

    def note_parts(
        self, overs: Iterable[tuple[int, ...]], cells: Sequence[str], figures: Iterable[ImportedFigures]
    ) -> None:
        """Remember the figures of a row as parts of the totals over it, for each choice of columns `over`."""
        parts = [parts_of(over, cells) for over in overs]
        for figure in singles(figures):
            scope = (figure.version, figure.year, figure.basis)
            for one in parts:
                self._parts[one, scope].add(figure.cell)

    def compared(self, extract: Extract) -> Extract:
        """A copy of what was taken in the end, with each total beside the sum of its parts."""
        if not self._printed:
            return extract
        taken = {figure.cell: Decimal(figure.amount) for figure in singles(extract.figures)}
        wanted = {(parts, scope) for (_, parts), scope in self._printed}
        sums = {at: exact_sum(taken[cell] for cell in self._parts[at] if cell in taken) for at in wanted}
        totals = [_compared(one, sums[parts, scope]) for ((_, parts), scope), one in self._printed.items()]
        return extract._replace(totals=(*extract.totals, *totals))


def _compared(one: Printed, taken: Decimal) -> Compared:
    _, year, basis = one.scope
    return Compared(one.file, one.row, one.called, basis, year, one.amount, taken)


def parts_of(over: tuple[int, ...], cells: Sequence[str]) -> Parts:
    """The rows with which a row says the same in some columns."""
    return over, tuple(cells[index].strip() for index in over)
