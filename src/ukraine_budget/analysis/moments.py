"""The moments at which a ledger's answer changes, and the pairs to compare."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import NamedTuple

from ukraine_budget.analysis.comparable import refusal
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import scope
from ukraine_budget.analysis.shift import Shift
from ukraine_budget.analysis.versions import LedgerAt, known_at
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Version

MOST = 6
"""The most moments beside the one that is asked for."""


class Moments(NamedTuple):
    """The answers at some moments, oldest first, and whether there were earlier ones."""

    known: Sequence[OutlookResult]
    has_earlier: bool


def changing_moments(ledger: Ledger, as_of: str | None, ask: Callable[[str | None], OutlookResult]) -> Moments:
    """The answers at the newest versions that change it, at most MOST, and at the moment asked for.

    `ask` gives the answer at a version.
    """
    outlook = ask(as_of)
    others = (moment for moment in _changing(ledger, outlook, ask) if moment.as_of != outlook.as_of)
    newest = [*islice(others, MOST)]
    return Moments([*reversed(newest), outlook], next(others, None) is not None)


def _changing(
    ledger: Ledger, outlook: OutlookResult, ask: Callable[[str | None], OutlookResult]
) -> Iterator[OutlookResult]:
    """The answers at the versions that change it, newest first."""
    known = sorted(known_at(ledger, outlook.as_of).versions, key=lambda version: -version.order)
    versions = (version.version for version in known)
    states = chain((outlook if version == outlook.as_of else ask(version) for version in versions), [None])
    for now, before in pairwise(states):
        if now and (_says(before) != _says(now) if before else any(_says(now))):
            yield now


def _says(moment: OutlookResult) -> tuple[Sequence[FigureRow], Sequence[Shift]]:
    return moment.rows, moment.shifts


def compared_pairs(
    ledger: Ledger, moments: Sequence[OutlookResult], also: tuple[str, str] | None
) -> Sequence[tuple[str, str]]:
    """The pairs to compare: each moment with the next and with the last, both with figures.

    `also` is compared in any case.
    """
    later = (now for before, now in pairwise(moments) if _says(before) != _says(now))
    known = [*moments[:1], *later]
    versions = [moment.as_of for moment in known if moment.as_of in ledger.versions]
    pairs = [*pairwise(versions), *((version, versions[-1]) for version in versions[:-2])]
    comparable = [pair for pair in pairs if not refusal(*(LedgerAt(ledger, side) for side in pair))]
    return list(dict.fromkeys([*comparable, *([also] if also else [])]))


def latest(
    ledger: Ledger, *, as_of: str | None = None, funds: Sequence[str] = (), bases: Sequence[str] = ()
) -> tuple[str, str] | None:
    """The last two versions to compare, up to a version or date: one and its predecessor.

    The later one says anything of some funds and bases; the earlier one is its nearest predecessor with figures. None
    if there are no two. Raises UsageError for a version, fund or basis that the ledger does not have.
    """
    wanted = scope(ledger, funds, bases)
    changed = {(mutation.version, mutation.line, mutation.basis) for mutation in ledger.mutations}
    said = changed | ledger.figures.together("version", "line", "basis")
    speaking = {version for version, line, basis in said if wanted.holds(ledger, line, basis)}
    following = [v for v in known_at(ledger, as_of).versions if v.follows and v.version in speaking]
    latest_first = sorted(following, key=lambda version: -version.order)
    steps = ((old, new.version) for new in latest_first for old in _followed_by(ledger, new))
    return next((step for step in steps if not refusal(*(LedgerAt(ledger, side) for side in step))), None)


def _followed_by(ledger: Ledger, version: Version) -> Iterator[str]:
    """The predecessors of a version, nearest first."""
    seen: set[str] = set()
    while version.follows and version.follows not in seen:
        seen.add(version.follows)
        yield version.follows
        version = ledger.versions[version.follows]
