"""What readers of all kinds of files share: rows, shapes, sheets, and values as texts.

And which of the formats a table is laid out as.
"""

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import Any, NamedTuple
from xml.parsers.expat import ParserCreate, XMLParserType

from ukraine_budget.errors import SourceError, UsageError, unknown
from ukraine_budget.importing.source import Source, memory
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

    number: int
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

    A file without rows of its own (JSON records, Parquet) begins with a row of the names of its columns, number 0.
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
        raise UsageError(said("{path}: no kind of table ends so; known are {known}", path=source.shown, known=known))
    return KINDS[kind]


HYPHEN = re.compile(" ?- ?")


def key(name: str) -> str:
    """A name of a column as it is compared: in any case, without needless blanks, nor any beside a hyphen."""
    return HYPHEN.sub("-", " ".join(name.split())).casefold()


SIGNS: Mapping[str, frozenset[str]] = {
    "eu-budget": frozenset({"edition", "commpay", "reserve_alias"}),
    "kiel": frozenset({"country", "iso", "month", "military"}),
    "nl-b-tabel": frozenset({"begrotingsjaar", "bedrag t-2", "bedrag t+4"}),
    "nl-begrotingsstaten": frozenset({"uitgaven ontvangsten verplichtingen", "stand ontwerpbegroting"}),
    "us-omb": frozenset({"agency code", "bea category", "tq"}),
}
"""Columns by which each format is known."""
OLDER = frozenset({"begrotingsstaat", "onderdeel", "omschrijving", "ontwerpbegroting"})
"""Those of the older layout of nl-begrotingsstaten."""


def header(source: Source, shape: Shape) -> tuple[str, ...]:
    """The names of the columns of a file, however the letters below them are encoded; none of an empty file."""
    try:
        return next((row.cells for row in rows(source, shape)), ())
    except SourceError:
        return next((row.cells for row in rows(source, shape._replace(encoding="latin-1"))), ())


def layout(names: Iterable[str]) -> str:
    """The format that a table with columns of these names is laid out as, empty where it is none of them."""
    keys = set(map(key, names))
    known = [*SIGNS.items(), ("nl-begrotingsstaten", OLDER)]
    return next((format for format, signs in known if signs <= keys), "")


MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
"""What a sheet of any program has at most."""
MOST_CELLS = 1 << 25
"""How many cells a sheet may come to, blank ones included: a sheet of as many rows as it can have, with 32 columns."""
CELL_BYTES = 100
"""What a cell takes while it is read, at most."""
HELP = said("export the sheet as CSV")


@dataclass
class Sheet:
    """How far the cells of a sheet that say something reach, from 1, and what python-calamine gives as blank of them.

    `marks` are the errors and the formulas without a value, as texts by row and column from 1. So many cells are
    `shared`: they only name a text that stands elsewhere in the workbook, once for all.
    """

    source: Source
    rows: int = 0
    columns: int = 0
    shared: int = 0
    marks: defaultdict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def reach(self, row: int, column: int) -> None:
        """Note that a cell says something. SourceError where the sheet has more then than can be read."""
        if row > self.rows or column > self.columns:
            self.rows, self.columns = max(row, self.rows), max(column, self.columns)
            self._check(row, self.rows * self.columns)

    def mark(self, row: int, column: int, text: str) -> None:
        """Note what a cell says that would be blank."""
        self.reach(row, column)
        self.marks[row][column] = text

    def _check(self, row: int, cells: int) -> None:
        if self.rows > MOST_ROWS or self.columns > MOST_COLUMNS or cells > MOST_CELLS:
            message = said(
                "cells stand up to row {row} and column {column}, which is more than any table has",
                row=str(self.rows),
                column=str(self.columns),
            )
            raise self.source.error("bomb", message, HELP, (row, 0))
        if cells * CELL_BYTES > memory():
            message = said("there is not enough memory for more than the rows up to here")
            raise self.source.error("no-memory", message, HELP, (row, 0))


def parser() -> XMLParserType:
    """A reader of XML that gives a text in few pieces: each is a copy of all before it."""
    reader = ParserCreate()
    reader.buffer_text, reader.buffer_size = True, 1 << 16
    return reader


def refuse_cdata() -> None:
    """Refuse a text that python-calamine drops. ValueError in any case."""
    raise ValueError("a value stands in a CDATA section")


def chosen(source: Source, sheets: Mapping[str, Sheet], name: str) -> str:
    """The sheet that is asked for, or the only one that says anything. UsageError where that is not one."""
    if name:
        if name not in sheets:
            raise unknown("sheet", name, sheets)
        return name
    full = [name for name, sheet in sheets.items() if sheet.rows]
    if not full:
        raise source.error("no-rows", said("no sheet says anything"))
    if len(full) > 1:
        raise UsageError(
            said("{path} has several sheets: {names}; name one with --sheet", path=source.shown, names=joined(full))
        )
    return full[0]


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


def nested(value: object) -> str:
    """A list or an object of JSON as text. RecursionError where it is nested too deeply."""
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
"""How values are written that do not write themselves as wanted."""
