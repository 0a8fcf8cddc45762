"""A view as a workbook: blocks below each other on a sheet, then notes and sources."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from itertools import pairwise
from math import ceil
from typing import Any, NamedTuple

from ukraine_budget.errors import UsageError, printable
from ukraine_budget.language import Language, Text, said
from ukraine_budget.libraries import library
from ukraine_budget.report.display import shown
from ukraine_budget.report.sheets.formulas import FOLLOWS
from ukraine_budget.report.table import Table
from ukraine_budget.write.cells import Cell, Look, cells, group_starts, text

CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Fixed, so that a view always gives identical files."""
ROWS, COLUMNS = 1_048_576, 16_384
"""The largest sheet."""
A4 = 9
MARGIN = 0.4
"""Left and right, in inches."""
PAGE = (1045, 650)
"""Width and height of a printed page between its margins, in pixels."""
SMALLEST = 73
"""The smallest readable scale in print, in percent: 11 points become 8."""
ANSWER = 1
"""Row of the answer, below the title."""
HEADER = 2
"""Row of the first header, below the title."""
LONGEST = 50
"""The longest name in a footer, which holds 255 characters, an ampersand counting twice."""
NARROWEST, WIDEST, NAMES, SENTENCE, WITHOUT = 2, 26, 34, 60, 100
"""Column widths in digits: the least; the most; the most of names, in the first column; the most of sentences, if there
is room; and that of a sheet without columns."""
LEGIBLE = 80
"""The smallest scale, in percent, to which a sheet may be widened for its sentences."""
LINE, TALLEST = 15, 409
"""Row heights in points: a line of text, and the maximum."""
Format = Callable[[Look], Any]


class Sheet(NamedTuple):
    """A sheet being written: that of xlsxwriter, a function from looks to formats, and a language."""

    own: Any
    format: Format
    language: Language

    def put(self, contents: Iterable[Cell]) -> Mapping[int, int]:
        """Write cells; return the widest of each column. Raises UsageError for what no sheet holds."""
        widths: dict[int, int] = {}
        for row, column, value, look, width, formula in contents:
            style = self.format(look)
            if formula:
                failed = self.own.write_formula(row, column, formula, style, value)
            elif isinstance(value, str):
                failed = (self.own.write_string if value else self.own.write_blank)(row, column, value, style)
            else:
                failed = self.own.write_number(row, column, value, style)
            if failed:
                raise too_large()
            if width > widths.get(column, -1):
                widths[column] = width
        return widths

    def put_sentences(self, sentences: Iterable[Text], at: int, widths: Sequence[int], first: int = 0) -> None:
        """Write sentences below each other; long ones span columns of the given widths from `first` on.

        Merged cells do not grow with their text, so the row height is set.
        """
        for row, sentence in enumerate(map(self.language.say, sentences), at):
            lines = ceil(len(printable(sentence)) / sum(widths))
            cell = text(row, first, sentence, Look("note" if lines == 1 else "long note"))
            if lines > 1 and len(widths) > 1:
                self.own.merge_range(row, first, row, first + len(widths) - 1, "", self.format(cell.look))
                self.own.set_row(row, min(LINE * lines, TALLEST))
            self.put([cell])


class Book(NamedTuple):
    """A workbook being written."""

    file: Any
    format: Format
    language: Language

    def sheet(self, name: Text, made_by: Any = None) -> Sheet:
        """Add a sheet."""
        return Sheet(self.file.add_worksheet(self.language.say(name), made_by), self.format, self.language)


def write(table: Table, language: Language) -> bytes:
    """Write a workbook of one sheet. Raises UsageError for more rows or longer text than a sheet holds."""
    name = Text(table.view)
    return made(table.title, language, lambda book: add_table(book, name, table))


def made(title: Text, language: Language, fill: Callable[[Book], None], *, large: bool = False) -> bytes:
    """Make a workbook that `fill` adds sheets to, identical from run to run; a large one is made on disk."""
    buffer = io.BytesIO()
    file = library("xlsxwriter", "xlsx").Workbook(buffer, {"in_memory": not large})
    file.set_properties({"title": printable(language.say(title)), "created": CREATED})
    fill(Book(file, cache(lambda look: file.add_format(look.properties())), language))
    file.close()
    return buffer.getvalue()


def add_table(book: Book, name: Text, table: Table) -> None:
    """Add a sheet with a table.

    Numbers are numbers, words that qualify them stand beside them, and computed cells are formulas. A number of more
    than 15 digits is text, to keep them all.
    """
    if sum(len(block.rows) + 3 for block in table.blocks) > ROWS:
        raise too_large()
    sheet = book.sheet(name)
    _set_up(sheet, table, _fill(sheet, table))


def too_large() -> UsageError:
    """Make the error for what no sheet holds."""
    return UsageError(
        said(
            "this is more than the sheet of a workbook can hold, {rows} rows and {columns} columns: ask for less, "
            "with --fund, --basis, --line or --year, or for csv; budget export takes a folder in the place of a file",
            rows=Decimal(ROWS),
            columns=Decimal(COLUMNS),
        )
    )


def _fill(sheet: Sheet, table: Table) -> list[int]:
    """Write title, blocks, and below them notes and sources at their width; return the column widths."""
    language = sheet.language
    sheet.put([text(0, 0, language.say(table.title), Look("title"))])
    at = HEADER
    longest: dict[int, int] = {}
    texts_at: list[tuple[int, Iterable[Text]]] = [(ANSWER, (table.answer.text,))] if table.answer else []
    for block in table.blocks:
        if block.is_text:
            sheet.put([text(at, 0, language.say(block.title), Look("section"))])
            texts_at.append((at + 1, [Text(shown(row.cells[0], "text", language)) for row in block.rows]))
        else:
            for column, width in sheet.put(cells(block, at, language)).items():
                longest[column] = max(width, longest.get(column, 0))
        at += bool(block.title) + len(block.rows) + 2
    widths = _widths(longest)
    for column, width in enumerate(widths):
        sheet.own.set_column(column, column, width)
    live = (FOLLOWS,) if any(block.formulas for block in table.blocks) else ()
    for heading, sentences in (*((None, lines) for lines in (live, table.caveats, table.footer)), *table.lists_below):
        if heading:
            sheet.put([text(at, 0, language.say(heading), Look("section"))])
        texts_at.append((at + bool(heading), sentences))
        at += len(sentences) + 1 + bool(heading) if sentences else 0
    for row, texts in texts_at:
        sheet.put_sentences(texts, row, widths)
    return widths


def _widths(longest: Mapping[int, int]) -> list[int]:
    """Return column widths for contents of some lengths; that of a sentence if there are no columns.

    Long texts share what a printed page has left.
    """
    needs = [longest.get(n, 0) + 1 for n in range(max(longest, default=-1) + 1)]
    widths = [max(NARROWEST, min(WIDEST if n else NAMES, need)) for n, need in enumerate(needs)]
    short = [max(0, min(need, SENTENCE) - width) for need, width in zip(needs, widths, strict=True)]
    spare = max(0, (100 * PAGE[0] // LEGIBLE - pixels(widths)) // 7)
    share = min(1.0, spare / (sum(short) or 1))
    return [width + int(more * share) for width, more in zip(widths, short, strict=True)] or [WITHOUT]


def pixels(widths: Iterable[int]) -> int:
    """Return the total width of columns in pixels."""
    return sum(7 * width + 5 for width in widths)


def _set_up(sheet: Sheet, table: Table, widths: Sequence[int]) -> None:
    """Set panes and printing: the header of the first table stays in sight and repeats on every page."""
    has_header = bool(table.blocks) and not (table.blocks[0].title or table.blocks[0].is_text)
    sheet.own.freeze_panes(HEADER + 1 if has_header else 1, 1 if has_header else 0)
    sheet.own.repeat_rows(0, HEADER if has_header else 0)
    ledger, as_of = (str(table.head.get(name) or "") for name in ("ledger", "as_of"))
    set_page(sheet.own, footer_of(ledger, as_of, sheet.language))
    if 100 * PAGE[0] >= SMALLEST * pixels(widths):
        sheet.own.fit_to_pages(1, 0)
    else:
        sheet.own.set_print_scale(SMALLEST)
        sheet.own.repeat_columns(0)
        sheet.own.set_v_pagebreaks(_breaks(table, widths))


def _breaks(table: Table, widths: Sequence[int]) -> list[int]:
    """Return the columns at which a new page begins; words stay on the page of their figure."""
    room = 100 * PAGE[0] // SMALLEST
    starts, breaks, used = group_starts(table.blocks[0]), [], pixels(widths[:1])
    for first, end in pairwise([*starts, len(widths)]):
        group = pixels(widths[first:end])
        if used + group > room and used > pixels(widths[:1]):
            breaks.append(first)
            used = pixels(widths[:1])
        used += group
    return breaks


def set_page(sheet: Any, below: str) -> None:
    """Set landscape A4, margins, a footer, and no warnings for text that looks like numbers."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(MARGIN, MARGIN)
    sheet.set_footer(below)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576", "formula_differs": "A1:XFD1048576"})


def footer_of(ledger: str, as_of: str, language: Language) -> str:
    """Return a footer with the ledger, the moment and page numbers, cut to fit."""
    of, at = _short(ledger), _short(as_of)
    left = said("{ledger}, versions up to {moment}", ledger=of, moment=at) if at else Text(of)
    return f"&L{language.say(left)}{page_numbers(language)}"


def page_numbers(language: Language) -> str:
    """Return the right part of a footer: page and number of pages."""
    return f"&R{language.say(said('Page {page} of {pages}', page='&P', pages='&N'))}"


def _short(name: str) -> str:
    shown = printable(name)
    return (shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…").replace("&", "&&")
