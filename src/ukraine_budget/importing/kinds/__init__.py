"""The rows of a table of any kind of file, as texts; and which of the formats it is laid out as."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import Any, NamedTuple

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.source import Source
from ukraine_budget.language import joined, said

TEXT = ("delimited", "read")
KINDS = {
    **dict.fromkeys(("csv", "tsv", "txt", "tab"), TEXT),
    **dict.fromkeys(("xlsx", "xlsm", "xls", "ods"), ("workbook", "read")),
    **dict.fromkeys(("json", "jsonl", "ndjson"), ("records", "read")),
    "parquet": ("records", "read_parquet"),
}
"""The kinds of file by the end of their names, and the module and function that read each."""


class Row(NamedTuple):
    """The cells of a row as texts, and its physical line or number from 1."""

    place: int
    cells: tuple[str, ...]


class Shape(NamedTuple):
    """How a file is to be read where it does not say so itself. Empty: as it seems to be."""

    kind: str = ""
    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""


AS_IT_SEEMS = Shape()


def rows(source: Source, shape: Shape = AS_IT_SEEMS) -> Iterator[Row]:
    """The rows of a file, the header first, one at a time: the file is never in memory as a whole.

    A file without rows of its own (JSON records, Parquet) begins with a row of the names of its columns, at place 0.
    Raises SourceError where it cannot be read, UsageError for a kind that is not known.
    """
    module, function = _reader(source, shape)
    table: Iterator[Row] = getattr(import_module(f"ukraine_budget.importing.kinds.{module}"), function)(source, shape)
    return table


def is_text(source: Source, shape: Shape) -> bool:
    """Whether a file is text, in which every row has a cell for every column; elsewhere blank cells may be absent."""
    return _reader(source, shape) == TEXT


def _reader(source: Source, shape: Shape) -> tuple[str, str]:
    kind = (shape.kind or source.kind).lower()
    if kind not in KINDS:
        known = joined(f".{kind}" for kind in KINDS)
        raise UsageError(
            said("{path}: no kind of table ends so; known are {known}", path=str(source.path), known=known)
        )
    return KINDS[kind]


def key(name: str) -> str:
    """A name of a column as it is compared: in any case, without needless blanks."""
    return " ".join(name.split()).casefold()


SIGNS: Mapping[str, frozenset[str]] = {
    "eu-budget": frozenset({"edition", "commpay", "reserve_alias"}),
    "kiel": frozenset({"country", "iso", "month", "military"}),
    "nl-b-tabel": frozenset({"begrotingsjaar", "bedrag t-2", "bedrag t+4"}),
    "nl-begrotingsstaten": frozenset({"uitgaven ontvangsten verplichtingen", "stand ontwerpbegroting"}),
    "us-omb": frozenset({"agency code", "bea category", "tq"}),
}
"""Columns by which each format is known."""


def layout(source: Source, shape: Shape) -> str:
    """The format that a file is laid out as, empty where it is none of them. SourceError where it cannot be read."""
    header = {key(name) for name in next((row.cells for row in rows(source, shape)), ())}
    return next((format for format, signs in SIGNS.items() if signs <= header), "")


BINARY_DIGITS = 15
"""How many digits a binary number holds for certain, and a spreadsheet shows."""
FORMULA = "="
"""What a cell begins with that holds a formula without a value."""
INEXACT = "~"
"""What a binary number begins with that has more digits: it was computed and never rounded."""
LARGEST_EXPONENT = 50


class Number(str):
    """A number that a file holds as one, not as a text: its sign is a point, whatever a map says of texts."""


def text(value: object) -> str:
    """A value as text; blank for none. Binary numbers are written as shortly as they can be told from others."""
    return WRITERS.get(type(value), str)(value)


def written(number: str) -> str:
    """A binary number by how it is written; marked where it has more digits than it can be sure of."""
    plain = decimal(number)
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    digits = plain.replace(".", "").lstrip("-0")
    return INEXACT + plain if len(digits) > BINARY_DIGITS and "." in plain else plain


def decimal(number: str) -> str:
    """A number that may be in scientific notation, without it; as it is where that is none, or endlessly long."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    return f"{value:f}" if value.is_finite() and abs(value.adjusted()) <= LARGEST_EXPONENT else number


def _moment(value: dt.datetime) -> str:
    return value.date().isoformat() if value.time() == dt.time() else value.isoformat()


def _nested(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


WRITERS: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    bool: lambda value: "yes" if value else "no",
    Number: lambda value: value,
    float: lambda value: Number(written(repr(value))),
    Decimal: lambda value: Number(decimal(str(value))),
    dt.datetime: _moment,
    dict: _nested,
    list: _nested,
}
"""How values are written that do not write themselves as wanted."""
