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
"""The most possible numbers for which a lookup table is faster than sorting."""
UTF8 = ("utf-8", "surrogatepass")


@dataclass(frozen=True, eq=False)
class Coded(Generic[V]):
    """A column of few distinct values: `codes`, shape (rows,), say which of `values`, each there once, a row has.

    Some values may be in no row.
    """

    codes: Integers
    values: tuple[V, ...]

    @classmethod
    def of(cls, cells: Sequence[V]) -> "Coded[V]":
        """Encode cells; values in order of first occurrence."""
        numbers = {value: number for number, value in enumerate(dict.fromkeys(cells))}
        kind = np.min_scalar_type(-max(len(numbers), 1))
        return cls(np.fromiter(map(numbers.__getitem__, cells), kind, len(cells)), tuple(numbers))

    @classmethod
    def constant(cls, value: V, rows: int) -> "Coded[V]":
        """One value in every row."""
        return cls(np.zeros(rows, np.int8), (value,))

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> V:
        return self.values[int(self.codes[row])]

    def take(self, rows: Integers) -> Iterator[V]:
        """The values of some rows."""
        return map(self.values.__getitem__, self.codes[rows].tolist())

    def at(self, rows: Integers) -> "Coded[V]":
        """Take some rows."""
        return Coded(self.codes[rows], self.values)

    @property
    def used(self) -> tuple[V, ...]:
        """The values that occur in any row."""
        there, _ = grouped(self.codes, len(self.values))
        return tuple(map(self.values.__getitem__, there.tolist()))

    @property
    def in_order(self) -> tuple[V, ...]:
        """The distinct values that occur, by first row."""
        codes, first = np.unique(self.codes, return_index=True)
        return tuple(map(self.values.__getitem__, codes[np.argsort(first)].tolist()))

    def is_in(self, wanted: Collection[V]) -> Bools:
        """Mask of the rows with a wanted value."""
        return self.where(frozenset(wanted).__contains__)

    def where(self, holds: Callable[[V], object]) -> Bools:
        """Mask of the rows whose value passes a test, called once per distinct value."""
        mask: Bools = np.fromiter(map(bool, map(holds, self.values)), np.bool_, len(self.values))[self.codes]
        return mask

    def numbered(self, numbers: Mapping[V, int]) -> Integers:
        """The number of each row's value, shape (rows,); -1 without one."""
        known = (numbers.get(value, -1) for value in self.values)
        by_row: Integers = np.fromiter(known, np.int32, len(self.values))[self.codes]
        return by_row


@dataclass(frozen=True, eq=False)
class Texts:
    """A column of texts, concatenated as UTF-8 in `data`; `begins` and `ends`, shape (rows,), are offsets."""

    data: bytes | memoryview
    begins: Integers
    ends: Integers

    @classmethod
    def of(cls, cells: Sequence[str]) -> "Texts":
        """Concatenate cells."""
        text = "".join(cells)
        data = text.encode(*UTF8)
        sizes = map(len, cells) if len(data) == len(text) else (len(cell.encode(*UTF8)) for cell in cells)
        bounds = np.zeros(len(cells) + 1, np.int64)
        np.cumsum(np.fromiter(sizes, np.int64, len(cells)), out=bounds[1:])
        return cls(data, bounds[:-1], bounds[1:])

    @classmethod
    def blank(cls, rows: int) -> "Texts":
        """Blank text in every row."""
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
        """Take some rows; the bytes are shared."""
        return Texts(self.data, self.begins[rows], self.ends[rows])


def has_word(word: str) -> Callable[[str], bool]:
    """Predicate: the text contains this word."""
    return lambda words: word in words.split()


def joint(*columns: Coded[Any]) -> tuple[Integers, int]:
    """Number the combinations of values, shape (rows,); and how many are possible."""
    numbers: Integers = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        numbers *= len(column.values)
        numbers += column.codes
    return numbers, prod(len(column.values) for column in columns)


def combinations(*columns: Coded[Any]) -> Iterator[tuple[Any, ...]]:
    """The distinct combinations of values that occur."""
    there, _ = grouped(*joint(*columns))
    codes = np.unravel_index(there, [max(len(column.values), 1) for column in columns])
    values = (map(column.values.__getitem__, own.tolist()) for column, own in zip(columns, codes, strict=True))
    return zip(*values, strict=True)


def grouped(numbers: Integers, size: int) -> tuple[Integers, Integers]:
    """The sorted distinct numbers, of 0 up to `size`; and the index of each number among them."""
    if size > max(DENSE, len(numbers)):
        return np.unique(numbers, return_inverse=True)
    seen = np.zeros(size, np.bool_)
    seen[numbers] = True
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[numbers]


def distinct(numbers: Integers, size: int) -> int:
    """Count the distinct numbers, of 0 up to `size`."""
    if size > max(DENSE, len(numbers)):
        return len(ascending(numbers))
    seen = np.zeros(size, np.bool_)
    seen[numbers] = True
    return int(np.count_nonzero(seen))


def ascending(numbers: Integers) -> Integers:
    """Sorted distinct values; faster than np.unique."""
    in_order = np.sort(numbers)
    return in_order[begins(in_order)]


def begins(numbers: Integers) -> Bools:
    """Mask of the first of each run of equal numbers."""
    mask = np.ones(len(numbers), np.bool_)
    mask[1:] = numbers[1:] != numbers[:-1]
    return mask


def position(sorted_numbers: Integers, wanted: Integers) -> Integers:
    """The index of each wanted number, shape as `wanted`; -1 where absent."""
    index = np.searchsorted(sorted_numbers, wanted)
    index[index == len(sorted_numbers)] = -1
    if len(sorted_numbers):
        index[sorted_numbers[index] != wanted] = -1
    return index


def is_among(numbers: Integers, sorted_numbers: Integers) -> Bools:
    """Mask of the numbers among sorted ones, shape as `numbers`."""
    mask: Bools = position(sorted_numbers, numbers) >= 0
    return mask


def filled(values: Iterable[V], there: Bools, blank: W = None) -> "list[V | W]":  # type: ignore[assignment]
    """Fill a list with values where a mask is true, with `blank` elsewhere."""
    if there.all():
        return list(values)
    each = iter(values)
    return [next(each) if is_there else blank for is_there in there.tolist()]


def integers(numbers: Sequence[int]) -> Integers:
    """An array of integers."""
    return np.array(numbers, np.int64)


def mask(holds: Iterable[object]) -> Bools:
    """An array of truth values."""
    return np.fromiter(map(bool, holds), np.bool_)


def duplicates(columns: Iterable[Coded[Any]]) -> tuple[Integers, Integers]:
    """The rows whose key occurs earlier, ascending; and the first row with that key.

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
