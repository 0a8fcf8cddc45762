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

RowGroup = tuple[tuple[int, ...], tuple[str, ...]]
"""Rows with certain texts in some columns: the indexes of the columns, and the texts."""
Parts = Mapping[tuple[RowGroup, Scope], set[Cell]]
"""Cells of figures, by the group of their rows and their scope."""


class PrintedTotal(NamedTuple):
    """A printed total: its file, row, column and name, its scope and its amount."""

    file: str
    row: int
    column: str
    name: str
    scope: Scope
    amount: Decimal


Totals = Mapping[tuple[int, RowGroup, Scope], PrintedTotal]
"""Printed totals, by the index of their rule in the map, and the group and scope of their parts."""


class PrintedTotals:
    """Totals printed in one table, and the figures that may be their parts; collected row by row."""

    def __init__(self) -> None:
        self.totals: dict[tuple[int, RowGroup, Scope], PrintedTotal] = {}
        self.parts: defaultdict[tuple[RowGroup, Scope], set[Cell]] = defaultdict(set)

    def add_total(self, rule: int, group: RowGroup, total: PrintedTotal) -> None:
        """Add a total of a group of rows; totals with one key are summed."""
        key = rule, group, total.scope
        self.totals[key] = _plus(self.totals[key], total) if key in self.totals else total

    def add_parts(
        self, overs: Iterable[tuple[int, ...]], cells: Sequence[str], figures: Iterable[ImportedFigures]
    ) -> None:
        """Add the figures of a row to the parts of its group in each set of columns."""
        groups = [row_group(over, cells) for over in overs]
        for figure in singles(figures):
            scope = Scope(figure.version, figure.basis, figure.year)
            for group in groups:
                self.parts[group, scope].add(figure.cell)


def row_group(over: tuple[int, ...], cells: Sequence[str]) -> RowGroup:
    """The group of a row by its texts in some columns."""
    return over, tuple(cells[index].strip() for index in over)


def compare_printed(extract: Extract, tables: Sequence[PrintedTotals]) -> Extract:
    """Copy of the final extract with each total in the tables compared with the sum of its parts.

    A total without any part is lost: no other row states its money.
    """
    printed = _together(tables)
    if not printed:
        return extract
    parts = _parts_of_totals(printed, tables)
    lone = [total for (_, group, scope), total in printed.items() if (group, scope) not in parts and total.amount]
    taken = {figure.cell: Decimal(figure.amount) for figure in singles(extract.figures)}
    sums = {
        key: exact_sum(taken[cell] for cell in parts.get(key, ()) if cell in taken)
        for key in {(group, scope) for _, group, scope in printed}  # several totals may share their parts
    }
    totals = [_compared(total, sums[group, scope]) for (_, group, scope), total in printed.items()]
    return extract._replace(
        totals=(*extract.totals, *totals),
        rejects=[*extract.rejects, *map(_left_out, lone)],
        losses=[*extract.losses, *(lost for total in lone for lost in _lost(total))],
    )


def _together(tables: Iterable[PrintedTotals]) -> Totals:
    """Totals of all tables; those with one key are summed."""
    every = PrintedTotals()
    for table in tables:
        for (rule, group, _), total in table.totals.items():
            every.add_total(rule, group, total)
    return every.totals


def _plus(first: PrintedTotal, second: PrintedTotal) -> PrintedTotal:
    return first._replace(amount=EXACT.add(first.amount, second.amount))


def _parts_of_totals(printed: Totals, tables: Sequence[PrintedTotals]) -> Parts:
    """Parts by the key of their totals: a column that a total leaves blank matches any text."""
    filled: defaultdict[tuple[int, ...], set[tuple[bool, ...]]] = defaultdict(set)
    for _, (over, texts), _ in printed:
        filled[over].add(tuple(map(bool, texts)))
    parts: defaultdict[tuple[RowGroup, Scope], set[Cell]] = defaultdict(set)
    for ((over, texts), scope), cells in (part for table in tables for part in table.parts.items()):
        for columns in filled[over]:
            kept = tuple(text if is_filled else "" for text, is_filled in zip(texts, columns, strict=True))
            parts[(over, kept), scope] |= cells
    return parts


LONE = "lone-total"


def _left_out(total: PrintedTotal) -> LeftOut:
    message = said("no row was taken of which {total} is the total", total=total.name)
    return LeftOut(total.file, total.row, total.column, LONE, message)


def _lost(total: PrintedTotal) -> tuple[Loss, ...]:
    return loss(LONE, total.scope, f"{total.amount:f}")


def _compared(total: PrintedTotal, taken: Decimal) -> Compared:
    return Compared(total.file, total.row, total.name, total.scope.basis, total.scope.year, total.amount, taken)
