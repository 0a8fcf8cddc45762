"""Table, read once: its header, distinct texts of columns, and a sample of rows."""

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ukraine_budget.errors import SourceError
from ukraine_budget.figures.row_keys import hashes
from ukraine_budget.importing.kinds import Number, Shape, is_text, key, rows
from ukraine_budget.importing.kinds.delimited import cells, delimiter
from ukraine_budget.importing.maps.guess.header import MOST, Header, header
from ukraine_budget.importing.maps.guess.numbers import are_numbers
from ukraine_budget.importing.maps.guess.words import title
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said
from ukraine_budget.read.cells import YEAR

SAMPLE = 4000
"""The most rows in the sample, evenly spread over the file."""
WORDS = 20_000
"""The most distinct texts kept of a column."""
PIECE = 256
"""Rows processed at once: few enough for the processor's cache."""
FALLBACK = "cp1252"
"""Encoding of files that are not UTF-8: that of Western European spreadsheets."""
FISCAL_YEAR = re.compile("((?:19|20|21)[0-9]{2})[-/\N{EN DASH}]((?:19|20|21)?[0-9]{2})")
DATE = re.compile(r"(?:19|20|21)[0-9]{2}-[01][0-9]-[0-3][0-9](?:T00:00:00)?")


@dataclass(frozen=True, eq=False)
class Column:
    """A column: its index, name, and the text above the header.

    `cells` are those of the sample, `words` its distinct texts in order (the first WORDS), `codes` a hash of the text
    of every row in the file.
    """

    index: int
    name: str
    above: str
    cells: tuple[str, ...]
    words: Sequence[str]
    codes: "array[int]"

    @cached_property
    def title(self) -> str:
        """Name, normalised for comparison."""
        return title(self.name)

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Cells that are not blank."""
        return tuple(filter(None, self.cells))

    @property
    def different(self) -> int:
        """Number of distinct texts, up to WORDS."""
        return len(self.words)

    @cached_property
    def has_numbers(self) -> bool:
        """Whether half of the cells are numbers."""
        return are_numbers(self.said, 0.5)

    @property
    def is_years(self) -> bool:
        """Whether all cells are years."""
        return bool(self.said) and all(map(YEAR.fullmatch, self.said))

    @property
    def is_fiscal_years(self) -> bool:
        """Whether all cells are fiscal years that name two years."""
        return bool(self.said) and all(map(_is_fiscal_year, self.said))

    @property
    def is_dates(self) -> bool:
        """Whether all cells are dates to the day."""
        return bool(self.said) and all(map(DATE.fullmatch, self.said))


@dataclass(frozen=True)
class Table:
    """A table by column, how its file was read, and its number of rows below the header."""

    source: Source
    shape: Shape
    header: Header
    columns: tuple[Column, ...]
    rows: int

    @cached_property
    def names(self) -> Counter[str]:
        """Number of columns by name, as names are compared."""
        return Counter(key(column.name) for column in self.columns)


def table(source: Source, shape: Shape) -> Table:
    """Read the table in a file; SourceError if it cannot be read or has no rows."""
    try:
        return _table(source, shape)
    except SourceError as error:
        if shape.encoding or error.problems[0].code != "bad-encoding":
            raise
    return _table(source, shape._replace(encoding=FALLBACK))


def _table(source: Source, shape: Shape) -> Table:
    if is_text(source, shape) and not shape.delimiter:
        shape = shape._replace(delimiter=delimiter(source, shape))
    first = list(islice(rows(source, shape), 2 * MOST))
    top = [row for row in first if any(map(str.strip, row.cells))]
    if len(top) < 2:
        raise source.error("no-rows", said("there is no table: a header and rows below it"))
    head = header(top)
    last = head.units.number if head.units else head.rows[-1]
    above = sum(row.number <= last for row in first)
    content = _Content(len(head.names))
    below = islice(_cells(source, shape), above, None)
    for piece in iter(lambda: list(islice(below, PIECE)), []):
        content.add(piece)
    columns = map(Column, range(len(head.names)), head.names, head.above, *content.by_column())
    return Table(source, shape, head, tuple(columns), content.rows)


def _cells(source: Source, shape: Shape) -> Iterator[Sequence[str]]:
    return cells(source, shape) if is_text(source, shape) else (row.cells for row in rows(source, shape))


class _Content:
    """Accumulates the sample, distinct texts and hashes of a table, piece by piece."""

    def __init__(self, width: int) -> None:
        self.width, self.rows, self.step = width, 0, 1
        self.kept: list[Sequence[str]] = []
        self.codes = [array("q") for _ in range(width)]
        self.words: list[dict[str, None]] = [{} for _ in range(width)]
        self.blank = [""] * width

    def add(self, piece: Sequence[Sequence[str]]) -> None:
        """Add rows; cells beyond the header are ignored, as an import reports them."""
        columns = self._columns(piece)
        if len(columns) != self.width or self.blank in piece:
            rows = ((*cells[: self.width], *self.blank[len(cells) :]) for cells in piece if any(cells))
            piece = list(rows)
            columns = self._columns(piece)
        self.kept += piece[-self.rows % self.step :: self.step]
        while len(self.kept) > SAMPLE:
            self.kept, self.step = self.kept[::2], 2 * self.step
        self.rows += len(piece)
        for codes, words, column in zip(self.codes, self.words, columns, strict=False):
            bare = list(map(str.strip, column))
            codes.frombytes(hashes(bare))
            if len(words) < WORDS:
                words.update(dict.fromkeys(bare))

    def _columns(self, piece: Sequence[Sequence[str]]) -> Sequence[tuple[str, ...]]:
        """Transpose rows; empty if they differ in width."""
        try:
            return list(zip(*piece, strict=True))
        except ValueError:
            return ()

    def by_column(self) -> tuple[Sequence[tuple[str, ...]], Sequence[Sequence[str]], "Sequence[array[int]]"]:
        """The sample, the distinct texts and the hashes of each column."""
        sample = list(zip(*self.kept, strict=True)) or [()] * self.width
        words = [[text for text in known if text][:WORDS] for known in self.words]
        return [tuple(map(_bare, column)) for column in sample], words, self.codes


def _is_fiscal_year(text: str) -> bool:
    match = FISCAL_YEAR.fullmatch(text)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2]) % 100


def _bare(cell: str) -> str:
    return cell if isinstance(cell, Number) else cell.strip()
