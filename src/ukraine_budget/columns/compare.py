"""Two states of figures compared by arrays: what ByCell says, for a million cells at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import prod

import numpy as np

from ukraine_budget.analysis.stands import refunded
from ukraine_budget.columns.column import DENSE, Bools, Coded, Integers, counts, kind_of
from ukraine_budget.columns.space import NOWHERE, RowOf, Space, standing
from ukraine_budget.columns.store import Columns
from ukraine_budget.model.amount import EXACT, exact_sum
from ukraine_budget.model.comparison import State, TotalComparison, TotalKey, TotalSide
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import in_order
from ukraine_budget.model.stands import Key, Stands


@dataclass(frozen=True)
class TotalRows:
    """One side: the rows that stand at some versions of a ledger, and the values of all its rows as whole numbers."""

    ledger: Ledger
    entries: Columns
    rows: Integers
    values: Integers

    @property
    def is_stated(self) -> Bools:
        """For which cells anything stands."""
        found: Bools = self.rows != NOWHERE
        return found


@dataclass(frozen=True)
class ByColumn:
    """The two sides of a comparison. `ledger` knows the names of both, `decimals` are those of the whole numbers.

    `restated` says of each cell whether it counts.
    """

    ledger: Ledger
    space: Space
    before: TotalRows
    after: TotalRows
    restated: Bools
    decimals: int

    @cached_property
    def old(self) -> Stands:
        """What stands on the old side."""
        return Stands(self.before.ledger, RowOf(self.space, self.before.rows))

    @cached_property
    def new(self) -> Stands:
        """What stands on the new side."""
        return Stands(self.after.ledger, RowOf(self.space, self.after.rows))

    def differing(self) -> Iterable[Key]:
        """The restated cells that may differ: not stated alike on both sides, or with an open end."""
        one, other = self.before, self.after
        at = np.flatnonzero(one.is_stated & other.is_stated & self.restated)
        mine, theirs = one.rows[at], other.rows[at]
        differ = one.values[mine] != other.values[theirs]
        for old, new in (
            (one.entries.rounding, other.entries.rounding),
            (one.entries.qualifier, other.entries.qualifier),
        ):
            left, right = _alike(old, new)
            differ |= left[old.codes[mine]] != right[new.codes[theirs]]
        differ |= one.entries.qualifier.which(lambda words: "at-" in words)[mine]
        alone = np.flatnonzero((one.is_stated ^ other.is_stated) & self.restated)
        return self.space.keys(np.concatenate((at[differ], alone)))

    def totals(self, compared: Mapping[TotalKey, Collection[str]]) -> Mapping[TotalKey, TotalComparison]:
        """The totals of some blocks, given the lines of each whose two figures are compared."""
        seen = np.zeros(self.space.size, np.bool_)
        keys = ((line, block.basis, block.year) for block, lines in compared.items() for line in lines)
        seen[[self.space.number(key) for key in keys]] = True
        one, other = self.before, self.after
        old, new = _counted(self.space, one), _counted(self.space, other)
        before, after = self._sides(one, old), self._sides(other, new)
        counted, dropped, added = map(self._lines, (seen & old, old & ~new, new & ~old))
        unseen = old & new & ~seen & self._is_revised
        beside = self._lines(unseen & self._is_other) if one.ledger is other.ledger else {}
        slack = self._slack(new & ~seen & self._is_revised)
        return {
            block: TotalComparison(
                before.get(block, TotalSide()),
                after.get(block, TotalSide()),
                frozenset(counted.get(block, ())),
                tuple(sorted(dropped.get(block, ()))),
                tuple(sorted(added.get(block, ()))),
                tuple(sorted(beside.get(block, ()))),
                slack.get(block, Decimal(0)),
            )
            for block in compared
        }

    @cached_property
    def _is_revised(self) -> Bools:
        """Which cells two rows state, and not one that stands on both sides."""
        found: Bools = self.before.rows != self.after.rows
        return found if self.before.ledger is self.after.ledger else np.ones_like(found)

    @cached_property
    def _is_other(self) -> Bools:
        """Which cells have other values on the two sides, where both state them."""
        found: Bools = self.before.values[self.before.rows] != self.after.values[self.after.rows]
        return found

    def _blocks(self, numbers: Integers) -> Integers:
        """The number of the block in which each of some cells counts."""
        found: Integers = self._block_of[numbers]
        return found

    @property
    def _shape(self) -> tuple[int, int, int]:
        return len(self.space.funds), self.space.shape[1], self.space.shape[2]

    @cached_property
    def _block_of(self) -> Integers:
        """The number of the block of every cell: that of the cell itself, with the fund in place of the line."""
        inside = np.arange(prod(self._shape[1:]), dtype=kind_of(prod(self._shape)))
        first = self.space.fund_of.astype(inside.dtype) * len(inside)
        found: Integers = np.add.outer(first, inside).reshape(-1)
        return found

    def _block(self, number: int) -> TotalKey:
        fund, basis, year = np.unravel_index(number, self._shape)
        return TotalKey(self.space.funds[fund], self.space.axes[1][basis], self.space.axes[2][year])

    def _lines(self, cells: Bools) -> Mapping[TotalKey, list[str]]:
        """The lines of some cells by their blocks."""
        found: defaultdict[TotalKey, list[str]] = defaultdict(list)
        for line, basis, year in self.space.keys(np.flatnonzero(cells)):
            found[TotalKey(self.ledger.lines[line].fund, basis, year)].append(line)
        return found

    def _sides(self, side: TotalRows, counted: Bools) -> Mapping[TotalKey, TotalSide]:
        """What the cells that count on a side come to."""
        at = np.flatnonzero(counted)
        rows, blocks = side.rows[at], self._blocks(at)
        sums = np.zeros(prod(self._shape), np.int64)
        np.add.at(sums, blocks, side.values[rows])
        versions = self._together(blocks, side.entries.version, rows)
        words = self._together(blocks, side.entries.qualifier, rows) if side.entries.is_qualified else {}
        return {
            self._block(number): TotalSide(
                self._decimal(int(sums[number]), side.ledger),
                next(iter(names)) if len(names) == 1 else "",
                in_order({word for text in words.get(number, ()) for word in text.split()}),
            )
            for number, names in versions.items()
        }

    def _decimal(self, value: int, ledger: Ledger) -> Decimal:
        return EXACT.scaleb(Decimal(value), ledger.scale - self.decimals)

    def _together(self, blocks: Integers, column: Coded[str], rows: Integers) -> Mapping[int, Mapping[str, int]]:
        """How often each block has each value of a column."""
        width = len(column.values)
        pairs, times = counts(blocks.astype(np.int64) * width + column.codes[rows], prod(self._shape) * width)
        found: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for pair, often in zip(pairs.tolist(), times.tolist(), strict=True):
            found[pair // width][column.values[pair % width]] = often
        return found

    def _slack(self, cells: Bools) -> Mapping[TotalKey, Decimal]:
        """The roundings of what stands on the new side for some cells, by block."""
        at = np.flatnonzero(cells)
        together = self._together(self._blocks(at), self.after.entries.rounding, self.after.rows[at])
        scaled = self.after.ledger.scaled
        found: defaultdict[TotalKey, Decimal] = defaultdict(Decimal)
        for number, steps in together.items():
            sizes = (EXACT.multiply(scaled(step), Decimal(times)) for step, times in steps.items() if step)
            found[self._block(number)] = exact_sum(sizes)
        return found


def _alike(one: Coded[str], other: Coded[str]) -> tuple[Integers, Integers]:
    """Of the values of two columns, numbers that are the same for the same value."""
    numbers: dict[str, int] = {}
    left, right = ([numbers.setdefault(value, len(numbers)) for value in c.values] for c in (one, other))
    return np.array(left), np.array(right)


def _counted(space: Space, side: TotalRows) -> Bools:
    """Which cells count in a total of a side: those stated while nothing is that its ledger has them a part of."""
    stated = side.is_stated.reshape(space.shape)
    places = {line: n for n, line in enumerate(space.axes[0])}
    known = side.ledger.lines
    above_of = (known[line].parent if line in known else "" for line in space.axes[0])
    parents = np.array([places.get(parent, NOWHERE) for parent in above_of])
    is_part = np.zeros_like(stated)
    above = parents.copy()
    while (below := np.flatnonzero(above != NOWHERE)).size:
        is_part[below] |= stated[above[below]]
        above[below] = parents[above[below]]
    found: Bools = (stated & ~is_part).reshape(-1)
    return found


def compared(ledger: Ledger, old: State, new: State, restating: Collection[str] | None) -> ByColumn | None:
    """Two states of large ledgers side by side, as Entries have it; None where they are to be compared cell by cell."""
    sides = (old.ledger, new.ledger)
    entries = [side.entries for side in sides if isinstance(side.entries, Columns)]
    if len(entries) < len(sides) or any(side.renumbered for side in sides) or sides[0].scale != sides[1].scale:
        return None
    space = Space(ledger, sorted({*sides[0].years, *sides[1].years}))
    numbers = _whole_numbers(entries)
    if numbers is None or space.size > max(DENSE, 2 * sum(map(len, entries))) or refunded(*sides):
        return None
    values, decimals = numbers
    before, after = (
        TotalRows(state.ledger, columns, standing(space, columns, state), whole)
        for state, columns, whole in zip((old, new), entries, values, strict=True)
    )
    restated = np.ones(space.size, np.bool_) if restating is None else before.is_stated & ~after.is_stated
    if restating is not None:
        restated[space.numbers(entries[1])[entries[1].version.among(restating)]] = True
    return ByColumn(ledger, space, before, after, restated, decimals)


def _whole_numbers(entries: Sequence[Columns]) -> tuple[list[Integers], int] | None:
    """The values of some figures as whole numbers, all with as many decimals; None where sums of them may not fit."""
    found = [columns.whole_numbers for columns in entries]
    known = [pair for pair in found if pair is not None]
    if len(known) < len(found):
        return None
    decimals = max(own for _, own in known)
    most = max(_largest(values) * 10 ** (decimals - own) for values, own in known)
    if most * max(map(len, entries)) >= 1 << 62:
        return None
    return [values * 10 ** (decimals - own) for values, own in known], decimals


def _largest(values: Integers) -> int:
    """The largest size of some numbers; that of the smallest that there can be is no number of their kind."""
    return max(int(values.max(initial=0)), -int(values.min(initial=0)))
