"""Rows that are the sum of adjacent rows, though nothing names them totals."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from ukraine_budget.importing.maps.guess.amounts import value
from ukraine_budget.importing.maps.guess.numbers import figures
from ukraine_budget.importing.maps.guess.table import Column
from ukraine_budget.model.amount import exact_sum

MOST_PARTS = 30
"""The most parts of a sum: with more, sums may be coincidence."""
DIGITS = 6
"""The fewest digits of all sums together that are no coincidence."""
SHARE = 0.02
"""The smallest share of sums among the rows that is no coincidence."""

RowAmounts = Sequence[Decimal]
"""Amounts of a row, by column."""


def sum_rows(columns: Sequence[Column], rows: Sequence[int]) -> list[int]:
    """Find the rows of a sample that are the sum of two or more adjacent rows in every column of amounts."""
    decimal = figures([text for one in columns for text in one.said]).decimal
    return max((_sum_rows(columns, rows, sign) for sign in decimal or ".,"), key=len)


def _sum_rows(columns: Sequence[Column], rows: Sequence[int], decimal: str) -> list[int]:
    amounts = [tuple(value(one.cells[row], decimal) for one in columns) for row in rows]
    whole = list(map(exact_sum, amounts))
    before = list(accumulate(whole, initial=Decimal(0)))
    sums = [
        index
        for index, one in enumerate(whole)
        if one and any(_adds_up(amounts[index], amounts[first:last]) for first, last in _beside(index, one, before))
    ]
    digits = sum(len(f"{number:f}".replace(".", "").strip("-0")) for index in sums for number in amounts[index])
    return [rows[index] for index in sums] if digits >= DIGITS and len(sums) >= SHARE * len(rows) else []


def _beside(index: int, whole: Decimal, before: RowAmounts) -> Iterator[tuple[int, int]]:
    """Ranges of rows directly above and below one that add up to `whole`. `before` are running sums."""
    for count in range(2, MOST_PARTS + 1):
        for first in (index + 1, index - count):
            if 0 <= first < len(before) - count and before[first + count] - before[first] == whole:
                yield first, first + count


def _adds_up(one: RowAmounts, parts: Sequence[RowAmounts]) -> bool:
    """Whether a row is the sum of others in every column."""
    return all(number == exact_sum(column) for number, column in zip(one, zip(*parts, strict=True), strict=True))
