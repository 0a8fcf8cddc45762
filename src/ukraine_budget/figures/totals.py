"""The totals of funds: over top-level lines, stated parts in the place of a parent that is not stated or overtaken."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from ukraine_budget.figures.column import Bools, Coded, Integers, V, ascending, grouped, position
from ukraine_budget.figures.overtaken import stated_above
from ukraine_budget.figures.snapshot import Snapshot
from ukraine_budget.figures.structure import NONE


class TotalKey(NamedTuple):
    """What a total is of."""

    fund: str
    basis: str
    year: int


class TotalMembers(NamedTuple):
    """What each line of a fund is to a total of one basis and year, in the order of the ledger, parts after parents.

    `stated` are the lines that are added, `missing` those that are not stated, `replaced` the parents that are not
    stated, or overtaken, and whose stated parts are added.
    """

    stated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


class TotalSide(NamedTuple):
    """What a total comes to: its value and the sum of the steps of rounding in it, in the unit asked for.

    `versions` state its terms, `words` qualify any of them; `lines` is how many lines it is a sum over.
    """

    value: Decimal
    step: Decimal
    versions: frozenset[str]
    words: frozenset[str]
    lines: int


def total_members(snapshot: Snapshot, is_overtaken: Bools) -> Bools:
    """Which cells count in the totals of their funds: those above which no line is stated; shape (cells,).

    What is overtaken, a mask of the same shape, does not count: its parts do.
    """
    counts = ~is_overtaken
    if snapshot.structure.has_parents:
        counts &= stated_above(snapshot, ~is_overtaken) == NONE
    return counts


def total_lines(snapshot: Snapshot, counts: Bools, key: TotalKey) -> TotalMembers:
    """What the lines of a fund are to its total of a basis and year. `counts` are the `total_members`."""
    structure, axes = snapshot.structure, snapshot.structure.axes
    of_fund = structure.fund_of == axes.funds.index(key.fund)
    is_today = structure.current == np.arange(len(structure.current))
    is_stated, is_replaced = np.zeros((2, len(of_fund)), np.bool_)
    here = snapshot.cells % axes.inside == axes.number(axes.lines[0], key.basis, key.year)
    is_stated[structure.lines(snapshot.cells[counts & here])] = True
    above = structure.parent_of[is_stated]
    while (above := ascending(above[above != NONE])).size:
        is_replaced[above] = True
        above = structure.parent_of[above]
    is_reached = np.append(is_replaced, True)[structure.parent_of]  # the last is for lines at the top
    is_missing = is_today & is_reached & ~is_stated & ~is_replaced
    lines = (np.flatnonzero(of_fund & mask) for mask in (is_stated, is_missing, is_replaced))
    in_order = (codes[np.argsort(structure.rank[codes])].tolist() for codes in lines)
    return TotalMembers(*(tuple(map(axes.lines.__getitem__, codes)) for codes in in_order))


@dataclass(frozen=True, eq=False)
class Totals:
    """The totals that some cells of a snapshot make, each of one fund, basis and year: nothing else is ever added.

    `rows` are all rows that are added, and `group` says of each to which of `keys` it adds; `is_first` of its cell's
    rows; shape (rows,).
    """

    snapshot: Snapshot
    keys: tuple[TotalKey, ...]
    rows: Integers
    group: Integers
    is_first: Bools

    @classmethod
    def of(cls, snapshot: Snapshot, counts: Bools) -> "Totals":
        """The totals over the cells chosen by a mask of shape (cells,)."""
        cells, rows = snapshot.statements
        is_in = counts if len(cells) == len(counts) else counts[position(snapshot.cells, cells)]
        axes = snapshot.structure.axes
        blocks, group = grouped(snapshot.structure.blocks(cells[is_in]), len(axes.funds) * axes.inside)
        is_first = (np.arange(len(cells)) < len(snapshot))[is_in]
        return cls(snapshot, tuple(map(TotalKey._make, axes.keys(blocks))), rows[is_in], group, is_first)

    def sides(self) -> Mapping[TotalKey, TotalSide]:
        """What each total comes to, and what qualifies it."""
        figures, size = self.snapshot.figures, len(self.keys)
        values = figures.amount.at(self.rows).sums(self.group, size, figures.power)
        steps = figures.steps.at(figures.rounding.codes[self.rows]).sums(self.group, size, figures.power)
        versions, texts = self.stated(figures.version), self.stated(figures.qualifier)
        words = (frozenset(word for text in found for word in text.split()) for found in texts)
        lines = np.bincount(self.group[self.is_first], minlength=size).tolist()
        return dict(zip(self.keys, map(TotalSide, values, steps, versions, words, lines), strict=True))

    def stated(self, column: Coded[V]) -> list[frozenset[V]]:
        """The distinct values of a column of the figures in the rows of each total."""
        width = max(len(column.values), 1)
        pairs, _ = grouped(self.group * width + column.codes[self.rows], len(self.keys) * width)
        found: list[set[V]] = [set() for _ in self.keys]
        for pair in pairs.tolist():
            found[pair // width].add(column.values[pair % width])
        return list(map(frozenset, found))
