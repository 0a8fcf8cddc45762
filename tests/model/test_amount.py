"""Exact amounts with an interval: sound, never rounded, and never of two pots at once."""

from decimal import Decimal, Inexact, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukraine_budget.model.amount import (
    EXACT,
    ZERO,
    Amount,
    MixedAmounts,
    Pot,
    as_named,
    compared,
    exact_sum,
    negated,
    percent,
    shifted,
    stated,
    total,
)

POT = Pot("support", "cash")
OTHERS = (Pot("support", "commitment"), Pot("materiel", "cash"))


def decimals(low: int = -(10**30), high: int = 10**30) -> st.SearchStrategy[Decimal]:
    """Decimals of up to thirty digits, up to fifteen of them behind the point."""
    whole = st.integers(low, high)
    return st.builds(lambda number, places: EXACT.scaleb(Decimal(number), -places), whole, st.integers(0, 15))


QUALIFIERS = st.sampled_from([(), ("circa",), ("at-least",), ("at-most",), ("decision", "at-least")])
ROUNDINGS = st.none() | decimals(1, 10**6)
AMOUNTS = st.builds(stated, st.just(POT), decimals(), ROUNDINGS, QUALIFIERS)


def true_value(amount: Amount, at: float) -> Decimal:
    """A value that the interval allows: any share of its width, or far out where an end is open."""
    low = EXACT.subtract(amount.value, Decimal(10**30)) if amount.low is None else amount.low
    high = EXACT.add(amount.value, Decimal(10**30)) if amount.high is None else amount.high
    return EXACT.add(low, EXACT.multiply(EXACT.subtract(high, low), Decimal(int(at * 1000)).scaleb(-3)))


def allows(amount: Amount, value: Decimal) -> bool:
    return (amount.low is None or amount.low <= value) and (amount.high is None or value <= amount.high)


@given(AMOUNTS, AMOUNTS, st.floats(0, 1), st.floats(0, 1))
def test_the_interval_of_a_result_holds_whatever_the_intervals_of_its_terms_allow(
    one: Amount, other: Amount, first: float, second: float
) -> None:
    a, b = true_value(one, first), true_value(other, second)
    assert allows(one, a)
    assert allows(one + other, EXACT.add(a, b))
    assert allows(one - other, EXACT.subtract(a, b))
    assert allows(-one, a.copy_negate())
    assert allows(total(POT, [one, other, one]), EXACT.add(EXACT.add(a, b), a))


@given(AMOUNTS, AMOUNTS)
def test_results_are_exact_and_no_wider_than_they_must_be(one: Amount, other: Amount) -> None:
    assert (one + other) - other == one - other + other
    assert one + other == other + one == total(POT, [one, other])
    assert one - other == one + -other
    assert EXACT.subtract((one + other).value, other.value) == one.value
    if one.spread is not None and other.spread is not None:
        assert (one - other).spread == (one + other).spread == EXACT.add(one.spread, other.spread)
    else:
        assert (one + other).spread is None


def test_thirty_digits_are_kept() -> None:
    large, small = Decimal(10**30 - 1), Decimal("1e-28")
    amount = stated(POT, large) + stated(POT, small)
    assert str(amount.value) == f"{'9' * 30}.{'0' * 27}1"
    assert amount - stated(POT, large) == stated(POT, small)
    assert exact_sum([large, small, large.copy_negate()]) == small
    with localcontext(prec=5):
        assert exact_sum([large, small]) == amount.value
        assert total(POT, [amount, amount]).value == EXACT.multiply(amount.value, Decimal(2))


def test_what_cannot_be_exact_is_an_error_and_not_rounded() -> None:
    huge = stated(POT, Decimal(10) ** 199)
    with pytest.raises(Inexact):
        huge + stated(POT, Decimal("0.1"))


def test_a_rounding_leaves_half_a_step_on_both_sides() -> None:
    assert stated(POT, Decimal(4300), Decimal(100)) == Amount(POT, Decimal(4300), Decimal(4250), Decimal(4350))
    assert stated(POT, Decimal(5)) == Amount(POT, Decimal(5), Decimal(5), Decimal(5))
    assert stated(POT, Decimal(5), None, ("circa",)).spread == 0


def test_at_least_and_at_most_are_open_on_one_side_and_circa_is_not() -> None:
    assert stated(POT, Decimal(5), Decimal(1), ("at-least",)) == Amount(POT, Decimal(5), Decimal("4.5"), None)
    assert stated(POT, Decimal(5), Decimal(1), ("at-most",)) == Amount(POT, Decimal(5), None, Decimal("5.5"))
    assert stated(POT, Decimal(5), None, ("at-most",)) == Amount(POT, Decimal(5), None, Decimal(5))
    assert stated(POT, Decimal(5), Decimal(1), ("circa", "provisional")) == stated(POT, Decimal(5), Decimal(1))
    assert stated(POT, Decimal(5), Decimal(1), ("at-most",)).spread is None


@pytest.mark.parametrize(
    ("value", "rounding", "qualifier", "may_be"),
    [
        (0, None, (), True),
        (-50, 100, (), True),
        (-51, 100, (), False),
        (50, 100, (), True),
        (51, 100, (), False),
        (51, None, ("at-most",), True),
        (-51, None, ("at-most",), False),
        (-51, None, ("at-least",), True),
        (51, None, ("at-least",), False),
    ],
)
def test_a_change_is_within_rounding_when_its_interval_contains_zero(
    value: int, rounding: int | None, qualifier: tuple[str, ...], may_be: bool
) -> None:
    amount = stated(POT, Decimal(value), Decimal(rounding or 0), qualifier)
    assert amount.may_be_zero == may_be
    assert (-amount).may_be_zero == may_be


@pytest.mark.parametrize("other", OTHERS)
def test_amounts_of_two_pots_are_never_put_together(other: Pot) -> None:
    one, two = stated(POT, Decimal(1)), stated(other, Decimal(2))
    with pytest.raises(MixedAmounts, match="one sum"):
        one + two
    with pytest.raises(MixedAmounts, match="one sum"):
        one - two
    with pytest.raises(MixedAmounts, match="not all"):
        total(POT, [one, two])
    with pytest.raises(MixedAmounts):
        as_named(one) + as_named(stated(OTHERS[0], Decimal(2)))


def test_lines_named_one_by_one_are_added_over_funds_but_not_over_bases() -> None:
    x, k = stated(POT, Decimal(1)), stated(OTHERS[1], Decimal(2))
    assert (as_named(x) + as_named(k)).value == 3
    assert compared(x, stated(OTHERS[0], Decimal(4), Decimal(1))).value == -3
    with pytest.raises(MixedAmounts):
        compared(x, k) + x


@given(AMOUNTS, st.sampled_from([-9, -6, -3, 0, 3, 6]))
def test_another_unit_is_exact_and_can_be_undone(amount: Amount, power: int) -> None:
    there = shifted(amount, power)
    assert shifted(there, -power) == amount
    assert there.value == EXACT.scaleb(amount.value, power)
    assert there.pot == POT
    assert (there.low is None, there.high is None) == (amount.low is None, amount.high is None)
    assert there.may_be_zero == amount.may_be_zero


def test_the_sum_of_nothing_is_zero() -> None:
    assert total(POT, []) == Amount(POT, ZERO, ZERO, ZERO)
    assert total(POT, []).is_exact
    assert not stated(POT, ZERO, None, ("at-least",)).is_exact


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        ("-2200", "4300", "-51.2"),
        ("1", "8", "12.5"),
        ("0.05", "100", "0.1"),
        ("-0.05", "100", "-0.1"),
        ("0.0499999999999999999999999999999999999999", "100", "0.0"),
        ("-0.01", "100", "0.0"),
        ("0", "5", "0.0"),
        ("1", "0", None),
        ("1", "-5", None),
        ("999999999999999999999999999999", "0.0000000000000000000000000001", "9" * 30 + "0" * 30 + ".0"),
    ],
)
def test_percent_is_rounded_half_up_to_one_decimal(part: str, whole: str, said: str | None) -> None:
    found = percent(Decimal(part), Decimal(whole))
    assert (None if found is None else str(found)) == said


def test_a_negated_decimal_is_exact_and_zero_has_no_sign() -> None:
    assert str(negated(Decimal("0.0"))) == "0.0"
    assert negated(None) is None
    with localcontext(prec=3):
        assert negated(Decimal(123456)) == Decimal(-123456)
