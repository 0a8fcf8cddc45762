"""Outstanding commitments: the balances of many lines, rolled forward from year to year.

opening + commitments - cash = closing, of one line: the one identity in which the bases meet. A year without both ends
the run. Without a stated opening balance, the closing one has only a lower bound, since no balance is below zero.
Decisions are no commitments.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from ukraine_budget.figures.amounts import Amounts, Wholes, added
from ukraine_budget.figures.column import Bools, Integers, ascending, begins, filled, is_among, position
from ukraine_budget.figures.snapshot import Snapshot
from ukraine_budget.figures.spans import Spans
from ukraine_budget.figures.structure import NONE, Axes

COMMITMENT, CASH, OUTSTANDING = "commitment", "cash", "outstanding"
AT_MOST, AT_LEAST = "at-most", "at-least"


class Terms(NamedTuple):
    """Amounts as whole numbers with the ends of their intervals, possibly open; arrays of one shape.

    `words` are qualifiers, a bit each. `since` is the year of the stated balance rolled forward, NONE without one. A
    balance not `known` is at least zero.
    """

    known: Bools
    value: Wholes
    low: Wholes
    high: Wholes
    low_open: Bools
    high_open: Bools
    words: Integers
    since: Integers

    def at(self, index: Integers | slice) -> "Terms":
        """Take some rows."""
        return Terms._make(column[index] for column in self)

    def where(self, holds: Bools, others: "Terms") -> "Terms":
        """`np.where` on every column."""
        return Terms._make(np.where(holds, *columns) for columns in zip(self, others, strict=True))


class BalanceRows(NamedTuple):
    """Balances as columns, an item per row; amounts are None where an end is open or nothing is known."""

    line: list[str]
    year: list[int]
    amount: list[Decimal | None]
    low: list[Decimal | None]
    high: list[Decimal | None]
    low_open: list[bool]
    high_open: list[bool]
    qualifier: list[tuple[str, ...]]


class Overdrawn(NamedTuple):
    """The first balance surely below zero, rolled forward from a stated one."""

    line: str
    year: int
    balance: Decimal
    since: int


@dataclass(frozen=True, eq=False)
class Balances:
    """Outstanding balances of lines at the ends of years: `terms` have shape (lines, years).

    Amounts are multiples of 10**-scale, in the unit asked for; `names` are those of the words, by bit.
    """

    lines: Sequence[str]
    years: Sequence[int]
    terms: Terms
    names: Sequence[str]
    scale: int

    def of(self, years: Collection[int]) -> "Balances":
        """The balances of some of the years."""
        kept = [n for n, year in enumerate(self.years) if year in years]
        terms = Terms._make(column[:, kept] for column in self.terms)
        return replace(self, years=[self.years[n] for n in kept], terms=terms)

    def rows(self, lines: slice, *, known: bool = False) -> BalanceRows:
        """Balances by line and year; with `known`, only the known ones."""
        own = self.terms.at(lines)
        index = np.flatnonzero(own.known if known else np.ones_like(own.known))
        line, year = np.divmod(index, max(len(self.years), 1))
        terms = Terms._make(column.ravel()[index] for column in own)
        names = self.lines[lines]
        return BalanceRows(
            line=[names[n] for n in line.tolist()],
            year=[self.years[n] for n in year.tolist()],
            amount=self._decimals(terms.value, terms.known),
            low=self._decimals(terms.low, terms.known & ~terms.low_open),
            high=self._decimals(terms.high, terms.known & ~terms.high_open),
            low_open=(terms.known & terms.low_open).tolist(),
            high_open=(terms.known & terms.high_open).tolist(),
            qualifier=self._qualifiers(terms),
        )

    def overdrawn(self) -> Iterator[Overdrawn]:
        """Find where balances rolled forward from a stated one first fall below zero."""
        terms = self.terms
        below = terms.known & ~terms.high_open & (terms.high < 0)
        is_first = below & (terms.since != NONE) & (terms.since != np.array(self.years))
        is_first[:, 1:] &= ~below[:, :-1]
        values = Amounts.shortest(terms.value[is_first], self.scale).values()
        rows = zip(np.argwhere(is_first).tolist(), values, terms.since[is_first].tolist(), strict=True)
        return (Overdrawn(self.lines[line], self.years[year], value, since) for (line, year), value, since in rows)

    def _decimals(self, wholes: Wholes, there: Bools) -> list[Decimal | None]:
        return filled(Amounts.shortest(wholes[there], self.scale).values(), there)

    def _qualifiers(self, terms: Terms) -> list[tuple[str, ...]]:
        """The qualifiers of each balance, open ends among them."""
        names = (*self.names, AT_MOST, AT_LEAST)
        ends = terms.low_open * 1 + terms.high_open * 2
        codes = np.where(terms.known, terms.words | (ends << len(self.names)), 0).tolist()
        words = {code: tuple(name for n, name in enumerate(names) if code >> n & 1) for code in {*codes}}
        return list(map(words.__getitem__, codes))


def balances(snapshot: Snapshot, lines: Sequence[str], years: Collection[int]) -> Balances:
    """Roll the balances of lines forward; parts come after parents, unknown lines are left out.

    They follow from what binds. A parent's balance is at least the sum of its parts'.
    """
    axes, words = snapshot.structure.axes, snapshot.figures.qualifier.values
    names = [name for name in dict.fromkeys(" ".join(words).split()) if name not in (AT_MOST, AT_LEAST)]
    cells, stated, scale = _stated(snapshot, names)
    codes = axes.codes(lines)
    codes = codes[is_among(codes, ascending(snapshot.structure.lines(cells)))]
    shown = [n for n, year in enumerate(axes.years) if year in years]
    closing = zip(*_closing(axes, codes, cells, stated), strict=True)
    terms = Terms._make(np.stack(column, axis=1)[:, 1:][:, shown] for column in closing)
    chosen = [axes.years[n] for n in shown]
    terms = _raised(terms._replace(known=_says_something(terms, chosen)), codes, snapshot.structure.parts)
    there = np.flatnonzero(terms.known.any(axis=1))
    known = [axes.lines[code] for code in codes[there].tolist()]
    return Balances(known, chosen, terms.at(there), names, scale)


def _stated(snapshot: Snapshot, names: Sequence[str]) -> tuple[Integers, Terms, int]:
    """The cells that balances follow from, ascending; their terms, with an empty one at the end; the scale."""
    figures, (cells, rows) = snapshot.figures, _statements(snapshot)
    is_first = begins(cells)
    group, size = np.cumsum(is_first) - 1, int(is_first.sum())
    span = Spans.of(figures, rows)
    scale = span.low.scale
    wholes = (added(column.in_steps_of(-scale), group, size) for column in (span.value, span.low, span.high))
    words, (low_open, high_open) = np.zeros(size, np.int64), np.zeros((2, size), np.bool_)
    low_open[group[span.low_open]] = high_open[group[span.high_open]] = True
    digits = [sum(1 << n for n, name in enumerate(names) if name in text.split()) for text in figures.qualifier.values]
    np.bitwise_or.at(words, group, np.array(digits, np.int64)[figures.qualifier.codes[rows]])
    columns = (np.ones(size, np.bool_), *wholes, low_open, high_open, words, snapshot.structure.years(cells[is_first]))
    nothing = (False, 0, 0, 0, False, True, 0, NONE)
    return cells[is_first], Terms._make(np.append(*both) for both in zip(columns, nothing, strict=True)), scale


def _statements(snapshot: Snapshot) -> tuple[Integers, Integers]:
    """The cells and rows that balances follow from, ascending."""
    axes, (cells, rows) = snapshot.structure.axes, snapshot.statements
    bases = [axes.basis_code[basis] for basis in (COMMITMENT, CASH, OUTSTANDING) if basis in axes.basis_code]
    is_wanted = np.isin(cells // len(axes.years) % len(axes.bases), bases)
    cells, rows = cells[is_wanted], rows[is_wanted]
    order = np.argsort(cells, kind="stable")
    return cells[order], rows[order]


def _closing(axes: Axes, codes: Integers, cells: Integers, stated: Terms) -> Iterator[Terms]:
    """Yield the balances before the first year, then at the end of each: stated, else rolled forward.

    Terms have shape (lines,).
    """
    before = nothing = stated.at(np.full(len(codes), NONE))
    yield nothing
    for year in axes.years:
        own, committed, paid = (
            stated.at(position(cells, axes.grid(codes, basis, [year]))) for basis in (OUTSTANDING, COMMITMENT, CASH)
        )
        rolled = _rolled(before, committed, paid)
        before = own.where(own.known, rolled.where(rolled.known, nothing))
        yield before


def _rolled(before: Terms, committed: Terms, paid: Terms) -> Terms:
    """Roll balances forward by a year; without an opening balance, to their lower bound."""
    low_open = before.low_open | committed.low_open | paid.high_open
    low = before.low + committed.low - paid.high
    is_bound = before.since == NONE
    low = np.where(is_bound & (low_open | (low < 0)), 0, low)
    return Terms(
        known=committed.known & paid.known,
        value=np.where(is_bound, low, before.value + committed.value - paid.value),
        low=low,
        high=before.high + committed.high - paid.low,
        low_open=low_open & ~is_bound,
        high_open=before.high_open | committed.high_open | paid.low_open,
        words=before.words | committed.words | paid.words,
        since=before.since,
    )


def _says_something(terms: Terms, years: Sequence[int]) -> Bools:
    """Mask of the balances that are stated or bounded above zero."""
    is_bounded = ~terms.high_open | (~terms.low_open & (terms.low > 0))
    mask: Bools = terms.known & (is_bounded | (terms.since == np.array(years)))
    return mask


def _raised(terms: Terms, codes: Integers, parts: Mapping[int, Sequence[int]]) -> Terms:
    """Raise each balance to the sum of its parts, where its upper end allows that."""
    value, low, low_open = terms.value.copy(), terms.low.copy(), terms.low_open.copy()
    index = {code: n for n, code in enumerate(codes.tolist())}
    for code, n in reversed(index.items()):
        if own := [index[part] for part in parts.get(code, ()) if part in index]:
            least = np.where(terms.known[own] & ~low_open[own], low[own], 0).sum(axis=0)
            is_below = (low_open[n] | (low[n] < least)) & (terms.high_open[n] | (terms.high[n] >= least))
            is_below &= terms.known[own].any(axis=0)
            value[n] = np.where(is_below, np.maximum(value[n], least), value[n])
            low[n] = np.where(is_below, least, low[n])
            low_open[n] &= ~is_below
    return terms._replace(value=value, low=low, low_open=low_open)
