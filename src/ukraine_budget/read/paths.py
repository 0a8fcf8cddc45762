"""Paths of ledgers, given or shipped with the program by name; and the text of a file."""

import os
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable
from pathlib import Path

from ukraine_budget.errors import Problem, UsageError, nearest
from ukraine_budget.language import Text, said
from ukraine_budget.read.problems import WRITE_HEADER, position, problem

DEFAULT = "ukraine-nl"
DESCRIPTOR = "datapackage.json"
STANDARD_INPUT = Path("-")
NAME_ONE = said("name a CSV file, or a folder that budget init or budget import made")
PACKAGE = Path(__file__).resolve().parents[1]
HOMES = (PACKAGE / "ledgers", PACKAGE.parents[1] / "ledgers")
"""The folders of the shipped ledgers: in the installed package, or beside its source."""


def find(ledger: str | Path | None = None) -> Path:
    """Find a ledger: at an existing path, or by the name of a shipped one.

    Without one, what BUDGET_LEDGER names, else the program's default. Raises UsageError for an empty name: where a
    script's variable is empty, the default must not answer.
    """
    if ledger == "":
        raise UsageError(said("the name of the ledger is empty: name one, or leave it out for the default one"))
    named = ledger or os.environ.get("BUDGET_LEDGER")
    if not named:
        return _embedded(DEFAULT) or Path(DEFAULT)
    path = Path(named)
    return path if path == STANDARD_INPUT or exists(path) else _embedded(str(named)) or path


def exists(path: Path) -> bool:
    """Whether anything is at a path."""
    try:
        return path.exists()
    except OSError:  # what is in the way is reported when the path is read
        return True


def _embedded(name: str) -> Path | None:
    return next((path for path in _all_embedded() if path.name == name), None)


def _all_embedded() -> list[Path]:
    return [path for home in HOMES if home.is_dir() for path in sorted(home.iterdir()) if path.is_dir()]


def shown(path: Path) -> Path:
    """A path for messages: as given; a shipped ledger's from its name on."""
    return next((path.relative_to(home) for home in HOMES if path.is_relative_to(home)), path)


def absent(path: Path) -> Problem:
    """The problem of an absent ledger, with the nearest names."""
    return _absent(path, [*ledgers_beside(path), *(ledger.name for ledger in _all_embedded())], NAME_ONE)


def absent_data(path: Path) -> Problem:
    """The problem of an absent data file, with the nearest names."""
    return _absent(path, [other.name for other in _beside(path) if other.is_file()], said("name a file"))


def ledgers_beside(path: Path) -> list[str]:
    """The names of possible ledgers in the folder of a path."""
    return [other.name for other in _beside(path) if other.suffix.lower() in ("", ".csv") or other.is_dir()]


def _beside(path: Path) -> list[Path]:
    return list(path.parent.iterdir()) if path.parent.is_dir() else []


def _absent(path: Path, names: Iterable[str], otherwise: Text) -> Problem:
    return problem("missing-path", str(path), said("does not exist"), nearest(path.name, names) or otherwise)


SAVE_AS = said("save it as UTF-8 (in a spreadsheet program: as 'CSV UTF-8')")
ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"%PDF")
"""The first bytes of workbooks new and old, of compressed files and of PDF."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def load(path: Path, shown: str) -> str | Problem:
    """Decode a file without its byte order mark, or say why not. `shown` is the file in messages."""
    data = _bytes(path, shown)
    return data if isinstance(data, Problem) else _text(data, shown)


def _bytes(path: Path, shown: str) -> bytes | Problem:
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.buffer.read()
        if path.is_symlink() and not path.exists():
            help = said("put the file there, or take the link away")
            return problem("unreadable", shown, said("is a link to what is not there"), help)
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
        at = position(data[: data.index(b"\0")].decode(errors="replace"))
        message = said("holds a NUL byte: it is not text, or it is UTF-16 or UTF-32")
        return problem("not-text", shown, message, SAVE_AS, at)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        at = position(data[: error.start].decode())
        message = said("the byte {byte} is not UTF-8", byte=f"{data[error.start]:#04x}")
        return problem("not-utf8", shown, message, SAVE_AS, at)
    if not text or text.isspace():
        return problem("empty-file", shown, said("is empty"), WRITE_HEADER)
    return text
