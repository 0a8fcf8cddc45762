"""Tables as plain text, as wide as they need: for pipes and files. Never wrapped, clipped or elided."""

from collections.abc import Iterator, Sequence
from typing import Literal

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import SPANNING, Block, Column, Style, Table
from ukraine_budget.write.columns import columns

Look = Literal["title", "text", "columns"] | Style
"""What a line is: a title, a sentence, the titles of columns, or a row of that style."""

GAP = "  "
NARROW = "\u02ff"
"""The last character before those that may take no or two places on a screen."""


def write(table: Table, language: Language) -> str:
    """The title, the blocks, the notes and the sources."""
    return "\n".join(line for line, _ in lines(table, language)) + "\n"


def lines(table: Table, language: Language) -> Iterator[tuple[str, Look]]:
    """Each line of a table, and what it is."""
    yield printable(language.say(table.title)), "title"
    for block in table.blocks:
        yield "", "text"
        yield from _block(block, language)
    for heading, sentences in table.lists_below:
        yield from (("", "text"), (language.say(heading), "title"))
        yield from ((printable(language.say(sentence)), "text") for sentence in sentences)


def _block(block: Block, language: Language) -> Iterator[tuple[str, Look]]:
    """The lines of a block, put together column by column."""
    if block.title:
        yield printable(language.say(block.title)), "title"
    first, *others = columns(block, language)
    levels = (row.level for row in block.rows if row.style not in SPANNING)
    first[1:] = [GAP * level + text if level else text for level, text in zip(levels, first[1:], strict=True)]
    padded = list(map(_padded, block.columns, (first, *others)))
    drawn = map(GAP.join, zip(*padded, strict=True))
    yield next(drawn).rstrip(), "columns"
    yield GAP.join("-" * widest(texts[:1]) for texts in padded), "line"
    for row in block.rows:
        spans = row.style in SPANNING
        yield printable(shown(row.cells[0], "text", language)) if spans else next(drawn).rstrip(), row.style


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
