"""The budget of the European Union, section III: an edition as a ledger of one CSV file, in euros.

python tests/outside/eu_budget.py CORPUS FOLDER     writes eu-2010.csv and eu-2011.csv to a folder, for budget diff

Edition n states the appropriations of n and n - 1 and the outturn of n - 2, so two editions share two years.
Commitment appropriations are commitments, payment appropriations are cash; appropriations that are not
differentiated (nondiff) count on both bases. Left out is what repeats money: the horizontal lines (XX), whose money
the titles hold, and the reserve parts of lines, whose money title 40 holds. "p.m." and a dash are no figures; a
printed zero is one.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

EDITIONS = (2010, 2011)
BASES = {"comm": ("commitment",), "pay": ("cash",), "nondiff": ("commitment", "cash")}
COLUMNS = ("line", "year", "basis", "amount")


def write(corpus: Path, edition: int, path: Path) -> None:
    """A long CSV file of what an edition states: a row per line, year and basis."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_read(corpus / f"eu_sec3_{edition}.csv"))


def _read(file: Path) -> Iterator[tuple[str, ...]]:
    with file.open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if row["amount"] and row["part"] == "line" and row["data_type"] != "horizontal":
                for basis in BASES[row["commpay"]]:
                    yield row["alias"], row["year"], basis, row["amount"]


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    for number in EDITIONS:
        write(source, number, target / f"eu-{number}.csv")
