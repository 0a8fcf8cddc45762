"""From a file to its text, or to what prevents reading it."""

import re
from codecs import BOM_UTF8
from pathlib import Path

from ukraine_budget.errors import Problem
from ukraine_budget.language import said
from ukraine_budget.read.codes import problem

LINE_BREAK = re.compile(r"\r\n|\r|\n")
SAVE_AS = said("save it as UTF-8 (in a spreadsheet program: as 'CSV UTF-8')")
WRITE_HEADER = said("write the names of the columns in its first row, and the rows below")
ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"%PDF")
"""The first bytes of workbooks new and old, of compressed files and of PDF."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def load(path: Path, shown: str) -> str | Problem:
    """The text of a file, without byte order mark, or its problem. `shown` is the file in messages."""
    data = _bytes(path, shown)
    return data if isinstance(data, Problem) else _text(data, shown)


def _bytes(path: Path, shown: str) -> bytes | Problem:
    try:
        if path.exists() and not path.is_file():  # reading a pipe may wait for ever
            return problem("not-a-file", shown, said("is not a file"), said("name a file"))
        return path.read_bytes()
    except OSError as error:
        return unreadable(error, shown)


def unreadable(error: OSError, shown: str) -> Problem:
    """The problem for an error of the operating system."""
    if isinstance(error, FileNotFoundError):
        return problem("missing-path", shown, said("does not exist"))
    if isinstance(error, PermissionError):
        return problem("no-permission", shown, said("may not be read"), said("ask its owner for the right to read it"))
    message = said("cannot be read: {reason}", reason=error.strerror or str(error))
    return problem("unreadable", shown, message, said("look whether another program can open it"))


def _text(data: bytes, shown: str) -> str | Problem:
    if data.startswith(ARCHIVES):
        message = said("is a workbook, an archive or a PDF")
        help = said("export the sheet as 'CSV UTF-8', or begin an import of it with 'budget import --guess FILE'")
        return problem("not-text", shown, message, help)
    if data.startswith(UTF_16):
        return problem("not-utf8", shown, said("is UTF-16 or UTF-32"), SAVE_AS, (1, 1))
    data = data.removeprefix(BOM_UTF8)  # utf-8-sig would count the offset of an error from after the mark
    if b"\0" in data:
        place = position(data[: data.index(b"\0")].decode(errors="replace"))
        message = said("holds a NUL byte: it is not text, or it is UTF-16 or UTF-32")
        return problem("not-text", shown, message, SAVE_AS, place)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        place = position(data[: error.start].decode())
        message = said("the byte {byte} is not UTF-8", byte=f"{data[error.start]:#04x}")
        return problem("not-utf8", shown, message, SAVE_AS, place)
    if not text or text.isspace():
        return problem("empty-file", shown, said("is empty"), WRITE_HEADER)
    return text


def position(before: str) -> tuple[int, int]:
    """The physical line and the column, both from 1, of what follows a text."""
    last, breaks = 0, 0
    for match in LINE_BREAK.finditer(before):
        last, breaks = match.end(), breaks + 1
    return breaks + 1, len(before) - last + 1
