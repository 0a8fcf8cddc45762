"""What stands, as rows of the ledger's file: of a hundred thousand cells only those that differ become figures."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from itertools import compress
from operator import eq, ne

from ukraine_budget.analysis.pairing import Year
from ukraine_budget.model.amount import EXACT
from ukraine_budget.model.ledger import Ledger, added
from ukraine_budget.model.rows import Figure, Version

Key = tuple[str, str, Year]
"""A line, basis and year: equal to its Cell."""


@dataclass(frozen=True)
class Stands:
    """The row that stands for every cell; `more` are the further rows that are added to it (renumbered lines)."""

    ledger: Ledger
    rows: Mapping[Key, int] = field(default_factory=dict)
    more: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def figure(self, key: Key) -> Figure | None:
        """The figure that stands for a cell, None where nothing does."""
        return self[key] if key in self.rows else None

    def __getitem__(self, key: Key) -> Figure:
        row = self.rows[key]
        figure = self.ledger.figure(row)
        for other in self.more.get(row, ()):
            figure = added(figure, self.ledger.figure(other))
        return figure if figure.cell == key else figure._replace(cell=figure.cell._replace(line=key[0]))

    def version(self, key: Key) -> str:
        """The version that states what stands for a cell, nameless where nothing does."""
        row = self.rows.get(key)
        return "" if row is None else self.ledger.entries.version[row]

    def value(self, key: Key) -> Decimal | None:
        """The value that stands for a cell, without its interval; None where nothing does."""
        values = list(self.ledger.values(self.rows_of(key)))
        return reduce(EXACT.add, values) if values else None

    def rows_of(self, key: Key) -> tuple[int, ...]:
        """The rows whose amounts stand for a cell."""
        row = self.rows.get(key)
        return () if row is None else (row, *self.more.get(row, ()))

    def fund(self, key: Key) -> str:
        """The fund of a cell for which something stands."""
        return self.ledger.lines[self.ledger.keys[self.rows[key]][0]].fund


def differing(old: Stands, new: Stands, keys: Collection[Key]) -> Iterator[Key]:
    """The cells that are not stated in the same words on both sides, or have an open end: all others are unchanged.

    Column by column, since nearly all cells of two large ledgers are the same.
    """
    same = alike(keys, old.rows) and alike(keys, new.rows)
    both = list(keys) if same else [key for key in keys if key in old.rows and key in new.rows]
    if len(both) < len(keys):
        yield from (key for key in keys if key not in old.rows or key not in new.rows)
    if old.ledger.scale != new.ledger.scale:
        yield from both
        return
    sides = (old, new)
    before, after = (list(side.rows.values() if same else map(side.rows.__getitem__, both)) for side in sides)
    one, other = old.ledger.entries, new.ledger.entries
    suspects = {
        *_unequal(both, _column(one.amount, before), _column(other.amount, after)),
        *_unequal(both, _column(one.rounding, before), _column(other.rounding, after)),
        *_unequal(both, _column(one.qualifier, before), _column(other.qualifier, after)),
    }
    for name in {text for text in one.qualifier if "at-" in text}:
        suspects.update(compress(both, map(name.__eq__, _column(one.qualifier, before))))
    if old.more or new.more:
        suspects.update(key for key in both if old.rows[key] in old.more or new.rows[key] in new.more)
    if old.ledger is not new.ledger:
        moved = {line for line, key in {key[0]: key for key in both}.items() if old.fund(key) != new.fund(key)}
        suspects.update(key for key in both if key[0] in moved) if moved else None
    yield from suspects


def alike(one: Collection[Key], other: Collection[Key]) -> bool:
    """Whether two collections have the same cells in the same order, as two editions of one file do."""
    return len(one) == len(other) and all(map(eq, one, other))


def _column(column: Sequence[str], rows: Sequence[int]) -> Iterator[str]:
    return map(column.__getitem__, rows)


def _unequal(keys: Sequence[Key], one: Iterable[str], other: Iterable[str]) -> Iterator[Key]:
    return compress(keys, map(ne, one, other))


def stands(ledger: Ledger, versions: Sequence[Version], years: Collection[int] | None = None) -> Stands:
    """What stands after `versions`, in their order, for some years or all."""
    found = Stands(ledger)
    for _, found in steps(ledger, versions, years):  # noqa: B007  the last step is the answer
        pass
    return found


def steps(
    ledger: Ledger, versions: Sequence[Version], years: Collection[int] | None = None
) -> Iterator[tuple[Version, Stands]]:
    """What stands after each of `versions`. A full version ends what it does not print in its funds and years."""
    found: dict[Key, int] = {}
    more: dict[int, tuple[int, ...]] = {}
    for version in versions:
        rows = ledger.rows_of(version.version, years)
        own: dict[Key, int] = dict(zip(ledger.keys_of(rows), rows, strict=True))
        more |= _further(ledger, own, rows)
        if version.coverage == "full" and found:
            closed = {(ledger.lines[line].fund, year) for line, _, year in own}
            found = {key: row for key, row in found.items() if (ledger.lines[key[0]].fund, key[2]) not in closed}
        found = {**found, **own} if found else own
        yield version, Stands(ledger, found, more)


def _further(ledger: Ledger, own: Mapping[Key, int], rows: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The rows of a version beside those that stand for their cells, by the latter."""
    more: dict[int, tuple[int, ...]] = {}
    if len(own) < len(rows):
        for key, row in zip(ledger.keys_of(rows), rows, strict=True):
            first = own[key]
            if row != first:
                more[first] = (*more.get(first, ()), row)
    return more


def renumbered(found: Stands, other: Ledger) -> Stands:
    """What stands, under the lines as another ledger numbers them; a line never changes its fund that way."""
    lines = {line: _number(found.ledger, other, line) for line in {key[0] for key in found.rows}}
    if all(line == number for line, number in lines.items()):
        return found
    rows: dict[Key, int] = {}
    more = dict(found.more)
    for (line, basis, year), row in found.rows.items():
        key = (lines[line], basis, year)
        if key in rows:
            more[rows[key]] = (*more.get(rows[key], ()), row, *more.get(row, ()))
        rows.setdefault(key, row)
    return Stands(found.ledger, rows, more)


def _number(ledger: Ledger, other: Ledger, line: str) -> str:
    number = other.current.get(line, line)
    return number if number == line or other.lines[number].fund == ledger.lines[line].fund else line
