"""Totals of a diff: per fund, basis and year, over what counts on each side."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import compress
from typing import NamedTuple

from ukraine_budget.analysis.diffrows import SILENT, Declared, DiffRow, Status, ends
from ukraine_budget.analysis.notes import listed
from ukraine_budget.analysis.pairing import Year
from ukraine_budget.analysis.split import Pair, Parts, is_within
from ukraine_budget.analysis.stands import Key, Stands
from ukraine_budget.model.amount import EXACT, ZERO, Amount, Pot, exact_sum, total
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.rows import in_order


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


class Sum(NamedTuple):
    """A total on one side: the lines that count, their sum (None where nothing is stated), and who states it.

    `rounded` are the rows of the lines that are not stated exactly.
    """

    found: Stands
    lines: frozenset[str]
    rounded: Mapping[str, int]
    amount: Decimal | None
    version: str
    qualifier: tuple[str, ...]


def sums(ledger: Ledger, found: Stands, blocks: Collection[Block]) -> dict[Block, Sum]:
    """The totals of some blocks: top-level lines count, and parts whose parents are not stated."""
    lines = {**ledger.lines, **found.ledger.lines}
    funds = {line: row.fund for line, row in lines.items()}
    parents = {line: ledger.current[row.parent] for line, row in ledger.lines.items() if row.parent}
    keys = [key for key in found.rows if not _part_of_stated(found, parents, key)] if parents else list(found.rows)
    counted: defaultdict[tuple[str, str, Year], dict[str, int]] = defaultdict(dict)
    for line, basis, year in keys:
        counted[funds[line], basis, year][line] = found.rows[line, basis, year]
    return {block: _sum(found, counted[block]) for block in blocks}


def _part_of_stated(found: Stands, parents: Mapping[str, str], key: Key) -> bool:
    line, basis, year = key
    while line in parents:
        line = parents[line]
        if (line, basis, year) in found.rows:
            return True
    return False


def _sum(found: Stands, stated: Mapping[str, int]) -> Sum:
    entries = found.ledger.entries
    rows = list(stated.values())
    rows += [other for row in rows for other in found.more.get(row, ())] if found.more else ()
    versions = set(map(entries.version.__getitem__, rows))
    words = {word for text in set(map(entries.qualifier.__getitem__, rows)) for word in text.split()}
    rounded = map(entries.rounding.__getitem__, stated.values())
    return Sum(
        found,
        frozenset(stated),
        dict(compress(stated.items(), rounded)),
        exact_sum(found.ledger.values(rows)) if rows else None,
        versions.pop() if len(versions) == 1 else "",
        in_order(words),
    )


def total_row(block: Block, old: Sum, new: Sum, cells: Sequence[Compared], tolerance: Decimal = ZERO) -> DiffRow:
    """The row of a total. `cells` are the lines of the block with both values: their parts add up to its own."""
    same = old.lines == new.lines
    rows = [cell.row for cell in cells if same and cell.row.line in old.lines]
    changes = {cell.row.line: cell.parts.change for cell in cells if cell.row.line in old.lines}
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
        new=new.amount,
        change=change.value if change else None,
        low=low,
        high=high,
        declared=exact_sum(row.declared or ZERO for row in rows),
        declared_by=_declared_by(rows),
        moved=exact_sum(row.moved or ZERO for row in rows) if same else None,
        net=exact_sum(row.net or ZERO for row in rows) if same else None,
        untied=exact_sum(row.untied or ZERO for row in rows) if same else None,
        within_rounding=change is not None and is_within(change, tolerance),
        status=_status(old, new, rows),
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


def _status(old: Sum, new: Sum, rows: Sequence[DiffRow]) -> Status:
    if not old.lines:
        return "first-stated"
    if not new.lines:
        return "no-longer-stated"
    return "changed" if old.lines != new.lines or any(row.status not in SILENT for row in rows) else "unchanged"


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


def composition_notes(ledger: Ledger, block: Block, old: Sum, new: Sum) -> Iterator[str]:
    """Says which lines only one of two totals counts, where that keeps them from being compared."""
    if old.lines != new.lines and old.lines and new.lines:
        only = (("old", old.lines - new.lines), ("new", new.lines - old.lines))
        which = "; ".join(f"only the {side} one counts {listed(sorted(lines))}" for side, lines in only if lines)
        yield f"{ledger.funds[block.fund].name}, {block.basis} {block.year}: the totals are not compared: {which}."
