"""Figures of support for Ukraine with their version, source and rounding: what stands, what moved, what was added.

The names below are loaded when they are first used, so that `import ukraine_budget` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ukraine_budget.analysis.diff import LedgerAt
    from ukraine_budget.api.documents import Export, Plot, Report, export, page, plot
    from ukraine_budget.api.ledgers import convert, guess_map, import_file, init, sql_diff, sql_show, sql_tables
    from ukraine_budget.api.views import (
        View,
        check,
        conflicts,
        diff,
        explain,
        glossary,
        history,
        listing,
        outlook,
        schema,
        shifts,
        show,
    )
    from ukraine_budget.errors import BudgetError, LedgerError, LossError, OutputError, Problem, SourceError, UsageError
    from ukraine_budget.model.ledger import Ledger
    from ukraine_budget.read import ledgers_at, open_ledger

__version__ = "0.1.0"
_HOMES = {
    "analysis.diff": ("LedgerAt",),
    "api.documents": ("Export", "Plot", "Report", "export", "page", "plot"),
    "api.ledgers": ("convert", "guess_map", "import_file", "init", "sql_diff", "sql_show", "sql_tables"),
    "errors": ("BudgetError", "LedgerError", "LossError", "OutputError", "Problem", "SourceError", "UsageError"),
    "model.ledger": ("Ledger",),
    "read": ("ledgers_at", "open_ledger"),
}
"""Where the names are that are no view."""
__all__ = [
    "BudgetError",
    "Export",
    "Ledger",
    "LedgerAt",
    "LedgerError",
    "LossError",
    "OutputError",
    "Plot",
    "Problem",
    "Report",
    "SourceError",
    "UsageError",
    "View",
    "check",
    "conflicts",
    "convert",
    "diff",
    "explain",
    "export",
    "glossary",
    "guess_map",
    "history",
    "import_file",
    "init",
    "ledgers_at",
    "listing",
    "open_ledger",
    "outlook",
    "page",
    "plot",
    "schema",
    "shifts",
    "show",
    "sql_diff",
    "sql_show",
    "sql_tables",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = next((home for home, names in _HOMES.items() if name in names), "api.views")
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
