"""Where the figures of one line and year come from, as a table: in full, and on one screen."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from ukraine_budget.analysis.claims import Verdict, Word
from ukraine_budget.analysis.explain import ExplainResult, ExplainRow, rivals
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.shift import Shift
from ukraine_budget.language import NOTHING, Text, dated, joined, phrase, said, word
from ukraine_budget.model.amount import half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import CASH_SHIFT, DECISION, Kind, Mutation, Role
from ukraine_budget.report.answers.explain import explain_answer
from ukraine_budget.report.caveats import losses
from ukraine_budget.report.display import (
    AMOUNT,
    AS_STATED,
    BASIS,
    CARRIED,
    KIND,
    LABEL,
    NOTE,
    OVERTAKEN,
    SOURCE,
    STATED_BY,
    STATUS,
    VERSION,
    Sources,
    head,
    qualifiers,
    sources,
)
from ukraine_budget.report.headings import basis_heading, measure, measured
from ukraine_budget.report.names import in_words, line_name, name_of
from ukraine_budget.report.narrow import MARKS, amount, screen, with_full
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.readings import reading_blocks, reading_papers
from ukraine_budget.report.table import SPREAD, Block, Column, Columns, Records, Row, Table, block, noted, sentences
from ukraine_budget.report.values import Hanging, Value
from ukraine_budget.report.versions import short_version
from ukraine_budget.report.years import any_year

OPEN: tuple[Word, ...] = ("cannot be tested", "fails")
"""The verdicts on statements that a reader has to weigh."""
LOCATOR = 20
"""The longest place in a paper that a narrow table names."""


class MutationRow(NamedTuple):
    """A declared change of the year, by the names of the contract."""

    version: str
    basis: str
    amount: Decimal
    kind: Kind
    role: Role
    label: str
    qualifier: tuple[str, ...]
    document: str
    locator: str
    note: str


def explain_table(result: ExplainResult) -> Table:
    """The stated figures, the declared changes of them, and the claims that speak of them."""
    ledger = result.ledger
    cited = sources(ledger, _documents(result))
    name, unit = line_name(ledger, result.line), measured(ledger, result.as_of)
    return Table(
        view="explain",
        title=said("{line} in {year} ({measure})", line=name, year=result.year, measure=unit),
        head=head(ledger, result.as_of) | {"line": result.line, "year": result.year},
        records=Records.of(ExplainRow, result.rows),
        lists={
            "mutations": Records.of(MutationRow, tuple(map(_mutation_record, result.mutations))),
            "shifts": Records.of(Shift, result.shifts),
        },
        blocks=tuple(_blocks(result, cited)),
        notes=(*note_texts(ledger, result.notes), *map(_claim, result.claims)),
        sources=cited.lines,
        answer=explain_answer(result),
    )


def _documents(result: ExplainResult) -> Iterator[str]:
    """The papers of the figures, of the declared changes, and of shifts of no stated size."""
    yield from (row.document for row in result.rows)
    yield from (mutation.document for mutation in result.mutations)
    yield from reading_papers(result.shifts)


def _claim(claim: Verdict) -> Text:
    verdict = word(claim.verdict, "verdict")
    text = said("Claim {claim} ({verdict}): {text}", claim=claim.claim, verdict=verdict, text=claim.text)
    return noted(text, "claim", claim.lines, claim.years)


def _blocks(result: ExplainResult, cited: Sources) -> Iterator[Block]:
    if result.rows:
        stated = _stated(cited)
        yield block(said("Stated"), stated.heads, stated.rows(result.rows))
    if result.mutations:
        declared = _declared(cited)
        yield block(said("Declared changes"), declared.heads, declared.rows(result.mutations))
    yield from reading_blocks(result.shifts, cited)


def _stated(cited: Sources) -> Columns[ExplainRow]:
    return Columns(
        (VERSION, lambda row: row.version),
        (BASIS, lambda row: word(DECIDED if DECISION in row.qualifier else row.basis, "basis")),
        (AMOUNT, lambda row: row.amount),
        (SPREAD, lambda row: half_width(row.low, row.high)),
        (AS_STATED, lambda row: joined(qualifiers(row.qualifier))),
        (STATUS, lambda row: joined((CARRIED, OVERTAKEN) if row.overtaken else (CARRIED,)) if row.stands else ""),
        (SOURCE, lambda row: cited.citation(row.document, row.locator)),
        (NOTE, lambda row: in_words(cited.ledger, row.note)),
    )


def _declared(cited: Sources) -> Columns[Mutation]:
    return Columns(
        (VERSION, lambda row: row.version),
        (BASIS, lambda row: word(row.basis, "basis")),
        (Column(said("Declared change"), "change"), lambda row: row.amount.value if row.size_stated else _way(row)),
        (KIND, _kind_and_role),
        (LABEL, lambda row: row.label),
        (AS_STATED, lambda row: joined(qualifiers(row.qualifier)) if row.size_stated else ""),
        (SOURCE, lambda row: cited.citation(row.document, row.locator)),
        (NOTE, lambda row: row.note),
    )


def _kind_and_role(row: Mutation) -> Text:
    kind = phrase(row.kind, "kind")
    return said("{kind} (group total)", kind=kind) if row.role == "total" else kind


def _way(row: Mutation) -> Text:
    year = any_year(row.year)
    if row.leaves:
        return said("out of {year}, size not stated", year=year)
    return said("into {year}, size not stated", year=year)


def _mutation_record(row: Mutation) -> MutationRow:
    own = {name: getattr(row, name) for name in MutationRow._fields}
    return MutationRow(**own | {"amount": row.amount.value})


def explain_brief(result: ExplainResult) -> Table:
    """The figures of the line and year, the newest first; the changes that papers declare; what is said about it."""
    ledger, name = result.ledger, name_of(result.ledger.lines[result.line])
    cited = sources(ledger, [*_documents(result), *(claim.source for claim in result.claims)])
    rows = (*_figures(result, cited), *_changes(result, cited))
    columns = (Column(NOTHING), AMOUNT, STATED_BY, MARKS, Column(NOTHING))
    return screen(
        explain_answer(result),
        said("{line}, {year}: {measure}", line=name, year=result.year, measure=measure(ledger)),
        (
            Block(NOTHING, columns, rows, is_narrow=True),
            *reading_blocks([shift for shift in result.shifts if shift.amount is None], cited),
            *_said_about_it(result.claims, cited),
        ),
        cited,
        caveats=losses(ledger, result.notes),
        more=with_full(len(result.notes), said("all columns")),
    )


def _figures(result: ExplainResult, cited: Sources) -> Iterator[Row]:
    """The figures by basis, decisions apart, the newest first."""
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
    state = OVERTAKEN if row.overtaken else CARRIED if row.stands else said("earlier")
    if row in differing:
        state = said("differs")
    paper = _paper(ledger, row.version, row.locator)
    return amount(ledger, row.amount, row.qualifier, row.version), paper, cited.marked(row.document), state


def _changes(result: ExplainResult, cited: Sources) -> Iterator[Row]:
    """The declared changes by kind; shifts of unknown size by direction."""
    for mutation in result.mutations:
        if mutation.role != "total":
            what = said("Shift") if mutation.kind == CASH_SHIFT else phrase(mutation.kind, "kind")
            paper = _paper(result.ledger, mutation.version, mutation.locator)
            size: Value = Hanging(mutation.amount.value, kind="change") if mutation.size_stated else _way(mutation)
            yield Row((what, size, paper, cited.marked(mutation.document), NOTHING))


def _paper(ledger: Ledger, version: str, locator: str) -> Text:
    """A version, with the place in its paper if that is short."""
    citation = in_words(ledger, locator) if len(locator) <= LOCATOR else NOTHING
    return joined((short_version(ledger, version), citation))


def _said_about_it(claims: Sequence[Verdict], cited: Sources) -> tuple[Block, ...]:
    """The statements about the line that its figures do not settle."""
    doubted = [claim for claim in claims if claim.kind == "conflict" or claim.verdict in OPEN]
    doubted.sort(key=lambda claim: claim.date)
    if not doubted:
        return ()
    title = said("Said about it (no figures of this line: never add them to it)")
    return (sentences(title, [_statement(claim, cited) for claim in doubted]),)


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
