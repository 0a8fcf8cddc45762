"""How far a ledger reaches: its newest figure, statement and paper, and what there was at a moment."""

from collections.abc import Iterable
from typing import NamedTuple

from ukraine_budget.analysis.versions import date_of, known_at, last_day, said_on, stating
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, Document, Version

UNOFFICIAL = ("press", "data")
"""The kinds of documents that are no papers of a government."""


class KnownUntil(NamedTuple):
    """The dates (ISO 8601) of the newest figure, statement and official paper read; empty where none has a date."""

    figures: str
    statements: str
    papers: str


def known_until(ledger: Ledger) -> KnownUntil:
    """How far a ledger reaches, with all that was said since its last version."""
    known = stating(ledger)
    return KnownUntil(
        _newest(date_of(ledger, version) for name, version in ledger.versions.items() if name in known),
        _newest(said_on(ledger, claim) for claim in ledger.claims if claim.kind != "conflict"),
        newest_paper(ledger),
    )


def newest_paper(ledger: Ledger) -> str:
    """The date of the newest official paper that was read; empty where none has a date."""
    read = (paper for paper in ledger.documents.values() if paper.read != "no")
    return _newest(paper.date for paper in read if paper.kind not in UNOFFICIAL)


def end_of(ledger: Ledger, as_of: str) -> str:
    """The day on which a moment ends; empty for the last version, at which all that was said since is known too."""
    if as_of in ("", *list(ledger.versions)[-1:]):
        return ""
    if as_of not in ledger.versions:
        return last_day(as_of)
    return day_of(ledger, known_at(ledger, as_of).versions, as_of)


def day_of(ledger: Ledger, versions: Iterable[Version], version: str) -> str:
    """The last day of a version; of one without a date, that of the latest before it that has one of its own."""
    own = date_of(ledger, ledger.versions[version])
    dates = [own] if own else [known.date for known in versions]
    return max(map(last_day, filter(None, dates)), default="")


def claims_by(ledger: Ledger, end: str) -> list[Claim]:
    """The claims that were made by a day; those without a date too, and all where no day is named."""
    return [claim for claim in ledger.claims if is_by(said_on(ledger, claim), end)]


def papers_by(ledger: Ledger, end: str) -> list[Document]:
    """The papers of a day or before; those without a date too, and all where no day is named."""
    return [paper for paper in ledger.documents.values() if is_by(paper.date, end)]


def is_by(date: str, end: str) -> bool:
    """Whether a date, to the day, month or year, is not after a day; where either is empty it is not."""
    return not date or not end or last_day(date) <= end


def _newest(dates: Iterable[str]) -> str:
    return max(filter(None, dates), key=last_day, default="")
