"""Where a figure comes from, on one screen: what was last stated, what came before, what moved, what is said of it."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from ukraine_budget.analysis.claims import Verdict, Word
from ukraine_budget.analysis.explain import ExplainResult, ExplainRow, rivals
from ukraine_budget.language import NOTHING, Text, dated, joined, phrase, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import CASH_SHIFT, DECISION, Mutation
from ukraine_budget.report.answers.explain import explain_answer
from ukraine_budget.report.brief.caveats import losses
from ukraine_budget.report.brief.cells import MARKS, amount, papers, short_version, with_full
from ukraine_budget.report.display import OVERTAKEN, Sources, sources
from ukraine_budget.report.names import any_year, basis_heading, in_words, measure, name_of
from ukraine_budget.report.readings import reading_blocks, reading_papers
from ukraine_budget.report.table import Block, Column, Hanging, Row, Table, Value, brief, sentences

OPEN: tuple[Word, ...] = ("cannot be tested", "fails")
"""The verdicts on statements that a reader has to weigh."""
LOCATOR = 20
"""The longest place in a paper that a narrow table names."""


def explain_brief(result: ExplainResult) -> Table:
    """The figures of the line and year, the newest first; the changes that papers declare; what is said about it."""
    ledger = result.ledger
    documents = (
        *(row.document for row in result.rows),
        *(mutation.document for mutation in result.mutations),
        *reading_papers(result.shifts),
        *(claim.source for claim in result.claims),
    )
    cited = sources(ledger, documents)
    rows = (*_figures(result, cited), *_changes(result, cited))
    columns = (Column(NOTHING), Column(said("Amount"), "amount"), Column(said("Stated by")), MARKS, Column(NOTHING))
    return brief(
        explain_answer(result),
        said(
            "{line}, {year}: {measure}",
            line=name_of(ledger.lines[result.line]),
            year=result.year,
            measure=measure(ledger),
        ),
        (
            *([Block(NOTHING, columns, rows, is_narrow=True)] if rows else []),
            *reading_blocks(ledger, [shift for shift in result.shifts if shift.amount is None], cited),
            *_said_about_it(result.claims, cited),
        ),
        tuple(caveat.text for caveat in losses(ledger, result.notes)),
        (*papers(ledger, cited), with_full(len(result.notes), said("all columns"))),
    )


def _figures(result: ExplainResult, cited: Sources) -> Iterator[Row]:
    """The figures by what they are counted as, decisions apart, the newest first."""
    order = {version: n for n, version in enumerate(result.ledger.versions)}
    differing = [other for row in result.rows if row.stands for other in rivals(result, row)]
    decided_last = sorted(result.rows, key=lambda row: (row.basis, DECISION in row.qualifier, -order[row.version]))
    for (basis, is_decision), rows in groupby(decided_last, key=lambda row: (row.basis, DECISION in row.qualifier)):
        for n, row in enumerate(rows):
            heading = NOTHING if n else said("Decided") if is_decision else basis_heading(basis)
            yield Row((heading, *_cells(result, row, differing, cited)))


def _cells(
    result: ExplainResult, row: ExplainRow, differing: Collection[ExplainRow], cited: Sources
) -> tuple[Value, ...]:
    ledger = result.ledger
    state = OVERTAKEN if row.overtaken else said("last stated") if row.stands else said("earlier")
    if row in differing:
        state = said("differs")
    paper = _paper(ledger, row.version, row.locator)
    return amount(ledger, row.amount, row.qualifier, row.version), paper, cited.marked(row.document), state


def _changes(result: ExplainResult, cited: Sources) -> Iterator[Row]:
    """The changes that papers declare, each by its kind; shifts of no stated size by their direction."""
    for mutation in result.mutations:
        if mutation.role != "total":
            what = said("Shift") if mutation.kind == CASH_SHIFT else phrase(mutation.kind, "kind")
            paper = _paper(result.ledger, mutation.version, mutation.locator)
            size: Value = Hanging(mutation.amount.value, kind="change") if mutation.size_stated else _way(mutation)
            yield Row((what, size, paper, cited.marked(mutation.document), NOTHING))


def _paper(ledger: Ledger, version: str, locator: str) -> Text:
    """A version, and the place in its paper where that is short."""
    place = in_words(ledger, locator) if len(locator) <= LOCATOR else NOTHING
    return joined((short_version(ledger, version), place))


def _way(mutation: Mutation) -> Text:
    if mutation.leaves:
        return said("out of {year}, size not stated", year=any_year(mutation.year))
    return said("into {year}, size not stated", year=any_year(mutation.year))


def _said_about_it(claims: Sequence[Verdict], cited: Sources) -> tuple[Block, ...]:
    """The statements about the line that its figures do not settle; what holds or fails is in the whole view."""
    told = [claim for claim in claims if claim.kind == "conflict" or claim.verdict in OPEN]
    told.sort(key=lambda claim: claim.date)
    if not told:
        return ()
    title = said("Said about it (no figures of this line: never add them to it)")
    return (sentences(title, [_statement(claim, cited) for claim in told]),)


def _statement(claim: Verdict, cited: Sources) -> Text:
    if claim.kind == "conflict":  # ours, of two papers: none of them says it
        return joined((claim.text, cited.marked(claim.source)), " ")
    by = word(claim.source_kind, "source")
    return said(
        "{source}: {text} {paper} {verdict}",
        source=joined((dated(claim.date, short=True), by), ", ") if claim.date else by,
        text=claim.text,
        paper=cited.marked(claim.source),
        verdict=word(claim.verdict, "verdict"),
    )
