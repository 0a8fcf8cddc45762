"""Workbooks of Excel (.xlsx, .xlsm, .xls) and of OpenDocument (.ods), read by python-calamine.

It gives errors and formulas without a value as blanks, and ends the process where it finds no memory. So each workbook
is looked through for these first, by `excel`, `biff` or `opendocument`; and calls of it are guarded against panics.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from itertools import chain, islice, repeat
from typing import IO, Any
from xml.parsers.expat import ExpatError

from ukraine_budget.importing.kinds import biff, excel, opendocument
from ukraine_budget.importing.kinds.sheets import Sheet, archive, chosen, unpacked
from ukraine_budget.importing.kinds.values import BINARY_DIGITS, INEXACT, WRITERS, Number, written
from ukraine_budget.importing.rows import Row, Shape
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said
from ukraine_budget.libraries import library

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What .xls files begin with."""
EXACT = 1 << 53
"""Up to here binary numbers tell all whole numbers apart."""


def read(source: Source, shape: Shape) -> Iterator[Row]:
    """The rows of one sheet that say something, with their numbers. A formula without a value begins with "="."""
    calamine = library("python_calamine", "import")
    with unpacked(source) as file, _readable(source, calamine.CalamineError):
        known = _sheets(source, file)
        file.seek(0)
        with guarded():
            book = calamine.load_workbook(file)
        sheets = dict(zip(book.sheet_names, known, strict=True))
        name = chosen(source, sheets, shape.sheet)
        with guarded():
            found = book.get_sheet_by_name(name)
        book.close()
        yield from _rows(found, sheets[name])


@contextmanager
def _readable(source: Source, error: type[Exception]) -> Iterator[None]:
    try:
        yield
    except (error, ExpatError, LookupError, ValueError, OverflowError, OSError) as caught:
        message = said("is no workbook that can be read: {reason}", reason=str(caught))
        raise source.error(
            "broken-file", message, said("open it in a spreadsheet program and save it again")
        ) from caught


def _sheets(source: Source, file: IO[bytes]) -> Sequence[Sheet]:
    """What is known of the sheets, in their order."""
    if file.read(len(COMPOUND)) == COMPOUND:
        known = biff.sheets(source, file)
        rehearse(file)
        return known
    with archive(source, file) as found:
        if opendocument.CONTENT in found.namelist():
            return opendocument.sheets(source, found)
        return excel.sheets(source, found)


def _rows(found: Any, sheet: Sheet) -> Iterator[Row]:
    height = max(sheet.rows, found.end[0] + 1 if found.end else 0)
    left = [""] * found.start[1] if found.start else []  # of blank rows above it gives, of columns it does not
    for place, values in enumerate(islice(chain(found.iter_rows(), repeat(())), height), 1):
        cells = [value if (kind := type(value)) is str else TEXTS.get(kind, str)(value) for value in values]
        if left:
            cells = left + cells
        if place in sheet.marks:
            _mark(cells, sheet.marks[place])
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield Row(place, tuple(cells))


def _mark(cells: list[str], marks: Mapping[int, str]) -> None:
    cells += [""] * (max(marks) - len(cells))
    for column, mark in marks.items():
        cells[column - 1] = mark


@lru_cache(1 << 12)
def _number(value: float) -> Number:
    """A binary number; marked where it is so large that its last digits are not those of the file."""
    text = repr(value)
    if len(text) <= BINARY_DIGITS and "e" not in text:
        return Number(text.removesuffix(".0"))  # nearly all
    text = written(text)
    sure = abs(value) <= EXACT or text.startswith(INEXACT) or not text.rstrip("0")[BINARY_DIGITS:]
    return Number(text if sure else INEXACT + text)


TEXTS: Mapping[type, Callable[[Any], str]] = {**WRITERS, float: _number, int: Number}
"""How the values of cells are written that are not texts."""


STDERR = 2
PANICS = "pyo3_runtime"
"""The module of the exceptions that panics become. They are no `Exception`, and cannot be imported."""

READING = """
import io, sys, python_calamine
try:
    book = python_calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    for name in book.sheet_names:
        book.get_sheet_by_name(name)
except Exception:
    pass
"""


def rehearse(file: IO[bytes]) -> None:
    """Have a process of its own read a workbook. ValueError where that comes to no end of its own.

    Only .xls needs it: it counts things in places where a damaged count is believed. It is small, and soon read.
    """
    file.seek(0)
    ended = subprocess.run([sys.executable, "-P", "-c", READING], input=file.read(), capture_output=True, check=False)  # noqa: S603  # ourselves
    if ended.returncode:
        raise ValueError(f"python-calamine breaks off with {ended.returncode}")


@contextmanager
def guarded() -> Iterator[None]:
    """Turn a panic into a ValueError; Rust writes of it to standard error first, which is shut meanwhile."""
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
    except OSError:  # it is shut already
        return
    after.callback(os.close, kept)
    after.callback(os.dup2, kept, STDERR)
    with open(os.devnull, "wb") as nobody:  # noqa: PTH123  # os.devnull is no path everywhere
        os.dup2(nobody.fileno(), STDERR)
