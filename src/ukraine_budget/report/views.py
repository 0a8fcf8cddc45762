"""The views, each declared once: what answers it, what lays it out, and the form of its JSON.

Functions and types are named as "module:name" and loaded when they are used: an answer waits for no other view.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from ukraine_budget.errors import unknown
from ukraine_budget.language import Text, said

VERSION = 2
"""The version of all forms of JSON."""
NONE: Mapping[str, Any] = MappingProxyType({})
Unit = Literal["one", "thousand", "million", "billion"]
OF_LEDGER: dict[str, Any] = {"ledger": str, "as_of": str, "currency": str | None, "unit": Unit | None}


class Picked(NamedTuple):
    """Some fields of a type of rows."""

    row: str
    names: tuple[str, ...]


class DeclaredView(NamedTuple):
    """A view: the function that answers it, the types of its rows, and what lays it out.

    `head` is what is at the top of its JSON, `lists` are its other lists of rows, and `facts` those of its answer,
    empty where it asks nothing. A view without `brief` is always whole; `sheet` lays it out with formulas, for a
    spreadsheet; `records` lays out only what machines read, where the rest takes long; `title` is that of its sheet in
    a workbook; `orders` are what its rows can be sorted by.
    """

    result: str
    rows: tuple[str, ...]
    head: Mapping[str, Any]
    table: str
    brief: str = ""
    records: str = ""
    sheet: str = ""
    chart: str = ""
    picture: str = ""
    title: Text | None = None
    orders: tuple[str, ...] = ()
    lists: Mapping[str, str] = NONE
    facts: Mapping[str, Any] | Picked = NONE

    @property
    def fact_names(self) -> Iterable[str]:
        """The names of the facts of its answer."""
        return self.facts.names if isinstance(self.facts, Picked) else self.facts

    @property
    def inner_names(self) -> Iterable[str]:
        """The names of what is within a fact."""
        facts = [] if isinstance(self.facts, Picked) else self.facts.values()
        return (name for fact in facts if isinstance(fact, Picked) for name in fact.names)


def _picked(row: str, names: str) -> Picked:
    return Picked(row, tuple(names.split()))


FIGURE, DIFF = "analysis.rows:FigureRow", "analysis.diffrows:DiffRow"
SHIFT, FALL = "analysis.shift:Shift", "analysis.falls:Fall"
COUNTS = "taken left_out unwanted figures versions lines new_figures new_versions new_lines"
VIEWS: Mapping[str, DeclaredView] = {
    "show": DeclaredView(
        result="analysis.show:show",
        rows=(FIGURE,),
        head=OF_LEDGER | {"year": int},
        table="report.show:show_table",
        brief="report.show:show_brief",
        sheet="report.sheets.show:show_sheet",
        orders=("change", "percent", "line"),
        lists={"shifts": SHIFT},
        facts=_picked(FIGURE, "fund line basis year amount low high qualifier previous change comparable"),
    ),
    "outlook": DeclaredView(
        result="analysis.outlook:outlook",
        rows=(FIGURE,),
        head=OF_LEDGER | {"years": tuple[int, ...], "gap_limit_percent": "Decimal"},
        table="report.outlook:outlook_table",
        brief="report.outlook:outlook_brief",
        records="report.outlook:outlook_records",
        sheet="report.sheets.years:outlook_sheet",
        chart="report.charts.figures:outlook_chart",
        picture="report.pictures.outlook:outlook_scene",
        title=said("Outlook"),
        orders=("change", "percent", "line"),
        lists={"gaps": FALL, "planned": FALL},
        facts={"gap": _picked(FALL, "fund line year previous amount change change_percent certain")},
    ),
    "diff": DeclaredView(
        result="analysis.diff:diff",
        rows=(DIFF,),
        head=OF_LEDGER | {"old": str, "new": str},
        table="report.diff:diff_table",
        brief="report.changes:diff_brief",
        records="report.diff:diff_records",
        sheet="report.sheets.changes:diff_sheet",
        chart="report.charts.changes:diff_chart",
        picture="report.pictures.diff:diff_scene",
        title=said("Changes"),
        orders=("change", "percent", "line", "year"),
        lists={
            "shifts": SHIFT,
            "explained_by_net_alone": "analysis.diff:NetAlone",
            "declared_elsewhere": "analysis.diff:Elsewhere",
        },
        facts=_picked(DIFF, "fund line basis year old new change low high old_qualifier new_qualifier"),
    ),
    "history": DeclaredView(
        result="analysis.history:history",
        rows=("analysis.history:HistoryRow",),
        head=OF_LEDGER | {"line": str},
        table="report.history:history_table",
        brief="report.history:history_brief",
        sheet="report.sheets.history:line_sheet",
        chart="report.charts.figures:history_chart",
        picture="report.pictures.history:history_scene",
        title=said("History"),
        facts={"line": str, "basis": str, "year": int, "first": "Decimal", "last": "Decimal"},
    ),
    "shifts": DeclaredView(
        result="analysis.shifts:shifts",
        rows=(SHIFT,),
        head=OF_LEDGER | {"old": str | None},
        table="report.shifts:shifts_table",
        brief="report.shifts:shifts_brief",
        chart="report.charts.changes:shifts_chart",
        picture="report.pictures.shifts:shifts_scene",
        title=said("Shifts"),
        facts={"shifts": int, "without_size": int},
    ),
    "explain": DeclaredView(
        result="analysis.explain:explain",
        rows=("analysis.explain:ExplainRow",),
        head=OF_LEDGER | {"line": str, "year": int},
        table="report.explain:explain_table",
        brief="report.explain:explain_brief",
        lists={"mutations": "report.explain:MutationRow", "shifts": SHIFT},
        facts=_picked("analysis.explain:ExplainRow", "fund line basis year amount low high qualifier version"),
    ),
    "check": DeclaredView(
        result="report.check:checked",
        rows=("report.check:CheckRow",),
        head={"ledger": str | None, "ledgers": tuple[str, ...]},
        table="report.check:check_table",
        brief="report.check:check_brief",
        lists={"claims": "report.claims:ClaimRow"},
        facts={"errors": int, "warnings": int, "kinds": int},
    ),
    "list": DeclaredView(
        result="analysis.listing:listing",
        rows=tuple(f"model.records:{kind}" for kind in ("Version", "Line", "Fund", "Document")),
        head=OF_LEDGER | {"as_of": str | None, "list": Literal["versions", "lines", "funds", "documents"]},
        table="report.listing:list_table",
    ),
    "conflicts": DeclaredView(
        result="analysis.conflicts:conflicts",
        rows=("analysis.conflicts:Conflict",),
        head=OF_LEDGER,
        table="report.conflicts:conflicts_table",
        facts={"named": int, "figures": int},
    ),
    "glossary": DeclaredView(
        result="report.glossary:glossary",
        rows=("report.glossary:Term",),
        head={"term": str | None},
        table="report.glossary:glossary_table",
    ),
    "import": DeclaredView(
        result="importing.run:run",
        rows=("report.importresult:LeftOut",),
        head={
            "ledger": str,
            "into": str,
            "format": str,
            "files": tuple[str, ...],
            "currency": str | None,
            "unit": str | None,
            "written": bool,
            "refused": bool,
            "row_count": int,
            **dict.fromkeys(COUNTS.split(), int),
        },
        table="report.imported:import_table",
        lists={
            "totals": "report.imported:TotalRow",
            "shares": "report.importresult:Share",
            "lost": "report.importresult:Lost",
        },
    ),
}
"""The views by the names that `schema` has for them."""
AS_TEXT = ("list",)
"""The views whose rows are those of a file, in which every value is a text."""


def declared(view: str) -> DeclaredView:
    """How a view is declared; UsageError for one that is not there."""
    if view not in VIEWS:
        raise unknown("view", view, VIEWS)
    return VIEWS[view]


def loaded(name: str) -> Any:
    """What is named as "module:name", loaded when it is used."""
    module, _, own = name.partition(":")
    return getattr(import_module(f"ukraine_budget.{module}"), own)
