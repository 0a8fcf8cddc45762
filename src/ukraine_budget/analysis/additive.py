"""The rows of a view that may be added up, no money counted twice."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ukraine_budget.analysis.result_row import CellRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.model.ledger import Ledger

if TYPE_CHECKING:
    from ukraine_budget.analysis.rows import FigureRow

Key = tuple[str, object]
"""A line, and its basis, year and version as far as the view has them."""


def kept(ledger: Ledger, rows: Iterable[CellRow], *, parts: bool, totals: bool) -> Iterator[CellRow]:
    """Drop totals, and parts of stated lines, unless these are wanted.

    The parts of an overtaken line replace it, as in a total.
    """
    lines = [row for row in rows if row.line]
    stated = [row for row in lines if _is_stated(row)]
    whole = {_key(row, row.line) for row in stated if not getattr(row, "overtaken", False)}
    with_parts = {_key(row, line) for row in stated for line in above(ledger, row.line)}
    for row in rows:
        if not row.line:
            if totals:
                yield row
        elif parts or not _counts_elsewhere(ledger, row, whole, with_parts):
            yield row


def _counts_elsewhere(ledger: Ledger, row: CellRow, whole: set[Key], with_parts: set[Key]) -> bool:
    """Whether a row's money is in that of an ancestor, or of its parts."""
    if any(_key(row, line) in whole for line in above(ledger, row.line)):
        return True
    own = _key(row, row.line)
    return own not in whole and own in with_parts and _is_stated(row)


def _key(row: CellRow, line: str) -> Key:
    return line, tuple(getattr(row, name, None) for name in ("basis", "counts_as", "year", "at_version"))


def _is_stated(row: Any) -> bool:
    return any(getattr(row, name, None) is not None for name in ("amount", "old", "new", "change"))


def tops(ledger: Ledger, rows: Iterable["FigureRow"]) -> "Iterator[FigureRow]":
    """The stated figures without a stated ancestor among them."""
    known = list(rows)
    stated = {(row.line, row.counts_as, row.year) for row in known if row.line and not row.overtaken}
    for row in known:
        parents = above(ledger, row.line) if row.line else ()
        if not any((line, row.counts_as, row.year) in stated for line in parents):
            yield row


def addable(rows: Sequence[Any]) -> bool:
    """Whether rows are figures or changes of lines and totals."""
    return bool(rows) and hasattr(rows[0], "row_type")
