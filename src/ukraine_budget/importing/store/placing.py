"""Where rows stand in the files of a ledger: by what they say, so that the sequence of imports makes no difference."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from ukraine_budget.importing.extract import Extract
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Line

Record = Mapping[str, Any]
Key = tuple[Any, ...]
By = Callable[[Record], Key]
Where = TypeVar("Where")
ROW = re.compile(r"(?:^|; )rows? ([0-9]+)")


class First(NamedTuple):
    """Where a line is stated first: the order of the version, the row of its paper, and that."""

    order: float
    row: int
    document: str


NOWHERE = First(float("inf"), 0, "")
"""The place of what no version states."""


def first_row(locator: str) -> int:
    """The row of a file that a locator names first; 0 where it names none."""
    named = ROW.search(locator)
    return int(named[1]) if named else 0


def first_in_ledger(ledger: Ledger, orders: Mapping[str, int]) -> Mapping[str, First]:
    """Where each line of a ledger is stated first."""
    entries = ledger.entries
    figures = zip(entries.version, entries.line, entries.document, entries.locator, strict=True)
    return _with_parents(_stated_first(figures, orders, first_row), ledger.lines)


def first_in_extract(extract: Extract, orders: Mapping[str, int]) -> Mapping[str, First]:
    """Where each line of an extract is stated first."""
    figures = ((figure.version, figure.line, figure.document, figure.cells) for figure in extract.figures)
    return _with_parents(_stated_first(figures, orders, lambda cells: cells[0][0]), extract.lines)


def _stated_first(
    figures: Iterable[tuple[str, str, str, Where]], orders: Mapping[str, int], row_of: Callable[[Where], int]
) -> dict[str, First]:
    """Where each line is stated first, by the version, line and paper of some figures, and where in that they stand."""
    first: dict[str, First] = {}
    for version, line, paper, where in figures:
        before = first.get(line, NOWHERE)
        if orders[version] <= before.order:
            first[line] = min(before, First(orders[version], row_of(where), paper))
    return first


def _with_parents(places: Mapping[str, First], lines: Mapping[str, Line]) -> dict[str, First]:
    """The places of all lines: one of which only parts are stated comes before the first of them."""
    first = dict(places)
    for line, place in places.items():
        above, seen = lines[line].parent, {line}
        while above and above not in seen:
            if above not in places:
                first[above] = min(first.get(above, NOWHERE), place._replace(row=0))
            seen.add(above)
            above = lines[above].parent
    return first


@dataclass(frozen=True)
class Places:
    """What rows stand by: `orders` of versions, `lines` where each is stated first, `index` as it stands there."""

    orders: Mapping[str, int]
    lines: Mapping[str, First]
    index: Mapping[str, int]
    fund_of: Mapping[str, str]

    @cached_property
    def funds(self) -> Mapping[str, Key]:
        """The place of the first line of each fund."""
        first: dict[str, Key] = {}
        for line, fund in self.fund_of.items():
            first[fund] = min(first.get(fund, NOWHERE), self.lines.get(line, NOWHERE))
        return first

    @cached_property
    def keys(self) -> Mapping[str, By]:
        """What the rows of a file stand by; those of others are added at its end."""
        return {
            "versions": lambda row: (_whole(row["order"]), row["version"]),
            "documents": lambda row: (row["document"],),
            "lines": lambda row: (*self.lines.get(row["line"], NOWHERE), self.index.get(row["line"], 0)),
            "funds": lambda row: (*self.funds.get(row["fund"], NOWHERE), row["fund"]),
            "amounts": self.figure,
        }

    def figure(self, row: Record) -> Key:
        """What a figure stands by."""
        where = (first_row(row.get("locator", "")), row.get("document", ""))
        return (self.orders.get(row["version"], 0), *where, _whole(row["year"]))


def _whole(text: str | int) -> int:
    """A number of a column of whole ones, which a person may have written otherwise."""
    digits = str(text).strip()
    return int(digits) if digits.lstrip("-").isdecimal() else 0


def is_sorted(rows: Iterable[Record], by: By) -> bool:
    """Whether rows stand by a key. Those that a person placed otherwise stay as they are."""
    return all(one <= other for one, other in pairwise(map(by, rows)))
