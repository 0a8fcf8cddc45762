"""Figures of support for Ukraine with their version, source and rounding: what stands, what moved, what was added.

Three questions, of the ledger that comes with the package:

>>> from ukraine_budget import diff, open_ledger, outlook, show
>>> ledger = open_ledger()
>>> print(show(ledger, 2026).answer)  # what stands for a year
Military support for Ukraine on the defence budget stands for now at €2.1 billion in cash for 2026: about half of the
circa €4.3 billion of 2025. ...
>>> print(outlook(ledger).answer)  # is there a gap
2026 shows a gap, counted here as a fall in cash of more than 20 %. Military support for Ukraine on the defence budget
falls by about half in cash, from circa €4.3 billion to €2.1 billion ...
>>> print(diff(ledger, "spring-2025", "letter-2025-11-27").answer)  # what changed between two papers
Military support for Ukraine on the defence budget is about €1.0 billion lower in cash for 2026 than the €3.1 billion
of the spring decision of 2025, if all of that was cash for 2026. ...

A view prints as a table, which notebooks show as Markdown. `rows` are its figures, exact; `to_frame()` gives them as a
pandas data frame, and `to_csv()`, `to_json()`, `to_markdown()` and `to_bytes("xlsx")` for others to use:

>>> frame = show(ledger, 2026, bases="cash").to_frame()
>>> print(frame[["line", "amount"]].dropna().to_string(index=False))
         line amount
   x-military   2100
k-replacement    500
>>> frame.attrs["currency"], frame.attrs["unit"]
('EUR', 'million')

Never add commitments to cash, or one fund to another: sums are within a fund, a basis and a year.

- `open_ledger("folder")` or `open_ledger("file.csv")` opens figures of your own; `check` tells what is wrong with them.
- `show`, `outlook`, `diff`, `shifts`, `history`, `explain`, `listing`, `conflicts` and `glossary` give a `View`.
- `plot`, `page` and `export` make pictures, a web page, and a workbook of a ledger's views.
- `import_file`, `convert`, `init` and `guess_map` fill ledgers; `sql_show` and `sql_diff` ask as SQL what is too large.
- What cannot be met raises `UsageError`, which says what can; a ledger that cannot be read raises `LedgerError`.
- `help(ukraine_budget.View)` tells more of a view.
"""

# The names are loaded when they are first used, so that importing the package costs nothing.

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ukraine_budget.analysis.versions import LedgerAt
    from ukraine_budget.api.arguments import ledgers_at, open_ledger
    from ukraine_budget.api.documents import Export, Report, export, page
    from ukraine_budget.api.ledgers import convert, guess_map, import_file, init, sql_diff, sql_show, sql_tables
    from ukraine_budget.api.plots import Plot, plot
    from ukraine_budget.api.questions import (
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
    from ukraine_budget.api.view import View
    from ukraine_budget.errors import BudgetError, LedgerError, LossError, OutputError, Problem, SourceError, UsageError
    from ukraine_budget.model.ledger import Ledger

__version__ = "0.1.0"
_HOMES = {
    "analysis.versions": ("LedgerAt",),
    "api.documents": ("Export", "Report", "export", "page"),
    "api.ledgers": ("convert", "guess_map", "import_file", "init", "sql_diff", "sql_show", "sql_tables"),
    "api.plots": ("Plot", "plot"),
    "api.view": ("View",),
    "errors": ("BudgetError", "LedgerError", "LossError", "OutputError", "Problem", "SourceError", "UsageError"),
    "model.ledger": ("Ledger",),
    "api.arguments": ("ledgers_at", "open_ledger"),
}
"""The module of each public name that is not a question."""
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
    home = next((home for home, names in _HOMES.items() if name in names), "api.questions")
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    """The functions, so that `help` tells of them on a page; of a class it is asked by its name, as in `help(View)`."""
    return sorted([*filter(str.islower, __all__), "__version__"])
