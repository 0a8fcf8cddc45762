"""Views as a Tabular Data Package: their rows as CSV, and a descriptor with the type of every column."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_type_hints

from ukraine_budget.errors import printable
from ukraine_budget.report.table import Records, Table
from ukraine_budget.write import csv

DESCRIPTOR, NAME = "datapackage.json", "budget-export"
TYPES: dict[Any, dict[str, object]] = {
    bool: {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
}
"""The types of columns that are not text, as the writer of CSV writes them."""
TEXT: dict[str, object] = {"type": "string"}
"""Also of what may be a number or a word, such as a year or "beyond", and of a list."""


def files(tables: Mapping[str, Table], title: str) -> dict[str, bytes]:
    """The files by their names, the same from run to run. An empty cell is "not stated", or nothing to say."""
    resources = [_resource(name, table) for name, table in tables.items()]
    descriptor = {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": printable(title),
        "resources": resources,
    }
    written = {f"{name}.csv": csv.write(table).encode() for name, table in tables.items()}
    return written | {DESCRIPTOR: (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()}


def _resource(name: str, table: Table) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": printable(table.title),
        "description": "\n".join(map(printable, (*table.notes, *table.sources))),
        "encoding": "utf-8",
        "schema": {"fields": list(_fields(table.records)), "missingValues": [""]},
    }


def _fields(records: Records) -> Iterator[dict[str, object]]:
    hints = get_type_hints(records.row) if records.row else {}
    for name in records.fields:
        kinds = [kind for kind in get_args(hints.get(name)) or (hints.get(name),) if kind is not NoneType]
        yield {"name": name, **(TYPES.get(kinds[0], TEXT) if len(kinds) == 1 else TEXT)}
