"""The stated figures of a large ledger: what Entries are asked, answered for many rows at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from ukraine_budget.columns.column import Bools, Coded, Integers, Texts, combinations, whole_numbers
from ukraine_budget.model.comparison import Comparison, State
from ukraine_budget.model.entries import STATED, Entries, Part, Stated
from ukraine_budget.model.ledger import Ledger

FEW = 8
"""One in how many figures may be asked for to be taken out of their columns."""


@dataclass(frozen=True, eq=False)
class Columns(Entries):
    """Entries by arrays. The columns that rows are chosen by are coded, the others have a cell for each row."""

    version: Coded[str]
    line: Coded[str]
    year: Coded[int]
    basis: Coded[str]
    amount: Texts
    rounding: Coded[str]
    qualifier: Coded[str]
    document: Coded[str]
    locator: Sequence[str]
    note: Sequence[str]
    file: str
    places: Sequence[int]

    def __len__(self) -> int:
        return len(self.places)

    def about(self, years: Collection[int], versions: Collection[str]) -> Entries:
        """The figures of some years and versions in lists, which are faster where they are few; else all of these."""
        near = self.near(years, versions)
        rows = near.select(years=years, versions=versions)
        return self if len(rows) > len(self) // FEW else Part(**near.taken(rows), file=self.file, whole=self)

    def near(self, years: Collection[int], versions: Collection[str]) -> "Columns":
        """The figures of some years and versions among as many others as cost least: here all."""
        return self

    def taken(self, rows: Sequence[int]) -> dict[str, Any]:
        """The cells of some rows, by column."""
        places = list(map(self.places.__getitem__, rows))
        return {**dict(zip(STATED, map(list, self._taken(rows)), strict=True)), "places": places}

    def _taken(self, rows: Sequence[int]) -> Iterator[Iterator[Any]]:
        """What some rows state, column by column."""
        where = _numbers(rows)
        for column in (getattr(self, field) for field in STATED):
            yield column.take(where) if isinstance(column, Coded | Texts) else map(column.__getitem__, rows)

    def stated(self, rows: Sequence[int]) -> Iterator[Stated]:
        """All that some rows state; no column is read for none."""
        return zip(*self._taken(rows), strict=True) if len(rows) else iter(())

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The budget years for which anything is stated."""
        return tuple(sorted(self.year.values))

    @cached_property
    def spoken_of(self) -> frozenset[tuple[str, str, str]]:
        """The version, line and basis of all that is stated."""
        return frozenset(combinations(self.version, self.line, self.basis))

    @cached_property
    def is_qualified(self) -> bool:
        """Whether a word qualifies any of the figures."""
        return any(self.qualifier.values)

    def select(
        self,
        *,
        lines: Collection[str] | None = None,
        years: Collection[int] | None = None,
        versions: Collection[str] | None = None,
        bases: Collection[str] | None = None,
    ) -> Sequence[int]:
        """The rows of some (printed) lines, years, versions and bases, in the order of the file."""
        asked: tuple[tuple[Coded[Any], Collection[Any] | None], ...] = (
            (self.version, versions),
            (self.year, years),
            (self.line, lines),
            (self.basis, bases),
        )
        masks = [column.among(wanted) for column, wanted in asked if wanted is not None]
        if not masks:
            return range(len(self))
        found: list[int] = np.flatnonzero(np.logical_and.reduce(masks)).tolist()
        return found

    def cells(self, rows: Sequence[int]) -> Iterator[tuple[str, str, int]]:
        """The (printed) line, basis and year of some rows."""
        where = _numbers(rows)
        return zip(self.line.take(where), self.basis.take(where), self.year.take(where), strict=True)

    def marked(self, rows: Collection[int]) -> set[int]:
        """Those of some rows that are rounded or qualified."""
        where = _numbers(rows)
        is_marked = self._is_marked[where]
        return set(where[is_marked].tolist())

    @cached_property
    def _is_marked(self) -> Bools:
        return self.rounding.which(bool) | self.qualifier.which(bool)

    def blocks(
        self, version: str, group: Mapping[str, str], years: Collection[int] | None = None
    ) -> set[tuple[str, int]]:
        """The groups of lines, and the years, for which a version states anything."""
        where = _numbers(self.select(versions=(version,), years=years))
        groups = Coded.of(self.line.codes[where], [group[line] for line in self.line.values])
        return set(combinations(groups, Coded(self.year.codes[where], self.year.values)))

    @cached_property
    def whole_numbers(self) -> tuple[Integers, int] | None:
        """The amounts as whole numbers, and how many decimals they have; None where they have too many digits."""
        return whole_numbers(self.amount)

    def scale_suspects(
        self, order: Mapping[str, int], factors: Iterable[int], bounds: tuple[Decimal, Decimal]
    ) -> Sequence[int]:
        """The rows of cells that may be off by a factor, found by arrays."""
        from ukraine_budget.columns.scale import scale_suspects  # noqa: PLC0415  # it needs this module

        return scale_suspects(self, order, factors, bounds)

    def steady(self, order: Mapping[str, int], current: Mapping[str, str]) -> Mapping[tuple[str, str], int]:
        """How many rows of each version and document agree with a version beside it, counted by arrays."""
        from ukraine_budget.columns.scale import steady  # noqa: PLC0415  # it needs this module

        return super().steady(order, current) if self.whole_numbers is None else steady(self, order, current)

    def compared(
        self, ledger: Ledger, old: State, new: State, restating: Collection[str] | None = None
    ) -> Comparison | None:
        """Two states compared by arrays, where both are kept so."""
        from ukraine_budget.columns.compare import compared  # noqa: PLC0415  # it needs this module

        return compared(ledger, old, new, restating)


def _numbers(rows: Collection[int]) -> Integers:
    return np.fromiter(rows, np.int64, len(rows))
