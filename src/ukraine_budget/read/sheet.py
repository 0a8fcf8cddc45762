"""A CSV file as columns, and where its cells stand in the text."""

import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice

from ukraine_budget.errors import Problem
from ukraine_budget.language import NOTHING, Text
from ukraine_budget.read.codes import problem

HEADER = -1
"""The number of the header, where that of a row is asked for."""


@dataclass(frozen=True)
class Sheet:
    """The cells of a CSV file by column, as text.

    `starts` are the physical lines on which the header and then each row begin. `whole` is False where rows of the
    file had to be left out.
    """

    file: str
    text: str
    delimiter: str
    header: Sequence[str]
    cells: Sequence[Sequence[str]]
    starts: Sequence[int]
    whole: bool = True

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lines(self) -> Sequence[int]:
        """The physical lines on which the rows begin."""
        return self.starts[1:]

    def problem(self, code: str, row: int, column: int, message: Text, help: Text = NOTHING) -> Problem:
        """A problem with the cell of a row (or HEADER) and column, both counted from 0."""
        return problem(code, self.file, message, help, self._place(self.starts[row + 1], column))

    def _place(self, line: int, column: int) -> tuple[int, int]:
        """The physical line and column, from 1, of a cell of the row that begins on a line."""
        starts = starts_of_cells(self.text, self._offsets[line - 1], self.delimiter)
        start = next(islice(starts, column, None))
        line = bisect_right(self._offsets, start)
        return line, start - self._offsets[line - 1] + 1

    @cached_property
    def _offsets(self) -> list[int]:
        return offsets(self.text)


def offsets(text: str) -> list[int]:
    """Where in a text each of its physical lines begins."""
    return [0, *accumulate(map(len, io.StringIO(text, newline="")))][:-1]


def starts_of_cells(text: str, begin: int, delimiter: str) -> Iterator[int]:
    """Where in a text the cells of a row begin, up to its end or the first that is malformed."""
    cell = re.compile(rf'"(?:[^"]|"")*+"|(?!")[^{delimiter}\r\n]*+')
    yield begin
    while (found := cell.match(text, begin)) and text.startswith(delimiter, found.end()):
        begin = found.end() + 1
        yield begin
