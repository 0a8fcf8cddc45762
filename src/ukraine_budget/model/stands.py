"""What stands, as rows of the ledger's file: of a hundred thousand cells only those that differ become figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, reduce

from ukraine_budget.model.amount import EXACT
from ukraine_budget.model.ledger import Ledger, added
from ukraine_budget.model.records import Figure, Year

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

    def figures(self, keys: Sequence[Key]) -> Iterator[Figure | None]:
        """The figures that stand for some cells, None where nothing does: as one by one, and faster."""
        rows = list(map(self.rows.get, keys))
        made = self.ledger.figures_at([row for row in rows if row is not None])
        return (None if row is None else self._made(key, next(made)) for key, row in zip(keys, rows, strict=True))

    def __getitem__(self, key: Key) -> Figure:
        return self._made(key, self.ledger.figure(self.rows[key]))

    def _made(self, key: Key, figure: Figure) -> Figure:
        """The figure that stands for a cell, given that of its row."""
        for other in self.more.get(figure.row, ()):
            figure = added(figure, self.ledger.figure(other))
        return figure if figure.cell == key else figure._replace(cell=figure.cell._replace(line=key[0]))

    def of(self, basis: str, year: Year) -> Mapping[str, int]:
        """The lines for which anything stands on a basis in a year, each with its row."""
        return self._by_block.get((basis, year), {})

    @cached_property
    def _by_block(self) -> Mapping[tuple[str, Year], Mapping[str, int]]:
        found: defaultdict[tuple[str, Year], dict[str, int]] = defaultdict(dict)
        for (line, basis, year), row in self.rows.items():
            found[basis, year][line] = row
        return found

    def version(self, key: Key) -> str:
        """The version that states what stands for a cell, nameless where nothing does."""
        row = self.rows.get(key)
        return "" if row is None else self.ledger.entries.version[row]

    def value(self, key: Key) -> Decimal | None:
        """The value that stands for a cell, without its interval; None where nothing does."""
        values = list(self.ledger.values(self.rows_of(key)))
        return reduce(EXACT.add, values) if values else None

    def with_more(self, rows: Sequence[int]) -> Sequence[int]:
        """Rows that stand for cells, each followed by those that are added to it."""
        return [one for row in rows for one in (row, *self.more.get(row, ()))] if self.more else rows

    def rows_of(self, key: Key) -> tuple[int, ...]:
        """The rows whose amounts stand for a cell."""
        row = self.rows.get(key)
        return () if row is None else (row, *self.more.get(row, ()))
