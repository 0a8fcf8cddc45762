"""A block as texts, put together column by column: in ten thousand rows most cells of a column are of one type."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import cast

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import SPANNING, Block, Column, Kind, Value, written

Escape = Callable[[Sequence[str]], Sequence[str]]


def columns(block: Block, language: Language, escape: Escape = list) -> list[list[str]]:
    """The title of each column and its cells as they are shown, printable and escaped, but not rows of one cell."""
    rows = [cells for cells, style, _ in block.rows if style not in SPANNING]
    values = zip(*rows, strict=True) if rows else ((),) * len(block.columns)
    return [_texts(column, cells, language, escape) for column, cells in zip(block.columns, values, strict=True)]


def _texts(column: Column, values: Sequence[Value], language: Language, escape: Escape) -> list[str]:
    types, title = {*map(type, values)}, language.say(column.title)
    if types == {Decimal}:  # of which every text is safe
        return [*_safe([title], escape), *written(cast("Sequence[Decimal]", values), column.kind, language)]
    if Decimal in types:
        return [*_safe([title, *_mixed(values, column.kind, language)], escape)]
    texts = [value if type(value) is str else shown(value, column.kind, language) for value in values]
    return [*_safe([title, *texts], escape)]


def _mixed(values: Sequence[Value], kind: Kind, language: Language) -> list[str]:
    """Values of any type, the numbers among them all at once."""
    numbers = iter(written([value for value in values if isinstance(value, Decimal)], kind, language))
    return [next(numbers) if isinstance(value, Decimal) else shown(value, kind, language) for value in values]


def _safe(texts: Sequence[str], escape: Escape) -> Sequence[str]:
    return escape(texts if "".join(texts).isprintable() else list(map(printable, texts)))
