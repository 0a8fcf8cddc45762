"""The structure of a ledger's lines: the axes of its cells, and the parent of each line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from typing import NamedTuple

import numpy as np

from ukraine_budget.figures.column import Integers, ascending
from ukraine_budget.figures.stated import Figures

NONE = -1
"""The number of what is absent: the parent of a top-level line, the row of an unstated cell."""


class CellRef(NamedTuple):
    """A cell by name: line, basis and budget year."""

    line: str
    basis: str
    year: int


class Placing(NamedTuple):
    """A line's fund, parent ("" at the top) and current number."""

    fund: str
    parent: str
    current: str


@dataclass(frozen=True, eq=False)
class Axes:
    """The lines, funds and bases of a ledger, or of two in comparison, and the years of figures.

    The number of a cell is (line * bases + basis) * years + year, each counted from 0 along its axis; that of a block
    has the fund instead of the line.
    """

    lines: tuple[str, ...]
    funds: tuple[str, ...]
    bases: tuple[str, ...]
    years: range

    @property
    def inside(self) -> int:
        """The number of cells per line."""
        return len(self.bases) * len(self.years)

    @cached_property
    def line_code(self) -> Mapping[str, int]:
        """The code of each line."""
        return {line: code for code, line in enumerate(self.lines)}

    @cached_property
    def basis_code(self) -> Mapping[str, int]:
        """The code of each basis."""
        return {basis: code for code, basis in enumerate(self.bases)}

    @cached_property
    def year_code(self) -> Mapping[object, int]:
        """The code of each year."""
        return {year: code for code, year in enumerate(self.years)}

    def number(self, line: str, basis: str, year: object) -> int:
        """The number of a cell; NONE off the axes."""
        try:
            outer = self.line_code[line] * len(self.bases) + self.basis_code[basis]
            return outer * len(self.years) + self.year_code[year]
        except KeyError:
            return NONE

    def numbers(self, cells: Iterable[tuple[str, str, object]]) -> Integers:
        """The numbers of some cells, shape (cells,); NONE off the axes."""
        return np.fromiter(starmap(self.number, cells), np.int64)

    def grid(self, lines: Integers, basis: str, years: Iterable[int]) -> Integers:
        """The cells of some lines (by code) on a basis for some years, line by line; NONE off the axes."""
        codes = np.array([self.year_code.get(year, NONE) for year in years], np.int64)
        outer = lines[:, None] * len(self.bases) + self.basis_code.get(basis, NONE)
        is_there = (codes != NONE) & (basis in self.basis_code)
        return np.where(is_there, outer * len(self.years) + codes, NONE).ravel()

    def codes(self, lines: Iterable[str]) -> Integers:
        """The codes of some lines, shape (lines,)."""
        return np.array([self.line_code[line] for line in lines], np.int64)

    def blocks(self, fund_of: Integers, cells: Integers) -> Integers:
        """The block of each cell, given the fund of each line; shape as `cells`."""
        line, inside = np.divmod(cells, self.inside)
        blocks: Integers = fund_of[line] * self.inside + inside
        return blocks

    def refs(self, cells: Integers) -> Iterator[CellRef]:
        """The names of some cells."""
        return map(CellRef._make, self._named(self.lines, cells))

    def keys(self, blocks: Integers) -> Iterator[tuple[str, str, int]]:
        """The fund, basis and year of some blocks."""
        return self._named(self.funds, blocks)

    def _named(self, first: Sequence[str], numbers: Integers) -> Iterator[tuple[str, str, int]]:
        outer, rest = np.divmod(numbers, self.inside)
        basis, year = np.divmod(rest, len(self.years))
        axes: tuple[Sequence[str], Sequence[str]] = (first, self.bases)
        names = (map(axis.__getitem__, codes.tolist()) for axis, codes in zip(axes, (outer, basis), strict=True))
        return zip(*names, map(self.years.__getitem__, year.tolist()), strict=True)


@dataclass(frozen=True, eq=False)
class Structure:
    """The lines of one ledger on some axes, each array of shape (lines,).

    `fund_of` is the code of the fund; `current` the line itself or its last successor; `parent_of` the current line of
    its parent, NONE at the top. A line that the ledger lacks is its own, and in no fund (NONE). There are no cycles.
    """

    axes: Axes
    fund_of: Integers
    parent_of: Integers
    current: Integers

    @classmethod
    def of(cls, axes: Axes, lines: Mapping[str, Placing]) -> "Structure":
        """The structure of a ledger's lines, all on the axes, as are their funds."""
        code, fund_code = axes.line_code, {fund: code for code, fund in enumerate(axes.funds)}
        placings = [lines.get(line, Placing("", "", line)) for line in axes.lines]
        current = np.array([code[placing.current] for placing in placings], np.int64)
        funds = np.array([fund_code.get(placing.fund, NONE) for placing in placings], np.int64)
        parents = [current[code[placing.parent]] if placing.parent else NONE for placing in placings]
        return cls(axes, funds, np.array(parents, np.int64), current)

    @cached_property
    def has_parents(self) -> bool:
        """Whether any line has a parent."""
        return bool((self.parent_of != NONE).any())

    @cached_property
    def parts(self) -> Mapping[int, Sequence[int]]:
        """The parts of each parent, by current numbers."""
        below: dict[int, list[int]] = {}
        for line in np.flatnonzero(self.current == np.arange(len(self.current))).tolist():
            below.setdefault(int(self.parent_of[line]), []).append(line)
        return below

    @cached_property
    def rank(self) -> Integers:
        """The rank of each line in ledger order, parts after parents, shape (lines,).

        Renumbered lines have a rank too.
        """
        below: dict[int, list[int]] = {}
        for line, parent in enumerate(self.parent_of.tolist()):
            below.setdefault(parent, []).append(line)
        order: list[int] = []
        ahead = below.get(NONE, [])[::-1]
        while ahead:
            order.append(ahead.pop())
            ahead.extend(reversed(below.get(order[-1], [])))
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        return rank

    def cells(self, figures: Figures, rows: Integers | None = None) -> Integers:
        """The cell of each row (or each of some), under the current number of its line.

        Raises KeyError for a line, basis or year off the axes.
        """
        axes, current = self.axes, self.current.tolist()
        cells: Integers = np.zeros(len(figures) if rows is None else len(rows), np.int64)
        for column, numbers, length in (
            (figures.line, [current[axes.line_code[line]] for line in figures.line.values], 1),
            (figures.basis, [axes.basis_code[basis] for basis in figures.basis.values], len(axes.bases)),
            (figures.year, [axes.year_code[year] for year in figures.year.values], len(axes.years)),
        ):
            cells *= length
            cells += np.array(numbers, np.int64)[column.codes if rows is None else column.codes[rows]]
        return cells

    def lines(self, cells: Integers) -> Integers:
        """The line of each cell, shape as `cells`."""
        lines: Integers = cells // self.axes.inside
        return lines

    def years(self, cells: Integers) -> Integers:
        """The year of each cell, shape as `cells`."""
        return np.array(self.axes.years, np.int64)[cells % max(len(self.axes.years), 1)]

    def blocks(self, cells: Integers) -> Integers:
        """The block (fund, basis and year) of each cell, shape as `cells`."""
        return self.axes.blocks(self.fund_of, cells)

    def blocks_named(self, cells: Integers) -> Iterator[tuple[str, str, int]]:
        """The distinct blocks of some cells, as fund, basis and year."""
        return self.axes.keys(ascending(self.blocks(cells)))
