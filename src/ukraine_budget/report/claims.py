"""Verdicts on claims: their rows for people and machines, and what is missing to check them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ukraine_budget.analysis import sides
from ukraine_budget.analysis.claims import Verdict
from ukraine_budget.analysis.claims import Word as VerdictWord
from ukraine_budget.analysis.notes import Note
from ukraine_budget.language import NOTHING, Text, both, joined, phrase, said, word
from ukraine_budget.model.amount import half_width
from ukraine_budget.report.answers.answer import counted
from ukraine_budget.report.display import AS_STATED, NOTE, SOURCE, qualifiers
from ukraine_budget.report.table import SPREAD, Column, Columns, Records, Row
from ukraine_budget.report.wording import Facts, facts


class ClaimRow(Verdict):
    """A verdict by the names of the contract, what is missing in words."""

    missing: Text  # type: ignore[assignment]  # the one field of another type


def claim_records(claims: Iterable[Verdict]) -> Records:
    """The verdicts by the names of the contract."""
    rows = [ClaimRow(**claim._asdict() | {"missing": missing_text(claim.missing)}) for claim in claims]
    return Records.of(ClaimRow, rows)


def claims_sentence(claims: Sequence[Verdict]) -> Text:
    """How many of the statements hold, fail or cannot be tested; papers that do not agree are counted apart."""
    verdicts = Counter(claim.verdict for claim in claims if claim.kind != "conflict")
    n = len(claims) - verdicts.total()
    conflicts = counted(
        n,
        said("One pair of papers does not agree, or counts different things."),
        said("{n} pairs of papers do not agree, or count different things.", n=n),
    )
    return joined((_counts(verdicts) if verdicts else "", conflicts), " ")


def _counts(verdicts: Counter[VerdictWord]) -> Text:
    if verdicts.total() == 1:
        return said("The one statement: {verdict}.", verdict=word(next(iter(verdicts)), "verdict"))
    near = verdicts["holds within rounding"]
    counts = {
        "n": verdicts.total(),
        "hold": verdicts["holds"] + near,
        "near": near,
        "fail": verdicts["fails"],
        "open": verdicts["cannot be tested"],
    }
    repeated = verdicts["repeats the claim"]
    if repeated == 1:
        return said(
            "Of {n} statements {hold} hold ({near} of them within rounding), {fail} fail, {open} cannot be tested and "
            "1 can only be held against its own record.",
            **counts,
        )
    if repeated:
        return said(
            "Of {n} statements {hold} hold ({near} of them within rounding), {fail} fail, {open} cannot be tested and "
            "{repeated} can only be held against their own records.",
            repeated=repeated,
            **counts,
        )
    return said(
        "Of {n} statements {hold} hold ({near} of them within rounding), {fail} fail and {open} cannot be tested.",
        **counts,
    )


KEPT = 1 << 10
"""How many texts on what is missing are kept, to be said again."""
NAMED: Mapping[sides.Unnamed, Text] = {
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
    """What is missing to test a claim."""
    return joined(dict.fromkeys(WORDS[type(note)](note, facts(note._asdict())) for note in notes), "; ")


def _only_bound(note: sides.OnlyBound, it: Facts) -> Text:
    bounds = (phrase(text, "qualifier") for text in note.term.qualifier if text in ("at-least", "at-most"))
    return said("of {term} only a bound is known: {bound} what is stated", bound=both(bounds), **it)


WORDS: Mapping[type[Note], Callable[[Any, Facts], Text]] = {
    sides.NotNamed: lambda note, _: NAMED[note.what],
    sides.VersionsPerTable: lambda note, it: said("{n} versions named for {tables} table(s)", n=note.versions, **it),
    sides.NoFigure: lambda note, it: (
        said("no figure for {cell} at {version}", **it) if note.version else said("no figure for {cell}", **it)
    ),
    sides.NoMutation: lambda _, it: said("no mutation of {cell} at {version}", **it),
    sides.NoLabel: lambda _, it: said("no mutation {label!r} at {version}", **it),
    sides.NoSize: lambda _, it: said("no size of {term}", **it),
    sides.OnlyBound: _only_bound,
    sides.TooCoarse: lambda *_: said("figures fine enough to tell the two sides apart"),
    sides.CountDifferently: lambda *_: said("that both count the same"),
}
"""The words of each kind of what is missing, given its facts as they are, and in words."""


CLAIMS = Columns[Verdict](
    (Column(said("Claim")), lambda claim: claim.claim),
    (Column(said("Verdict")), lambda claim: word(claim.verdict, "verdict")),
    (Column(said("Left"), "amount"), lambda claim: claim.left),
    (Column(NOTHING), lambda claim: word(claim.relation, "relation")),
    (Column(said("Right"), "amount"), lambda claim: claim.right),
    (Column(said("Difference"), "change"), lambda claim: claim.difference),
    (SPREAD, lambda claim: half_width(claim.low, claim.high)),
    (AS_STATED, lambda claim: joined(qualifiers(claim.qualifier))),
    (Column(said("Missing")), lambda claim: missing_text(claim.missing)),
    (Column(said("What is said")), lambda claim: claim.text),
    (SOURCE, lambda claim: joined((claim.source, claim.locator), " ")),
    (NOTE, lambda claim: claim.note),
)


def claim_rows(columns: Columns[Verdict], claims: Iterable[Verdict]) -> tuple[Row, ...]:
    """The verdicts on some claims, by some columns."""
    return tuple(columns.row(claim, "alert" if claim.verdict == "fails" else "line") for claim in claims)
