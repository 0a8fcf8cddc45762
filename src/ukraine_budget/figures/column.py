"""Columns of figures: few distinct values and their codes, or texts that are mostly different."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

V = TypeVar("V", bound=Hashable)
W = TypeVar("W")
Bools = NDArray[np.bool_]
Integers = NDArray[np.integer[Any]]
DENSE = 1 << 24
"""Up to this many possible numbers, a table with a place for each is faster than sorting."""
UTF8 = ("utf-8", "surrogatepass")


@dataclass(frozen=True, eq=False)
class Coded(Generic[V]):
    """A column of few distinct values: `codes`, shape (rows,), say which of `values`, each there once, a row has.

    Some of the values may be in no row.
    """

    codes: Integers
    values: tuple[V, ...]

    @classmethod
    def of(cls, cells: Sequence[V]) -> "Coded[V]":
        """The column of some cells; its values in the order in which they first occur."""
        numbers = {value: number for number, value in enumerate(dict.fromkeys(cells))}
        kind = np.min_scalar_type(-max(len(numbers), 1))
        return cls(np.fromiter(map(numbers.__getitem__, cells), kind, len(cells)), tuple(numbers))

    @classmethod
    def constant(cls, value: V, rows: int) -> "Coded[V]":
        """The same value in every row."""
        return cls(np.zeros(rows, np.int8), (value,))

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> V:
        return self.values[int(self.codes[row])]

    def take(self, rows: Integers) -> Iterator[V]:
        """The values of some rows."""
        return map(self.values.__getitem__, self.codes[rows].tolist())

    def at(self, rows: Integers) -> "Coded[V]":
        """The column of some rows only."""
        return Coded(self.codes[rows], self.values)

    @property
    def used(self) -> tuple[V, ...]:
        """The values that any row has, each once."""
        there, _ = grouped(self.codes, len(self.values))
        return tuple(map(self.values.__getitem__, there.tolist()))

    @property
    def in_order(self) -> tuple[V, ...]:
        """The values that any row has, in the order of their first rows."""
        codes, first = np.unique(self.codes, return_index=True)
        return tuple(map(self.values.__getitem__, codes[np.argsort(first)].tolist()))

    def is_in(self, wanted: Collection[V]) -> Bools:
        """Which rows have one of the wanted values."""
        return self.where(frozenset(wanted).__contains__)

    def where(self, holds: Callable[[V], object]) -> Bools:
        """Which rows have a value that passes a test, which is called once per distinct value."""
        found: Bools = np.fromiter(map(bool, map(holds, self.values)), np.bool_, len(self.values))[self.codes]
        return found

    def numbered(self, numbers: Mapping[V, int]) -> Integers:
        """The number of each row's value, shape (rows,); -1 for a value that has none."""
        known = (numbers.get(value, -1) for value in self.values)
        found: Integers = np.fromiter(known, np.int32, len(self.values))[self.codes]
        return found


@dataclass(frozen=True, eq=False)
class Texts:
    """A column of texts, UTF-8 end to end in `data`; `begins` and `ends`, shape (rows,), say where each row's is."""

    data: bytes | memoryview
    begins: Integers
    ends: Integers

    @classmethod
    def of(cls, cells: Sequence[str]) -> "Texts":
        """The column of some cells."""
        text = "".join(cells)
        data = text.encode(*UTF8)
        sizes = map(len, cells) if len(data) == len(text) else (len(cell.encode(*UTF8)) for cell in cells)
        bounds = np.zeros(len(cells) + 1, np.int64)
        np.cumsum(np.fromiter(sizes, np.int64, len(cells)), out=bounds[1:])
        return cls(data, bounds[:-1], bounds[1:])

    @classmethod
    def blank(cls, rows: int) -> "Texts":
        """A blank text in every row."""
        return cls(b"", np.zeros(rows, np.int8), np.zeros(rows, np.int8))

    def __reduce__(self) -> tuple[type["Texts"], tuple[Any, ...]]:
        return Texts, (bytes(self.data), self.begins, self.ends)  # a view of memory is not copied

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, row: int) -> str:
        return str(self.data[self.begins[row] : self.ends[row]], *UTF8)

    def take(self, rows: Integers) -> Iterator[str]:
        """The texts of some rows."""
        bounds = zip(self.begins[rows].tolist(), self.ends[rows].tolist(), strict=True)
        return (str(self.data[begin:end], *UTF8) for begin, end in bounds)

    def at(self, rows: Integers) -> "Texts":
        """The column of some rows only, which shares the bytes of this one."""
        return Texts(self.data, self.begins[rows], self.ends[rows])


def has_word(word: str) -> Callable[[str], bool]:
    """A test of whether a text has a word."""
    return lambda words: word in words.split()


def joint(*columns: Coded[Any]) -> tuple[Integers, int]:
    """One number for the values that each row has in several columns, shape (rows,), and how many there can be."""
    found: Integers = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        found *= len(column.values)
        found += column.codes
    return found, prod(len(column.values) for column in columns)


def combinations(*columns: Coded[Any]) -> Iterator[tuple[Any, ...]]:
    """The values that several columns have together in any row, each combination once."""
    there, _ = grouped(*joint(*columns))
    codes = np.unravel_index(there, [max(len(column.values), 1) for column in columns])
    values = (map(column.values.__getitem__, found.tolist()) for column, found in zip(columns, codes, strict=True))
    return zip(*values, strict=True)


def grouped(numbers: Integers, size: int) -> tuple[Integers, Integers]:
    """The distinct ones among numbers from 0 up to `size`, ascending; and for each number which of these it is."""
    if size > max(DENSE, len(numbers)):
        return np.unique(numbers, return_inverse=True)
    seen = np.zeros(size, np.bool_)
    seen[numbers] = True
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[numbers]


def distinct(numbers: Integers, size: int) -> int:
    """How many distinct ones there are among numbers from 0 up to `size`."""
    if size > max(DENSE, len(numbers)):
        return len(ascending(numbers))
    seen = np.zeros(size, np.bool_)
    seen[numbers] = True
    return int(np.count_nonzero(seen))


def ascending(numbers: Integers) -> Integers:
    """The distinct ones of some numbers, sorted; many times faster than np.unique."""
    found = np.sort(numbers)
    return found[begins(found)]


def begins(numbers: Integers) -> Bools:
    """Which of some sorted numbers differ from the one before."""
    found = np.ones(len(numbers), np.bool_)
    found[1:] = numbers[1:] != numbers[:-1]
    return found


def position(sorted_numbers: Integers, wanted: Integers) -> Integers:
    """Where each wanted number is among ascending ones, shape as `wanted`; -1 for one that is not there."""
    found = np.searchsorted(sorted_numbers, wanted)
    found[found == len(sorted_numbers)] = -1
    if len(sorted_numbers):
        found[sorted_numbers[found] != wanted] = -1
    return found


def is_among(numbers: Integers, sorted_numbers: Integers) -> Bools:
    """Which of some numbers are among ascending ones, shape as `numbers`."""
    found: Bools = position(sorted_numbers, numbers) >= 0
    return found


def filled(values: Iterable[V], there: Bools, blank: W = None) -> "list[V | W]":  # type: ignore[assignment]
    """Values, in order, where a mask is true, and a blank elsewhere: None unless another is given."""
    if there.all():
        return list(values)
    each = iter(values)
    return [next(each) if is_there else blank for is_there in there.tolist()]


def integers(numbers: Sequence[int]) -> Integers:
    """Some numbers as an array."""
    return np.array(numbers, np.int64)


def mask(holds: Iterable[object]) -> Bools:
    """Truth values as an array."""
    return np.fromiter(map(bool, holds), np.bool_)


def duplicates(columns: Iterable[Coded[Any]]) -> tuple[Integers, Integers]:
    """The rows that repeat the key of an earlier row, ascending, and for each the first row with that key.

    A row with None in the key has none.
    """
    key = tuple(columns)
    rows = np.flatnonzero(~np.logical_or.reduce([column.is_in({None}) for column in key]))
    numbers, _ = joint(*(column.at(rows) for column in key))
    order = np.argsort(numbers, kind="stable")
    is_first = begins(numbers[order])
    first = order[is_first][np.cumsum(is_first) - 1]
    again = np.argsort(order[~is_first])
    return rows[order[~is_first][again]], rows[first[~is_first][again]]
