"""CSV: the rows of a view, views as a data package, and files of a ledger."""

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import repeat
from types import NoneType
from typing import TYPE_CHECKING, Any, TextIO, cast, get_args, get_type_hints

from ukraine_budget.errors import printable
from ukraine_budget.language import ENGLISH, Language
from ukraine_budget.model.text import plain, plain_all
from ukraine_budget.report.flat import flat
from ukraine_budget.report.table import Records, Table

if TYPE_CHECKING:
    from _csv import Writer

FORMULA = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")
"""The start of text that a spreadsheet would run as a formula; some accept full-width signs too."""
QUOTED = re.compile(r'[",\r\n]')
"""Characters for which a cell is quoted."""
CRLF = "\r\n"
"""Before Python 3.13, the csv module quotes a cell only for line breaks in its own line terminator."""


def write(table: Table, language: Language = ENGLISH, columns: Sequence[str] = ()) -> Iterator[str]:
    """Yield the records as CSV in chunks of rows; a leading apostrophe keeps text from being run as a formula.

    With `columns` only these, in their order. Raises UsageError for an unknown one.
    """
    for n, records in enumerate(flat(table, language, columns)):
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerows([] if n else [records.fields])
        writer.writerows(zip(*map(_column, zip(*records.rows, strict=True)), strict=True))
        yield buffer.getvalue()


def _column(values: Sequence[object]) -> Iterable[str]:
    """Format the cells of a column: numbers in one call, other values once per distinct value."""
    kinds = {*map(type, values)}
    if kinds == {Decimal}:
        return plain_all(cast("Sequence[Decimal]", values))
    if kinds == {Decimal, NoneType} or len(kinds - {NoneType}) > 1:
        return map(_cell, values)
    distinct = {*values}
    if kinds == {str} and _are_plain(cast("set[str]", distinct)):
        return cast("Sequence[str]", values)
    if len(distinct) == 1:
        return repeat(_cell(values[0]), len(values))
    cells = {value: _cell(value) for value in distinct}
    return map(cells.__getitem__, values)


def _are_plain(texts: Collection[str]) -> bool:
    return "".join(texts).isprintable() and not any(map(FORMULA.match, texts))


def _cell(value: object) -> str:
    text = _text(value)
    return f"'{text}" if isinstance(value, str | tuple) and FORMULA.match(text) else text


def _text(value: object) -> str:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ("; " if any(isinstance(item, tuple) for item in value) else " ").join(map(_text, value))
    return "" if value is None else str(value)


def rows_to(file: TextIO) -> "Writer":
    """Make a csv writer that ends rows with LF and quotes every line break within a cell."""
    return csv.writer(_EndedByLf(file), lineterminator=CRLF)


def quoted(cell: str) -> str:
    """Quote a cell if it needs quotes in a row of several."""
    return '"' + cell.replace('"', '""') + '"' if QUOTED.search(cell) else cell


class _EndedByLf:
    """A file that turns the CRLF at the end of each row into LF."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, row: str) -> int:
        return self._file.write(f"{row.removesuffix(CRLF)}\n")


DESCRIPTOR, EXPORT = "datapackage.json", "budget-export"
TYPES: dict[Any, dict[str, object]] = {
    bool: {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
}
"""Table Schema types of columns that are not text."""
PLAIN_TEXT: dict[str, object] = {"type": "string"}
"""The type of text, of lists, and of columns that mix numbers and words, such as years and "beyond"."""


def package(tables: Mapping[str, Table], title: str) -> dict[str, bytes]:
    """Return a data package as files by name, identical from run to run. An empty cell is "not stated"."""
    resources = [_resource(name, table) for name, table in tables.items()]
    descriptor = {
        "profile": "tabular-data-package",
        "name": EXPORT,
        "title": printable(title),
        "resources": resources,
    }
    written = {f"{name}.csv": "".join(write(table)).encode() for name, table in tables.items()}
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
        yield {"name": name, **(TYPES.get(kinds[0], PLAIN_TEXT) if len(kinds) == 1 else PLAIN_TEXT)}
