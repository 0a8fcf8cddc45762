r"""Tables for a LaTeX document that reads them with \input."""

import re
from collections.abc import Iterable, Iterator

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Column, Row, Table

HEAD = r"""% A part of a document, for \input. Its preamble needs:
%   \usepackage[T1]{fontenc}
%   \usepackage{array,booktabs,longtable}
% Alphabets other than the Latin one need XeLaTeX or LuaLaTeX with a font that has them.
"""
WIDE = 28
"""Columns with longer texts get this width, in characters, and wrap."""
LONG = re.compile(r"(\S{30})(?=\S)")
BREAK = "\u200b"
"""Marks where a long word may break: a character that no printable text has."""
SPECIAL = {
    BREAK: r"\allowbreak{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "±": r"\(\pm\)",
    "/": r"/\allowbreak{}",
    **{sign: f"\\{sign}" for sign in "{}$&#%_"},
    **{sign: f"{{{sign}}}" for sign in "[]*"},  # after the end of a row, these would be its options
    **{bar: rf"\rule{{.5em}}{{{height / 8}em}}" for height, bar in enumerate("▁▂▃▄▅▆▇█", 1)},
}
"""Characters that LaTeX interprets or does not know, and what prints them."""
ESCAPED = re.compile(f"[{re.escape(''.join(SPECIAL))}]|-(?=-)|,(?=,)")


def write(table: Table, language: Language) -> str:
    """A section with a longtable per block, the notes and the sources."""
    return HEAD + "".join(f"{line}\n" for line in _lines(table, language))


def _lines(table: Table, language: Language) -> Iterator[str]:
    yield rf"\section*{{{_text(language.say(table.title))}}}"
    if table.answer:
        yield from (_text(language.say(table.answer.text)), "")
    for block in table.blocks:
        if block.is_text:
            texts = (shown(row.cells[0], "text", language) for row in block.rows)
            yield from _list(_text(language.say(block.title)), texts)
        else:
            yield from _block(block, language)
    for line in (*table.caveats, *table.footer):
        yield from ("", _text(language.say(line)))
    for heading, sentences in table.lists_below:
        yield from _list(language.say(heading), map(language.say, sentences))


def _block(block: Block, language: Language) -> Iterator[str]:
    rows = [_cells(block, row, language) for row in block.rows]
    header = f"{' & '.join(_text(language.say(column.title)) for column in block.columns)} \\\\"
    yield rf"\begin{{longtable}}{{{' '.join(_columns(block, language))}}}"
    if block.title:
        yield from (
            rf"\caption{{{_text(language.say(block.title))}}} \\",
            r"\toprule",
            header,
            r"\midrule",
            r"\endfirsthead",
        )
    yield from (r"\toprule", header, r"\midrule", r"\endhead", r"\bottomrule", r"\endfoot")
    yield from (f"{' & '.join(cells)} \\\\" for cells in rows)
    yield r"\end{longtable}"


def _columns(block: Block, language: Language) -> Iterator[str]:
    rows = [row.cells for row in block.rows if row.style != "heading"]
    for n, column in enumerate(block.columns):
        longest = max((len(shown(cells[n], column.kind, language)) for cells in rows), default=0)
        if column.kind == "text" and longest > WIDE:
            yield rf">{{\raggedright\arraybackslash}}p{{{WIDE / 2}em}}"
        else:
            yield "l" if column.kind == "text" else "r"


def _cells(block: Block, row: Row, language: Language) -> list[str]:
    if row.style == "heading":
        heading = _text(shown(row.cells[0], "text", language))
        return [rf"\multicolumn{{{len(block.columns)}}}{{l}}{{\textit{{{heading}}}}}"]
    pairs = zip(row.cells, block.columns, strict=True)
    texts = [_cell(shown(value, column.kind, language), column) for value, column in pairs]
    if row.style != "line":
        texts = [rf"\textbf{{{text}}}" if text else "" for text in texts]
    texts[0] = rf"\hspace*{{{row.level}em}}{texts[0]}" if row.level else texts[0]
    return texts


def _cell(text: str, column: Column) -> str:
    if column.kind != "text" and text.startswith("-"):
        return rf"\textminus{{}}{_text(text[1:])}"
    return _text(text)


def _list(title: str, sentences: Iterable[str]) -> Iterator[str]:
    items = [rf"\item {_text(sentence)}" for sentence in sentences]
    yield rf"\subsection*{{{title}}}"
    yield from (r"\begin{itemize}", *items, r"\end{itemize}") if items else ()


def _text(text: str) -> str:
    """Text escaped for LaTeX; pairs of hyphens or commas are kept from becoming ligatures."""
    breakable = LONG.sub(rf"\1{BREAK}", printable(text))
    return ESCAPED.sub(lambda found: SPECIAL.get(found[0], f"{found[0]}{{}}"), breakable)
