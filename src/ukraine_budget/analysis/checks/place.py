"""Where a problem with a figure or a mutation stands: the physical line of its row."""

from pathlib import PurePath

from ukraine_budget.analysis.notes import name
from ukraine_budget.errors import Problem, Severity, harmless
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.message import Text, said
from ukraine_budget.model.rows import Figure, Mutation


def at_figure(
    ledger: Ledger, figure: Figure, code: str, message: Text, help: Text, *, severity: Severity = "warning"
) -> Problem:
    """A problem with a stated figure."""
    entries = ledger.entries
    return Problem(entries.file, entries.places[figure.row], 0, code, harmless(message), harmless(help), severity)


def at_mutation(ledger: Ledger, mutation: Mutation, code: str, message: Text, help: Text) -> Problem:
    """A warning about a declared mutation."""
    file = str(PurePath(ledger.entries.file).with_name("mutations.csv"))
    return Problem(file, mutation.row, 0, code, harmless(message), harmless(help), "warning")


def called(figure: Figure) -> Text:
    """A figure as it is called in a message: its cell, version and amount."""
    return said(
        "{cell} at {version}: {amount}", cell=name(figure.cell), version=figure.version, amount=figure.amount.value
    )
