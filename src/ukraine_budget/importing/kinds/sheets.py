"""Sheets of workbooks: their size, which has limits, and values that python-calamine leaves blank."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from xml.parsers.expat import ParserCreate, XMLParserType

from ukraine_budget.errors import UsageError, unknown
from ukraine_budget.importing.source import Source, memory
from ukraine_budget.language import joined, said

MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
"""Limits that no spreadsheet program exceeds."""
MOST_CELLS = 1 << 25
"""Limit on the cells of a sheet, blank ones included: the most rows there can be, with 32 columns."""
CELL_BYTES = 100
"""Upper bound of the memory for a cell while a sheet is read."""
HELP = said("export the sheet as CSV")

Marks = Mapping[int, Mapping[int, str]]
NO_MARKS: Marks = MappingProxyType({})


class Sheet(NamedTuple):
    """Number of rows and columns of a sheet up to its last value, and what python-calamine does not tell.

    `shared` cells refer to a text that is stored once for the workbook. `marks` are errors and formulas without a
    value, as texts by row and column from 1.
    """

    rows: int = 0
    columns: int = 0
    shared: int = 0
    marks: Marks = NO_MARKS


class SheetBuilder:
    """A sheet during a scan of its cells."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.rows = self.columns = self.shared = 0
        self.marks: defaultdict[int, dict[int, str]] = defaultdict(dict)

    def extend(self, row: int, column: int) -> None:
        """Extend the sheet to a cell with a value. Raises SourceError if it gets too large to be read."""
        if row > self.rows or column > self.columns:
            self.rows, self.columns = max(row, self.rows), max(column, self.columns)
            check_size(self.source, row, self.rows, self.columns)

    def mark(self, row: int, column: int, text: str) -> None:
        """Add the text of a cell that would be blank."""
        self.extend(row, column)
        self.marks[row][column] = text

    def build(self) -> Sheet:
        """Make the sheet."""
        return Sheet(self.rows, self.columns, self.shared, self.marks)


def check_size(source: Source, row: int, rows: int, columns: int) -> None:
    """Raise SourceError, at a row, for a sheet that is too large to be read."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        message = said(
            "cells stand up to row {row} and column {column}, which is more than any table has",
            row=str(rows),
            column=str(columns),
        )
        raise source.error("bomb", message, HELP, (row, 0))
    if rows * columns * CELL_BYTES > memory():
        message = said("there is not enough memory for more than the rows up to here")
        raise source.error("no-memory", message, HELP, (row, 0))


def parser() -> XMLParserType:
    """Make an XML parser that passes text on in large pieces: adding one copies those before it."""
    reader = ParserCreate()
    reader.buffer_text, reader.buffer_size = True, 1 << 16
    return reader


def refuse_cdata() -> None:
    """Raise ValueError: python-calamine drops text in CDATA sections."""
    raise ValueError("a value stands in a CDATA section")


def chosen(source: Source, sheets: Mapping[str, Sheet], name: str) -> str:
    """The name of the sheet to read: the user's choice, or the only one with values. Raises UsageError if unclear."""
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
