"""The reach of a ledger: its newest figure, statement and paper, and what was known at a moment."""

from collections.abc import Iterable
from typing import NamedTuple

from ukraine_budget.analysis.versions import date_of, known_at, last_day, said_on, stating
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, Document, Version

UNOFFICIAL = ("press", "data")
"""The kinds of documents that are no government papers."""


class KnownUntil(NamedTuple):
    """The dates (ISO 8601) of the newest figure, statement and official paper read; "" where undated."""

    figures: str
    statements: str
    papers: str


def known_until(ledger: Ledger) -> KnownUntil:
    """The reach of a ledger, with statements made since its last version."""
    known = stating(ledger)
    return KnownUntil(
        _newest(date_of(ledger, version) for name, version in ledger.versions.items() if name in known),
        _newest(said_on(ledger, claim) for claim in ledger.claims if claim.kind != "conflict"),
        newest_paper(ledger),
    )


def newest_paper(ledger: Ledger) -> str:
    """The date of the newest official paper read; "" where undated."""
    read = (paper for paper in ledger.documents.values() if paper.read != "no")
    return _newest(paper.date for paper in read if paper.kind not in UNOFFICIAL)


def end_of(ledger: Ledger, as_of: str) -> str:
    """The last day of a moment; "" for the last version, which includes all said since."""
    if as_of in ("", *list(ledger.versions)[-1:]):
        return ""
    if as_of not in ledger.versions:
        return last_day(as_of)
    return day_of(ledger, known_at(ledger, as_of).versions, as_of)


def day_of(ledger: Ledger, versions: Iterable[Version], version: str) -> str:
    """The last day of a version; if undated, that of its nearest dated predecessor."""
    own = date_of(ledger, ledger.versions[version])
    dates = [own] if own else [known.date for known in versions]
    return max(map(last_day, filter(None, dates)), default="")


def claims_by(ledger: Ledger, end: str) -> list[Claim]:
    """The claims made by a day, undated ones included; all for ""."""
    return [claim for claim in ledger.claims if is_by(said_on(ledger, claim), end)]


def papers_by(ledger: Ledger, end: str) -> list[Document]:
    """The papers up to a day, undated ones included; all for ""."""
    return [paper for paper in ledger.documents.values() if is_by(paper.date, end)]


def is_by(date: str, end: str) -> bool:
    """Whether a date, to the day, month or year, is not after a day; True where either is empty."""
    return not date or not end or last_day(date) <= end


def _newest(dates: Iterable[str]) -> str:
    return max(filter(None, dates), key=last_day, default="")
