"""Diffs as text, to compare in tests."""

from decimal import Decimal

from ukraine_budget.analysis.diff import DiffResult, diff
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.versions import LedgerAt
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.text import plain


def compare(ledger: Ledger, old: str, new: str, *, all: bool = False, tolerance: str = "0") -> DiffResult:
    return diff(LedgerAt(ledger, old), LedgerAt(ledger, new), all=all, tolerance=Decimal(tolerance))


def text(row: DiffRow) -> str:
    """Format a row as `line basis year: old -> new = change = declared + moved + net + untied, status`."""
    parts = [row.old, row.new, row.change, row.declared, row.moved, row.net, row.untied]
    old, new, change, *rest = ["-" if part is None else plain(part) for part in parts]
    name = row.line or f"({row.fund})"
    return f"{name} {row.basis} {row.year}: {old} -> {new} = {change} = {' + '.join(rest)}, {row.status}"


def ends(row: DiffRow) -> str:
    return " ".join("-" if end is None else plain(end) for end in (row.low, row.high))


def lines(result: DiffResult) -> list[str]:
    return [text(row) for row in result.rows if row.row_type == "line"]


def totals(result: DiffResult) -> list[str]:
    return [text(row) for row in result.rows if row.row_type == "total"]


def moves(result: DiffResult) -> list[str]:
    return [
        f"{shift.line} {shift.from_year} -> {shift.to_year}: {shift.amount and plain(shift.amount)} "
        f"{shift.evidence} {shift.size}"
        for shift in result.shifts
    ]
