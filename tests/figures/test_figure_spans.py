"""Intervals and changes of many amounts, against those of amounts one by one."""

from decimal import Decimal, localcontext
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from naive import comparison
from ukraine_budget.figures.amounts import Amounts
from ukraine_budget.figures.spans import Ends, Spans, changes
from ukraine_budget.figures.stated import Figures
from ukraine_budget.model.amount import Amount, Pot, stated

POT = Pot("f", "cash")
short = st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 4)).map(lambda of: f"{Decimal(of[0]).scaleb(-of[1]):f}")
long = st.tuples(st.integers(-(10**37), 10**37), st.integers(0, 20)).map(lambda of: f"{of[0]}.{of[1]}")
steps = st.sampled_from(["", "1", "2", "0.5", "1000", "0.001", "1.0", "0." + "0" * 17 + "1"])
words = st.sampled_from(["", "", "", "at-least", "at-most", "at-least at-most", "circa"])
stating = st.tuples(short | long, steps, words)
cells = st.lists(st.tuples(stating, stating, st.booleans()), max_size=8)
powers = st.sampled_from([-3, 0, 3, 6])


Stating = tuple[str, str, str]
"""An amount, its rounding and its qualifier."""


def figures(rows: list[Stating]) -> Figures:
    amounts, roundings, qualifiers = ([row[n] for row in rows] for n in range(3))
    blank = [""] * len(rows)
    key = {"version": blank, "line": blank, "year": blank, "basis": blank}
    cells: dict[str, Any] = {**key, "amount": amounts, "rounding": roundings, "qualifier": qualifiers}
    return Figures.of(**cells)


@given(cells, powers)
@example([(("0", "", ""), ("0", "0." + "0" * 17 + "1", ""), True)], 0)
@example([(("-5", "", ""), ("5", "1", "at-least"), True), (("-5", "", ""), ("5", "1", "at-most"), True)], 0)
def test_changes_are_those_of_amounts_one_by_one(found: list[tuple[Stating, Stating, bool]], power: int) -> None:
    pairs = [row for now, before, _ in found for row in (now, before)]
    columns, rows = figures(pairs).in_unit(power), np.arange(len(pairs))
    now, before = (Spans.of(columns, rows[back::2]) for back in (0, 1))
    made = changes(now, before, np.array([comparable for *_, comparable in found], np.bool_))
    with localcontext(prec=200):
        each = [
            stated(POT, Decimal(amount).scaleb(power), Decimal(step).scaleb(power) if step else None, words.split())
            for amount, step, words in pairs
        ]
    for span, own in ((now, each[0::2]), (before, each[1::2])):
        assert span.columns() == tuple([getattr(amount, end) for amount in own] for end in ("value", "low", "high"))
    expected = [
        comparison(one, other, comparable=comparable)
        for one, other, (*_, comparable) in zip(each[0::2], each[1::2], found, strict=True)
    ]
    assert made.change == [row["change"] for row in expected]
    assert made.change_low == [row["change_low"] for row in expected]
    assert made.change_high == [row["change_high"] for row in expected]
    assert made.change_percent == [row["change_percent"] for row in expected]
    assert made.change_percent_low == [row["change_percent_low"] for row in expected]
    assert made.change_percent_high == [row["change_percent_high"] for row in expected]
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
