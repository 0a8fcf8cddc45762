"""The first rows of a table, and what its columns seem to hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ukraine_budget.errors import SourceError
from ukraine_budget.importers.rows import Row, Shape, rows
from ukraine_budget.importers.source import Source
from ukraine_budget.model.message import said
from ukraine_budget.readers.cells import YEAR

ROWS = 2000
"""How many rows are looked at."""
HEADS = 30
"""Among how many of them the header is looked for."""
NUMBER = re.compile(r"[-+]?[0-9][0-9., '\N{NO-BREAK SPACE}]*")
MOSTLY = 0.8
"""How many of the cells of a column must look like numbers for it to be one of numbers."""
NOTHING = ("-", "\N{EN DASH}", "pm", "p.m.", "n/a", "nvt", "n.v.t.", "..")
"""What stands where amounts do, and is none."""
FALLBACK = "cp1252"
"""The encoding of files that are not UTF-8, as spreadsheet programs of Western Europe write them."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a sample, with all its cells."""

    name: str
    cells: tuple[str, ...]

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The cells that are not blank."""
        return tuple(filter(None, self.cells))

    @property
    def is_numbers(self) -> bool:
        """Whether nearly all of it looks like numbers."""
        stated = [cell for cell in self.said if cell.casefold() not in NOTHING]
        return bool(stated) and sum(map(bool, map(NUMBER.fullmatch, stated))) >= MOSTLY * len(stated)

    @property
    def is_years(self) -> bool:
        """Whether all of it is years."""
        return bool(self.said) and all(map(YEAR.fullmatch, self.said))

    @property
    def words(self) -> list[str]:
        """The different texts in it, in their order."""
        return list(dict.fromkeys(self.said))


@dataclass(frozen=True)
class Sample:
    """The first rows of a file below its header, by column, what stands above it, and how the file was read."""

    source: Source
    shape: Shape
    titles: str
    header: int
    columns: tuple[Column, ...]


def sample(source: Source, shape: Shape) -> Sample:
    """The sample of a file; SourceError where it cannot be read or has no table."""
    try:
        return _sample(source, shape)
    except SourceError as error:
        if shape.encoding or error.problems[0].code != "bad-encoding":
            raise
    return _sample(source, shape._replace(encoding=FALLBACK))


def _sample(source: Source, shape: Shape) -> Sample:
    table = [row for row in islice(rows(source, shape), ROWS) if any(map(str.strip, row.cells))]
    if len(table) < 2:
        raise source.error("no-rows", said("there is no table: a header and rows below it"))
    head = _head(table[:HEADS])
    below = [row.cells for row in table if row.place > head.place]
    columns = (Column(name.strip(), _column(below, place)) for place, name in enumerate(head.cells))
    titles = " ".join(cell for row in table for cell in row.cells if row.place < head.place)
    return Sample(source, shape, titles, head.place, tuple(columns))


def _head(table: Sequence[Row]) -> Row:
    """The first row that says nearly as much as the fullest: what is above it are titles."""
    full = max(_said(row) for row in table)
    return next(row for row in table if 2 * _said(row) > full)


def _said(row: Row) -> int:
    return sum(map(bool, map(str.strip, row.cells)))


def _column(rows: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    return tuple(cells[place].strip() if place < len(cells) else "" for cells in rows)
