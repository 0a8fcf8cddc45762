"""Tables and charts for a terminal, drawn by rich: they fit the screen, and colour only adds to what is said."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, cast

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Styled

from ukraine_budget.language import Language
from ukraine_budget.report.charts.chart import Chart
from ukraine_budget.report.display import NOT_STATED
from ukraine_budget.report.table import Block, Table
from ukraine_budget.write.chart import WIDTH, Line, styled_lines
from ukraine_budget.write.columns import broken, side_by_side, under
from ukraine_budget.write.plain import Look, block_columns, block_lines, heading, parts
from ukraine_budget.write.width import widest, wrapped

STYLES: dict[Look, str] = {
    "title": "bold",
    "columns": "bold",
    "heading": "italic",
    "total": "bold",
    "alert": "bold red",
    "footer": "dim",
}
"""Styles of the lines of a table."""
WARNING, SIGN = "bold yellow", "! "
"""The style of the sign before a caveat, whose words are plain: yellow is hard to read on white."""
LONG = 300
"""A table of more rows is plain text."""
MARKS = re.compile(r"(\[\d+\] ?)+")
"""The numbers of papers."""
BELOW = " " * 8
"""Indent of a text that is put below its drawing."""


class Cells(NamedTuple):
    """The cells of a row that stand side by side."""

    texts: tuple[str, ...]
    look: Look


def write(table: Table, language: Language, width: int | None, *, colour: bool) -> str:
    """A table in lines of at most a width, but for amounts that are wider; every text literally.

    Without a width it is as wide as it needs.
    """
    screen = _screen(width, colour=colour)
    for part in parts(table, language, width):
        if isinstance(part, Block):
            _draw(screen, part, language, width)
        else:
            _print(screen, [part])
    return _shown(screen)


def _screen(width: int | None, *, colour: bool) -> Console:
    """A screen of rich that keeps what it shows."""
    system: Literal["standard"] | None = "standard" if colour else None
    return Console(file=io.StringIO(), width=width, color_system=system, force_terminal=True, legacy_windows=False)


def _shown(screen: Console) -> str:
    return cast("io.StringIO", screen.file).getvalue()


def _print(screen: Console, lines: Iterable[tuple[str, Look]]) -> None:
    """Lines of a table. Those that have no style need no rich."""
    for line, look in lines:
        if look in STYLES:
            screen.print(Styled(line, STYLES[look]), soft_wrap=True)
        elif look == "caveat" and line.startswith(SIGN):
            screen.print(Styled.assemble((SIGN, WARNING), line.removeprefix(SIGN)), soft_wrap=True)
        else:
            screen.file.write(f"{line}\n")


def _draw(screen: Console, block: Block, language: Language, width: int | None) -> None:
    """A block, as a grid of what fits the width; one that is long, or has no width to fit, as plain text."""
    columns, gap = block_columns(block, language)
    total = len(gap) * (len(columns) - 1) + sum(widest(texts[:1]) for texts in columns)
    is_long = len(block.rows) > LONG
    if width is None or (is_long and total <= width):
        _print(screen, block_lines(block, language))
        return
    widths = {0: width} if is_long else side_by_side(block.columns, columns, len(gap), width)
    rows = _rows(block, language, list(zip(*columns, strict=True)), widths, width)
    for kind, group in groupby(rows, key=type):
        if kind is Cells:
            screen.print(_grid(cast("Iterable[Cells]", group), widths, gap, language))
        else:
            _print(screen, cast("Iterable[tuple[str, Look]]", group))


def _rows(
    block: Block, language: Language, cells: Sequence[Sequence[str]], widths: Mapping[int, int], width: int
) -> Iterator[Cells | tuple[str, Look]]:
    """The titles and the rows: of the columns that have a width, and of the others the lines under each row."""
    titles, *texts = cells
    below = [n for n in range(len(titles)) if n not in widths]
    yield from _beside(titles, widths, "columns")
    of_rows = iter(texts)
    for row in block.rows:
        if row.style == "heading":
            yield from ((line, row.style) for line in broken(heading(row, language), width))
        else:
            of_row = next(of_rows)
            yield from _beside(of_row, widths, row.style)
            others = [(block.columns[n], titles[n], of_row[n]) for n in below]
            yield from ((line, row.style) for line in under(of_row[0], others, width))


def _beside(texts: Sequence[str], widths: Mapping[int, int], look: Look) -> Iterator[Cells | tuple[str, Look]]:
    """What stands side by side of a row, if anything: cells, or the lines of its name."""
    kept = tuple(texts[n] for n in widths)
    if len(kept) > 1 and "".join(kept).strip():
        yield Cells(kept, look)
    elif kept[0].strip():
        yield from ((line, look) for line in broken(kept[0], widths[0]))


def _grid(rows: Iterable[Cells], widths: Mapping[int, int], gap: str, language: Language) -> Grid:
    """Rows with columns of these widths. What is not stated, and the papers, are dim."""
    grid = Grid.grid(padding=(0, len(gap), 0, 0), pad_edge=False)
    for width in widths.values():
        grid.add_column(width=width, no_wrap=True, overflow="ignore")
    absent = language.say(NOT_STATED)
    for texts, look in rows:
        cells = ("\n".join(broken(text, width)) for text, width in zip(texts, widths.values(), strict=True))
        dim = (text.strip() == absent or MARKS.fullmatch(text.strip()) is not None for text in texts)
        drawn = (Styled(cell, "dim" if is_dim else "") for cell, is_dim in zip(cells, dim, strict=True))
        grid.add_row(*drawn, style=STYLES.get(look))
    return grid


def write_chart(chart: Chart, language: Language, width: int | None, *, colour: bool) -> str:
    """A chart whose texts wrap at a width; without one as in a file. A drawing is never broken."""
    drawn = styled_lines(chart, WIDTH if width is None else width, language)
    fitted = drawn if width is None else (part for line in drawn for part in _fitted(line, width))
    screen = _screen(width, colour=colour)
    for line in fitted:
        text = Styled.assemble(*line)
        text.rstrip()
        screen.print(text, soft_wrap=True)
    return _shown(screen)


def _fitted(line: Line, width: int) -> Iterator[Line]:
    """A line within a width: if it is too long, the drawing with its text below."""
    *drawing, (text, style) = line
    if not drawing:
        yield from ([(piece, style)] for piece in wrapped(text, width))
    elif widest(["".join(part for part, _ in line)]) <= width:
        yield line
    else:
        yield drawing
        yield from ([(BELOW + piece, style)] for piece in wrapped(text.strip(), width - len(BELOW)))
