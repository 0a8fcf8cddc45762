"""Which figure a view's answer is about: support before other money, cash before commitments, totals before parts."""

from collections.abc import Sequence
from decimal import Decimal

from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.model.ledger import Ledger

FIRST = ("cash", "commitment")
LAST = ("receipt", "outstanding")
"""The bases that lead only where nothing else is stated."""


def subject(ledger: Ledger, rows: Sequence[FigureRow]) -> FigureRow | None:
    """The figure that an answer is about, of the rows of one year; None where nothing is stated."""
    stated = [row for row in rows if row.amount is not None]
    support = [row for row in stated if ledger.funds[row.fund].support and row.basis not in LAST]
    if not stated:
        return None
    fund = support[0].fund if support and has_support(ledger) else _largest(stated).fund
    own = [row for row in stated if row.fund == fund]
    basis = min((row.basis for row in own), key=_order)
    own = [row for row in own if row.basis == basis]
    return _printed_total(ledger, own) or _made_total(own) or _largest(_tops(ledger, own))


def has_support(ledger: Ledger) -> bool:
    """Whether a ledger tells support from other money: some funds are, others are not, or it is named so."""
    return any(fund.support for fund in ledger.funds.values())


def _order(basis: str) -> int:
    if basis in FIRST:
        return FIRST.index(basis)
    return len(FIRST) + (basis in LAST)


def _printed_total(ledger: Ledger, rows: Sequence[FigureRow]) -> FigureRow | None:
    """The figure of the one line at the top of the fund, where it has parts and none of them contradicts it."""
    tops = [line for line in ledger.lines.values() if line.fund == rows[0].fund and not line.parent]
    if len(tops) != 1 or not ledger.parts.get(tops[0].line):
        return None
    return next((row for row in rows if row.line == tops[0].line), None)


def _made_total(rows: Sequence[FigureRow]) -> FigureRow | None:
    """The total that the view makes, where it is one."""
    return next((row for row in rows if row.row_type == "total" and not row.missing), None)


def _tops(ledger: Ledger, rows: Sequence[FigureRow]) -> list[FigureRow]:
    """The lines that are no part of another stated line."""
    lines = {row.line for row in rows if row.line}
    return [row for row in rows if row.line and lines.isdisjoint(above(ledger, row.line))]


def _largest(rows: Sequence[FigureRow]) -> FigureRow:
    return max(rows, key=lambda row: abs(row.amount or Decimal(0)))
