"""Where two ledgers are built otherwise: their funds, the parents of their lines, and which funds have a total."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.notes_on_changes import InOtherFunds, NoTotalOnOneSide, UnderOtherParents
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Line


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


def structure_notes(old: Ledger, new: Ledger, funds: Collection[str]) -> Iterator[Note]:
    """Which of some funds have a total on one side only, and which of their lines stand elsewhere."""
    if old is new:
        return
    yield from _total_notes(old, new, funds)
    placed = [line for line in _placed(old, new) if not {line.old.fund, line.new.fund}.isdisjoint(funds)]
    elsewhere = [(one.line, one.old.fund, one.new.fund) for one in placed if one.old.fund != one.new.fund]
    if elsewhere:
        yield InOtherFunds(tuple(elsewhere))
    parts = [(one.line, one.old_parent, one.new_parent) for one in placed if one.old_parent != one.new_parent]
    if parts:
        yield UnderOtherParents(tuple(parts))


def _total_notes(old: Ledger, new: Ledger, funds: Collection[str]) -> Iterator[Note]:
    for fund in funds:
        if fund in old.funds and fund in new.funds and old.funds[fund].total != new.funds[fund].total:
            yield NoTotalOnOneSide(fund, "old" if new.funds[fund].total else "new")


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
