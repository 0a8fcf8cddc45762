"""Parents that newer figures of their parts contradict."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

import numpy as np

from ukraine_budget.figures.amounts import EXACT
from ukraine_budget.figures.column import Bools, Integers, ascending, position
from ukraine_budget.figures.snapshot import Snapshot
from ukraine_budget.figures.spans import Spans
from ukraine_budget.figures.structure import NONE, Structure


class Part(NamedTuple):
    """A figure of a line: value, ends of its interval (None where open), whether newer than its parent's."""

    line: int
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    is_newer: bool


def overtaken(snapshot: Snapshot) -> Bools:
    """Mask of the cells that newer parts contradict, shape (cells,). Parts of an overtaken part replace it."""
    known = np.zeros(len(snapshot), np.bool_)
    if not snapshot.structure.has_parents:
        return known
    version = snapshot.figures.version.at(snapshot.rows).numbered(snapshot.order)
    while True:
        parent = stated_above(snapshot, ~known)
        parent[known] = NONE
        families = _families(snapshot, version, parent)
        contradicted = {whole for whole, parts in families if is_overtaken(snapshot.structure, *parts)}
        if not contradicted:
            return known
        known[list(contradicted.difference(parent[list(contradicted)].tolist()))] = True  # the lowest of them first


def stated_above(snapshot: Snapshot, counts: Bools) -> Integers:
    """The nearest ancestor of each cell among those of a mask, shape (cells,); NONE without one."""
    structure, inside = snapshot.structure, snapshot.structure.axes.inside
    line, rest = np.divmod(snapshot.cells, inside)
    above = structure.parent_of[line]
    nearest = np.full(len(snapshot), NONE)
    while (below := np.flatnonzero(above != NONE)).size:
        index = position(snapshot.cells, above[below] * inside + rest[below])
        is_stated = (index != NONE) & counts[index]
        nearest[below[is_stated]] = index[is_stated]
        above[below] = np.where(is_stated, NONE, structure.parent_of[above[below]])
    return nearest


def _families(snapshot: Snapshot, version: Integers, parent: Integers) -> list[tuple[int, tuple[Part, list[Part]]]]:
    """The cells with a newer part, each with its parts; an erratum has the order of its paper."""
    is_newer = (parent != NONE) & (version > version[parent])
    wholes = ascending(parent[is_newer])
    cells = np.concatenate((wholes, np.flatnonzero(np.isin(parent, wholes) & (parent != NONE))))
    parts = list(_parts(snapshot, cells, is_newer))
    below: defaultdict[int, list[Part]] = defaultdict(list)
    for whole, part in zip(parent[cells[len(wholes) :]].tolist(), parts[len(wholes) :], strict=True):
        below[whole].append(part)
    return [(whole, (part, below[whole])) for whole, part in zip(wholes.tolist(), parts[: len(wholes)], strict=True)]


def _parts(snapshot: Snapshot, index: Integers, is_newer: Bools) -> Iterator[Part]:
    cells = snapshot.cells[index]
    lines, columns = snapshot.structure.lines(cells).tolist(), Spans.standing(snapshot, cells).columns()
    return map(Part, lines, *columns, is_newer[index].tolist())


def is_overtaken(structure: Structure, whole: Part, parts: Sequence[Part]) -> bool:
    """Whether parts contradict a figure.

    They do if they are newer, none negative, and surely more than it together; or complete, all newer, and surely not
    equal to it together.
    """
    newer = [part for part in parts if part.is_newer]
    at_least = _total([part.low or Decimal(0) for part in newer])
    if all(part.value >= 0 for part in newer) and _exceeds(at_least, whole.high):
        return True
    lines = {part.line for part in parts}
    if len(newer) < len(parts) or not is_covered(structure.parts, whole.line, lines):
        return False
    low, high = (_total(ends) for ends in ([part.low for part in parts], [part.high for part in parts]))
    return _exceeds(low, whole.high) or _exceeds(whole.low, high)


def is_covered(parts: Mapping[int, Sequence[int]], line: int, stated: Collection[int]) -> bool:
    """Whether every part of a line is among some lines, or all of its own parts are."""
    own = parts.get(line, ())
    return bool(own) and all(part in stated or is_covered(parts, part, stated) for part in own)


def _exceeds(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and low > high


def _total(ends: Sequence[Decimal | None]) -> Decimal | None:
    known = [end for end in ends if end is not None]
    return reduce(EXACT.add, known, Decimal(0)) if len(known) == len(ends) else None
