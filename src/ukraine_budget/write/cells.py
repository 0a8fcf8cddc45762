"""The cells of a block in a workbook: what each holds, how it looks, and the formula that gives it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import ceil
from typing import Literal, NamedTuple

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.libraries import library
from ukraine_budget.model.text import plain
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, CellRef, Formula, Kind, Qualified, Row, Style, Value, number
from ukraine_budget.write.csv import FORMULA

DIGITS = 15
"""Significant digits that a spreadsheet keeps."""
LETTER = 0.85
"""Average width of a letter, in digits."""
TERMS = 255
"""Most arguments of SUM."""
SIGNED: dict[Kind, str] = {"change": "+{0}{1};-{0}{1};0{1}", "percent": '+{0}" %";-{0}" %";{0}" %"', "spread": '"±"{0}'}

Part = Style | Literal["title", "section", "header", "note", "long note"]
PARTS: dict[Part, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "section": {"bold": True, "font_size": 12},
    "header": {"bold": True, "bottom": 1, "text_wrap": True},
    "heading": {"bold": True, "italic": True, "bg_color": "#EDEDED"},
    "line": {"valign": "top"},
    "total": {"valign": "top", "bold": True, "top": 1},
    "alert": {"valign": "top", "bold": True, "font_color": "#AA0000"},
    "note": {},
    "long note": {"valign": "top", "text_wrap": True},
}


class Look(NamedTuple):
    """How a cell looks. `format` is that of its number, empty for a text; `quoted` texts are never run."""

    part: Part
    kind: Kind = "text"
    indent: int = 0
    format: str = ""
    quoted: bool = False

    def properties(self) -> dict[str, object]:
        """The properties of an xlsxwriter format."""
        properties = dict(PARTS[self.part])
        if self.kind != "text":  # off the edge, since the next column may begin there
            properties |= {"align": "right", "indent": 1}
        elif self.indent:
            properties |= {"align": "left", "indent": self.indent}
        if self.format:
            properties["num_format"] = self.format
        elif self.kind != "text" and self.part == "line":
            properties["font_color"] = "#666666"
        elif self.part in ("line", "total", "alert"):
            properties["text_wrap"] = self.kind == "text"
        return properties | {"quote_prefix": True} if self.quoted else properties


class Cell(NamedTuple):
    """A cell of a sheet: where, what, how it looks, how many digits wide, and the formula that gives it, if any."""

    row: int
    column: int
    value: str | float
    look: Look
    width: int = 0
    formula: str = ""


def text(row: int, column: int, value: str, look: Look) -> Cell:
    """A text, never run as a formula: neither when the file is opened nor when the cell is edited."""
    seen = printable(value)
    quoted = look._replace(quoted=True) if FORMULA.match(seen) else look
    return Cell(row, column, seen, quoted, ceil(LETTER * len(seen)))


def cells(block: Block, at: int, language: Language) -> Iterator[Cell]:
    """The cells of a block from row `at` down; blank ones only where they are formatted."""
    if block.title:
        yield text(at, 0, language.say(block.title), Look("section"))._replace(width=0)
        at += 1
    for n, column in enumerate(() if block.is_text else block.columns):
        title = text(at, n, language.say(column.title), Look("header", column.kind, int(n > 0)))
        yield title._replace(width=max(map(len, str(title.value).split()), default=0))
    formulas = {formula.at: _formula(block, formula, at + 1) for formula in block.formulas}
    for n, row in enumerate(block.rows):
        if row.style == "heading":
            yield from _heading(block, row, at + 1 + n, language)
        else:
            yield from _cells(block, n, at + 1 + n, formulas, language)


def _heading(block: Block, row: Row, at: int, language: Language) -> Iterator[Cell]:
    if row.cells[0]:
        yield text(at, 0, shown(row.cells[0], "text", language), Look("heading"))._replace(width=0)
        yield from (Cell(at, n, "", Look("heading")) for n in range(1, len(block.columns)))


def _cells(block: Block, n: int, at: int, formulas: Mapping[CellRef, str], language: Language) -> Iterator[Cell]:
    row = block.rows[n]
    for index, (value, column) in enumerate(zip(row.cells, block.columns, strict=True)):
        kind = column.kind
        shown_text = shown(value, kind, language)
        indent = 1 if index else row.level
        digits = "" if isinstance(value, str) else _digits(value, kind)
        if digits:
            look = Look(row.style, kind, indent, _format(value, digits, kind, language))
            yield Cell(at, index, float(digits), look, len(shown_text), formulas.get(CellRef(n, index), ""))
        elif shown_text or row.style == "total":
            yield text(at, index, shown_text, Look(row.style, kind, indent))


def _digits(value: Value, kind: Kind) -> str:
    """A value as a plain decimal, if a sheet can hold and show all its digits; else empty."""
    amount = number(value)
    if amount is None or (kind == "spread" and not amount):
        return ""
    digits = plain(amount)
    return digits if len(digits.lstrip("-").replace(".", "")) <= DIGITS else ""


def _format(value: Value, digits: str, kind: Kind, language: Language) -> str:
    """A number format with the decimals of the value, a sign if it is a change, and its qualifiers."""
    words = ""
    if isinstance(value, Qualified):
        kind = value.kind
        qualifiers = ", ".join(map(language.say, value.words)).replace('"', "'")
        words = f'" ({qualifiers})"' if qualifiers else ""
    decimals = decimals_of(value) if kind == "percent" else len(digits.partition(".")[2])
    shape = f"#,##0{'.' if decimals else ''}{'0' * decimals}"
    return SIGNED.get(kind, "{0}{1}").format(shape, words)


def decimals_of(value: Value) -> int:
    """With how many decimals a number is written."""
    _, _, exponent = (number(value) or Decimal(0)).as_tuple()
    return max(-int(exponent), 0)


def _formula(block: Block, formula: Formula, first: int) -> str:
    """A formula of a block whose rows begin at row `first`; empty where it refers to text."""
    terms_and_base = (*formula.plus, *formula.minus, *([formula.per] if formula.per else ()))
    are_numbers = all(
        _digits(block.rows[row].cells[column], block.columns[column].kind) for row, column in terms_and_base
    )
    sums = [_sum(sorted(terms), first) for terms in (formula.plus, formula.minus) if terms]
    if not (are_numbers and all(sums)):
        return ""
    difference = "-".join(sums)
    if not formula.per:
        return f"={difference}"
    places = decimals_of(block.rows[formula.at.row].cells[formula.at.column])
    return f"=ROUND(100*({difference})/{_name(formula.per, first)},{places})"


def _sum(terms: Sequence[CellRef], first: int) -> str:
    """A cell, or the sum of exactly some cells of a column, those that adjoin as a range; empty for too many."""
    runs: list[list[CellRef]] = []
    for row, column in terms:
        if runs and runs[-1][-1] == (row - 1, column):
            runs[-1].append(CellRef(row, column))
        else:
            runs.append([CellRef(row, column)])
    names = [":".join(dict.fromkeys(_name(cell, first) for cell in (run[0], run[-1]))) for run in runs]
    if len(terms) == 1:
        return names[0]
    return f"SUM({','.join(names)})" if len(names) <= TERMS else ""


def _name(cell: CellRef, first: int) -> str:
    """A cell in A1 notation."""
    return str(library("xlsxwriter.utility", "xlsx").xl_rowcol_to_cell(first + cell.row, cell.column))
