"""The versions known at a version or date: their order, predecessors, and the way between two moments."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ukraine_budget.errors import before_the_first, no_such_date, not_like_a_date, undated, unknown
from ukraine_budget.model.ledger import Ledger, ends
from ukraine_budget.model.records import Claim, Version

DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
LIKE_A_DATE = re.compile(r"[0-9][0-9 ./-]*")
"""A text meant as a date, unless a version has that name."""


class LedgerAt(NamedTuple):
    """A ledger as it stood at a version or date, by default at its last version."""

    ledger: Ledger
    as_of: str | None = None


class KnownVersions(NamedTuple):
    """The versions known at a moment, in order of effect, and the moment as asked for."""

    as_of: str
    versions: tuple[Version, ...]

    @property
    def names(self) -> list[str]:
        """The names of the versions, in their order."""
        return [version.version for version in self.versions]


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
    papers = {name: version.supersedes for name, version in versions.items() if version.supersedes in versions}
    origin = ends(papers, versions)
    known.sort(key=lambda version: (versions[origin[version.version]].order, version.order))
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


def stating(ledger: Ledger) -> frozenset[str]:
    """The versions with figures."""
    return frozenset(version for (version,) in ledger.figures.together("version"))


def date_of(ledger: Ledger, version: Version) -> str:
    """The date of a version, else of its paper; "" if neither is known."""
    document = ledger.documents.get(version.document)
    return version.date or (document.date if document else "")


def said_on(ledger: Ledger, claim: Claim) -> str:
    """The date of a claim, else of its source; "" if neither is known."""
    paper = ledger.documents.get(claim.source)
    return claim.date or (paper.date if paper else "")


def last_day(date: str) -> str:
    """The last day that an ISO 8601 date to the day, month or year can mean; UsageError for no such day."""
    year, *rest = (int(part) for part in date.split("-"))
    try:
        month = rest[0] if rest else 12
        return str(dt.date(year, month, rest[1] if len(rest) > 1 else monthrange(year, month)[1]))
    except ValueError:
        raise no_such_date(date) from None


def of_one_series(ledger: Ledger, one: str, other: str) -> bool:
    """Whether one of two versions revises the other, errata taken as their papers.

    Papers of different series may count different things under one name. In a ledger without `follows`, all versions
    are taken to be of one series.
    """
    if one == other or not any(version.follows for version in ledger.versions.values()):
        return True
    return any(
        paper == later or ledger.is_revised(paper, later)
        for earlier, later in ((one, other), (other, one))
        for paper in (earlier, *superseded(ledger, earlier))
    )


def superseded(ledger: Ledger, version: str) -> set[str]:
    """The papers that a version supersedes, directly or not."""
    papers: set[str] = set()
    while (version := ledger.versions[version].supersedes) and version not in papers:
        papers.add(version)
    return papers


class Lineage(NamedTuple):
    """The versions known at a moment and not at an earlier one, by name.

    `restating` are those on the way, whose figures count as restated; `between` are all. `chained`: the way leads from
    one moment to the other.
    """

    restating: frozenset[str]
    between: frozenset[str]
    chained: bool


def last(moment: KnownVersions) -> Version:
    """The latest version known at a moment; a nameless one if there is none."""
    return max(moment.versions, key=lambda version: version.order, default=Version("", 0))


def lineage(old: KnownVersions, new: KnownVersions) -> Lineage:
    """The way from an earlier moment to a later one. An erratum replaces its paper once known.

    The way to a version consists of its predecessors, the way to a date of every version until then.
    """
    known = {version.version: version for version in new.versions}
    between = frozenset(known).difference(old.names)
    if new.as_of not in known:
        return Lineage(between, between, chained=True)
    papers = {paper.version for version in _chain(last(new), known) for paper in _papers(version, known)}
    return Lineage(between & papers, between, chained=_papers(last(old), known)[-1].version in papers)


def chains(known: Iterable[Version]) -> Callable[[str], Sequence[str]]:
    """Look up the chain of a known version: itself, then its predecessors, nearest first."""
    by_name = {version.version: version for version in known}
    return cache(lambda name: [version.version for version in _chain(by_name[name], by_name)])


def _chain(version: Version | None, known: Mapping[str, Version]) -> Iterator[Version]:
    """A version and its predecessors, nearest first."""
    errata = {version.supersedes: version for version in sorted(known.values(), key=lambda version: version.order)}
    seen: set[str] = set()
    while version and version.version not in seen:
        seen.add(version.version)
        yield version
        follows = next((paper.follows for paper in _papers(version, known) if paper.follows), "")
        version = known.get(follows)
        while version and version.version in errata and version.version not in seen:
            version = errata[version.version]


def _papers(version: Version, known: Mapping[str, Version]) -> list[Version]:
    """A version and the papers it supersedes, the first of them last."""
    papers = [version]
    while papers[-1].supersedes in known:
        papers.append(known[papers[-1].supersedes])
    return papers
