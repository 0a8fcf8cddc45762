"""Charts for a terminal: as in a text file, with bars as long as the screen allows, and in colour."""

from collections.abc import Iterator

from rich.cells import cell_len

from ukraine_budget.language import Language
from ukraine_budget.report.charts.value import Chart
from ukraine_budget.write.chart import WIDTH, Line, lines
from ukraine_budget.write.fit import wrapped
from ukraine_budget.write.styles import styled

UNDER = " " * 8
"""What stands before the text of a drawing that has no room beside it."""


def write(chart: Chart, language: Language, width: int | None, *, colour: bool) -> str:
    """A chart whose texts wrap at a width; without one as in a file. A drawing is never broken."""
    drawn = lines(chart, WIDTH if width is None else width, language)
    fitted = drawn if width is None else (part for line in drawn for part in _fitted(line, width))
    texts = ("".join(styled(text, style if colour else "") for text, style in line).rstrip() for line in fitted)
    return "".join(f"{text}\n" for text in texts)


def _fitted(line: Line, width: int) -> Iterator[Line]:
    """A line that is too long in parts: a drawing, and below it what is said of it."""
    *drawing, (text, style) = line
    if not drawing:
        yield from ([(piece, style)] for piece in wrapped(text, width))
    elif sum(cell_len(part) for part, _ in line) <= width:
        yield line
    else:
        yield drawing
        yield from ([(UNDER + piece, style)] for piece in wrapped(text.strip(), width - len(UNDER)))
