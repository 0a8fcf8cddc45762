"""Tables as plain text, as wide as they need: for pipes and files. Never wrapped, clipped or elided."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, cast

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import SPANNING, Block, Column, Kind, Style, Table, Value, written
from ukraine_budget.write.narrow import narrow_lines
from ukraine_budget.write.width import padded, widest, wrapped

Look = Literal["title", "text", "columns", "caveat", "footer"] | Style
"""What a line is: a title, a sentence, the titles of columns, a row of that style, a caveat, a paper."""
GAP, APART = "  ", "   "
"""What is between two columns, and between two papers."""
READABLE = 80
"""How long the lines of an answer and its caveats are."""


def write(table: Table, language: Language) -> str:
    """The title, the answer, the blocks, the notes and the sources."""
    return "\n".join(line for line, _ in lines(table, language)) + "\n"


def lines(table: Table, language: Language) -> Iterator[tuple[str, Look]]:
    """Each line of a table, and what it is."""
    yield printable(language.say(table.title)), "title"
    if table.answer:
        yield "", "text"
        yield from ((line, "text") for line in wrapped(printable(language.say(table.answer.text)), READABLE))
    for block in table.blocks:
        yield "", "text"
        yield from narrow_lines(block, language) if block.is_narrow else _block(block, language)
    if table.caveats and not (table.blocks and table.blocks[-1].is_text):
        yield "", "text"
    for caveat in table.caveats:
        yield from ((line, "caveat") for line in wrapped(f"! {printable(language.say(caveat))}", READABLE, "  "))
    yield from ((line, "footer") for line in _packed([printable(language.say(line)) for line in table.footer]))
    for heading, sentences in table.lists_below:
        yield from (("", "text"), (language.say(heading), "title"))
        yield from ((printable(language.say(sentence)), "text") for sentence in sentences)


def _packed(texts: Sequence[str]) -> Iterator[str]:
    """Short texts, as many on a line as fit."""
    line: list[str] = []
    for text in texts:
        if line and widest([APART.join((*line, text))]) > READABLE:
            yield APART.join(line)
            line = []
        line.append(text)
    if line:
        yield APART.join(line)


def _block(block: Block, language: Language) -> Iterator[tuple[str, Look]]:
    """The lines of a block."""
    title = printable(language.say(block.title))
    if title:
        yield from ((line, "title") for line in (wrapped(title, READABLE) if block.is_text else [title]))
    if block.is_text:
        yield from _sentences(block, language)
        return
    first, *others = columns(block, language)
    levels = (row.level for row in block.rows if row.style not in SPANNING)
    first[1:] = [GAP * level + text if level else text for level, text in zip(levels, first[1:], strict=True)]
    ways = (str.ljust if column.kind == "text" else str.rjust for column in block.columns)
    drawn_columns = list(map(padded, (first, *others), ways))
    drawn = map(GAP.join, zip(*drawn_columns, strict=True))
    yield next(drawn).rstrip(), "columns"
    yield GAP.join("-" * widest(texts[:1]) for texts in drawn_columns), "line"
    for row in block.rows:
        spans = row.style in SPANNING
        yield printable(shown(row.cells[0], "text", language)) if spans else next(drawn).rstrip(), row.style


def _sentences(block: Block, language: Language) -> Iterator[tuple[str, Look]]:
    """The sentences under the title of a block."""
    for row in block.rows:
        sentence = printable(shown(row.cells[0], "text", language))
        yield from ((f" {line}", row.style) for line in wrapped(sentence, READABLE - 1, " "))


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
