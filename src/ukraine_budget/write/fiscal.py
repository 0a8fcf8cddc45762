"""A ledger as a Fiscal Data Package: one more file, with all figures and what they are. It stays a ledger."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ukraine_budget.model.ledger import UNITS, Ledger
from ukraine_budget.model.records import Figure
from ukraine_budget.write.figures import write_descriptor
from ukraine_budget.write.rows import rows_to

FILE = "figures.csv"
CODE = "administrative-classification:generic:level{}:code:full"
LABEL = "administrative-classification:generic:level{}:label"
FIELDS = {
    "version": ("string", ""),
    "phase": ("string", "phase"),
    "fund": ("string", CODE.format(1)),
    "fund_name": ("string", LABEL.format(1)),
    "line": ("string", CODE.format(2)),
    "line_name": ("string", LABEL.format(2)),
    "year": ("integer", "date:fiscal-year"),
    "basis": ("string", ""),
    "direction": ("string", "direction"),
    "amount": ("number", "value"),
    "rounding": ("number", ""),
    "qualifier": ("string", ""),
    "note": ("string", ""),
}
"""The columns of the file, each with the type of its values, and with what the standard calls it, if anything."""
LABELS = {"fund_name": "fund", "line_name": "line"}
DIMENSIONS = {
    "date": ("datetime", ("year",)),
    "phase": ("other", ("phase",)),
    "direction": ("other", ("direction",)),
    "administrative-classification": ("classification", ("fund", "fund_name", "line", "line_name")),
    "version": ("other", ("version",)),
    "basis": ("other", ("basis",)),
}
RECEIPT = "receipt"


def write_fiscal(ledger: Ledger, descriptor: dict[str, Any], folder: Path) -> None:
    """Write what makes the folder of a ledger a Fiscal Data Package: the file of its figures, and a descriptor."""
    package = {
        **descriptor,
        "profile": "fiscal-data-package",
        "resources": [*descriptor.get("resources", ()), _resource()],
        "model": _model(ledger),
    }
    (folder / FILE).write_text(_facts(ledger), encoding="utf-8", newline="")
    write_descriptor(package, folder)


def _facts(ledger: Ledger) -> str:
    buffer = io.StringIO()
    writer = rows_to(buffer)
    writer.writerow(FIELDS)
    figures = ledger.figures
    names = ("amount", "rounding", "qualifier", "note")
    columns = (figures.texts(name, figures.rows) for name in names)
    made = ledger.figures_at(figures.rows.tolist())
    for figure, line, *printed in zip(made, figures.line.take(figures.rows), *columns, strict=True):
        writer.writerow((*_fact(ledger, figure, line), *printed))
    return buffer.getvalue()


def _fact(ledger: Ledger, figure: Figure, printed: str) -> Iterator[object]:
    """What a figure is of, by the first columns of the file, under the line as printed."""
    version, line = ledger.versions[figure.version], ledger.lines[printed]
    yield from (version.version, version.phase, line.fund, ledger.funds[line.fund].name, line.line, line.name)
    yield from (figure.cell.year, figure.cell.basis)
    yield "revenue" if figure.cell.basis == RECEIPT else "expenditure"


def _resource() -> dict[str, Any]:
    fields = [
        {"name": name, "type": type_} | ({"columnType": kind} if kind else {}) for name, (type_, kind) in FIELDS.items()
    ]
    return {
        "profile": "tabular-data-resource",
        "name": "figures",
        "title": "All figures with what they are",
        "path": FILE,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""], "primaryKey": ["version", "line", "year", "basis"]},
    }


def _model(ledger: Ledger) -> dict[str, Any]:
    """What the columns are by version 0.3 of the standard; version 1 has it in the fields."""
    measure: dict[str, Any] = {"source": "amount", "resource": "figures"}
    if ledger.unit:
        measure |= {"currency": ledger.currency, "factor": 10 ** UNITS[ledger.unit]}
    return {
        "measures": {"amount": measure},
        "dimensions": {name: _dimension(kind, columns) for name, (kind, columns) in DIMENSIONS.items()},
    }


def _dimension(kind: str, columns: tuple[str, ...]) -> dict[str, Any]:
    attributes = {
        column: {"source": column, "resource": "figures"} | ({"labelfor": LABELS[column]} if column in LABELS else {})
        for column in columns
    }
    keys = [column for column in columns if column not in LABELS]
    found: dict[str, Any] = {"dimensionType": kind, "primaryKey": keys, "attributes": attributes}
    return found | ({"classificationType": "administrative"} if kind == "classification" else {})
