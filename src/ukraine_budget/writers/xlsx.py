"""A workbook of one sheet: the blocks below each other, then the notes and the sources."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from ukraine_budget.errors import UsageError, printable
from ukraine_budget.model.language import Language
from ukraine_budget.model.message import said
from ukraine_budget.model.text import plain
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Column, Kind, Qualified, Row, Style, Table, Value
from ukraine_budget.writers.libraries import library
from ukraine_budget.writers.values import FORMULA

CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Always the same, so that the same view is the same file."""
DIGITS = 15
"""The most digits that a spreadsheet keeps of a number."""
A4 = 9
NARROWEST, WIDEST, NAMES = 10, 30, 60
"""Widths of columns, in characters; the first, of names, may be wider than the others."""
SIGNED: dict[Kind, str] = {"change": "+{0};-{0};0", "percent": '+{0}" %";-{0}" %";0" %"', "spread": '"±"{0}'}
STYLES: dict[Style, dict[str, object]] = {
    "line": {},
    "heading": {"italic": True},
    "total": {"bold": True, "top": 1},
    "alert": {"bold": True, "font_color": "#AA0000"},
}


class Cell(NamedTuple):
    """A cell of the sheet: where, what, and how it looks."""

    row: int
    column: int
    value: str | float
    look: dict[str, object]


def write(table: Table, language: Language) -> bytes:
    """The bytes of the workbook. Numbers are numbers, with the words that qualify them in their format.

    A number of more than 15 digits is written as text, so that none is lost. UsageError for more rows, or a longer
    text, than a sheet can hold.
    """
    buffer = io.BytesIO()
    book = library("xlsxwriter", "xlsx").Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": printable(language.say(table.title)), "created": CREATED})
    sheet = book.add_worksheet(table.schema.partition("/")[0])
    _fill(book, sheet, list(_cells(table, language)))
    for column, width in enumerate(_widths(table.blocks, language)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    book.close()
    return buffer.getvalue()


def _fill(book: Any, sheet: Any, cells: Sequence[Cell]) -> None:
    @cache
    def format(*look: tuple[str, object]) -> Any:
        return book.add_format(dict(look))

    for row, column, value, look in cells:
        text = sheet.write_string if value else sheet.write_blank
        put = text if isinstance(value, str) else sheet.write_number
        if put(row, column, value, format(*look.items())):
            raise UsageError(
                said("this is more than the sheet of a workbook can hold; use another format, such as csv")
            )


def _cells(table: Table, language: Language) -> Iterator[Cell]:
    yield _text(0, 0, language.say(table.title), {"bold": True, "font_size": 14})
    at = 2
    for block in table.blocks:
        yield from _block(block, at, language)
        at += bool(block.title) + len(block.rows) + 2
    for heading, sentences in table.lists_below:
        yield _text(at, 0, language.say(heading), {"bold": True})
        yield from (_text(at + n, 0, language.say(sentence), {}) for n, sentence in enumerate(sentences, 1))
        at += len(sentences) + 2


def _block(block: Block, at: int, language: Language) -> Iterator[Cell]:
    if block.title:
        yield _text(at, 0, language.say(block.title), {"bold": True, "font_size": 12})
        at += 1
    for n, column in enumerate(block.columns):
        look: dict[str, object] = {"bold": True, "bottom": 1, "text_wrap": True}
        yield _text(at, n, language.say(column.title), look | _aligned(column))
    for row_at, row in enumerate(block.rows, at + 1):
        yield from _row(block, row, row_at, language)


def _row(block: Block, row: Row, at: int, language: Language) -> Iterator[Cell]:
    for n, (value, column) in enumerate(zip(row.cells, block.columns, strict=False)):  # a heading has one cell
        look = {"valign": "top"} | _aligned(column) | STYLES[row.style]
        if n == 0 and row.level:
            look |= {"align": "left", "indent": row.level}
        number = _number(value, column.kind)
        if number:
            yield Cell(at, n, float(number), look | {"num_format": _format(value, number, column.kind, language)})
        else:
            wraps = {} if row.style == "heading" else {"text_wrap": column.kind == "text"}
            yield _text(at, n, shown(value, column.kind, language), look | wraps)


def _aligned(column: Column) -> dict[str, object]:
    return {} if column.kind == "text" else {"align": "right", "indent": 1}


def _text(row: int, column: int, text: str, look: dict[str, object]) -> Cell:
    """A text, never run as a formula: neither when the file is opened nor when the cell is edited."""
    seen = printable(text)
    return Cell(row, column, seen, look | {"quote_prefix": True} if FORMULA.match(seen) else look)


def _number(value: Value, kind: Kind) -> str:
    """A value as a plain decimal where a sheet holds it to the last digit and shows it; else empty."""
    number = value.amount if isinstance(value, Qualified) else value
    if not isinstance(number, Decimal) or (kind == "spread" and not number):
        return ""
    text = plain(number)
    return text if len(text.lstrip("-").replace(".", "")) <= DIGITS else ""


def _format(value: Value, number: str, kind: Kind, language: Language) -> str:
    """The format of a number with its own decimals: signed where it is a change, followed by what qualifies it."""
    decimals = number.partition(".")[2]
    shape = f"#,##0{'.' if decimals else ''}{'0' * len(decimals)}"
    if isinstance(value, Qualified):
        words = ", ".join(map(language.say, value.words)).replace('"', "'")
        return f'{shape}" ({words})"' if words else shape
    return SIGNED.get(kind, "{0}").format(shape)


def _widths(blocks: Sequence[Block], language: Language) -> Iterator[int]:
    """For each column of the sheet, a width that its words and numbers fit, up to a limit where texts wrap."""
    for n in range(max((len(block.columns) for block in blocks), default=0)):
        texts = (
            shown(row.cells[n], block.columns[n].kind, language)
            for block in blocks
            for row in block.rows
            if n < len(row.cells) and row.style != "heading"
        )
        yield max(NARROWEST, min(WIDEST if n else NAMES, max(map(len, texts), default=0) + 3))
