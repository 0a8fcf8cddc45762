"""Which columns together name a line: as few as tell all rows of a file apart."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

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
    every: Sequence[int],
) -> Key:
    """The key of some rows of a table, of which `apart` tell the figures of one line apart, and `first` is to name it.

    Of two columns that do as well, that of the lower rank is taken.
    """
    if first is None:
        return Key((), 0)
    some = _some(first, every)
    chosen = [first]
    _extend(chosen, others, apart, rank, some)
    _shorten(chosen, apart, rank, some)
    alike = _alike([*apart, *chosen], every)
    if alike and len(some) < len(every):
        _extend(chosen, others, apart, rank, _clashing([*apart, *chosen], every))
        alike = _alike([*apart, *chosen], every)
    return Key(tuple(sorted(chosen, key=_index)), alike)


def _index(column: Column) -> int:
    return column.index


def _some(first: Column, rows: Sequence[int]) -> Sequence[int]:
    """The rows to choose by: of many only those with some texts in the first column, but of these all."""
    every = len(rows) // MOST_ROWS
    return [row for row in rows if first.codes[row] % every == 0] if every > 1 else rows


def _extend(
    chosen: list[Column],
    others: Sequence[Column],
    apart: Sequence[Column],
    rank: Callable[[Column], int],
    rows: Sequence[int],
) -> None:
    """Add the column that tells most rows apart that are not yet, as long as one does."""
    now = _different([*apart, *chosen], rows)
    while now < len(rows):
        scores = {other: _different([*apart, *chosen, other], rows) for other in others if other not in chosen}
        most = max(scores.values(), default=now)
        if most == now:
            return
        good = [other for other, score in scores.items() if score - now >= NEARLY * (most - now)]
        best = min(good, key=lambda other: (rank(other), other.different))
        chosen.append(best)
        now = scores[best]


def _shorten(chosen: list[Column], apart: Sequence[Column], rank: Callable[[Column], int], rows: Sequence[int]) -> None:
    """Drop the columns without which the others tell as many rows apart."""
    now = _different([*apart, *chosen], rows)
    for column in sorted(chosen, key=lambda one: (-rank(one), -one.different)):
        rest = [other for other in chosen if other is not column]
        if rest and _different([*apart, *rest], rows) == now:
            chosen[:] = rest


def _codes(columns: Sequence[Column], rows: Sequence[int]) -> list[int]:
    """A number for what the columns say in each of some rows."""
    if len(rows) == len(columns[0].codes):
        return list(map(hash, zip(*(column.codes for column in columns), strict=True)))
    return [hash(tuple(column.codes[row] for column in columns)) for row in rows]


def _different(columns: Sequence[Column], rows: Sequence[int]) -> int:
    return len(set(_codes(columns, rows)))


def _alike(columns: Sequence[Column], rows: Sequence[int]) -> int:
    return len(rows) - _different(columns, rows)


def repeats(columns: Sequence[Column], rows: Sequence[int]) -> int:
    """How many of some rows say the same as another in every column."""
    return _alike(columns, rows)


def _clashing(columns: Sequence[Column], rows: Sequence[int]) -> list[int]:
    """The rows of which the columns say the same as of another."""
    codes = _codes(columns, rows)
    counts = Counter(codes)
    return [row for row, code in enumerate(codes) if counts[code] > 1]
