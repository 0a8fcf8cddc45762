"""Intervals and changes of many amounts, against those of amounts one by one."""

from decimal import Decimal, localcontext

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from ukraine_budget.analysis.rows import comparison
from ukraine_budget.figures.amounts import Amounts
from ukraine_budget.figures.spans import Ends, Spans, changes
from ukraine_budget.figures.stated import Figures
from ukraine_budget.model.amount import Amount, Pot, stated

POT = Pot("f", "cash")
short = st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 4)).map(lambda of: f"{Decimal(of[0]).scaleb(-of[1]):f}")
long = st.tuples(st.integers(-(10**37), 10**37), st.integers(0, 20)).map(lambda of: f"{of[0]}.{of[1]}")
steps = st.sampled_from(["", "1", "2", "0.5", "1000", "0.001", "1.0", "0." + "0" * 17 + "1"])
cells = st.lists(st.tuples(short | long, steps, short | long, steps, st.booleans()), max_size=8)
powers = st.sampled_from([-3, 0, 3, 6])


def figures(amounts: list[str], roundings: list[str]) -> Figures:
    words = [""] * len(amounts)
    return Figures.of(version=words, line=words, year=words, basis=words, amount=amounts, rounding=roundings)


@given(cells, powers)
@example([("0", "", "0", "0." + "0" * 17 + "1", True)], 0)
def test_changes_are_those_of_amounts_one_by_one(found: list[tuple[str, str, str, str, bool]], power: int) -> None:
    amounts = [amount for now, _, before, _, _ in found for amount in (now, before)]
    roundings = [step for _, now, _, before, _ in found for step in (now, before)]
    stating, rows = figures(amounts, roundings).in_unit(power), np.arange(len(amounts))
    now, before = (Spans.of(stating, rows[back::2]) for back in (0, 1))
    made = changes(now, before, [comparable for *_, comparable in found])
    with localcontext(prec=200):
        each = [
            stated(POT, Decimal(amount).scaleb(power), Decimal(step).scaleb(power) if step else None)
            for amount, step in zip(amounts, roundings, strict=True)
        ]
    for span, own in ((now, each[0::2]), (before, each[1::2])):
        assert span.columns() == tuple([getattr(amount, end) for amount in own] for end in ("value", "low", "high"))
    expected = [
        comparison(one, other, comparable=comparable)
        for one, other, (*_, comparable) in zip(each[0::2], each[1::2], found, strict=True)
    ]
    assert made.change == [row["change"] for row in expected]
    assert made.low == [row["change_low"] for row in expected]
    assert made.high == [row["change_high"] for row in expected]
    assert made.percent == [row["change_percent"] for row in expected]
    assert made.percent_low == [row["change_percent_low"] for row in expected]
    assert made.percent_high == [row["change_percent_high"] for row in expected]
    assert made.within_rounding == [row["within_rounding"] for row in expected]


@given(st.lists(st.tuples(short | long, short | long)))
def test_sums_and_differences_are_exact(pairs: list[tuple[str, str]]) -> None:
    one, other = (Amounts.of([pair[n] for pair in pairs]) for n in (0, 1))
    with localcontext(prec=200):
        sums = [str(Decimal(a) + Decimal(b)) for a, b in pairs]
        differences = [str(Decimal(a) - Decimal(b)) for a, b in pairs]
    assert list(map(str, (one + other).values())) == sums
    assert list(map(str, (one - other).values())) == differences


ends = st.none() | st.decimals(-50, 50, places=1)
given_amounts = st.tuples(st.decimals(-50, 50, places=2), ends, ends)


@given(st.lists(st.tuples(given_amounts, given_amounts), max_size=6), st.decimals(0, 40, places=1))
def test_given_amounts_differ_as_amounts_one_by_one_do(pairs: list[tuple[Ends, Ends]], size: Decimal) -> None:
    one, other = (Spans.given({n: pair[side] for n, pair in enumerate(pairs)}, len(pairs) + 1) for side in (0, 1))
    found = one - other
    each = [Amount(POT, *mine) - Amount(POT, *theirs) for mine, theirs in pairs]
    assert list(zip(*found.columns(), strict=True)) == [*((a.value, a.low, a.high) for a in each), (0, 0, 0)]
    assert found.may_be_zero.tolist() == [*(amount.may_be_zero for amount in each), True]
    assert found.is_at_most(size).tolist() == [*(abs(amount.value) <= size for amount in each), True]
