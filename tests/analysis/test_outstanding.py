"""Outstanding commitments: rolled forward exactly, bounded where the opening is not known, never a naive sum."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import make
from ukraine_budget.analysis.outstanding import Balance, outstanding
from ukraine_budget.analysis.snapshot import snapshot
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.model.amount import MixedAmounts, Pot, closing_balance, stated
from ukraine_budget.model.records import Line
from ukraine_budget.model.text import plain

BASES = ("commitment", "cash", "outstanding")
YEARS = range(2020, 2032)


def balances(amounts: str, years: range = YEARS) -> dict[int, Balance]:
    ledger = make(amounts, lines=[Line("x", "f")], bases=BASES)
    return outstanding(ledger, snapshot(ledger, known_at(ledger).versions).stated, ["x"], years)["x"]


def shown(amounts: str) -> dict[int, tuple[str, str | None, str | None, tuple[str, ...]]]:
    def text(end: Decimal | None) -> str | None:
        return None if end is None else plain(end)

    return {
        year: (plain(found.amount.value), text(found.amount.low), text(found.amount.high), found.qualifier)
        for year, found in balances(amounts).items()
    }


def test_nothing_is_outstanding_where_nothing_is_stated() -> None:
    assert balances("") == {}
    assert balances("v x 2025 cash 5") == {}
    assert balances("v x 2025 commitment 5") == {}


def test_a_stated_balance_is_rolled_forward_exactly() -> None:
    assert shown("""
        v x 2024 outstanding 1000
        v x 2025 commitment 700.5
        v x 2025 cash 900
        v x 2026 commitment 0
        v x 2026 cash 300
    """) == {
        2024: ("1000", "1000", "1000", ()),
        2025: ("800.5", "800.5", "800.5", ()),
        2026: ("500.5", "500.5", "500.5", ()),
    }


def test_the_roundings_add_up() -> None:
    found = shown("""
        v x 2024 outstanding 1000 10 provisional
        v x 2025 commitment 700 100 circa
        v x 2025 cash 900 1 provisional
    """)
    assert found[2025] == ("800", "744.5", "855.5", ("provisional", "circa"))


def test_a_later_stated_balance_takes_the_place_of_the_rolled_one() -> None:
    found = balances("""
        v x 2024 outstanding 1000
        v x 2025 commitment 700
        v x 2025 cash 900
        v x 2025 outstanding 850
        v x 2026 commitment 1
        v x 2026 cash 2
    """)
    assert found[2025].amount.value == 850
    assert found[2026].amount.value == 849
    assert found[2026].opening is not None
    assert found[2026].opening.cell.year == 2025
    assert [figure.cell.basis for figure in found[2026].rolled] == ["commitment", "cash"]


def test_without_an_opening_balance_there_is_only_a_lower_bound() -> None:
    assert shown("""
        v x 2024 commitment 3500 100
        v x 2024 cash 3100 100 circa
        v x 2025 commitment 100
        v x 2025 cash 50
    """) == {
        2024: ("300", "300", None, ("circa", "at-least")),
        2025: ("350", "350", None, ("circa", "at-least")),
    }


def test_paying_more_than_was_committed_shows_an_opening_that_is_not_subtracted_twice() -> None:
    found = shown("""
        v x 2024 commitment 0
        v x 2024 cash 500
        v x 2025 commitment 300
        v x 2025 cash 0
    """)
    assert found == {2025: ("300", "300", None, ("at-least",))}, "2024: at least 0 is not worth saying"


def test_a_gap_ends_the_run() -> None:
    found = shown("""
        v x 2023 outstanding 1000
        v x 2024 commitment 700
        v x 2025 commitment 700
        v x 2025 cash 600
    """)
    assert found == {
        2023: ("1000", "1000", "1000", ()),
        2025: ("100", "100", None, ("at-least",)),
    }


def test_a_decision_is_not_a_commitment() -> None:
    assert balances("v x 2026 commitment 3100 100 decision\nv x 2026 cash 2100 100") == {}


def test_open_ended_flows_open_the_balance() -> None:
    found = shown("""
        v x 2024 outstanding 1000
        v x 2025 commitment 100 - at-most
        v x 2025 cash 50
        v x 2026 commitment 0
        v x 2026 cash 20 - at-most
    """)
    assert found == {2024: ("1000", "1000", "1000", ()), 2025: ("1050", None, "1050", ("at-most",))}


def test_a_bound_that_is_not_positive_is_said_only_where_a_paper_states_it() -> None:
    found = shown("""
        v x 2024 outstanding 0 - at-least
        v x 2025 commitment 10
        v x 2025 cash 20
        v x 2026 commitment 90 - at-most
        v x 2026 cash 20
    """)
    assert found == {2024: ("0", "0", None, ("at-least",))}


def test_an_unknown_opening_and_commitments_of_unknown_size_bound_nothing() -> None:
    assert balances("v x 2024 commitment 90 - at-most\nv x 2024 cash 20") == {}


def test_only_the_years_asked_for_but_rolled_from_before() -> None:
    found = balances("v x 2024 outstanding 10\nv x 2025 commitment 7\nv x 2025 cash 9", range(2025, 2026))
    assert {year: balance.amount.value for year, balance in found.items()} == {2025: 8}
    assert balances("v x 2024 outstanding 10", range(0)) == {}


def test_a_parent_is_never_below_its_parts_together() -> None:
    lines = [Line("all", "f"), Line("a", "f", "all"), Line("b", "f", "all"), Line("b1", "f", "b")]
    flows = "v all 2024 commitment 10\nv all 2024 cash 8\nv a 2024 commitment 9\nv a 2024 cash 6\n"
    deeper = "v b 2024 commitment 5\nv b 2024 cash 4\nv b1 2024 commitment 7\nv b1 2024 cash 3"
    ledger = make(flows + deeper, lines=lines, bases=BASES)
    standing = snapshot(ledger, known_at(ledger).versions).stated
    found = outstanding(ledger, standing, list(ledger.lines), YEARS)
    assert {line: own[2024].amount.low for line, own in found.items()} == {"all": 7, "a": 3, "b": 4, "b1": 4}
    assert found["all"][2024].amount.value == 7
    known = make("v all 2024 outstanding 2\nv a 2024 outstanding 3", lines=lines, bases=BASES)
    standing = snapshot(known, known_at(known).versions).stated
    assert outstanding(known, standing, ["all", "a"], YEARS)["all"][2024].amount.low == 2, "what is printed is kept"


def test_the_identity_takes_one_fund_and_each_basis_in_its_place() -> None:
    bound, paid, opening = (stated(Pot("f", basis), Decimal(n)) for basis, n in zip(BASES, (3, 2, 5), strict=True))
    assert closing_balance(opening, bound, paid).value == 6
    with pytest.raises(MixedAmounts):
        closing_balance(opening, paid, bound)
    with pytest.raises(MixedAmounts):
        closing_balance(opening, stated(Pot("other", "commitment"), Decimal(3)), paid)


@given(st.integers(0, 50), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=6))
def test_the_bound_without_an_opening_is_below_every_balance_that_is_never_negative(
    opening: int, flows: list[tuple[int, int]]
) -> None:
    rows = [f"v x {2024 + n} {basis} {flow[i]}" for n, flow in enumerate(flows) for i, basis in enumerate(BASES[:2])]
    found = balances("\n".join(rows))
    known = opening
    true = [known := known + bound - paid for bound, paid in flows]
    if min(true) >= 0:
        for n, balance in enumerate(true):
            bound = found.get(2024 + n)
            assert bound is None or (bound.amount.low or 0) <= balance
    lowest = max(0, -min(sum(b - p for b, p in flows[: n + 1]) for n in range(len(flows))))
    tight = [lowest + sum(b - p for b, p in flows[: n + 1]) for n in range(len(flows))]
    if 2023 + len(flows) in found:
        assert found[2023 + len(flows)].amount.low == tight[-1], "the bound is the lowest that any opening allows"
    else:
        assert tight[-1] == 0
