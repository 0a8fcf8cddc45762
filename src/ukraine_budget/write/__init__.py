"""Writers: one module per format, whose `write` turns a `Table` or `Chart` into text, its chunks, or bytes.

Formats for people also take a language.
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
"""Formats for programs, which hold the whole view."""

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
"""Formats by file suffix."""

SHORT = {suffix[1:]: format for suffix, format in SUFFIXES.items()}
"""Formats by suffix without its dot: md is markdown."""

DRAWINGS = {".txt": "text", ".svg": "svg", ".png": "png", ".pdf": "pdf"}
"""Formats of charts and pictures by file suffix."""


def render(table: Table, format: str, language: Language = ENGLISH) -> str:
    """Render a table as text, identical from run to run. Raises UsageError for a format not in TEXTS."""
    if SHORT.get(format, format) in BINARIES:
        raise UsageError(said("{format} is not text: take its bytes, or write it to a file", format=format))
    return "".join(map(str, _written(table, format, language)))


def encoded(table: Table, format: str, language: Language = ENGLISH, columns: Sequence[str] = ()) -> bytes:
    """Encode a table as the bytes of a file, text in UTF-8; `columns` selects columns of csv.

    Raises UsageError for an unknown format, a missing library, and what the format cannot hold.
    """
    return b"".join(pieces(table, format, language, columns))


def pieces(table: Table, format: str, language: Language = ENGLISH, columns: Sequence[str] = ()) -> Iterator[bytes]:
    """Encode a table in chunks, csv and json as they are made. Raises as `encoded`, before the first."""
    for piece in _written(table, format, language, *([columns] if columns else [])):
        yield piece if isinstance(piece, bytes) else piece.encode()


def charted(chart: "Chart", language: Language = ENGLISH) -> bytes:
    """Encode a chart as text in UTF-8."""
    return str(import_module("ukraine_budget.write.chart").write(chart, language)).encode()


def drawn(scene: "Scene", format: str) -> bytes:
    """Draw a picture as the bytes of a file: svg, png or pdf.

    Raises UsageError for an unknown format or a missing library.
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
