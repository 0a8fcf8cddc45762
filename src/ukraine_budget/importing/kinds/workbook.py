"""Workbooks of Excel."""

import re
import warnings
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any

from ukraine_budget.importing.kinds.archive import archive
from ukraine_budget.importing.kinds.sheets import MOST_ROWS, chosen
from ukraine_budget.importing.kinds.values import FORMULA, text
from ukraine_budget.importing.rows import Row, Shape
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said
from ukraine_budget.libraries import library

RETURN = re.compile("_x000[dD]_")
"""How a workbook writes a carriage return: XML would make a line feed of it."""


def read(source: Source, shape: Shape) -> Iterator[Row]:
    """The rows of one sheet that say something, with their numbers. A formula without a value begins with "="."""
    with archive(source) as found:
        try:
            yield from _quietly(_rows(source, found.fp, shape.sheet))
        except (ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
            help = said("open it in a spreadsheet program and save it again")
            message = said("is no workbook that can be read: {reason}", reason=str(error))
            raise source.error("broken-file", message, help) from error


def _quietly(rows: Iterator[Row]) -> Iterator[Row]:
    """The same without what the library warns of: styles and extensions, on which no figure depends."""
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            row = next(rows, None)
        if row is None:
            return
        yield row


def _rows(source: Source, file: IO[bytes] | None, asked: str) -> Iterator[Row]:
    values, formulas = (_book(file, data_only=data_only) for data_only in (True, False))
    sheet = chosen(source, {name: _says_something(values[name]) for name in values.sheetnames}, asked)
    formulas[sheet].reset_dimensions()
    pairs = zip(values[sheet].iter_rows(values_only=True), formulas[sheet].iter_rows(), strict=True)
    for place, (row, cells) in enumerate(islice(pairs, MOST_ROWS), 1):
        found = tuple(_text(value, cell) for value, cell in zip(row, cells, strict=True))
        if any(found):
            yield Row(place, found)


def _book(file: IO[bytes] | None, *, data_only: bool) -> Any:
    return library("openpyxl", "import").load_workbook(file, read_only=True, data_only=data_only, keep_links=False)


def _says_something(sheet: Any) -> bool:
    if not hasattr(sheet, "reset_dimensions"):
        return False  # a chart
    sheet.reset_dimensions()  # what a file says of its own size may cut off rows
    return any(value is not None for row in sheet.iter_rows(values_only=True) for value in row)


def _text(value: object, cell: Any) -> str:
    if value is None and cell.data_type == "f":
        return str(cell.value) if str(cell.value).startswith(FORMULA) else FORMULA
    return RETURN.sub("\r", value) if isinstance(value, str) else text(value)
