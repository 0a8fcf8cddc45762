"""Tables as Markdown, for a page or a notebook."""

import re
from collections.abc import Iterator

from ukraine_budget.errors import printable
from ukraine_budget.model.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Row, Table

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def write(table: Table, language: Language) -> str:
    """The title, a pipe table per block, the notes and the sources as lists."""
    return "\n".join(_lines(table, language)) + "\n"


def _lines(table: Table, language: Language) -> Iterator[str]:
    yield f"## {_text(language.say(table.title))}"
    for block in table.blocks:
        yield from ("", f"### {_text(language.say(block.title))}", "") if block.title else ("",)
        yield from _block(block, language)
    for heading, sentences in table.lists_below:
        yield from ("", f"### {language.say(heading)}", "")
        yield from (f"- {_text(language.say(sentence))}" for sentence in sentences)


def _block(block: Block, language: Language) -> Iterator[str]:
    yield _row([_text(language.say(column.title)) for column in block.columns])
    yield _row(["---" if column.kind == "text" else "---:" for column in block.columns])
    for row in block.rows:
        yield _row(_cells(block, row, language))


def _cells(block: Block, row: Row, language: Language) -> list[str]:
    if row.style == "heading":
        return [f"**{_text(shown(row.cells[0], 'text', language))}**", *("" for _ in block.columns[1:])]
    texts = [_text(shown(value, column.kind, language)) for value, column in zip(row.cells, block.columns, strict=True)]
    texts[0] = "&emsp;" * row.level + texts[0]
    return [f"**{text}**" if text and row.style == "total" else text for text in texts]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    return SPECIAL.sub(r"\\\1", printable(text))
