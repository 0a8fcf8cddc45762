"""Seeded budgets of any size: one CSV file and a second state of it, a whole ledger folder, a journal of postings."""

import csv
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import xlsxwriter

YEARS = range(2021, 2031)
BASES = ("commitment", "cash")
HEADER = ["line", "year", "basis", "amount"]


def write(
    path: Path, rows: int, *, seed: int = 2026, versions: int = 1, changed: float = 0.0, keyed: bool = False
) -> Path:
    """Write a long CSV of about `rows` rows, in some versions (one: without that column).

    Of a share `changed` of them the amount differs from what the same seed writes without. `keyed` puts a first
    column with the key of the row, for programs that know keys of one column only.
    """
    amounts, changes = random.Random(seed), random.Random(seed + 1)
    lines = rows // (versions * len(YEARS) * len(BASES))
    cells = [(f"line-{number:06}", year, basis) for number in range(lines) for year in YEARS for basis in BASES]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*["key"] * keyed, *["version"] * (versions > 1), *HEADER])
        for version in range(versions):
            for cell in cells:
                amount = amounts.randrange(1_000, 100_000_000)
                if changes.random() < changed:
                    amount += changes.randrange(-500_000, 500_000)
                first = ["-".join(map(str, cell))] * keyed + [f"v{version:02}"] * (versions > 1)
                writer.writerow([*first, *cell, f"{amount / 1000:.3f}"])
    return path


MAP = """
currency = "EUR"
unit = "thousand"
fund.id = "{fund}"
line = { id = "{line}", name = "{name}" }
version = { id = "v", date = "2025-01-02" }
figure = { year = "{year}", basis = "{basis}", rounding = "{rounding}", note = "{note}" }
amounts = [{ column = "amount" }]
"""
FUNDS = 20
SPAN = range(1990, 2050)
PAPERS = 200
STEPS = ("", "0.001", "0.1", "1")
WORDS = ("", "", "", "circa", "provisional")
COLUMNS = ("version", "line", "year", "basis", "amount", "rounding", "qualifier", "document", "locator", "note")


def write_folder(
    folder: Path, rows: int, *, versions: int, seed: int = 2026, changed: float = 0.05, earlier: int = 0
) -> Path:
    """Write a ledger folder of about `rows` figures: full versions of sixty years, all ten columns in use.

    From one version to the next a share `changed` of the amounts differs. `earlier` versions came before the first.
    """
    names = [f"v{number:02}" for number in range(versions)]
    lines = [f"line-{number:06}" for number in range(rows // (versions * len(SPAN) * len(BASES)))]
    figures = _figures(lines, [*[""] * earlier, *names], random.Random(seed), changed)
    files: dict[str, Iterable[Sequence[object]]] = {
        "funds": [("fund", "support", "total"), *((f"fund-{n}", "no", "yes") for n in range(FUNDS))],
        "lines": [("line", "fund"), *((line, f"fund-{n % FUNDS}") for n, line in enumerate(lines))],
        "documents": [("document", "date", "title"), *((f"p{n}", "2025-09-16", f"Paper {n}") for n in range(PAPERS))],
        "versions": [
            ("version", "order", "coverage", "document", "follows"),
            *((name, n, "full", f"p{n}", names[n - 1] if n else "") for n, name in enumerate(names)),
        ],
        "amounts": [COLUMNS, *(row for row in figures if row[0])],
    }
    folder.mkdir()
    for file, content in files.items():
        with (folder / f"{file}.csv").open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream, lineterminator="\n").writerows(content)
    descriptor = {"name": folder.name, "currency": "EUR", "unit": "million", "bases": list(BASES)}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def _figures(
    lines: Sequence[str], versions: Sequence[str], chosen: random.Random, changed: float
) -> Iterator[Sequence[object]]:
    cells = [(line, year, basis) for line in lines for year in SPAN for basis in BASES]
    amounts = [chosen.randrange(1_000, 100_000_000) for _ in cells]
    for version in versions:
        for row, cell in enumerate(cells):
            yield (
                *(version, *cell, f"{amounts[row] / 1000:.3f}", STEPS[row % 4], WORDS[row % 5], f"p{row % PAPERS}"),
                *(f"table {row % 97}, row {row}", "" if row % 10 else f"note {row}"),
            )
            if chosen.random() < changed:
                amounts[row] += chosen.randrange(-500_000, 500_000)


def write_workbook(path: Path, rows: int, *, seed: int = 2026) -> Path:
    """Write about `rows` rows of eight columns as an .xlsx workbook, and beside it, as .toml, a map to import it by."""
    amounts = random.Random(seed)
    lines = range(rows // (len(YEARS) * len(BASES)))
    cells = [(line, year, basis) for line in lines for year in YEARS for basis in BASES]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("fund", "line", "name", "year", "basis", "amount", "rounding", "note"))
        for row, (line, year, basis) in enumerate(cells, 1):
            amount = amounts.randrange(1_000, 100_000_000) / 1000
            named = (f"fund-{line % FUNDS}", f"line-{line:06}", f"Line {line}")
            sheet.write_row(row, 0, (*named, year, basis, amount, 0.5, f"note {row}"))
    path.with_suffix(".toml").write_text(MAP, encoding="utf-8")
    return path


def write_journal(path: Path, rows: int, *, seed: int = 2026) -> Path:
    """Write what `write` does as a journal that hledger and ledger read: a transaction for every row."""
    amounts = random.Random(seed)
    lines = rows // (len(YEARS) * len(BASES))
    with path.open("w", encoding="utf-8") as file:
        for number in range(lines):
            for year in YEARS:
                for basis in BASES:
                    amount = amounts.randrange(1_000, 100_000_000) / 1000
                    file.write(f"{year}-01-01 x\n    {basis}:line-{number:06}  {amount:.3f} EUR\n    budget\n\n")
    return path
