"""Where two ledgers are built otherwise: their funds, the parents of their lines, and which funds have a total."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ukraine_budget.analysis.notes import listed
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.language import Text, said
from ukraine_budget.model.rows import Line


class Placed(NamedTuple):
    """One line as two ledgers have it; the parents are under the numbers that both share."""

    line: str
    old: Line
    new: Line
    old_parent: str
    new_parent: str


def without_total(ledger: Ledger) -> set[str]:
    """The funds of a ledger whose lines are not added."""
    return {name for name, fund in ledger.funds.items() if not fund.total}


def structure_notes(old: Ledger, new: Ledger, funds: Collection[str]) -> Iterator[Text]:
    """Says which of some funds have a total on one side only, and which of their lines stand elsewhere."""
    if old is new:
        return
    yield from _total_notes(old, new, funds)
    placed = [line for line in _placed(old, new) if not {line.old.fund, line.new.fund}.isdisjoint(funds)]
    elsewhere = [_in_funds(old, new, line) for line in placed if line.old.fund != line.new.fund]
    if elsewhere:
        yield said("The two ledgers have lines in different funds: {lines}.", lines=listed(elsewhere))
    parts = [_in_parents(line) for line in placed if line.old_parent != line.new_parent]
    if parts:
        yield said(
            "The two ledgers have lines under different parents, so that their totals may count other lines: {lines}.",
            lines=listed(parts),
        )


def _total_notes(old: Ledger, new: Ledger, funds: Collection[str]) -> Iterator[Text]:
    for fund in funds:
        if fund in old.funds and fund in new.funds and old.funds[fund].total != new.funds[fund].total:
            if new.funds[fund].total:
                yield said("{fund}: no total is shown, since the old ledger has none.", fund=new.funds[fund].called)
            else:
                yield said("{fund}: no total is shown, since the new ledger has none.", fund=new.funds[fund].called)


def _in_funds(old: Ledger, new: Ledger, placed: Placed) -> Text:
    return said(
        "{line} (in the old one in {old}, in the new one in {new})",
        line=placed.line,
        old=old.funds[placed.old.fund].called,
        new=new.funds[placed.new.fund].called,
    )


def _in_parents(placed: Placed) -> Text:
    line, old, new = placed.line, placed.old_parent, placed.new_parent
    if not old:
        return said("{line} (part of {parent} in the new one only)", line=line, parent=new)
    if not new:
        return said("{line} (part of {parent} in the old one only)", line=line, parent=old)
    return said("{line} (part of {old} in the old one, of {new} in the new one)", line=line, old=old, new=new)


def _placed(old: Ledger, new: Ledger) -> Iterator[Placed]:
    """The lines that both ledgers have, under the numbers that both share."""

    def shared(line: str) -> str:
        number = new.current.get(old.current.get(line, line), line)
        return old.current.get(number, number)

    def by_number(ledger: Ledger) -> Mapping[str, Line]:
        """The lines by their shared numbers: where several share one, the line that has it itself."""
        lines = sorted(ledger.lines, key=lambda line: shared(line) == line)
        return {shared(line): ledger.lines[line] for line in lines if ledger.current[line] == line}

    before, after = by_number(old), by_number(new)
    for line, one in before.items():
        if line in after:
            other = after[line]
            yield Placed(line, one, other, shared(one.parent), shared(other.parent))
