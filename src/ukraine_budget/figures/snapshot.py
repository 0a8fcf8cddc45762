"""The last statement of each cell after some versions."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ukraine_budget.figures.amounts import Wholes, added
from ukraine_budget.figures.column import Bools, Integers, ascending, begins, has_word, is_among, position
from ukraine_budget.figures.stated import Figures
from ukraine_budget.figures.structure import NONE, CellRef, Structure

Versions = Mapping[str, bool]
"""Versions in order of effect, each with whether it is full."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The stated cells, ascending in `cells`, each with its row; shape (cells,).

    Where a version prints a line under an old and a new number, both rows are added: all but one are in `more_rows`,
    with `more_cells`, ascending, as their cells; shape (more,). `first` orders the cells by first statement. `order`
    maps versions to their order.
    """

    figures: Figures
    structure: Structure
    order: Mapping[str, int]
    cells: Integers
    rows: Integers
    first: Integers
    more_cells: Integers
    more_rows: Integers

    def __len__(self) -> int:
        return len(self.cells)

    def at(self, cells: Integers) -> Integers:
        """The standing row of each cell, shape as `cells`; NONE without one."""
        rows: Integers = np.append(self.rows, NONE)[position(self.cells, cells)]
        return rows

    def stands(self, cells: Integers) -> Bools:
        """Mask of the cells that are stated, shape as `cells`."""
        return is_among(cells, self.cells)

    def row(self, cell: tuple[str, str, object]) -> int:
        """The standing row of a cell; NONE without one."""
        number = self.structure.axes.number(*cell)
        index = int(np.searchsorted(self.cells, number))
        return int(self.rows[index]) if index < len(self) and self.cells[index] == number else NONE

    def version(self, cell: tuple[str, str, object]) -> str:
        """The version that states a cell; "" if none does."""
        row = self.row(cell)
        return "" if row == NONE else self.figures.version[row]

    def terms(self, cells: Integers) -> tuple[Integers, Integers]:
        """The rows that add up to some cells, and the index of the cell of each.

        The standing row of a cell comes first.
        """
        rows = self.at(cells)
        stated = np.flatnonzero(rows != NONE)
        first, last = (np.searchsorted(self.more_cells, cells, side) for side in ("left", "right"))
        more = last - first
        group = np.repeat(np.arange(len(cells)), more)
        within = np.arange(len(group)) - np.repeat(np.cumsum(more) - more, more)
        further = self.more_rows[first[group] + within]
        return np.concatenate((rows[stated], further)), np.concatenate((stated, group))

    def refs(self, chosen: Bools | None = None) -> Iterator[CellRef]:
        """The cells, or those of a mask of shape (cells,), by first statement."""
        which = np.arange(len(self)) if chosen is None else np.flatnonzero(chosen)
        return self.structure.axes.refs(self.cells[which[np.argsort(self.first[which])]])

    @cached_property
    def statements(self) -> tuple[Integers, Integers]:
        """All cells and rows: each cell with its row, then cells with further rows."""
        return np.concatenate((self.cells, self.more_cells)), np.concatenate((self.rows, self.more_rows))

    @property
    def whole(self) -> Wholes:
        """The sum of the rows of each cell, as in `Amounts.whole`; shape (cells,)."""
        cells, rows = self.statements
        return added(self.figures.amount.whole[rows], position(self.cells, cells), len(self))

    @cached_property
    def carried(self) -> Bools:
        """Mask of the cells older than the last version that states their line, shape (cells,)."""
        stated = self.figures.version.at(self.rows).numbered(self.order)
        if not (stated < len(self.order) - 1).any():  # the general way reads all figures
            return np.zeros(len(self), np.bool_)
        mask: Bools = stated < self._last_stated[self.structure.lines(self.cells)]
        return mask

    @cached_property
    def _last_stated(self) -> Integers:
        """The order of the last version that states each line, shape (lines,)."""
        whole = self.figures.all
        last = np.full(len(self.structure.axes.lines), NONE)
        lines = self.structure.current[whole.line.numbered(self.structure.axes.line_code)]
        np.maximum.at(last, lines, whole.version.numbered(self.order))
        return last

    @cached_property
    def is_renumbered(self) -> Bools:
        """Mask of the cells stated under another or several numbers of their line; shape (cells,)."""
        printed = self.figures.line.at(self.rows).numbered(self.structure.axes.line_code)
        mask: Bools = self.is_added | (printed != self.structure.lines(self.cells))
        return mask

    def are_qualified(self, word: str, cells: Integers) -> Bools:
        """Mask of the cells with a row that a word qualifies; shape as `cells`."""
        rows, groups = self.terms(cells)
        mask = np.zeros(len(cells), np.bool_)
        mask[groups[self.figures.qualifier.at(rows).where(has_word(word))]] = True
        return mask

    def are(self, known: Bools, cells: Integers) -> Bools:
        """Look cells up in a mask of shape (cells,); false where nothing stands; shape as `cells`."""
        mask: Bools = np.append(known, np.False_)[position(self.cells, cells)]
        return mask

    @cached_property
    def is_added(self) -> Bools:
        """Mask of the cells stated in several rows, shape (cells,)."""
        return is_among(self.cells, self.more_cells)

    def only(self, cells: Integers) -> "Snapshot":
        """Keep only some cells, ascending."""
        return self._where(lambda own: is_among(own, cells))

    def without(self, cells: Integers) -> "Snapshot":
        """Drop some cells, ascending."""
        return self._where(lambda own: ~is_among(own, cells))

    def _where(self, holds: Callable[[Integers], Bools]) -> "Snapshot":
        is_kept, is_more_kept = holds(self.cells), holds(self.more_cells)
        return replace(
            self,
            cells=self.cells[is_kept],
            rows=self.rows[is_kept],
            first=self.first[is_kept],
            more_cells=self.more_cells[is_more_kept],
            more_rows=self.more_rows[is_more_kept],
        )

    def with_cells_of(self, other: "Snapshot") -> "Snapshot":
        """The union with a disjoint snapshot."""
        cells = np.concatenate((self.cells, other.cells))
        more_cells = np.concatenate((self.more_cells, other.more_cells))
        order, more_order = np.argsort(cells), np.argsort(more_cells, kind="stable")
        return replace(
            self,
            cells=cells[order],
            rows=np.concatenate((self.rows, other.rows))[order],
            first=np.concatenate((self.first, other.first))[order],
            more_cells=more_cells[more_order],
            more_rows=np.concatenate((self.more_rows, other.more_rows))[more_order],
        )

    def numbered_by(self, lines: Integers) -> "Snapshot":
        """Renumber the lines by `lines`, shape (lines,).

        Of cells that become one, the first stated stands; the rows of the others are added.
        """
        old, rows = self.statements
        lines_of = self.structure.lines(old)
        cells = old + (lines[lines_of] - lines_of) * self.structure.axes.inside
        first = self.first[position(self.cells, old)]
        order = np.lexsort((first, cells))  # stable: rows added to another stay behind it
        cells, rows, first = cells[order], rows[order], first[order]
        is_first = begins(cells)
        return replace(
            self,
            cells=cells[is_first],
            rows=rows[is_first],
            first=first[is_first],
            more_cells=cells[~is_first],
            more_rows=rows[~is_first],
        )


@dataclass(frozen=True, eq=False)
class Statements:
    """All statements of some versions, by cell, then version; arrays of shape (statements,).

    A full version ends what it omits of its funds and years. `order` is that of the version, `first` that of the
    statement by version and cell. `ends` maps each full version but the first to the blocks (a fund and year) that it
    ends; `blocks` are those of the statements, empty if nothing is ended.
    """

    figures: Figures
    structure: Structure
    versions: Mapping[str, int]
    cells: Integers
    rows: Integers
    order: Integers
    first: Integers
    blocks: Integers
    ends: Mapping[int, Integers]

    @classmethod
    def of(
        cls,
        figures: Figures,
        structure: Structure,
        versions: Versions,
        years: Collection[int] | None = None,
        lines: Collection[str] | None = None,
        *,
        among: Integers | None = None,
    ) -> "Statements":
        """The statements of some versions; optionally of `years`, current `lines` and `among` ascending rows only."""
        order_of = {version: n for n, version in enumerate(versions)}
        order = figures.version.numbered(order_of)
        rows = np.flatnonzero(order != NONE) if among is None else among[order[among] != NONE]
        rows = rows if years is None else rows[figures.year.at(rows).is_in(years)]
        cells = structure.cells(figures, rows)
        by_cell = np.lexsort((*_numbers(structure, figures, rows, cells), order[rows], cells))
        rows, cells = rows[by_cell], cells[by_cell]
        order = order[rows]
        by_version = np.argsort(order, kind="stable")
        first = np.empty(len(rows), np.int32)
        first[by_version] = np.arange(len(rows), dtype=np.int32)
        full = [order_of[version] for version, is_full in versions.items() if is_full and order_of[version]]
        blocks = _fund_years(structure, cells) if full else cells[:0]
        starts, stops = (np.searchsorted(order[by_version], full, side).tolist() for side in ("left", "right"))
        ends = {n: ascending(blocks[by_version[a:b]]) for n, a, b in zip(full, starts, stops, strict=True)}
        wanted = slice(None) if lines is None else np.isin(structure.axes.lines, list(lines))[structure.lines(cells)]
        taken = cells[wanted], rows[wanted].astype(np.int32), order[wanted], first[wanted]
        return cls(figures, structure, order_of, *taken, blocks[wanted] if full else blocks, ends)

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot after all versions."""
        return self.until(len(self.versions) - 1)

    def until(self, last: int) -> Snapshot:
        """The snapshot after the version of order `last`."""
        stands = self.order <= last
        if self.ends:
            ended = np.full(len(self.structure.axes.funds) * len(self.structure.axes.years), NONE)
            for n, blocks in self.ends.items():
                ended[blocks] = n if n <= last else ended[blocks]
            stands &= self.order >= ended[self.blocks]
        chosen = slice(None) if stands.all() else np.flatnonzero(stands)
        cells, order, rows = self.cells[chosen], self.order[chosen], self.rows[chosen]
        firsts = begins(cells)
        lasts = np.append(firsts[1:], True)[: len(firsts)]
        is_more = ~lasts & (order == order[lasts][np.cumsum(firsts) - 1])
        return Snapshot(
            figures=self.figures,
            structure=self.structure,
            order={version: n for version, n in self.versions.items() if n <= last},
            cells=cells[lasts],
            rows=rows[lasts],
            first=self.first[chosen][firsts],
            more_cells=cells[is_more],
            more_rows=rows[is_more],
        )


def _numbers(structure: Structure, figures: Figures, rows: Integers, cells: Integers) -> tuple[Integers, ...]:
    """Sort keys for the rows of one version and cell: the current number of the line comes last.

    No keys if no line was renumbered.
    """
    axes = structure.axes
    if np.array_equal(structure.current, np.arange(len(axes.lines))):
        return ()
    printed = figures.line.at(rows).numbered(axes.line_code)
    behind = -np.argsort(np.argsort(np.array(axes.lines, object)))
    return (np.where(printed == structure.lines(cells), 1, behind[printed]),)


def _fund_years(structure: Structure, cells: Integers) -> Integers:
    """The fund and year of each cell as one number, shape as `cells`."""
    years = len(structure.axes.years)
    numbers: Integers = structure.fund_of[structure.lines(cells)] * years + cells % years
    return numbers
