"""The rows of a ledger's own files."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ukraine_budget.analysis.scope import scope
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.errors import unknown
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Document, Fund, Line, Version

ListedRow = Fund | Line | Version | Document
KINDS: Mapping[str, type[ListedRow]] = {"versions": Version, "lines": Line, "funds": Fund, "documents": Document}


class ListResult(NamedTuple):
    """The rows of one file of a ledger, in file order. `as_of` is the version or date asked for, if any."""

    ledger: Ledger
    as_of: str
    what: str
    rows: tuple[ListedRow, ...]


class Named(NamedTuple):
    """The names in a row: a figure or change has all, a version its document, a line its fund."""

    version: str = ""
    line: str = ""
    fund: str = ""
    basis: str = ""
    document: str = ""


def listing(
    ledger: Ledger, what: str, *, as_of: str | None = None, funds: Sequence[str] = (), bases: Sequence[str] = ()
) -> ListResult:
    """The versions, lines, funds or documents of a ledger; UsageError for anything else.

    For some funds or bases, or as of a version or date: those named together with these.
    """
    if what not in KINDS:
        raise unknown("list", what, KINDS)
    rows: Mapping[str, ListedRow] = getattr(ledger, what)
    every, wanted = scope(ledger), scope(ledger, funds, bases)
    known = {*known_at(ledger, as_of).names}
    if as_of or wanted != every:
        versions = known if as_of else {*known, ""}
        of_funds = {*wanted.funds, *([""] if wanted.funds == every.funds else [])}
        of_bases = {*wanted.bases, *([""] if wanted.bases == every.bases else [])}
        within = {
            getattr(named, what.removesuffix("s"))
            for named in _named(ledger)
            if named.version in versions and named.fund in of_funds and named.basis in of_bases
        }
        rows = {name: row for name, row in rows.items() if name in within}
    return ListResult(ledger, as_of or "", what, tuple(rows.values()))


def _named(ledger: Ledger) -> Iterator[Named]:
    figures = ledger.figures.together("version", "line", "basis", "document")
    changes = {(m.version, m.line, m.basis, m.document) for m in ledger.mutations}
    for version, line, basis, document in figures | changes:
        yield Named(version, line, ledger.lines[line].fund, basis, document)
    for paper in ledger.versions.values():
        yield Named(version=paper.version, document=paper.document)
    for one in ledger.lines.values():
        yield Named(line=one.line, fund=one.fund)
    for fund in ledger.funds:
        yield Named(fund=fund)
