"""The way from one version to another: which versions lie on it, and which only beside it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ukraine_budget.analysis.standing import AsOf
from ukraine_budget.model.rows import Version


class Route(NamedTuple):
    """The versions between two moments, latest first.

    `stating`: those whose figures count as restated. `declaring`: those on the chain of `follows`, whose mutations
    lead from the one to the other. `beside`: those that come between in time but are not on that chain. `chained` is
    whether the chain leads from the one to the other at all.
    """

    stating: tuple[Version, ...]
    declaring: tuple[Version, ...]
    beside: tuple[Version, ...]
    chained: bool


def last(moment: AsOf) -> Version:
    """The latest version known at a moment; it is nameless where none is."""
    return max(moment.versions, key=lambda version: version.order, default=Version("", 0))


def route(old: AsOf, new: AsOf) -> Route:
    """The way to a moment from an earlier one. An erratum stands in the place of its paper once it is known."""
    start, end = last(old), last(new)
    known = {version.version: version for version in new.versions}
    chain = list(_chain(end, known))
    origins = [_papers(version, known)[-1] for version in chain]
    chained = _papers(start, known)[-1] in origins
    declaring = chain[: origins.index(_papers(start, known)[-1])] if chained else []
    replaced = {version.supersedes for version in known.values()}
    beside = [
        version
        for version in sorted(known.values(), key=lambda version: -version.order)
        if start.order < version.order and version not in declaring and version.version not in replaced
    ]
    stating = [version for version in chain if version.order > start.order]
    return Route(tuple(stating), tuple(declaring), tuple(beside), chained)


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
