"""The rows of a ledger's own files."""

from collections.abc import Mapping
from typing import NamedTuple

from ukraine_budget.errors import unknown
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.rows import Document, Fund, Line, Version

ListedRow = Fund | Line | Version | Document
KINDS: Mapping[str, type[ListedRow]] = {"versions": Version, "lines": Line, "funds": Fund, "documents": Document}


class ListResult(NamedTuple):
    """The rows of one file of a ledger, in its order."""

    ledger: Ledger
    what: str
    rows: tuple[ListedRow, ...]


def listing(ledger: Ledger, what: str) -> ListResult:
    """The versions, lines, funds or documents of a ledger; UsageError for anything else."""
    if what not in KINDS:
        raise unknown("list", what, KINDS)
    rows: Mapping[str, ListedRow] = getattr(ledger, what)
    return ListResult(ledger, what, tuple(rows.values()))
