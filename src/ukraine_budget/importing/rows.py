"""The rows of a table of any kind of file, as texts; and which of the formats it is laid out as."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.rejects import Refused
from ukraine_budget.importing.source import Source
from ukraine_budget.language import joined, said

KINDS = {
    "csv": "delimited",
    "tsv": "delimited",
    "txt": "delimited",
    "tab": "delimited",
    "xlsx": "workbook",
    "xlsm": "workbook",
    "xls": "workbook",
    "ods": "workbook",
    "json": "records",
    "jsonl": "records",
    "ndjson": "records",
    "parquet": "parquet",
}
"""The kinds of file by the end of their names, and the module here that reads each."""


class Row(NamedTuple):
    """The cells of a row as texts, and its physical line or number from 1."""

    place: int
    cells: tuple[str, ...]


class Shape(NamedTuple):
    """How a file is to be read where it does not say so itself. Empty: as it seems to be."""

    kind: str = ""
    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""


AS_IT_SEEMS = Shape()


def rows(source: Source, shape: Shape = AS_IT_SEEMS) -> Iterator[Row]:
    """The rows of a file, the header first, one at a time: the file is never in memory as a whole.

    A file without rows of its own (JSON records, Parquet) begins with a row of the names of its columns, at place 0.
    Raises SourceError where it cannot be read, UsageError for a kind that is not known.
    """
    module = import_module(f"ukraine_budget.importing.kinds.{_kind(source, shape)}")
    table: Iterator[Row] = module.read(source, shape)
    return table


def is_text(source: Source, shape: Shape) -> bool:
    """Whether a file is text, in which every row has a cell for every column; elsewhere blank cells may be absent."""
    return _kind(source, shape) == "delimited"


def _kind(source: Source, shape: Shape) -> str:
    kind = (shape.kind or source.kind).lower()
    if kind not in KINDS:
        known = joined(f".{kind}" for kind in KINDS)
        raise UsageError(
            said("{path}: no kind of table ends so; known are {known}", path=str(source.path), known=known)
        )
    return KINDS[kind]


def key(name: str) -> str:
    """A name of a column as it is compared: in any case, without needless blanks."""
    return " ".join(name.split()).casefold()


def fitted(row: Row, header: Sequence[str], *, text: bool) -> tuple[str, ...]:
    """The cells of a row, one for each column of a header. Raises Refused for a row that says nothing or does not fit.

    In a text a row with fewer cells is broken; elsewhere the cells that are not there are blank.
    """
    width, cells = len(header), row.cells
    if len(cells) == width and cells[0] and cells != header:
        return cells  # nearly all
    if not any(map(str.strip, cells)):
        raise Refused("blank-row", expected=True)
    if cells == header:
        raise Refused("repeated-header", said("the header stands here again"))
    if any(map(str.strip, cells[width:])):
        raise Refused("long-row", said("the row has {n} cells, the header {width}", n=len(cells), width=width))
    if len(cells) < width and text:
        raise Refused("short-row", said("the row has {n} cells, the header {width}", n=len(cells), width=width))
    return (*cells[:width], *[""] * (width - len(cells)))


SIGNS: Mapping[str, frozenset[str]] = {
    "eu-budget": frozenset({"edition", "commpay", "reserve_alias"}),
    "kiel": frozenset({"country", "iso", "month", "military"}),
    "nl-b-tabel": frozenset({"begrotingsjaar", "bedrag t-2", "bedrag t+4"}),
    "nl-begrotingsstaten": frozenset({"uitgaven ontvangsten verplichtingen", "stand ontwerpbegroting"}),
    "us-omb": frozenset({"agency code", "bea category", "tq"}),
}
"""Columns by which each format is known."""


def layout(source: Source, shape: Shape) -> str:
    """The format that a file is laid out as, empty where it is none of them. SourceError where it cannot be read."""
    header = {key(name) for name in next((row.cells for row in rows(source, shape)), ())}
    return next((format for format, signs in SIGNS.items() if signs <= header), "")


def check_layout(format: str, sources: Sequence[Source], sheet: str) -> None:
    """Refuse files that are laid out as another format than they are said to be."""
    for source in sources:
        other = layout(source, Shape(sheet=sheet))
        if other not in ("", format):
            message = said("is laid out as {other}, not as {format}", other=other, format=format)
            raise source.error("other-layout", message, said("import it as {format}", format=other), (1, 0))
