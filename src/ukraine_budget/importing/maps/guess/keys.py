"""Columns that together identify a line: the fewest that distinguish all rows of a file."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ukraine_budget.figures.row_keys import RowNumbers, clashing, count_different, every_nth_text
from ukraine_budget.importing.maps.guess.table import Column

MOST_ROWS = 40_000
"""Number of rows above which columns are chosen by a sample, then tried on all."""
NEARLY = 0.98
"""Share of the best column's gain at which a column with a better name is preferred."""


class Key(NamedTuple):
    """Columns that identify a line, in file order; and the number of rows that they cannot distinguish."""

    columns: tuple[Column, ...]
    alike: int


def key(
    first: Column | None,
    others: Sequence[Column],
    apart: Sequence[Column],
    rank: Callable[[Column], int],
    every: RowNumbers,
) -> Key:
    """Find the key of some rows, from `first` on; `apart` already distinguish the figures of one line.

    Of two equally good columns, that of the lower rank is taken.
    """
    if first is None:
        return Key((), 0)
    some = every_nth_text(first.codes, every, max(1, len(every) // MOST_ROWS))
    chosen = _shortened(_extended([first], others, apart, rank, some), apart, rank, some)
    alike = count_alike([*apart, *chosen], every)
    if alike and len(some) < len(every):
        codes = [column.codes for column in (*apart, *chosen)]
        chosen = _extended(chosen, others, apart, rank, clashing(codes, every))
        alike = count_alike([*apart, *chosen], every)
    return Key(tuple(sorted(chosen, key=lambda column: column.index)), alike)


def _extended(
    chosen: Sequence[Column],
    others: Sequence[Column],
    apart: Sequence[Column],
    rank: Callable[[Column], int],
    rows: RowNumbers,
) -> list[Column]:
    """Add the column that distinguishes most further rows, until none does."""
    chosen = list(chosen)
    now = _different([*apart, *chosen], rows)
    while now < len(rows):
        scores = {other: _different([*apart, *chosen, other], rows) for other in others if other not in chosen}
        most = max(scores.values(), default=now)
        if most == now:
            break
        good = [other for other, score in scores.items() if score - now >= NEARLY * (most - now)]
        best = min(good, key=lambda other: (rank(other), other.different))
        chosen.append(best)
        now = scores[best]
    return chosen


def _shortened(
    chosen: Sequence[Column], apart: Sequence[Column], rank: Callable[[Column], int], rows: RowNumbers
) -> list[Column]:
    """Drop columns without which the others distinguish as many rows."""
    chosen = list(chosen)
    now = _different([*apart, *chosen], rows)
    for column in sorted(chosen, key=lambda one: (-rank(one), -one.different)):
        rest = [other for other in chosen if other is not column]
        if rest and _different([*apart, *rest], rows) == now:
            chosen = rest
    return chosen


def _different(columns: Sequence[Column], rows: RowNumbers) -> int:
    return count_different([column.codes for column in columns], rows)


def count_alike(columns: Sequence[Column], rows: RowNumbers) -> int:
    """Number of rows that equal another in some columns."""
    return len(rows) - _different(columns, rows)
