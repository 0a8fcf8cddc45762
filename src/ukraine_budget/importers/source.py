"""A file to be read: what it is called, how large it is, and what identifies its content."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, BinaryIO, cast

from ukraine_budget.errors import NOTHING, SourceError
from ukraine_budget.model.message import Text, said
from ukraine_budget.readers.codes import problem
from ukraine_budget.readers.places import absent
from ukraine_budget.readers.text import unreadable

GZIP = b"\x1f\x8b"
PIECE = 1 << 20


@dataclass(frozen=True)
class Source:
    """A file that is there and may be read."""

    path: Path

    @property
    def name(self) -> str:
        """What the file is called, without its folder: that is the reader's own business."""
        return self.path.name

    @property
    def kind(self) -> str:
        """The last part of its name, without that of a compression: "csv" of figures.csv.gz."""
        suffixes = [suffix[1:].lower() for suffix in self.path.suffixes]
        return next((suffix for suffix in reversed(suffixes) if suffix != "gz"), "")

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return self.path.stat().st_size

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of its bytes, in hexadecimal digits."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
        return digest.hexdigest()

    @property
    def packed(self) -> bool:
        """Whether it is compressed by gzip, whatever it is called."""
        with self.path.open("rb") as file:
            return file.read(2) == GZIP

    def open(self) -> IO[bytes]:
        """Its bytes, unpacked."""
        return cast("BinaryIO", gzip.open(self.path)) if self.packed else self.path.open("rb")

    def error(self, code: str, message: Text, help: Text = NOTHING, place: tuple[int, int] = (0, 0)) -> SourceError:
        """What is wrong with it at a line and column, from 1, or 0 for none."""
        return SourceError([problem(code, str(self.path), message, help, place)])


def source(path: str | Path) -> Source:
    """The file at a path. Raises SourceError where there is none that may be read."""
    path = Path(path)
    try:
        if not path.exists():
            raise SourceError([absent(path)])
        if not path.is_file():
            raise SourceError([problem("not-a-file", str(path), said("is not a file"), said("name a file"))])
        with path.open("rb"):
            return Source(path)
    except OSError as error:
        raise SourceError([unreadable(error, str(path))]) from error
