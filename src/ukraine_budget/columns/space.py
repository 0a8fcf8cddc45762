"""Every cell that there can be, under one number: the places of arrays that say something of each cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import Any

import numpy as np

from ukraine_budget.columns.column import Bools, Coded, Integers, kind_of
from ukraine_budget.columns.store import Columns
from ukraine_budget.model.amount import OUTSTANDING
from ukraine_budget.model.comparison import State
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.stands import Key

NOWHERE = -1
"""The row of a cell for which nothing stands."""


class Space:
    """All lines and bases of a ledger, and some years: a cell's number tells its place on each of the three axes.

    `funds` are those of the ledger, `fund_of` says of each line the number of its fund.
    """

    def __init__(self, ledger: Ledger, years: Sequence[int]) -> None:
        self.funds = tuple(ledger.funds)
        self._number = {fund: n for n, fund in enumerate(self.funds)}
        self.fund_of: Integers = np.array([self._number[line.fund] for line in ledger.lines.values()], np.int64)
        self.axes = (tuple(ledger.lines), (*dict.fromkeys((*ledger.bases, OUTSTANDING)),), tuple(years))
        self.shape = tuple(map(len, self.axes))
        self.size = prod(self.shape)
        self._places: Sequence[Mapping[Any, int]] = [{value: n for n, value in enumerate(axis)} for axis in self.axes]

    def number(self, key: Key) -> int:
        """The number of a cell; NOWHERE for one that is not there."""
        lines, bases, years = self._places
        try:
            return (lines[key[0]] * len(bases) + bases[key[1]]) * len(years) + years[key[2]]
        except KeyError:
            return NOWHERE

    def keys(self, numbers: Integers) -> Iterator[Key]:
        """The cells of some numbers."""
        places = np.unravel_index(numbers, self.shape)
        values = (map(axis.__getitem__, place.tolist()) for axis, place in zip(self.axes, places, strict=True))
        return zip(*values, strict=True)

    def numbers(self, entries: Columns) -> Integers:
        """The number of the cell that each row states."""
        columns: Sequence[Coded[Any]] = (entries.line, entries.basis, entries.year)
        found: Integers = np.zeros(len(entries), kind_of(self.size))
        for column, places, length in zip(columns, self._places, self.shape, strict=True):
            found *= length
            found += np.array([places[value] for value in column.values], found.dtype)[column.codes]
        return found

    def within(self, blocks: Iterable[tuple[str, int]]) -> Bools:
        """Which cells are of some funds and years."""
        years = self._places[2]
        is_in = np.zeros((len(self.funds), len(years)), np.bool_)
        for fund, year in blocks:
            is_in[self._number[fund], years[year]] = True
        return np.broadcast_to(is_in[self.fund_of][:, None, :], self.shape).reshape(-1)


def standing(space: Space, entries: Columns, state: State) -> Integers:
    """The row of some figures that stands for each cell in the state of their ledger.

    A full version ends what it does not print in its funds and years.
    """
    numbers = space.numbers(entries)
    found: Integers = np.full(space.size, NOWHERE, kind_of(len(entries)))
    for place, version in enumerate(state.versions):
        rows = np.flatnonzero(entries.version.among({version.version}))
        if version.coverage == "full" and place:
            found[space.within(state.ledger.blocks(version.version))] = NOWHERE
        found[numbers[rows]] = rows
    return found


class RowOf(Mapping[Key, int]):
    """The row that stands for each cell, looked up in an array."""

    def __init__(self, space: Space, rows: Integers) -> None:
        self.space = space
        self.rows = rows

    def __getitem__(self, key: Key) -> int:
        number = self.space.number(key)
        row = NOWHERE if number == NOWHERE else int(self.rows[number])
        if row == NOWHERE:
            raise KeyError(key)
        return row

    def __iter__(self) -> Iterator[Key]:
        return self.space.keys(np.flatnonzero(self.rows != NOWHERE))

    def __len__(self) -> int:
        return int(np.count_nonzero(self.rows != NOWHERE))
