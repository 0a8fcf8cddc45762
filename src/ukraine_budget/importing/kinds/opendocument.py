"""What the sheets of an .ods workbook hold that python-calamine does not tell, and how far they reach."""

import zipfile
from collections.abc import Sequence
from typing import IO

from ukraine_budget.importing.kinds import FORMULA, HELP, MOST_COLUMNS, MOST_ROWS, Sheet, parser, refuse_cdata
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said

CONTENT = "content.xml"
TABLE, ROW, CELLS = "table:table", "table:table-row", ("table:table-cell", "table:covered-table-cell")
PARAGRAPH, BLANKS = "text:p", "text:s"
TYPES = ("float", "percentage", "currency", "date", "time", "boolean", "string")
WHITE = {"text:line-break": "\n", "text:tab": "\t"}
"""The elements that stand for a character each."""
MOST_BLANKS = 1 << 15
"""How many blanks stand in one cell: as many as it has letters at most."""
MOST_REPEATED = 1 << 28
"""How many bytes of cells that say something need not be written, since what stands there is only repeated."""
Attributes = dict[str, str]


def sheets(source: Source, book: zipfile.ZipFile) -> Sequence[Sheet]:
    """The sheets of a workbook in their order."""
    with book.open(CONTENT) as file:
        scan = _Scan(source, broken=_has_breaks(file))
    with book.open(CONTENT) as file:
        scan.parser.ParseFile(file)
    scan.weigh()
    return scan.sheets


def _has_breaks(file: IO[bytes]) -> bool:
    """Whether any text has a line break or tab within a paragraph, which python-calamine leaves out."""
    end = b""
    while piece := file.read(1 << 20):
        if any(mark in end + piece for mark in (b"<text:line-break", b"<text:tab")):
            return True
        end = piece[-len(b"<text:line-break") :]
    return False


class _Scan:
    """One pass over the XML of a workbook.

    It has come to `rows` like rows from `row` on, and in them to `columns` like cells, the last of them at `column`.
    `within` are the elements within a cell whose text is wanted, from outside in; with `broken` that of all is.
    The last cell, which `says` something or not, begins at the byte `begun` and has so many `blanks` and stands so many
    `times`; `repeated` are the bytes of all cells that are not written.
    """

    def __init__(self, source: Source, *, broken: bool) -> None:
        self.source, self.sheet, self.broken = source, Sheet(source), broken
        self.sheets: list[Sheet] = []
        self.row, self.rows, self.column, self.columns = 0, 1, 0, 1
        self.within: list[str] | None = None
        self.texts: list[str] = []
        self.blank = ""
        self.says, self.begun, self.blanks, self.times, self.repeated = False, 0, 0, 1, 0
        self.parser = parser()
        self.parser.StartElementHandler = self._start
        self.parser.StartCdataSectionHandler = refuse_cdata

    def _start(self, name: str, attributes: Attributes) -> None:
        if name in CELLS:
            self.weigh()
            self._cell(attributes)
        elif name == ROW:
            self.weigh()
            self.row, self.rows = self.row + self.rows, self._times(attributes, "table:number-rows-repeated", MOST_ROWS)
            self.column = 0
        elif name == BLANKS:
            blanks = self._times(attributes, "text:c", MOST_BLANKS - self.blanks)
            self.blanks += blanks
            self._text(" " * blanks)
        elif name in WHITE:
            self._text(WHITE[name])
        elif name == TABLE:
            self.sheet, self.row, self.rows = Sheet(self.source), 0, 1
            self.sheets.append(self.sheet)
        if self.within is not None and name not in CELLS:
            self.within.append(name)
            self.says = True
            self.texts += [""] * (self.within == [PARAGRAPH])

    def weigh(self) -> None:
        """Add what the last cell comes to besides what is written of it: blanks, and all where it is repeated."""
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
            self.sheet.reach(self.row + self.rows - 1, self.column)
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
        self.weigh()
        text = "\n".join(self.texts) or self.blank
        if text:
            for row in range(self.row, self.row + self.rows):
                for column in range(self.column - self.columns + 1, self.column + 1):
                    self.sheet.mark(row, column, text)
        self.within = None
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
