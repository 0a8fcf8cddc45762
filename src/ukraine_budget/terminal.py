"""Tables on a terminal, by rich: as wide as the screen, with colour where it is wanted."""

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from ukraine_budget.errors import printable
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Row, Style, Table

STYLES: dict[Style, str] = {"line": "", "heading": "italic", "total": "bold", "alert": "bold red"}


def display(table: Table, console: Console) -> None:
    """Prints a table; every text literally, no markup and no control sequences of its own."""
    console.print(Text(printable(table.title), style="bold"))
    for block in table.blocks:
        console.print()
        console.print(_grid(block))
    for heading, sentences in (("Notes", table.notes), ("Sources", table.sources)):
        if sentences:
            console.print()
            console.print(Text(heading, style="bold"))
            for sentence in sentences:
                console.print(Text(printable(sentence)))


def _grid(block: Block) -> Grid:
    grid = Grid(
        title=Text(printable(block.title), style="bold") if block.title else None,
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
    )
    for column in block.columns:
        grid.add_column(Text(printable(column.title)), justify="left" if column.kind == "text" else "right")
    for row in block.rows:
        grid.add_row(*_cells(block, row), style=STYLES[row.style])
    return grid


def _cells(block: Block, row: Row) -> list[Text]:
    values = zip(row.cells, block.columns, strict=False)  # a heading has one cell
    texts = [Text(printable(shown(value, column.kind))) for value, column in values]
    texts[0].pad_left(2 * row.level)
    return texts
