"""CSV rows that read back unchanged: every line break within a cell is quoted."""

import csv
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _csv import Writer


def rows_to(file: TextIO) -> "Writer":
    """A writer of rows that end with LF."""
    return csv.writer(_EndedByLf(file), lineterminator=CRLF)


CRLF = "\r\n"
"""Before Python 3.13, the csv module quotes a cell only for the line breaks that its own rows end with."""


class _EndedByLf:
    """Takes rows that end with CRLF, one at a time."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, row: str) -> int:
        return self._file.write(f"{row.removesuffix(CRLF)}\n")
