"""From text to a sheet: what is wrong with the shape of a CSV file."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain, pairwise

from ukraine_budget.errors import Problem
from ukraine_budget.language import said
from ukraine_budget.read.codes import problem
from ukraine_budget.read.sheet import HEADER, Sheet, offsets, starts_of_cells
from ukraine_budget.read.text import LINE_BREAK, WRITE_HEADER, position

DELIMITERS = ",;\t"
MOST_COLUMNS = 200
PIECE = 1 << 15
"""How many characters are held as rows at a time: few enough that a piece with a cell too long for csv is longer."""
SAMPLE = 256
"""How many cells of a column tell whether their texts come back."""
QUOTED = re.compile(r'"[^"]*"')


def parse(text: str, file: str, delimiter: str = "") -> tuple[Sheet | None, list[Problem]]:
    """The sheet of a CSV text, None where there is none, and what is wrong with its shape.

    Without a delimiter, the one of , ; and tab that the header has most of. Blank rows say nothing and are left out.
    """
    delimiter = delimiter or delimiter_of(text)
    regular = _regular(text, file, delimiter)
    if regular:
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
    sheet = Sheet(file, text, delimiter, [name.strip() for name in rows[top]], (), starts[top:])
    if len(sheet.header) > MOST_COLUMNS:
        message = said("the header has {n} columns", n=len(sheet.header))
        return None, [sheet.problem("many-columns", HEADER, 0, message, said("name a file of rows, with few columns"))]
    return _filled(sheet, rows[top], rows[top + 1 :])


def _regular(text: str, file: str, delimiter: str) -> Sheet | None:
    """The sheet of a text without quotes in which nothing is to be said of any row; None for every other.

    Rows become columns piece by piece, and a text that stands in many cells is kept once: a third of the time and
    half the memory that the csv module takes.
    """
    first, _, body = text.partition("\n")
    top = first.removesuffix("\r")
    names = top.split(delimiter)
    if '"' in text or "\r" in top or not _says_something(names) or len(names) > MOST_COLUMNS:
        return None
    columns: list[list[str]] = [[] for _ in names]
    known: dict[str, str] = {}
    for piece in _pieces(body):
        rows = piece.replace("\r\n", "\n").removesuffix("\n")
        cells = rows.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)  # a line break is a cell of its own
        if not _are_rows(rows, cells, len(names)) or _holds(rows, top) or _holds(rows, delimiter * (len(names) - 1)):
            return None
        for place, column in enumerate(columns):
            values = cells[place :: len(names) + 1]
            often = 2 * len(set(values[:SAMPLE])) < len(values[:SAMPLE])
            column.extend(map(known.setdefault, values, values) if often else values)
    return Sheet(file, text, delimiter, [name.strip() for name in names], columns, range(1, len(columns[0]) + 2))


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces of whole lines."""
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin + PIECE) + 1 or len(text)
        yield text[begin:end]
        begin = end


def _are_rows(text: str, cells: Sequence[str], width: int) -> bool:
    """Whether the cells of some lines are rows of a width, in a form that the csv module would read so."""
    breaks = text.count("\n")
    return (
        len(cells) == (breaks + 1) * (width + 1) - 1
        and cells[width :: width + 1].count("\n") == breaks
        and "\r" not in text
        and len(text) < csv.field_size_limit()
    )


def _holds(text: str, line: str) -> bool:
    """Whether one of the lines of a text is this one."""
    return f"\n{line}\n" in f"\n{text}\n"


def delimiter_of(text: str) -> str:
    """The one of , ; and tab that the header of a text has most of."""
    header = QUOTED.sub("", LINE_BREAK.split(text.lstrip(), 1)[0])
    return max(DELIMITERS, key=header.count)


def _says_something(row: Sequence[str]) -> bool:
    return any(map(str.strip, row))


def _starts(text: str, delimiter: str) -> list[int]:
    """The physical lines on which the rows begin, up to that after the last, or that of the first malformed one."""
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
    """The sheet with its rows, if they are as they should be; else with those that are."""
    width = len(header)
    problems: list[Problem] = []
    if set(map(len, rows)) - {width} or [""] * width in rows or header in rows:
        kept, problems = _sorted_out(sheet, header, rows)
        starts = [sheet.starts[0], *(sheet.starts[row + 1] for row in kept)]
        sheet = replace(sheet, starts=starts, whole=not problems)
        rows = [rows[row] for row in kept]
    flat = list(chain.from_iterable(rows))  # faster than zip(*rows), and as safe: every row is as wide as the header
    return replace(sheet, cells=[flat[column::width] for column in range(width)]), problems


def _sorted_out(sheet: Sheet, header: list[str], rows: list[list[str]]) -> tuple[list[int], list[Problem]]:
    """The numbers of the rows that have a cell for every column, and what is wrong with the others."""
    if header in rows and rows[(again := rows.index(header)) + 1 :] == rows[:again]:
        message, help = said("the whole file stands here a second time"), said("leave one of the two out")
        return list(range(again)), [sheet.problem("duplicate-block", again, 0, message, help)]
    kept, problems = [], []
    for number, row in enumerate(rows):
        wrong = _wrong(sheet, header, number, row) if _says_something(row) else None
        if wrong:
            problems.append(wrong)
        elif _says_something(row):
            kept.append(number)
    return kept, problems


def _wrong(sheet: Sheet, header: list[str], number: int, row: list[str]) -> Problem | None:
    if row == header:
        return sheet.problem("repeated-header", number, 0, said("the header stands here again"), said("leave it out"))
    if len(row) == len(header):
        return None
    message = said("the row has {n} cells, the header {width}", n=len(row), width=len(header))
    if len(row) < len(header):
        help = said("add what is missing, from column '{column}' on", column=sheet.header[len(row)])
        return sheet.problem("short-row", number, 0, message, help)
    help = said("quote a cell that has the delimiter in it")
    return sheet.problem("long-row", number, len(header), message, help)
