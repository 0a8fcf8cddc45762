"""Where a problem with a figure or a mutation stands: the physical line of its row."""

from pathlib import PurePath

from ukraine_budget.analysis.notes import name
from ukraine_budget.errors import Problem, Severity, printable
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.rows import Figure, Mutation
from ukraine_budget.model.text import grouped


def at_figure(
    ledger: Ledger, figure: Figure, code: str, message: str, help: str, *, severity: Severity = "warning"
) -> Problem:
    """A problem with a stated figure."""
    entries = ledger.entries
    return Problem(entries.file, entries.places[figure.row], 0, code, printable(message), printable(help), severity)


def at_mutation(ledger: Ledger, mutation: Mutation, code: str, message: str, help: str) -> Problem:
    """A warning about a declared mutation."""
    file = str(PurePath(ledger.entries.file).with_name("mutations.csv"))
    return Problem(file, mutation.row, 0, code, printable(message), printable(help), "warning")


def said(figure: Figure) -> str:
    """A figure as it is called in a message: its cell, version and amount."""
    return f"{name(figure.cell)} at {figure.version}: {grouped(figure.amount.value)}"
