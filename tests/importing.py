"""What tests of imports share: files to import, and an import that tells all that came of it."""

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
    """A file with a text."""
    path.write_text(text, encoding="utf-8", newline="")
    return path


def take(folder: Path, text: str, map: str = MAP, *, name: str = "table.csv", **asked: Any) -> ImportResult:
    """What comes of importing a text by a map, into the ledger `into` beside it; what is lost is accepted."""
    file, plan = write(folder / name, text), write(folder / "map.toml", map)
    return ukraine_budget.import_file(file, map=plan, into=folder / "into", **{"accept_loss": True} | asked).result


def amounts(folder: Path) -> list[str]:
    """The rows of amounts.csv of the ledger in a folder: version, line, year, basis and amount."""
    with (folder / "amounts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    return [" ".join(row[name] for name in ("version", "line", "year", "basis", "amount")) for row in rows]


def left(result: ImportResult) -> list[tuple[int, str, str]]:
    """What was left out: row, column and reason."""
    return [(row.line, row.column, row.reason) for row in result.left_out]


def assert_valid(folder: Path) -> None:
    """The ledger in a folder has no errors, and is a valid data package."""
    checked = ukraine_budget.check(folder).result
    assert checked.passes(), checked.rows
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])
