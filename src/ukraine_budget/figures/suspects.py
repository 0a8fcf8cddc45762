"""Suspects for the checks: figures off by a factor, and parts above their parent."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ukraine_budget.figures.amounts import added
from ukraine_budget.figures.column import Bools, Integers, ascending, begins, is_among, joint, position
from ukraine_budget.figures.snapshot import Statements, Versions
from ukraine_budget.figures.stated import Figures
from ukraine_budget.figures.structure import NONE, Structure

CLOSE = 1e-9
"""The relative tolerance of floating point numbers."""


def scale_suspects(
    figures: Figures,
    structure: Structure,
    versions: Versions,
    factors: Collection[int],
    roughly: tuple[float, float],
) -> Integers:
    """A superset of the rows off by a factor, with adjacent years; ascending.

    A row is suspect if the ratio of its amount to that of the same cell in an adjacent version is `roughly` a factor
    (between these two shares of it), or if those to both adjacent years of its version are; or if its cell has several
    rows.
    """
    stated = Statements.of(figures, structure, versions)
    sizes = np.abs(figures.amount.whole[stated.rows].astype(np.float64))
    bounds = [(factor * roughly[0] - CLOSE, factor * roughly[1] + CLOSE) for factor in factors]
    beside_versions = stated.cells[1:][
        (stated.cells[1:] == stated.cells[:-1])
        & ((stated.order[1:] == stated.order[:-1]) | _times(sizes[1:], sizes[:-1], bounds))
    ]
    suspects = ascending(np.concatenate((beside_versions, _between_years(stated, sizes, bounds))))
    years = len(structure.axes.years)
    before, after = suspects[suspects % years > 0] - 1, suspects[suspects % years < years - 1] + 1
    suspects = ascending(np.concatenate((before, suspects, after)))
    return np.sort(stated.rows[is_among(stated.cells, suspects)])


def _between_years(stated: Statements, sizes: NDArray[np.float64], bounds: Sequence[tuple[float, float]]) -> Integers:
    """The cells whose amount is a factor of those of both adjacent years in its version."""
    years = len(stated.structure.axes.years)
    series, year = np.divmod(stated.cells, years)
    runs = series * (len(stated.versions) + 1) + stated.order
    order = np.lexsort((year, runs))
    before, now, after = order[:-2], order[1:-1], order[2:]
    beside = (runs[before] == runs[after]) & (year[after] - year[before] == 2) & (year[now] - year[before] == 1)
    fits = _times(sizes[before], sizes[now], bounds) & _times(sizes[now], sizes[after], bounds)
    cells: Integers = stated.cells[now[beside & fits]]
    return cells


def _times(one: NDArray[np.float64], other: NDArray[np.float64], bounds: Sequence[tuple[float, float]]) -> Bools:
    """Mask of the pairs whose ratio, larger by smaller, is within any bounds."""
    small, large = np.minimum(one, other), np.maximum(one, other)
    mask = np.zeros(len(small), np.bool_)
    for least, most in bounds:
        mask |= (small > 0) & (small * least <= large) & (large <= small * most)
    return mask


def part_suspects(
    figures: Figures,
    structure: Structure,
    versions: Versions,
    factors: Collection[int] = (),
    roughly: tuple[float, float] = (1, 1),
) -> Integers:
    """A superset of the rows of lines below a part or the sum of their parts, with these parts; ascending.

    Parts belong to their nearest ancestor in the same version. With factors, lines that are `roughly` a factor times
    the sum of their parts, or that fraction of it, are suspect too.
    """
    stated = Statements.of(figures, structure, versions)
    width = max(len(stated.versions), 1)
    numbers = stated.cells * width + stated.order
    is_first = begins(numbers)
    group = np.cumsum(is_first) - 1
    values = added(figures.amount.whole[stated.rows], group, int(is_first.sum()))
    parent = _parents(structure, numbers[is_first], width)
    parts = np.flatnonzero(parent != NONE)
    together = added(values[parts], parent[parts], len(values))
    bounds = [(factor * roughly[0] - CLOSE, factor * roughly[1] + CLOSE) for factor in factors]
    is_suspect = _times(np.abs(together.astype(np.float64)), np.abs(values.astype(np.float64)), bounds)
    is_suspect |= (together > values).astype(np.bool_)
    is_suspect[parent[parts][(values[parts] > values[parent[parts]]).astype(np.bool_)]] = True
    has_parts = np.zeros(len(values), np.bool_)
    has_parts[parent[parts]] = True
    is_suspect &= has_parts
    chosen = is_suspect | np.append(is_suspect, False)[parent]  # the last is for lines without a parent
    return np.sort(stated.rows[chosen[group]])


def _parents(structure: Structure, numbers: Integers, versions: int) -> Integers:
    """The statement of the nearest ancestor in the same version, shape (statements,); NONE without one.

    Statements are numbered, ascending: cell times `versions`, plus order of the version.
    """
    parents = np.full(len(numbers), NONE)
    line, rest = np.divmod(numbers, structure.axes.inside * versions)
    above = structure.parent_of[line]
    while (ahead := np.flatnonzero(above != NONE)).size:
        parents[ahead] = position(numbers, above[ahead] * structure.axes.inside * versions + rest[ahead])
        above[ahead] = np.where(parents[ahead] == NONE, structure.parent_of[above[ahead]], NONE)
    return parents


def steady(figures: Figures, structure: Structure, versions: Versions) -> Mapping[tuple[str, str], int]:
    """Count the rows of each version and document within a factor two of an adjacent version."""
    cells, order = structure.cells(figures), figures.version.numbered({name: n for n, name in enumerate(versions)})
    rows = np.lexsort((order, cells))
    whole = figures.amount.whole[rows]
    sizes = np.abs(whole)
    small, large = np.minimum(sizes[1:], sizes[:-1]), np.maximum(sizes[1:], sizes[:-1])
    is_one_sign = ((whole[1:] > 0) & (whole[:-1] > 0)) | ((whole[1:] < 0) & (whole[:-1] < 0))
    agree = (cells[rows][1:] == cells[rows][:-1]) & is_one_sign & (large - small <= small)
    fits = np.zeros(len(rows), np.bool_)
    fits[1:] |= agree.astype(np.bool_)
    fits[:-1] |= agree.astype(np.bool_)
    papers, _ = joint(figures.version.at(rows[fits]), figures.document.at(rows[fits]))
    pairs, times = np.unique(papers, return_counts=True)
    width = len(figures.document.values)
    return {
        (figures.version.values[pair // width], figures.document.values[pair % width]): often
        for pair, often in zip(pairs.tolist(), times.tolist(), strict=True)
    }
