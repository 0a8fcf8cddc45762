"""Where a figure or a mutation stands: its file and the physical line of its row."""

from pathlib import PurePath

from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Figure, Mutation


def at_figure(ledger: Ledger, figure: Figure) -> tuple[str, int]:
    """The place of a stated figure."""
    return ledger.figures.file, ledger.figures.line_numbers[figure.row]


def at_mutation(ledger: Ledger, mutation: Mutation) -> tuple[str, int]:
    """The place of a declared mutation."""
    return str(PurePath(ledger.figures.file).with_name("mutations.csv")), mutation.row
