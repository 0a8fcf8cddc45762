"""Printed totals, compared with the sums of the figures taken."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.importing.extract import Cell, Extract, ImportedFigures, singles
from ukraine_budget.importing.rejects import Loss, Scope, loss
from ukraine_budget.language import said
from ukraine_budget.model.amount import EXACT, exact_sum
from ukraine_budget.report.importresult import Compared, LeftOut

Place = tuple[tuple[int, ...], tuple[str, ...]]
"""Indexes of the columns `over` which a total is, and their texts."""


class Printed(NamedTuple):
    """A printed total: its file, row, column and name, its scope and its amount."""

    file: str
    row: int
    column: str
    called: str
    scope: Scope
    amount: Decimal


class PrintedTotals:
    """Totals of some files and the figures they add up, collected row by row."""

    def __init__(self) -> None:
        self._printed: dict[tuple[int, Place, Scope], Printed] = {}
        self._parts: defaultdict[tuple[Place, Scope], set[Cell]] = defaultdict(set)

    def note_total(self, rule: int, place: Place, printed: Printed) -> None:
        """Add a total found by a rule of the map, given by index; totals with one key are summed."""
        first = self._printed.setdefault((rule, place, printed.scope), printed)
        if first is not printed:
            added = first._replace(amount=EXACT.add(first.amount, printed.amount))
            self._printed[rule, place, printed.scope] = added

    def note_parts(
        self, overs: Iterable[tuple[int, ...]], cells: Sequence[str], figures: Iterable[ImportedFigures]
    ) -> None:
        """Add the figures of a row as parts of the totals over some columns."""
        places = [place(over, cells) for over in overs]
        for figure in singles(figures):
            scope = Scope(figure.version, figure.basis, figure.year)
            for at in places:
                self._parts[at, scope].add(figure.cell)

    def compared(self, extract: Extract) -> Extract:
        """Copy of the final extract with each total compared with the sum of its parts.

        A total without any part is lost: no other row states its money.
        """
        if not self._printed:
            return extract
        parts = self._parts_of_totals()
        lone = [one for (_, at, scope), one in self._printed.items() if (at, scope) not in parts and one.amount]
        taken = {figure.cell: Decimal(figure.amount) for figure in singles(extract.figures)}
        stated = {(at, scope) for _, at, scope in self._printed}
        sums = {
            of: exact_sum(taken[cell] for cell in parts.get(of, ()) if cell in taken)
            for of in stated  # several totals may share their parts
        }
        totals = [_compared(one, sums[at, scope]) for (_, at, scope), one in self._printed.items()]
        return extract._replace(
            totals=(*extract.totals, *totals),
            rejects=[*extract.rejects, *map(_left_out, lone)],
            losses=[*extract.losses, *(lost for one in lone for lost in _lost(one))],
        )

    def _parts_of_totals(self) -> Mapping[tuple[Place, Scope], set[Cell]]:
        """Parts by the key of their totals: a column that a total leaves blank matches any text."""
        filled: defaultdict[tuple[int, ...], set[tuple[bool, ...]]] = defaultdict(set)
        for _, (over, texts), _ in self._printed:
            filled[over].add(tuple(map(bool, texts)))
        parts: defaultdict[tuple[Place, Scope], set[Cell]] = defaultdict(set)
        for ((over, texts), scope), cells in self._parts.items():
            for columns in filled[over]:
                kept = tuple(text if is_filled else "" for text, is_filled in zip(texts, columns, strict=True))
                parts[(over, kept), scope] |= cells
        return parts


LONE = "lone-total"


def _left_out(one: Printed) -> LeftOut:
    message = said("no row was taken of which {total} is the total", total=one.called)
    return LeftOut(one.file, one.row, one.column, LONE, message)


def _lost(one: Printed) -> tuple[Loss, ...]:
    return loss(LONE, one.scope, f"{one.amount:f}")


def _compared(one: Printed, taken: Decimal) -> Compared:
    return Compared(one.file, one.row, one.called, one.scope.basis, one.scope.year, one.amount, taken)


def place(over: tuple[int, ...], cells: Sequence[str]) -> Place:
    """Key of a row among the totals over some columns."""
    return over, tuple(cells[index].strip() for index in over)
