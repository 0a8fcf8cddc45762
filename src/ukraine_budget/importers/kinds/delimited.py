"""Tables of text: CSV, TSV and their like."""

import csv
import io
import re
import zlib
from collections.abc import Iterator
from itertools import chain, islice

from ukraine_budget.importers.rows import Row, Shape
from ukraine_budget.importers.source import Source
from ukraine_budget.model.message import Text, said
from ukraine_budget.readers.table import DELIMITERS, delimiter_of

HEAD = 20
"""How many lines are looked at for the delimiter: above the header may be titles."""
LONGEST = 1 << 20
"""More characters than any line of a table has: a file without line breaks is not read into memory."""
UNREAD = re.compile("[\udc80-\udcff]")
"""What surrogateescape makes of a byte that is not of the encoding."""


def read(source: Source, shape: Shape) -> Iterator[Row]:
    """The rows with their physical lines; blank ones too.

    Without a delimiter, the one of , ; and tab that the fullest of the first lines has most of; without an encoding
    UTF-8.
    """
    lines = _lines(source, shape.encoding or "utf-8-sig")
    first = list(islice(lines, HEAD))
    delimiter = shape.delimiter or delimiter_of(max(first, key=_most, default=""))
    reader = csv.reader(chain(first, lines), delimiter=delimiter, strict=True)
    place = 1
    try:
        for cells in reader:
            yield Row(place, tuple(cells))
            place = reader.line_num + 1
    except csv.Error as error:
        help = said("close the quote, and double quotes within it; or name the delimiter")
        raise source.error("malformed-csv", Text(error), help, (place, 0)) from error


def _most(line: str) -> int:
    return max(map(line.count, DELIMITERS))


def _lines(source: Source, encoding: str) -> Iterator[str]:
    """The physical lines, with their ends, as they come."""
    place = 0
    with source.open() as file, io.TextIOWrapper(file, encoding, "surrogateescape", newline="") as text:
        try:
            while line := text.readline(LONGEST):
                place += 1
                _check(source, encoding, place, line)
                yield line
        except UnicodeError as error:
            raise source.error(
                "bad-encoding",
                said("is not {encoding}: {reason}", encoding=encoding, reason=str(error)),
                place=(place + 1, 0),
            ) from error
        except (EOFError, zlib.error, OSError) as error:
            message, help = said("the compressed file breaks off here"), said("get the file again")
            raise source.error("broken-file", message, help, (place + 1, 0)) from error


def _check(source: Source, encoding: str, place: int, line: str) -> None:
    if len(line) == LONGEST:
        raise source.error("long-line", said("the line is longer than {n} characters", n=LONGEST), place=(place, 0))
    if "\0" in line:
        raise source.error(
            "not-text", said("a NUL byte stands here: this is not text"), place=(place, line.index("\0") + 1)
        )
    unread = None if line.isascii() else UNREAD.search(line)
    if unread:
        name = encoding.removesuffix("-sig").upper()
        message = said("the byte {byte} is not {encoding}", byte=f"{ord(unread[0]) - 0xDC00:#04x}", encoding=name)
        help = said('name the encoding in a map, such as encoding = "cp1252"')
        raise source.error("bad-encoding", message, help, (place, unread.start() + 1))
