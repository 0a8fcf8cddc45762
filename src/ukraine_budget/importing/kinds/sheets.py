"""The sheets of a workbook, and the archive that most workbooks are."""

import io
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO

from ukraine_budget.errors import UsageError, unknown
from ukraine_budget.importing.source import BROKEN, LARGE, MOST_FOLD, Source, memory
from ukraine_budget.language import joined, said

MOST_BYTES = 1 << 30
"""What a workbook may unpack to: a sheet of as many rows as it can have, with twenty columns."""
PIECE = 1 << 20
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


@contextmanager
def archive(source: Source, file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """The archive that a file is, when it has been found to be harmless. SourceError where it is not, or is broken."""
    try:
        with zipfile.ZipFile(file) as found:
            _check_names(found)
            _check_size(source, found)
            for part in found.infolist():
                _check_part(source, found, part)
            yield found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        help = said("open it in a spreadsheet program and save it again")
        raise source.error("broken-file", said("is not a whole workbook: {reason}", reason=str(error)), help) from error


@contextmanager
def unpacked(source: Source) -> Iterator[IO[bytes]]:
    """The bytes of a file in which one can go back and forth; of one packed by gzip in memory."""
    with source.open() as file:
        if not source.packed:
            yield file
            return
        try:
            data = file.read(MOST_BYTES + 1)
        except BROKEN as error:
            raise source.broken() from error
    if len(data) > MOST_BYTES:
        raise source.error("bomb", said("unpacks to more than {n} MiB", n=MOST_BYTES >> 20), said("unpack it first"))
    yield io.BytesIO(data)


def _check_names(found: zipfile.ZipFile) -> None:
    """Refuse parts of one name, of which whoever reads the file may take either."""
    names = [name.lower() for name in found.namelist()]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise zipfile.BadZipFile(f"{twice[0]} stands in it twice")


def _check_size(source: Source, found: zipfile.ZipFile) -> None:
    parts = found.infolist()
    size = sum(part.file_size for part in parts)
    folded = [part.filename for part in parts if part.file_size > max(LARGE, MOST_FOLD * part.compress_size)]
    if size > MOST_BYTES or folded:
        message = said("unpacks to {n} MiB, more than any table: this is no workbook but a trap", n=size >> 20)
        raise source.error("bomb", message, said("export the sheet as CSV"))
    if 2 * size > memory():
        message = said("unpacks to {n} MiB, for which there is not enough memory", n=size >> 20)
        raise source.error("no-memory", message, said("export the sheet as CSV"))


def _check_part(source: Source, found: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse XML that declares entities. A part that is longer than it says cannot be: zipfile ends it, and its sum."""
    if not part.filename.endswith((".xml", ".rels")):
        return
    with found.open(part) as file:
        before = b""
        while piece := file.read(PIECE):
            text = before + piece.replace(b"\0", b"")  # UTF-16 has one in every second place
            if any(word in text for word in DECLARATIONS):
                message = said("{name} declares entities, which no workbook needs: this is a trap", name=part.filename)
                raise source.error("bomb", message, said("export the sheet as CSV"))
            before = text[-len(DECLARATIONS[0]) :]


MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
"""What a sheet of any program has at most."""
MOST_CELLS = 1 << 25
"""How many cells a sheet may come to, blank ones included: a sheet of as many rows as it can have, with 32 columns."""
CELL_BYTES = 100
"""What a cell takes while it is read, at most."""
HELP = said("export the sheet as CSV")


@dataclass
class Sheet:
    """How far the cells of a sheet that say something reach, from 1, and what python-calamine gives as blank of them.

    `marks` are the errors and the formulas without a value, as texts by row and column from 1.
    """

    source: Source
    rows: int = 0
    columns: int = 0
    marks: defaultdict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def reach(self, row: int, column: int) -> None:
        """Note that a cell says something. SourceError where the sheet has more then than can be read."""
        if row > self.rows or column > self.columns:
            self.rows, self.columns = max(row, self.rows), max(column, self.columns)
            self._check(row, self.rows * self.columns)

    def mark(self, row: int, column: int, text: str) -> None:
        """Note what a cell says that would be blank."""
        self.reach(row, column)
        self.marks[row][column] = text

    def _check(self, row: int, cells: int) -> None:
        if self.rows > MOST_ROWS or self.columns > MOST_COLUMNS or cells > MOST_CELLS:
            message = said(
                "cells stand up to row {row} and column {column}, which is more than any table has",
                row=str(self.rows),
                column=str(self.columns),
            )
            raise self.source.error("bomb", message, HELP, (row, 0))
        if cells * CELL_BYTES > memory():
            message = said("there is not enough memory for more than the rows up to here")
            raise self.source.error("no-memory", message, HELP, (row, 0))


def refuse_cdata() -> None:
    """Refuse a text that python-calamine drops. ValueError in any case."""
    raise ValueError("a value stands in a CDATA section")


def chosen(source: Source, sheets: Mapping[str, Sheet], asked: str) -> str:
    """The sheet that is asked for, or the only one that says anything. UsageError where that is not one."""
    if asked:
        if asked not in sheets:
            raise unknown("sheet", asked, sheets)
        return asked
    full = [name for name, sheet in sheets.items() if sheet.rows]
    if not full:
        raise source.error("no-rows", said("no sheet says anything"))
    if len(full) > 1:
        raise UsageError(
            said("{path} has several sheets: {names}; name one with --sheet", path=str(source.path), names=joined(full))
        )
    return full[0]
