"""The rows of a ledger's own files, as a table."""

from collections.abc import Collection, Mapping

from ukraine_budget.analysis.listing import KINDS, ListResult
from ukraine_budget.language import Text, joined, named, said, word
from ukraine_budget.model.missing import parsed
from ukraine_budget.report.display import head
from ukraine_budget.report.table import Block, Column, Records, Row, Table, noted
from ukraine_budget.report.versions import paper_kind
from ukraine_budget.report.wording import part_text

SHOWN = {
    "versions": ("version", "date", "phase", "coverage", "name", "document", "follows", "supersedes", "missing"),
    "lines": ("line", "fund", "parent", "chapter", "article", "name", "name_nl", "successor"),
    "funds": ("fund", "support", "total", "name", "name_nl", "note"),
    "documents": ("document", "date", "kind", "reference", "title", "read", "url"),
}
"""The columns people are shown; machines get them all."""
LISTS = (*SHOWN, "conflicts")
"""All that can be listed."""
GROUPS = {"phase": "phase", "coverage": "coverage", "support": "answer", "total": "answer", "read": "answer"}
"""The columns that hold words of ours, and the groups of these; a kind of paper may be in other words."""


def list_table(result: ListResult) -> Table:
    """One block with the rows in the ledger's order, without blank columns."""
    rows = [{name: _said(value) for name, value in row._asdict().items()} for row in result.rows]
    shown = [name for name in SHOWN[result.what] if any(row[name] for row in rows)]
    lines = tuple(Row(tuple(_shown(row, name, shown) for name in shown)) for row in rows)
    return Table(
        "list",
        said(
            "{list} of {ledger}",
            list=word(result.what.capitalize(), "heading"),
            ledger=result.ledger.title or result.ledger.name,
        ),
        head(result.ledger, result.as_of or None) | {"list": result.what},
        Records(KINDS[result.what]._fields, [tuple(row.values()) for row in rows]),
        blocks=(Block(Text(), tuple(Column(word(name, "column")) for name in shown), lines),) if rows else (),
        notes=() if rows else (_silence(result),),
    )


def _silence(result: ListResult) -> Text:
    if getattr(result.ledger, result.what):
        return noted(
            said("The ledger has no {list} within what is asked.", list=word(result.what, "list")), "nothing-listed"
        )
    return noted(said("The ledger has no {list}.", list=word(result.what, "list")), "nothing-listed")


def _said(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _shown(row: Mapping[str, str], name: str, columns: Collection[str]) -> Text:
    """A cell for people, in Dutch where the row has a Dutch text and no column shows that."""
    if (dutch := f"{name}_nl") in row and dutch not in columns:
        return named(row[name], nl=row[dutch])
    if name == "missing":
        return joined((part_text(part) for part in parsed(row[name])), "; ")
    return paper_kind(row[name]) if name == "kind" else word(row[name], GROUPS.get(name, ""))
