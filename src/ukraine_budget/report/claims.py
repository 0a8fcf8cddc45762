"""Verdicts on claims: their rows for people and machines, and what is missing to check them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from ukraine_budget.analysis.claim_gaps import (
    CountDifferently,
    NoFigure,
    NoLabel,
    NoMutation,
    NoSize,
    NotNamed,
    OnlyBound,
    TooCoarse,
    Unnamed,
    VersionsPerTable,
)
from ukraine_budget.analysis.claims import Verdict
from ukraine_budget.analysis.claims import Word as VerdictWord
from ukraine_budget.analysis.notes import Note
from ukraine_budget.language import Text, both, joined, phrase, said, word
from ukraine_budget.model.records import ClaimKind, Figure, Relation, SourceKind
from ukraine_budget.report.display import qualifiers, spread
from ukraine_budget.report.names import cell_name
from ukraine_budget.report.table import SPREAD, Column, Records, Row

CLAIMS = (
    Column(said("Claim")),
    Column(said("Verdict")),
    Column(said("Left"), "amount"),
    Column(Text(""), "text"),
    Column(said("Right"), "amount"),
    Column(said("Difference"), "change"),
    SPREAD,
    Column(said("As stated")),
    Column(said("Missing")),
    Column(said("What is said")),
    Column(said("Source")),
    Column(said("Note")),
)


class ClaimRow(NamedTuple):
    """A verdict by the names of the contract: as Verdict, but what is missing is in words."""

    claim: str
    text: str
    verdict: VerdictWord
    left: Decimal | None
    right: Decimal | None
    missing: Text
    source: str
    locator: str
    relation: Relation | Literal[""]
    difference: Decimal | None
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    qualifier: tuple[str, ...]
    note: str
    kind: ClaimKind
    date: str
    source_kind: SourceKind
    clause: str
    lines: tuple[str, ...]
    years: tuple[int, ...]


def claim_records(claims: Iterable[Verdict]) -> Records:
    """The verdicts by the names of the contract."""
    rows = [ClaimRow._make((*claim[:5], missing_text(claim.missing), *claim[6:])) for claim in claims]
    return Records(ClaimRow._fields, rows, ClaimRow)


def claim_row(claim: Verdict) -> Row:
    """The verdict on a claim, by the columns CLAIMS."""
    half = spread(claim.difference, claim.low, claim.high)
    return Row(
        (
            claim.claim,
            word(claim.verdict, "verdict"),
            claim.left,
            word(claim.relation, "relation"),
            claim.right,
            claim.difference,
            half,
            joined(qualifiers(claim.qualifier)),
            missing_text(claim.missing),
            claim.text,
            joined((claim.source, claim.locator), " "),
            claim.note,
        ),
        "alert" if claim.verdict == "fails" else "line",
    )


def claims_sentence(claims: Sequence[Verdict]) -> Text:
    """How many of the statements hold, fail or cannot be tested; papers that do not agree are counted apart."""
    verdicts = Counter(claim.verdict for claim in claims if claim.kind != "conflict")
    conflicts = len(claims) - verdicts.total()
    sentences = [_one_statement(claims) if verdicts.total() == 1 else _counts(verdicts)] if verdicts else []
    if conflicts == 1:
        sentences.append(said("One pair of papers does not agree, or counts different things."))
    elif conflicts:
        sentences.append(said("{n} pairs of papers do not agree, or count different things.", n=conflicts))
    return joined(sentences, " ")


def _one_statement(claims: Sequence[Verdict]) -> Text:
    verdict = next(claim.verdict for claim in claims if claim.kind != "conflict")
    return said("The one statement: {verdict}.", verdict=word(verdict, "verdict"))


def _counts(verdicts: Counter[VerdictWord]) -> Text:
    near = verdicts["holds within rounding"]
    counts = {
        "n": verdicts.total(),
        "hold": verdicts["holds"] + near,
        "near": near,
        "fail": verdicts["fails"],
        "open": verdicts["cannot be tested"],
    }
    if repeated := verdicts["repeats the claim"]:
        return said(
            "Of {n} statements {hold} hold ({near} of them within rounding), {fail} fail, {open} cannot be tested and "
            "{repeated} can only be held against its own record.",
            repeated=repeated,
            **counts,
        )
    return said(
        "Of {n} statements {hold} hold ({near} of them within rounding), {fail} fail and {open} cannot be tested.",
        **counts,
    )


KEPT = 1 << 10
"""How many texts on what is missing are kept, to be said again."""
NAMED: Mapping[Unnamed, Text] = {
    "basis": said("no basis named"),
    "lines": said("no lines named"),
    "years": said("no years named"),
    "mutations-version": said("no version named whose mutations are meant"),
    "two-versions": said("no two versions named"),
    "relation": said("no relation named"),
    "right-side": said("nothing named to compare with"),
}


@lru_cache(KEPT)
def missing_text(notes: tuple[Note, ...]) -> Text:
    """What is missing to check a claim, or to check all of it; many claims lack the same."""
    return joined(dict.fromkeys(WORDS[type(note)](note) for note in notes), "; ")


def _not_named(note: NotNamed) -> Text:
    return NAMED[note.what]


def _versions_per_table(note: VersionsPerTable) -> Text:
    return said("{n} versions named for {tables} table(s)", n=note.versions, tables=note.tables)


def _no_figure(note: NoFigure) -> Text:
    if note.version:
        return said("no figure for {cell} at {version}", cell=cell_name(note.cell), version=note.version)
    return said("no figure for {cell}", cell=cell_name(note.cell))


def _no_mutation(note: NoMutation) -> Text:
    return said("no mutation of {cell} at {version}", cell=cell_name(note.cell), version=note.version)


def _no_label(note: NoLabel) -> Text:
    return said("no mutation {label!r} at {version}", label=note.label, version=note.version)


def _no_size(note: NoSize) -> Text:
    return said("no size of {term}", term=_term(note))


def _only_bound(note: OnlyBound) -> Text:
    bounds = (phrase(text, "qualifier") for text in note.term.qualifier if text in ("at-least", "at-most"))
    return said("of {term} only a bound is known: {bound} what is stated", bound=both(bounds), term=_term(note))


def _term(note: NoSize | OnlyBound) -> Text:
    term = note.term
    if isinstance(term, Figure):
        return said("{cell} at {version}", cell=cell_name(term.cell), version=term.version)
    cell = cell_name((term.line, term.basis, term.year))
    return said("{label!r} of {cell} at {version}", label=term.label, cell=cell, version=term.version)


def _count_differently(_: CountDifferently) -> Text:
    return said("that both count the same")


def _too_coarse(_: TooCoarse) -> Text:
    return said("figures fine enough to tell the two sides apart")


WORDS: Mapping[type[Note], Callable[[Any], Text]] = {
    NotNamed: _not_named,
    VersionsPerTable: _versions_per_table,
    NoFigure: _no_figure,
    NoMutation: _no_mutation,
    NoLabel: _no_label,
    NoSize: _no_size,
    OnlyBound: _only_bound,
    TooCoarse: _too_coarse,
    CountDifferently: _count_differently,
}
"""What words each kind of what is missing."""
