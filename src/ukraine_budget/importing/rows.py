"""The rows of a table of any kind of file, as texts."""

from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from ukraine_budget.errors import UsageError
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
    found: Iterator[Row] = module.read(source, shape)
    return found


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
