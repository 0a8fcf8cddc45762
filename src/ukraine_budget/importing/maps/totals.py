"""Totals that a file prints, beside the sums of what was taken of their parts."""

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
"""The columns `over` which a total is, by their indexes, and what they say."""


class Printed(NamedTuple):
    """A total as it is printed: in which file, row and column, what it is called, of what it is, and how much."""

    file: str
    row: int
    column: str
    called: str
    scope: Scope
    amount: Decimal


class PrintedTotals:
    """The totals of some files, and the figures of which they are the sums, gathered row by row."""

    def __init__(self) -> None:
        self._printed: dict[tuple[int, Place, Scope], Printed] = {}
        self._parts: defaultdict[tuple[Place, Scope], set[Cell]] = defaultdict(set)

    def note_total(self, rule: int, place: Place, printed: Printed) -> None:
        """Remember a total that a rule of the map finds, by its number; of several of one place, their sum."""
        first = self._printed.setdefault((rule, place, printed.scope), printed)
        if first is not printed:
            added = first._replace(amount=EXACT.add(first.amount, printed.amount))
            self._printed[rule, place, printed.scope] = added

    def note_parts(
        self, overs: Iterable[tuple[int, ...]], cells: Sequence[str], figures: Iterable[ImportedFigures]
    ) -> None:
        """Remember the figures of a row as parts of the totals over some columns."""
        places = [place(over, cells) for over in overs]
        for figure in singles(figures):
            scope = Scope(figure.version, figure.basis, figure.year)
            for at in places:
                self._parts[at, scope].add(figure.cell)

    def compared(self, extract: Extract) -> Extract:
        """A copy of what was taken in the end, with each total beside the sum of its parts.

        A total of which no part was there is lost: no other row states its money.
        """
        if not self._printed:
            return extract
        parts = self._parts_of_totals()
        lone = [one for (_, at, scope), one in self._printed.items() if (at, scope) not in parts and one.amount]
        taken = {figure.cell: Decimal(figure.amount) for figure in singles(extract.figures)}
        stated = {(at, scope) for _, at, scope in self._printed}
        sums = {
            of: exact_sum(taken[cell] for cell in parts.get(of, ()) if cell in taken)
            for of in stated  # rules may find many totals of the same parts
        }
        totals = [_compared(one, sums[at, scope]) for (_, at, scope), one in self._printed.items()]
        return extract._replace(
            totals=(*extract.totals, *totals),
            rejects=[*extract.rejects, *map(_left_out, lone)],
            losses=[*extract.losses, *(lost for one in lone for lost in _lost(one))],
        )

    def _parts_of_totals(self) -> Mapping[tuple[Place, Scope], set[Cell]]:
        """The parts by place: what a total says nothing of in a column, they may say as they like."""
        told: defaultdict[tuple[int, ...], set[tuple[bool, ...]]] = defaultdict(set)
        for _, (over, says), _ in self._printed:
            told[over].add(tuple(map(bool, says)))
        found: defaultdict[tuple[Place, Scope], set[Cell]] = defaultdict(set)
        for ((over, says), scope), cells in self._parts.items():
            for columns in told[over]:
                kept = tuple(text if is_told else "" for text, is_told in zip(says, columns, strict=True))
                found[(over, kept), scope] |= cells
        return found


LONE = "lone-total"


def _left_out(one: Printed) -> LeftOut:
    message = said("no row was taken of which {total} is the total", total=one.called)
    return LeftOut(one.file, one.row, one.column, LONE, message)


def _lost(one: Printed) -> tuple[Loss, ...]:
    return loss(LONE, one.scope, f"{one.amount:f}")


def _compared(one: Printed, taken: Decimal) -> Compared:
    return Compared(one.file, one.row, one.called, one.scope.basis, one.scope.year, one.amount, taken)


def place(over: tuple[int, ...], cells: Sequence[str]) -> Place:
    """Where a row belongs among the totals over some columns."""
    return over, tuple(cells[index].strip() for index in over)
