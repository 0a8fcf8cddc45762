"""Which columns together name a line: as few as tell all rows of a file apart."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ukraine_budget.figures.row_keys import RowNumbers, clashing, count_different, every_nth_text
from ukraine_budget.importing.maps.guess.table import Column

MOST_ROWS = 40_000
"""With more rows, columns are chosen by some of them; then tried on all."""
NEARLY = 0.98
"""A column that tells nearly as many rows apart as the best may be taken instead, if it is the better name."""


class Key(NamedTuple):
    """Columns that name a line, in the sequence of the file; and how many rows no column tells from another."""

    columns: tuple[Column, ...]
    alike: int


def key(
    first: Column | None,
    others: Sequence[Column],
    apart: Sequence[Column],
    rank: Callable[[Column], int],
    every: RowNumbers,
) -> Key:
    """The key of some rows of a table, of which `apart` tell the figures of one line apart, and `first` is to name it.

    Of two columns that do as well, that of the lower rank is taken.
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
    """The columns with that which tells most rows apart that are not yet, again and again, as long as one does."""
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
    """The columns but for those without which the others tell as many rows apart."""
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
    """How many of some rows say the same as another in some columns."""
    return len(rows) - _different(columns, rows)
