"""Which versions were known at a version or a date, and in which order they take effect."""

import datetime as dt
import re
from calendar import monthrange
from typing import NamedTuple

from ukraine_budget.errors import before_the_first, no_such_date, not_like_a_date, undated, unknown
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Version

DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
LIKE_A_DATE = re.compile(r"[0-9][0-9 ./-]*")
"""What is meant as a date where no version is called so."""


class KnownVersions(NamedTuple):
    """The versions known at a moment, in the order in which they take effect, and the moment as it was asked for."""

    as_of: str
    versions: tuple[Version, ...]


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
