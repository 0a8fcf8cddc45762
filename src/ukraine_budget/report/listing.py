"""The rows of a ledger's own files, as a table."""

from ukraine_budget.analysis.listing import KINDS, ListResult
from ukraine_budget.report.display import head
from ukraine_budget.report.table import Block, Column, Records, Row, Table

SHOWN = {
    "versions": ("version", "date", "phase", "coverage", "name", "document", "follows", "supersedes"),
    "lines": ("line", "fund", "parent", "chapter", "article", "name", "name_nl", "successor"),
    "funds": ("fund", "support", "total", "name", "name_nl", "note"),
    "documents": ("document", "date", "kind", "reference", "title", "url"),
}
"""The columns people are shown; machines get them all."""


def list_table(result: ListResult) -> Table:
    """One block with the rows in the ledger's order; columns in which nothing is said are left out."""
    rows = [{name: _said(value) for name, value in row._asdict().items()} for row in result.rows]
    shown = [name for name in SHOWN[result.what] if any(row[name] for row in rows)]
    lines = tuple(Row(tuple(row[name] for name in shown)) for row in rows)
    return Table(
        "list/1",
        f"{result.what.capitalize()} of {result.ledger.title or result.ledger.name}",
        head(result.ledger, None) | {"list": result.what},
        Records(KINDS[result.what]._fields, [tuple(row.values()) for row in rows]),
        blocks=(Block("", tuple(map(Column, shown)), lines),) if rows else (),
        notes=() if rows else (f"The ledger has no {result.what}.",),
    )


def _said(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
