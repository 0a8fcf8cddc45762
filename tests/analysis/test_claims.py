"""Verdicts on claims: by interval arithmetic, and never more than the figures say."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import make
from ukraine_budget.analysis.claims import Verdict, claims, verdicts
from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.sides import (
    CountDifferently,
    NoFigure,
    NoLabel,
    NoMutation,
    NoSize,
    NotNamed,
    OnlyBound,
    TooCoarse,
    VersionsPerTable,
)
from ukraine_budget.errors import UsageError
from ukraine_budget.model.amount import Amount, MixedAmounts, Pot, as_named, compared
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, ClaimSide, Document, Fund, Line, Relation, Version

MODEL = make(
    """
    spring x-military 2026 commitment 3100 100 decision
    spring support-total 2026 commitment 3500 100 decision
    spring x-military 2026 cash 3100 100 assumed
    letter x-military 2025 cash 4300 100 circa
    letter x-military 2026 cash 2100 100 provisional
    letter x-military 2027 cash 750 10
    """,
    """
    letter x-military 2026 cash 0 cash-shift forward at-most
    letter x-military 2025 cash 0 cash-shift forward at-least
    """,
)


def claim(
    left: ClaimSide, relation: Relation | str, right: ClaimSide | str = "", rounding: str = "", *, name: str = "c"
) -> Claim:
    side, amount = (right, "") if isinstance(right, ClaimSide) else (ClaimSide(), right)
    return Claim(name, "our words", "paper", "answer 3", left, relation, side, amount, rounding, "a note", 2)  # type: ignore[arg-type]  # tests write the relations as words


def side(basis: str, lines: str, *years: int, version: str = "", table: str = "amounts", labels: str = "") -> ClaimSide:
    return ClaimSide(
        basis, tuple(lines.split()), years, tuple(version.split()), tuple(table.split()), tuple(labels.split())
    )


def evaluate(ledger: Ledger, claim: Claim) -> Verdict:
    (found,) = verdicts(ledger, [claim])
    return found


def verdict(
    ledger: Ledger, left: ClaimSide, relation: str, right: ClaimSide | str = "", rounding: str = ""
) -> tuple[str, tuple[Note, ...]]:
    found = evaluate(ledger, claim(left, relation, right, rounding))
    return found.verdict, found.missing


def test_claims_about_some_funds_and_bases() -> None:
    ledger = make(
        "v a 2025 cash 1\nv b 2025 cash 2",
        lines=[Line("a", "f"), Line("b", "g")],
        funds=[Fund("f", "F"), Fund("g", "G")],
    )
    as_of = (
        claim(side("cash", "a", 2025), "=", "1", name="a"),
        claim(side("cash", "b", 2025), "=", side("commitment", "a", 2025), name="both"),
        claim(side("commitment", "b", 2025), "=", "1", name="b"),
        claim(ClaimSide(), "=", "1", name="unsaid"),
    )
    ledger = replace(ledger, claims=as_of)

    def names(**wanted: list[str]) -> list[str]:
        return [row.claim for row in claims(ledger, **wanted).rows]

    assert names() == names(funds=["all"]) == ["a", "both", "b", "unsaid"]
    assert names(funds=["f"]) == ["a", "both", "unsaid"]
    assert names(funds=["g"]) == ["both", "b", "unsaid"]
    assert names(bases=["cash"]) == ["a", "both", "unsaid"]
    assert names(funds=["f"], bases=["commitment"]) == ["both", "unsaid"]
    with pytest.raises(UsageError, match="unknown fund 'h'"):
        names(funds=["h"])


def compare(one: str, relation: str, other: str) -> str:
    """The verdict on two figures, each written as an amount with rounding and qualifier."""
    ledger = make(f"v x 2025 cash {one}\nv x 2026 cash {other}")
    return verdict(ledger, side("cash", "x", 2025), relation, side("cash", "x", 2026))[0]


CASES = [
    ("100 - -", "=", "100 - -", "holds"),
    ("100 10 -", "=", "100 1 -", "holds"),
    ("100 10 -", "=", "105 - -", "holds within rounding"),
    ("100 10 -", "=", "105.001 - -", "fails"),
    ("105.001 - -", "=", "100 10 -", "fails"),
    ("100 - at-most", "=", "100 - -", "cannot be tested"),
    ("100 - at-most", "=", "101 - -", "fails"),
    ("100 - -", "<", "101 - -", "holds"),
    ("100 - -", "<", "100 - -", "fails"),
    ("101 - -", "<", "100 - -", "fails"),
    ("100 10 -", "<", "105 - -", "holds within rounding"),
    ("100 10 -", "<", "105.001 - -", "holds"),
    ("100 10 -", "<", "100 10 -", "cannot be tested"),
    ("100 10 -", "<", "95.001 - -", "cannot be tested"),
    ("100 10 -", "<", "95 - -", "fails"),
    ("100 - at-most", "<", "101 - -", "holds"),
    ("100 - at-least", "<", "101 - -", "cannot be tested"),
    ("100 - at-least", "<", "100 - -", "fails"),
    ("100 - -", "<=", "100 - -", "holds"),
    ("100 10 -", "<=", "100 10 -", "holds"),
    ("100 10 -", "<=", "95 - -", "holds within rounding"),
    ("100 10 -", "<=", "94.9 - -", "fails"),
    ("100 10 -", "<=", "105 - -", "holds"),
    ("100 - at-most", "<=", "100 - -", "holds"),
    ("100 - at-most", "<=", "99 - -", "cannot be tested"),
    ("100 - at-least", "<=", "99 - -", "fails"),
]
FLIPPED = {"<": ">", "<=": ">=", "=": "="}


@pytest.mark.parametrize(("one", "relation", "other", "expected"), CASES)
def test_relations_by_intervals(one: str, relation: str, other: str, expected: str) -> None:
    assert compare(one, relation, other) == expected
    assert compare(other, FLIPPED[relation], one) == expected


def test_cash_is_lower_in_2026_than_in_2025() -> None:
    found = evaluate(MODEL, claim(side("cash", "x-military", 2026), "<", side("cash", "x-military", 2025)))
    assert found == Verdict(
        claim="c",
        text="our words",
        verdict="holds",
        left=Decimal(2100),
        right=Decimal(4300),
        missing=(),
        source="paper",
        locator="answer 3",
        relation="<",
        difference=Decimal(-2200),
        low=Decimal(-2300),
        high=Decimal(-2100),
        low_open=False,
        high_open=False,
        qualifier=("provisional", "circa"),
        note="a note",
        kind="statement",
        date="",
        source_kind="paper",
        clause="",
        lines=("x-military",),
        years=(2026, 2025),
    )


def test_a_part_was_brought_forward_holds_as_declared_though_no_size_is_stated() -> None:
    left = side("cash", "x-military", 2026, version="letter", table="mutations")
    found = evaluate(MODEL, claim(left, "<", "0"))
    assert found.verdict == "holds"
    assert (found.left, found.difference, found.low_open, found.high) == (None, None, True, Decimal(0))
    (missing,) = found.missing
    assert missing == NoSize(MODEL.mutations[0])
    reached = left._replace(years=(2025,))
    assert verdict(MODEL, reached, ">", "0")[0] == "holds"
    assert verdict(MODEL, reached, "<", "0")[0] == "fails"
    assert verdict(MODEL, left, "=", "0")[0] == "fails", "something was moved"
    assert verdict(MODEL, reached, "=", "0")[0] == "fails"
    assert verdict(MODEL, reached, "<=", "0")[0] == "fails"


def test_a_claim_that_rests_on_the_row_that_records_it_only_repeats_it() -> None:
    cash = side("cash", "x-military", 2026)
    assert verdict(MODEL, cash, "=", cash)[0] == "repeats the claim"
    assert verdict(MODEL, cash, "=", cash._replace(versions=("letter",)))[0] == "repeats the claim", "the same row"
    assert verdict(MODEL, cash, "<", cash)[0] == "cannot be tested"
    mutation = MODEL.mutations[0]._replace(document="paper", locator="answer 3")
    recorded = replace(MODEL, mutations=(mutation, MODEL.mutations[1]))
    left = side("cash", "x-military", 2026, version="letter", table="mutations")
    assert verdict(recorded, left, "<", "0") == ("repeats the claim", (NoSize(mutation),))
    assert verdict(recorded, left, ">", "0")[0] == "fails"
    elsewhere = mutation._replace(locator="answer 2")
    assert verdict(replace(MODEL, mutations=(elsewhere,)), left, "<", "0")[0] == "holds"
    nowhere = claim(left, "<", "0")._replace(source="", locator="")
    assert evaluate(MODEL, nowhere).verdict == "holds"


def test_two_papers_that_count_differently_are_set_side_by_side_and_not_tested() -> None:
    found = evaluate(
        MODEL,
        claim(side("cash", "x-military", 2026), "=", side("cash", "x-military", 2025))._replace(
            kind="conflict", relation=""
        ),
    )
    assert (found.verdict, found.missing) == ("cannot be tested", (CountDifferently(),))


def test_a_claim_was_made_on_its_own_date_or_on_that_of_its_source() -> None:
    ledger = replace(MODEL, documents={"paper": Document("paper", "2025-11-27")})
    cash = claim(side("cash", "x-military", 2026), "=", "2100")
    assert evaluate(ledger, cash).date == "2025-11-27"
    assert evaluate(ledger, cash._replace(date="2025-12-08")).date == "2025-12-08"
    assert evaluate(MODEL, cash).date == ""


def test_a_net_change_says_nothing_of_the_size_of_a_shift() -> None:
    left = side("cash", "x-military", 2026, version="letter", table="mutations")
    for relation in ("=", "<", "<=", ">", ">="):
        assert verdict(MODEL, left, relation, "-2000") == (
            "cannot be tested",
            (NoSize(MODEL.mutations[0]),),
        )


def test_the_standing_figures_are_meant_where_no_version_is_named_and_their_own_where_one_is() -> None:
    total = side("commitment", "x-military", 2026)
    assert verdict(MODEL, total, "=", "3100") == ("holds", ())
    assert verdict(MODEL, total._replace(versions=("letter",)), "=", "3100") == (
        "cannot be tested",
        (NoFigure(("x-military", "commitment", 2026), "letter"),),
    )


def test_an_assumed_figure_is_shown_as_such() -> None:
    found = evaluate(MODEL, claim(side("cash", "x-military", 2026, version="spring"), "=", "3100"))
    assert found.qualifier == ("assumed",)


def test_unchanged_uses_only_what_both_versions_state() -> None:
    ledger = make("""
        a x 2025 cash 10
        a x 2026 cash 20 10
        b x 2026 cash 22 1
        b x 2027 cash 30
    """)
    left, right = side("cash", "x", 2025, 2026, 2027, version="b"), ClaimSide(versions=("a",))
    found = evaluate(ledger, claim(left, "unchanged", right))
    assert (found.verdict, found.left, found.right) == ("holds within rounding", Decimal(22), Decimal(20))
    left_out = (NoFigure(("x", "cash", 2025), "b"), NoFigure(("x", "cash", 2027), "a"))
    assert found.missing == left_out
    assert verdict(ledger, left._replace(years=(2025, 2027)), "unchanged", right) == (
        "cannot be tested",
        left_out,
    )
    assert verdict(MODEL, left, "unchanged", ClaimSide()) == ("cannot be tested", (NotNamed("two-versions"),))
    assert verdict(MODEL, left._replace(versions=()), "unchanged", right)[1] == (NotNamed("two-versions"),)


def test_the_total_unchanged_since_spring_cannot_be_checked_as_the_letter_prints_none() -> None:
    left = side("commitment", "support-total", 2026, version="letter")
    assert verdict(MODEL, left, "unchanged", ClaimSide(versions=("spring",))) == (
        "cannot be tested",
        (NoFigure(("support-total", "commitment", 2026), "letter"),),
    )


@pytest.mark.parametrize(
    ("left", "relation", "right", "missing"),
    [
        (ClaimSide(), "=", "2000", (NotNamed("basis"), NotNamed("lines"), NotNamed("years"))),
        (side("cash", "x-military", 2026), "=", "", (NotNamed("right-side"),)),
        (side("cash", "x-military", 2026), "", "2100", (NotNamed("relation"),)),
        (side("cash", "x-military", 2030), "=", "1", (NoFigure(("x-military", "cash", 2030)),)),
        (side("cash", "nothing", 2026), "=", "1", (NoFigure(("nothing", "cash", 2026)),)),
        (
            side("cash", "x-military", 2026, table="mutations"),
            "=",
            "1",
            (NotNamed("mutations-version"),),
        ),
        (
            side("cash", "x-military", 2027, version="letter", table="mutations"),
            "=",
            "1",
            (NoMutation(("x-military", "cash", 2027), "letter"),),
        ),
        (
            side("cash", "x-military", 2026, version="letter", table="mutations", labels="forward back"),
            "<",
            "0",
            (NoLabel("back", "letter"), NoSize(MODEL.mutations[0])),
        ),
        (
            side("cash", "x-military", 2026, version="letter spring"),
            "=",
            "1",
            (VersionsPerTable(2, 1),),
        ),
        (side("cash", "x-military", 2026), "<", side("cash", "x-military", 2026), (TooCoarse(),)),
    ],
)
def test_what_is_missing_is_named(
    left: ClaimSide, relation: str, right: ClaimSide | str, missing: tuple[Note, ...]
) -> None:
    assert verdict(MODEL, left, relation, right) == ("cannot be tested", missing)


def test_a_bound_is_named_where_it_leaves_the_question_open() -> None:
    ledger = make("v x 2026 cash 5 - at-least")
    assert verdict(ledger, side("cash", "x", 2026), "=", "9") == (
        "cannot be tested",
        (OnlyBound(next(iter(ledger.stated()))),),
    )


TABLE = make(
    """
    old x 2025 cash 1000.0 0.1
    new x 2025 cash 990.1 0.1
    """,
    """
    new x 2025 cash -4.0 cash-shift shift - row group
    new x 2025 cash -6.0 technical other - row group
    new x 2025 cash -10.1 technical group - total
    new x beyond cash 4.0 cash-shift shift
    """,
)


def test_old_stand_and_mutations_make_the_new_stand() -> None:
    left = side("cash", "x", 2025, version="old new", table="amounts mutations")
    found = evaluate(TABLE, claim(left, "=", side("cash", "x", 2025, version="new")))
    assert (found.verdict, found.left, found.right) == ("holds within rounding", Decimal("990.0"), Decimal("990.1"))
    assert (found.difference, found.low, found.high) == (Decimal("-0.1"), Decimal("-0.20"), Decimal(0))


def test_rows_and_totals_by_their_labels() -> None:
    rows = side("cash", "x", 2025, version="new", table="mutations", labels="shift other")
    group = rows._replace(labels=("group",))
    found = evaluate(TABLE, claim(rows, "=", group))
    assert (found.verdict, found.left, found.right) == ("fails", Decimal(-10), Decimal("-10.1"))


def test_one_version_is_that_of_every_table_and_a_cell_named_twice_counts_once() -> None:
    left = side("cash", "x x", 2025, 2025, version="new", table="amounts mutations")
    assert evaluate(TABLE, claim(left, "=", "980.1")).verdict == "holds"


def test_the_user_may_name_lines_of_different_funds_but_never_add_commitments_to_cash() -> None:
    ledger = make("v x 2025 cash 1\nv k 2025 cash 2", lines=[Line("x", "f"), Line("k", "g")], funds=[Fund("f", "F")])
    assert evaluate(ledger, claim(side("cash", "x k", 2025), "=", "3")).verdict == "holds"
    one, other = (Amount(Pot("f", basis), Decimal(1), None, None) for basis in ("cash", "commitment"))
    with pytest.raises(MixedAmounts):
        as_named(one) + as_named(other)
    with pytest.raises(MixedAmounts):
        compared(one, other) + one


def test_sides_of_different_bases_are_compared() -> None:
    assert evaluate(
        MODEL, claim(side("cash", "x-military", 2026), "<", side("commitment", "x-military", 2026))
    ).verdict == ("holds")


def test_a_renumbered_line_is_found_under_both_numbers() -> None:
    lines = [Line("old", "f", successor="new"), Line("new", "f")]
    ledger = make("a old 2025 cash 5\nb new 2026 cash 6", "a old 2025 cash 1 technical t", lines=lines)
    assert evaluate(ledger, claim(side("cash", "old new", 2025, version="a"), "=", "5")).verdict == "holds"
    moved = side("cash", "new", 2025, version="a", table="mutations")
    assert evaluate(ledger, claim(moved, "=", "1")).verdict == "holds"
    assert evaluate(ledger, claim(moved._replace(labels=("t",)), "=", "1")).verdict == "holds"


def test_amounts_of_a_claim_are_in_the_unit_of_the_file() -> None:
    assert verdict(MODEL.in_unit("billion"), side("cash", "x-military", 2026), "=", "2130", "100") == (
        "holds within rounding",
        (),
    )


def test_all_claims_in_their_order() -> None:
    left = side("cash", "x-military", 2026)
    both = (claim(left, "=", "2100", name="b"), claim(left, "=", "2200.1", name="a"))
    rows = claims(replace(MODEL, claims=both)).rows
    assert [(row.claim, row.verdict) for row in rows] == [("b", "holds"), ("a", "fails")]
    assert claims(make()).rows == ()


steps = st.sampled_from([0, 2, 20])


@given(st.integers(-30, 30), steps, st.integers(-30, 30), steps, st.sampled_from(["=", "<", "<=", ">", ">="]))
def test_a_verdict_is_never_stronger_than_the_figures(one: int, r1: int, other: int, r2: int, relation: str) -> None:
    """Against every pair of values that the roundings allow, in steps of a half."""
    ledger = make(f"v x 2025 cash {one} {r1 or '-'}\nv x 2026 cash {other} {r2 or '-'}", versions=[Version("v", 1)])
    word = verdict(ledger, side("cash", "x", 2025), relation, side("cash", "x", 2026))[0]
    check = {"=": "__eq__", "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__"}[relation]
    possible = {
        getattr(left, check)(right)
        for left in range(2 * one - r1, 2 * one + r1 + 1)
        for right in range(2 * other - r2, 2 * other + r2 + 1)
    }
    if word == "fails":
        assert possible == {False}
    elif word == "holds":
        assert possible == {True} or one == other
    else:
        assert possible == {True, False}
