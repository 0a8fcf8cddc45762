"""Verdicts on claims about the figures: interval arithmetic, and an honest "cannot be tested"."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from ukraine_budget.analysis.known import day_of, is_by
from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.result_row import end_columns
from ukraine_budget.analysis.scope import Scope, scope
from ukraine_budget.analysis.sides import (
    ClaimEvidence,
    CountDifferently,
    NotNamed,
    SideSum,
    Term,
    TooCoarse,
    added,
    cells,
    evidence_on,
)
from ukraine_budget.analysis.versions import last_day, said_on
from ukraine_budget.model.amount import Amount, Pot, compared, stated
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, ClaimKind, ClaimSide, Relation, SourceKind, Version

Word = Literal["holds", "holds within rounding", "fails", "repeats the claim", "cannot be tested"]

CANNOT: Literal["cannot be tested"] = "cannot be tested"
REPEATS: Literal["repeats the claim"] = "repeats the claim"
HOLD = ("holds", "holds within rounding")


class Verdict(NamedTuple):
    """The verdict on a claim. `left` and `right` are exact sums in the ledger's unit, None where they have no size.

    `missing` are the facts that the ledger lacks; for `unchanged` also the cells left out since one version only states
    them. `difference` is left - right, with its interval. `date` is that of the claim.
    """

    claim: str
    text: str
    verdict: Word
    left: Decimal | None
    right: Decimal | None
    missing: tuple[Note, ...]
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


class ClaimsResult(NamedTuple):
    """A verdict on every claim of a ledger, in the order of its file."""

    ledger: Ledger
    rows: tuple[Verdict, ...]


def claims(
    ledger: Ledger, *, funds: Sequence[str] = (), bases: Sequence[str] = (), lines: Collection[str] = ()
) -> ClaimsResult:
    """The verdicts on the claims about some funds and bases, and on those that name none.

    With `lines`, only those about one of these. Raises UsageError for a fund or basis that the ledger does not have.
    """
    wanted = scope(ledger, funds, bases)
    own = [claim for claim in ledger.claims if _concerns(ledger, wanted, claim)]
    if lines:
        own = [claim for claim in own if not set(lines).isdisjoint(map(ledger.current.get, claim.lines))]
    return ClaimsResult(ledger, verdicts(ledger, own))


def _concerns(ledger: Ledger, wanted: Scope, claim: Claim) -> bool:
    sides = (claim.left, claim.right)
    funds = {ledger.lines[line].fund for side in sides for line in side.lines if line in ledger.lines}
    bases = {side.basis for side in sides if side.basis}
    return not ((funds and funds.isdisjoint(wanted.funds)) or (bases and bases.isdisjoint(wanted.bases)))


def verdicts(ledger: Ledger, claims: Sequence[Claim]) -> tuple[Verdict, ...]:
    """The verdicts on some claims.

    A side without a version means the figures that stand now; with one, what that version itself states.
    """
    if not claims:  # the evidence is costly to search
        return ()
    evidence = evidence_on(ledger, (side for claim in claims for side in (claim.left, claim.right)))
    return tuple(_verdict(ledger, evidence, claim) for claim in claims)


def _verdict(ledger: Ledger, evidence: ClaimEvidence, claim: Claim) -> Verdict:
    left, right, left_out = _sides(ledger, evidence, claim)
    unsized = left.unsized or right.unsized
    difference = compared(left.amount, right.amount) if left.amount and right.amount else None
    word = _word(claim.relation, difference, unsized=unsized) if claim.relation and difference else CANNOT
    if word in HOLD and _repeats(claim, left.terms, right.terms):
        word = REPEATS
    missing = [*left_out, *left.missing, *right.missing, *left.open_ends, *right.open_ends]
    return Verdict(
        claim=claim.claim,
        text=claim.text,
        verdict=word,
        left=left.value,
        right=right.value,
        missing=tuple(dict.fromkeys(_missing(claim, word, missing))),
        source=claim.source,
        locator=claim.locator,
        relation=claim.relation,
        difference=None if unsized or not difference else difference.value,
        **end_columns(difference),
        qualifier=tuple(dict.fromkeys(left.qualifier + right.qualifier)),
        note=claim.note,
        kind=claim.kind,
        date=said_on(ledger, claim),
        source_kind=claim.source_kind,
        clause=claim.clause,
        lines=claim.lines,
        years=claim.years,
    )


def is_known(ledger: Ledger, claim: Claim, versions: Sequence[Version], as_of: str | None = None) -> bool:
    """Whether a claim names only these versions, and was made by the moment asked for, if any."""
    if not {*claim.left.versions, *claim.right.versions} <= {version.version for version in versions}:
        return False
    if not as_of:
        return True
    end = day_of(ledger, versions, as_of) if as_of in ledger.versions else last_day(as_of)
    return is_by(said_on(ledger, claim), end)


def _missing(claim: Claim, word: Word, gaps: Sequence[Note]) -> Sequence[Note]:
    if claim.kind == "conflict":
        return [CountDifferently()]
    if not claim.relation:
        return [*gaps, NotNamed("relation")]
    return gaps or ([TooCoarse()] if word == CANNOT else [])


def _repeats(claim: Claim, left: Sequence[Term], right: Sequence[Term]) -> bool:
    """Whether both sides are the same rows, or the only row records the claim itself."""
    terms = [*left, *right]
    if len(terms) == 1:
        return (terms[0].document, terms[0].locator) == (claim.source, claim.locator) != ("", "")
    return {(type(term), term.row) for term in left} == {(type(term), term.row) for term in right}


def _sides(ledger: Ledger, evidence: ClaimEvidence, claim: Claim) -> tuple[SideSum, SideSum, tuple[Note, ...]]:
    """Both sides of a claim, and what they omit since only one states it."""
    if claim.relation == "unchanged":
        return _stated_by_both(evidence, claim.left, claim.left._replace(versions=claim.right.versions))
    return added(evidence, claim.left), _right(ledger, evidence, claim), ()


def _stated_by_both(
    evidence: ClaimEvidence, left: ClaimSide, right: ClaimSide
) -> tuple[SideSum, SideSum, tuple[Note, ...]]:
    if not (left.versions and right.versions):
        return SideSum(), SideSum(), (NotNamed("two-versions"),)
    wanted = cells(evidence, left)
    both = [cell for cell in wanted if all(added(evidence, side, [cell]).amount for side in (left, right))]
    left_out = added(evidence, left, wanted).missing + added(evidence, right, wanted).missing
    return added(evidence, left, both), added(evidence, right, both), left_out


def _right(ledger: Ledger, evidence: ClaimEvidence, claim: Claim) -> SideSum:
    side = claim.right
    if claim.right_amount:
        rounding = ledger.scaled(claim.right_rounding) if claim.right_rounding else None
        return SideSum((stated(Pot("named", claim.left.basis), ledger.scaled(claim.right_amount), rounding),))
    if not (side.basis or side.lines or side.years):
        return SideSum(missing=(NotNamed("right-side"),))
    return added(evidence, side)


def _word(relation: Relation, difference: Amount, *, unsized: bool) -> Word:
    """The verdict on left - right. `unsized`: one term has only a direction, so the end that it leaves is not reached.

    Exact equality holds, whatever the rounding. A statement that needs a size fails only on the direction.
    """
    if relation in (">", ">="):
        return _word("<" if relation == ">" else "<=", -difference, unsized=unsized)
    value, low, high = difference.value, difference.low, difference.high
    bounded = low is not None and high is not None
    below = high is not None and (high < 0 or (unsized and high == 0))
    above = low is not None and (low > 0 or (unsized and low == 0))
    equal = bounded and value == 0
    match relation:
        case "<":
            holds, fails, likely = below, low is not None and low >= 0, value < 0
        case "<=":
            holds, fails, likely = equal or (high is not None and high <= 0), above, True
        case _:
            holds, fails, likely = equal, below or above, True
    if holds:
        return "holds"
    if fails:
        return "fails"
    return "holds within rounding" if bounded and likely else CANNOT
