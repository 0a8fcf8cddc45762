"""Scan of the sheets of an .xlsx workbook."""

import posixpath
import re
import string
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import IO

from ukraine_budget.importing.kinds import FORMULA
from ukraine_budget.importing.kinds.sheets import (
    MOST_CELLS,
    Sheet,
    SheetBuilder,
    check_size,
    parser,
    refuse_cdata,
)
from ukraine_budget.importing.source import Source

BOOK, RELATIONS, TEXTS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedstrings.xml"
PIECE, LARGE_PIECE = 1 << 16, 1 << 20
MANY = 1 << 16
"""Number of references parsed together: one by one takes a third longer."""
ONLY_LETTERS = str.maketrans("", "", string.digits)
ONLY_DIGITS = str.maketrans("", "", string.ascii_uppercase + "@")
START = "@"
"""Stands for the letters of the column before the first."""
CELL = re.compile(rb'<c(?: r="([A-Z]+[0-9]+)"|[\s/>])')
"""Start of a cell, with its reference if that is the first attribute, as most programs write it."""
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
"""Signs of formulas, errors or unusual XML, by a byte that is rare elsewhere."""
LETTERS, DIGITS = string.ascii_uppercase.encode(), string.digits.encode()
Attributes = dict[str, str]


class _Local(dict[str, str]):
    """Cache of element names without namespace prefix."""

    def __missing__(self, name: str) -> str:
        return self.setdefault(name, name.rpartition(":")[2])


def sheets(source: Source, book: zipfile.ZipFile) -> Sequence[Sheet]:
    """Scan the sheets of a workbook, in order. Raises KeyError if a part is missing."""
    parts = {part["Id"]: part for part in _elements(book, RELATIONS, "Relationship")}
    scanned = []
    for sheet in _elements(book, BOOK, "sheet"):
        part = parts[next((value for name, value in sheet.items() if name.endswith(":id")), "")]
        is_chart = not part["Type"].endswith("/worksheet")
        scanned.append(Sheet() if is_chart else _sheet(source, book, posixpath.join("/xl", part["Target"])))
    return scanned


def _sheet(source: Source, book: zipfile.ZipFile, path: str) -> Sheet:
    with _part(book, path) as file:
        rows, columns, shared = _plain(file)
    if 0 < rows * columns <= MOST_CELLS:
        check_size(source, rows, rows, columns)
        return Sheet(rows, columns, shared)
    with _part(book, path) as file:
        return _Scan(source).read(file)


def longest(book: zipfile.ZipFile) -> int:
    """Upper bound of the length in bytes of the longest shared text."""
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
    """Count the rows, columns and shared cells of a plain sheet; styled blank cells count too.

    Zeros if it may have errors or formulas, has no values, or is unusual XML. Nearly all large sheets are plain, and
    this takes a third of the time of a scan.
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
    """Attributes of the elements of one name in a part."""
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
    """Open a part of a workbook by name, ignoring case."""
    names = {name.lower(): name for name in book.namelist()}
    return book.open(names[posixpath.normpath(path).lstrip("/").lower()])


class _Scan:
    """Pass over the XML of a sheet.

    `cells` are references of cells with values, not yet counted. `at` is the reference of a cell whose `texts` are
    collected, by element; `inside` is the current element.
    """

    def __init__(self, source: Source) -> None:
        self.sheet = SheetBuilder(source)
        self.cells: list[str] = []
        self.at, self.inside, self.reason = "", "", ""
        self.texts: dict[str, str] = {}
        self.parser = parser()
        self.parser.StartElementHandler = self._start()
        self.parser.StartCdataSectionHandler = self._cdata

    def read(self, file: IO[bytes]) -> Sheet:
        """Scan a file."""
        while piece := file.read(PIECE):
            self.parser.Parse(piece)
        self.parser.Parse(b"", True)
        self._extend()
        return self.sheet.build()

    def _start(self) -> Callable[[str, Attributes], None]:
        """Make the handler of starts of elements. It runs millions of times, hence the local names."""
        local, cells, sheet = _Local(), self.cells, self.sheet
        at = f"{START}0"

        def start(name: str, attributes: Attributes) -> None:
            nonlocal at
            kind = local[name]
            if kind == "v" or kind == "is":  # noqa: PLR1714  # faster than looking it up in a tuple
                cells.append(at)
            elif kind == "c":
                at = attributes.get("r") or _next(at)
                type_ = attributes.get("t")
                if type_ == "e":
                    self._listen(at, "")
                elif type_ == "s":
                    sheet.shared += 1
            elif kind == "f":
                self._listen(at, FORMULA)
            elif kind == "row":
                at = f"{START}{attributes.get('r') or _row(at) + 1}"
                if len(cells) > MANY:
                    self._extend()
            self.inside = kind

        return start

    def _listen(self, at: str, reason: str) -> None:
        """Start to collect the texts of a cell with an error or a formula."""
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

    def _extend(self) -> None:
        """Extend the sheet to the cells with values."""
        cells = " ".join(self.cells).upper()
        columns, rows = (set(cells.translate(only).split()) for only in (ONLY_LETTERS, ONLY_DIGITS))
        self.sheet.extend(max(map(int, rows), default=0), max(map(_number, columns), default=0))
        self.cells.clear()


def _row(reference: str) -> int:
    return int(reference.upper().translate(ONLY_DIGITS))


def _column(reference: str) -> int:
    return _number(reference.upper().translate(ONLY_LETTERS))


def _number(letters: str) -> int:
    """Convert the letters of a column to its number: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord(START)
    return number


def _next(reference: str) -> str:
    """Reference of the next cell in a row."""
    number, letters = _column(reference) + 1, ""
    while number:
        number, last = divmod(number - 1, 26)
        letters = string.ascii_uppercase[last] + letters
    return f"{letters}{_row(reference)}"
