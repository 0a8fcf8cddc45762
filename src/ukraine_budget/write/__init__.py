"""The writers: one module per format, with a `write` from a `Table` or `Chart` to text or bytes, or pieces of text.

Formats for people also take a language; those for machines alone are the same in every language.
"""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from ukraine_budget.errors import UsageError, unknown
from ukraine_budget.language import ENGLISH, Language, said
from ukraine_budget.report.table import Table

if TYPE_CHECKING:
    from ukraine_budget.report.charts.chart import Chart
    from ukraine_budget.report.pictures.scene import Scene

TEXTS = {"table": "plain", "csv": "csv", "json": "json", "markdown": "markdown", "html": "html", "latex": "latex"}
"""Text formats and their writers."""

BINARIES = {"xlsx": "xlsx", "parquet": "parquet"}
"""Binary formats and their writers."""

FORMATS = TEXTS | BINARIES

MACHINES = ("csv", "json", "parquet")
"""Formats for programs, which have all of a view."""

ONE_LANGUAGE = ("json", "parquet")
"""Formats that are the same in every language."""

SUFFIXES = {
    ".txt": "table",
    ".csv": "csv",
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".tex": "latex",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}
"""Formats by the suffixes of files."""

SHORT = {suffix[1:]: format for suffix, format in SUFFIXES.items()}
"""Formats by their suffixes as words: md is markdown."""

DRAWINGS = {".txt": "text", ".svg": "svg", ".png": "png", ".pdf": "pdf"}
"""Formats of charts and pictures by the suffixes of files."""


def render(table: Table, format: str, language: Language = ENGLISH) -> str:
    """A table as text in one of TEXTS, the same from run to run; UsageError for another format."""
    if SHORT.get(format, format) in BINARIES:
        raise UsageError(said("{format} is not text: take its bytes, or write it to a file", format=format))
    return "".join(map(str, _written(table, format, language)))


def encoded(table: Table, format: str, language: Language = ENGLISH, columns: Sequence[str] = ()) -> bytes:
    """A table as the bytes of a file in one of FORMATS, texts in UTF-8; of csv only some `columns`.

    UsageError for another format, for one whose library is not installed, and for what the format cannot hold.
    """
    return b"".join(pieces(table, format, language, columns))


def pieces(table: Table, format: str, language: Language = ENGLISH, columns: Sequence[str] = ()) -> Iterator[bytes]:
    """The same in pieces, of csv and json as they are made: raises what `encoded` does before the first."""
    for piece in _written(table, format, language, *([columns] if columns else [])):
        yield piece if isinstance(piece, bytes) else piece.encode()


def charted(chart: "Chart", language: Language = ENGLISH) -> bytes:
    """A chart as text, in UTF-8."""
    return str(import_module("ukraine_budget.write.chart").write(chart, language)).encode()


def drawn(scene: "Scene", format: str) -> bytes:
    """A picture as the bytes of a file in one of the formats of DRAWINGS but text.

    UsageError for another format, and for one whose library is not installed.
    """
    if format not in DRAWINGS.values():
        raise unknown("format", format, DRAWINGS.values())
    return bytes(import_module("ukraine_budget.write.pictures").write(scene, format))


def _written(table: Table, format: str, language: Language, *columns: Sequence[str]) -> Iterable[str | bytes]:
    format = SHORT.get(format, format)
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    readers = () if format in ONE_LANGUAGE else (language,)
    made: str | bytes | Iterable[str] = import_module(f"ukraine_budget.write.{FORMATS[format]}").write(
        table, *readers, *columns
    )
    return [made] if isinstance(made, str | bytes) else made
