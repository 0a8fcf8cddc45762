"""Two snapshots side by side, of one ledger or two: the differing cells, and the lines of totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from ukraine_budget.figures.column import Bools, Integers, ascending, begins, grouped, position
from ukraine_budget.figures.overtaken import overtaken
from ukraine_budget.figures.snapshot import Snapshot
from ukraine_budget.figures.structure import NONE, Axes
from ukraine_budget.figures.totals import TotalKey, total_members

Names = Mapping[TotalKey, tuple[str, ...]]


class TotalComparison(NamedTuple):
    """The lines summed on both sides of a total.

    `compared` are the compared lines that the old side adds, `dropped` those added on the old side only, `added` on the
    new side only, `beside` on both, with different values that are not compared. `slack` is the rounding by which other
    restated lines may have changed.
    """

    compared: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    slack: Decimal = Decimal(0)


@dataclass(frozen=True, eq=False)
class ComparedSide:
    """One side of a comparison: its snapshot, under shared numbers of lines.

    `own` is the snapshot under the numbers of its own ledger. `counts`, shape (cells,), is the mask of the cells added
    in totals; `left_out` are cells of `own` not added, though one of their shared number is. `members`, shape (own
    cells,), is the mask of the cells of `own` that are added.
    """

    snapshot: Snapshot
    own: Snapshot
    counts: Bools
    left_out: Integers
    members: Bools

    @classmethod
    def of(cls, own: Snapshot, lines: Integers | None) -> "ComparedSide":
        """A side of a comparison. `lines`, shape (lines,), are the shared numbers; None if its own are."""
        added = total_members(own, overtaken(own))
        if lines is None:
            return cls(own, own, added, own.cells[:0], added)
        shared = own.numbered_by(lines)
        line = own.structure.lines(own.cells)
        index = position(shared.cells, own.cells + (lines[line] - line) * own.structure.axes.inside)
        counts = np.zeros(len(shared), np.bool_)
        counts[index[added]] = True
        return cls(shared, own, counts, own.cells[counts[index] & ~added], added)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two sides on the same axes. `cells` are those stated on either, ascending.

    `before` and `after`, shape (cells,), are their indices on the old and the new side, NONE where unstated.
    """

    old: ComparedSide
    new: ComparedSide
    cells: Integers
    before: Integers
    after: Integers

    @classmethod
    def of(
        cls, old: Snapshot, new: Snapshot, old_lines: Integers | None = None, new_lines: Integers | None = None
    ) -> "Comparison":
        """Compare two snapshots, under shared numbers where their ledgers number lines differently."""
        one, other = ComparedSide.of(old, old_lines), ComparedSide.of(new, new_lines)
        mine, theirs = one.snapshot.cells, other.snapshot.cells
        cells = mine if np.array_equal(mine, theirs) else ascending(np.concatenate((mine, theirs)))
        return cls(one, other, cells, position(mine, cells), position(theirs, cells))

    @property
    def axes(self) -> Axes:
        """The axes of both sides."""
        return self.old.snapshot.structure.axes

    def differing(self, restated: Integers | None = None) -> Integers:
        """The cells that may differ, ascending: stated differently on the two sides, or with an open end.

        With `restated` cells, only these, and those that no longer stand.
        """
        differ = (self.before == NONE) | (self.after == NONE)
        both = np.flatnonzero(~differ)
        differ[both] = self._unlike(both)
        if restated is not None:
            differ &= self._among(restated) | (self.after == NONE)
        cells: Integers = self.cells[differ]
        return cells

    def _among(self, cells: Integers) -> Bools:
        """Mask of the cells among others, shape (cells,)."""
        mask = np.zeros(len(self.cells) + 1, np.bool_)
        mask[position(self.cells, cells)] = True  # absent cells fall on the last
        return mask[:-1]

    def _unlike(self, which: Integers) -> Bools:
        """Mask of the cells stated differently; shape as `which`, which stand on both sides."""
        old, new = self.old.snapshot, self.new.snapshot
        one, other = old.figures, new.figures
        mine, theirs = old.rows[self.before[which]], new.rows[self.after[which]]
        mask = _values_differ(old, new, mine, theirs)
        steps, others = _alike(one.step_values, other.step_values)
        mask |= steps[one.rounding.codes[mine]] != others[other.rounding.codes[theirs]]
        words, others = _alike(one.qualifier.values, other.qualifier.values)
        mask |= words[one.qualifier.codes[mine]] != others[other.qualifier.codes[theirs]]
        mask |= one.qualifier.where(lambda words: "at-" in words)[mine]
        mask |= old.is_added[self.before[which]] | new.is_added[self.after[which]]
        mask |= self._changes_fund[old.structure.lines(self.cells[which])]
        return mask

    @cached_property
    def _funds(self) -> tuple[Integers, Integers]:
        """The fund of each line on both sides, shape (lines,); a missing line has that of the other."""
        old, new = self.old.own.structure.fund_of, self.new.own.structure.fund_of
        return np.where(old == NONE, new, old), np.where(new == NONE, old, new)

    @property
    def _changes_fund(self) -> Bools:
        mask: Bools = self._funds[0] != self._funds[1]
        return mask

    @property
    def moved_lines(self) -> Mapping[str, tuple[str, str]]:
        """The lines whose fund differs between the sides, with the old and the new one."""
        axes, (old, new) = self.axes, self._funds
        moved = np.flatnonzero(self._changes_fund).tolist()
        return {axes.lines[line]: (axes.funds[old[line]], axes.funds[new[line]]) for line in moved}

    def totals(self, compared: Integers) -> Mapping[TotalKey, TotalComparison]:
        """The lines of both sides of each total with a `compared` cell or a difference.

        Each side adds by its own parents and funds.
        """
        is_seen = self._among(compared)
        moved: Bools = np.zeros(len(self.cells), np.bool_)
        if self._changes_fund.any():
            moved = self._changes_fund[self.old.snapshot.structure.lines(self.cells)]
        one = np.append(self.old.counts, np.False_)[self.before]  # the last is for unstated cells
        other = np.append(self.new.counts, np.False_)[self.after]
        revised, beside = other & ~is_seen, np.zeros(len(self.cells), np.bool_)
        if self.old.snapshot.figures is self.new.snapshot.figures:
            revised &= ~(one & self._in_same_row)
            beside = revised & one & self._is_other
        old_fund, new_fund = self._funds
        gone = np.concatenate((self.cells[one & (~other | moved)], self.new.left_out))
        come = np.concatenate((self.cells[other & (~one | moved)], self.old.left_out))
        both, dropped = (_by_total(self.axes, old_fund, cells) for cells in (self.cells[is_seen & one], gone))
        added, others = (_by_total(self.axes, new_fund, cells) for cells in (come, self.cells[beside]))
        slack = self._slack(self.after[revised])
        keys = {*both, *dropped, *added, *others, *slack}
        names = (both, dropped, added, others)
        return {
            key: TotalComparison._make((*(lines.get(key, ()) for lines in names), slack.get(key, Decimal(0))))
            for key in keys
        }

    @property
    def _in_same_row(self) -> Bools:
        """Mask of the cells that one row of one ledger states on both sides; shape (cells,)."""
        old, new = (np.append(side.snapshot.rows, NONE) for side in (self.old, self.new))
        mask: Bools = old[self.before] == new[self.after]
        return mask

    @property
    def _is_other(self) -> Bools:
        """Mask of the cells whose values differ, within one ledger, where both sides state them; shape (cells,)."""
        old, new = (np.append(side.snapshot.whole, 0) for side in (self.old, self.new))
        mask: Bools = old[self.before] != new[self.after]
        return mask

    def _slack(self, which: Integers) -> Mapping[TotalKey, Decimal]:
        """The sum of rounding steps by total, over the first rows of some cells of the new side."""
        snapshot, figures = self.new.snapshot, self.new.snapshot.figures
        blocks = self.axes.blocks(self._funds[1], snapshot.cells[which])
        blocks, group = grouped(blocks, len(self.axes.funds) * self.axes.inside)
        steps = figures.steps.at(figures.rounding.codes[snapshot.rows[which]]).sums(group, len(blocks), figures.power)
        return dict(zip(map(TotalKey._make, self.axes.keys(blocks)), steps, strict=True))


def _values_differ(old: Snapshot, new: Snapshot, mine: Integers, theirs: Integers) -> Bools:
    """Mask of the rows with different values, whatever the units; shape as `mine` and `theirs`."""
    one, other = old.figures, new.figures
    exponent = min(one.power - one.amount.scale, other.power - other.amount.scale)
    before = one.amount.at(mine).in_steps_of(exponent - one.power)
    after = other.amount.at(theirs).in_steps_of(exponent - other.power)
    mask: Bools = before != after
    return mask


def _alike(one: Sequence[Any], other: Sequence[Any]) -> tuple[Integers, Integers]:
    """Number the values of two columns alike: equal values get equal numbers."""
    numbers: dict[Any, int] = {}
    left, right = ([numbers.setdefault(value, len(numbers)) for value in values] for values in (one, other))
    return np.array(left, np.int64), np.array(right, np.int64)


def _by_total(axes: Axes, fund_of: Integers, cells: Integers) -> Names:
    """The lines of some cells, sorted, by total; `fund_of` has the fund of each line."""
    blocks = axes.blocks(fund_of, cells)
    order = np.argsort(blocks, kind="stable")
    firsts = np.flatnonzero(begins(blocks[order]))
    lines = list(map(axes.lines.__getitem__, (cells[order] // axes.inside).tolist()))
    keys = map(TotalKey._make, axes.keys(blocks[order[firsts]]))
    bounds = pairwise([*firsts.tolist(), len(lines)])
    return {key: tuple(sorted(lines[begin:end])) for key, (begin, end) in zip(keys, bounds, strict=True)}
