"""Counts of the amounts that a version lacks, and their notation in versions.csv."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.model.text import plain

PART = re.compile(r"(\S+) (\S+) ([0-9]+)/([0-9]+) ([0-9.]+)%")
UNKNOWN = "?"


class Missing(NamedTuple):
    """The number of missing amounts of a basis and year, of all amounts, and the percentage of money missing.

    A blank basis, and a year or percentage of 0, are unknown.
    """

    basis: str
    year: int
    missing: int
    amounts: int
    percent: Decimal


def written(parts: Iterable[Missing]) -> str:
    """Format a cell: "cash 2017 3980/4012 98.7%; cash 2018 2/4011 0%"."""
    return "; ".join(
        f"{basis or UNKNOWN} {year or UNKNOWN} {missing}/{amounts} {plain(percent)}%"
        for basis, year, missing, amounts, percent in sorted(parts)
    )


def parsed(text: str) -> list[Missing]:
    """Parse a cell, skipping unknown words."""
    return [
        Missing(
            basis.replace(UNKNOWN, ""),
            int(year) if year.isdigit() else 0,
            int(missing),
            int(amounts),
            Decimal(percent),
        )
        for basis, year, missing, amounts, percent in PART.findall(text)
    ]
