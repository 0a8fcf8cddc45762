"""Where one amount is many times another that stands beside it: found for a million figures at once."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from ukraine_budget.columns.column import Bools, Integers, keys
from ukraine_budget.columns.store import Columns

CLOSE = 1e-9
"""How much floating point numbers may differ from the decimals that they stand for."""


def uneven(entries: Columns, order: Mapping[str, int], least: Decimal, most: Decimal) -> Sequence[int]:
    """The rows of the cells that may be uneven, and of the years beside them, as Entries has it."""
    numbers = entries.whole_numbers
    if numbers is None:
        return range(len(entries))
    sizes = np.abs(numbers[0].astype(np.float64))
    bounds = float(least) - CLOSE, float(most) + CLOSE
    place = np.array([order[version] for version in entries.version.values], np.int64)[entries.version.codes]
    years = np.array(entries.year.values, np.int64)[entries.year.codes]
    series, _ = keys(entries.line, entries.basis)
    cells = series * (years.max(initial=0) + 2) + years  # with a number between the last year and the next series
    by_cell = np.lexsort((place, cells))
    by_year = np.lexsort((years, place, series))
    found = np.unique(
        np.concatenate(
            (
                cells[_beside_versions(by_cell, cells, sizes, bounds)],
                cells[_beside_years(by_year, series * (place.max(initial=0) + 1) + place, years, sizes, bounds)],
            )
        )
    )
    rows: list[int] = np.flatnonzero(np.isin(cells, np.concatenate((found - 1, found, found + 1)))).tolist()
    return rows


def _beside_versions(
    rows: Integers, cells: Integers, sizes: NDArray[np.float64], bounds: tuple[float, float]
) -> Integers:
    """Rows that are so many times that of the next version that states their cell."""
    one, other = rows[:-1], rows[1:]
    found: Integers = one[(cells[one] == cells[other]) & _times(sizes[one], sizes[other], bounds)]
    return found


def _beside_years(
    rows: Integers, runs: Integers, years: Integers, sizes: NDArray[np.float64], bounds: tuple[float, float]
) -> Integers:
    """Rows that are so many times both the year before and the year after, of the same line, basis and version."""
    before, now, after = rows[:-2], rows[1:-1], rows[2:]
    beside = (runs[before] == runs[after]) & (years[after] - years[before] == 2)  # no year is there twice
    fits = _times(sizes[before], sizes[now], bounds) & _times(sizes[now], sizes[after], bounds)
    found: Integers = now[beside & fits]
    return found


def _times(one: NDArray[np.float64], other: NDArray[np.float64], bounds: tuple[float, float]) -> Bools:
    """Which of two sizes is so many times the other."""
    small, large = np.minimum(one, other), np.maximum(one, other)
    found: Bools = (small > 0) & (small * bounds[0] <= large) & (large <= small * bounds[1])
    return found
