"""From a file to its text."""

import re
from codecs import BOM_UTF8
from pathlib import Path

from ukraine_budget.errors import Problem
from ukraine_budget.model.message import said
from ukraine_budget.readers.codes import problem

LINE_BREAK = re.compile(r"\r\n|\r|\n")
SAVE_AS = said("save it as UTF-8 (in a spreadsheet program: as 'CSV UTF-8')")
WORKBOOK = b"PK\x03\x04"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def load(path: Path, shown: str) -> str | Problem:
    """The text of a file, without byte order mark; or what prevents it. `shown` is the file's name in messages."""
    data = _bytes(path, shown)
    return data if isinstance(data, Problem) else _text(data, shown)


def _bytes(path: Path, shown: str) -> bytes | Problem:
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for without end
            return problem("not-a-file", shown, said("is not a file"), said("name a file"))
        return path.read_bytes()
    except OSError as error:
        return unreadable(error, shown)


def unreadable(error: OSError, shown: str) -> Problem:
    """The problem for what the system says of a path."""
    if isinstance(error, FileNotFoundError):
        return problem("missing-path", shown, said("does not exist"))
    if isinstance(error, PermissionError):
        return problem("no-permission", shown, said("may not be read"), said("ask its owner for the right to read it"))
    return problem("unreadable", shown, said("cannot be read: {reason}", reason=error.strerror or str(error)))


def _text(data: bytes, shown: str) -> str | Problem:
    if data.startswith(WORKBOOK):
        return problem("not-text", shown, said("is a workbook or an archive"), said("export the sheet as 'CSV UTF-8'"))
    if data.startswith(UTF_16):
        return problem("not-utf8", shown, said("is UTF-16"), SAVE_AS, (1, 1))
    data = data.removeprefix(BOM_UTF8)  # the codec utf-8-sig counts the place of an error from after the mark
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        place = position(data[: error.start].decode())
        message = said("the byte {byte} is not UTF-8", byte=f"{data[error.start]:#04x}")
        return problem("not-utf8", shown, message, SAVE_AS, place)
    if "\0" in text:
        place = position(text[: text.index("\0")])
        message = said("holds a NUL byte: it is not text, or it is UTF-16")
        return problem("not-text", shown, message, SAVE_AS, place)
    if not text or text.isspace():
        return problem("empty-file", shown, said("is empty"))
    return text


def position(before: str) -> tuple[int, int]:
    """The physical line and the column, both from 1, of what comes after a text."""
    last, breaks = 0, 0
    for found in LINE_BREAK.finditer(before):
        last, breaks = found.end(), breaks + 1
    return breaks + 1, len(before) - last + 1
