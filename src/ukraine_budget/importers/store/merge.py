"""What was found, set against what a ledger has: what is new, what is there already, and what contradicts it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ukraine_budget.errors import UsageError
from ukraine_budget.importers.found import Cell, Found, Stated
from ukraine_budget.language import Text, said, word
from ukraine_budget.model.amount import EXACT
from ukraine_budget.model.ledger import UNITS, Ledger
from ukraine_budget.model.rows import Version
from ukraine_budget.model.text import plain
from ukraine_budget.readers.references import IDS

ANOTHER = said("name another folder with --into")
Rows = Mapping[str, list[Any]]
"""Rows by the name of their file: Fund, Line, Document, Version, Stated."""


class News(NamedTuple):
    """What a ledger is to get: rows that it does not have, and rows of its own of which something blank is known."""

    new: Rows
    fuller: Rows

    @property
    def any(self) -> bool:
        """Whether there is anything at all."""
        return any(self.new.values()) or any(self.fuller.values())


def news(found: Found, ledger: Ledger | None) -> News:
    """What a ledger, or a new one, does not have yet, with amounts in its unit.

    Raises UsageError where the two have other currencies, or say different things of one cell or line.
    """
    figures = _in_unit(found, ledger.unit if ledger else found.unit)
    _follow_known(found, ledger)
    if ledger:
        _same_currency(found, ledger)
        _same_funds(found, ledger)
        figures = _unknown(figures, ledger)
    new: dict[str, list[Any]] = {name: _new(found, ledger, name) for name in IDS}
    used = {figure.document for figure in figures}
    new["documents"] = [paper for paper in new["documents"] if paper.document in used]
    new["versions"] = _placed(new["versions"], ledger.versions if ledger else {})
    fuller = {name: _fuller(found, ledger, name) for name in ("funds", "lines", "versions")} if ledger else {}
    return News(new | {"amounts": figures}, fuller)


def _follow_known(found: Found, ledger: Ledger | None) -> None:
    """Let a version follow none where the one that it follows is not at hand."""
    known = found.versions.keys() | (ledger.versions.keys() if ledger else set())
    for id, version in found.versions.items():
        if version.follows not in known:
            found.versions[id] = version._replace(follows="")


def _new(found: Found, ledger: Ledger | None, name: str) -> list[Any]:
    known = getattr(ledger, name) if ledger else {}
    return [row for id, row in getattr(found, name).items() if id not in known]


def _fuller(found: Found, ledger: Ledger, name: str) -> list[Any]:
    """The rows of a file of which the ledger has some cell blank that was found not to be."""
    pairs = ((row, getattr(ledger, name).get(id)) for id, row in getattr(found, name).items())
    return [row for row, old in pairs if old and any(now and was == "" for now, was in zip(row, old, strict=True))]


def _in_unit(found: Found, unit: str | None) -> list[Stated]:
    """The figures in the unit of the ledger, exactly."""
    if found.unit == unit:
        return found.figures
    if found.unit is None or unit is None:
        raise UsageError(
            said("of the file and the ledger only one says its unit: say it in the map, or in datapackage.json")
        )
    power = UNITS[found.unit] - UNITS[unit]
    return [
        figure._replace(amount=_scaled(figure.amount, power), rounding=_scaled(figure.rounding, power))
        for figure in found.figures
    ]


def _scaled(text: str, power: int) -> str:
    return plain(EXACT.scaleb(Decimal(text), power)) if text else ""


def _same_currency(found: Found, ledger: Ledger) -> None:
    if found.currency != ledger.currency:
        theirs, ours = (currency or said("no stated currency") for currency in (found.currency, ledger.currency))
        message = said("the file is in {theirs}, {ledger} in {ours}", theirs=theirs, ledger=ledger.name, ours=ours)
        raise UsageError(said("{message}: {help}", message=message, help=ANOTHER))


def _same_funds(found: Found, ledger: Ledger) -> None:
    for id, line in found.lines.items():
        old = ledger.lines.get(id)
        if old and old.fund != line.fund:
            message = said(
                "{ledger} has the line {line} in the fund {ours}, the file in {theirs}",
                ledger=ledger.name,
                line=id,
                ours=old.fund,
                theirs=line.fund,
            )
            raise UsageError(said("{message}: {help}", message=message, help=ANOTHER))


def _unknown(figures: Iterable[Stated], ledger: Ledger) -> list[Stated]:
    """The figures of which the ledger says nothing; UsageError where it says other amounts."""
    entries = ledger.entries
    keys = zip(entries.version, entries.line, entries.year, entries.basis, strict=True)
    known: dict[Cell, str] = dict(zip(keys, entries.amount, strict=True))
    new = []
    other = []
    for figure in figures:
        amount = known.get(figure[:4])
        if amount is None:
            new.append(figure)
        elif Decimal(amount) != Decimal(figure.amount):
            other.append((figure, amount))
    if other:
        raise UsageError(_contradiction(other, ledger))
    return new


def _contradiction(other: Sequence[tuple[Stated, str]], ledger: Ledger) -> Text:
    figure, amount = other[0]
    return said(
        "{ledger} has other amounts for {n} of the figures: {line} {basis} {year} at {version} is {ours} there, and "
        "{theirs} in {locator}; if this is a new edition, name it with --version ID, and both are kept",
        ledger=ledger.name,
        n=len(other),
        line=figure.line,
        basis=word(figure.basis, "basis"),
        year=figure.year,
        version=figure.version,
        ours=Decimal(amount),
        theirs=Decimal(figure.amount),
        locator=figure.locator,
    )


def _placed(versions: Iterable[Version], known: Mapping[str, Version]) -> list[Version]:
    """Versions, each with an order that no other has: its own, or the next that is free."""
    taken = {version.order for version in known.values()}
    placed = []
    for version in versions:
        order = version.order
        while order in taken:
            order += 1
        taken.add(order)
        placed.append(version._replace(order=order))
    return placed
