"""Comparison of an extract with a ledger: new rows, changed cells, contradictions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import Cell, Extract, ImportedFigures, singles
from ukraine_budget.importing.ordering import (
    NOWHERE,
    First,
    RowOrder,
    first_in_extract,
    first_in_ledger,
    merged_versions,
)
from ukraine_budget.importing.units import power, scaled
from ukraine_budget.language import Text, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line
from ukraine_budget.read.schema import IDS

ANOTHER = said("name another folder with --into")
Rows = Mapping[str, list[Any]]
"""Rows by file name: Fund, Line, Document, Version, ImportedFigures."""
Row = TypeVar("Row", Line, Fund)


class Changed(NamedTuple):
    """The changed cells of an existing row, and the imported row."""

    cells: Mapping[str, Any]
    imported: Mapping[str, Any]


Changes = Mapping[str, Changed]
"""Changed rows by id."""


class LedgerUpdate(NamedTuple):
    """Changes to a ledger: new rows, and changed cells of existing rows, by file and id.

    Rows are sorted by `before`, unless a person has arranged them, and are to be sorted by `after`. `bases` are those
    of all figures afterwards.
    """

    new: Rows
    changed: Mapping[str, Changes]
    before: RowOrder
    after: RowOrder
    bases: Collection[str]

    @property
    def moved(self) -> bool:
        """Whether the order of an existing version changes."""
        return any("order" in row.cells for row in self.changed["versions"].values())

    @property
    def any(self) -> bool:
        """Whether anything changes."""
        return any(self.new.values()) or any(self.changed.values())


def ledger_update(extract: Extract, ledger: Ledger | None) -> LedgerUpdate:
    """Compute what a ledger, or a new one, gets from an extract, with amounts in its unit.

    Raises UsageError if the two have different currencies, or contradict each other on a cell or line.
    """
    figures = _new_figures(extract, ledger)
    used = {figure.document for figure in figures}
    versions = merged_versions(extract, ledger, used)
    orders = {id: version.order for id, version in versions.items()}
    known: dict[str, Mapping[str, Any]] = {name: getattr(ledger, name) if ledger else {} for name in IDS}
    own = first_in_ledger(ledger, orders) if ledger else {}
    theirs = first_in_extract(extract, orders)
    older = _older(theirs, own)
    older_funds = _older(_funds(theirs, extract.lines), _funds(own, known["lines"]))
    every: dict[str, Mapping[str, Any]] = {
        "versions": versions,
        "documents": {id: paper for id, paper in extract.documents.items() if id in used},
        "lines": _as_oldest(extract.lines, known["lines"], older),
        "funds": _as_oldest(extract.funds, known["funds"], older_funds),
    }
    new: dict[str, list[Any]] = {
        name: [row for id, row in rows.items() if id not in known[name]] for name, rows in every.items()
    }
    changed = {
        name: _changes(rows, known[name], getattr(extract, name)) for name, rows in every.items() if name != "documents"
    }
    after = _row_order(every["lines"], known["lines"], {**own, **{line: theirs[line] for line in older}}, older, orders)
    figures = _sorted(figures, orders)
    bases = {*(ledger.figures.basis.used if ledger else ()), *(figure.basis for figure in figures)}
    return LedgerUpdate(new | {"amounts": figures}, changed, _order_before(ledger, orders, own), after, bases)


def _sorted(figures: Sequence[ImportedFigures], orders: Mapping[str, int]) -> list[ImportedFigures]:
    """Sort figures as in amounts.csv: by version, row, paper and year."""

    def sort_key(one: ImportedFigures) -> tuple[int, int, str, int]:
        return orders[one.version], one.rows[0], one.document, one.years[0]

    keyed = sorted(zip(map(sort_key, figures), figures, strict=True), key=itemgetter(0))
    if all(at[:3] != then[:3] or one.years[-1] <= then[3] for (at, one), (then, _) in pairwise(keyed)):
        return [one for _, one in keyed]
    return sorted(singles(figures), key=sort_key)


def _new_figures(extract: Extract, ledger: Ledger | None) -> Sequence[ImportedFigures]:
    """Figures that the ledger lacks, in its unit."""
    if not ledger:
        return extract.figures
    figures = _in_unit(extract, ledger.unit)
    _check_currency(extract, ledger)
    _check_funds(extract, ledger)
    return _unknown(figures, ledger)


def _order_before(ledger: Ledger | None, orders: Mapping[str, int], own: Mapping[str, First]) -> RowOrder:
    """Row order of a ledger before the update. `own` are first statements by the orders that now hold."""
    if not ledger:
        return _row_order({}, {}, {}, (), {})
    was = {id: version.order for id, version in ledger.versions.items()}
    moved = any(orders[id] != order for id, order in was.items())
    return _row_order({}, ledger.lines, first_in_ledger(ledger, was) if moved else own, (), was)


def _funds(first: Mapping[str, First], lines: Mapping[str, Line]) -> Mapping[str, First]:
    """First statement of each fund, from those of its lines."""
    funds: dict[str, First] = {}
    for line, key in first.items():
        funds[lines[line].fund] = min(funds.get(lines[line].fund, NOWHERE), key)
    return funds


def _older(theirs: Mapping[str, First], own: Mapping[str, First]) -> set[str]:
    """Ids that the import states before the ledger does."""
    return {id for id, key in theirs.items() if key < own.get(id, NOWHERE)}


def _as_oldest(imported: Mapping[str, Row], known: Mapping[str, Row], older: Collection[str]) -> dict[str, Row]:
    """Rows as in the oldest paper that states a figure of them; its blanks are filled from the other."""
    return {
        id: row if id not in known else _filled(row, known[id]) if id in older else _filled(known[id], row)
        for id, row in imported.items()
    }


def _filled(first: Row, second: Row) -> Row:
    """Fill the blank cells of a row from another. The note stays: it is about the names beside it."""
    cells = {name: getattr(second, name) if cell == "" else cell for name, cell in first._asdict().items()}
    return first._replace(**cells | {"note": first.note})


def _changes(rows: Mapping[str, Any], known: Mapping[str, Any], imported: Mapping[str, Any]) -> Changes:
    """Existing rows that differ, with the cells that change."""
    changes: dict[str, Changed] = {}
    for id in rows.keys() & known.keys():
        now, was = rows[id]._asdict(), known[id]._asdict()
        if cells := {name: cell for name, cell in now.items() if cell != was[name]}:
            changes[id] = Changed(cells, imported[id]._asdict() if id in imported else {})
    return changes


def _row_order(
    imported: Mapping[str, Line],
    known: Mapping[str, Line],
    first: Mapping[str, First],
    older: Collection[str],
    orders: Mapping[str, int],
) -> RowOrder:
    """Row order after the update: lines of one row of a paper keep the sequence in which they were read."""
    lines = {**known, **imported}
    here = {id: n for n, id in enumerate(known)}
    there = {id: n for n, id in enumerate(imported)}
    index = {id: there[id] if id in older or id not in here else here[id] for id in lines}
    return RowOrder(orders, first, index, {id: line.fund for id, line in lines.items()})


def _in_unit(extract: Extract, unit: str | None) -> Sequence[ImportedFigures]:
    """Figures converted exactly to the unit of the ledger."""
    if extract.unit == unit:
        return extract.figures
    if extract.unit is None or unit is None:
        raise UsageError(
            said("of the file and the ledger only one says its unit: say it in the map, or in datapackage.json")
        )
    by = power(extract.unit, unit)
    return [
        figure._replace(
            amounts=tuple(scaled(amount, by) for amount in figure.amounts), rounding=scaled(figure.rounding, by)
        )
        for figure in extract.figures
    ]


def _check_currency(extract: Extract, ledger: Ledger) -> None:
    if extract.currency != ledger.currency:
        theirs, ours = (currency or said("no stated currency") for currency in (extract.currency, ledger.currency))
        message = said("the file is in {theirs}, {ledger} in {ours}", theirs=theirs, ledger=ledger.name, ours=ours)
        raise UsageError(said("{message}: {help}", message=message, help=ANOTHER))


def _check_funds(extract: Extract, ledger: Ledger) -> None:
    for id, line in extract.lines.items():
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


def _unknown(figures: Iterable[ImportedFigures], ledger: Ledger) -> list[ImportedFigures]:
    """Figures of cells that the ledger does not state; UsageError if it states other amounts."""
    stated = ledger.figures
    cells = zip(*(stated.texts(name, stated.rows) for name in ("version", "line", "year", "basis")), strict=True)
    known: dict[Cell, str] = dict(zip(cells, stated.texts("amount", stated.rows), strict=True))
    new: list[ImportedFigures] = []
    other = []
    for figure in singles(figures):
        amount = known.get(figure.cell)
        if amount is None:
            new.append(figure)
        elif Decimal(amount) != Decimal(figure.amount):
            other.append((figure, amount))
    if other:
        raise UsageError(_contradiction(other, ledger))
    return new


def _contradiction(other: Sequence[tuple[ImportedFigures, str]], ledger: Ledger) -> Text:
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
