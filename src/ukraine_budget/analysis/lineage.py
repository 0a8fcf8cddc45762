"""The way from one version to another: which versions lie on it, and which only beside it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ukraine_budget.analysis.standing import KnownVersions
from ukraine_budget.model.records import Version


class Lineage(NamedTuple):
    """The versions that are known at a moment and were not at an earlier one, latest first.

    `restating`: those on the way from the one to the other, whose figures count as restated. `between`: all of them.
    `chained` is whether the way leads from the one to the other at all.
    """

    restating: tuple[Version, ...]
    between: tuple[Version, ...]
    chained: bool


def last(moment: KnownVersions) -> Version:
    """The latest version known at a moment; it is nameless where none is."""
    return max(moment.versions, key=lambda version: version.order, default=Version("", 0))


def lineage(old: KnownVersions, new: KnownVersions) -> Lineage:
    """The way to a moment from an earlier one. An erratum stands in the place of its paper once it is known.

    To a version leads what it follows, and what that follows. To a date leads every version until then.
    """
    known = {version.version: version for version in new.versions}
    before = {version.version for version in old.versions}
    latest_first = sorted(known.values(), key=lambda version: -version.order)
    between = tuple(version for version in latest_first if version.version not in before)
    if new.as_of not in known:
        return Lineage(between, between, chained=True)
    papers = {paper for version in _chain(last(new), known) for paper in _papers(version, known)}
    restating = tuple(version for version in between if version in papers)
    return Lineage(restating, between, chained=_papers(last(old), known)[-1] in papers)


def chains(known: Sequence[Version]) -> Callable[[str], Sequence[str]]:
    """Of each version known at a moment, by name: itself, the one it follows, and so on."""
    by_name = {version.version: version for version in known}
    return cache(lambda name: [version.version for version in _chain(by_name[name], by_name)])


def _chain(version: Version | None, known: Mapping[str, Version]) -> Iterator[Version]:
    """A version, the one it follows, the one that follows, and so on."""
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
