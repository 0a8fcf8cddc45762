"""The few things without which the figures of a view would be misread, the weightiest first."""

from collections.abc import Collection, Iterator, Sequence
from functools import reduce
from typing import NamedTuple

from ukraine_budget.analysis.known import claims_by, end_of, papers_by
from ukraine_budget.analysis.notes import Note, NotWhole
from ukraine_budget.analysis.result_row import CellRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.language import Text, dated, joined, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, Document
from ukraine_budget.report.answers.answer import claimed
from ukraine_budget.report.display import Sources
from ukraine_budget.report.notes import note_texts

MOST = 3
"""The most caveats of a view; the whole view has the others."""
NEWEST = 2
"""How many of the things said since are told."""


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


def caveats(
    ledger: Ledger, subject: CellRow | None, years: Collection[int], *others: Caveat, as_of: str = ""
) -> Caveats:
    """What to know of the figure that an answer is about, given the years that are shown and the moment asked for.

    First `others`, those of the view itself; then papers of another coverage, what was said since, papers not read.
    """
    if subject is None:
        return Caveats(others[:MOST])
    line = {subject.line} if subject.line else set()
    end = end_of(ledger, as_of)
    about = [claim for claim in claims_by(ledger, end) if _is_about(ledger, claim, line, years)]
    since = (*_said_since(line, about), *_unread(papers_by(ledger, end), years))
    found = (*others, *_of_another_coverage(ledger, subject, about), *since)
    return Caveats(tuple(dict.fromkeys(found))[:MOST])


def losses(ledger: Ledger, notes: Collection[Note]) -> Iterator[Caveat]:
    """What was lost of the versions behind the figures, of the notes of a view."""
    return map(Caveat, note_texts(ledger, [note for note in notes if isinstance(note, NotWhole)]))


def _is_about(ledger: Ledger, claim: Claim, lines: Collection[str], years: Collection[int]) -> bool:
    """Whether a claim is about a line or what it is part of, and about a year."""
    wider = {other for line in lines for other in (line, *above(ledger, line))}
    return bool(wider.intersection(claim.lines)) and bool(set(years).intersection(claim.years))


def _of_another_coverage(ledger: Ledger, subject: CellRow, claims: Sequence[Claim]) -> Iterator[Caveat]:
    """Papers of another coverage that a reader will hold against the figure."""
    for claim in claims:
        funds = {ledger.lines[line].fund for line in claim.lines if line in ledger.lines}
        if claim.kind == "conflict" and funds != {subject.fund}:
            yield Caveat(claimed(ledger, claim) if claim.clause else _text(claim), (claim.source,))


def _said_since(line: Collection[str], claims: Sequence[Claim]) -> Iterator[Caveat]:
    """What was said after the last figure, of the line itself before what it is part of; the newest of it."""
    later = [claim for claim in claims if claim.kind == "later"]
    own = [claim for claim in later if set(line).intersection(claim.lines)]
    newest = sorted(own or later, key=lambda claim: claim.date)[-NEWEST:]
    sources = tuple(claim.source for claim in newest)
    if newest and all(claim.clause for claim in newest):
        yield Caveat(said("Later: {clauses}.", clauses=reduce(_and_then, map(_clause, newest))), sources)
    elif newest:
        yield Caveat(said("Said since: {statements}", statements=joined(map(_dated, newest), " ")), sources)


def _and_then(one: Text, other: Text) -> Text:
    return said("{one}; {other}", one=one, other=other)


def _clause(claim: Claim) -> Text:
    """What was said, by whom and when, within a sentence."""
    source, date = word(claim.source_kind, "source"), dated(claim.date, short=True)
    return said("{clause} ({source}, {date})", clause=claim.clause, source=source, date=date)


def _dated(claim: Claim) -> Text:
    """What was said, when and by whom."""
    return said(
        "{date}, {source}: {text}", date=dated(claim.date), source=word(claim.source_kind, "source"), text=_text(claim)
    )


def _unread(papers: Sequence[Document], years: Collection[int]) -> Iterator[Caveat]:
    """Papers that are known and not read, and may hold what is not stated: first those that can be looked up."""
    unread = sorted((paper for paper in papers if _may_hold_more(paper, years)), key=_order, reverse=True)
    if unread:
        newest, rest = unread[0].title, len(unread) - 1
        if rest:
            yield Caveat(said("Not read, may hold more: {paper} and {n} more.", paper=newest, n=rest))
        else:
            yield Caveat(said("Not read, may hold more: {paper}.", paper=newest))


def _may_hold_more(paper: Document, years: Collection[int]) -> bool:
    """Whether a paper was not read, and is not the annual report of a year that is not shown."""
    is_of_others = paper.kind == "annual-report" and bool(paper.date) and int(paper.date[:4]) - 1 not in years
    return paper.read == "no" and not is_of_others


def _order(paper: Document) -> tuple[bool, str]:
    return bool(paper.url or paper.reference), paper.date


def _text(claim: Claim) -> Text:
    return claim.text if isinstance(claim.text, Text) else Text(claim.text)
