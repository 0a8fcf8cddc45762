"""Tables as Markdown, for a page or a notebook."""

import re
from collections.abc import Iterator

from ukraine_budget.errors import printable
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Row, Table

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def write(table: Table) -> str:
    """The title, a pipe table per block, the notes and the sources as lists."""
    return "\n".join(_lines(table)) + "\n"


def _lines(table: Table) -> Iterator[str]:
    yield f"## {_text(table.title)}"
    for block in table.blocks:
        yield from ("", f"### {_text(block.title)}", "") if block.title else ("",)
        yield from _block(block)
    for heading, sentences in (("Notes", table.notes), ("Sources", table.sources)):
        if sentences:
            yield from ("", f"### {heading}", "")
            yield from (f"- {_text(sentence)}" for sentence in sentences)


def _block(block: Block) -> Iterator[str]:
    yield _row([_text(column.title) for column in block.columns])
    yield _row(["---" if column.kind == "text" else "---:" for column in block.columns])
    for row in block.rows:
        yield _row(_cells(block, row))


def _cells(block: Block, row: Row) -> list[str]:
    if row.style == "heading":
        return [f"**{_text(str(row.cells[0]))}**", *("" for _ in block.columns[1:])]
    texts = [_text(shown(value, column.kind)) for value, column in zip(row.cells, block.columns, strict=True)]
    texts[0] = "&emsp;" * row.level + texts[0]
    return [f"**{text}**" if text and row.style == "total" else text for text in texts]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: str) -> str:
    return SPECIAL.sub(r"\\\1", printable(text))
