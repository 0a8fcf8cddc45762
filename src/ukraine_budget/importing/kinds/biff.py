"""What the sheets of an .xls workbook hold that python-calamine does not tell, and how far they reach."""

import struct
from collections.abc import Iterator, Sequence
from typing import IO

from ukraine_budget.importing.kinds.sheets import Sheet
from ukraine_budget.importing.source import Source
from ukraine_budget.libraries import library

STREAMS = ("Workbook", "Book")
BEGIN, END, SHEET, FORMULA, ERROR, NUMBERS = 0x809, 0x0A, 0x85, 0x06, 0x205, 0xBD
CELLS = (FORMULA, ERROR, 0x203, 0x204, 0xD6, 0xFD, 0x27E)
"""The records of cells that say something. Of the others, 0xBD holds several numbers of a row."""
NO_NUMBER, NO_VALUE = 0xFFFF, 2
"""What the value of a formula ends in that is no number, and begins with if it is an error."""
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def sheets(source: Source, file: IO[bytes]) -> Sequence[Sheet]:
    """The sheets of a workbook in their order. OSError or ValueError where it cannot be read."""
    with library("olefile", "import").OleFileIO(file) as compound:
        stream = next((name for name in STREAMS if compound.exists(name)), STREAMS[0])
        data = compound.openstream(stream).read()
    try:
        begins = [struct.unpack_from("<I", data, at)[0] for kind, at, _ in _records(data, 0) if kind == SHEET]
        return [_sheet(Sheet(source), data, begin) for begin in begins]
    except struct.error as error:
        raise ValueError(str(error)) from error


def _records(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The kinds of the records from a place on, where each begins and how long it is; those within charts too."""
    depth = 0
    while True:
        kind, length = struct.unpack_from("<HH", data, at)
        at += 4
        yield kind, at, length
        at += length
        depth += (kind == BEGIN) - (kind == END)
        if not depth:
            return


def _sheet(sheet: Sheet, data: bytes, begin: int) -> Sheet:
    for kind, at, length in _records(data, begin):
        if kind in CELLS or kind == NUMBERS:
            row, column = struct.unpack_from("<HH", data, at)
            last = struct.unpack_from("<H", data, at + length - 2)[0] if kind == NUMBERS else column
            sheet.reach(row + 1, last + 1)
            error = _error(kind, data, at)
            if error is not None:
                sheet.mark(row + 1, column + 1, ERRORS.get(error, f"#{error}"))
    return sheet


def _error(kind: int, data: bytes, at: int) -> int | None:
    """The number of the error that a cell shows, None where it shows none."""
    if kind == ERROR:
        value, is_error = data[at + 6 : at + 8]
        return value if is_error else None
    if kind == FORMULA:
        first, _, value, *_, end = struct.unpack_from("<6BH", data, at + 6)
        return value if (first, end) == (NO_VALUE, NO_NUMBER) else None
    return None
