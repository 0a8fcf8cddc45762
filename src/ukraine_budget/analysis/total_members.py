"""What counts in the total of a fund: its top-level lines, stated parts in the place of a parent that is not stated."""

from collections.abc import Collection, Iterator
from typing import Literal

from ukraine_budget.analysis.lines import below
from ukraine_budget.figures.totals import TotalMembers
from ukraine_budget.model.ledger import Ledger

Role = Literal["stated", "missing", "replaced"]


def counted(ledger: Ledger, stated: Collection[str], fund: str) -> TotalMembers:
    """What counts in the total of a fund, given the lines for which anything stands. Nothing counts twice."""
    lines = ledger.tops.get(fund, ())
    if all(map(stated.__contains__, lines)):
        return TotalMembers(lines)
    found: dict[Role, list[str]] = {"stated": [], "missing": [], "replaced": []}
    for line in lines:
        for role, part in _roles(ledger, stated, line):
            found[role].append(part)
    return TotalMembers(*map(tuple, found.values()))


def _roles(ledger: Ledger, stated: Collection[str], line: str) -> Iterator[tuple[Role, str]]:
    if line in stated:
        yield "stated", line
    elif any(part in stated for part, _ in below(ledger, line)):
        yield "replaced", line
        for part in ledger.parts[line]:
            yield from _roles(ledger, stated, part)
    else:
        yield "missing", line
