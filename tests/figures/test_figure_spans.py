"""Sums and differences of many amounts at once, against those of amounts one by one."""

from decimal import Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from numerals import long, short
from ukraine_budget.figures.amounts import Amounts
from ukraine_budget.figures.spans import Ends, Spans
from ukraine_budget.model.amount import Amount, Pot

POT = Pot("f", "cash")


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
