"""Text files: CSV, TSV and similar."""

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
"""Byte-order marks of files that spreadsheet programs save as Unicode text."""
HEAD = 20
"""Number of lines from which the delimiter is detected: titles may precede the header."""
LONGEST = 1 << 20
"""Limit on the characters of a line, so that a file without line breaks is not read into memory."""
UNREAD, BYTES = re.compile("[\ud800-\udfff]"), 0xDC80
"""Surrogates; from BYTES on, those that surrogateescape makes of undecodable bytes."""


def read(source: Source, shape: Shape) -> Iterator[Row]:
    """Iterate over the rows, blank ones included, numbered by their physical lines.

    The default encoding is UTF-8, or UTF-16 after its byte-order mark.
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
    """Iterate over the cells of the rows, without numbers, in half the time.

    After an error the file is read again by `read`, which raises SourceError with the line.
    """
    try:
        with source.open() as file, io.TextIOWrapper(file, shape.encoding or _encoding(source), newline="") as text:
            lines = iter(partial(text.readline, LONGEST), "")
            yield from csv.reader(lines, delimiter=shape.delimiter or delimiter(source, shape), strict=True)
    except (UnicodeError, csv.Error, *BROKEN):
        deque(read(source, shape), maxlen=0)
        raise  # pragma: no cover  # `read` refuses it


def delimiter(source: Source, shape: Shape) -> str:
    """Detect the delimiter from the first lines of a file."""
    return _delimiter(list(islice(_lines(source, shape.encoding or _encoding(source)), HEAD)))


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter that occurs equally often in the most lines, outside quotes; if several do, the most frequent."""
    bare = [QUOTED.sub("", line) for line in lines]
    return max(DELIMITERS, key=lambda sign: _steady(Counter(line.count(sign) for line in bare)))


def _steady(counts: Counter[int]) -> tuple[int, int]:
    """Number of lines with the most common count of a delimiter, and that count; `counts` are lines by count."""
    return max(((lines, times) for times, lines in counts.items() if times), default=(0, 0))


def _encoding(source: Source) -> str:
    with source.open() as file:
        try:
            return "utf-16" if file.read(2) in UTF_16 else "utf-8-sig"
        except BROKEN:  # raised again when its lines are read
            return "utf-8-sig"


def _lines(source: Source, encoding: str) -> Iterator[str]:
    """Iterate over the physical lines, with their ends. Raises SourceError for text that cannot be read."""
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
                position=(number + 1, 0),
            ) from error
        except BROKEN as error:
            raise source.broken(number + 1) from error


def _check(source: Source, encoding: str, number: int, line: str) -> None:
    if len(line) == LONGEST:
        raise source.error("long-line", said("the line is longer than {n} characters", n=LONGEST), position=(number, 0))
    if "\0" in line:
        raise source.error(
            "not-text", said("a NUL byte stands here: this is not text"), position=(number, line.index("\0") + 1)
        )
    unread = None if line.isascii() else UNREAD.search(line)
    if unread:
        if not BYTES <= ord(unread[0]) < BYTES + 0x80:
            message = said("{half}, half a character, stands here", half=ascii(unread[0])[1:-1])
            raise source.error("not-text", message, position=(number, unread.start() + 1))
        name = encoding.removesuffix("-sig").upper()
        message = said("the byte {byte} is not {encoding}", byte=f"{ord(unread[0]) - 0xDC00:#04x}", encoding=name)
        help = said('name the encoding in a map, such as encoding = "cp1252"')
        raise source.error("bad-encoding", message, help, (number, unread.start() + 1))
