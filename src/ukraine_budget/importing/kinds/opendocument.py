"""Spreadsheets of OpenDocument, as LibreOffice saves them: the numbers as they are written."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, iterparse

from ukraine_budget.importing.kinds.archive import archive
from ukraine_budget.importing.kinds.sheets import MOST_COLUMNS, MOST_ROWS, chosen
from ukraine_budget.importing.kinds.values import FORMULA, Number, written
from ukraine_budget.importing.rows import Row, Shape
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
NUMBERS = ("float", "percentage", "currency")
VALUES = {"date": f"{OFFICE}date-value", "time": f"{OFFICE}time-value", "boolean": f"{OFFICE}boolean-value"}
MOST_CELLS, MOST_BLANKS = 1 << 24, 1 << 15
"""How many cells a row that is repeated may come to, and how many blanks stand in one place."""
WHITE = {f"{TEXT}line-break": "\n", f"{TEXT}tab": "\t"}
"""The elements that stand for a character each."""
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")


def read(source: Source, shape: Shape) -> Iterator[Row]:
    """The rows of one sheet that say something, with their numbers. A formula without a value is "="."""
    sheets: dict[str, bool] = {}
    for name, row in _all_rows(source):
        sheets[name] = sheets.get(name, False) or bool(row.place)
    sheet = chosen(source, sheets, shape.sheet)
    yield from (row for name, row in _all_rows(source) if name == sheet and row.place)


def _all_rows(source: Source) -> Iterator[tuple[str, Row]]:
    """The rows of all sheets that say something, and for each sheet one at place 0."""
    with archive(source) as found:
        try:
            with found.open("content.xml") as content:
                events = iterparse(content, ("start", "end"))  # noqa: S314  # what declares entities is refused before
                yield from _parsed(source, events)
        except (ParseError, KeyError, ValueError) as error:
            help = said("open it in a spreadsheet program and save it again")
            raise source.error(
                "broken-file", said("is no spreadsheet that can be read: {reason}", reason=str(error)), help
            ) from error


def _parsed(source: Source, events: Iterator[tuple[str, Element]]) -> Iterator[tuple[str, Row]]:
    name, place = "", 1
    above: list[Element] = []
    for event, element in events:
        if event == "start":
            above.append(element)
            if element.tag == f"{TABLE}table":
                name, place = element.get(f"{TABLE}name", ""), 1
                yield name, Row(0, ())
            continue
        above.pop()
        if element.tag == f"{TABLE}table-row":
            cells = _cells(source, place, element)
            times = int(element.get(f"{TABLE}number-rows-repeated", "1"))
            if cells:
                _bounded(source, place, place + times - 1, MOST_ROWS)
                _bounded(source, place, times * len(cells), MOST_CELLS)
                yield from ((name, Row(number, cells)) for number in range(place, place + times))
            place += times
            above[-1].clear()  # or the whole document would stay in memory


def _cells(source: Source, place: int, row: Element) -> tuple[str, ...]:
    """The cells of a row up to the last that says something."""
    found: list[str] = []
    blank = 0
    for cell in row:
        if cell.tag in CELLS:
            times, text = int(cell.get(f"{TABLE}number-columns-repeated", "1")), _text(cell)
            if text:
                _bounded(source, place, len(found) + blank + times, MOST_COLUMNS)
                found += [""] * blank + [text] * times
            blank = 0 if text else blank + times
    return tuple(found)


def _bounded(source: Source, place: int, last: int, most: int) -> None:
    if last > most:
        help = said("export the sheet as CSV")
        raise source.error("bomb", said("a cell repeats itself over more than any sheet has"), help, (place, 0))


def _text(cell: Element) -> str:
    kind = cell.get(f"{OFFICE}value-type", "")
    if kind in NUMBERS:
        return Number(written(cell.get(f"{OFFICE}value", "")))
    if kind in VALUES:
        return cell.get(VALUES[kind], "").removesuffix("T00:00:00")
    found = "\n".join("".join(_words(part)) for part in cell.findall(f"{TEXT}p"))
    return found or (FORMULA if cell.get(f"{TABLE}formula") and not kind else "")


def _blanks(n: int) -> str:
    if n > MOST_BLANKS:
        raise ValueError(f"{n} blanks in a row")
    return " " * n


def _words(part: Element) -> Iterator[str]:
    """The text of a paragraph, with the blanks and line breaks that are elements of their own."""
    yield part.text or ""
    for inner in part:
        if inner.tag == f"{TEXT}s":
            yield _blanks(int(inner.get(f"{TEXT}c", "1")))
        yield WHITE.get(inner.tag, "")
        yield from _words(inner)
        yield inner.tail or ""
