"""In which order the rows of a narrow table come, where a reader asks for another than that of the ledger."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.errors import UsageError
from ukraine_budget.language import either, said
from ukraine_budget.model.amount import ZERO

if TYPE_CHECKING:
    from ukraine_budget.analysis.diffrows import DiffRow

R = TypeVar("R", FigureRow, "DiffRow")


def _percent(row: "FigureRow | DiffRow") -> Decimal:
    """The change as a part of what was there before; nothing where that was nothing."""
    before = row.previous if isinstance(row, FigureRow) else row.old
    return abs(row.change / before) if before and row.change is not None else ZERO


KEYS: Mapping[str, Callable[["FigureRow | DiffRow"], Decimal | str]] = {
    "change": lambda row: -abs(row.change or ZERO),
    "percent": lambda row: -_percent(row),
    "line": lambda row: row.line,
    "year": lambda row: str(row.year),
}
"""What rows can be sorted by."""


def check_order(sort: str, view: str, possible: Sequence[str]) -> None:
    """Raises UsageError, with what is possible, for an order that a view does not have."""
    if sort not in possible:
        values = {"view": view, "sort": sort, "possible": either(possible)}
        raise UsageError(said("{view} cannot be sorted by {sort!r}: sort by {possible}", **values))


def in_order(rows: Sequence[R], sort: str, top: int | None) -> list[R]:
    """The first of some rows in an order, by fund and by what they count as; totals after lines."""
    groups = {_group(row): n for n, row in reversed([*enumerate(rows)])}
    ranked = sorted(rows, key=lambda row: (row.row_type == "total", KEYS[sort](row)))
    return sorted(ranked[:top], key=lambda row: groups[_group(row)])


def _group(row: "FigureRow | DiffRow") -> tuple[str, str]:
    return row.fund, row.counts_as
