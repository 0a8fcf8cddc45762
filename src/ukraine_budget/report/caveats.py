"""What a reader must know of the figures of a view: what was said since, which papers were not read, what is lost."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import reduce
from typing import NamedTuple

from ukraine_budget.analysis.known import claims_by, end_of, papers_by
from ukraine_budget.analysis.notes import Note, NotWhole
from ukraine_budget.analysis.result_row import CellRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.analysis.shift import Shift
from ukraine_budget.analysis.versions import date_of, last_day
from ukraine_budget.language import NOTHING, Text, dated, joined, named, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, Document
from ukraine_budget.report.display import Sources
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.table import Noted, noted

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MOST = 3
"""The most caveats of a view; the whole view has the others."""
NEWEST = 2
"""How many of the things said since are told."""
PAPERS = {
    "budget": "The budget",
    "supplementary": "The supplementary budget",
    "amendment": "The government amendment",
    "memorandum": "The memorandum",
    "annual-report": "The annual report",
    "erratum": "The erratum",
    "letter": "The letter",
    "news": "The notice",
}
"""Papers by their kinds; others are just papers."""
PAPER = "The paper"


class Caveat(NamedTuple):
    """A text, and the papers behind it."""

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
    ledger: Ledger,
    subject: CellRow | None,
    years: Collection[int],
    notes: Collection[Note],
    *others: Caveat,
    as_of: str = "",
    shifts: Iterable[Shift] = (),
) -> Caveats:
    """What to know of the figure that an answer is about, given the years and shifts shown and the moment asked for.

    First what was lost, of the `notes` of the view, and `others` of its own; then papers of another coverage, what was
    said since, papers not read. Of a shift without a size what was said before, where nothing was since.
    """
    own = (*map(Caveat, losses(ledger, notes)), *others)
    if subject is None:
        return Caveats(own[:MOST])
    line = {subject.line} if subject.line else set()
    claims = said_about(ledger, line, years, as_of)
    unsized = {year for shift in shifts if shift.amount is None for year in (shift.from_year, shift.to_year)}
    said_of = list(_said_since(line, claims)) or (list(_said_before(claims)) if unsized else [])
    since = (*said_of, *_unread(ledger, years, unsized, as_of))
    every = (*own, *_of_another_coverage(ledger, subject, claims), *since)
    return Caveats(tuple(dict.fromkeys(every))[:MOST])


def losses(ledger: Ledger, notes: Collection[Note]) -> Iterator[Text]:
    """Notes on what importing lost of the versions behind the figures."""
    return note_texts(ledger, [note for note in notes if isinstance(note, NotWhole)])


def _of_another_coverage(ledger: Ledger, subject: CellRow, claims: Sequence[Claim]) -> Iterator[Caveat]:
    """Papers of another coverage, which readers will hold against the figure."""
    for claim in claims:
        funds = {ledger.lines[line].fund for line in claim.lines if line in ledger.lines}
        if claim.kind == "conflict" and funds != {subject.fund}:
            yield Caveat(claimed(ledger, claim) if claim.clause else statement(claim), (claim.source,))


def _said_since(line: Collection[str], claims: Sequence[Claim]) -> Iterator[Caveat]:
    """The newest statements after the last figure; on the line itself before those on its parents."""
    later = [claim for claim in claims if claim.kind == "later"]
    own = [claim for claim in later if set(line).intersection(claim.lines)]
    newest = sorted(own or later, key=lambda claim: claim.date)[-NEWEST:]
    if not newest:
        return
    if all(claim.clause for claim in newest):
        text: Text = said("Later: {clauses}.", clauses=reduce(_and_then, map(_clause, newest)))
    else:
        text = said("Said since: {statements}", statements=joined(map(dated_statement, newest), " "))
    rest = len(later) - len(newest)
    more = said("{n} more.", n=rest) if rest else NOTHING
    yield Caveat(joined((text, more), " "), tuple(claim.source for claim in newest))


def _said_before(claims: Sequence[Claim]) -> Iterator[Caveat]:
    """The last press statement on a shift of unknown size, where nothing was said since."""
    press = [claim for claim in claims if claim.kind == "statement" and claim.source_kind == "press" and claim.clause]
    if press:
        last = max(press, key=lambda claim: claim.date)
        yield Caveat(said("Earlier: {clause}.", clause=_clause(last)), (last.source,))


def _and_then(one: Text, other: Text) -> Text:
    return said("{one}; {other}", one=one, other=other)


def _clause(claim: Claim) -> Text:
    """A statement with its source and date, within a sentence."""
    source, date = word(claim.source_kind, "source"), dated(claim.date, short=True)
    return said("{clause} ({source}, {date})", clause=claim.clause, source=source, date=date)


def _unread(
    ledger: Ledger, years: Collection[int], unsized: Collection[int | str | None], as_of: str
) -> Iterator[Caveat]:
    """Known papers that were not read: those that may hold the size of a shift, else the most promising one."""
    unread = not_read(ledger, years, as_of)
    holding = [paper for paper in unread if unsized and years_of(paper).issuperset(unsized)][:NEWEST]
    named, rest = joined(paper.title for paper in holding or unread[:1]), len(unread)
    rest -= len(holding) or 1
    if holding and rest:
        yield Caveat(said("Not read, may hold the size: {papers} (+{n}).", papers=named, n=rest))
    elif holding:
        yield Caveat(said("Not read, may hold the size: {papers}.", papers=named))
    elif rest > 0:
        yield Caveat(said("Not read, may hold more: {paper} and {n} more.", paper=named, n=rest))
    elif unread:
        yield Caveat(said("Not read, may hold more: {paper}.", paper=named))


def said_about(ledger: Ledger, lines: Collection[str], years: Collection[int], as_of: str) -> list[Claim]:
    """The statements known at a moment on some lines or their parents, and on some years."""
    wider = {other for line in lines for other in (line, *above(ledger, line))}
    return [
        claim
        for claim in claims_by(ledger, end_of(ledger, as_of))
        if wider.intersection(claim.lines) and set(years).intersection(claim.years)
    ]


def not_read(ledger: Ledger, years: Collection[int], as_of: str) -> list[Document]:
    """The papers that are known and were not read, but for annual reports of other years.

    First those that, as is noted of them, speak of most of the years; then those that can be looked up, newest first.
    """
    papers = (paper for paper in papers_by(ledger, end_of(ledger, as_of)) if _may_hold_more(paper, years))

    def order(paper: Document) -> tuple[int, bool, str]:
        return len(years_of(paper).intersection(years)), bool(paper.url or paper.reference), paper.date

    return sorted(papers, key=order, reverse=True)


def years_of(paper: Document) -> set[int]:
    """The years named in the note on a paper."""
    return set(map(int, YEAR.findall(paper.note)))


def _may_hold_more(paper: Document, years: Collection[int]) -> bool:
    is_of_others = paper.kind == "annual-report" and bool(paper.date) and int(paper.date[:4]) - 1 not in years
    return paper.read == "no" and not is_of_others


def dated_statement(claim: Claim) -> Text:
    """A statement with its date and source."""
    source, text = word(claim.source_kind, "source"), statement(claim)
    return said("{date}, {source}: {text}", date=dated(claim.date), source=source, text=text)


def statement(claim: Claim) -> Text:
    """What was said."""
    return claim.text if isinstance(claim.text, Text) else Text(claim.text)


def since_notes(ledger: Ledger, lines: Collection[str], years: Collection[int], as_of: str) -> tuple[Noted, ...]:
    """A note on each later statement about the lines of a view, and on each paper that was not read."""
    later = (claim for claim in said_about(ledger, lines, years, as_of) if claim.kind == "later")
    return (*map(_later, sorted(later, key=lambda claim: claim.date)), *map(_not_read, not_read(ledger, years, as_of)))


def _later(claim: Claim) -> Noted:
    return noted(said("Later: {statement}", statement=dated_statement(claim)), "later", claim.lines, claim.years)


def _not_read(paper: Document) -> Noted:
    what = joined((paper.title, dated(paper.date, short=True)))
    remark = named(paper.note, nl=paper.note_nl) if paper.note_nl else paper.note
    return noted(joined((said("Not read: {paper}.", paper=what), remark), " "), "not-read")


def paper_says(ledger: Ledger, row: CellRow) -> Text | None:
    """What the paper of a figure claims about its line against the plain reading, if that cannot be tested."""
    document = getattr(row, "document", "") or getattr(row, "new_document", "")
    version = ledger.versions.get(getattr(row, "version", "") or getattr(row, "new_version", ""))
    end = date_of(ledger, version) if version else ""
    for claim in claims_by(ledger, last_day(end) if end else ""):
        if claim.source == document and claim.clause and claim.kind != "conflict" and row.line in claim.lines:
            return claimed(ledger, claim)
    return None


def claimed(ledger: Ledger, claim: Claim) -> Text:
    """A claim as a sentence whose subject is its paper."""
    paper = word(PAPERS.get(ledger.documents[claim.source].kind, PAPER), "the paper")
    return said("{paper} says that {clause}.", paper=paper, clause=claim.clause)
