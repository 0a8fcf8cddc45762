"""Slips of a whole version or file: reported once, not for every figure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ukraine_budget.analysis.checks.factors import Factor
from ukraine_budget.model.records import Figure


class Slip(NamedTuple):
    """A figure that is roughly a factor times its neighbours.

    `is_between` says whether these are on both sides of it, `is_clear` whether it is nearly the factor.
    """

    figure: Figure
    beside: tuple[Figure, ...]
    factor: Factor
    is_between: bool
    is_clear: bool


Suspicion = tuple[Slip, ...]
"""Alternative slips: where two versions differ, one of them is wrong."""


class Source(NamedTuple):
    """A version, or one of its documents; if `is_whole`, `document` has no meaning."""

    version: str
    document: str
    is_whole: bool


class SlipGroup(NamedTuple):
    """The slips of one source, all by one factor, among `size` figures that can be compared with other versions."""

    source: Source
    factor: Factor
    slips: Sequence[Slip]
    size: int


Steady = Mapping[tuple[str, str], int]
"""The number of figures, by version and document, that agree with an adjacent version."""


def wholesale(
    suspicions: Sequence[Suspicion], steady: Steady, versions: Sequence[str]
) -> tuple[list[SlipGroup], list[Suspicion]]:
    """The versions and files more than half off by one factor, and the remaining suspicions.

    What explains most comes first; until it is mended, its figures are evidence for nothing else.
    """
    order = {version: n for n, version in enumerate(versions)}
    fitting = _steady(steady)
    groups: list[SlipGroup] = []
    rest = list(suspicions)
    while group := max(_groups(rest, fitting), key=lambda group: _weight(group, order), default=None):
        groups.append(group)
        rest = [suspicion for suspicion in rest if not _rests_on(suspicion, group.source)]
    return groups, rest


def _steady(steady: Steady) -> Counter[Source]:
    agreeing: Counter[Source] = Counter()
    for (version, document), size in steady.items():
        agreeing[Source(version, "", is_whole=True)] += size
        agreeing[Source(version, document, is_whole=False)] += size
    return agreeing


def _groups(suspicions: Iterable[Suspicion], steady: Mapping[Source, int]) -> Iterator[SlipGroup]:
    """Groups of two slips or more, half of them clear, that outnumber the figures of their source that fit."""
    slips_of: defaultdict[tuple[Source, Factor], list[Slip]] = defaultdict(list)
    for suspicion in suspicions:
        for slip in suspicion:
            for source in _sources(slip.figure):
                slips_of[source, slip.factor].append(slip)
    for (source, factor), slips in slips_of.items():
        is_most = len(slips) > max(1, steady[source])
        if is_most and 2 * sum(slip.is_clear for slip in slips) >= len(slips):
            yield SlipGroup(source, factor, slips, len(slips) + steady[source])


def _sources(figure: Figure) -> Iterator[Source]:
    yield Source(figure.version, "", is_whole=True)
    yield Source(figure.version, figure.document, is_whole=False)


def _rests_on(suspicion: Suspicion, source: Source) -> bool:
    """Whether a figure of a source is suspected, or speaks against another."""
    return any(source in _sources(figure) for slip in suspicion for figure in (slip.figure, *slip.beside))


def _weight(group: SlipGroup, order: Mapping[str, int]) -> tuple[float, bool, int]:
    """The weight of a group: its number and share of figures; of two versions the later."""
    slips, source = len(group.slips), group.source
    return slips * (slips / group.size), source.is_whole, order[source.version]
