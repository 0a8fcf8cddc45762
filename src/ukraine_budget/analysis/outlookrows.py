"""The rows of an outlook, made lazily: those of a national budget exceed memory."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, repeat
from typing import NamedTuple, overload

from ukraine_budget.analysis.rows import FigureRow, decided_first, line_rows
from ukraine_budget.analysis.snapshot import LedgerSnapshot
from ukraine_budget.figures.balances import Balances
from ukraine_budget.model.amount import OUTSTANDING
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import in_order

AT_ONCE = 200
"""The lines whose rows are made at a time."""


@dataclass(frozen=True, eq=False)
class BasisRows:
    """The standing figures of some lines and years on a basis, decided ones first, and the totals."""

    snapshot: LedgerSnapshot
    fund: str
    basis: str
    lines: Sequence[str]
    years: Sequence[int]
    totals: Sequence[FigureRow]

    @property
    def most(self) -> int:
        """About the number of rows."""
        return len(self.lines) * len(self.years) + len(self.totals)

    @property
    def versions(self) -> Collection[str]:
        """The versions that state the figures."""
        return self.snapshot.versions_of(self.lines, self.basis, self.years)

    def of(self, years: Collection[int]) -> "BasisRows":
        """The rows of some years."""
        return replace(self, years=[year for year in self.years if year in years])

    def rows(self, *, stated: bool) -> Iterator[FigureRow]:
        """The rows by line and year; with `stated`, those stated for their year or the previous one."""
        some = (self.lines[n : n + AT_ONCE] for n in range(0, len(self.lines), AT_ONCE))
        of_lines = (line_rows(self.snapshot, own, self.basis, self.years, stated=stated) for own in some)
        rows = chain(chain.from_iterable(of_lines), self.totals)
        return iter(decided_first(rows)) if len(self.snapshot.decisions) else rows


@dataclass(frozen=True, eq=False)
class OutstandingRows:
    """The outstanding commitments of lines at the ends of years, where known."""

    ledger: Ledger
    fund: str
    balances: Balances
    basis: str = OUTSTANDING

    @property
    def lines(self) -> Sequence[str]:
        """The lines with a known balance."""
        return self.balances.lines

    @property
    def most(self) -> int:
        """The number of rows."""
        return len(self.lines) * len(self.balances.years)

    @property
    def versions(self) -> Collection[str]:
        """None: what is outstanding follows from other figures."""
        return ()

    def of(self, years: Collection[int]) -> "OutstandingRows":
        """The rows of some years."""
        return replace(self, balances=self.balances.of(years))

    def rows(self, *, stated: bool) -> Iterator[FigureRow]:
        """The rows by line and year; with `stated`, only those that state anything."""
        for n in range(0, len(self.lines), AT_ONCE):
            own = self.balances.rows(slice(n, n + AT_ONCE), known=stated)
            columns = own._asdict() | {"qualifier": map(cache(in_order), own.qualifier)}
            yield from FigureRow.of_columns(
                len(own.line),
                row_type=repeat("line"),
                fund=repeat(self.fund),
                parent=(self.ledger.lines[line].parent for line in own.line),
                basis=repeat(OUTSTANDING),
                **columns,
            )


OutlookPart = BasisRows | OutstandingRows
"""The rows of one fund and basis."""


@dataclass(frozen=True, eq=False)
class LazyRows(Sequence[FigureRow]):
    """The rows of some parts, made anew at each reading; `stated` are those that state anything."""

    parts: tuple[OutlookPart, ...]
    stated: bool = False

    def __iter__(self) -> Iterator[FigureRow]:
        made = chain.from_iterable(part.rows(stated=self.stated) for part in self.parts)
        return filter(is_stated, made) if self.stated else made

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, index: int) -> FigureRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[FigureRow, ...]: ...
    def __getitem__(self, index: int | slice) -> FigureRow | tuple[FigureRow, ...]:
        return tuple(self)[index]

    @property
    def most(self) -> int:
        """About the number of rows."""
        return sum(part.most for part in self.parts)


class FundBasis(NamedTuple):
    """A fund and a basis with rows."""

    fund: str
    basis: str


def funds_and_bases(rows: Sequence[FigureRow]) -> Collection[FundBasis]:
    """The funds and bases of some rows."""
    of_parts = rows.parts if isinstance(rows, LazyRows) else rows
    return dict.fromkeys(FundBasis(part.fund, part.basis) for part in of_parts)


def lines_of(rows: Sequence[FigureRow]) -> Collection[str]:
    """The lines of some rows."""
    if isinstance(rows, LazyRows):
        return dict.fromkeys(line for part in rows.parts for line in part.lines)
    return dict.fromkeys(row.line for row in rows if row.line)


def versions_of(rows: Sequence[FigureRow]) -> Collection[str]:
    """The versions that state the rows."""
    if isinstance(rows, LazyRows):
        return {version for part in rows.parts for version in part.versions}
    return {row.version for row in rows if row.version}


def rows_of(rows: Sequence[FigureRow], years: Collection[int]) -> list[FigureRow]:
    """The rows of some years; no others are made."""
    if isinstance(rows, LazyRows):
        rows = replace(rows, parts=tuple(part.of(years) for part in rows.parts))
    return [row for row in rows if row.year in years]


def cash_rows(rows: Sequence[FigureRow], funds: Collection[str]) -> Iterator[FigureRow]:
    """The rows of the cash of some funds; no others are made."""
    if isinstance(rows, LazyRows):
        rows = LazyRows(tuple(part for part in rows.parts if part.basis == "cash" and part.fund in funds))
    return (row for row in rows if row.counts_as == "cash" and row.fund in funds)


def stated_rows(rows: Sequence[FigureRow]) -> Sequence[FigureRow]:
    """The rows stated for their year or the previous one."""
    return replace(rows, stated=True) if isinstance(rows, LazyRows) else tuple(filter(is_stated, rows))


def is_stated(row: FigureRow) -> bool:
    """Whether a row is stated for its year or the previous one."""
    return row.amount is not None or row.previous is not None
