"""Seeded CSV files of any size: versions, lines, ten years, two bases; and a second state of the same budget."""

import csv
import random
from pathlib import Path

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
