"""Cash against commitments, where what is outstanding is known."""

from collections.abc import Iterator

from ukraine_budget.analysis.checks.place import at_figure, called
from ukraine_budget.analysis.outstanding import outstanding
from ukraine_budget.analysis.standing import as_of, standing
from ukraine_budget.errors import Problem
from ukraine_budget.model.amount import OUTSTANDING
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.message import said


def cash_above_commitments(ledger: Ledger) -> Iterator[Problem]:
    """A warning for the first year in which a balance, rolled from a stated one, falls below zero beyond rounding."""
    lines = {figure.cell.line for figure in ledger.figures(bases=(OUTSTANDING,))}
    now = standing(ledger, as_of(ledger).versions, lines=lines) if lines else {}
    for line in sorted(lines):
        below = False
        for balance in outstanding(ledger, now, line, ledger.years).values():
            was_below, below = below, balance.amount.high is not None and balance.amount.high < 0
            if below and balance.rolled and balance.opening and not was_below:
                yield at_figure(
                    ledger,
                    balance.rolled[-1],
                    "cash-above-commitments",
                    said(
                        "{figure} leaves {amount} outstanding, rolled forward from {opening}",
                        figure=called(balance.rolled[-1]),
                        amount=balance.amount.value,
                        opening=called(balance.opening),
                    ),
                    said("more is paid than the balance and the commitments allow: compare all three with the papers"),
                )
