"""Cash against commitments, where what is outstanding is known."""

from collections.abc import Iterator

from ukraine_budget.analysis.checks.findings import CashAboveCommitments
from ukraine_budget.analysis.checks.place import at_figure
from ukraine_budget.analysis.outstanding import outstanding
from ukraine_budget.analysis.snapshot import snapshot
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.model.amount import OUTSTANDING
from ukraine_budget.model.ledger import Ledger


def cash_above_commitments(ledger: Ledger) -> Iterator[CashAboveCommitments]:
    """A warning for the first year in which a balance, rolled from a stated one, falls below zero beyond rounding."""
    lines = {figure.cell.line for figure in ledger.stated(bases=(OUTSTANDING,))}
    now = snapshot(ledger, known_at(ledger).versions, lines=lines).stated if lines else {}
    for line in sorted(lines):
        below = False
        for balance in outstanding(ledger, now, [line], ledger.years)[line].values():
            was_below, below = below, balance.amount.high is not None and balance.amount.high < 0
            if below and balance.rolled and balance.opening and not was_below:
                cash = balance.rolled[-1]
                yield CashAboveCommitments(*at_figure(ledger, cash), cash, balance.amount.value, balance.opening)
