"""Tables as plain text, as wide as they need: for pipes and files. Never wrapped, clipped or elided."""

from collections.abc import Iterable, Iterator, Sequence

from ukraine_budget.errors import printable
from ukraine_budget.model.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Column, Table, Value

GAP = "  "
NARROW = "\u02ff"
"""The last character before those that may take no or two places on a screen."""


def write(table: Table, language: Language) -> str:
    """The title, the blocks, the notes and the sources."""
    return "\n".join(_lines(table, language)) + "\n"


def _lines(table: Table, language: Language) -> Iterator[str]:
    yield printable(language.say(table.title))
    for block in table.blocks:
        yield ""
        yield from _block(block, language)
    for heading, sentences in table.lists_below:
        yield from ("", language.say(heading))
        yield from map(printable, map(language.say, sentences))


def _block(block: Block, language: Language) -> Iterator[str]:
    """The lines of a block, put together column by column."""
    if block.title:
        yield printable(language.say(block.title))
    rows = [row for row in block.rows if row.style != "heading"]
    values = list(zip(*(row.cells for row in rows), strict=True)) or [()] * len(block.columns)
    columns = [_texts(column, cells, language) for column, cells in zip(block.columns, values, strict=True)]
    columns[0][1:] = [
        GAP * row.level + text if row.level else text for row, text in zip(rows, columns[0][1:], strict=True)
    ]
    lines = map(GAP.join, zip(*map(_padded, block.columns, columns), strict=True))
    yield next(lines).rstrip()
    yield GAP.join("-" * widest(texts) for texts in columns)
    for row in block.rows:
        yield printable(shown(row.cells[0], "text", language)) if row.style == "heading" else next(lines).rstrip()


def _texts(column: Column, values: Iterable[Value], language: Language) -> list[str]:
    """The title of a column and its values as text."""
    kind = column.kind
    texts = [value if type(value) is str else shown(value, kind, language) for value in (column.title, *values)]
    return texts if "".join(texts).isprintable() else list(map(printable, texts))


def _padded(column: Column, texts: Sequence[str]) -> list[str]:
    """Texts of one width: words from the left, numbers from the right."""
    width = widest(texts)
    pad = str.ljust if column.kind == "text" else str.rjust
    if _narrow(texts):
        return [pad(text, width) for text in texts]
    return [pad(text, width - _width(text) + len(text)) for text in texts]


def widest(texts: Sequence[str]) -> int:
    """How many places the longest of some texts, at least one, takes on a screen."""
    return max(map(len if _narrow(texts) else _width, texts))


def _narrow(texts: Sequence[str]) -> bool:
    """Whether each character of some texts takes one place."""
    together = "".join(texts)
    return together.isascii() or max(together) <= NARROW


def _width(text: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415  # only wide characters need its tables

    return cell_len(text)
