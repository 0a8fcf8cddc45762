"""Figures of support for Ukraine with their version, source and rounding: what stands, what moved, what was added.

The names below are loaded when they are first used, so that `import ukraine_budget` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ukraine_budget.analysis.diff import LedgerAt
    from ukraine_budget.api.check import check
    from ukraine_budget.api.convert import convert
    from ukraine_budget.api.diff import diff
    from ukraine_budget.api.explain import explain
    from ukraine_budget.api.export import Export, export
    from ukraine_budget.api.glossary import glossary
    from ukraine_budget.api.guess_map import guess_map
    from ukraine_budget.api.history import history
    from ukraine_budget.api.import_file import import_file
    from ukraine_budget.api.init import init
    from ukraine_budget.api.listing import listing
    from ukraine_budget.api.outlook import outlook
    from ukraine_budget.api.page import Report, page
    from ukraine_budget.api.plot import Plot, plot
    from ukraine_budget.api.shifts import shifts
    from ukraine_budget.api.show import show
    from ukraine_budget.api.sql import sql_diff, sql_show, sql_tables
    from ukraine_budget.api.stands import stands
    from ukraine_budget.api.view import View
    from ukraine_budget.errors import BudgetError, LedgerError, LossError, OutputError, Problem, SourceError, UsageError
    from ukraine_budget.model.ledger import Ledger
    from ukraine_budget.read import open_ledger

__version__ = "0.1.0"
_HOMES = {
    **dict.fromkeys(
        ("BudgetError", "LedgerError", "LossError", "OutputError", "Problem", "SourceError", "UsageError"), "errors"
    ),
    "Ledger": "model.ledger",
    "Report": "api.page",
    "Plot": "api.plot",
    "LedgerAt": "analysis.diff",
    "Export": "api.export",
    "View": "api.view",
    **dict.fromkeys(("sql_diff", "sql_show", "sql_tables"), "api.sql"),
    "open_ledger": "read",
}
"""Where the names are that are not a view; a view is in the file of its name in `api`."""
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
    "convert",
    "diff",
    "explain",
    "export",
    "glossary",
    "guess_map",
    "history",
    "import_file",
    "init",
    "listing",
    "open_ledger",
    "outlook",
    "page",
    "plot",
    "shifts",
    "show",
    "sql_diff",
    "sql_show",
    "sql_tables",
    "stands",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, f'api.{name}')}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
