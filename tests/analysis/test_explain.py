"""Where a number comes from: every stated figure, what stands, what disagrees, what was declared and said."""

from dataclasses import replace
from decimal import Decimal

import pytest

from build import make, values
from ukraine_budget import open_ledger
from ukraine_budget.analysis.explain import ExplainResult, explain
from ukraine_budget.analysis.notes import LineNotStated, Overtaken, PossibleConflict, note_lines, note_years
from ukraine_budget.errors import UsageError
from ukraine_budget.model.records import Claim, ClaimSide, Line, Version

VERSIONS = (Version("memo", 1, coverage="partial"), Version("letter", 2, coverage="partial"))


def told(result: ExplainResult) -> list[str]:
    return [
        f"{r.version} {r.basis} {r.amount}" + (" stands" if r.stands else "") + (" carried" if r.carried else "")
        for r in result.rows
    ]


def test_every_stated_figure_of_the_model_case_with_its_paper() -> None:
    result = explain(open_ledger(), "x-military", 2026)
    assert told(result) == [
        "spring-2025 commitment 3100 stands carried",
        "spring-2025 cash 3100",
        "letter-2025-11-27 cash 2100 stands",
    ]
    cash = result.rows[-1]
    assert values(cash, "low high qualifier") == (2050, 2150, ("provisional",))
    assert (cash.document, cash.locator, cash.note[:24]) == (
        "letter-2025-11-27",
        "answer 3",
        "After the shift to 2025.",
    )
    assert [(m.label, m.size_stated) for m in result.mutations] == [("Brought forward from 2026 to 2025", False)] * 2
    assert [m.version for m in result.mutations] == ["notice-2025-09-11", "letter-2025-11-27"]
    verdicts = {claim.claim: claim.verdict for claim in result.claims}
    assert verdicts["letter-cash-lower-2026"] == verdicts["letter-brought-forward-cash"] == "holds"


def test_what_stands_is_that_of_the_moment() -> None:
    ledger = open_ledger()
    assert told(explain(ledger, "x-military", 2026, as_of="spring-2025", bases=["cash"])) == [
        "spring-2025 cash 3100 stands"
    ]
    assert explain(ledger, "x-military", 2026, as_of="spring-2025").mutations == ()
    assert explain(ledger, "x-military", 2026, funds=["materiel-fund"]).rows == ()
    assert explain(ledger, "x-military", 2026, bases=["commitment"]).mutations == ()


def test_figures_of_different_series_that_disagree_are_named() -> None:
    amounts = "memo x 2026 cash 4822 1\nletter x 2026 cash 4300 100\nletter x 2026 commitment 1"
    answer = VERSIONS[1]._replace(version="answer", order=30, follows="letter")
    result = explain(make(amounts, versions=(*VERSIONS, answer)), "x", 2026)
    (note,) = result.notes
    assert note == PossibleConflict(("x", "cash", 2026), "letter", Decimal(4300), (("memo", Decimal(4822)),))
    assert [row.basis for row in result.rows] == ["commitment", "cash", "cash"]
    follows = (VERSIONS[0], VERSIONS[1]._replace(follows="memo"))
    assert explain(make(amounts, versions=(*follows, answer)), "x", 2026).notes == ()
    assert explain(make(amounts, versions=VERSIONS), "x", 2026).notes == ()


def test_an_earlier_number_names_the_line_of_today_in_figures_mutations_and_claims() -> None:
    lines = [Line("old", "f", successor="new"), Line("new", "f")]
    side = ClaimSide("cash", ("old",), (2025, 2026))
    claim = Claim("c", "It holds.", "memo", "", ClaimSide(), "=", side, "1", "", "", 2)
    ledger = make("memo old 2026 cash 1\nletter new 2026 cash 2", "memo old 2026 cash 5 decision more", lines=lines)
    ledger = replace(ledger, claims=(claim, claim._replace(claim="other", right=side._replace(years=(2027,)))))
    for name in ("old", "new"):
        result = explain(ledger, name, 2026)
        assert result.line == "new"
        assert told(result) == ["memo cash 1", "letter cash 2 stands"]
        assert [mutation.amount.value for mutation in result.mutations] == [5]
        assert [found.claim for found in result.claims] == ["c"]
    assert explain(ledger, "new", 2025).notes == (LineNotStated("new", 2025, (), (2026,), ()),)


def test_where_nothing_is_stated_it_is_said_for_which_years_something_is() -> None:
    ledger = make("memo x 2024 cash 1\nmemo x 2027 cash 1", lines=[Line("y", "f")])
    (note,) = explain(ledger, "x", 2026).notes
    assert note == LineNotStated("x", 2026, (), elsewhere=(2024, 2027), outside=())
    assert (note_lines(note), note_years(note)) == (("x",), (2026,))
    assert explain(ledger, "y", 2026).notes == (LineNotStated("y", 2026, (), (), ()),)


def test_nothing_is_said_of_what_is_outside_the_scope() -> None:
    ledger = open_ledger()
    result = explain(ledger, "x-military", 2026, bases="cash")
    assert {claim.claim for claim in result.claims} == {
        "letter-brought-forward-declared",
        "letter-brought-forward-cash",
        "letter-cash-lower-2026",
        *("letter-ukrainian-industry", "press-700m-for-2026", "press-minister-3bn-2026", "conflict-shift-size"),
    }, "those without a basis as well"
    assert result.notes == ()
    (note,) = explain(ledger, "x-military", 2025, bases=["commitment"]).notes
    assert note == LineNotStated("x-military", 2025, ("commitment",), (2026,), ())
    outside = LineNotStated("x-military", 2026, (), (), (2025, 2026, 2027))
    assert explain(ledger, "x-military", 2026, as_of="mn-2024").notes == (outside,)
    assert explain(ledger, "x-military", 2026, bases=["receipt"]).notes == (outside._replace(bases=("receipt",)),)
    assert explain(ledger, "x-military", 2026, as_of="mn-2024").claims == ()


def test_a_claim_is_named_from_the_day_on_which_it_was_made() -> None:
    ledger = open_ledger()

    def named(as_of: str | None) -> set[str]:
        return {claim.claim for claim in explain(ledger, "x-military", 2026, as_of=as_of).claims}

    assert named("spring-2025") == named("2025-11-26") == set()
    assert "letter-military-unchanged" in named("letter-2025-11-27")
    assert "press-700m-for-2026" not in named("letter-2025-11-27") | named("2025-12-07")
    assert "press-700m-for-2026" in named("2025-12-08")
    assert "press-minister-3bn-2026" not in named("njn-2025-erratum")
    assert "press-minister-3bn-2026" in named(None)


def test_a_claim_without_a_date_is_known_at_every_moment() -> None:
    claim = Claim("c", "It holds.", "", "", ClaimSide("", ("x",), (2026,)), "", ClaimSide(), "", "", "", 2)
    ledger = replace(make("memo x 2026 cash 1\nletter x 2026 cash 2", versions=VERSIONS), claims=(claim,))
    assert [found.claim for found in explain(ledger, "x", 2026, as_of="memo").claims] == ["c"]


def test_a_claim_without_a_year_is_named_for_every_year_of_its_lines() -> None:
    claim = Claim("c", "It holds.", "", "", ClaimSide("", ("x",)), "", ClaimSide(), "", "", "", 2)
    ledger = replace(make("memo x 2026 cash 1\nmemo y 2026 cash 1"), claims=(claim,))
    assert [found.claim for found in explain(ledger, "x", 2025).claims] == ["c"]
    assert explain(ledger, "y", 2025).claims == ()


def test_a_claim_without_a_basis_is_named_for_every_basis() -> None:
    ledger = make("memo x 2026 cash 1")
    claim = Claim("c", "It holds.", "memo", "", ClaimSide("", ("x",), (2026,)), "=", ClaimSide(), "1", "", "", 2)
    ledger = replace(
        ledger, claims=(claim, claim._replace(claim="other", left=ClaimSide("commitment", ("x",), (2026,))))
    )
    assert [found.claim for found in explain(ledger, "x", 2026, bases=["cash"]).claims] == ["c"]


def test_a_figure_that_newer_parts_contradict() -> None:
    found = explain(open_ledger(), "gw-support", 2025)
    assert found.notes == (Overtaken(("gw-support", "cash", 2025), "vjn-2024"),)
    assert [values(row, "version stands overtaken") for row in found.rows] == [
        ("mn-2024", False, False),
        ("vjn-2024", True, True),
    ]


def test_what_was_last_decided_and_what_is_committed_both_stand_and_are_no_conflict() -> None:
    ledger = make(
        "budget x 2026 commitment 90\nspring x 2026 commitment 100 - decision\nautumn x 2026 commitment 95",
        versions=[
            *(Version(name, n, coverage="partial") for n, name in enumerate(("budget", "spring", "autumn"))),
            Version("later", 9, follows="budget"),
        ],
    )
    found = explain(ledger, "x", 2026)
    assert [values(row, "version stands carried") for row in found.rows] == [
        ("budget", False, False),
        ("spring", True, True),
        ("autumn", True, False),
    ]
    others = [note.others for note in found.notes if isinstance(note, PossibleConflict)]
    assert others == [(("budget", Decimal(90)),)]


def test_an_interval_that_is_open_is_told() -> None:
    (row,) = explain(make("memo x 2026 cash 5 2 at-least"), "x", 2026).rows
    assert values(row, "amount low high low_open high_open") == (Decimal(5), Decimal(4), None, False, True)


def test_a_line_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="unknown line 'x-militair': did you mean x-military"):
        explain(open_ledger(), "x-militair", 2026)
