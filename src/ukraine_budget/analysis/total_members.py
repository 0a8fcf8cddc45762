"""What counts in the total of a fund: its top-level lines, stated parts in the place of a parent that is not stated."""

from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple

from ukraine_budget.analysis.lines import below
from ukraine_budget.model.ledger import Ledger

Role = Literal["stated", "missing", "replaced"]


class Counted(NamedTuple):
    """What each line of a fund is to a total of one basis and year.

    `stated` are the lines that count, `missing` those that are not stated, `replaced` the parents that are not stated
    but whose stated parts count.
    """

    stated: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


def counted(ledger: Ledger, stated: Collection[str], fund: str) -> Counted:
    """What counts in the total of a fund, given the lines for which anything stands. Nothing counts twice."""
    lines = ledger.tops.get(fund, ())
    if all(map(stated.__contains__, lines)):
        return Counted(lines)
    found: dict[Role, list[str]] = {"stated": [], "missing": [], "replaced": []}
    for line in lines:
        for role, part in _roles(ledger, stated, line):
            found[role].append(part)
    return Counted(*map(tuple, found.values()))


def _roles(ledger: Ledger, stated: Collection[str], line: str) -> Iterator[tuple[Role, str]]:
    if line in stated:
        yield "stated", line
    elif any(part in stated for part, _ in below(ledger, line)):
        yield "replaced", line
        for part in ledger.parts[line]:
            yield from _roles(ledger, stated, part)
    else:
        yield "missing", line


def shared(values: Iterable[str]) -> str:
    """What all of some values are, else nothing."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""
