"""Where one amount is a factor times another that stands beside it: found for a million figures at once."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from ukraine_budget.columns.column import Bools, Coded, Integers, counts, keys
from ukraine_budget.columns.store import Columns

CLOSE = 1e-9
"""How much floating point numbers may differ from the decimals that they stand for, in proportion."""

Sizes = NDArray[np.float64]
Ranges = Sequence[tuple[float, float]]
"""Between what one size is roughly a factor times another."""


def scale_suspects(
    entries: Columns, order: Mapping[str, int], factors: Iterable[int], bounds: tuple[Decimal, Decimal]
) -> Sequence[int]:
    """The rows of the cells that may be off by a factor, and of the years beside them, as Entries has it."""
    numbers = entries.whole_numbers
    if numbers is None:
        return range(len(entries))
    sizes = np.abs(numbers[0].astype(np.float64))
    least, most = map(float, bounds)
    ranges = [(least * factor * (1 - CLOSE), most * factor * (1 + CLOSE)) for factor in factors]
    place = _places(entries, order)
    years = np.array(entries.year.values, np.int64)[entries.year.codes]
    series, _ = keys(entries.line, entries.basis)
    cells = series * (years.max(initial=0) + 2) + years  # with a number between the last year and the next series
    by_cell = np.lexsort((place, cells))
    by_year = np.lexsort((years, place, series))
    found = np.unique(
        np.concatenate(
            (
                cells[_beside_versions(by_cell, cells, sizes, ranges)],
                cells[_beside_years(by_year, series * (place.max(initial=0) + 1) + place, years, sizes, ranges)],
            )
        )
    )
    rows: list[int] = np.flatnonzero(np.isin(cells, np.concatenate((found - 1, found, found + 1)))).tolist()
    return rows


def steady(entries: Columns, order: Mapping[str, int], current: Mapping[str, str]) -> Mapping[tuple[str, str], int]:
    """How many rows of each version and document agree with a version beside it, as Entries has it."""
    numbers, _ = entries.whole_numbers or (np.zeros(0, np.int64), 0)
    lines = Coded.of(entries.line.codes, [current[line] for line in entries.line.values])
    cells, _ = keys(lines, entries.basis, entries.year)
    rows = np.lexsort((_places(entries, order), cells))
    one, other = rows[:-1], rows[1:]
    sizes, signs = np.abs(numbers), np.sign(numbers)
    small, large = np.minimum(sizes[one], sizes[other]), np.maximum(sizes[one], sizes[other])
    agree = (cells[one] == cells[other]) & (signs[one] * signs[other] > 0) & (large - small <= small)
    fits = np.zeros(len(rows), np.bool_)
    fits[one[agree]] = fits[other[agree]] = True
    sources, size = keys(entries.version, entries.document)
    found, times = counts(sources[fits], size)
    documents = entries.document.values
    names = ((entries.version.values[n // len(documents)], documents[n % len(documents)]) for n in found.tolist())
    return dict(zip(names, times.tolist(), strict=True))


def _places(entries: Columns, order: Mapping[str, int]) -> Integers:
    """The place of the version of each row among all versions."""
    found: Integers = np.array([order[version] for version in entries.version.values], np.int64)
    codes: Integers = entries.version.codes
    return np.take(found, codes)


def _beside_versions(rows: Integers, cells: Integers, sizes: Sizes, ranges: Ranges) -> Integers:
    """Rows that are so many times that of the next version that states their cell."""
    one, other = rows[:-1], rows[1:]
    found: Integers = one[(cells[one] == cells[other]) & _times(sizes[one], sizes[other], ranges)]
    return found


def _beside_years(rows: Integers, runs: Integers, years: Integers, sizes: Sizes, ranges: Ranges) -> Integers:
    """Rows that are so many times both the year before and the year after, of the same line, basis and version."""
    before, now, after = rows[:-2], rows[1:-1], rows[2:]
    beside = (runs[before] == runs[after]) & (years[after] - years[before] == 2)  # no year is there twice
    fits = _times(sizes[before], sizes[now], ranges) & _times(sizes[now], sizes[after], ranges)
    found: Integers = now[beside & fits]
    return found


def _times(one: Sizes, other: Sizes, ranges: Ranges) -> Bools:
    """Which of two sizes is a factor times the other."""
    small, large = np.minimum(one, other), np.maximum(one, other)
    found: Bools = np.zeros(len(small), np.bool_)
    for least, most in ranges:
        found |= (small * least <= large) & (large <= small * most)
    return found & (small > 0)
