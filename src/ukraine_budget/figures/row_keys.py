"""Which rows of a table say the same in some columns, by a number for the text of each cell."""

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RowNumbers = NDArray[np.int64]
MIXING = np.uint64(1_000_003)
"""An odd number: two columns that are exchanged, or say the same, still make different keys."""


def hashes(texts: Sequence[str]) -> bytes:
    """The hash of each text, as 64-bit numbers."""
    return np.fromiter(map(hash, texts), np.int64, len(texts)).tobytes()


def row_keys(columns: Sequence["array[int]"], rows: RowNumbers) -> NDArray[np.uint64]:
    """A number for what some columns say in each of some rows: the same for rows that say the same."""
    keys = np.zeros(len(rows), np.uint64)
    for column in columns:
        keys = (keys * MIXING) ^ np.frombuffer(column, np.uint64)[rows]
    return keys


def count_different(columns: Sequence["array[int]"], rows: RowNumbers) -> int:
    """How many different things some columns say in some rows."""
    keys = np.sort(row_keys(columns, rows))
    return int(np.count_nonzero(keys[1:] != keys[:-1])) + bool(len(keys))


def clashing(columns: Sequence["array[int]"], rows: RowNumbers) -> RowNumbers:
    """Those of some rows of which some columns say the same as of another."""
    keys = row_keys(columns, rows)
    ordered = np.sort(keys)
    return rows[np.isin(keys, ordered[1:][ordered[1:] == ordered[:-1]])]


def every_nth_text(column: "array[int]", rows: RowNumbers, every: int) -> RowNumbers:
    """The rows with one in so many texts of a column, but all rows with these."""
    chosen: RowNumbers = rows[np.frombuffer(column, np.uint64)[rows] % np.uint64(every) == 0]
    return chosen


def rows_with(column: "array[int]", codes: Sequence[int]) -> RowNumbers:
    """The rows in which a column says one of some things."""
    return np.flatnonzero(np.isin(np.frombuffer(column, np.int64), np.array(codes, np.int64)))


def all_but(rows: int, gone: Sequence[RowNumbers]) -> RowNumbers:
    """The numbers of some rows, without some of them."""
    kept: NDArray[np.bool_] = np.ones(rows, np.bool_)
    for some in gone:
        kept[some] = False
    return np.flatnonzero(kept)


def share_known(columns: Sequence["array[int]"], rows: RowNumbers, others: RowNumbers) -> float:
    """In what share of some rows some columns say what they say in others too."""
    return float(np.mean(np.isin(row_keys(columns, rows), row_keys(columns, others))))
