"""The comparability of versions: one without figures of its own would show an earlier one's."""

from itertools import product

from ukraine_budget.analysis.versions import LedgerAt, known_at, last, stating
from ukraine_budget.errors import NoFiguresError, no_figures
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Version


def refusal(old: LedgerAt, new: LedgerAt) -> NoFiguresError | None:
    """Why two sides cannot be compared: a version without figures; else None.

    A version that only declares changes is comparable, unless figures stated in between might be taken for its own.
    """
    silent = [(ledger, version) for ledger, as_of in (old, new) if (version := without_figures(ledger, as_of))]
    if not silent or (len(silent) == 1 and old.ledger is new.ledger and _only_declares(old, new)):
        return None
    instead = _instead(old, new) if old.ledger is new.ledger else None
    declaring = [(version, _declares(ledger, version.version)) for ledger, version in silent]
    near = [] if instead else [_nearest(ledger, version) for ledger, version in silent]
    return no_figures(declaring, instead, near)


def without_figures(ledger: Ledger, as_of: str | None) -> Version | None:
    """The version asked for, if it states no figures; else None."""
    version = ledger.versions.get(as_of or "")
    return version if version and version.version not in stating(ledger) else None


def _only_declares(old: LedgerAt, new: LedgerAt) -> bool:
    """Whether the later moment of a ledger adds declared changes only, and no figures."""
    earlier, later = sorted((known_at(*old), known_at(*new)), key=lambda moment: last(moment).order)
    ledger, version = old.ledger, last(later).version
    fresh = {*later.names}.difference(earlier.names)
    return version in fresh and fresh.isdisjoint(stating(ledger)) and _declares(ledger, version)


def _declares(ledger: Ledger, version: str) -> bool:
    return any(mutation.version == version for mutation in ledger.mutations)


def _instead(old: LedgerAt, new: LedgerAt) -> tuple[str, str] | None:
    """Two versions with figures, of one series, nearest to those asked for and in their order."""
    ledger, (first, second) = old.ledger, (last(known_at(*side)).order for side in (old, new))
    before, after = _of_series(ledger, old.as_of, is_later=False), _of_series(ledger, new.as_of, is_later=True)
    for one, other in product(before, after):
        earlier, later = (last(known_at(ledger, side)).order for side in (one, other))
        if earlier != later and (earlier > later) == (first > second):
            return one, other
    return None


def _of_series(ledger: Ledger, as_of: str | None, *, is_later: bool) -> list[str]:
    """The version asked for; else those of its series with figures, nearest first.

    For the later side, successors come before predecessors.
    """
    as_of = as_of or known_at(ledger).as_of
    version = without_figures(ledger, as_of)
    if not version:
        return [as_of]
    name, order, known = version.version, version.order, stating(ledger)
    series = [
        one
        for one in ledger.versions.values()
        if one.version in known and (ledger.is_revised(one.version, name) or ledger.is_revised(name, one.version))
    ]
    series.sort(key=lambda one: ((one.order > order) != is_later, abs(one.order - order)))
    return [one.version for one in series]


def _nearest(ledger: Ledger, version: Version) -> tuple[str, ...]:
    """The nearest versions with figures, before and after one."""
    known = stating(ledger)
    names = [one.version for one in ledger.versions.values() if one.version in known or one is version]
    at = names.index(version.version)
    return (*names[:at][-1:], *names[at + 1 :][:1])
