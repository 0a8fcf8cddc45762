"""The rows of an outlook, made as they are gone through: those of a national budget do not fit in memory together."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple, overload

from ukraine_budget.analysis.outstanding import outstanding
from ukraine_budget.analysis.result_row import amount_columns
from ukraine_budget.analysis.rows import FigureRow, decided_first, line_row, line_rows
from ukraine_budget.analysis.scope import above
from ukraine_budget.analysis.snapshot import LedgerSnapshot
from ukraine_budget.model.amount import OUTSTANDING, Amount
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Figure, Key

AT_ONCE = 200
"""Of how many lines rows are made at a time."""
FLOWS = ("commitment", "cash")
"""What a balance is rolled forward with."""
Balances = Mapping[str, Mapping[int, tuple[Amount, tuple[str, ...]]]]
"""What is outstanding of each line that has any at the end of each year, and the words that qualify it."""


@dataclass(frozen=True, eq=False)
class BasisRows:
    """What stands for some lines and years on a basis, and the totals: what was decided comes first."""

    found: LedgerSnapshot
    fund: str
    basis: str
    lines: Sequence[str]
    years: Sequence[int]
    totals: Sequence[FigureRow]

    @property
    def most(self) -> int:
        """About how many rows there are."""
        return len(self.lines) * len(self.years) + len(self.totals)

    def rows(self) -> Iterator[FigureRow]:
        """The rows, line by line, each with its years."""
        some = (self.lines[n : n + AT_ONCE] for n in range(0, len(self.lines), AT_ONCE))
        made = chain(chain.from_iterable(map(self._rows_of, some)), self.totals)
        return iter(decided_first(made)) if self.found.decided else made

    def _rows_of(self, lines: Sequence[str]) -> Iterator[FigureRow]:
        return line_rows(self.found, ((line, self.basis, year) for line in lines for year in self.years))


@dataclass(frozen=True, eq=False)
class OutstandingRows:
    """What is committed and not yet paid at the end of each year, for the lines for which that can be said."""

    found: LedgerSnapshot
    fund: str
    balances: Balances
    years: Sequence[int]
    basis: str = OUTSTANDING

    @property
    def lines(self) -> Collection[str]:
        """The lines."""
        return self.balances.keys()

    @property
    def most(self) -> int:
        """How many rows there are."""
        return len(self.balances) * len(self.years)

    def rows(self) -> Iterator[FigureRow]:
        """The rows, line by line, each with its years."""
        for line, known in self.balances.items():
            blank = line_row(self.found, (line, OUTSTANDING, 0), None, None)
            for year in self.years:
                amount, qualifier = known.get(year, (None, ()))
                yield blank._replace(year=year, **amount_columns(amount), qualifier=qualifier)


OutlookPart = BasisRows | OutstandingRows
"""The rows of one fund and basis."""


@dataclass(frozen=True, eq=False)
class LazyRows(Sequence[FigureRow]):
    """The rows of some parts, made anew each time they are gone through; `stated` are those that state anything."""

    parts: tuple[OutlookPart, ...]
    stated: bool = False

    def __iter__(self) -> Iterator[FigureRow]:
        made = chain.from_iterable(part.rows() for part in self.parts)
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
        """About how many rows there are."""
        return sum(part.most for part in self.parts)


class Kind(NamedTuple):
    """What rows are of."""

    fund: str
    basis: str


def kinds_of(rows: Sequence[FigureRow]) -> Collection[Kind]:
    """The funds and bases of which there are rows."""
    of_parts = rows.parts if isinstance(rows, LazyRows) else rows
    return dict.fromkeys(Kind(part.fund, part.basis) for part in of_parts)


def lines_of(rows: Sequence[FigureRow]) -> Collection[str]:
    """The lines of which there are rows."""
    if isinstance(rows, LazyRows):
        return dict.fromkeys(line for part in rows.parts for line in part.lines)
    return dict.fromkeys(row.line for row in rows if row.line)


def rows_on(rows: Sequence[FigureRow], basis: str, funds: Collection[str]) -> Iterator[FigureRow]:
    """The rows of a basis and some funds; no others are made."""
    if isinstance(rows, LazyRows):
        rows = LazyRows(tuple(part for part in rows.parts if part.basis == basis and part.fund in funds))
    return (row for row in rows if row.basis == basis and row.fund in funds)


def stated_rows(rows: Sequence[FigureRow]) -> Sequence[FigureRow]:
    """The rows for whose year, or the year before, anything is stated."""
    return replace(rows, stated=True) if isinstance(rows, LazyRows) else tuple(filter(is_stated, rows))


def is_stated(row: FigureRow) -> bool:
    """Whether anything is stated for its year or the year before."""
    return row.amount is not None or row.previous is not None


def closing_balances(found: LedgerSnapshot, lines: Sequence[str], years: Collection[int]) -> Balances:
    """The balances of those of some lines, parts after their parents, that have any."""
    return {
        line: {year: (balance.amount, balance.qualifier) for year, balance in own.items()}
        for tree in _trees(found.ledger, lines)
        for line, own in outstanding(found.ledger, _flows(found, tree), tree, years).items()
        if own
    }


def _trees(ledger: Ledger, lines: Iterable[str]) -> Iterator[list[str]]:
    """Some lines, no part without its parent, a few hundred at a time."""
    trees: list[str] = []
    for line in lines:
        if len(trees) >= AT_ONCE and not ledger.lines[line].parent:
            yield trees
            trees = []
        trees.append(line)
    yield trees


def _flows(found: LedgerSnapshot, lines: Iterable[str]) -> Mapping[Key, Figure]:
    """All from which the balances of some lines follow: what was committed and paid, and the balances stated."""
    bases, years = (*FLOWS, OUTSTANDING), found.ledger.years
    may_have = (line for line in lines if _may_have_balance({*found.bases.get(line, ())}))
    cells = [(line, basis, year) for line in may_have for basis in bases for year in years]
    return {**found.of(cells), **found.committed}


def _may_have_balance(bases: Collection[str]) -> bool:
    return OUTSTANDING in bases or all(flow in bases for flow in FLOWS)


def tops(ledger: Ledger, rows: Iterable[FigureRow]) -> Iterator[FigureRow]:
    """Those of some stated figures that are no part of another of them."""
    known = list(rows)
    stated = {(row.line, row.counts_as, row.year) for row in known if row.line and not row.overtaken}
    for row in known:
        parents = above(ledger, row.line) if row.line else ()
        if not any((line, row.counts_as, row.year) in stated for line in parents):
            yield row
