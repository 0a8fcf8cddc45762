"""Tables and charts for a terminal, drawn by rich: they fit the screen, and colour only repeats what text says."""

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
from ukraine_budget.write.chart import WIDTH, StyledLine, styled_lines
from ukraine_budget.write.columns import broken, side_by_side, under
from ukraine_budget.write.plain import LineRole, block_columns, block_lines, heading, parts
from ukraine_budget.write.width import widest, wrapped

STYLES: dict[LineRole, str] = {
    "title": "bold",
    "columns": "bold",
    "heading": "italic",
    "total": "bold",
    "alert": "bold red",
    "footer": "dim",
}
"""Styles by the role of a line."""
WARNING, SIGN = "bold yellow", "! "
"""Style and sign of a caveat; its words are plain, since yellow is hard to read on white."""
LONG = 300
"""A table of more rows is plain text."""
MARKS = re.compile(r"(\[\d+\] ?)+")
"""Numbers of papers."""
BELOW = " " * 8
"""Indent of text below its drawing."""


class CellRow(NamedTuple):
    """The cells of a row that stand side by side."""

    texts: tuple[str, ...]
    role: LineRole


def write(table: Table, language: Language, width: int | None, *, colour: bool) -> str:
    """Write a table in lines of at most `width`, except for wider amounts; markup in texts is not interpreted.

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
    """Make a rich console that keeps its output."""
    system: Literal["standard"] | None = "standard" if colour else None
    return Console(file=io.StringIO(), width=width, color_system=system, force_terminal=True, legacy_windows=False)


def _shown(screen: Console) -> str:
    return cast("io.StringIO", screen.file).getvalue()


def _print(screen: Console, lines: Iterable[tuple[str, LineRole]]) -> None:
    """Print lines; those without a style need no rich."""
    for line, role in lines:
        if role in STYLES:
            screen.print(Styled(line, STYLES[role]), soft_wrap=True)
        elif role == "caveat" and line.startswith(SIGN):
            screen.print(Styled.assemble((SIGN, WARNING), line.removeprefix(SIGN)), soft_wrap=True)
        else:
            screen.file.write(f"{line}\n")


def _draw(screen: Console, block: Block, language: Language, width: int | None) -> None:
    """Draw a block as a grid of the columns that fit; a long one, or one without a width to fit, as plain text."""
    columns, gap = block_columns(block, language)
    total = len(gap) * (len(columns) - 1) + sum(widest(texts[:1]) for texts in columns)
    is_long = len(block.rows) > LONG
    if width is None or (is_long and total <= width):
        _print(screen, block_lines(block, language))
        return
    widths = {0: width} if is_long else side_by_side(block.columns, columns, len(gap), width)
    rows = _rows(block, language, list(zip(*columns, strict=True)), widths, width)
    for kind, group in groupby(rows, key=type):
        if kind is CellRow:
            screen.print(_grid(cast("Iterable[CellRow]", group), widths, gap, language))
        else:
            _print(screen, cast("Iterable[tuple[str, LineRole]]", group))


def _rows(
    block: Block, language: Language, cells: Sequence[Sequence[str]], widths: Mapping[int, int], width: int
) -> Iterator[CellRow | tuple[str, LineRole]]:
    """Yield titles and rows: cells of the columns that have a width, and the lines of the others under each row."""
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


def _beside(
    texts: Sequence[str], widths: Mapping[int, int], role: LineRole
) -> Iterator[CellRow | tuple[str, LineRole]]:
    """Yield the cells of a row that stand side by side, or the lines of its name if there is only that."""
    kept = tuple(texts[n] for n in widths)
    if len(kept) > 1 and "".join(kept).strip():
        yield CellRow(kept, role)
    elif kept[0].strip():
        yield from ((line, role) for line in broken(kept[0], widths[0]))


def _grid(rows: Iterable[CellRow], widths: Mapping[int, int], gap: str, language: Language) -> Grid:
    """Make a grid of rows with given column widths; "not stated" and numbers of papers are dim."""
    grid = Grid.grid(padding=(0, len(gap), 0, 0), pad_edge=False)
    for width in widths.values():
        grid.add_column(width=width, no_wrap=True, overflow="ignore")
    absent = language.say(NOT_STATED)
    for texts, role in rows:
        cells = ("\n".join(broken(text, width)) for text, width in zip(texts, widths.values(), strict=True))
        dim = (text.strip() == absent or MARKS.fullmatch(text.strip()) is not None for text in texts)
        drawn = (Styled(cell, "dim" if is_dim else "") for cell, is_dim in zip(cells, dim, strict=True))
        grid.add_row(*drawn, style=STYLES.get(role))
    return grid


def write_chart(chart: Chart, language: Language, width: int | None, *, colour: bool) -> str:
    """Write a chart, wrapping text at `width` but never breaking a drawing; without a width as in a file."""
    drawn = styled_lines(chart, WIDTH if width is None else width, language)
    fitted = drawn if width is None else (part for line in drawn for part in _fitted(line, width))
    screen = _screen(width, colour=colour)
    for line in fitted:
        text = Styled.assemble(*line)
        text.rstrip()
        screen.print(text, soft_wrap=True)
    return _shown(screen)


def _fitted(line: StyledLine, width: int) -> Iterator[StyledLine]:
    """Fit a line to a width: if it is too long, the text goes below the drawing."""
    *drawing, (text, style) = line
    if not drawing:
        yield from ([(piece, style)] for piece in wrapped(text, width))
    elif widest(["".join(part for part, _ in line)]) <= width:
        yield line
    else:
        yield drawing
        yield from ([(BELOW + piece, style)] for piece in wrapped(text.strip(), width - len(BELOW)))
