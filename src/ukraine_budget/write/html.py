"""A self-contained page: it opens from disk and loads nothing."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import accumulate, groupby
from operator import itemgetter

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Column, Row, Table

SHORT = 24
"""Texts up to this length stay on one line."""
URL = re.compile(r"(https?://[^\s<>\"]+)")

STYLE = """\
:root { color-scheme: light; }
body { margin: 2rem auto; padding: 0 1rem; width: fit-content; min-width: min(60rem, 100% - 2rem); max-width: 100%;
  box-sizing: border-box; color: #1a1a1a; background: #fff; font: 0.95rem/1.45 system-ui, sans-serif; }
h1, caption { overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; }
h2, caption { font-size: 1.1rem; font-weight: 600; text-align: left; }
h2 { margin: 2rem 0 0.5rem; }
caption { padding: 0.5rem 0; }
.wide { margin-top: 1.5rem; overflow-x: auto; }
table { border-collapse: collapse; min-width: 100%; }
th, td { padding: 0.2rem 1.2rem 0.2rem 0; text-align: left; vertical-align: top; max-width: 32rem;
  overflow-wrap: break-word; font-weight: normal; }
thead th { border-bottom: 2px solid #1a1a1a; vertical-align: bottom; font-weight: 600; }
tbody th { min-width: 14rem; }
tbody tr { border-bottom: 1px solid #ddd; }
[scope=rowgroup] { padding-top: 0.8rem; font-weight: 600; font-style: italic; }
.short { white-space: nowrap; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.total > * { font-weight: 700; border-top: 1px solid #1a1a1a; }
.alert > * { font-weight: 700; color: #a00; }
.notes { max-width: 60rem; padding-left: 1.2rem; overflow-wrap: anywhere; }
.sources { list-style: none; padding: 0; }
a { color: #0645ad; }
@media print {
  body { margin: 0; padding: 0; width: auto; font-size: 8pt; }
  .wide { overflow: visible; }
  tbody th { min-width: 8rem; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
"""

HEAD = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
"""


def write(table: Table, language: Language) -> str:
    """The title, a table per block with its headings as groups of rows, the notes, and the sources with their links."""
    return "".join(f"{line}\n" for line in _lines(table, language))


def _lines(table: Table, language: Language) -> Iterator[str]:
    title = escaped(language.say(table.title))
    yield HEAD.format(language=language.code, title=title, style=STYLE).rstrip("\n")
    yield from body(table, language)
    yield from ("</main>", "</body>", "</html>")


def body(table: Table, language: Language) -> Iterator[str]:
    """The tables, notes and sources of a view as lines of HTML."""
    if table.answer:
        yield f'<p class="answer">{escaped(language.say(table.answer.text))}</p>'
    for block in table.blocks:
        if block.is_text:
            texts = (shown(row.cells[0], "text", language) for row in block.rows)
            yield from bullets(escaped(language.say(block.title)), "notes", texts)
        else:
            yield from _block(block, escaped(language.say(block.title or table.title)), language)
    yield from (f'<p class="caveat">! {_linked(language.say(caveat))}</p>' for caveat in table.caveats)
    if table.footer:
        yield f'<p class="papers">{"<br>".join(_linked(language.say(line)) for line in table.footer)}</p>'
    for heading, sentences in table.lists_below:
        style = "notes" if sentences is table.notes else "notes sources"
        yield from bullets(language.say(heading), style, map(language.say, sentences))


def _block(block: Block, name: str, language: Language) -> Iterator[str]:
    yield f'<div class="wide" role="region" aria-label="{name}" tabindex="0">'
    yield "<table>"
    if block.title:
        yield f"<caption>{name}</caption>"
    yield f"<thead><tr>{''.join(_header(column, language) for column in block.columns)}</tr></thead>"
    headings = accumulate(row.style == "heading" for row in block.rows)
    for _, group in groupby(zip(headings, block.rows, strict=True), key=itemgetter(0)):
        yield from ("<tbody>", *(_row(block, row, language) for _, row in group), "</tbody>")
    yield from ("</table>", "</div>")


def _header(column: Column, language: Language) -> str:
    return f'<th scope="col"{_class(column, "")}>{escaped(language.say(column.title))}</th>'


def _row(block: Block, row: Row, language: Language) -> str:
    columns = block.columns[:1] if row.style == "heading" else block.columns  # a heading has one cell
    first, *others = (shown(value, column.kind, language) for value, column in zip(row.cells, columns, strict=True))
    if row.style == "heading":
        return f'<tr><th scope="rowgroup" colspan="{len(block.columns)}">{escaped(first)}</th></tr>'
    indent = f' style="padding-left: {1.5 * row.level}rem"' if row.level else ""
    pairs = zip(block.columns[1:], others, strict=True)
    cells = (f"<td{_class(column, text)}>{escaped(text)}</td>" for column, text in pairs)
    style = "" if row.style == "line" else f' class="{row.style}"'
    return f'<tr{style}><th scope="row"{indent}>{escaped(first)}</th>{"".join(cells)}</tr>'


def _class(column: Column, text: str) -> str:
    if column.kind != "text":
        return ' class="number"'
    return ' class="short"' if 0 < len(text) <= SHORT else ""


def bullets(title: str, style: str, sentences: Iterable[str]) -> Iterator[str]:
    """Sentences as a list under a heading."""
    items = [f"<li>{_linked(sentence)}</li>" for sentence in sentences]
    yield f"<h2>{title}</h2>"
    yield from (f'<ul class="{style}">', *items, "</ul>") if items else ()


def _linked(text: str) -> str:
    """Escaped text with its addresses as links: every second part of the split is one."""
    parts = [escaped(part) for part in URL.split(text)]
    parts[1::2] = [f'<a href="{part}" rel="noreferrer">{part}</a>' for part in parts[1::2]]
    return "".join(parts)


def escaped(text: str) -> str:
    """Printable text, escaped for HTML."""
    return escape(printable(text))
