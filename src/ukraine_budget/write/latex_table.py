"""A block as a LaTeX tabular: digits align, words hang to the right of their figure, long texts wrap.

All text is escaped.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import SIGN, shown
from ukraine_budget.report.table import Block, Column, Row
from ukraine_budget.report.values import Value
from ukraine_budget.write.columns import shared
from ukraine_budget.write.split import Split, decimals_of, split

GAP = 2
"""Room between two columns, in letters."""
PAGE = 30
"""The most lines of a table that stays on one page."""
EM = 0.5
"""Width of a letter or digit, in em."""

LONG = re.compile(r"(\S{30})(?=\S)")
BREAK, TIE = "\N{ZERO WIDTH SPACE}", "\N{NO-BREAK SPACE}"
"""Marks where a long word may break, a character that no printable text has, and where no line may break."""
SPECIAL = {
    BREAK: r"\allowbreak{}",
    TIE: "~",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "±": r"\(\pm\)",
    "\N{MINUS SIGN}": r"\textminus{}",
    "/": r"/\allowbreak{}",
    **{sign: f"\\{sign}" for sign in "{}$&#%_"},
    **{sign: f"{{{sign}}}" for sign in "[]*"},  # after the end of a row these would be its options
    **{bar: rf"\rule{{.5em}}{{{height / 8}em}}" for height, bar in enumerate("▁▂▃▄▅▆▇█", 1)},
}
"""LaTeX for characters that it interprets or lacks."""
ESCAPED = re.compile(f"[{re.escape(''.join(SPECIAL))}]|-(?=-)|,(?=,)|'(?=')")
UNKNOWN = re.compile(
    "[^\0-~\xa1-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e"
    "\u2013-\u2015\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac]"
)
"""Letters that the fonts of pdfLaTeX lack, after escaping."""


def latex(text: str) -> str:
    """Escape text. Pairs of hyphens, commas and quotes form no ligature; a sign stays with its number."""
    whole = SIGN.sub(TIE, unicodedata.normalize("NFC", printable(text)))
    spaced = whole if whole.isascii() else "".join(map(_spaced, whole))
    return ESCAPED.sub(lambda match: SPECIAL.get(match[0], f"{match[0]}{{}}"), LONG.sub(rf"\1{BREAK}", spaced))


def _spaced(character: str) -> str:
    """Replace a space of any width by a plain one, except TIE."""
    return " " if character != TIE and unicodedata.category(character) == "Zs" else character


def unknown_letters(text: str) -> list[str]:
    """Return the distinct letters of a document that the fonts of pdfLaTeX lack."""
    return sorted(set(UNKNOWN.findall(text)))


class TextColumn(NamedTuple):
    """A column as text; `words` is the longest text beside a figure, `size` the width of the column, in letters.

    `decimals` are the most of any of its figures.
    """

    column: Column
    cells: tuple[Split, ...]
    words: int
    decimals: int
    size: int

    def least(self, wide: int) -> int:
        """Return the least width: figures never wrap, text of more than `wide` letters does."""
        return min(self.size, wide) if self.column.kind == "text" else self.size


class Grid(NamedTuple):
    """A block as text by column; headings, which span all columns, are left out."""

    block: Block
    columns: tuple[TextColumn, ...]

    def least(self, wide: int) -> int:
        """Return the least width in letters."""
        return sum(column.least(wide) for column in self.columns) + GAP * (len(self.columns) - 1)

    def widths(self, room: int, wide: int) -> dict[int, int]:
        """Return the widths of the columns that must wrap to fit a room, by number."""
        least = {n: cells.least(wide) for n, cells in enumerate(self.columns)}
        most = {n: cells.size for n, cells in enumerate(self.columns)}
        widths = shared(least, most, room - GAP * (len(self.columns) - 1))
        return {n: width for n, width in widths.items() if width < most[n]}

    def height(self, widths: Mapping[int, int]) -> int:
        """Estimate the number of lines."""
        wrapped = [[len(cell.words) // width for cell in self.columns[n].cells] for n, width in widths.items()]
        return len(self.block.rows) + sum(max(lines, default=0) for lines in zip(*wrapped, strict=True))


def grid(block: Block, language: Language) -> Grid:
    """Convert a block to text in a language."""
    rows = [row for row in block.rows if row.style != "heading"]
    levels = [row.level for row in rows]
    first, *others = (
        _cells(column, [row.cells[n] for row in rows], language) for n, column in enumerate(block.columns)
    )
    longest = max((level + len(cell.words) for level, cell in zip(levels, first.cells, strict=True)), default=0)
    return Grid(block, (first._replace(size=max(first.size, longest)), *others))


def _cells(column: Column, values: Sequence[Value], language: Language) -> TextColumn:
    cells = tuple(split(value, column, language) for value in values)
    figures = [cell for cell in cells if cell.number]
    words = max((len(cell.words) for cell in figures), default=0)
    decimals = max((decimals_of(cell.number, language) for cell in figures), default=0)
    size = max(len(language.say(column.title)), *(len(cell.number or cell.words) for cell in cells))
    return TextColumn(column, cells, words, decimals, size + (words and words + 1))


def tabular(grid: Grid, room: int, wide: int, language: Language) -> Iterator[str]:
    """Yield the lines of a table of at most `room` letters; a long one repeats its titles on each page."""
    widths = grid.widths(room, wide)
    is_long = grid.height(widths) > PAGE
    name, options = ("longtable", "[l]") if is_long else ("tabular", "")
    titles = " & ".join(_title(cells, language) for cells in grid.columns)
    kinds = " ".join(_kind(cells, widths.get(n, 0)) for n, cells in enumerate(grid.columns))
    yield rf"\begin{{{name}}}{options}{{@{{}}{kinds}@{{}}}}"
    yield from (r"\toprule", rf"{titles} \\", r"\midrule", *([r"\endhead"] if is_long else []))
    yield from (r"\bottomrule", r"\endlastfoot") if is_long else ()
    yield from _rows(grid, widths, language)
    yield from () if is_long else (r"\bottomrule",)
    yield rf"\end{{{name}}}"


def _kind(cells: TextColumn, width: int) -> str:
    """Return the column type: figures have a second column for the words beside them."""
    if width:
        return rf">{{\raggedright\arraybackslash}}p{{{width * EM}em}}"
    if cells.column.kind == "text":
        return "l"
    return "r@{ }l" if cells.words else "r"


def _title(cells: TextColumn, language: Language) -> str:
    """Return the title of a column, above its digits."""
    return latex(language.say(cells.column.title)) + (" &" if cells.words else "")


def _rows(grid: Grid, widths: Mapping[int, int], language: Language) -> Iterator[str]:
    bodies = zip(*(cells.cells for cells in grid.columns), strict=True)
    for n, row in enumerate(grid.block.rows):
        if row.style == "heading":
            yield from (r"\addlinespace",) if n and not row.level else ()
            yield rf"{_heading(row, language)} \\"
        else:
            texts = (_cell(cell, of, row, language) for cell, of in zip(next(bodies), grid.columns, strict=True))
            yield rf"{_indent(row, wraps=0 in widths)}{' & '.join(texts)} \\"


def _indent(row: Row, *, wraps: bool) -> str:
    """Return the indent of the first cell of a row, for all its lines if it wraps."""
    if not row.level:
        return ""
    return rf"\leftskip={row.level}em\relax " if wraps else rf"\hspace*{{{row.level}em}}"


def _heading(row: Row, language: Language) -> str:
    """Return a heading in the first column, as wide as the page without widening the column."""
    text = latex(shown(row.cells[0], "text", language))
    indent = _indent(row, wraps=True)
    return rf"\rlap{{\parbox[t]{{\columnwidth}}{{\raggedright {indent}\textit{{{text}}}\strut}}}}"


def _cell(cell: Split, of: TextColumn, row: Row, language: Language) -> str:
    """Return a cell, or two: a figure and its words."""
    sign = r"\textminus{}" if cell.number.startswith("-") else ""
    number = sign + latex(cell.number.removeprefix("-")) + _pad(cell, of, language)
    texts = [number, latex(cell.words)] if cell.number else [latex(cell.words), ""]
    texts = texts if of.words else texts[:1]
    return " & ".join(rf"\textbf{{{text}}}" if text and row.style in ("total", "alert") else text for text in texts)


def _pad(cell: Split, of: TextColumn, language: Language) -> str:
    """Return what aligns the decimal sign of a figure with that of the others."""
    own = decimals_of(cell.number, language)
    missing = ("" if own or not of.decimals else language.decimal) + "0" * (of.decimals - own)
    return rf"\phantom{{{missing}}}" if missing else ""
