"""What each view is made of: CLI, API, export, pictures and gallery read it here."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from ukraine_budget.language import Text, said


@dataclass(frozen=True, slots=True)
class Declaration:
    """What answers a view, the type of its rows, what lays it out and what draws it, each as "module:name".

    They are loaded when they are used: an answer waits for no other view. `sheet` is its title in a workbook.
    """

    answer: str
    row: str
    table: str
    chart: str = ""
    sheet: Text | None = None


VIEWS = {
    "show": Declaration("analysis.show:show", "analysis.rows:FigureRow", "report.show:show_table"),
    "outlook": Declaration(
        "analysis.outlook:outlook",
        "analysis.rows:FigureRow",
        "report.outlook:outlook_table",
        "report.charts.outlook:outlook_chart",
        said("Outlook"),
    ),
    "diff": Declaration(
        "analysis.diff:diff",
        "analysis.diffrows:DiffRow",
        "report.diff:diff_table",
        "report.charts.diff:diff_chart",
        said("Changes"),
    ),
    "history": Declaration(
        "analysis.history:history",
        "analysis.history:HistoryRow",
        "report.history:history_table",
        "report.charts.history:history_chart",
        said("History"),
    ),
    "shifts": Declaration(
        "analysis.moved:shifts",
        "analysis.shifts:Shift",
        "report.shifts:shifts_table",
        "report.charts.shifts:shifts_chart",
        said("Shifts"),
    ),
    "explain": Declaration("analysis.explain:explain", "analysis.explain:ExplainRow", "report.explain:explain_table"),
    "check": Declaration("report.check:checked", "report.check:CheckRow", "report.check:check_table"),
    "listing": Declaration("analysis.listing:listing", "analysis.listing:ListedRow", "report.listing:list_table"),
    "glossary": Declaration("report.glossary:glossary", "report.glossary:Term", "report.glossary:glossary_table"),
}
"""The views by the names of their functions."""


def loaded(name: str) -> Any:
    """What a declaration names."""
    module, _, what = name.partition(":")
    return getattr(import_module(f"ukraine_budget.{module}"), what)
