"""CSV texts as sheets: cells by column, their positions, and problems of shape."""

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, chain, islice, pairwise

from ukraine_budget.errors import Problem
from ukraine_budget.language import NOTHING, Text, said
from ukraine_budget.read.problems import LINE_BREAK, MOST, WRITE_HEADER, more_rows, position, problem

HEADER = -1
"""The row number of the header; rows count from 0."""
DELIMITERS = ",;\t"
MOST_COLUMNS = 200
PIECE = 1 << 15
"""The characters that become rows at a time: below the longest cell of csv, so that one is noticed."""
SAMPLE = 256
"""The cells of a column that tell whether its texts repeat."""
QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class Sheet:
    """The cells of a CSV file by column, as text.

    `starts` are the physical lines of the header and of each row. `whole` is False if rows were left out.
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
    def line_numbers(self) -> Sequence[int]:
        """The physical lines of the rows."""
        return self.starts[1:]

    def problem(self, code: str, row: int, column: int, message: Text, help: Text = NOTHING) -> Problem:
        """A problem with the cell of a row (or HEADER) and column, both counted from 0."""
        return problem(code, self.file, message, help, self._position(self.starts[row + 1], column))

    def _position(self, line: int, column: int) -> tuple[int, int]:
        """The physical line and column, from 1, of a cell in the row from `line` on."""
        starts = starts_of_cells(self.text, self._offsets[line - 1], self.delimiter)
        start = next(islice(starts, column, None))
        line = bisect_right(self._offsets, start)
        return line, start - self._offsets[line - 1] + 1

    @cached_property
    def _offsets(self) -> list[int]:
        return offsets(self.text)


def offsets(text: str) -> list[int]:
    """The offset of each physical line."""
    return [0, *accumulate(map(len, io.StringIO(text, newline="")))][:-1]


def starts_of_cells(text: str, begin: int, delimiter: str) -> Iterator[int]:
    """The offsets of a row's cells, up to its end or the first malformed one."""
    cell = re.compile(rf'"(?:[^"]|"")*+"|(?!")[^{delimiter}\r\n]*+')
    yield begin
    while (match := cell.match(text, begin)) and text.startswith(delimiter, match.end()):
        begin = match.end() + 1
        yield begin


def parse(text: str, file: str, delimiter: str = "") -> tuple[Sheet | None, list[Problem]]:
    """Parse a CSV text: its sheet, None if it cannot be one, and its problems of shape.

    The default delimiter is the most frequent of , ; and tab in the header. Blank rows are left out.
    """
    delimiter = delimiter or delimiter_of(text)
    if regular := _regular(text, file, delimiter):
        return regular, []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        return None, [_malformed(text, file, delimiter, error)]
    top = next((n for n, row in enumerate(rows) if _says_something(row)), None)
    if top is None:
        return None, [problem("empty-file", file, said("has no header"), WRITE_HEADER)]
    starts = range(1, len(rows) + 1) if reader.line_num == len(rows) else _starts(text, delimiter)[: len(rows)]
    sheet = Sheet(
        file=file,
        text=text,
        delimiter=delimiter,
        header=[name.strip() for name in rows[top]],
        cells=(),
        starts=starts[top:],
    )
    if len(sheet.header) > MOST_COLUMNS:
        message = said("the header has {n} columns", n=len(sheet.header))
        return None, [sheet.problem("many-columns", HEADER, 0, message, said("name a file of rows, with few columns"))]
    return _filled(sheet, rows[top], rows[top + 1 :])


def _regular(text: str, file: str, delimiter: str) -> Sheet | None:
    """Parse a text without quotes and with regular rows; None for any other.

    Rows become columns piece by piece, and repeated texts are kept once: a third of the time and half the memory of the
    csv module.
    """
    first, _, body = text.partition("\n")
    top = first.removesuffix("\r")
    names = top.split(delimiter)
    if '"' in text or "\r" in top or not _says_something(names) or len(names) > MOST_COLUMNS:
        return None
    columns: list[list[str]] = [[] for _ in names]
    kept: dict[str, str] = {}
    for piece in _pieces(body):
        rows = piece.replace("\r\n", "\n").removesuffix("\n")
        cells = rows.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)  # a line break is a cell of its own
        if not _are_rows(rows, cells, len(names)) or _holds(rows, top) or _holds(rows, delimiter * (len(names) - 1)):
            return None
        for number, column in enumerate(columns):
            values = cells[number :: len(names) + 1]
            repeats = 2 * len(set(values[:SAMPLE])) < len(values[:SAMPLE])
            column.extend(map(kept.setdefault, values, values) if repeats else values)
    return Sheet(
        file=file,
        text=text,
        delimiter=delimiter,
        header=[name.strip() for name in names],
        cells=columns,
        starts=range(1, len(columns[0]) + 2),
    )


def _pieces(text: str) -> Iterator[str]:
    """Split a text into pieces of whole lines."""
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin + PIECE) + 1 or len(text)
        yield text[begin:end]
        begin = end


def _are_rows(text: str, cells: Sequence[str], width: int) -> bool:
    """Whether cells are rows of a width, and the csv module would read them alike."""
    breaks = text.count("\n")
    return (
        len(cells) == (breaks + 1) * (width + 1) - 1
        and cells[width :: width + 1].count("\n") == breaks
        and "\r" not in text
        and len(text) < csv.field_size_limit()
    )


def _holds(text: str, line: str) -> bool:
    """Whether a text has a line equal to this one."""
    return f"\n{line}\n" in f"\n{text}\n"


def delimiter_of(text: str) -> str:
    """The most frequent of , ; and tab in a header."""
    header = QUOTED.sub("", LINE_BREAK.split(text.lstrip(), 1)[0])
    return max(DELIMITERS, key=header.count)


def _says_something(row: Sequence[str]) -> bool:
    return any(map(str.strip, row))


def _starts(text: str, delimiter: str) -> list[int]:
    """The physical lines of the rows, up to that after the last, or to the first malformed one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    starts = [1]
    with suppress(csv.Error):
        starts.extend(reader.line_num + 1 for _ in reader)
    return starts


def _malformed(text: str, file: str, delimiter: str, error: csv.Error) -> Problem:
    begin = offsets(text)[_starts(text, delimiter)[-1] - 1]
    cells = list(starts_of_cells(text, begin, delimiter))
    if "limit" in str(error):
        most = csv.field_size_limit()
        long = next(start for start, end in pairwise([*cells, len(text)]) if end - start > most)
        message, help = said("a cell has more than {n} characters", n=most), said("look for a quote that is not closed")
        return problem("long-cell", file, message, help, position(text[:long]))
    message = said("a quoted cell begins here that does not end well")
    help = said("close the quote, and double quotes within it")
    return problem("malformed-csv", file, message, help, position(text[: cells[-1]]))


def _filled(sheet: Sheet, header: list[str], rows: list[list[str]]) -> tuple[Sheet, list[Problem]]:
    """Fill a sheet with the proper rows, and report the others."""
    width = len(header)
    problems: list[Problem] = []
    if set(map(len, rows)) - {width} or [""] * width in rows or header in rows:
        kept, problems = _proper_rows(sheet, header, rows)
        starts = [sheet.starts[0], *(sheet.starts[row + 1] for row in kept)]
        sheet = replace(sheet, starts=starts, whole=not problems)
        rows = [rows[row] for row in kept]
    flat = list(chain.from_iterable(rows))  # faster than zip(*rows), and as safe: every row is as wide as the header
    return replace(sheet, cells=[flat[column::width] for column in range(width)]), problems


def _proper_rows(sheet: Sheet, header: list[str], rows: list[list[str]]) -> tuple[list[int], list[Problem]]:
    """The numbers of rows with a cell for every column, and the problems of others."""
    if header in rows and rows[(again := rows.index(header)) + 1 :] == rows[:again]:
        message, help = said("the whole file stands here a second time"), said("leave one of the two out")
        return list(range(again)), [sheet.problem("duplicate-block", again, 0, message, help)]
    kept: list[int] = []
    faults: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if row == header:
            faults.setdefault("repeated-header", []).append(number)
        elif len(row) == len(header) and _says_something(row):
            kept.append(number)
        elif _says_something(row):
            faults.setdefault("short-row" if len(row) < len(header) else "long-row", []).append(number)
    problems = [_wrong(sheet, header, number, rows[number]) for numbers in faults.values() for number in numbers[:MOST]]
    for code, numbers in faults.items():
        if len(numbers) > MOST:
            problems.append(sheet.problem(code, numbers[MOST], 0, more_rows(len(numbers) - MOST)))
    return kept, problems


def _wrong(sheet: Sheet, header: list[str], number: int, row: list[str]) -> Problem:
    if row == header:
        return sheet.problem("repeated-header", number, 0, said("the header stands here again"), said("leave it out"))
    message = said("the row has {n} cells, the header {width}", n=len(row), width=len(header))
    if len(row) < len(header):
        help = said("add what is missing, from column '{column}' on", column=sheet.header[len(row)])
        return sheet.problem("short-row", number, 0, message, help)
    help = said("quote a cell that has the delimiter in it")
    return sheet.problem("long-row", number, len(header), message, help)
