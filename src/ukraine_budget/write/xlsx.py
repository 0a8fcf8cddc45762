"""A workbook: on each sheet the blocks of a view below each other, then its notes and sources."""

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
"""Fixed, so that the same view gives the same file."""
ROWS, COLUMNS = 1_048_576, 16_384
"""How large a sheet can be."""
A4 = 9
MARGIN = 0.4
"""In inches, on the left and right."""
PAGE = (1045, 650)
"""The width and height of a printed page between its margins, in pixels."""
SMALLEST = 73
"""The scale, in percent, at which letters of 11 points are 8 points high: less is not read in print."""
ANSWER = 1
"""The row of the answer, below the title."""
HEADER = 2
"""The row of the first header, below the title."""
LONGEST = 50
"""The most characters of a name in a footer, which holds 255 in all, an ampersand counting twice."""
NARROWEST, WIDEST, NAMES, SENTENCE, WITHOUT = 2, 26, 34, 60, 100
"""Widths of columns, in digits; the first, of names, may be wider than the others, where there is room one of sentences
still wider, and that of a sheet without any the widest."""
LEGIBLE = 80
"""The scale, in percent, to which a sheet is widened for its sentences at most."""
LINE, TALLEST = 15, 409
"""Heights of rows, in points: of a line of text, and the most that a spreadsheet knows."""
Format = Callable[[Look], Any]


class Sheet(NamedTuple):
    """A sheet while it is written: the library's, the formats of looks, and the language of its reader."""

    own: Any
    format: Format
    language: Language

    def put(self, contents: Iterable[Cell]) -> Mapping[int, int]:
        """Write cells; returns how wide the widest of each column is. UsageError for what no sheet holds."""
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
        """Sentences below each other, long ones as wide as columns of some widths from the `first` on.

        Merged cells do not find their height themselves.
        """
        for row, sentence in enumerate(map(self.language.say, sentences), at):
            lines = ceil(len(printable(sentence)) / sum(widths))
            cell = text(row, first, sentence, Look("note" if lines == 1 else "long note"))
            if lines > 1 and len(widths) > 1:
                self.own.merge_range(row, first, row, first + len(widths) - 1, "", self.format(cell.look))
                self.own.set_row(row, min(LINE * lines, TALLEST))
            self.put([cell])


class Book(NamedTuple):
    """A workbook while it is written."""

    file: Any
    format: Format
    language: Language

    def sheet(self, name: Text, made_by: Any = None) -> Sheet:
        """A new sheet."""
        return Sheet(self.file.add_worksheet(self.language.say(name), made_by), self.format, self.language)


def write(table: Table, language: Language) -> bytes:
    """The bytes of a workbook of one sheet. UsageError for more rows, or a longer text, than a sheet can hold."""
    name = Text(table.schema.partition("/")[0])
    return made(table.title, language, lambda book: add_table(book, name, table))


def made(title: Text, language: Language, fill: Callable[[Book], None], *, large: bool = False) -> bytes:
    """The bytes of a workbook with what `fill` adds to it, the same from run to run; a large one is made on disk."""
    buffer = io.BytesIO()
    file = library("xlsxwriter", "xlsx").Workbook(buffer, {"in_memory": not large})
    file.set_properties({"title": printable(language.say(title)), "created": CREATED})
    fill(Book(file, cache(lambda look: file.add_format(look.properties())), language))
    file.close()
    return buffer.getvalue()


def add_table(book: Book, name: Text, table: Table) -> None:
    """A sheet with a table.

    Numbers are numbers, what qualifies them stands beside them, and what a table says how to compute is a formula. A
    number of more than 15 digits is written as text, so that none is lost.
    """
    if sum(len(block.rows) + 3 for block in table.blocks) > ROWS:
        raise too_large()
    sheet = book.sheet(name)
    _set_up(sheet, table, _fill(sheet, table))


def too_large() -> UsageError:
    """What to do with what no sheet can hold."""
    return UsageError(
        said(
            "this is more than the sheet of a workbook can hold, {rows} rows and {columns} columns: ask for less, "
            "with --fund, --basis, --line or --year, or for csv; budget export takes a folder in the place of a file",
            rows=Decimal(ROWS),
            columns=Decimal(COLUMNS),
        )
    )


def _fill(sheet: Sheet, table: Table) -> list[int]:
    """The title, the blocks, and below them, as wide as they are, the notes and sources; the widths of columns."""
    language = sheet.language
    sheet.put([text(0, 0, language.say(table.title), Look("title"))])
    at = HEADER
    longest: dict[int, int] = {}
    told: list[tuple[int, Iterable[Text]]] = [(ANSWER, (table.answer.text,))] if table.answer else []
    for block in table.blocks:
        if block.is_text:
            sheet.put([text(at, 0, language.say(block.title), Look("section"))])
            told.append((at + 1, [Text(shown(row.cells[0], "text", language)) for row in block.rows]))
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
        told.append((at + bool(heading), sentences))
        at += len(sentences) + 1 + bool(heading) if sentences else 0
    for row, texts in told:
        sheet.put_sentences(texts, row, widths)
    return widths


def _widths(longest: Mapping[int, int]) -> list[int]:
    """The widths of columns with contents of some lengths; of a sheet without columns that of a sentence.

    Long texts share what a printed page has left.
    """
    needs = [longest.get(n, 0) + 1 for n in range(max(longest, default=-1) + 1)]
    widths = [max(NARROWEST, min(WIDEST if n else NAMES, need)) for n, need in enumerate(needs)]
    short = [max(0, min(need, SENTENCE) - width) for need, width in zip(needs, widths, strict=True)]
    spare = max(0, (100 * PAGE[0] // LEGIBLE - pixels(widths)) // 7)
    share = min(1.0, spare / (sum(short) or 1))
    return [width + int(more * share) for width, more in zip(widths, short, strict=True)] or [WITHOUT]


def pixels(widths: Iterable[int]) -> int:
    """How wide columns are."""
    return sum(7 * width + 5 for width in widths)


def _set_up(sheet: Sheet, table: Table, widths: Sequence[int]) -> None:
    """How the sheet is looked at and printed: the header of its first table stays in sight, on every page."""
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
    """The columns with which a new page begins: what qualifies a figure stays beside it."""
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
    """A4, on its side."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(MARGIN, MARGIN)
    sheet.set_footer(below)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576", "formula_differs": "A1:XFD1048576"})


def footer_of(ledger: str, as_of: str, language: Language) -> str:
    """The ledger and the moment, and the pages; cut so that it fits."""
    of, at = _short(ledger), _short(as_of)
    left = said("{ledger}, versions up to {moment}", ledger=of, moment=at) if at else Text(of)
    return f"&L{language.say(left)}{page_numbers(language)}"


def page_numbers(language: Language) -> str:
    """Which page it is, on the right of a footer."""
    return f"&R{language.say(said('Page {page} of {pages}', page='&P', pages='&N'))}"


def _short(name: str) -> str:
    shown = printable(name)
    return (shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…").replace("&", "&&")
