"""Source files: name, size, digest, and bytes decompressed with protection against bombs."""

import gzip
import hashlib
import io
import os
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from ukraine_budget.errors import BudgetError, SourceError
from ukraine_budget.language import NOTHING, Text, said
from ukraine_budget.read.paths import absent_data, unreadable
from ukraine_budget.read.problems import problem

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BROKEN = (EOFError, zlib.error, OSError)
"""Errors of decompressing a truncated or damaged file."""
GZIP = b"\x1f\x8b"
LARGE = 10 << 20
MOST_FOLD = 200
"""The largest compression ratio of a large file: tables have ten to thirty."""
PIECE = 1 << 20


@dataclass(frozen=True)
class Source:
    """A readable file, and its name in messages if that is not its path."""

    path: Path
    called: str = ""

    @property
    def name(self) -> str:
        """File name without its folder, which is private. Bytes that are no text are escaped."""
        return os.fsencode(self.path.name).decode(errors="backslashreplace")

    @property
    def shown(self) -> str:
        """Name in messages."""
        return self.called or str(self.path)

    @property
    def kind(self) -> str:
        """Suffix without that of compression: "csv" for figures.csv.gz."""
        suffixes = [suffix[1:].lower() for suffix in self.path.suffixes]
        return next((suffix for suffix in reversed(suffixes) if suffix != "gz"), "")

    @property
    def size(self) -> int:
        """Size in bytes."""
        return self.path.stat().st_size

    @cached_property
    def sha256(self) -> str:
        """SHA-256 in hexadecimal."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
        return digest.hexdigest()

    @property
    def packed(self) -> bool:
        """Whether the file is compressed by gzip, whatever its name."""
        with self.path.open("rb") as file:
            return file.read(2) == GZIP

    def open(self) -> IO[bytes]:
        """Open the file, decompressed. Reading raises SourceError for a decompression bomb."""
        if not self.packed:
            return self.path.open("rb")
        return cast("BinaryIO", io.BufferedReader(_Unpacked(self), PIECE))

    def broken(self, line: int = 0) -> SourceError:
        """Error for a compressed file that is truncated or damaged."""
        message = said("the compressed file breaks off here, or is damaged")
        return self.error("broken-file", message, said("get the file again"), (line, 0))

    def error(self, code: str, message: Text, help: Text = NOTHING, position: tuple[int, int] = (0, 0)) -> SourceError:
        """Error at a line and column, from 1, or 0 for none."""
        return SourceError([problem(code, self.shown, message, help, position)])


class _Unpacked(io.RawIOBase):
    """Raw stream of a gzip file that limits its decompressed size."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source, self._file = source, gzip.open(source.path)  # noqa: SIM115  # closed with this one
        self._most = max(LARGE, MOST_FOLD * source.size)
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        size = self._file.readinto(buffer)
        self._read += size
        if self._read > self._most:
            message = said("unpacks to {n} times its size or more: this is no table but a trap", n=MOST_FOLD)
            raise self._source.error("bomb", message, said("get the file again; or unpack it first"))
        return size

    def close(self) -> None:
        self._file.close()
        super().close()


def source(path: str | Path) -> Source:
    """The file at a path. Raises SourceError if it does not exist or cannot be read."""
    path = Path(path)
    try:
        if not path.exists():
            raise SourceError([absent_data(path)])
        if not path.is_file():
            raise SourceError([problem("not-a-file", str(path), said("is not a file"), said("name a file"))])
        with path.open("rb"):
            return Source(path)
    except OSError as error:
        raise SourceError([unreadable(error, str(path))]) from error


@contextmanager
def readable(source: Source, message: Callable[[str], Text], help: Text = NOTHING) -> Iterator[None]:
    """Turn any exception of a library that reads the file into SourceError."""
    try:
        yield
    except (BudgetError, MemoryError):
        raise
    except Exception as caught:  # a damaged file may raise anything
        raise source.error("broken-file", message(str(caught) or type(caught).__name__), help) from caught


MOST_BYTES = 1 << 30
"""The largest decompressed size of a workbook: a full sheet of twenty columns."""
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


@contextmanager
def archive(source: Source, file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """Open a zip archive, such as a workbook, after checking that it is harmless.

    Raises SourceError if it is not, or is damaged.
    """
    try:
        with zipfile.ZipFile(file) as book:
            _check_names(book)
            _check_size(source, book)
            for part in book.infolist():
                _check_part(source, book, part)
            yield book
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        help = said("get the file again, or save it again in the program that made it")
        raise source.error("broken-file", said("is not whole: {reason}", reason=str(error)), help) from error


@contextmanager
def unpacked(source: Source) -> Iterator[IO[bytes]]:
    """Open a file as a seekable stream; a gzip file is decompressed into memory."""
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


def _check_names(book: zipfile.ZipFile) -> None:
    """Raise BadZipFile for parts with one name, of which a reader may take either."""
    names = Counter(map(str.lower, book.namelist()))
    if twice := min((name for name, times in names.items() if times > 1), default=""):
        raise zipfile.BadZipFile(f"{twice} stands in it twice")


def _check_size(source: Source, book: zipfile.ZipFile) -> None:
    parts = book.infolist()
    size = sum(part.file_size for part in parts)
    folded = [part.filename for part in parts if part.file_size > max(LARGE, MOST_FOLD * part.compress_size)]
    if size > MOST_BYTES or folded:
        message = said("unpacks to {n} MiB, more than any table: this is a trap", n=size >> 20)
        raise source.error("bomb", message, said("export the sheet as CSV"))
    if 2 * size > memory():
        message = said("unpacks to {n} MiB, for which there is not enough memory", n=size >> 20)
        raise source.error("no-memory", message, said("export the sheet as CSV"))


def _check_part(source: Source, book: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Raise SourceError for XML that declares entities. zipfile itself rejects parts longer than declared."""
    if not part.filename.endswith((".xml", ".rels")):
        return
    with book.open(part) as file:
        before = b""
        while piece := file.read(PIECE):
            text = before + piece.replace(b"\0", b"")  # UTF-16 has one in every second byte
            if b"!" in text and any(word in text for word in DECLARATIONS):
                message = said("{name} declares entities, which no workbook needs: this is a trap", name=part.filename)
                raise source.error("bomb", message, said("export the sheet as CSV"))
            before = text[-len(DECLARATIONS[0]) :]


BYTES = 1500
"""Memory that a figure needs during an import, at most."""


def room() -> int:
    """Number of figures that fit in memory."""
    return memory() // BYTES


def memory() -> int:
    """Bytes of memory that a process may use."""
    try:
        from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit  # noqa: PLC0415  # Unix only

        bytes_there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ImportError, AttributeError, ValueError, OSError):  # unknown here
        return sys.maxsize
    most, _ = getrlimit(RLIMIT_AS)
    return bytes_there if most == RLIM_INFINITY else min(most, bytes_there)
