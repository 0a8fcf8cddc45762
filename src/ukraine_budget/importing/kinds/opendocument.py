"""Scan of the sheets of an .ods workbook."""

import zipfile
from collections.abc import Sequence
from typing import IO

from ukraine_budget.importing.kinds import FORMULA
from ukraine_budget.importing.kinds.sheets import (
    HELP,
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    SheetBuilder,
    parser,
    refuse_cdata,
)
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said

CONTENT = "content.xml"
TABLE, ROW, CELLS = "table:table", "table:table-row", ("table:table-cell", "table:covered-table-cell")
PARAGRAPH, BLANKS = "text:p", "text:s"
TYPES = ("float", "percentage", "currency", "date", "time", "boolean", "string")
WHITE = {"text:line-break": "\n", "text:tab": "\t"}
"""Elements that stand for one character."""
MOST_BLANKS = 1 << 15
"""Limit on the blanks in a cell: the most characters it can have."""
MOST_REPEATED = 1 << 28
"""Limit on the bytes of cells with values that are repeated, not written."""
Attributes = dict[str, str]


def sheets(source: Source, book: zipfile.ZipFile) -> Sequence[Sheet]:
    """Scan the sheets of a workbook, in order."""
    with book.open(CONTENT) as file:
        scan = _Scan(source, broken=_has_breaks(file))
    with book.open(CONTENT) as file:
        return scan.read(file)


def _has_breaks(file: IO[bytes]) -> bool:
    """Whether any paragraph has a line break or tab, which python-calamine leaves out."""
    end = b""
    while piece := file.read(1 << 20):
        if any(mark in end + piece for mark in (b"<text:line-break", b"<text:tab")):
            return True
        end = piece[-len(b"<text:line-break") :]
    return False


class _Scan:
    """Pass over the XML of a workbook.

    The current cell is in `rows` equal rows from `row` on, and the last of its `columns` equal columns is `column`.
    `within` are the open elements of a cell whose text is collected: with `broken`, of any text.
    `says`: the cell has a value; it begins at the byte `begun`, has `blanks`, and occurs `times` times.
    `repeated` is the number of bytes of repeated cells.
    """

    def __init__(self, source: Source, *, broken: bool) -> None:
        self.source, self.sheet, self.broken = source, SheetBuilder(source), broken
        self.sheets: list[SheetBuilder] = []
        self.row, self.rows, self.column, self.columns = 0, 1, 0, 1
        self.within: list[str] | None = None
        self.texts: list[str] = []
        self.blank = ""
        self.says, self.begun, self.blanks, self.times, self.repeated = False, 0, 0, 1, 0
        self.parser = parser()
        self.parser.StartElementHandler = self._start
        self.parser.StartCdataSectionHandler = refuse_cdata

    def read(self, file: IO[bytes]) -> Sequence[Sheet]:
        """Scan a file."""
        self.parser.ParseFile(file)
        self._weigh()
        return [sheet.build() for sheet in self.sheets]

    def _start(self, name: str, attributes: Attributes) -> None:
        if name in CELLS:
            self._weigh()
            self._cell(attributes)
        elif name == ROW:
            self._weigh()
            self.row, self.rows = self.row + self.rows, self._times(attributes, "table:number-rows-repeated", MOST_ROWS)
            self.column = 0
        elif name == BLANKS:
            blanks = self._times(attributes, "text:c", MOST_BLANKS - self.blanks)
            self.blanks += blanks
            self._text(" " * blanks)
        elif name in WHITE:
            self._text(WHITE[name])
        elif name == TABLE:
            self.sheet, self.row, self.rows = SheetBuilder(self.source), 0, 1
            self.sheets.append(self.sheet)
        if self.within is not None and name not in CELLS:
            self.within.append(name)
            self.says = True
            self.texts += [""] * (self.within == [PARAGRAPH])

    def _weigh(self) -> None:
        """Add the bytes of the last cell that are not written: its blanks and its repetitions."""
        if self.says:
            written = self.parser.CurrentByteIndex - self.begun
            self.repeated += (written + self.blanks) * self.times - written
        self.says, self.blanks = False, 0
        if self.repeated > MOST_REPEATED:
            message = said("the cells up to here repeat more than {n} MiB, which no table does", n=MOST_REPEATED >> 20)
            raise self.source.error("bomb", message, HELP, (self.row, 0))

    def _times(self, attributes: Attributes, name: str, most: int) -> int:
        times = int(attributes.get(name, 1))
        if not 0 < times <= most:
            message = said("{name} is {times}, more than any sheet has", name=name, times=str(times))
            raise self.source.error("bomb", message, HELP, (self.row, 0))
        return times

    def _cell(self, attributes: Attributes) -> None:
        self.columns = self._times(attributes, "table:number-columns-repeated", MOST_COLUMNS)
        self.column += self.columns
        self.begun, self.times = self.parser.CurrentByteIndex, self.columns * self.rows
        typed = attributes.get("office:value-type") in TYPES
        given = typed and attributes.get("office:string-value") != ""
        self.says = bool(given)
        if given:
            self.sheet.extend(self.row + self.rows - 1, self.column)
        if not given or (self.broken and attributes["office:value-type"] == "string"):
            self.within, self.texts = [], []
            self.blank = FORMULA if "table:formula" in attributes and not typed else ""
            self.parser.CharacterDataHandler, self.parser.EndElementHandler = self._text, self._end

    def _text(self, text: str) -> None:
        if self.within and self.within[0] == PARAGRAPH:
            self.texts[-1] += text

    def _end(self, _: str) -> None:
        if self.within:
            self.within.pop()
            return
        self._weigh()
        text = "\n".join(self.texts) or self.blank
        if text:
            for row in range(self.row, self.row + self.rows):
                for column in range(self.column - self.columns + 1, self.column + 1):
                    self.sheet.mark(row, column, text)
        self.within = None
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
