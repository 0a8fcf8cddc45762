"""A block as a tabular: digits align, words hang to the right of their figure, long texts wrap.

Text is printed letter by letter as it is, and never run.
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
"""The room between two columns, in letters."""
PAGE = 30
"""A table of more lines may go over several pages."""
EM = 0.5
"""How wide a letter or digit is."""

LONG = re.compile(r"(\S{30})(?=\S)")
BREAK, TIE = "\N{ZERO WIDTH SPACE}", "\N{NO-BREAK SPACE}"
"""Marks where a long word may break, a character that no printable text has; and where a line may not."""
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
    **{sign: f"{{{sign}}}" for sign in "[]*"},  # after the end of a row, these would be its options
    **{bar: rf"\rule{{.5em}}{{{height / 8}em}}" for height, bar in enumerate("▁▂▃▄▅▆▇█", 1)},
}
"""Characters that LaTeX interprets or does not know, and what prints them."""
ESCAPED = re.compile(f"[{re.escape(''.join(SPECIAL))}]|-(?=-)|,(?=,)|'(?=')")
UNKNOWN = re.compile(
    "[^\0-~\xa1-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e"
    "\u2013-\u2015\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac]"
)
"""Letters that the fonts of pdfLaTeX lack, after the escapes."""


def latex(text: str) -> str:
    """A text escaped. Pairs of hyphens, commas and quotes do not melt, a sign stays with its number."""
    whole = SIGN.sub(TIE, unicodedata.normalize("NFC", printable(text)))
    spaced = whole if whole.isascii() else "".join(map(_spaced, whole))
    return ESCAPED.sub(lambda found: SPECIAL.get(found[0], f"{found[0]}{{}}"), LONG.sub(rf"\1{BREAK}", spaced))


def _spaced(character: str) -> str:
    """A character; a space of any width as a plain one."""
    return " " if character != TIE and unicodedata.category(character) == "Zs" else character


def unknown_letters(text: str) -> list[str]:
    """The letters of a document that the fonts of pdfLaTeX lack, each once."""
    return sorted(set(UNKNOWN.findall(text)))


class Cells(NamedTuple):
    """A column as text. `words` says how long the words beside its figures are, `size` how wide it is, in letters.

    `decimals` is the most that a figure of it has.
    """

    column: Column
    cells: tuple[Split, ...]
    words: int
    decimals: int
    size: int

    def least(self, wide: int) -> int:
        """How narrow it may be made: figures get all that they need, texts of more than `wide` letters wrap."""
        return min(self.size, wide) if self.column.kind == "text" else self.size


class Grid(NamedTuple):
    """A block as text: its columns, whose cells are without the headings that span all of them."""

    block: Block
    columns: tuple[Cells, ...]

    def least(self, wide: int) -> int:
        """How many letters of room it needs."""
        return sum(column.least(wide) for column in self.columns) + GAP * (len(self.columns) - 1)

    def widths(self, room: int, wide: int) -> dict[int, int]:
        """The width of each column that wraps in a room, by its number."""
        least = {n: cells.least(wide) for n, cells in enumerate(self.columns)}
        most = {n: cells.size for n, cells in enumerate(self.columns)}
        widths = shared(least, most, room - GAP * (len(self.columns) - 1))
        return {n: width for n, width in widths.items() if width < most[n]}

    def height(self, widths: Mapping[int, int]) -> int:
        """About how many lines it has."""
        wrapped = [[len(cell.words) // width for cell in self.columns[n].cells] for n, width in widths.items()]
        return len(self.block.rows) + sum(max(lines, default=0) for lines in zip(*wrapped, strict=True))


def grid(block: Block, language: Language) -> Grid:
    """A block as text in a language."""
    rows = [row for row in block.rows if row.style != "heading"]
    levels = [row.level for row in rows]
    first, *others = (
        _cells(column, [row.cells[n] for row in rows], language) for n, column in enumerate(block.columns)
    )
    longest = max((level + len(cell.words) for level, cell in zip(levels, first.cells, strict=True)), default=0)
    return Grid(block, (first._replace(size=max(first.size, longest)), *others))


def _cells(column: Column, values: Sequence[Value], language: Language) -> Cells:
    cells = tuple(split(value, column, language) for value in values)
    figures = [cell for cell in cells if cell.number]
    words = max((len(cell.words) for cell in figures), default=0)
    decimals = max((decimals_of(cell.number, language) for cell in figures), default=0)
    size = max(len(language.say(column.title)), *(len(cell.number or cell.words) for cell in cells))
    return Cells(column, cells, words, decimals, size + (words and words + 1))


def tabular(grid: Grid, room: int, wide: int, language: Language) -> Iterator[str]:
    """The lines of a table in a room of so many letters; one that may be long takes its titles to the next page."""
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


def _kind(cells: Cells, width: int) -> str:
    """How a column is set: figures have one of their own for the words beside them."""
    if width:
        return rf">{{\raggedright\arraybackslash}}p{{{width * EM}em}}"
    if cells.column.kind == "text":
        return "l"
    return "r@{ }l" if cells.words else "r"


def _title(cells: Cells, language: Language) -> str:
    """The title of a column, above its digits."""
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
    """What indents the first cell of a row, all its lines where it wraps."""
    if not row.level:
        return ""
    return rf"\leftskip={row.level}em\relax " if wraps else rf"\hspace*{{{row.level}em}}"


def _heading(row: Row, language: Language) -> str:
    """A heading, in the first column but as wide as the page: it makes no column wider."""
    text = latex(shown(row.cells[0], "text", language))
    indent = _indent(row, wraps=True)
    return rf"\rlap{{\parbox[t]{{\columnwidth}}{{\raggedright {indent}\textit{{{text}}}\strut}}}}"


def _cell(cell: Split, of: Cells, row: Row, language: Language) -> str:
    """A cell, or the two cells of a figure and its words."""
    sign = r"\textminus{}" if cell.number.startswith("-") else ""
    number = sign + latex(cell.number.removeprefix("-")) + _pad(cell, of, language)
    texts = [number, latex(cell.words)] if cell.number else [latex(cell.words), ""]
    texts = texts if of.words else texts[:1]
    return " & ".join(rf"\textbf{{{text}}}" if text and row.style in ("total", "alert") else text for text in texts)


def _pad(cell: Split, of: Cells, language: Language) -> str:
    """What brings the decimal sign of a figure under that of the others."""
    own = decimals_of(cell.number, language)
    missing = ("" if own or not of.decimals else language.decimal) + "0" * (of.decimals - own)
    return rf"\phantom{{{missing}}}" if missing else ""
