"""The few things without which the figures of a view would be misread, the weightiest first."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ukraine_budget.analysis.result_row import CellRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.language import Date, Text, joined, named, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim
from ukraine_budget.report.display import Sources

MOST = 3
"""The most caveats of a view; the whole view has the others."""


class Caveat(NamedTuple):
    """A text, and the papers that it rests on."""

    text: Text
    documents: tuple[str, ...] = ()


class Caveats(NamedTuple):
    """The caveats of a view, at most MOST of them."""

    chosen: tuple[Caveat, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The papers that they rest on."""
        return tuple(document for caveat in self.chosen for document in caveat.documents)

    def texts(self, cited: Sources) -> tuple[Text, ...]:
        """The texts with the numbers of their papers."""
        return tuple(joined((text, cited.marked(*documents)), " ") for text, documents in self.chosen)


def caveats(ledger: Ledger, subject: CellRow | None, year: int | None, *others: Caveat) -> Caveats:
    """What is to be known of the figure that an answer is about: other coverage, what was said since, papers unread.

    `others` are those of the view itself: they come between coverage and what was said since.
    """
    if subject is None:
        return Caveats(others[:MOST])
    lines = {subject.line, *above(ledger, subject.line)} if subject.line else set()
    about = [claim for claim in ledger.claims if lines & set(claim.lines) and year in (None, *claim.years)]
    kinds = (*_conflicts(about), *others, *_said_since(ledger, about), *_unread(ledger))
    return Caveats(tuple(dict.fromkeys(kinds))[:MOST])


def _conflicts(claims: Sequence[Claim]) -> Iterator[Caveat]:
    """Papers of another coverage that a reader will hold against the figure: one is enough."""
    yield from (Caveat(_text(claim), (claim.source,)) for claim in claims if claim.kind == "conflict")


def _said_since(ledger: Ledger, claims: Sequence[Claim]) -> Iterator[Caveat]:
    """What was said after the last figure, the newest two in one."""
    later = sorted((claim for claim in claims if claim.kind == "later"), key=lambda claim: claim.date)[-2:]
    if later:
        told = joined((joined((Date(claim.date), _text(claim)), ": ") for claim in later), " ")
        yield Caveat(said("Said since: {statements}", statements=told), tuple(claim.source for claim in later))


def _unread(ledger: Ledger) -> Iterator[Caveat]:
    """Papers that are known and may hold what is not stated."""
    for paper in ledger.documents.values():
        if paper.read == "no" and paper.note:
            yield Caveat(said("Not read: {paper}. {note}", paper=paper.title, note=named(paper.note, nl=paper.note_nl)))


def _text(claim: Claim) -> Text:
    return named(claim.text, nl=claim.text_nl)
