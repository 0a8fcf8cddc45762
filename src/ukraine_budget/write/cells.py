"""The cells of a block in a workbook: position, value, look and formula."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import accumulate
from math import ceil
from typing import Literal, NamedTuple

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.libraries import library
from ukraine_budget.model.text import plain
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, CellRange, CellRef, Formula, Row, SheetRef, Style
from ukraine_budget.report.values import Hanging, Kind, Qualified, Value, number
from ukraine_budget.write.csv import FORMULA

DIGITS = 15
"""Significant digits that a spreadsheet keeps."""
LETTER = 0.85
"""Average width of a letter, in digits."""
BESIDE = 11
"""The widest that words beside a figure may be before they wrap, in digits."""
ROOM = 2
"""Extra width for words beside a figure, in digits: for their indent and wider fonts."""
TOP = 4
"""The row, from 1, of the only table of a sheet: below title, answer and header."""
PERCENT: tuple[Kind, ...] = ("percent", "share")
SIGNED: dict[Kind, str] = {"change": "+{0};-{0};0", "percent": "+{0}%;-{0}%;0%", "share": "{0}%", "spread": '"±"{0};;'}

Part = Style | Literal["title", "section", "fact", "header", "note", "long note"]
PARTS: dict[Part, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "section": {"bold": True, "font_size": 12},
    "fact": {"bold": True, "valign": "top"},
    "header": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    "heading": {"bold": True, "italic": True, "bg_color": "#EDEDED"},
    "line": {"valign": "top"},
    "total": {"valign": "top", "bold": True, "top": 1},
    "alert": {"valign": "top", "bold": True, "font_color": "#AA0000"},
    "note": {},
    "long note": {"valign": "top", "text_wrap": True},
}


class Look(NamedTuple):
    """The look of a cell. `format` is a number format; `quoted` text is never run; `grey` stands for "not stated"."""

    part: Part
    kind: Kind = "text"
    indent: int = 0
    format: str = ""
    quoted: bool = False
    grey: bool = False

    def properties(self) -> dict[str, object]:
        """Return the properties of an xlsxwriter format."""
        properties = dict(PARTS[self.part])
        if self.kind != "text":
            properties["align"] = "right"
        elif self.indent:
            properties |= {"align": "left", "indent": self.indent}
        if self.format:
            properties["num_format"] = self.format
        if self.grey:
            properties["font_color"] = "#666666"
        if self.kind == "text" and self.part in ("line", "total", "alert"):
            properties["text_wrap"] = True
        return properties | {"quote_prefix": True} if self.quoted else properties


class Cell(NamedTuple):
    """A cell of a sheet: row and column from 0, value, look, width in digits, and formula if it has one."""

    row: int
    column: int
    value: str | float
    look: Look
    width: int = 0
    formula: str = ""


def text(row: int, column: int, value: str, look: Look) -> Cell:
    """Make a cell of text that is never run as a formula, neither on opening nor on editing."""
    seen = printable(value)
    quoted = look._replace(quoted=True) if FORMULA.match(seen) else look
    return Cell(row, column, seen, quoted, ceil(LETTER * len(seen)) + 1)


class Layout(NamedTuple):
    """The sheet columns of a block; the words that qualify figures of a column get one of their own, beside it.

    `decimals` are the most decimals in each column.
    """

    sheet_columns: tuple[int, ...]
    words: frozenset[int]
    decimals: tuple[int, ...]

    @classmethod
    def of(cls, block: Block) -> "Layout":
        """Lay out a block."""
        words = {n for n in range(len(block.columns)) if any(_has_words(value) for value in _column(block, n))}
        sheet_columns = accumulate((1 + (n in words) for n in range(len(block.columns) - 1)), initial=0)
        decimals = (max(map(decimals_of, _column(block, n)), default=0) for n in range(len(block.columns)))
        return cls(tuple(sheet_columns), frozenset(words), tuple(decimals))

    @property
    def width(self) -> int:
        """The number of sheet columns."""
        return self.sheet_columns[-1] + 1 + (len(self.sheet_columns) - 1 in self.words)


def group_starts(block: Block) -> list[int]:
    """Return the sheet columns at which a group of columns begins, except the first."""
    layout = Layout.of(block)
    return [
        start for start, column in zip(layout.sheet_columns, block.columns, strict=True) if start and not column.of_last
    ]


def _column(block: Block, n: int) -> Iterator[Value]:
    return (row.cells[n] for row in block.rows if n < len(row.cells))


def _has_words(value: Value) -> bool:
    return isinstance(value, Qualified | Hanging) and bool(value.words)


def cells(block: Block, at: int, language: Language) -> Iterator[Cell]:
    """Yield the cells of a block from row `at` down; blank ones only if they are formatted or computed."""
    layout = Layout.of(block)
    if block.title:
        yield text(at, 0, language.say(block.title), Look("section"))._replace(width=0)
        at += 1
    for n, column in enumerate(() if block.is_text else block.columns):
        title = text(at, layout.sheet_columns[n], language.say(column.title), Look("header", column.kind))
        yield title._replace(width=max(map(len, str(title.value).split()), default=0))
        if n in layout.words:
            yield Cell(at, layout.sheet_columns[n] + 1, "", Look("header"))
    formulas = {formula.at: formula for formula in block.formulas}
    for n, row in enumerate(block.rows):
        if len(row.cells) < len(block.columns):
            yield from _heading(row, at + 1 + n, layout.width, language)
        else:
            yield from _Cells(block, layout, formulas, at + 1, language).of(n)


def _heading(row: Row, at: int, width: int, language: Language) -> Iterator[Cell]:
    if row.cells[0]:
        look = Look(row.style)
        yield text(at, 0, shown(row.cells[0], "text", language), look._replace(indent=row.level))._replace(width=0)
        yield from (Cell(at, n, "", look) for n in range(1, width))


class _Cells(NamedTuple):
    """The cells of the rows of a block; `first` is the sheet row of the first, from 0."""

    block: Block
    layout: Layout
    formulas: Mapping[CellRef, Formula]
    first: int
    language: Language

    def of(self, n: int) -> Iterator[Cell]:
        """Yield the cells of a row."""
        row, at = self.block.rows[n], self.first + n
        for index, (value, column) in enumerate(zip(row.cells, self.block.columns, strict=True)):
            start, formula = self.layout.sheet_columns[index], self.formulas.get(CellRef(n, index))
            kind = formula.kind if formula else _kind(value, column.kind)
            indent = row.level if index == 0 else int(column.kind == "text")
            look = Look(row.style, kind, indent, self._format(value, kind, index))
            digits = "" if isinstance(value, str) else digits_of(value, kind)
            live = self._formula(formula) if formula else ""
            shown_text = "" if _has_words(value) and digits else shown(value, kind, self.language)
            if digits:
                size = len(shown(number(value), kind, self.language))
                yield Cell(at, start, _number(digits, kind), look, size + 1, live)
            elif live:
                yield Cell(at, start, printable(shown_text), look, min(ceil(LETTER * len(shown_text)), BESIDE), live)
            elif shown_text or row.style == "total":
                grey = column.kind != "text" and row.style == "line"
                plain_text = text(at, start, shown_text, look._replace(grey=grey))
                yield plain_text._replace(width=min(plain_text.width, BESIDE) + ROOM) if column.of_last else plain_text
            if digits and _has_words(value):
                words = text(at, start + 1, self._words(value), Look(row.style))
                yield words._replace(width=words.width + ROOM)

    def _words(self, value: Value) -> str:
        words = value.words if isinstance(value, Qualified | Hanging) else ()
        return ", ".join(map(self.language.say, words))

    def _format(self, value: Value, kind: Kind, index: int) -> str:
        """Return a number format with the decimals of the value, padded to the most of its column."""
        if kind == "text":
            return ""
        if kind in PERCENT:
            amount = number(value) or Decimal(0)
            decimals = max(0, -int(amount.as_tuple().exponent))
            return SIGNED[kind].format(f"0{'.' if decimals else ''}{'0' * decimals}")
        decimals, most = decimals_of(value), self.layout.decimals[index]
        room = "_0" * (most - decimals) + ("" if decimals or not most else "_.")
        shape = f"#,##0{'.' if decimals else ''}{'0' * decimals}{room}"
        return SIGNED.get(kind, "{0}").format(shape)

    def _formula(self, formula: Formula) -> str:
        """Return a formula in spreadsheet syntax; empty if it refers to a number that is stored as text."""
        refs = [ref for cell in formula.cells for ref in _refs(cell)]
        if any(self._is_too_long(ref) for ref in (formula.at, *refs)):
            return ""
        names = [self._name(cell) for cell in formula.cells]
        texts = {name: _quoted(self.language.say(words)) for name, words in formula.texts.items()}
        return f"={formula.template.format(*names, **texts)}"

    def _is_too_long(self, cell: CellRef) -> bool:
        value = self.block.rows[cell.row].cells[cell.column]
        amount = number(value)
        return bool(amount) and not digits_of(value, self.block.columns[cell.column].kind)

    def _name(self, cell: CellRef | CellRange | SheetRef) -> str:
        if isinstance(cell, CellRange):
            return f"{self._name(cell.first)}:{self._name(cell.last)}"
        if isinstance(cell, SheetRef):
            return f"{sheet_name(self.language.say(cell.sheet))}!{a1(TOP - 1 + cell.cell.row, cell.cell.column)}"
        return a1(self.first + cell.row, self.layout.sheet_columns[cell.column])


def _refs(cell: CellRef | CellRange | SheetRef) -> Iterator[CellRef]:
    """Yield the cells of this block in one operand of a formula."""
    if isinstance(cell, CellRange):
        yield from (CellRef(row, cell.first.column) for row in range(cell.first.row, cell.last.row + 1))
    elif isinstance(cell, CellRef):
        yield cell


def a1(row: int, column: int) -> str:
    """Return a cell in A1 notation, from its row and column from 0."""
    return str(library("xlsxwriter.utility", "xlsx").xl_rowcol_to_cell(row, column))


def sheet_name(name: str) -> str:
    """Quote the name of a sheet for a formula."""
    return "'" + name.replace("'", "''") + "'"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _kind(value: Value, kind: Kind) -> Kind:
    return value.kind if isinstance(value, Qualified | Hanging) else kind


def _number(digits: str, kind: Kind) -> float:
    """Return a number as a cell holds it: 5 percent is 0.05."""
    return float(Decimal(digits).scaleb(-2)) if kind in PERCENT else float(digits)


def digits_of(value: Value, kind: Kind) -> str:
    """Return a value as a plain decimal; empty if a sheet cannot hold all its digits."""
    amount = number(value)
    if amount is None or (kind == "spread" and not amount):
        return ""
    digits = plain(amount)
    return digits if len(digits.lstrip("-").replace(".", "")) <= DIGITS else ""


def decimals_of(value: Value) -> int:
    """Return the number of decimals of a value; 0 if it is no number."""
    amount = number(value)
    return 0 if amount is None else len(plain(amount).partition(".")[2])
