"""What was found, set against what a ledger has: what is new, what is there already, and what contradicts it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.found import Cell, Found, ImportedFigure, first_row
from ukraine_budget.importing.store.placing import (
    NOWHERE,
    First,
    Places,
    of_figures,
    of_ledger,
    stated_first,
    with_parents,
)
from ukraine_budget.importing.store.series import together
from ukraine_budget.language import Text, said, word
from ukraine_budget.model.amount import EXACT
from ukraine_budget.model.ledger import UNITS, Ledger
from ukraine_budget.model.records import Fund, Line
from ukraine_budget.model.text import plain
from ukraine_budget.read.references import IDS

ANOTHER = said("name another folder with --into")
Rows = Mapping[str, list[Any]]
"""Rows by the name of their file: Fund, Line, Document, Version, Stated."""
Row = TypeVar("Row", Line, Fund)


class Changed(NamedTuple):
    """A row of the ledger's own: the cells that change, and what was found, for those that are blank in the file."""

    cells: Mapping[str, Any]
    found: Mapping[str, Any]


Changes = Mapping[str, Changed]
"""Rows that change, by their id."""


class LedgerUpdate(NamedTuple):
    """What a ledger is to get: rows that it does not have, and cells of its own rows that change, by file and id.

    Rows stand by `before` in its files, unless a person has placed them, and are to stand by `after`. `bases` are those
    of all that it then states.
    """

    new: Rows
    changed: Mapping[str, Changes]
    before: Places
    after: Places
    bases: Collection[str]

    @property
    def moved(self) -> bool:
        """Whether versions that are there stand elsewhere than they did."""
        return any("order" in row.cells for row in self.changed["versions"].values())

    @property
    def any(self) -> bool:
        """Whether there is anything at all."""
        return any(self.new.values()) or any(self.changed.values())


def ledger_update(found: Found, ledger: Ledger | None) -> LedgerUpdate:
    """What a ledger, or a new one, does not have yet, with amounts in its unit.

    Raises UsageError where the two have other currencies, or say different things of one cell or line.
    """
    figures = _in_unit(found, ledger.unit if ledger else found.unit)
    if ledger:
        _same_currency(found, ledger)
        _same_funds(found, ledger)
        figures = _unknown(figures, ledger)
    used = {figure.document for figure in figures}
    versions = together(found, ledger, used)
    orders = {id: version.order for id, version in versions.items()}
    known: dict[str, Mapping[str, Any]] = {name: getattr(ledger, name) if ledger else {} for name in IDS}
    own = _first(of_ledger(ledger), ledger.lines, orders) if ledger else {}
    theirs = _first(of_figures(found.figures), found.lines, orders)
    older = _older(theirs, own)
    every: dict[str, Mapping[str, Any]] = {
        "versions": versions,
        "documents": {id: paper for id, paper in found.documents.items() if id in used},
        "lines": _told(found.lines, known["lines"], older),
        "funds": _told(found.funds, known["funds"], _older(_funds(theirs, found.lines), _funds(own, known["lines"]))),
    }
    new: dict[str, list[Any]] = {
        name: [row for id, row in rows.items() if id not in known[name]] for name, rows in every.items()
    }
    changed = {
        name: _changes(rows, known[name], getattr(found, name)) for name, rows in every.items() if name != "documents"
    }
    after = _places(every["lines"], known["lines"], {**own, **{line: theirs[line] for line in older}}, older, orders)
    was = {id: version.order for id, version in known["versions"].items()}
    if ledger and any(orders[id] != order for id, order in was.items()):
        own = _first(of_ledger(ledger), ledger.lines, was)
    before = _places({}, known["lines"], own, (), was)
    figures = sorted(figures, key=lambda one: (orders[one.version], first_row(one.locator), one.document, one.year))
    bases = {*(ledger.figures.basis.used if ledger else ()), *(figure.basis for figure in figures)}
    return LedgerUpdate(new | {"amounts": figures}, changed, before, after, bases)


def _first(
    figures: Iterable[tuple[str, str, str, str]], lines: Mapping[str, Line], orders: Mapping[str, int]
) -> Mapping[str, First]:
    return with_parents(stated_first(figures, orders), lines)


def _funds(first: Mapping[str, First], lines: Mapping[str, Line]) -> Mapping[str, First]:
    """Where each fund is stated first, by its lines."""
    found: dict[str, First] = {}
    for line, place in first.items():
        found[lines[line].fund] = min(found.get(lines[line].fund, NOWHERE), place)
    return found


def _older(theirs: Mapping[str, First], own: Mapping[str, First]) -> set[str]:
    """What is stated first by what was found, and not by the ledger."""
    return {id for id, place in theirs.items() if place < own.get(id, NOWHERE)}


def _told(found: Mapping[str, Row], known: Mapping[str, Row], older: Collection[str]) -> dict[str, Row]:
    """Rows as the oldest paper has them that states a figure of them; what is blank there, as the other has it."""
    both = {id: (row, known[id]) if id in older else (known[id], row) for id, row in found.items() if id in known}
    return {id: _filled(*both[id]) if id in both else row for id, row in found.items()}


def _filled(first: Row, second: Row) -> Row:
    """A row with its blank cells filled from another. A note is about the names beside it, and stays with them."""
    cells = {name: getattr(second, name) if cell == "" else cell for name, cell in first._asdict().items()}
    return first._replace(**cells | {"note": first.note})


def _changes(rows: Mapping[str, Any], known: Mapping[str, Any], found: Mapping[str, Any]) -> Changes:
    """Those of some rows that are there already, and differ."""
    changes: dict[str, Changed] = {}
    for id in rows.keys() & known.keys():
        now, was = rows[id]._asdict(), known[id]._asdict()
        if cells := {name: cell for name, cell in now.items() if cell != was[name]}:
            changes[id] = Changed(cells, found[id]._asdict() if id in found else {})
    return changes


def _places(
    found: Mapping[str, Line],
    known: Mapping[str, Line],
    first: Mapping[str, First],
    older: Collection[str],
    orders: Mapping[str, int],
) -> Places:
    """Where rows stand: lines of one row of a paper as these come in what was read of that."""
    lines = {**known, **found}
    here = {id: n for n, id in enumerate(known)}
    there = {id: n for n, id in enumerate(found)}
    index = {id: there[id] if id in older or id not in here else here[id] for id in lines}
    return Places(orders, first, index, {id: line.fund for id, line in lines.items()})


def _in_unit(found: Found, unit: str | None) -> list[ImportedFigure]:
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


def _unknown(figures: Iterable[ImportedFigure], ledger: Ledger) -> list[ImportedFigure]:
    """The figures of which the ledger says nothing; UsageError where it says other amounts."""
    stated = ledger.figures
    cells = zip(*(stated.texts(name, stated.rows) for name in ("version", "line", "year", "basis")), strict=True)
    known: dict[Cell, str] = dict(zip(cells, stated.texts("amount", stated.rows), strict=True))
    new: list[ImportedFigure] = []
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


def _contradiction(other: Sequence[tuple[ImportedFigure, str]], ledger: Ledger) -> Text:
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
