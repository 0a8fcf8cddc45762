"""A workbook: on each sheet the blocks of a view below each other, then its notes and sources."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from math import ceil
from typing import Any

from ukraine_budget.errors import UsageError, printable
from ukraine_budget.language import Language, Text, said
from ukraine_budget.libraries import library
from ukraine_budget.report.table import Table
from ukraine_budget.write.cells import Cell, Look, cells, text

CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Fixed, so that the same view gives the same file."""
A4 = 9
MARGIN = 0.4
"""In inches, on the left and right."""
ANSWER = 1
"""The row of the answer, below the title."""
HEADER = 2
"""The row of the first header, below the title."""
LONGEST = 50
"""The most characters of a name in a footer, which holds 255 in all, an ampersand counting twice."""
NARROWEST, WIDEST, NAMES = 10, 46, 70
"""Widths of columns, in digits; the first, of names, may be wider than the others."""
LINE, TALLEST = 15, 409
"""Heights of rows, in points: of a line of text, and the most that a spreadsheet knows."""
Format = Callable[[Look], Any]


def write(table: Table, language: Language) -> bytes:
    """The bytes of a workbook of one sheet, as `workbook`."""
    return workbook({Text(table.schema.partition("/")[0]): table}, table.title, language)


def workbook(tables: Mapping[Text, Table], title: Text, language: Language) -> bytes:
    """The bytes of a workbook with a sheet per table.

    Numbers are numbers, with the words that qualify them in their format; what a table says how to compute is a
    formula. A number of more than 15 digits is written as text, so that none is lost. UsageError for more rows, or a
    longer text, than a sheet can hold.
    """
    buffer = io.BytesIO()
    book = library("xlsxwriter", "xlsx").Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": printable(language.say(title)), "created": CREATED})

    @cache
    def format(look: Look) -> Any:
        return book.add_format(look.properties())

    for name, table in tables.items():
        sheet = book.add_worksheet(language.say(name))
        _fill(sheet, table, format, language)
        _set_up(sheet, table, language)
    book.close()
    return buffer.getvalue()


def _fill(sheet: Any, table: Table, format: Format, language: Language) -> None:
    """The title, the blocks, and below them, as wide as they are, the notes and sources."""
    _put(sheet, format, [text(0, 0, language.say(table.title), Look("title"))])
    at = HEADER
    longest: dict[int, int] = {}
    for block in table.blocks:
        for column, width in _put(sheet, format, cells(block, at, language)).items():
            longest[column] = max(width, longest.get(column, 0))
        at += bool(block.title) + len(block.rows) + 2
    widths = [max(NARROWEST, min(WIDEST if n else NAMES, longest[n] + 3)) for n in sorted(longest)] or [NAMES]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    if table.answer:
        _notes(sheet, format, [language.say(table.answer.text)], ANSWER, widths)
    for heading, sentences in table.lists_below:
        _put(sheet, format, [text(at, 0, language.say(heading), Look("section"))])
        _notes(sheet, format, list(map(language.say, sentences)), at + 1, widths)
        at += len(sentences) + 2


def _put(sheet: Any, format: Format, contents: Iterable[Cell]) -> Mapping[int, int]:
    """Write cells; returns how wide the widest of each column is."""
    widths: dict[int, int] = {}
    for row, column, value, look, width, formula in contents:
        style = format(look)
        if formula:
            failed = sheet.write_formula(row, column, formula, style, value)
        elif isinstance(value, str):
            failed = (sheet.write_string if value else sheet.write_blank)(row, column, value, style)
        else:
            failed = sheet.write_number(row, column, value, style)
        if failed:
            raise UsageError(
                said("this is more than the sheet of a workbook can hold; use another format, such as csv")
            )
        if width > widths.get(column, -1):
            widths[column] = width
    return widths


def _notes(sheet: Any, format: Format, sentences: Iterable[str], at: int, widths: Sequence[int]) -> None:
    """Sentences below each other, long ones as wide as the blocks; merged cells do not find their height themselves."""
    for row, sentence in enumerate(sentences, at):
        lines = ceil(len(sentence) / sum(widths))
        cell = text(row, 0, sentence, Look("note" if lines == 1 else "long note"))
        if lines > 1 and len(widths) > 1:
            sheet.merge_range(row, 0, row, len(widths) - 1, "", format(cell.look))
            sheet.set_row(row, min(LINE * lines, TALLEST))
        _put(sheet, format, [cell])


def _set_up(sheet: Any, table: Table, language: Language) -> None:
    """How the sheet is looked at and printed: the header of its only block stays in sight, on every page."""
    only = len(table.blocks) == 1 and not table.blocks[0].title
    sheet.freeze_panes(HEADER + 1 if only else 1, 1 if only else 0)
    sheet.repeat_rows(0, HEADER if only else 0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(MARGIN, MARGIN)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(_footer(table, language))
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _footer(table: Table, language: Language) -> str:
    """The ledger and the moment, and the pages; cut so that it fits."""
    ledger, as_of = (_short(str(table.head.get(name) or "")) for name in ("ledger", "as_of"))
    left = said("{ledger}, as it stands at {moment}", ledger=ledger, moment=as_of) if as_of else Text(ledger)
    right = said("Page {page} of {pages}", page="&P", pages="&N")
    return f"&L{language.say(left)}&R{language.say(right)}"


def _short(name: str) -> str:
    shown = printable(name)
    return (shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…").replace("&", "&&")
