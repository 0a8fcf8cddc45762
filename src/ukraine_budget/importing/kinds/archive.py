"""Most workbooks are archives of XML: one that unpacks to more than any table, or declares entities, is refused."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from ukraine_budget.importing.memory import memory
from ukraine_budget.importing.source import BROKEN, LARGE, MOST_FOLD, Source
from ukraine_budget.language import said

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
