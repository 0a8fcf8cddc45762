"""The Public Budget Database of the United States: an edition as a ledger of one CSV file, in thousands of dollars.

python tests/outside/us_omb.py CORPUS FOLDER     writes us-2018.csv and us-2020.csv to a folder, for budget diff

Budget authority is what may be bound (commitment), outlays are what is paid (cash). A line is one account under one
subfunction and category. Outlays are split once more, into grants and the rest: such rows are added. So are the few
that share a code under two names. Receipts stand among both as negative amounts, and are kept. The years are
columns; the transition quarter TQ, between 1976 and 1977, belongs to none and is left out.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

EDITIONS = (2018, 2020)
FILES = {"commitment": "omb_{}_budauth.csv", "cash": "omb_{}_outlays.csv"}
CODES = ("Agency Code", "Bureau Code", "Treasury Agency Code", "Account Code", "Subfunction Code")
WORDS = ("BEA Category", "On- or Off- Budget")


class Edition(NamedTuple):
    """The amounts of each line and year by basis, and how many rows were added to another."""

    amounts: dict[tuple[str, str], dict[str, int]]
    added: dict[str, int]


def read(corpus: Path, edition: int) -> Edition:
    """What an edition states."""
    amounts: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    added = {}
    for basis, name in FILES.items():
        lines: set[str] = set()
        rows = list(_rows(corpus / name.format(edition)))
        for row in rows:
            line = _line(row)
            lines.add(line)
            for year in filter(str.isdigit, row):
                cell = amounts[line, year]
                cell[basis] = cell.get(basis, 0) + int(row[year])
        added[basis] = len(rows) - len(lines)
    return Edition(amounts, added)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _line(row: dict[str, str]) -> str:
    """The codes of a row as they stand: with their leading zeros. What has no account code goes by its name."""
    codes = [row[code] or "-" for code in CODES]
    name = "" if row["Account Code"] else row["Account Name"]
    return " ".join(filter(None, [*codes, *(row[word] for word in WORDS), name]))


def write(edition: Edition, path: Path) -> None:
    """A wide CSV file: a row per line and year; what is not stated on a basis is blank."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "year", *FILES])
        for (line, year), amounts in edition.amounts.items():
            writer.writerow([line, year, *(amounts.get(basis, "") for basis in FILES)])


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    for number in EDITIONS:
        write(read(source, number), target / f"us-{number}.csv")
