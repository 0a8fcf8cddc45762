"""Equal rows of a table, found by a number for the text of each cell."""

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RowNumbers = NDArray[np.int64]
MIXING = np.uint64(1_000_003)
"""An odd factor: exchanged or equal columns get different keys."""


def hashes(texts: Sequence[str]) -> bytes:
    """Hash each text to 64 bits."""
    return np.fromiter(map(hash, texts), np.int64, len(texts)).tobytes()


def row_keys(columns: Sequence["array[int]"], rows: RowNumbers) -> NDArray[np.uint64]:
    """A key of some columns for each row; equal rows have equal keys."""
    keys = np.zeros(len(rows), np.uint64)
    for column in columns:
        keys = (keys * MIXING) ^ np.frombuffer(column, np.uint64)[rows]
    return keys


def count_different(columns: Sequence["array[int]"], rows: RowNumbers) -> int:
    """Count the distinct rows of some columns."""
    keys = np.sort(row_keys(columns, rows))
    return int(np.count_nonzero(keys[1:] != keys[:-1])) + bool(len(keys))


def clashing(columns: Sequence["array[int]"], rows: RowNumbers) -> RowNumbers:
    """The rows that equal another in some columns."""
    keys = row_keys(columns, rows)
    ordered = np.sort(keys)
    return rows[np.isin(keys, ordered[1:][ordered[1:] == ordered[:-1]])]


def every_nth_text(column: "array[int]", rows: RowNumbers, every: int) -> RowNumbers:
    """A sample of rows: all those with every nth text of a column."""
    chosen: RowNumbers = rows[np.frombuffer(column, np.uint64)[rows] % np.uint64(every) == 0]
    return chosen


def rows_with(column: "array[int]", codes: Sequence[int]) -> RowNumbers:
    """The rows with one of some codes in a column."""
    return np.flatnonzero(np.isin(np.frombuffer(column, np.int64), np.array(codes, np.int64)))


def all_but(rows: int, gone: Sequence[RowNumbers]) -> RowNumbers:
    """All row numbers but some."""
    kept: NDArray[np.bool_] = np.ones(rows, np.bool_)
    for some in gone:
        kept[some] = False
    return np.flatnonzero(kept)


def share_known(columns: Sequence["array[int]"], rows: RowNumbers, others: RowNumbers) -> float:
    """The share of rows that equal one of the others in some columns."""
    return float(np.mean(np.isin(row_keys(columns, rows), row_keys(columns, others))))
