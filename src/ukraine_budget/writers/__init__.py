"""One small file per format, each a function `write` from a `Table` to text."""

from importlib import import_module

from ukraine_budget.errors import unknown
from ukraine_budget.report.table import Table

FORMATS = {"table": "plain", "csv": "csv", "json": "json", "markdown": "markdown"}
"""The names of the formats and the module here that writes each."""

SUFFIXES = {".txt": "table", ".csv": "csv", ".json": "json", ".md": "markdown"}
"""The format that a file's suffix asks for."""


def render(table: Table, format: str) -> str:
    """A table as text in one of FORMATS, the same from run to run; UsageError for another format."""
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    text: str = import_module(f"ukraine_budget.writers.{FORMATS[format]}").write(table)
    return text
