"""Tables on a terminal, by rich: as wide as the screen, with colour where it is wanted."""

from collections.abc import Iterable

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from ukraine_budget.errors import printable
from ukraine_budget.model.language import ENGLISH, Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Row, Style, Table

WORD = 8
"""A word that is longer than this may be broken."""
STYLES: dict[Style, str] = {"line": "", "heading": "italic", "total": "bold", "alert": "bold red"}


def display(table: Table, console: Console, language: Language = ENGLISH) -> None:
    """Prints a table; every text literally, no markup and no control sequences of its own.

    Words wrap where the screen is too narrow; an amount is never clipped or broken, so a line may be wider than that.
    """
    console.print(Text(printable(language.say(table.title)), style="bold"))
    for block in table.blocks:
        console.print()
        console.print(_grid(block, language), crop=False)
    for heading, sentences in table.lists_below:
        console.print()
        console.print(Text(language.say(heading), style="bold"))
        for sentence in map(language.say, sentences):
            console.print(Text(printable(sentence)))


def display_lines(lines: Iterable[Iterable[tuple[str, str]]], console: Console) -> None:
    """Prints lines of texts with their styles, literally; one that is longer than the screen wraps between words."""
    for line in lines:
        console.print(Text.assemble(*line), overflow="fold")


def _grid(block: Block, language: Language) -> Grid:
    grid = Grid(
        title=Text(printable(language.say(block.title)), style="bold") if block.title else None,
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        collapse_padding=True,
    )
    rows = [_texts(block, row, language) for row in block.rows]
    for n, column in enumerate(block.columns):
        title = Text(printable(language.say(column.title)))
        longest = max(map(_longest_word, (title, *(texts[n] for texts in rows if n < len(texts)))))
        if column.kind == "text":
            grid.add_column(title, overflow="fold", min_width=min(longest, WORD))
        else:
            grid.add_column(title, justify="right", min_width=longest)
    for row, (first, *others) in zip(block.rows, rows, strict=True):
        grid.add_row(Padding.indent(first, 2 * row.level), *others, style=STYLES[row.style])
    return grid


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=0)


def _texts(block: Block, row: Row, language: Language) -> list[Text]:
    values = zip(row.cells, block.columns, strict=False)  # a heading has one cell
    return [Text(printable(shown(value, column.kind, language))) for value, column in values]
