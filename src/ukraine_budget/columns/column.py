"""Columns of a million cells: distinct values and their numbers, or texts end to end."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from math import prod
from operator import eq
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pyarrow as pa

V = TypeVar("V", bound=Hashable)
Bools = NDArray[np.bool_]
Integers = NDArray[np.integer[Any]]
MOST_DIGITS = 38
"""Of an Arrow decimal."""


class Coded(Sequence[V], Generic[V]):
    """A column of few distinct values: `values`, each once, and in `codes` for each row the number of its value."""

    def __init__(self, codes: Integers, values: Sequence[V]) -> None:
        self.codes = codes.astype(np.min_scalar_type(-max(len(values), 1)), copy=False)
        self.values = tuple(values)

    @classmethod
    def of(cls, codes: Integers, values: Sequence[V]) -> "Coded[V]":
        """The column of some numbers of values, of which several may be the same."""
        numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
        if len(numbers) == len(values):
            return cls(codes, values)
        return cls(np.array([numbers[value] for value in values])[codes], tuple(numbers))

    @classmethod
    def constant(cls, value: V, rows: int) -> "Coded[V]":
        """The same value in every row."""
        return cls(np.zeros(rows, np.int8), (value,))

    def __reduce__(self) -> tuple[type["Coded[V]"], tuple[Any, ...]]:
        return Coded, (self.codes, self.values)  # what is read lazily is copied read

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, row: int) -> V: ...
    @overload
    def __getitem__(self, row: slice) -> "Coded[V]": ...
    def __getitem__(self, row: int | slice) -> "V | Coded[V]":
        found = self.codes[row]
        return Coded(found, self.values) if isinstance(row, slice) else self.values[found]

    def __iter__(self) -> Iterator[V]:
        return map(self.values.__getitem__, self.codes.tolist())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Coded) and self.values == other.values:
            return bool(np.array_equal(self.codes, other.codes))
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # as that of a list

    def take(self, rows: Integers) -> Iterator[V]:
        """The values of some rows."""
        return map(self.values.__getitem__, self.codes[rows].tolist())

    def among(self, wanted: Collection[V]) -> Bools:
        """Which rows have one of some values."""
        return self.which(frozenset(wanted).__contains__)

    def which(self, holds: Callable[[V], object]) -> Bools:
        """Of which rows something is true, asked once for each distinct value."""
        answers = np.fromiter(map(bool, map(holds, self.values)), np.bool_, len(self.values))
        found: Bools = answers[self.codes]
        return found


class Texts(Sequence[str]):
    """A column of texts that are mostly different, in an Arrow array: end to end, and where each of them ends."""

    def __init__(self, array: "pa.StringArray | pa.LargeStringArray") -> None:
        self.array = array
        _, ends, data = array.buffers()
        self.data = memoryview(data or b"")
        width: type[np.integer[Any]] = np.int64 if array.type == "large_string" else np.int32
        self.ends: Integers = np.frombuffer(ends, width)[array.offset : array.offset + len(array) + 1]

    def __reduce__(self) -> tuple[type["Texts"], tuple[Any, ...]]:
        return Texts, (self.array,)

    @property
    def longest(self) -> int:
        """The number of bytes of the longest text."""
        return int(np.diff(self.ends).max(initial=0))

    def __len__(self) -> int:
        return len(self.ends) - 1

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[str]: ...
    def __getitem__(self, row: int | slice) -> str | Sequence[str]:
        if isinstance(row, slice):
            return [self[number] for number in range(*row.indices(len(self)))]
        if not 0 <= row < len(self):
            raise IndexError(row)  # or a walk over the column would not end
        return str(self.data[self.ends[row] : self.ends[row + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(self.array.to_pylist())

    def take(self, rows: Integers) -> Iterator[str]:
        """The texts of some rows."""
        import pyarrow as pa  # noqa: PLC0415  # it is there where there is such a column

        numbers = pa.Array.from_buffers(pa.int64(), len(rows), [None, pa.py_buffer(rows.astype(np.int64))])
        return iter(self.array.take(numbers).to_pylist())


class _Lazy:
    """A column that is read when a part of it is first asked for."""

    def __init__(self, read: Callable[[], object]) -> None:
        self._read = read

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        vars(self).update(vars(self._read()))
        return vars(self)[name]


class LazyCoded(_Lazy, Coded[V]):
    """A column of few distinct values that is read when it is first asked for."""


class LazyTexts(_Lazy, Texts):
    """A column of texts that is read when it is first asked for."""


def whole_numbers(amounts: Texts) -> tuple[Integers, int] | None:
    """Plain decimals as whole numbers, and how many decimals these hold; None where they have too many digits."""
    import pyarrow as pa  # noqa: PLC0415  # it is there where there is such a column
    import pyarrow.compute as pc  # noqa: PLC0415  # likewise

    points = np.frombuffer(pc.find_substring(amounts.array, ".").buffers()[1], amounts.ends.dtype)[: len(amounts)]
    after = np.diff(amounts.ends) - points - 1
    decimals = int(after.max(initial=0, where=points >= 0))
    try:
        cast = amounts.array.cast(pa.decimal128(MOST_DIGITS, decimals))
    except pa.ArrowInvalid:
        return None
    low, high = np.frombuffer(cast.buffers()[1], np.int64).reshape(-1, 2)[cast.offset : cast.offset + len(cast)].T
    return (low, decimals) if bool(np.array_equal(high, low >> 63)) else None


def keys(*columns: Coded[Any]) -> tuple[Integers, int]:
    """Of each row one number for the values of several columns, and how many there can be."""
    size = prod(len(column.values) for column in columns)
    found: Integers = np.zeros(len(columns[0]), kind_of(size))
    for column in columns:
        found *= len(column.values)
        found += column.codes
    return found, size


def kind_of(size: int) -> type[np.integer[Any]]:
    """The smallest of the two usual kinds of numbers that those below some size fit into."""
    return np.int32 if size < 1 << 31 else np.int64


DENSE = 1 << 24
"""Up to how many possible numbers a table with a place for each is faster than sorting those that there are."""


def distinct(found: Integers, size: int) -> Integers:
    """The distinct ones of some numbers from 0 up to `size`, sorted."""
    if size > max(DENSE, len(found)):
        return np.unique(found)
    seen = np.zeros(size, np.bool_)
    seen[found] = True
    return np.flatnonzero(seen)


def counts(found: Integers, size: int) -> tuple[Integers, Integers]:
    """The distinct ones of some numbers from 0 up to `size`, sorted, and how often each is there."""
    if size > max(DENSE, len(found)):
        return np.unique(found, return_counts=True)
    times = np.bincount(found, minlength=size)
    there = np.flatnonzero(times)
    return there, times[there]


def combinations(*columns: Coded[Any]) -> Iterator[tuple[Any, ...]]:
    """The values that several columns have together in any row, each combination once."""
    places = np.unravel_index(distinct(*keys(*columns)), [len(column.values) for column in columns])
    values = (map(column.values.__getitem__, place.tolist()) for column, place in zip(columns, places, strict=True))
    return zip(*values, strict=True)
