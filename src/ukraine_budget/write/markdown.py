"""Tables as Markdown, for a pull request, a page or a notebook."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import SIGN, shown
from ukraine_budget.report.table import Block, Table
from ukraine_budget.write.plain import columns

INDENT = "&emsp;"
STRONG = "total", "alert"
"""Styles of rows in bold."""
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
ESCAPED = r"\\\1"
START = re.compile(r"^\s*(\d*)([-+=.)])(?=\s|$|[-=]+\s*$)")
"""The start of text that Markdown would take for a list, a rule or a heading."""
FIGURE = re.compile(r"[-+±]?\d")
"""The start of a figure, which stays on one line with its words."""
TIE = "\N{NO-BREAK SPACE}"
"""Joins what may not break at a line end."""


def write(table: Table, language: Language) -> str:
    """Write the title, the answer, a pipe table per block, and notes and sources as lists."""
    return "\n".join(_lines(table, language)) + "\n"


def _lines(table: Table, language: Language) -> Iterator[str]:
    yield f"## {_text(language.say(table.title))}"
    if table.answer:
        yield from ("", _text(language.say(table.answer.text)))
    for block in table.blocks:
        yield from ("", f"### {_text(language.say(block.title))}") if block.title else ()
        if block.is_text:
            yield from _list([_text(shown(row.cells[0], "text", language)) for row in block.rows])
        else:
            yield from ("", _block(block, language))
    yield from _list([f"**!** {_text(language.say(caveat))}" for caveat in table.caveats], "*")
    yield from _list([_text(language.say(line)) for line in table.footer])
    for heading, sentences in table.lists_below:
        yield from ("", f"### {_text(language.say(heading))}")
        yield from _list([_text(language.say(sentence)) for sentence in sentences])


def _list(texts: Sequence[str], bullet: str = "-") -> Iterator[str]:
    """Yield a list; adjacent lists need different bullets."""
    yield from ("", *(f"{bullet} {text}" for text in texts)) if texts else ()


def _block(block: Block, language: Language) -> str:
    drawn = zip(block.columns, columns(block, language, _escaped), strict=True)
    lines = zip(*(texts if column.kind == "text" else map(_tied, texts) for column, texts in drawn), strict=True)
    rule = [":---" if column.kind == "text" else "---:" for column in block.columns]
    rows = chain([next(lines), rule], _marked(block, language, lines))
    return "| " + " |\n| ".join(map(" | ".join, rows)) + " |"


def _tied(text: str) -> str:
    return text.replace(" ", TIE) if FIGURE.match(text) else text


def _escaped(texts: Sequence[str]) -> Sequence[str]:
    """Escape printable texts, which have no line breaks, in one call."""
    joined = "\n".join(texts)
    return SPECIAL.sub(ESCAPED, joined).split("\n") if SPECIAL.search(joined) else texts


def _marked(block: Block, language: Language, lines: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Yield the cells of each row, headings and totals in bold, parts of a line indented."""
    for cells, style, level in block.rows:
        if style == "line" and not level:
            yield next(lines)
        elif style == "heading":
            heading = f"**{_text(shown(cells[0], 'text', language))}**"
            yield [INDENT * level + heading, *("" for _ in block.columns[1:])]
        else:
            texts = [f"**{text}**" if text and style in STRONG else text for text in next(lines)]
            yield [INDENT * level + texts[0], *texts[1:]]


def _text(text: str) -> str:
    """Escape text, and keep each sign with its number."""
    return START.sub(r"\1\\\2", SPECIAL.sub(ESCAPED, SIGN.sub(TIE, printable(text))))
