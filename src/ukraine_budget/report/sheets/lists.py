"""The lists of a workbook: all figures, claims, papers and versions."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ukraine_budget.analysis.claims import ClaimsResult, Verdict
from ukraine_budget.analysis.every import EveryFigure
from ukraine_budget.analysis.listing import ListResult
from ukraine_budget.language import NOTHING, Language, Text, joined, said, word
from ukraine_budget.model.amount import half_width
from ukraine_budget.model.records import DECISION, Fund, Line, Version
from ukraine_budget.report.claims import claim_records, claim_rows, missing_text
from ukraine_budget.report.display import AMOUNT, BASIS, LINE, NOTE, SOURCE, VERSION, head, qualifiers
from ukraine_budget.report.headings import measure, measured
from ukraine_budget.report.listing import list_table
from ukraine_budget.report.names import in_words, name_of
from ukraine_budget.report.sheets.formulas import FigurePair, change
from ukraine_budget.report.table import SPREAD, Block, CellRef, Column, Columns, Table
from ukraine_budget.report.versions import cited_briefly

COLUMNS = (
    LINE,
    Column(said("Kind of row")),
    Column(said("Fund")),
    BASIS,
    Column(said("Year"), "amount"),
    VERSION,
    AMOUNT,
    Column(said("Low"), "amount"),
    Column(said("High"), "amount"),
    Column(said("Qualifier")),
    Column(said("Paper")),
    Column(said("Place")),
    Column(said("Last stated")),
    Column(said("Id of the line")),
)
ADVICE = said(
    "A row per stated figure. Before you add: one basis, one fund, only what was last stated, "
    "and lines without their parts."
)
UNTIL_NOW = said(
    "Claims are tested against all versions of the ledger, whatever the moment that the other sheets show."
)
CLAIMS = Columns[Verdict](
    (Column(said("What is said")), lambda claim: claim.text),
    (Column(said("Verdict")), lambda claim: word(claim.verdict, "verdict")),
    (Column(said("Left"), "amount"), lambda claim: claim.left),
    (Column(NOTHING, of_last=True), lambda claim: word(claim.relation, "relation")),
    (Column(said("Right"), "amount"), lambda claim: claim.right),
    (Column(said("Difference"), "change"), lambda claim: claim.difference),
    (SPREAD, lambda claim: half_width(claim.low, claim.high) or None),
    (Column(said("As stated"), of_last=True), lambda claim: joined(qualifiers(claim.qualifier))),
    (SOURCE, lambda claim: joined((claim.source, claim.locator), " ")),
    (NOTE, lambda claim: joined((missing_text(claim.missing), claim.note), "; ")),
)
LEFT, RIGHT, DIFFERENCE = 2, 4, 5


class FigureCells(NamedTuple):
    """A row by COLUMNS: the texts before the year, the numbers, and the texts after them.

    None is an open end. Nearly every row has another `locator`.
    """

    before: tuple[str, ...]
    year: int
    version: str
    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    after: tuple[str, ...]
    locator: str
    last: tuple[str, ...]


class FigureList(NamedTuple):
    """The figures as rows of text and numbers in a language."""

    every: EveryFigure

    @property
    def title(self) -> Text:
        """What they are, up to when, in which currency and unit."""
        return said("Every stated figure ({measure})", measure=measured(self.every.ledger, self.every.as_of))

    def rows(self, language: Language) -> Iterator[FigureCells]:
        """A row for each figure, by COLUMNS."""
        ledger, say = self.every.ledger, language.say
        lines, funds = distinct_names(ledger.lines), distinct_names(ledger.funds)
        versions = distinct_names(ledger.versions)
        part, whole = say(said("part")), say(said("line"))
        of_line = {
            name: (say(lines[name]), part if line.parent else whole, say(funds[line.fund]))
            for name, line in ledger.lines.items()
        }
        of_version = {version: say(name) for version, name in versions.items()}
        counts = cache(lambda basis, qualifier: say(_counts_as(basis, qualifier)))
        worded = cache(lambda qualifier: say(joined(qualifiers(tuple(qualifier.split())))))
        paper = cache(lambda document: say(cited_briefly(ledger, document)) if document else "")
        yes, no = say(word("yes", "answer")), say(word("no", "answer"))
        for figure in self.every.figures():
            locator = figure.locator
            yield FigureCells(
                before=(*of_line[figure.line], counts(figure.basis, figure.qualifier)),
                year=figure.year,
                version=of_version[figure.version],
                amount=figure.amount,
                low=figure.low,
                high=figure.high,
                after=(worded(figure.qualifier), paper(figure.document)),
                locator=say(in_words(ledger, locator)) if locator in ledger.texts else locator,
                last=(yes if figure.stands else no, figure.line),
            )


def _counts_as(basis: str, qualifier: str) -> Text:
    """What a figure counts: what was only decided is no commitment."""
    return said("decided by cabinet") if DECISION in qualifier.split() else word(basis, "basis")


def distinct_names(rows: Mapping[str, Line | Fund | Version]) -> Mapping[str, Text]:
    """Names of lines, funds or versions, with ids where several share a name."""
    names = {key: name_of(row) for key, row in rows.items()}
    alike = Counter(spoken for name in names.values() for spoken in {str(name), *name.others.values()} if spoken)
    return {
        key: joined((name, f"[{key}]"), " ")
        if any(alike[one] > 1 for one in (name, *name.others.values()) if one)
        else name
        for key, name in names.items()
    }


def claims_sheet(result: ClaimsResult) -> Table:
    """The verdict on every claim, with the difference of its two sides."""
    rows = claim_rows(CLAIMS, result.rows)
    left_out = len(result.ledger.claims) - len(rows)
    stated = [n for n, claim in enumerate(result.rows) if claim.difference is not None]
    live = (change(CellRef(n, DIFFERENCE), FigurePair(CellRef(n, LEFT), CellRef(n, RIGHT))) for n in stated)
    return Table(
        "claims",
        said("Things said about the figures ({measure})", measure=measure(result.ledger)),
        head(result.ledger, None),
        claim_records(result.rows),
        blocks=(Block(NOTHING, CLAIMS.heads, rows, tuple(live)),) if rows else (),
        notes=(
            UNTIL_NOW if rows else said("Nothing is claimed."),
            *([said("Left out: {n} claims about other funds, lines or bases.", n=left_out)] if left_out else []),
        ),
    )


def list_sheet(result: ListResult) -> Table:
    """The papers, or the versions, of the whole ledger."""
    table = list_table(result)
    whole = said(
        "All {list} of the ledger, whatever moment, funds and bases the other sheets show.",
        list=word(result.what, "list"),
    )
    return replace(table, notes=(*table.notes, whole))
