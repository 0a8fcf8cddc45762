"""What the sheets of an .xlsx workbook hold that python-calamine does not tell, and how far they reach."""

import posixpath
import re
import string
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import IO

from ukraine_budget.importing.kinds import FORMULA, MOST_CELLS, Sheet, parser, refuse_cdata
from ukraine_budget.importing.source import Source

BOOK, RELATIONS, TEXTS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedstrings.xml"
PIECE, LARGE_PIECE = 1 << 16, 1 << 20
MANY = 1 << 16
"""Of how many cells the references are looked at together: one by one that takes a third longer."""
ONLY_LETTERS = str.maketrans("", "", string.digits)
ONLY_DIGITS = str.maketrans("", "", string.ascii_uppercase + "@")
START = "@"
"""Stands before the first column where a reference has its letters."""
CELL = re.compile(rb'<c(?: r="([A-Z]+[0-9]+)"|[\s/>])')
"""How a cell begins; without its reference where it does not begin as most programs have it."""
VALUES = (b"<v", b"<is")
UNUSUAL: Mapping[bytes, Sequence[bytes]] = {
    b"f": (b"<f", b":f"),
    b"e": (b'"e"', b"'e'"),
    b"'": (b"'s'",),
    b"&": (b'"&',),
    b"!": (b"<!",),
    b":": (b":c",),
    b"\0": (b"\0",),
}
"""What stands in a sheet with formulas or errors, or one that is written in another way, by a rare byte of it."""
LETTERS, DIGITS = string.ascii_uppercase.encode(), string.digits.encode()
Attributes = dict[str, str]


class _Local(dict[str, str]):
    """The names of elements without the prefix of their namespace."""

    def __missing__(self, name: str) -> str:
        return self.setdefault(name, name.rpartition(":")[2])


def sheets(source: Source, book: zipfile.ZipFile) -> Sequence[Sheet]:
    """The sheets of a workbook in their order. KeyError where a part of it is missing."""
    parts = {part["Id"]: part for part in _elements(book, RELATIONS, "Relationship")}
    scanned = []
    for sheet in _elements(book, BOOK, "sheet"):
        part = parts[next((value for name, value in sheet.items() if name.endswith(":id")), "")]
        is_chart = not part["Type"].endswith("/worksheet")
        scanned.append(Sheet(source) if is_chart else _sheet(source, book, posixpath.join("/xl", part["Target"])))
    return scanned


def _sheet(source: Source, book: zipfile.ZipFile, path: str) -> Sheet:
    sheet = Sheet(source)
    with _part(book, path) as file:
        rows, columns, sheet.shared = _plain(file)
    if 0 < rows * columns <= MOST_CELLS:
        sheet.reach(rows, columns)
    else:
        with _part(book, path) as file:
            _Scan(sheet).over(file)
    return sheet


def longest(book: zipfile.ZipFile) -> int:
    """How many bytes the longest text has that cells share, at most."""
    if TEXTS not in map(str.lower, book.namelist()):
        return 0
    most, rest = 0, 0
    with _part(book, TEXTS) as file:
        while piece := file.read(PIECE):
            first, *others = piece.split(b"si>")
            rest += len(first)
            most = max(most, rest, *map(len, others))
            rest = len(others[-1]) if others else rest
    return most


def _plain(file: IO[bytes]) -> tuple[int, int, int]:
    """How many rows and columns a sheet has in which there is nothing to find, blank cells with a style included.

    And how many of its cells share texts.

    Zeros where there may be errors or formulas, or nothing at all, or where it is written in a way that is not that of
    most programs. Nearly all large sheets are plain, and this takes a third of the time that going through one takes.
    """
    rows, columns, shared, says_something, rest = 0, 0, 0, False, b""
    while piece := file.read(LARGE_PIECE):
        begun, _, rest = (rest + piece).rpartition(b"<")
        rest = b"<" + rest
        cells = CELL.findall(begun)
        if b"" in cells or _is_unusual(begun):
            return 0, 0, 0
        shared += begun.count(b'"s"')
        says_something = says_something or any(value in begun for value in VALUES)
        references = b" ".join(cells)
        rows = max(rows, *map(int, set(references.translate(None, LETTERS).split())), 0)
        letters = set(references.translate(None, DIGITS).decode().split())
        columns = max(columns, *map(_number, letters), 0)
    return (rows, columns, shared) if says_something else (0, 0, 0)


def _is_unusual(piece: bytes) -> bool:
    return any(sign in piece for byte, signs in UNUSUAL.items() if byte in piece for sign in signs)


def _elements(book: zipfile.ZipFile, path: str, wanted: str) -> list[Attributes]:
    """The attributes of the elements of one name in a part."""
    elements: list[Attributes] = []

    def start(name: str, attributes: Attributes) -> None:
        if name.rpartition(":")[2] == wanted:
            elements.append(attributes)

    reader = parser()
    reader.StartElementHandler = start
    with _part(book, path) as file:
        reader.ParseFile(file)
    return elements


def _part(book: zipfile.ZipFile, path: str) -> IO[bytes]:
    """A part of a workbook by its name in any case."""
    names = {name.lower(): name for name in book.namelist()}
    return book.open(names[posixpath.normpath(path).lstrip("/").lower()])


class _Scan:
    """One pass over the XML of a sheet. `texts` are those of a cell that is listened to, by element."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.said: list[str] = []
        self.at, self.inside, self.reason = "", "", ""
        self.texts: dict[str, str] = {}
        self.parser = parser()
        self.parser.StartElementHandler = self._start()
        self.parser.StartCdataSectionHandler = self._cdata

    def over(self, file: IO[bytes]) -> None:
        """Scan all of it."""
        while piece := file.read(PIECE):
            self.parser.Parse(piece)
        self.parser.Parse(b"", True)
        self._reach()

    def _start(self) -> Callable[[str, Attributes], None]:
        """What is done where an element begins. There are millions of them, so all that it needs is at hand."""
        local, said = _Local(), self.said
        at = f"{START}0"

        def start(name: str, attributes: Attributes) -> None:
            nonlocal at
            kind = local[name]
            if kind == "v" or kind == "is":  # noqa: PLR1714  # faster than looking it up in a tuple
                said.append(at)
            elif kind == "c":
                at = attributes.get("r") or _next(at)
                type_ = attributes.get("t")
                if type_ == "e":
                    self._listen(at, "")
                elif type_ == "s":
                    self.sheet.shared += 1
            elif kind == "f":
                self._listen(at, FORMULA)
            elif kind == "row":
                at = f"{START}{attributes.get('r') or _row(at) + 1}"
                if len(said) > MANY:
                    self._reach()
            self.inside = kind

        return start

    def _listen(self, at: str, reason: str) -> None:
        """Take the texts of a cell from here on: of an error, or of a formula."""
        if not self.at:
            self.at, self.reason, self.texts = at, reason, {"f": "", "v": "", "t": ""}
            self.parser.CharacterDataHandler, self.parser.EndElementHandler = self._text, self._end

    def _cdata(self) -> None:
        if self.inside == "v":
            refuse_cdata()

    def _text(self, text: str) -> None:
        if self.inside in self.texts:
            self.texts[self.inside] += text

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] != "c":
            return
        value = (self.texts["v"] or self.texts["t"]).strip()
        if not (self.reason and value):
            text = value or FORMULA + self.texts["f"].strip()
            self.sheet.mark(_row(self.at), _column(self.at), text)
        self.at = ""
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None

    def _reach(self) -> None:
        cells = " ".join(self.said).upper()
        columns, rows = (set(cells.translate(only).split()) for only in (ONLY_LETTERS, ONLY_DIGITS))
        self.sheet.reach(max(map(int, rows), default=0), max(map(_number, columns), default=0))
        self.said.clear()


def _row(reference: str) -> int:
    return int(reference.upper().translate(ONLY_DIGITS))


def _column(reference: str) -> int:
    return _number(reference.upper().translate(ONLY_LETTERS))


def _number(letters: str) -> int:
    """The number of a column: 1 of A, 27 of AA."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord(START)
    return number


def _next(reference: str) -> str:
    """The reference of the next cell in a row."""
    number, letters = _column(reference) + 1, ""
    while number:
        number, last = divmod(number - 1, 26)
        letters = string.ascii_uppercase[last] + letters
    return f"{letters}{_row(reference)}"
