"""Where rows stand in the files of a ledger: by what they say, so that the sequence of imports makes no difference."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from ukraine_budget.importing.found import ImportedFigure, first_row
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Line

Record = Mapping[str, Any]
Key = tuple[Any, ...]
By = Callable[[Record], Key]


class First(NamedTuple):
    """Where a line is stated first: the order of the version, the row of its paper, and that."""

    order: float
    row: int
    document: str


NOWHERE = First(float("inf"), 0, "")
"""The place of what no version states."""


def stated_first(figures: Iterable[tuple[str, str, str, str]], orders: Mapping[str, int]) -> dict[str, First]:
    """Where each line is stated first, by the version, line, paper and locator of some figures."""
    places: dict[str, First] = {}
    for version, line, paper, locator in figures:
        before = places.get(line, NOWHERE)
        if orders[version] <= before.order:
            places[line] = min(before, First(orders[version], first_row(locator), paper))
    return places


def of_ledger(ledger: Ledger) -> Iterator[tuple[str, str, str, str]]:
    """The version, line, paper and locator of every figure of a ledger."""
    figures = ledger.figures
    names = ("version", "line", "document", "locator")
    return zip(*(figures.texts(name, figures.rows) for name in names), strict=True)


def of_figures(figures: Iterable[ImportedFigure]) -> Iterator[tuple[str, str, str, str]]:
    """The same of figures that were found."""
    return ((figure.version, figure.line, figure.document, figure.locator) for figure in figures)


def with_parents(places: Mapping[str, First], lines: Mapping[str, Line]) -> dict[str, First]:
    """The places of all lines: one of which only parts are stated comes before the first of them."""
    found = dict(places)
    for line, place in places.items():
        above, seen = lines[line].parent, {line}
        while above and above not in seen:
            if above not in places:
                found[above] = min(found.get(above, NOWHERE), place._replace(row=0))
            seen.add(above)
            above = lines[above].parent
    return found


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
        found: dict[str, Key] = {}
        for line, fund in self.fund_of.items():
            found[fund] = min(found.get(fund, NOWHERE), self.lines.get(line, NOWHERE))
        return found

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


def merged(old: Iterable[Record], new: Sequence[Record], by: By) -> Iterator[Record]:
    """Old rows with new ones at their place among them; both are sorted."""
    at = 0
    for row in old:
        place = by(row)
        while at < len(new) and by(new[at]) < place:
            yield new[at]
            at += 1
        yield row
    yield from new[at:]


def is_sorted(rows: Iterable[Record], by: By) -> bool:
    """Whether rows stand by a key. Those that a person placed otherwise stay as they are."""
    return all(one <= other for one, other in pairwise(map(by, rows)))
