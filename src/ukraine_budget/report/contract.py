"""The form of each view in JSON, declared once: what is at its top, and of which types its rows and answer are made.

Types are named as "module:Type" and loaded when they are asked for: an answer waits for no other view.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from ukraine_budget.errors import unknown

VERSION = 2
"""The version of all forms."""
NONE: Mapping[str, Any] = MappingProxyType({})
Unit = Literal["one", "thousand", "million", "billion"]
OF_LEDGER: dict[str, Any] = {"ledger": str, "as_of": str, "currency": str | None, "unit": Unit | None}


class Picked(NamedTuple):
    """Some fields of a type of rows."""

    row: str
    names: tuple[str, ...]


class Contract(NamedTuple):
    """The form of a view. `rows` are the types that its rows may have, `answer` is empty where it asks nothing."""

    rows: tuple[str, ...]
    head: Mapping[str, Any]
    lists: Mapping[str, str] = NONE
    answer: Mapping[str, Any] | Picked = NONE

    @property
    def facts(self) -> Iterable[str]:
        """The names of the facts of its answer."""
        return self.answer.names if isinstance(self.answer, Picked) else self.answer

    @property
    def inner(self) -> Iterable[str]:
        """The names of what is within a fact."""
        facts = [] if isinstance(self.answer, Picked) else self.answer.values()
        return (name for fact in facts if isinstance(fact, Picked) for name in fact.names)


def _picked(row: str, names: str) -> Picked:
    return Picked(row, tuple(names.split()))


FIGURE, SHIFT, FALL = "analysis.rows:FigureRow", "analysis.shifts:Shift", "analysis.falls:Fall"
COUNTS = "taken left_out unwanted figures versions lines new_figures new_versions new_lines"
CONTRACTS: Mapping[str, Contract] = {
    "show": Contract(
        (FIGURE,),
        OF_LEDGER | {"year": int},
        {"shifts": SHIFT},
        _picked(FIGURE, "fund line basis year amount low high qualifier previous change comparable"),
    ),
    "outlook": Contract(
        (FIGURE,),
        OF_LEDGER | {"years": tuple[int, ...], "gap_limit_percent": "Decimal"},
        {"gaps": FALL, "planned": FALL},
        {"gap": _picked(FALL, "fund line year previous amount change change_percent certain")},
    ),
    "diff": Contract(
        ("analysis.diffrows:DiffRow",),
        OF_LEDGER | {"old": str, "new": str},
        {
            "shifts": SHIFT,
            "explained_by_net_alone": "analysis.diff:NetAlone",
            "declared_elsewhere": "analysis.diff:Elsewhere",
        },
        _picked(
            "analysis.diffrows:DiffRow",
            "fund line basis year old new change low high old_qualifier new_qualifier",
        ),
    ),
    "shifts": Contract((SHIFT,), OF_LEDGER | {"old": str | None}, answer={"shifts": int, "without_size": int}),
    "history": Contract(
        ("analysis.history:HistoryRow",),
        OF_LEDGER | {"line": str},
        answer={"line": str, "basis": str, "year": int, "first": "Decimal", "last": "Decimal"},
    ),
    "explain": Contract(
        ("analysis.explain:ExplainRow",),
        OF_LEDGER | {"line": str, "year": int},
        {"mutations": "report.explain:MutationRow", "shifts": SHIFT},
        _picked("analysis.explain:ExplainRow", "fund line basis year amount low high qualifier version"),
    ),
    "check": Contract(
        ("report.check:CheckRow",),
        {"ledger": str | None, "ledgers": tuple[str, ...]},
        {"claims": "report.claims:ClaimRow"},
        {"errors": int, "warnings": int, "kinds": int},
    ),
    "list": Contract(
        tuple(f"model.records:{kind}" for kind in ("Version", "Line", "Fund", "Document")),
        OF_LEDGER | {"as_of": str | None, "list": Literal["versions", "lines", "funds", "documents"]},
    ),
    "conflicts": Contract(("analysis.conflicts:Conflict",), OF_LEDGER, answer={"named": int, "figures": int}),
    "glossary": Contract(("report.glossary:Term",), {"term": str | None}),
    "import": Contract(
        ("report.importresult:LeftOut",),
        {
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
        {
            "totals": "report.imported:TotalRow",
            "shares": "report.importresult:Share",
            "lost": "report.importresult:Lost",
        },
    ),
}
"""The views by the names that `schema` has for them."""
AS_TEXT = ("list",)
"""The views whose rows are those of a file, in which every value is a text."""


def contract(view: str) -> Contract:
    """The form of a view; UsageError for one that is not there."""
    if view not in CONTRACTS:
        raise unknown("view", view, CONTRACTS)
    return CONTRACTS[view]


def loaded(name: str) -> Any:
    """What is named as "module:name", loaded when it is used."""
    module, _, own = name.partition(":")
    return getattr(import_module(f"ukraine_budget.{module}"), own)
