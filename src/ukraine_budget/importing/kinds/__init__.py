"""Rows of files of all kinds, values as texts, and detection of the format of a table."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import Any, NamedTuple

from ukraine_budget.errors import SourceError, UsageError
from ukraine_budget.importing.source import Source
from ukraine_budget.language import joined, said

TEXT = ("delimited", "read")
KINDS = {
    **dict.fromkeys(("csv", "tsv", "txt", "tab"), TEXT),
    **dict.fromkeys(("xlsx", "xlsm", "xls", "ods"), ("workbook", "read")),
    **dict.fromkeys(("json", "jsonl", "ndjson"), ("records", "read")),
    "parquet": ("records", "read_parquet"),
}
"""Module and function that read a kind of file, by suffix."""


class Row(NamedTuple):
    """Cells of a row as texts, and its number from 1; in a text file, its first physical line."""

    number: int
    cells: tuple[str, ...]


class Shape(NamedTuple):
    """Options for reading a file. Empty: detected."""

    kind: str = ""
    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""


AS_IT_SEEMS = Shape()


def rows(source: Source, shape: Shape = AS_IT_SEEMS) -> Iterator[Row]:
    """Iterate over the rows of a file, the header first, without loading all of it.

    For JSON records and Parquet, row 0 has the names of the columns. Raises SourceError for a file that cannot be read,
    UsageError for an unknown kind.
    """
    module, function = _reader(source, shape)
    table: Iterator[Row] = getattr(import_module(f"ukraine_budget.importing.kinds.{module}"), function)(source, shape)
    return table


def is_text(source: Source, shape: Shape) -> bool:
    """Whether a file is text. Its rows have a cell for every column; elsewhere blank cells may be absent."""
    return _reader(source, shape) == TEXT


def _reader(source: Source, shape: Shape) -> tuple[str, str]:
    kind = (shape.kind or source.kind).lower()
    if kind not in KINDS:
        known = joined(f".{kind}" for kind in KINDS)
        raise UsageError(said("{path}: no kind of table ends so; known are {known}", path=source.shown, known=known))
    return KINDS[kind]


HYPHEN = re.compile(" ?- ?")


def key(name: str) -> str:
    """Normalise the name of a column for comparison: case, blanks, and blanks beside a hyphen."""
    return HYPHEN.sub("-", " ".join(name.split())).casefold()


SIGNS: Mapping[str, frozenset[str]] = {
    "eu-budget": frozenset({"edition", "commpay", "reserve_alias"}),
    "kiel": frozenset({"country", "iso", "month", "military"}),
    "nl-b-tabel": frozenset({"begrotingsjaar", "bedrag t-2", "bedrag t+4"}),
    "nl-begrotingsstaten": frozenset({"uitgaven ontvangsten verplichtingen", "stand ontwerpbegroting"}),
    "us-omb": frozenset({"agency code", "bea category", "tq"}),
}
"""Columns by which a format is recognised."""
OLDER = frozenset({"begrotingsstaat", "onderdeel", "omschrijving", "ontwerpbegroting"})
"""Columns of the older layout of nl-begrotingsstaten."""


def header(source: Source, shape: Shape) -> tuple[str, ...]:
    """The first row of a file, even if later rows are in another encoding; empty for an empty file."""
    try:
        return next((row.cells for row in rows(source, shape)), ())
    except SourceError:
        return next((row.cells for row in rows(source, shape._replace(encoding="latin-1"))), ())


def layout(names: Iterable[str]) -> str:
    """The format of a table with columns of these names; empty if unknown."""
    keys = set(map(key, names))
    known = [*SIGNS.items(), ("nl-begrotingsstaten", OLDER)]
    return next((format for format, signs in known if signs <= keys), "")


BINARY_DIGITS = 15
"""Significant digits that a binary number is sure to keep, and a spreadsheet shows."""
FORMULA = "="
"""Prefix of a cell with a formula that has no value."""
INEXACT = "~"
"""Prefix of a binary number with more digits: it was computed and never rounded."""
LARGEST_EXPONENT = 50


class Number(str):
    """A number stored as such, not as text: it has a decimal point, whatever signs the map sets for text."""


def text(value: object) -> str:
    """Convert a value to text; None is blank. A binary number gets the fewest digits that identify it."""
    return WRITERS.get(type(value), str)(value)


def written(number: str) -> str:
    """Write a binary number without exponent or trailing zeros; INEXACT marks one with too many digits."""
    plain = decimal(number)
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    digits = plain.replace(".", "").lstrip("-0")
    return INEXACT + plain if len(digits) > BINARY_DIGITS and "." in plain else plain


def decimal(number: str) -> str:
    """Write a number without exponent. A text that is no number, or would get too long, stays as it is."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    return f"{value:f}" if value.is_finite() and abs(value.adjusted()) <= LARGEST_EXPONENT else number


def _moment(value: dt.datetime) -> str:
    return value.date().isoformat() if value.time() == dt.time() else value.isoformat()


def nested(value: object) -> str:
    """Convert a list or object to JSON. Raises RecursionError if it is nested too deeply."""
    return json.dumps(value, ensure_ascii=False, default=str)


WRITERS: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    bool: lambda value: "yes" if value else "no",
    Number: lambda value: value,
    float: lambda value: Number(written(repr(value))),
    Decimal: lambda value: Number(decimal(str(value))),
    dt.datetime: _moment,
    dict: nested,
    list: nested,
}
"""Functions that convert values to text, by type; for other types, str does."""
