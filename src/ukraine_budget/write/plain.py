"""Tables as plain text, for pipes and files: as wide as they need, never wrapped or clipped.

In narrow ones digits align, and the words that qualify a figure hang to its right.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Literal, cast

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Column, Row, Style, Table
from ukraine_budget.report.values import Kind, Value, written
from ukraine_budget.write.split import Split, split
from ukraine_budget.write.width import filled, padded, widest, wrapped

LineRole = Literal["title", "text", "columns", "caveat", "footer"] | Style
"""The role of a line: title, sentence, column titles, caveat, list of papers, or a row of that style."""
GAP, CLOSE, APART = "  ", " ", "   "
"""Space between columns, the lesser if a narrow table would else be too wide; and between papers."""
INDENT = " "
"""Indent per level of a narrow table."""
READABLE = 80
"""The longest line of an answer and its caveats, and of a narrow table where possible."""


def write(table: Table, language: Language) -> str:
    """Write the title, the answer, the blocks, the notes and the sources."""
    drawn = (block_lines(part, language) if isinstance(part, Block) else [part] for part in parts(table, language))
    return "".join(f"{line}\n" for lines in drawn for line, _ in lines)


def parts(table: Table, language: Language, width: int | None = None) -> Iterator[tuple[str, LineRole] | Block]:
    """Yield each line outside the blocks of columns, with its role; and each such block.

    Without a width only the answer and its caveats are wrapped.
    """
    readable = min(width or READABLE, READABLE)
    text = partial(_wrapped, width=readable)
    whole = partial(_wrapped, width=width)
    yield from whole(printable(language.say(table.title)), "title")
    if table.answer:
        yield "", "text"
        yield from text(printable(language.say(table.answer.text)), "text")
    for block in table.blocks:
        yield "", "text"
        title = printable(language.say(block.title))
        is_text = block.is_text and not block.is_narrow
        yield from (text if is_text else whole)(title, "title") if title else ()
        if not is_text:
            yield block
            continue
        for row in block.rows:
            yield from text(" " + printable(shown(row.cells[0], "text", language)), row.style, hang="  ")
    if table.caveats and not (table.blocks and table.blocks[-1].is_text):
        yield "", "text"
    for caveat in table.caveats:
        yield from text(f"! {printable(language.say(caveat))}", "caveat", hang="  ")
    for line in _packed([printable(language.say(line)) for line in table.footer], readable):
        yield from whole(line, "footer", hang="    ")
    for heading, sentences in table.lists_below:
        yield from (("", "text"), (language.say(heading), "title"))
        for sentence in sentences:
            yield from whole(printable(language.say(sentence)), "text", hang="  ")


def _wrapped(line: str, role: LineRole, *, width: int | None, hang: str = "") -> Iterator[tuple[str, LineRole]]:
    return ((piece, role) for piece in (wrapped(line, width, hang) if width else [line]))


def _packed(texts: Sequence[str], width: int) -> Iterator[str]:
    """Pack short texts into lines, as many on each as fit."""
    line: list[str] = []
    for text in texts:
        if line and widest([APART.join((*line, text))]) > width:
            yield APART.join(line)
            line = []
        line.append(text)
    if line:
        yield APART.join(line)


def block_lines(block: Block, language: Language) -> Iterator[tuple[str, LineRole]]:
    """Yield the lines of a block of columns, with their roles."""
    drawn, gap = block_columns(block, language)
    lines = map(gap.join, zip(*drawn, strict=True))
    titles = next(lines).rstrip()
    if titles or not block.is_narrow:
        yield titles, "columns"
    if not block.is_narrow:
        yield gap.join("-" * widest(texts[:1]) for texts in drawn), "line"
    for row in block.rows:
        yield heading(row, language) if row.style == "heading" else next(lines).rstrip(), row.style


def heading(row: Row, language: Language) -> str:
    """Return the text of a row that is a heading."""
    return " " * row.level + printable(shown(row.cells[0], "text", language))


def block_columns(block: Block, language: Language) -> tuple[list[list[str]], str]:
    """Return the columns of a block, each a title and cells of one width, and the space between two."""
    if block.is_narrow:
        return _narrow_columns(block, language)
    first, *others = columns(block, language)
    levels = (row.level for row in block.rows if row.style != "heading")
    first[1:] = [GAP * level + text if level else text for level, text in zip(levels, first[1:], strict=True)]
    ways = (str.ljust if column.kind == "text" else str.rjust for column in block.columns)
    return list(map(padded, (first, *others), ways)), GAP


def _narrow_columns(block: Block, language: Language) -> tuple[list[list[str]], str]:
    """Return the columns of a narrow block, each a title and cells of one width, and the space between two."""
    rows = [row for row in block.rows if row.style != "heading"]
    own = list(enumerate(block.columns))[1:]
    others = [_narrow_column(column, [row.cells[n] for row in rows], language) for n, column in own]
    names = [printable(shown(row.cells[0], "text", language)) for row in rows]
    header = printable(language.say(block.columns[0].title))
    drawn = [_names(header, names, [row.level for row in rows]), *others]
    if len(GAP) * len(others) + sum(widest(column[:1]) for column in drawn) <= READABLE:
        return drawn, GAP
    return [_names(header, names, [row.level - (row.level > 1) for row in rows]), *others], CLOSE


def _names(header: str, names: Sequence[str], levels: Sequence[int]) -> list[str]:
    """Return the title and the names of the rows, indented by level, padded to one width."""
    return padded([header, *(INDENT * level + name for level, name in zip(levels, names, strict=True))], str.ljust)


def _narrow_column(column: Column, values: Sequence[Value], language: Language) -> list[str]:
    """Return the title and cells of a column, of one width; the title ends above the digits if it fits."""
    title = printable(language.say(column.title))
    if column.kind == "text":
        return padded([title, *(printable(shown(value, "text", language)) for value in values)], str.ljust)
    cells = [split(value, column, language) for value in values]
    numbers = padded(["", *(cell.number for cell in cells)], str.rjust)[1:]
    room = padded(["", *(f" {cell.words}" for cell in cells if cell.number and cell.words)], str.ljust)[0]
    figures = [_figure(cell, number, len(room)) for cell, number in zip(cells, numbers, strict=True)]
    width = widest([title, *figures])
    head = title + room if widest([title + room]) <= width else title
    return filled([head, *figures], width, str.rjust)


def _figure(cell: Split, number: str, room: int) -> str:
    """Return a number with its words in `room` characters, or the words alone."""
    if not cell.number:
        return cell.words
    return number + filled([f" {cell.words}" if cell.words else ""], room, str.ljust)[0]


Escape = Callable[[Sequence[str]], Sequence[str]]


def columns(block: Block, language: Language, escape: Escape = list) -> list[list[str]]:
    """Return each column as printable, escaped texts: its title and its cells, without headings.

    Columns are formatted whole, since most columns of a long table hold values of one type.
    """
    rows = [cells for cells, style, _ in block.rows if style != "heading"]
    values = zip(*rows, strict=True) if rows else ((),) * len(block.columns)
    return [_texts(column, cells, language, escape) for column, cells in zip(block.columns, values, strict=True)]


def _texts(column: Column, values: Sequence[Value], language: Language, escape: Escape) -> list[str]:
    types, title = {*map(type, values)}, language.say(column.title)
    if types == {Decimal}:  # digits need no escape
        return [*_safe([title], escape), *written(cast("Sequence[Decimal]", values), column.kind, language)]
    if Decimal in types:
        return [*_safe([title, *_mixed(values, column.kind, language)], escape)]
    texts = [value if type(value) is str else shown(value, column.kind, language) for value in values]
    return [*_safe([title, *texts], escape)]


def _mixed(values: Sequence[Value], kind: Kind, language: Language) -> list[str]:
    """Format values of several types, the numbers in one call."""
    numbers = iter(written([value for value in values if isinstance(value, Decimal)], kind, language))
    return [next(numbers) if isinstance(value, Decimal) else shown(value, kind, language) for value in values]


def _safe(texts: Sequence[str], escape: Escape) -> Sequence[str]:
    return escape(texts if "".join(texts).isprintable() else list(map(printable, texts)))
