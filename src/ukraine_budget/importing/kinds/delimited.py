"""Tables of text: CSV, TSV and their like."""

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice

from ukraine_budget.importing.kinds import Row, Shape
from ukraine_budget.importing.source import BROKEN, Source
from ukraine_budget.language import Text, said
from ukraine_budget.read.sheet import QUOTED

DELIMITERS = ",;\t|"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What files begin with that spreadsheet programs save as Unicode text."""
HEAD = 20
"""How many lines are looked at for the delimiter: above the header may be titles."""
LONGEST = 1 << 20
"""More characters than any line of a table has: a file without line breaks is not read into memory."""
UNREAD, BYTES = re.compile("[\ud800-\udfff]"), 0xDC80
"""Halves of characters, and from which on they are what surrogateescape makes of bytes that are not of the encoding."""


def read(source: Source, shape: Shape) -> Iterator[Row]:
    """The rows with their physical lines; blank ones too.

    Without an encoding it is UTF-8, or UTF-16 where the file begins with the mark of that.
    """
    lines = _lines(source, shape.encoding or _encoding(source))
    first = list(islice(lines, HEAD))
    reader = csv.reader(chain(first, lines), delimiter=shape.delimiter or _delimiter(first), strict=True)
    number = 1
    try:
        for cells in reader:
            yield Row(number, tuple(cells))
            number = reader.line_num + 1
    except csv.Error as error:
        help = said("close the quote, and double quotes within it; or name the delimiter")
        raise source.error("malformed-csv", Text(error), help, (number, 0)) from error


def cells(source: Source, shape: Shape) -> Iterator[list[str]]:
    """The cells of the rows without their lines, in half the time. Raises SourceError for a text that is none.

    That a line is too long, or its cells end ill, is told as `read` tells it.
    """
    try:
        with source.open() as file, io.TextIOWrapper(file, shape.encoding or _encoding(source), newline="") as text:
            lines = iter(partial(text.readline, LONGEST), "")
            yield from csv.reader(lines, delimiter=shape.delimiter or delimiter(source, shape), strict=True)
    except (UnicodeError, csv.Error, *BROKEN):
        deque(read(source, shape), maxlen=0)
        raise  # pragma: no cover  # the same is refused there


def delimiter(source: Source, shape: Shape) -> str:
    """The sign that stands between the cells of a file, as its first lines have it."""
    return _delimiter(list(islice(_lines(source, shape.encoding or _encoding(source)), HEAD)))


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that stands equally often in most lines, outside of quotes; of several, that which stands most often."""
    bare = [QUOTED.sub("", line) for line in lines]
    return max(DELIMITERS, key=lambda sign: _steady(Counter(line.count(sign) for line in bare)))


def _steady(counts: Counter[int]) -> tuple[int, int]:
    """In how many lines a sign stands equally often, and how often."""
    return max(((lines, times) for times, lines in counts.items() if times), default=(0, 0))


def _encoding(source: Source) -> str:
    with source.open() as file:
        try:
            return "utf-16" if file.read(2) in UTF_16 else "utf-8-sig"
        except BROKEN:  # as its lines will tell
            return "utf-8-sig"


def _lines(source: Source, encoding: str) -> Iterator[str]:
    """The physical lines, with their ends, as they come."""
    number = 0
    with source.open() as file, io.TextIOWrapper(file, encoding, "surrogateescape", newline="") as text:
        try:
            while line := text.readline(LONGEST):
                number += 1
                _check(source, encoding, number, line)
                yield line
        except UnicodeError as error:
            raise source.error(
                "bad-encoding",
                said("is not {encoding}: {reason}", encoding=encoding, reason=str(error)),
                place=(number + 1, 0),
            ) from error
        except BROKEN as error:
            raise source.broken(number + 1) from error


def _check(source: Source, encoding: str, number: int, line: str) -> None:
    if len(line) == LONGEST:
        raise source.error("long-line", said("the line is longer than {n} characters", n=LONGEST), place=(number, 0))
    if "\0" in line:
        raise source.error(
            "not-text", said("a NUL byte stands here: this is not text"), place=(number, line.index("\0") + 1)
        )
    unread = None if line.isascii() else UNREAD.search(line)
    if unread:
        if not BYTES <= ord(unread[0]) < BYTES + 0x80:
            message = said("{half}, half a character, stands here", half=ascii(unread[0])[1:-1])
            raise source.error("not-text", message, place=(number, unread.start() + 1))
        name = encoding.removesuffix("-sig").upper()
        message = said("the byte {byte} is not {encoding}", byte=f"{ord(unread[0]) - 0xDC00:#04x}", encoding=name)
        help = said('name the encoding in a map, such as encoding = "cp1252"')
        raise source.error("bad-encoding", message, help, (number, unread.start() + 1))
