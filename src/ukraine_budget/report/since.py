"""What stands beside the figures of a view: what was said of their lines since, and which papers were not read."""

import re
from collections.abc import Collection, Iterator

from ukraine_budget.analysis.known import claims_by, end_of, papers_by
from ukraine_budget.analysis.scope import above
from ukraine_budget.language import Text, dated, joined, named, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, Document
from ukraine_budget.report.table import Noted, noted

YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def said_about(ledger: Ledger, lines: Collection[str], years: Collection[int], as_of: str) -> list[Claim]:
    """What was said of some lines, or of what they are part of, and of some years, by a version or date."""
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
    """The years that are named in what is noted of a paper."""
    return set(map(int, YEAR.findall(paper.note)))


def _may_hold_more(paper: Document, years: Collection[int]) -> bool:
    is_of_others = paper.kind == "annual-report" and bool(paper.date) and int(paper.date[:4]) - 1 not in years
    return paper.read == "no" and not is_of_others


def dated_statement(claim: Claim) -> Text:
    """What was said, when and by whom."""
    source, text = word(claim.source_kind, "source"), statement(claim)
    return said("{date}, {source}: {text}", date=dated(claim.date), source=source, text=text)


def statement(claim: Claim) -> Text:
    """What was said."""
    return claim.text if isinstance(claim.text, Text) else Text(claim.text)


def since_notes(ledger: Ledger, lines: Collection[str], years: Collection[int], as_of: str) -> tuple[Noted, ...]:
    """A note on each thing that was said later of the lines of a view, and on each paper that was not read."""
    return (*_later(ledger, lines, years, as_of), *_unread(ledger, years, as_of))


def _later(ledger: Ledger, lines: Collection[str], years: Collection[int], as_of: str) -> Iterator[Noted]:
    claims = [claim for claim in said_about(ledger, lines, years, as_of) if claim.kind == "later"]
    for claim in sorted(claims, key=lambda claim: claim.date):
        yield noted(said("Later: {statement}", statement=dated_statement(claim)), "later", claim.lines, claim.years)


def _unread(ledger: Ledger, years: Collection[int], as_of: str) -> Iterator[Noted]:
    for paper in not_read(ledger, years, as_of):
        what = joined((paper.title, dated(paper.date, short=True)))
        remark = named(paper.note, nl=paper.note_nl) if paper.note_nl else paper.note
        yield noted(joined((said("Not read: {paper}.", paper=what), remark), " "), "not-read")
