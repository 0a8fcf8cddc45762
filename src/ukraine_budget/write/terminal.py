"""Tables and charts for a terminal: plain text that fits the screen, with colour that only adds to what is said."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from rich.cells import cell_len

from ukraine_budget.language import Language
from ukraine_budget.report.charts.chart import Chart
from ukraine_budget.report.table import Block, Table
from ukraine_budget.write.chart import WIDTH, Line, styled_lines
from ukraine_budget.write.fit import fitted
from ukraine_budget.write.narrow import narrow_lines
from ukraine_budget.write.plain import Look, lines
from ukraine_budget.write.width import wrapped

CODES = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
    "alert": "1;31",
}
"""Escape codes of the styles of a terminal."""
STYLES: dict[Look, str] = {
    "title": "bold",
    "columns": "bold",
    "heading": "italic",
    "total": "bold",
    "alert": "alert",
    "caveat": "yellow",
    "footer": "dim",
}
"""Styles of the lines of a table, by CODES."""
SENTENCES: tuple[Look, ...] = ("title", "text", "heading", "caveat", "footer")
"""The lines that wrap by themselves; those of a table fit, or cannot be broken."""
HANGS: dict[Look, str] = {"caveat": "  ", "footer": "    "}
"""How far the second and later lines of what wraps are indented."""
UNDER = " " * 8
"""Indent of a text that is put below its drawing."""


def write(table: Table, language: Language, width: int | None, *, colour: bool) -> str:
    """A table in lines of at most a width, but for amounts that are wider; every text literally.

    Without a width it is as wide as it needs.
    """
    if width is not None:
        blocks = chain.from_iterable(_fitted_block(block, language, width) for block in table.blocks)
        table = replace(table, blocks=tuple(blocks))
    return "".join(f"{line}\n" for line in _lines(table, language, width, colour=colour))


def _fitted_block(block: Block, language: Language, width: int) -> Iterator[Block]:
    """A block in parts that fit a width; one that is narrow as it is, where it fits."""
    if block.is_narrow and all(cell_len(line) <= width for line, _ in narrow_lines(block, language)):
        yield block
    else:
        yield from fitted(block._replace(is_narrow=False), language, width)


def _lines(table: Table, language: Language, width: int | None, *, colour: bool) -> Iterator[str]:
    for line, look in lines(table, language):
        for piece in wrapped(line, width, HANGS.get(look, "")) if width is not None and look in SENTENCES else (line,):
            yield styled(piece, STYLES.get(look, "") if colour else "")


def write_chart(chart: Chart, language: Language, width: int | None, *, colour: bool) -> str:
    """A chart whose texts wrap at a width; without one as in a file. A drawing is never broken."""
    drawn = styled_lines(chart, WIDTH if width is None else width, language)
    fitted = drawn if width is None else (part for line in drawn for part in _fitted(line, width))
    texts = ("".join(styled(text, style if colour else "") for text, style in line).rstrip() for line in fitted)
    return "".join(f"{text}\n" for text in texts)


def _fitted(line: Line, width: int) -> Iterator[Line]:
    """A line within a width: if it is too long, the drawing with its text below."""
    *drawing, (text, style) = line
    if not drawing:
        yield from ([(piece, style)] for piece in wrapped(text, width))
    elif sum(cell_len(part) for part, _ in line) <= width:
        yield line
    else:
        yield drawing
        yield from ([(UNDER + piece, style)] for piece in wrapped(text.strip(), width - len(UNDER)))


def styled(text: str, style: str) -> str:
    """The text in one of the styles of CODES, or as it is in the style ""."""
    return f"\x1b[{CODES[style]}m{text}\x1b[0m" if text and style else text
