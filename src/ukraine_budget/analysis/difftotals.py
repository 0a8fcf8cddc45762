"""Totals of a diff: per fund, basis and year, over what counts on each side."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import compress
from typing import NamedTuple

from ukraine_budget.analysis.counted import counted, shared
from ukraine_budget.analysis.diffrows import SILENT, Declared, DiffRow, Status, ends
from ukraine_budget.analysis.notes import listed
from ukraine_budget.analysis.pairing import Year, any_year
from ukraine_budget.analysis.split import Pair, Parts, is_within
from ukraine_budget.analysis.stands import Stands, refunded
from ukraine_budget.model.amount import EXACT, ZERO, Amount, Pot, exact_sum, total
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.message import Text, joined, said, word


class Block(NamedTuple):
    """What a total is of."""

    fund: str
    basis: str
    year: Year


class Compared(NamedTuple):
    """A cell on both sides: its row, and what that was made from."""

    row: DiffRow
    pair: Pair
    parts: Parts


@dataclass(frozen=True)
class Sum:
    """A total on one side: the lines that count, each with the row that stands for it."""

    found: Stands
    stated: Mapping[str, int]

    @cached_property
    def rows(self) -> Sequence[int]:
        """The rows that are added."""
        return self.found.with_more(tuple(self.stated.values()))

    @cached_property
    def amount(self) -> Decimal | None:
        """The sum; None where nothing is stated."""
        return exact_sum(self.found.ledger.values(self.rows)) if self.stated else None

    @property
    def version(self) -> str:
        """The version that states all of it; empty where several do."""
        names = self.found.ledger.versions
        if len(names) == 1 and self.rows:
            return next(iter(names))
        return shared(map(self.found.ledger.entries.version.__getitem__, self.rows))

    @property
    def qualifier(self) -> tuple[str, ...]:
        """The qualifiers of what is added."""
        return self.found.ledger.words(self.rows)

    @cached_property
    def rounded(self) -> Mapping[str, int]:
        """Those of the lines that are not stated exactly."""
        roundings = map(self.found.ledger.entries.rounding.__getitem__, self.stated.values())
        return dict(compress(self.stated.items(), roundings))


Sums = dict[Block, Sum]


def sums(ledger: Ledger, old: Stands, new: Stands, blocks: Collection[Block]) -> tuple[Sums, Sums]:
    """The totals of some blocks on both sides: top-level lines count, and parts whose parents are not stated."""
    before = _sums(ledger, old, blocks)
    if old.rows is new.rows and not refunded(old.ledger, new.ledger):
        return before, {block: Sum(new, total.stated) for block, total in before.items()}
    return before, _sums(ledger, new, blocks)


def _sums(ledger: Ledger, found: Stands, blocks: Iterable[Block]) -> Sums:
    placed = _placed(ledger, found.ledger)
    return {block: Sum(found, _counted(placed, found.of(block.basis, block.year), block.fund)) for block in blocks}


def _counted(ledger: Ledger, row_of: Mapping[str, int], fund: str) -> dict[str, int]:
    return {line: row_of[line] for line in counted(ledger, row_of, fund).stated}


def _placed(ledger: Ledger, side: Ledger) -> Ledger:
    """The ledger that knows the names of both sides, its lines in the funds in which one side has them."""
    own = {
        name: line._replace(fund=side.lines[name].fund)
        for name, line in ledger.lines.items()
        if name in side.lines and side.lines[name].fund != line.fund
    }
    return replace(ledger, lines={**ledger.lines, **own}) if own else ledger


def total_row(block: Block, old: Sum, new: Sum, cells: Sequence[Compared], tolerance: Decimal = ZERO) -> DiffRow:
    """The row of a total. `cells` are the lines of the block with both values: their parts add up to its own."""
    changes = {cell.row.line: cell.parts.change for cell in cells if cell.row.line in old.stated}
    same = _of_the_same_lines(old, new) and not _restated_beside(block, old, new, changes)
    rows = [cell.row for cell in cells if same and cell.row.line in old.stated]
    unseen = _unseen(Pot(block.fund, block.basis), old, new, changes)
    change = total(unseen.pot, filter(None, changes.values())) + unseen if same else None
    low, high, low_open, high_open = ends(change)
    return DiffRow(
        row_type="total",
        fund=block.fund,
        line="",
        basis=block.basis,
        year=block.year,
        old=old.amount,
        new=EXACT.add(old.amount, change.value) if change and old.amount is not None else new.amount,
        change=change.value if change else None,
        low=low,
        high=high,
        declared=exact_sum(row.declared or ZERO for row in rows),
        declared_by=_declared_by(rows),
        moved=exact_sum(row.moved or ZERO for row in rows) if same else None,
        net=exact_sum(row.net or ZERO for row in rows) if same else None,
        untied=exact_sum(row.untied or ZERO for row in rows) if same else None,
        within_rounding=change is not None and is_within(change, tolerance),
        status=_status(old, new, rows if same else None),
        old_version=old.version,
        new_version=new.version,
        old_qualifier=old.qualifier,
        new_qualifier=new.qualifier,
        followed_successor=any(row.followed_successor for row in rows),
        low_open=low_open,
        high_open=high_open,
        rest_within_rounding=any(row.rest_within_rounding for row in rows),
        comparable=all(row.comparable for row in rows),
    )


def _unseen(pot: Pot, old: Sum, new: Sum, seen: Collection[str]) -> Amount:
    """What may have changed in the lines that are restated in the same words: nothing, give or take their rounding."""
    scaled, roundings = new.found.ledger.scaled, new.found.ledger.entries.rounding
    one_ledger = old.found.ledger is new.found.ledger
    restated = (
        row
        for line, row in new.rounded.items()
        if line not in seen and not (one_ledger and old.rounded.get(line) == row)
    )
    slack = exact_sum(scaled(roundings[row]) for row in restated)
    return Amount(pot, ZERO, slack.copy_negate(), slack)


def _of_the_same_lines(old: Sum, new: Sum) -> bool:
    return old.stated is new.stated or old.stated.keys() == new.stated.keys()


def _restated_beside(block: Block, old: Sum, new: Sum, seen: Collection[str]) -> list[str]:
    """The lines that only versions off the way restate: they are not compared, and yet count with other values."""
    if old.found.ledger is not new.found.ledger:
        return []
    revised = (line for line, row in new.stated.items() if line not in seen and old.stated.get(line, row) != row)
    keys = ((line, block.basis, block.year) for line in revised)
    return [key[0] for key in keys if old.found.value(key) != new.found.value(key)]


def _status(old: Sum, new: Sum, rows: Sequence[DiffRow] | None) -> Status:
    """The status of a total, given the rows of its lines; None where it is not compared."""
    if not old.stated:
        return "first-stated"
    if not new.stated:
        return "no-longer-stated"
    return "changed" if rows is None or any(row.status not in SILENT for row in rows) else "unchanged"


def _declared_by(rows: Iterable[DiffRow]) -> tuple[Declared, ...]:
    """The mutations of some lines, those of one kind and label as one; of no size where one of them has none."""
    found: dict[tuple[str, str], Declared] = {}
    for by in (by for row in rows for by in row.declared_by):
        found[by.kind, by.label] = _both(found[by.kind, by.label], by) if (by.kind, by.label) in found else by
    return tuple(found.values())


def _both(one: Declared, other: Declared) -> Declared:
    if one.amount is None or other.amount is None:
        return one._replace(amount=None, size="not-stated")
    return one._replace(
        amount=EXACT.add(one.amount, other.amount), size=one.size if one.size == other.size else "read-from-change"
    )


def composition_notes(ledger: Ledger, block: Block, old: Sum, new: Sum, cells: Sequence[Compared]) -> Iterator[Text]:
    """Says what keeps two totals from being compared: lines that only one counts, or that are restated off the way."""
    if not (old.stated and new.stated) or old.stated is new.stated:
        return
    before, after = old.stated.keys(), new.stated.keys()
    reasons: list[Text] = []
    if dropped := sorted(before - after):
        reasons.append(said("only the old one counts {lines}", lines=listed(dropped)))
    if added := sorted(after - before):
        reasons.append(said("only the new one counts {lines}", lines=listed(added)))
    if beside := _restated_beside(block, old, new, {cell.row.line for cell in cells}):
        off = said("versions that are not on the way from the one to the other restate {lines}", lines=listed(beside))
        reasons.append(off)
    if reasons:
        yield said(
            "{fund}, {basis} {year}: the totals are not compared: {reasons}.",
            fund=ledger.funds[block.fund].called,
            basis=word(block.basis, "basis"),
            year=any_year(block.year),
            reasons=joined(reasons, "; "),
        )
