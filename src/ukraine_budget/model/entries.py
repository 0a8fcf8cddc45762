"""The stated figures of a ledger by column, and what is asked of them: which rows, which years, which lines."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import compress, groupby, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ukraine_budget.model.comparison import Comparison, State
    from ukraine_budget.model.ledger import Ledger

STATED = ("version", "line", "year", "basis", "amount", "rounding", "qualifier", "document", "locator", "note")
"""The columns of what a row states, in the order of the file that a ledger keeps them in."""
Stated = tuple[str, str, int, str, str, str, str, str, str, str]
"""What a row states, in the order of STATED."""


@dataclass(frozen=True)
class Entries:
    """The stated figures by column, one item per row of the file, every text checked before it gets here.

    Amounts and roundings are plain ASCII decimals as text. `places` are the physical line numbers of the rows. Rows
    are named by their number from 0. What is kept elsewhere than in lists answers the same questions.
    """

    version: Sequence[str] = ()
    line: Sequence[str] = ()
    year: Sequence[int] = ()
    basis: Sequence[str] = ()
    amount: Sequence[str] = ()
    rounding: Sequence[str] = ()
    qualifier: Sequence[str] = ()
    document: Sequence[str] = ()
    locator: Sequence[str] = ()
    note: Sequence[str] = ()
    file: str = "amounts.csv"
    places: Sequence[int] = ()

    def __len__(self) -> int:
        return len(self.version)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The budget years for which anything is stated."""
        return tuple(sorted(set(self.year)))

    @cached_property
    def spoken_of(self) -> frozenset[tuple[str, str, str]]:
        """The version, line and basis of all that is stated."""
        return frozenset(zip(self.version, self.line, self.basis, strict=True))

    @cached_property
    def is_qualified(self) -> bool:
        """Whether a word qualifies any of the figures."""
        return any(self.qualifier)

    def select(
        self,
        *,
        lines: Collection[str] | None = None,
        years: Collection[int] | None = None,
        versions: Collection[str] | None = None,
        bases: Collection[str] | None = None,
    ) -> Sequence[int]:
        """The rows of some (printed) lines, years, versions and bases, in the order of the file."""
        if versions is not None and len(versions) == 1:
            rows: Sequence[int] = self._by_version.get(next(iter(versions)), ())
            versions = None
        else:
            rows = range(len(self))
        filters: tuple[tuple[Sequence[Hashable], Collection[Hashable] | None], ...] = (
            (self.line, lines),
            (self.year, years),
            (self.version, versions),
            (self.basis, bases),
        )
        for column, wanted in filters:
            if wanted is not None:
                rows = _keep(rows, column, wanted)
        return rows

    @cached_property
    def _by_version(self) -> Mapping[str, Sequence[int]]:
        if len(set(self.version)) == 1:
            return {self.version[0]: range(len(self))}
        found: dict[str, list[int]] = {}
        for version, run in groupby(range(len(self)), self.version.__getitem__):
            found.setdefault(version, []).extend(run)
        return found

    def row(self, row: int) -> Stated:
        """All that a row states."""
        first = (self.version[row], self.line[row], self.year[row], self.basis[row], self.amount[row])
        return (*first, self.rounding[row], self.qualifier[row], self.document[row], self.locator[row], self.note[row])

    def stated(self, rows: Sequence[int]) -> Iterator[Stated]:
        """All that some rows state: as one by one, and faster."""
        columns = (getattr(self, field) for field in STATED)
        return zip(*(map(column.__getitem__, rows) for column in columns), strict=True)

    def cells(self, rows: Sequence[int]) -> Iterator[tuple[str, str, int]]:
        """The (printed) line, basis and year of some rows: equal to their Cells, and made faster."""
        columns = (self.line, self.basis, self.year)
        if len(rows) == len(self):
            return zip(*columns, strict=True)
        return zip(*(map(column.__getitem__, rows) for column in columns), strict=True)

    def marked(self, rows: Collection[int]) -> set[int]:
        """Those of some rows that are rounded or qualified."""
        rounding, qualifier = self.rounding, self.qualifier
        return {row for row in rows if rounding[row] or qualifier[row]}

    def blocks(
        self, version: str, group: Mapping[str, str], years: Collection[int] | None = None
    ) -> set[tuple[str, int]]:
        """The groups of lines, and the years, for which a version states anything."""
        rows = self.select(versions=(version,), years=years)
        groups = map(group.__getitem__, map(self.line.__getitem__, rows))
        return set(zip(groups, map(self.year.__getitem__, rows), strict=True))

    def about(self, years: Collection[int], versions: Collection[str]) -> "Entries":
        """At least the figures of some years and versions; all where leaving the rest out saves nothing.

        Their rows have numbers of their own; `years` and `spoken_of` stay those of all.
        """
        return self

    def scale_suspects(
        self, order: Mapping[str, int], factors: Iterable[int], bounds: tuple[Decimal, Decimal]
    ) -> Sequence[int]:
        """At least the rows of all cells in which one amount is roughly a factor times another, and the years beside.

        The other is that of the same cell in the version next to it in their `order`; or those of the year before and
        of the year after, both. It is roughly a factor between the `bounds` times this.
        """
        return range(len(self))

    def steady(self, order: Mapping[str, int], current: Mapping[str, str]) -> Mapping[tuple[str, str], int]:
        """How many rows of each version and document are at most twice, or half, what a version beside it states.

        `order` is that of the versions, `current` the line that carries the number of each line today.
        """
        lines = map(current.__getitem__, self.line)
        cells: defaultdict[tuple[str, str, int], list[int]] = defaultdict(list)
        for row, cell in enumerate(zip(lines, self.basis, self.year, strict=True)):
            cells[cell].append(row)
        found: set[int] = set()
        for rows in cells.values():
            rows.sort(key=lambda row: order[self.version[row]])
            for pair in pairwise(rows):
                if _agree(*(Decimal(self.amount[row]) for row in pair)):
                    found.update(pair)
        return Counter((self.version[row], self.document[row]) for row in found)

    def compared(
        self, ledger: "Ledger", old: "State", new: "State", restating: Collection[str] | None = None
    ) -> "Comparison | None":
        """Two states, the new one of this store, compared faster than cell by cell; None where that cannot be.

        `ledger` knows the names of both. `restating` are the versions whose figures count as restated, None for all
        cells.
        """
        return None


@dataclass(frozen=True)
class Part(Entries):
    """Some of many stated figures, in lists: what is known of all, and not of some, `whole` is asked for."""

    whole: Entries = field(default_factory=Entries, kw_only=True)

    @property
    def years(self) -> tuple[int, ...]:
        """The budget years for which anything is stated, here or elsewhere."""
        return self.whole.years

    @property
    def spoken_of(self) -> frozenset[tuple[str, str, str]]:
        """The version, line and basis of all that is stated, here or elsewhere."""
        return self.whole.spoken_of


def _agree(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts, neither of them zero, are of one sign and the larger at most twice the other."""
    small, large = sorted((abs(one), abs(other)))
    return one * other > 0 and large <= 2 * small


def _keep(rows: Sequence[int], column: Sequence[Hashable], wanted: Collection[Hashable]) -> list[int]:
    names = frozenset(wanted)
    cells = column if len(rows) == len(column) else map(column.__getitem__, rows)
    return list(compress(rows, map(names.__contains__, cells)))


def distinct(column: Sequence[str]) -> Sequence[str]:
    """The values of a column, each once, in the order in which they first stand there."""
    return tuple(getattr(column, "values", None) or dict.fromkeys(column))
