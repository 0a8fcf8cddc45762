"""A Fiscal Data Package that is a ledger still: of lines, funds and versions it says more than its facts do."""

from pathlib import Path

from ukraine_budget.importing.found import Found
from ukraine_budget.importing.ids import plain_id
from ukraine_budget.language import said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read import read

IDS = ("line", "fund", "parent", "successor")
"""The columns of a line that hold ids."""


def ledger_of(package: Path) -> Ledger | None:
    """The ledger that the package in a folder is, None where it is none."""
    return read(package).ledger


def restore(found: Found, ledger: Ledger, prefix: str) -> None:
    """Have lines, funds and versions as the ledger has them; `prefix` is put before the ids of versions.

    The lines that others are parts of, or became, come with them. What is no figure stays behind, which is noted.
    """
    lines = (line._replace(**{name: plain_id(getattr(line, name)) for name in IDS}) for line in ledger.lines.values())
    found.lines = {line.line: line for line in lines}
    funds = (fund._replace(fund=plain_id(fund.fund)) for fund in ledger.funds.values())
    found.funds = {fund.fund: fund for fund in funds}
    found.fund_names, found.line_names = {}, {}
    for own in ledger.versions.values():
        names = (own.version, own.follows, own.supersedes)
        id, follows, old = (plain_id(f"{prefix}{name}") if name else "" for name in names)
        if made := found.versions.get(id):
            old = old if old in found.versions else ""
            found.versions[id] = own._replace(version=id, document=made.document, follows=follows, supersedes=old)
    if ledger.mutations or ledger.claims:
        found.notes.append(
            said(
                "The package is a ledger that declares {mutations} changes and {claims} claims too, which stay there.",
                mutations=len(ledger.mutations),
                claims=len(ledger.claims),
            )
        )
