"""Rows that are the sum of the rows below or above them, though nothing calls them totals."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from ukraine_budget.importing.maps.guess.amounts import value
from ukraine_budget.importing.maps.guess.numbers import figures
from ukraine_budget.importing.maps.guess.table import Column
from ukraine_budget.model.amount import exact_sum

MOST_PARTS = 30
"""The sum of more rows may be any number."""
DIGITS = 6
"""Sums with fewer digits in all may be coincidence."""
SHARE = 0.02
"""So may sums that are a smaller share of the rows."""

RowAmounts = Sequence[Decimal]
"""The amounts of a row, by column."""


def sum_rows(columns: Sequence[Column], rows: Sequence[int]) -> list[int]:
    """Which of some rows of a sample are the sum of two or more others beside them, in all columns of amounts."""
    decimal = figures([text for one in columns for text in one.said]).decimal
    return max((_sum_rows(columns, rows, sign) for sign in decimal or ".,"), key=len)


def _sum_rows(columns: Sequence[Column], rows: Sequence[int], decimal: str) -> list[int]:
    amounts = [tuple(value(one.cells[row], decimal) for one in columns) for row in rows]
    whole = list(map(exact_sum, amounts))
    before = list(accumulate(whole, initial=Decimal(0)))
    found = [
        place
        for place, one in enumerate(whole)
        if one and any(_adds_up(amounts[place], amounts[first:last]) for first, last in _beside(place, one, before))
    ]
    digits = sum(len(f"{number:f}".replace(".", "").strip("-0")) for place in found for number in amounts[place])
    return [rows[place] for place in found] if digits >= DIGITS and len(found) >= SHARE * len(rows) else []


def _beside(place: int, whole: Decimal, before: RowAmounts) -> Iterator[tuple[int, int]]:
    """Where rows begin and end, below and above one, that come to as much as it does. `before` are running sums."""
    for count in range(2, MOST_PARTS + 1):
        for first in (place + 1, place - count):
            if 0 <= first < len(before) - count and before[first + count] - before[first] == whole:
                yield first, first + count


def _adds_up(one: RowAmounts, parts: Sequence[RowAmounts]) -> bool:
    """Whether a row is the sum of others in every column."""
    return all(number == exact_sum(column) for number, column in zip(one, zip(*parts, strict=True), strict=True))
