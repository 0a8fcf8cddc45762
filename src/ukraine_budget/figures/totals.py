"""Totals of funds: over top-level lines, parts in place of a parent that is unstated or overtaken."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from ukraine_budget.figures.column import Bools, Coded, Integers, V, ascending, grouped, has_word, position
from ukraine_budget.figures.overtaken import stated_above
from ukraine_budget.figures.snapshot import Snapshot
from ukraine_budget.figures.structure import NONE


class TotalKey(NamedTuple):
    """The fund, basis and year of a total."""

    fund: str
    basis: str
    year: int


class TotalMembers(NamedTuple):
    """The lines of a total by their role, in ledger order, parts after parents.

    `stated` lines are added, `missing` ones are not stated; `replaced` are parents, unstated or overtaken, whose stated
    parts are added.
    """

    stated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


class TotalSide(NamedTuple):
    """The value of a total and its sum of rounding steps, in the unit asked for.

    `versions` state its terms, `words` qualify any of them; `lines` counts its lines. One that `mixes` decisions with
    commitments is no sum to print.
    """

    value: Decimal
    step: Decimal
    versions: frozenset[str]
    words: frozenset[str]
    lines: int
    mixes: bool


def total_members(snapshot: Snapshot, is_overtaken: Bools) -> Bools:
    """Mask of the cells added in totals, those without a stated ancestor; shape (cells,).

    Overtaken cells, a mask of equal shape, are replaced by their parts.
    """
    counts = ~is_overtaken
    if snapshot.structure.has_parents:
        counts &= stated_above(snapshot, ~is_overtaken) == NONE
    return counts


def total_lines(snapshot: Snapshot, counts: Bools, key: TotalKey) -> TotalMembers:
    """The lines of one total by their role. `counts` is the mask of `total_members`."""
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
    """Totals over cells of a snapshot, each of one fund, basis and year: nothing else is ever added.

    `rows` are all rows added, `group` the index of the total of each in `keys`, `is_first` the mask of the first row of
    each cell; shape (rows,).
    """

    snapshot: Snapshot
    keys: tuple[TotalKey, ...]
    rows: Integers
    group: Integers
    is_first: Bools

    @classmethod
    def of(cls, snapshot: Snapshot, counts: Bools) -> "Totals":
        """The totals over the cells of a mask of shape (cells,)."""
        cells, rows = snapshot.statements
        is_in = counts if len(cells) == len(counts) else counts[position(snapshot.cells, cells)]
        axes = snapshot.structure.axes
        blocks, group = grouped(snapshot.structure.blocks(cells[is_in]), len(axes.funds) * axes.inside)
        is_first = (np.arange(len(cells)) < len(snapshot))[is_in]
        return cls(snapshot, tuple(map(TotalKey._make, axes.keys(blocks))), rows[is_in], group, is_first)

    def sides(self) -> Mapping[TotalKey, TotalSide]:
        """The value of each total, and its qualifiers."""
        figures, size = self.snapshot.figures, len(self.keys)
        values = figures.amount.at(self.rows).sums(self.group, size, figures.power)
        steps = figures.steps.at(figures.rounding.codes[self.rows]).sums(self.group, size, figures.power)
        versions, texts = self.stated(figures.version), self.stated(figures.qualifier)
        words = (frozenset(word for text in distinct for word in text.split()) for distinct in texts)
        mixes = (len(set(map(has_word("decision"), distinct))) > 1 for distinct in texts)
        lines = np.bincount(self.group[self.is_first], minlength=size).tolist()
        return dict(zip(self.keys, map(TotalSide, values, steps, versions, words, lines, mixes), strict=True))

    def stated(self, column: Coded[V]) -> list[frozenset[V]]:
        """The distinct values of a column in the rows of each total."""
        width = max(len(column.values), 1)
        pairs, _ = grouped(self.group * width + column.codes[self.rows], len(self.keys) * width)
        distinct: list[set[V]] = [set() for _ in self.keys]
        for pair in pairs.tolist():
            distinct[pair // width].add(column.values[pair % width])
        return list(map(frozenset, distinct))
