"""The first rows of a table, and what its columns seem to hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ukraine_budget.errors import SourceError
from ukraine_budget.importing.kinds.delimited import delimiter
from ukraine_budget.importing.kinds.values import Number
from ukraine_budget.importing.maps.heads import head, labels
from ukraine_budget.importing.maps.likeness import DATE, are_numbers
from ukraine_budget.importing.rows import Shape, is_text, rows
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said
from ukraine_budget.read.cells import YEAR

ROWS = 2000
"""How many rows are looked at."""
FALLBACK = "cp1252"
"""The encoding of files that are not UTF-8, as spreadsheet programs of Western Europe write them."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a sample, with all its cells. `label` is its name, with what rows above the header say if need be."""

    name: str
    label: str
    cells: tuple[str, ...]

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The cells that are not blank."""
        return tuple(filter(None, self.cells))

    @cached_property
    def is_numbers(self) -> bool:
        """Whether nearly all of it looks like numbers."""
        return are_numbers(self.said)

    @property
    def has_numbers(self) -> bool:
        """Whether half of it does."""
        return are_numbers(self.said, 0.5)

    @property
    def is_years(self) -> bool:
        """Whether all of it is years."""
        return bool(self.said) and all(map(YEAR.fullmatch, self.said))

    @property
    def is_dates(self) -> bool:
        """Whether all of it is dates to the day."""
        return bool(self.said) and all(map(DATE.fullmatch, self.said))

    @cached_property
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
    if is_text(source, shape) and not shape.delimiter:
        shape = shape._replace(delimiter=delimiter(source, shape))
    table = [row for row in islice(rows(source, shape), ROWS) if any(map(str.strip, row.cells))]
    if len(table) < 2:
        raise source.error("no-rows", said("there is no table: a header and rows below it"))
    header = table[0] if table[0].place == 0 else head(table)
    below = [row.cells for row in table if row.place > header.place]
    columns = (
        Column(name.strip(), label, _column(below, place))
        for place, (name, label) in enumerate(zip(header.cells, labels(table, header), strict=True))
    )
    titles = " ".join(cell for row in table for cell in row.cells if row.place < header.place)
    return Sample(source, shape, titles, header.place, tuple(columns))


def _column(rows: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    return tuple(_bare(cells[place]) if place < len(cells) else "" for cells in rows)


def _bare(cell: str) -> str:
    return cell if isinstance(cell, Number) else cell.strip()
