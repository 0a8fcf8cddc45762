"""Every stated figure of one line and year, as a table."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.claims import Verdict
from ukraine_budget.analysis.explain import ExplainResult, ExplainRow
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.language import Text, joined, phrase, said, word
from ukraine_budget.model.records import DECISION, Kind, Mutation, Role
from ukraine_budget.report.answers.explain import explain_answer
from ukraine_budget.report.display import CARRIED, OVERTAKEN, Sources, head, qualifiers, sources, spread
from ukraine_budget.report.names import any_year, in_words, line_name, measured
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.readings import reading_blocks, reading_papers
from ukraine_budget.report.shifts import shift_records
from ukraine_budget.report.table import SPREAD, Block, Column, Records, Row, Table, block, noted

STATED = (
    Column(said("Version")),
    Column(said("Basis")),
    Column(said("Amount"), "amount"),
    SPREAD,
    Column(said("As stated")),
    Column(said("Status")),
    Column(said("Source")),
    Column(said("Note")),
)
DECLARED = (
    Column(said("Version")),
    Column(said("Basis")),
    Column(said("Declared change"), "change"),
    Column(said("Kind")),
    Column(said("Label")),
    Column(said("As stated")),
    Column(said("Source")),
    Column(said("Note")),
)


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
    cited = sources(
        ledger,
        [
            *(row.document for row in result.rows),
            *(mutation.document for mutation in result.mutations),
            *reading_papers(result.shifts),
        ],
    )
    return Table(
        "explain/2",
        said(
            "{line} in {year} ({measure})",
            line=line_name(ledger, result.line),
            year=result.year,
            measure=measured(ledger, result.as_of),
        ),
        head(ledger, result.as_of) | {"line": result.line, "year": result.year},
        Records(ExplainRow._fields, result.rows, ExplainRow),
        {
            "mutations": Records(MutationRow._fields, tuple(map(_mutation_record, result.mutations)), MutationRow),
            "shifts": shift_records(result.shifts),
        },
        tuple(_blocks(result, cited)),
        (
            *note_texts(result.ledger, result.notes),
            *map(_claim, result.claims),
        ),
        cited.lines,
        answer=explain_answer(result),
    )


def _claim(claim: Verdict) -> Text:
    verdict = word(claim.verdict, "verdict")
    text = said("Claim {claim} ({verdict}): {text}", claim=claim.claim, verdict=verdict, text=claim.text)
    return noted(text, "claim", claim.lines, claim.years)


def _blocks(result: ExplainResult, cited: Sources) -> Iterator[Block]:
    if result.rows:
        yield block(said("Stated"), STATED, tuple(_stated(row, cited) for row in result.rows))
    if result.mutations:
        yield block(said("Declared changes"), DECLARED, tuple(_declared(row, cited) for row in result.mutations))
    yield from reading_blocks(result.ledger, result.shifts, cited)


def _stated(row: ExplainRow, cited: Sources) -> Row:
    standing = joined((CARRIED, OVERTAKEN) if row.overtaken else (CARRIED,)) if row.stands else ""
    basis = DECIDED if DECISION in row.qualifier else row.basis
    words = joined(qualifiers(row.qualifier))
    half = spread(row.amount, row.low, row.high)
    mark = cited.place(row.document, row.locator)
    note = in_words(cited.ledger, row.note)
    return Row((row.version, word(basis, "basis"), row.amount, half, words, standing, mark, note))


def _declared(row: Mutation, cited: Sources) -> Row:
    words = joined(qualifiers(row.qualifier)) if row.size_stated else ""
    kind = phrase(row.kind, "kind")
    kind_and_role = said("{kind} (group total)", kind=kind) if row.role == "total" else kind
    mark = cited.place(row.document, row.locator)
    amount = row.amount.value if row.size_stated else _way(row)
    return Row((row.version, word(row.basis, "basis"), amount, kind_and_role, row.label, words, mark, row.note))


def _way(row: Mutation) -> Text:
    year = any_year(row.year)
    if row.leaves:
        return said("out of {year}, size not stated", year=year)
    return said("into {year}, size not stated", year=year)


def _mutation_record(row: Mutation) -> MutationRow:
    own = {name: getattr(row, name) for name in MutationRow._fields}
    return MutationRow(**own | {"amount": row.amount.value})
