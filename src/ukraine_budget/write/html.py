"""A view as a self-contained HTML page: it opens from disk and loads nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import accumulate, compress, groupby
from operator import itemgetter, not_
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ukraine_budget.errors import printable
from ukraine_budget.language import Language, said
from ukraine_budget.report.display import SIGN, shown
from ukraine_budget.report.palette import properties
from ukraine_budget.report.table import SOURCES, Block, CellRef, Column, Row, Table
from ukraine_budget.report.values import Value, number
from ukraine_budget.write.split import decimals_of, split

SHORT = 24
"""Text up to this length stays on one line."""
URL = re.compile(r"(https?://[^\s<>\"]+)")
MARK = re.compile(r"\[([0-9]+)\]")
FIGURE_SPACE, POINT_SPACE = "\N{FIGURE SPACE}", "\N{PUNCTUATION SPACE}"
"""Spaces as wide as a digit and as a decimal sign."""

HEAD = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}body {{ max-width: 80rem; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
"""


class Anchors(NamedTuple):
    """The links and ids of a table within a larger page.

    `cells` maps cells to the anchors that explain them, `rows` maps rows to HTML attributes. `papers` is the prefix of
    the anchors of papers, followed by their number. `more` is the number of rows shown at first; 0 shows all.
    """

    cells: Mapping[CellRef, str] = MappingProxyType({})
    rows: Mapping[int, str] = MappingProxyType({})
    papers: str = ""
    more: int = 0


NO_ANCHORS = Anchors()


def write(table: Table, language: Language) -> str:
    """Write a page: title, answer, a table per block with a row group per heading, notes and sources."""
    return "".join(f"{line}\n" for line in _lines(table, language))


def _lines(table: Table, language: Language) -> Iterator[str]:
    title = escaped(language.say(table.title))
    yield HEAD.format(language=language.code, title=title, style=style()).rstrip("\n")
    yield from body(table, language)
    yield from ("</main>", "</body>", "</html>")


@cache
def style() -> str:
    """Return the CSS of every page, with its colours."""
    rules = (Path(__file__).parent / "tables.css").read_text(encoding="utf-8")
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {properties(dark=True)} }} }}"
    return f":root {{ {properties()} }}\n{dark}\n{rules}"


def body(table: Table, language: Language) -> Iterator[str]:
    """Yield the answer, tables, notes and sources of a view as lines of HTML."""
    if table.answer:
        yield f'<p class="answer">{linked(language.say(table.answer.text))}</p>'
    for block in table.blocks:
        yield from block_lines(block, language.say(block.title or table.title), language)
    yield from (f'<p class="caveat">! {linked(language.say(caveat))}</p>' for caveat in table.caveats)
    if table.footer:
        yield f'<p class="papers">{"<br>".join(linked(language.say(line)) for line in table.footer)}</p>'
    for heading, sentences in table.lists_below:
        style = "notes" if sentences is table.notes else "notes sources"
        yield from bullets(language.say(heading), style, map(language.say, sentences))


def block_lines(block: Block, name: str, language: Language, anchors: Anchors = NO_ANCHORS) -> Iterator[str]:
    """Yield a block as HTML: sentences as a list, others as a table that scrolls, with `name` as its label."""
    if block.is_text:
        texts = (shown(row.cells[0], "text", language) for row in block.rows)
        yield from bullets(language.say(block.title), "notes", texts, anchors.papers)
        return
    yield f'<div class="wide" role="region" aria-label="{escaped(name)}" tabindex="0">'
    yield from _HtmlTable(block, language, anchors).lines()
    yield "</div>"


class _HtmlTable:
    """A block as an HTML table in one language."""

    def __init__(self, block: Block, language: Language, anchors: Anchors) -> None:
        self.block, self.language, self.anchors = block, language, anchors
        bodies = [row for row in block.rows if row.style != "heading"]
        columns = [[row.cells[n] for row in bodies] for n in range(len(block.columns))]
        parts = [
            [split(value, column, language) for value in values]
            for column, values in zip(block.columns, columns, strict=True)
        ]
        self.decimals = [max((decimals_of(cell.number, language) for cell in cells), default=0) for cells in parts]
        self.is_empty = _empty(block.columns, columns)
        self.room = [max((len(cell.words) for cell in cells if cell.number), default=0) for cells in parts]

    def lines(self) -> Iterator[str]:
        """Yield the table, with a body per heading."""
        yield "<table>"
        if self.block.title:
            yield f"<caption>{escaped(self.language.say(self.block.title))}</caption>"
        yield f"<thead><tr>{''.join(self.header(n) for n in range(len(self.block.columns)))}</tr></thead>"
        rows = list(enumerate(self.block.rows))
        shown, kept = self.parted(rows)
        headings = accumulate(row.style == "heading" for _, row in shown)
        for _, group in groupby(zip(headings, shown, strict=True), key=itemgetter(0)):
            yield from ("<tbody>", *(self.row(n, row) for _, (n, row) in group), "</tbody>")
        yield "</table>"
        if kept:
            yield from (
                "<template><table><tbody>",
                *(self.row(n, row) for n, row in kept),
                "</tbody></table></template>",
            )

    def parted(self, rows: Sequence[tuple[int, Row]]) -> tuple[list[tuple[int, Row]], list[tuple[int, Row]]]:
        """Divide rows into those shown at first, with all headings, and those kept for later."""
        lines = accumulate(row.style != "heading" for _, row in rows)
        is_kept = [
            0 < self.anchors.more < count and row.style != "heading"
            for count, (_, row) in zip(lines, rows, strict=True)
        ]
        return [*compress(rows, map(not_, is_kept))], [*compress(rows, is_kept)]

    def header(self, n: int) -> str:
        """Return the header cell of a column."""
        title = self.block.columns[n].title
        text = marked(escaped(self.language.say(title)), self.anchors.papers)
        if not title:
            text = self.unseen(said("Line") if n == 0 else SOURCES)
        return f'<th scope="col"{self.style_of(n, "")}>{text}{self.hanging(n, "")}</th>'

    def row(self, n: int, row: Row) -> str:
        """Return a row with its cells; a heading is one cell across the table."""
        first = escaped(shown(row.cells[0], self.block.columns[0].kind, self.language))
        if not first:
            above = (other.cells[0] for other in self.block.rows[n::-1] if other.cells[0])
            first = self.unseen(next(above, ""))
        level = f' style="--level: {row.level}"' if row.level else ""
        known = self.anchors.rows.get(n, "")
        if row.style == "heading":
            return f'<tr><th scope="rowgroup" colspan="{len(self.block.columns)}"{level}>{first}</th></tr>'
        cells = "".join(self.cell(CellRef(n, column), value) for column, value in enumerate(row.cells) if column)
        style = "" if row.style == "line" else f' class="{row.style}"'
        return f'<tr{style}{known}><th scope="row"{level}>{first}</th>{cells}</tr>'

    def unseen(self, text: Value) -> str:
        """Return text that only screen readers present."""
        return f'<span class="unseen">{escaped(shown(text, "text", self.language))}</span>'

    def cell(self, at: CellRef, value: Value) -> str:
        """Return a cell; a figure with an anchor is a link to it."""
        column = self.block.columns[at.column]
        figure, words = split(value, column, self.language)
        if not figure:
            if column.kind == "text":
                return f"<td{self.style_of(at.column, words)}>{marked(escaped(words), self.anchors.papers)}</td>"
            style = "number none empty" if self.is_empty[at.column] else "number none"
            return f'<td class="{style}">{escaped(words)}{self.hanging(at.column, "")}</td>'
        text = escaped(figure)
        if address := self.anchors.cells.get(at):
            text = f'<a class="figure" href="#{address}">{text}</a>'
        pad = self.pad(at.column, figure)
        return f"<td{self.style_of(at.column, '')}>{text}{pad}{self.hanging(at.column, words)}</td>"

    def hanging(self, column: int, words: str) -> str:
        """Return a span of words, as wide as the longest of its column; empty if the column has none."""
        room = self.room[column]
        return f' <span class="words" style="--room: {room}">{escaped(words)}</span>' if room else ""

    def pad(self, column: int, figure: str) -> str:
        """Return the spaces that align the decimal sign of a figure with that of the others."""
        own, most = decimals_of(figure, self.language), self.decimals[column]
        return FIGURE_SPACE * (most - own) + (POINT_SPACE if most and not own else "")

    def style_of(self, column: int, text: str) -> str:
        """Return the class attribute of a cell."""
        if self.block.columns[column].kind != "text":
            return ' class="number empty"' if self.is_empty[column] else ' class="number"'
        return ' class="short"' if 0 < len(text) <= SHORT and " " in text else ""


def _empty(columns: Sequence[Column], values: Sequence[Sequence[Value]]) -> list[bool]:
    """Tell which columns of amounts have no number and may be hidden where space is scarce; never all of them."""
    has_number = [any(number(value) is not None for value in own) for own in values]
    may_drop = any(has_number)
    return [
        may_drop and column.kind != "text" and bool(own) and not known
        for column, own, known in zip(columns, values, has_number, strict=True)
    ]


def bullets(title: str, style: str, sentences: Iterable[str], papers: str = "") -> Iterator[str]:
    """Yield sentences as a list under a heading."""
    items = [f"<li>{linked(sentence, papers)}</li>" for sentence in sentences]
    yield f"<h2>{escaped(title)}</h2>"
    yield from (f'<ul class="{style}">', *items, "</ul>") if items else ()


def linked(text: str, papers: str = "") -> str:
    """Escape text and link its URLs and the marks of papers; no sign is separated from its number at a line end."""
    parts: Sequence[str] = URL.split(SIGN.sub("\N{NO-BREAK SPACE}", text))
    return "".join(
        f'<a href="{escaped(part)}" rel="noreferrer">{escaped(part)}</a>' if n % 2 else marked(escaped(part), papers)
        for n, part in enumerate(parts)
    )


def marked(text: str, papers: str) -> str:
    """Link the marks of papers in escaped text, if the page has anchors for them."""
    return MARK.sub(rf'<a class="mark" href="#{papers}\1">[\1]</a>', text) if papers else text


def escaped(text: str) -> str:
    """Make text printable and escape it for HTML."""
    return escape(printable(text))
