"""Ledgers whose figures are kept as arrays, from those of `make`."""

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np

from ukraine_budget.columns.column import Coded, Texts
from ukraine_budget.columns.store import Columns
from ukraine_budget.model.entries import Entries
from ukraine_budget.model.ledger import Ledger

pa = import_module("pyarrow")


def coded(values: Sequence[Any]) -> Coded[Any]:
    known = {value: n for n, value in enumerate(dict.fromkeys(values))}
    return Coded(np.array([known[value] for value in values], np.int64), tuple(known))


def in_columns(entries: Entries) -> Columns:
    codes = ("version", "line", "year", "basis", "rounding", "qualifier", "document")
    columns: dict[str, Any] = {name: coded(getattr(entries, name)) for name in codes}
    for name in ("amount", "locator", "note"):
        columns[name] = Texts(pa.array(getattr(entries, name), pa.string()))
    return Columns(**columns, file=entries.file, places=entries.places)


def as_arrays(ledger: Ledger) -> Ledger:
    return replace(ledger, entries=in_columns(ledger.entries))
