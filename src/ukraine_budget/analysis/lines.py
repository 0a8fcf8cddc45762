"""The lines of a fund, each parent before its parts."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ukraine_budget.model.ledger import Ledger


class Placed(NamedTuple):
    """A line and how deep it stands under its fund: 0 for a top-level line."""

    line: str
    level: int


def placed(ledger: Ledger, fund: str) -> Iterator[Placed]:
    """The lines of a fund, in the ledger's order."""
    return _placed(ledger, ledger.tops.get(fund, ()), 0)


def with_parents(ledger: Ledger, lines: Collection[str]) -> set[str]:
    """Some lines and all that they are parts of, so that each can be shown under its parent."""
    found = set(lines)
    ahead = found
    while ahead:
        parents = {ledger.current[ledger.lines[line].parent] for line in ahead if ledger.lines[line].parent}
        ahead = parents - found
        found |= ahead
    return found


def above(ledger: Ledger, line: str) -> Iterator[str]:
    """The line that a line is a part of, the one that this is a part of, and so on."""
    while parent := ledger.lines[line].parent:
        line = ledger.current[parent]
        yield line


def below(ledger: Ledger, line: str) -> Iterator[Placed]:
    """The parts of a line, and theirs."""
    return _placed(ledger, ledger.parts.get(line, ()), 1)


def _placed(ledger: Ledger, lines: Iterable[str], level: int) -> Iterator[Placed]:
    for line in lines:
        yield Placed(line, level)
        if line in ledger.parts:
            yield from _placed(ledger, ledger.parts[line], level + 1)
