"""Tables as plain text, as wide as they need: for pipes and files. Never wrapped, clipped or elided."""

from collections.abc import Iterable, Iterator, Sequence

from ukraine_budget.errors import printable
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Column, Table, Value

GAP = "  "
NARROW = "\u02ff"
"""The last character before those that may take no or two places on a screen."""


def write(table: Table) -> str:
    """The title, the blocks, the notes and the sources."""
    return "\n".join(_lines(table)) + "\n"


def _lines(table: Table) -> Iterator[str]:
    yield printable(table.title)
    for block in table.blocks:
        yield ""
        yield from _block(block)
    for heading, sentences in (("Notes", table.notes), ("Sources", table.sources)):
        if sentences:
            yield from ("", heading)
            yield from map(printable, sentences)


def _block(block: Block) -> Iterator[str]:
    """The lines of a block, put together column by column."""
    if block.title:
        yield printable(block.title)
    rows = [row for row in block.rows if row.style != "heading"]
    values = list(zip(*(row.cells for row in rows), strict=True)) or [()] * len(block.columns)
    columns = [_texts(column, cells) for column, cells in zip(block.columns, values, strict=True)]
    columns[0][1:] = [GAP * row.level + text for row, text in zip(rows, columns[0][1:], strict=True)]
    lines = map(GAP.join, zip(*map(_padded, block.columns, columns), strict=True))
    yield next(lines).rstrip()
    yield GAP.join("-" * max(map(_width, texts)) for texts in columns)
    for row in block.rows:
        yield printable(str(row.cells[0])) if row.style == "heading" else next(lines).rstrip()


def _texts(column: Column, values: Iterable[Value]) -> list[str]:
    """The title of a column and its values as text."""
    return [printable(column.title), *(printable(shown(value, column.kind)) for value in values)]


def _padded(column: Column, texts: Sequence[str]) -> list[str]:
    """Texts of one width: words from the left, numbers from the right."""
    width = max(map(_width, texts))
    if column.kind == "text":
        return [text + " " * (width - _width(text)) for text in texts]
    return [" " * (width - _width(text)) + text for text in texts]


def _width(text: str) -> int:
    if text.isascii() or max(text) <= NARROW:
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  # only wide characters need its tables

    return cell_len(text)
