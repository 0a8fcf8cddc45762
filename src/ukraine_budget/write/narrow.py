"""Narrow tables as plain text: digits align, and the words that qualify a figure hang to its right."""

from collections.abc import Sequence

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Column, Value
from ukraine_budget.write.split import Split, split
from ukraine_budget.write.width import filled, padded, widest

GAP, CLOSE = "  ", " "
"""What is between two columns: the less where the lines would else be longer than is READABLE."""
READABLE = 80
INDENT = " "


def narrow_columns(block: Block, language: Language) -> tuple[list[list[str]], str]:
    """The columns of a narrow block, each a title and cells of one width, and what is between two of them."""
    rows = [row for row in block.rows if row.style != "heading"]
    columns = [
        _column(column, [row.cells[n] for row in rows], language) for n, column in enumerate(block.columns[1:], 1)
    ]
    names = [printable(shown(row.cells[0], "text", language)) for row in rows]
    header = printable(language.say(block.columns[0].title))
    drawn = [_first(header, names, [row.level for row in rows]), *columns]
    if len(GAP) * len(columns) + sum(widest(column[:1]) for column in drawn) <= READABLE:
        return drawn, GAP
    return [_first(header, names, [row.level - (row.level > 1) for row in rows]), *columns], CLOSE


def _first(header: str, names: Sequence[str], levels: Sequence[int]) -> list[str]:
    """The title and the names of the rows, each indented by its level."""
    return padded([header, *(INDENT * level + name for level, name in zip(levels, names, strict=True))], str.ljust)


def _column(column: Column, values: Sequence[Value], language: Language) -> list[str]:
    """The title of a column and its cells, all of one width. The title ends above the digits where it has room to."""
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
    """A number with its words in the room that they have; or the words of a cell that has no number."""
    if not cell.number:
        return cell.words
    return number + filled([f" {cell.words}" if cell.words else ""], room, str.ljust)[0]
