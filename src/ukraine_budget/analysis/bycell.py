"""Two states of figures compared cell by cell, by the rows that stand for them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import compress
from operator import ne

from ukraine_budget.analysis.stands import are_built_alike, numbers, refunded
from ukraine_budget.analysis.total_members import counted, shared
from ukraine_budget.model.amount import EXACT, exact_sum
from ukraine_budget.model.comparison import TotalComparison, TotalKey, TotalSide
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.stands import Key, Stands


@dataclass(frozen=True)
class ByCell:
    """The two sides of a comparison, under the same numbers of lines. `restated` are the cells that count.

    `own` are the two sides as each ledger numbers its lines itself.
    """

    old: Stands
    new: Stands
    restated: Collection[Key]
    own: tuple[Stands, Stands]

    def differing(self) -> Iterable[Key]:
        """The restated cells that may differ, found column by column, since nearly all of two large ledgers agree."""
        old, new, keys = self.old, self.new, self.restated
        both = keys if old.rows is new.rows else [key for key in keys if key in old.rows and key in new.rows]
        if len(both) < len(keys):
            yield from (key for key in keys if key not in old.rows or key not in new.rows)
        yield from both if old.ledger.scale != new.ledger.scale else _suspects(old, new, both)

    def totals(self, compared: Mapping[TotalKey, Collection[str]]) -> Mapping[TotalKey, TotalComparison]:
        """The totals of some blocks, given the lines of each whose two figures are compared."""
        old, new = self.own
        before = _sums(old, new.ledger, compared)
        if old.rows is new.rows and are_built_alike(old.ledger, new.ledger):
            after: Mapping[TotalKey, _Sum] = {
                block: _Edition(new, sum.stated, sum.renumbered, sum) for block, sum in before.items()
            }
        else:
            after = _sums(new, old.ledger, compared)
        return {block: _both(block, before[block], after[block], seen) for block, seen in compared.items()}


def _suspects(old: Stands, new: Stands, both: Collection[Key]) -> Iterable[Key]:
    before = list(old.rows.values() if old.rows is new.rows else map(old.rows.__getitem__, both))
    after = before if old.rows is new.rows else list(map(new.rows.__getitem__, both))
    one, other = old.ledger.entries, new.ledger.entries
    suspects = dict.fromkeys(_unequal(both, _column(one.amount, before), _column(other.amount, after)))
    for mine, theirs in ((one.rounding, other.rounding), (one.qualifier, other.qualifier)):
        if len(set(mine).union(theirs)) > 1:
            suspects |= dict.fromkeys(_unequal(both, _column(mine, before), _column(theirs, after)))
    for name in {text for text in set(one.qualifier) if "at-" in text}:
        suspects |= dict.fromkeys(compress(both, map(name.__eq__, _column(one.qualifier, before))))
    if old.more or new.more:
        suspects |= dict.fromkeys(key for key in both if old.rows[key] in old.more or new.rows[key] in new.more)
    if old.ledger is not new.ledger and (moved := refunded(old.ledger, new.ledger)):
        suspects |= dict.fromkeys(key for key in both if key[0] in moved)
    return suspects


def _column(column: Sequence[str], rows: Sequence[int]) -> Iterator[str]:
    return map(column.__getitem__, rows)


def _unequal(keys: Iterable[Key], one: Iterable[str], other: Iterable[str]) -> Iterator[Key]:
    return compress(keys, map(ne, one, other))


@dataclass(frozen=True)
class _Sum:
    """A total on one side: the lines that count there, each with the row that stands for it.

    `renumbered` are the lines that the other side numbers otherwise, with their number there.
    """

    found: Stands
    stated: Mapping[str, int]
    renumbered: Mapping[str, str]

    @cached_property
    def lines(self) -> Set[str]:
        """The lines that count, under the numbers that both sides share."""
        return frozenset(map(self._number, self.stated)) if self.renumbered else self.stated.keys()

    def left_out(self, block: TotalKey) -> Set[str]:
        """The lines that do not count themselves, while one counts that the other side gives the same number."""
        if not self.renumbered:
            return frozenset()
        beside = self.found.of(block.basis, block.year).keys() - self.stated.keys()
        return {line for line in beside if self._number(line) in self.lines}

    def _number(self, line: str) -> str:
        return self.renumbered.get(line, line)

    @cached_property
    def rows(self) -> Sequence[int]:
        return self.found.with_more(tuple(self.stated.values()))

    @property
    def side(self) -> TotalSide:
        ledger = self.found.ledger
        if not self.stated:
            return TotalSide()
        return TotalSide(self.amount, self._version(), ledger.words(self.rows))

    @cached_property
    def amount(self) -> Decimal:
        return exact_sum(self.found.ledger.values(self.rows))

    def _version(self) -> str:
        names = self.found.ledger.versions
        if len(names) == 1:
            return next(iter(names))
        return shared(map(self.found.ledger.entries.version.__getitem__, self.rows))

    @cached_property
    def rounded(self) -> Mapping[str, int]:
        """Those of the lines that are not stated exactly, each with its row."""
        roundings = map(self.found.ledger.entries.rounding.__getitem__, self.stated.values())
        return {self._number(line): row for line, row in compress(self.stated.items(), roundings)}


@dataclass(frozen=True)
class _Edition(_Sum):
    """The same lines in the same rows of another edition, of which few have another amount than before."""

    before: _Sum

    @cached_property
    def amount(self) -> Decimal:
        old, new = self.before.found.ledger, self.found.ledger
        if old.scale != new.scale:
            return exact_sum(new.values(self.rows))
        texts = (_column(ledger.entries.amount, self.rows) for ledger in (old, new))
        rows = tuple(compress(self.rows, map(ne, *texts)))
        return exact_sum((self.before.amount, *new.values(rows), *map(EXACT.minus, old.values(rows))))


def _sums(found: Stands, other: Ledger, blocks: Iterable[TotalKey]) -> dict[TotalKey, _Sum]:
    """The totals of one side, each over the lines that its own ledger counts."""
    renumbered = numbers(found, other)
    return {
        block: _Sum(found, _counted(found.ledger, found.of(block.basis, block.year), block.fund), renumbered)
        for block in blocks
    }


def _counted(ledger: Ledger, row_of: Mapping[str, int], fund: str) -> Mapping[str, int]:
    stated = counted(ledger, row_of, fund).stated
    return row_of if len(stated) == len(row_of) else {line: row_of[line] for line in stated}


def _both(block: TotalKey, old: _Sum, new: _Sum, seen: Collection[str]) -> TotalComparison:
    same = old.stated is new.stated
    return TotalComparison(
        old.side,
        new.side,
        frozenset(line for line in seen if line in old.lines),
        () if same else tuple(sorted(old.lines - new.lines | new.left_out(block))),
        () if same else tuple(sorted(new.lines - old.lines | old.left_out(block))),
        tuple(sorted(_beside(block, old, new, seen))),
        _slack(old, new, seen),
    )


def _beside(block: TotalKey, old: _Sum, new: _Sum, seen: Collection[str]) -> Iterator[str]:
    """The lines that only versions off the way restate: they are not compared, and yet count with other values."""
    if old.found.ledger is new.found.ledger:
        revised = (line for line, row in new.stated.items() if line not in seen and old.stated.get(line, row) != row)
        keys = ((line, block.basis, block.year) for line in revised)
        yield from (key[0] for key in keys if old.found.value(key) != new.found.value(key))


def _slack(old: _Sum, new: _Sum, seen: Collection[str]) -> Decimal:
    """What may have changed in the lines that are restated in the same words: nothing, give or take their rounding."""
    scaled, roundings = new.found.ledger.scaled, new.found.ledger.entries.rounding
    one_ledger = old.found.ledger is new.found.ledger
    restated = (
        row
        for line, row in new.rounded.items()
        if line not in seen and not (one_ledger and old.rounded.get(line) == row)
    )
    return exact_sum(scaled(roundings[row]) for row in restated)
