"""Helpers for tests of imports: files to import, and imports with their results."""

import csv
from pathlib import Path
from typing import Any

from frictionless import Package, system

import ukraine_budget
from ukraine_budget.report.importresult import ImportResult

MAP = """
currency = "EUR"
unit = "thousand"
[numbers]
decimal = "."
[line]
id = "{line}"
[version]
id = "v"
date = "2025-01-02"
[figure]
year = "{year}"
basis = "cash"
[[amounts]]
column = "amount"
"""
"""A map for a table of lines, years and amounts of cash."""


def write(path: Path, text: str) -> Path:
    """Write a text file and return its path."""
    path.write_text(text, encoding="utf-8", newline="")
    return path


def take(folder: Path, text: str, map: str = MAP, *, name: str = "table.csv", **asked: Any) -> ImportResult:
    """Import a text by a map into the ledger `into` beside it, accepting losses, and return the result."""
    file, plan = write(folder / name, text), write(folder / "map.toml", map)
    return ukraine_budget.import_file(file, map=plan, into=folder / "into", **{"accept_loss": True} | asked).result


def amounts(folder: Path) -> list[str]:
    """Return the rows of amounts.csv as "version line year basis amount"."""
    with (folder / "amounts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    return [" ".join(row[name] for name in ("version", "line", "year", "basis", "amount")) for row in rows]


def left(result: ImportResult) -> list[tuple[int, str, str]]:
    """Return the row, column and reason of all that was left out."""
    return [(row.line, row.column, row.reason) for row in result.left_out]


def assert_valid(folder: Path) -> None:
    """Assert that a folder holds a ledger without errors and a valid data package."""
    checked = ukraine_budget.check(folder).result
    assert checked.passes(), checked.rows
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])
