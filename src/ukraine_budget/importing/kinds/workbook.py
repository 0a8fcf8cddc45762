"""Workbooks of Excel (.xlsx, .xlsm, .xls) and of OpenDocument (.ods), read by python-calamine.

It reads errors and formulas without a value as blanks, and ends the process if memory runs out. So each workbook is
scanned first, here (.xls) or by `excel` or `opendocument`, and calls of it are guarded against panics.
"""

import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from itertools import chain, islice, repeat
from typing import IO, Any

from ukraine_budget.importing.kinds import (
    BINARY_DIGITS,
    INEXACT,
    WRITERS,
    Number,
    Row,
    Shape,
    excel,
    opendocument,
    written,
)
from ukraine_budget.importing.kinds.sheets import Sheet, SheetBuilder, chosen
from ukraine_budget.importing.source import Source, archive, readable, unpacked
from ukraine_budget.language import Text, said
from ukraine_budget.libraries import library

SAVE_AGAIN = said("open it in a spreadsheet program and save it again")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Start of an .xls file."""
BATCH = 256
"""Number of rows converted together: few enough for the processor's cache."""
EXACT = 1 << 53
"""Largest binary number up to which every whole number is exact."""


def read(source: Source, shape: Shape) -> Iterator[Row]:
    """Iterate over the rows of a sheet that have values. A formula without a value begins with "="."""
    calamine = library("python_calamine", "import")
    with unpacked(source) as file, readable(source, _is_none, SAVE_AGAIN):
        known = _sheets(source, file)
        file.seek(0)
        with guarded():
            book = calamine.load_workbook(file)
        sheets = dict(zip(book.sheet_names, known, strict=True))
        name = chosen(source, sheets, shape.sheet)
        with guarded():
            worksheet = book.get_sheet_by_name(name)
        book.close()
        yield from _rows(worksheet, sheets[name])


def _is_none(reason: str) -> Text:
    return said("is no workbook that can be read: {reason}", reason=reason)


def _sheets(source: Source, file: IO[bytes]) -> Sequence[Sheet]:
    """Scan the sheets of a workbook, in order."""
    if file.read(len(COMPOUND)) == COMPOUND:
        known = _xls_sheets(source, file)
        rehearse(file)
        return known
    with archive(source, file) as parts:
        if opendocument.CONTENT in parts.namelist():
            return opendocument.sheets(source, parts)
        known = excel.sheets(source, parts)
        size = excel.longest(parts) * sum(sheet.shared for sheet in known)
    if size > MOST_SHARED:
        rehearse(file)
    return known


def _rows(worksheet: Any, sheet: Sheet) -> Iterator[Row]:
    height = max(sheet.rows, worksheet.end[0] + 1 if worksheet.end else 0)
    left = (
        ("",) * worksheet.start[1] if worksheet.start else ()
    )  # python-calamine leaves out leading blank columns, but no rows
    for number, row in enumerate(islice(chain(_texts(worksheet.iter_rows()), repeat(())), height), 1):
        cells = left + row
        if number in sheet.marks:
            cells = _marked(cells, sheet.marks[number])
        if cells and not cells[-1]:
            cells = cells[: max((n for n, cell in enumerate(cells, 1) if cell), default=0)]
        if cells:
            yield Row(number, cells)


def _texts(rows: Iterator[Sequence[Any]]) -> Iterator[tuple[str, ...]]:
    """Convert rows to texts column by column, as most columns have values of one type."""
    while batch := list(islice(rows, BATCH)):
        yield from zip(*map(_column, zip(*batch, strict=True)), strict=True)


def _column(values: Sequence[Any]) -> Iterable[str]:
    kinds = set(map(type, values))
    if len(kinds) > 1:
        return [value if (kind := type(value)) is str else TEXTS.get(kind, str)(value) for value in values]
    kind = kinds.pop()
    return values if kind is str else map(TEXTS.get(kind, str), values)


def _marked(cells: tuple[str, ...], marks: Mapping[int, str]) -> tuple[str, ...]:
    width = max(*marks, len(cells))
    return tuple(marks.get(n, cell) for n, cell in enumerate(cells + ("",) * (width - len(cells)), 1))


@lru_cache(1 << 12)
def _number(value: float) -> Number:
    """Write a binary number; INEXACT marks one so large that its last digits may not be those of the file."""
    text = repr(value)
    if len(text) <= BINARY_DIGITS and "e" not in text:
        return Number(text.removesuffix(".0"))  # the common case
    text = written(text)
    sure = abs(value) <= EXACT or text.startswith(INEXACT) or not text.rstrip("0")[BINARY_DIGITS:]
    return Number(text if sure else INEXACT + text)


TEXTS: Mapping[type, Callable[[Any], str]] = {**WRITERS, float: _number, int: Number}
"""Functions that convert values of cells to text, by type."""


MOST_SHARED = 1 << 28
"""Limit on the bytes of shared texts, if each were as long as the longest, without a rehearsal."""
STDERR = 2
PANICS = "pyo3_runtime"
"""Module of the exceptions for panics. They are no `Exception`, and cannot be imported."""

READING = """
import io, sys, python_calamine
try:
    from resource import RLIMIT_AS, setrlimit
    setrlimit(RLIMIT_AS, (1 << 29, 1 << 29))
except (ImportError, ValueError):
    pass
try:
    book = python_calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    for name in book.sheet_names:
        book.get_sheet_by_name(name)
except Exception:
    pass
"""


def rehearse(file: IO[bytes]) -> None:
    """Read a workbook in another process. Raises ValueError if that process crashes.

    An .xls needs this, since python-calamine trusts counts that may be damaged; and an .xlsx, if many cells may share
    long texts.
    """
    file.seek(0)
    ended = subprocess.run([sys.executable, "-P", "-c", READING], input=file.read(), capture_output=True, check=False)  # noqa: S603  # ourselves
    if ended.returncode:
        raise ValueError(f"python-calamine breaks off with {ended.returncode}")


@contextmanager
def guarded() -> Iterator[None]:
    """Turn a panic into a ValueError. Standard error is closed meanwhile, as Rust writes to it."""
    with ExitStack() as after:
        _shut(after)
        try:
            yield
        except BaseException as error:
            if type(error).__module__ != PANICS:
                raise
            raise ValueError(str(error)) from None


def _shut(after: ExitStack) -> None:
    try:
        kept = os.dup(STDERR)
    except OSError:  # it is closed already
        return
    after.callback(os.close, kept)
    after.callback(os.dup2, kept, STDERR)
    with open(os.devnull, "wb") as nobody:  # noqa: PTH123  # os.devnull is no path everywhere
        os.dup2(nobody.fileno(), STDERR)


STREAMS = ("Workbook", "Book")
BEGIN, END, SHEET, FORMULA, ERROR, NUMBERS = 0x809, 0x0A, 0x85, 0x06, 0x205, 0xBD
CELLS = (FORMULA, ERROR, 0x203, 0x204, 0xD6, 0xFD, 0x27E)
"""Records of cells with a value each. NUMBERS has several numbers of a row."""
NO_NUMBER, NO_VALUE = 0xFFFF, 2
"""Last two bytes of a formula's value that is no number, and its first byte if it is an error."""
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def _xls_sheets(source: Source, file: IO[bytes]) -> Sequence[Sheet]:
    """Scan the sheets of an .xls workbook, in order. Raises OSError or ValueError if it cannot be read."""
    with library("olefile", "import").OleFileIO(file) as compound:
        stream = next((name for name in STREAMS if compound.exists(name)), STREAMS[0])
        data = compound.openstream(stream).read()
    try:
        begins = [struct.unpack_from("<I", data, at)[0] for kind, at, _ in _records(data, 0) if kind == SHEET]
        return [_sheet(source, data, begin) for begin in begins]
    except struct.error as error:
        raise ValueError(str(error)) from error


def _records(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, offset and length of the records of a sheet from an offset on, those of its charts included."""
    depth = 0
    while True:
        kind, length = struct.unpack_from("<HH", data, at)
        at += 4
        yield kind, at, length
        at += length
        depth += (kind == BEGIN) - (kind == END)
        if not depth:
            return


def _sheet(source: Source, data: bytes, begin: int) -> Sheet:
    sheet = SheetBuilder(source)
    for kind, at, length in _records(data, begin):
        if kind in CELLS or kind == NUMBERS:
            row, column = struct.unpack_from("<HH", data, at)
            last = struct.unpack_from("<H", data, at + length - 2)[0] if kind == NUMBERS else column
            sheet.extend(row + 1, last + 1)
            error = _error(kind, data, at)
            if error is not None:
                sheet.mark(row + 1, column + 1, ERRORS.get(error, f"#{error}"))
    return sheet.build()


def _error(kind: int, data: bytes, at: int) -> int | None:
    """Code of the error in a cell; None without one."""
    if kind == ERROR:
        value, is_error = data[at + 6 : at + 8]
        return value if is_error else None
    if kind == FORMULA:
        first, _, value, *_, end = struct.unpack_from("<6BH", data, at + 6)
        return value if (first, end) == (NO_VALUE, NO_NUMBER) else None
    return None
