"""The sheet of every figure: a table with filters, ready for a pivot, of up to a million rows."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from ukraine_budget.errors import UsageError, printable
from ukraine_budget.language import Text, said
from ukraine_budget.libraries import library
from ukraine_budget.model.text import plain
from ukraine_budget.report.sheets.lists import ADVICE, COLUMNS, FigureCells, FigureList
from ukraine_budget.write.cells import DIGITS, Look, a1, text
from ukraine_budget.write.csv import FORMULA
from ukraine_budget.write.xlsx import HEADER, ROWS, SMALLEST, Book, page_numbers, set_page

WIDTHS = (44, 9, 24, 16, 8, 26, 13, 13, 13, 14, 30, 30, 9, 20)
STYLE = "Table Style Light 1"
DECIMALS = 3
"""Numbers of up to this many decimals align."""
BLANK = "<c/>"
LARGE = 50_000
"""More figures than this are written through a file, not held in memory."""


def check_figures(number: int) -> None:
    """Raise UsageError, before any work, for more figures than a sheet holds."""
    if HEADER + 1 + number > ROWS:
        raise UsageError(
            said(
                "{n} figures are more than a sheet of a workbook can hold, which has {rows} rows: choose some with "
                "--fund, --basis or --as-of, or export to a folder, without the suffix .xlsx",
                n=number,
                rows=Decimal(ROWS),
            )
        )


def add_figures(book: Book, name: Text, figures: FigureList) -> None:
    """Add the sheet, with its rows written as XML: cells of the library take minutes for a million."""
    say = book.language.say
    sheet = book.sheet(name, streamed())
    sheet.put([text(0, 0, say(figures.title), Look("title")), text(1, 0, say(ADVICE), Look("note"))])
    headings = [{"header": say(column.title)} for column in COLUMNS]
    options = {"columns": headings, "style": STYLE, "name": "Figures"}
    sheet.own.add_table(HEADER, 0, HEADER + 1, len(COLUMNS) - 1, options)
    last = HEADER + max(1, len(figures.every))
    reach = f"{a1(HEADER, 0)}:{a1(last, len(COLUMNS) - 1)}"
    sheet.own.tables[0] |= dict.fromkeys(
        ("range", "a_range", "autofilter"), reach
    )  # all at once: the library would visit every cell
    for column, width in enumerate(WIDTHS):
        sheet.own.set_column(column, column, width)
    sheet.own.freeze_panes(HEADER + 1, 1)
    sheet.own.repeat_rows(0, HEADER)
    set_page(sheet.own, page_numbers(book.language))
    sheet.own.set_print_scale(SMALLEST)
    sheet.own.repeat_columns(0)
    sheet.own.streamed = _Rows(book).written(figures.rows(book.language))


def streamed() -> Any:
    """Make a subclass of the library's worksheet that writes further rows, `streamed`, as they are made."""
    base: Any = library("xlsxwriter.worksheet", "xlsx").Worksheet

    class Streamed(base):  # type: ignore[misc]  # the library has no types
        streamed: Iterable[str] = ()

        def _write_rows(self) -> None:
            super()._write_rows()
            self.fh.writelines(self.streamed)

    return Streamed


class _Texts(dict[tuple[str, ...], str]):
    """The XML of adjacent texts, made once: the file stores a text once, however many cells have it."""

    def __init__(self, shared: Any, quoted: int) -> None:
        super().__init__()
        self.shared, self.quoted = shared, quoted
        self.index_of: dict[str, int] = {}

    def __missing__(self, texts: tuple[str, ...]) -> str:
        made = self[texts] = "".join(map(self._xml, texts))
        return made

    def _xml(self, value: str) -> str:
        if not value:
            return BLANK
        if value not in self.index_of:
            self.index_of[value] = len(self.shared.string_array)
            self.shared.string_array.append(printable(value))
            self.shared.unique_count += 1
            self.shared.count += 1
        return f'<c t="s"{self.style(value)}><v>{self.index_of[value]}</v></c>'

    def alone(self, value: str) -> str:
        """Return the XML of a text that few other cells have."""
        if not value:
            return BLANK
        text = escape(printable(value))
        return f'<c t="inlineStr"{self.style(value)}><is><t xml:space="preserve">{text}</t></is></c>'

    def style(self, value: str) -> str:
        """Return the style that keeps text from being run as a formula."""
        return f' s="{self.quoted}"' if FORMULA.match(value) else ""


class _Rows:
    """Rows as the XML of a sheet."""

    def __init__(self, book: Book) -> None:
        self.year = _style(book, Look("line", "amount", format="0_0"))
        self.amounts = [_style(book, Look("line", "amount", format=shape)) for shape in _shapes()]
        self.texts = _Texts(book.file.str_table, _style(book, Look("note", quoted=True)))

    def written(self, rows: Iterable[FigureCells]) -> Iterator[str]:
        """Yield each row."""
        texts, number, alone = self.texts, self._number, self.texts.alone
        for n, (before, year, version, amount, low, high, after, locator, last) in enumerate(rows, HEADER + 2):
            value = number(amount)
            least = value if low is amount else number(low)
            most = value if high is amount else number(high)
            yield (
                f'<row r="{n}">{texts[before]}<c s="{self.year}"><v>{year}</v></c>{texts[version,]}{value}{least}{most}'
                f"{texts[after]}{alone(locator)}{texts[last]}</row>"
            )

    def _number(self, value: Decimal | None) -> str:
        """Return an amount; as text if no cell holds all its digits, blank if it is an open end."""
        if value is None:
            return BLANK
        digits = plain(value)
        if len(digits) > DIGITS and len(digits.lstrip("-").replace(".", "")) > DIGITS:
            return self.texts.alone(digits)
        decimals = len(digits.partition(".")[2])
        return f'<c s="{self.amounts[decimals]}"><v>{digits}</v></c>'


def _style(book: Book, look: Look) -> int:
    """Return the number of a format in the file."""
    number: int = book.format(look)._get_xf_index()  # noqa: SLF001  # the library writes no rows as texts
    return number


def _shapes() -> Iterator[str]:
    """Yield number formats by decimals, padded so that figures align."""
    yield f"#,##0_.{'_0' * DECIMALS}"
    yield from (f"#,##0.{'0' * n}{'_0' * (DECIMALS - n)}" for n in range(1, DIGITS + 1))
