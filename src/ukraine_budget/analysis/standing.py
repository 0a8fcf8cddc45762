"""What stands at a version or a date: the sequence of versions known then, and the figures they leave standing."""

import datetime as dt
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ukraine_budget.analysis.stands import stands
from ukraine_budget.errors import before_the_first, no_such_date, not_like_a_date, undated, unknown
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell, Figure, Version
from ukraine_budget.model.stands import Key, Stands

DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
LIKE_A_DATE = re.compile(r"[0-9][0-9 ./-]*")
"""What is meant as a date where no version is called so."""


class KnownVersions(NamedTuple):
    """The versions known at a moment, in the order in which they take effect, and the moment as it was asked for."""

    as_of: str
    versions: tuple[Version, ...]


class Standing(NamedTuple):
    """The figure that stands for a cell. `carried`: a later version states the line, but not this cell."""

    figure: Figure
    carried: bool


@dataclass(frozen=True)
class Standings(Mapping[Cell, Standing]):
    """What stands for every cell of some years and lines. A figure is made when it is asked for, and kept.

    `place` says where in the sequence of versions each of them stands.
    """

    stands: Stands
    place: Mapping[str, int]
    made: dict[Key, Standing] = field(default_factory=dict, repr=False)

    def __getitem__(self, cell: Key) -> Standing:
        found = self.made.get(cell)
        if found is None:
            row = self.rows[cell]
            found = self.made[cell] = Standing(self.stands[cell], row in self.carried)
        return found

    def __contains__(self, cell: object) -> bool:
        return cell in self.rows

    def __iter__(self) -> Iterator[Cell]:
        return map(Cell._make, self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def rows(self) -> Mapping[Key, int]:
        """The row of the ledger's file that stands for each cell."""
        return self.stands.rows

    @cached_property
    def lines(self) -> frozenset[str]:
        """The lines for which anything stands."""
        return frozenset(line for line, _, _ in self.rows)

    @cached_property
    def bases(self) -> Mapping[str, Collection[str]]:
        """The bases on which anything stands for each line."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for line, basis, _ in self.rows:
            found[line].add(basis)
        return found

    @cached_property
    def carried(self) -> frozenset[int]:
        """The rows whose line a later version states, but not the cell that they stand for."""
        version, place = self.stands.ledger.entries.version, self.place
        older = {key: row for key, row in self.rows.items() if place[version[row]] < len(place) - 1}
        last = _last_stated(self.stands.ledger, place) if older else {}  # which asks for all that is stated
        return frozenset(row for (line, _, _), row in older.items() if last[line] > place[version[row]])

    @cached_property
    def remarkable(self) -> frozenset[int]:
        """The rows of which more is to be said than their amount: all but those that are exact and not carried."""
        marked = self.stands.ledger.remarkable(self.rows.values())
        return frozenset(marked.union(self.carried, self.stands.more))


def known_at(ledger: Ledger, as_of: str | None = None) -> KnownVersions:
    """The versions known at a version or a date (ISO 8601 to the day, month or year); by default all.

    An erratum takes effect in the place of its paper, from the moment it is known.
    Raises UsageError for a version or date that is not there.
    """
    known = _known(ledger, as_of)
    if not ledger.versions:
        return KnownVersions(as_of or "", ())
    if not known:
        raise before_the_first(as_of or "", _dates(ledger)[0][0])
    versions = {version.version: version for version in known}
    known.sort(key=lambda version: (_origin(version, versions).order, version.order))
    last = max(versions.values(), key=lambda version: version.order)
    return KnownVersions(as_of or last.version, tuple(known))


def _known(ledger: Ledger, as_of: str | None) -> list[Version]:
    if not as_of:
        return list(ledger.versions.values())
    if as_of in ledger.versions:
        last = ledger.versions[as_of].order
        return [version for version in ledger.versions.values() if version.order <= last]
    if not DATE.fullmatch(as_of):
        if LIKE_A_DATE.fullmatch(as_of):
            raise not_like_a_date(as_of)
        raise unknown("version", as_of, ledger.versions)
    end = last_day(as_of)
    return [version for date, version in _dates(ledger) if last_day(date) <= end]


def _dates(ledger: Ledger) -> list[tuple[str, Version]]:
    """Each version with its date, or that of its paper; UsageError when a version has neither."""
    dated = [(date_of(ledger, version), version) for version in ledger.versions.values()]
    if without := [version.version for date, version in dated if not date]:
        raise undated(without)
    return sorted(dated, key=lambda pair: (last_day(pair[0]), pair[1].order))


def date_of(ledger: Ledger, version: Version) -> str:
    """The date of a version, else of the paper it was read in; empty when neither is known."""
    document = ledger.documents.get(version.document)
    return version.date or (document.date if document else "")


def last_day(date: str) -> str:
    """The last day that an ISO 8601 date to the day, month or year can mean; UsageError when there is no such day."""
    year, *rest = (int(part) for part in date.split("-"))
    try:
        month = rest[0] if rest else 12
        return str(dt.date(year, month, rest[1] if len(rest) > 1 else monthrange(year, month)[1]))
    except ValueError:
        raise no_such_date(date) from None


def _origin(version: Version, known: dict[str, Version]) -> Version:
    while version.supersedes in known:
        version = known[version.supersedes]
    return version


def standing(
    ledger: Ledger,
    versions: Sequence[Version],
    *,
    years: Collection[int] | None = None,
    lines: Collection[str] | None = None,
) -> Standings:
    """The figure that stands for every cell (of some years and lines) after `versions`, in their order."""
    place = {version.version: n for n, version in enumerate(versions)}
    return Standings(stands(ledger, versions, years, lines), place)


def _last_stated(ledger: Ledger, place: Mapping[str, int]) -> dict[str, int]:
    """Where in the sequence each line was last stated, whatever the year and basis."""
    last: dict[str, int] = {}
    for version, line in ledger.printed_lines:
        if version in place:
            last[line] = max(place[version], last.get(line, 0))
    return last
