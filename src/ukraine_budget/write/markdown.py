"""Tables as Markdown, for a page or a notebook."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Table
from ukraine_budget.write.plain import columns

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
ESCAPED = r"\\\1"


def write(table: Table, language: Language) -> str:
    """The title, a pipe table per block, the notes and the sources as lists."""
    return "\n".join(_lines(table, language)) + "\n"


def _lines(table: Table, language: Language) -> Iterator[str]:
    yield f"## {_text(language.say(table.title))}"
    if table.answer:
        yield from ("", _text(language.say(table.answer.text)))
    for block in table.blocks:
        yield from ("", f"### {_text(language.say(block.title))}", "") if block.title else ("",)
        if block.is_text:
            yield from (f"- {_text(shown(row.cells[0], 'text', language))}" for row in block.rows)
        else:
            yield from _block(block, language)
    yield from ("", *(f"> **!** {_text(language.say(caveat))}  " for caveat in table.caveats)) if table.caveats else ()
    yield from ("", *(f"{_text(language.say(line))}  " for line in table.footer)) if table.footer else ()
    for heading, sentences in table.lists_below:
        yield from ("", f"### {language.say(heading)}", "")
        yield from (f"- {_text(language.say(sentence))}" for sentence in sentences)


def _block(block: Block, language: Language) -> Iterator[str]:
    lines = zip(*columns(block, language, _escaped), strict=True)
    rule = ["---" if column.kind == "text" else "---:" for column in block.columns]
    rows = chain([next(lines), rule], _marked(block, language, lines))
    yield "| " + " |\n| ".join(map(" | ".join, rows)) + " |"


def _escaped(texts: Sequence[str]) -> Sequence[str]:
    """Printable texts, which have no line breaks, escaped in one call."""
    joined = "\n".join(texts)
    return SPECIAL.sub(ESCAPED, joined).split("\n") if SPECIAL.search(joined) else texts


def _marked(block: Block, language: Language, lines: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The cells of each row: headings and totals bold, parts of a line indented."""
    for cells, style, level in block.rows:
        if style == "line" and not level:
            yield next(lines)
        elif style == "heading":
            yield [f"**{_text(shown(cells[0], 'text', language))}**", *("" for _ in block.columns[1:])]
        else:
            first, *others = next(lines)
            texts = ["&emsp;" * level + first, *others]
            yield [f"**{text}**" if text and style == "total" else text for text in texts]


def _text(text: str) -> str:
    return SPECIAL.sub(ESCAPED, printable(text))
