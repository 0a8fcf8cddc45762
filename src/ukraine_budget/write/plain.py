"""Tables as plain text, as wide as they need: for pipes and files. Never wrapped, clipped or elided."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, cast

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import SPANNING, Block, Column, Kind, Style, Table, Value, written

Look = Literal["title", "text", "columns"] | Style
"""What a line is: a title, a sentence, the titles of columns, or a row of that style."""
GAP = "  "
NARROW = "\u02ff"
"""Last character before those that may take no cell, or two, on a screen."""


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
    """The lines of a block."""
    if block.title:
        yield printable(language.say(block.title)), "title"
    first, *others = columns(block, language)
    levels = (row.level for row in block.rows if row.style not in SPANNING)
    first[1:] = [GAP * level + text if level else text for level, text in zip(levels, first[1:], strict=True)]
    padded = list(map(_padded, block.columns, (first, *others)))
    drawn = map(GAP.join, zip(*padded, strict=True))
    header = next(drawn).rstrip()
    if not block.is_text:
        yield header, "columns"
        yield GAP.join("-" * widest(texts[:1]) for texts in padded), "line"
    for row in block.rows:
        spans = row.style in SPANNING
        yield printable(shown(row.cells[0], "text", language)) if spans else next(drawn).rstrip(), row.style


Escape = Callable[[Sequence[str]], Sequence[str]]


def columns(block: Block, language: Language, escape: Escape = list) -> list[list[str]]:
    """Each column as printable, escaped texts: its title and its cells, without rows that span all columns.

    Whole columns are made at once, since most columns of a long table hold values of one type.
    """
    rows = [cells for cells, style, _ in block.rows if style not in SPANNING]
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
    """Values of several types; the numbers are written in one call."""
    numbers = iter(written([value for value in values if isinstance(value, Decimal)], kind, language))
    return [next(numbers) if isinstance(value, Decimal) else shown(value, kind, language) for value in values]


def _safe(texts: Sequence[str], escape: Escape) -> Sequence[str]:
    return escape(texts if "".join(texts).isprintable() else list(map(printable, texts)))


def _padded(column: Column, texts: Sequence[str]) -> list[str]:
    """Texts padded to one width: words aligned left, numbers right."""
    width = widest(texts)
    pad = str.ljust if column.kind == "text" else str.rjust
    if _narrow(texts):
        return [pad(text, width) for text in texts]
    return [pad(text, width - _width(text) + len(text)) for text in texts]


def widest(texts: Sequence[str]) -> int:
    """Width on a screen of the longest of at least one text."""
    return max(map(len if _narrow(texts) else _width, texts))


def _narrow(texts: Sequence[str]) -> bool:
    """Whether every character takes one cell on a screen."""
    together = "".join(texts)
    return together.isascii() or max(together) <= NARROW


def _width(text: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415  # only wide characters need its tables

    return cell_len(text)
