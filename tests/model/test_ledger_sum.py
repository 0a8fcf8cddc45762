"""The sum of some rows of a ledger, without an amount made of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import make
from ukraine_budget.model.amount import MixedAmounts, Pot, total
from ukraine_budget.model.records import Line

WORDS = st.sampled_from(["- -", "1 -", "0.5 circa", "10 at-least", "- at-most"])


@given(st.lists(st.tuples(st.integers(-99, 99), WORDS), min_size=1, max_size=6))
def test_it_is_that_of_the_amounts(figures: list[tuple[int, str]]) -> None:
    text = "\n".join(f"v line{n} 2026 cash {amount} {words}" for n, (amount, words) in enumerate(figures))
    ledger, pot = make(text), Pot("f", "cash")
    rows = range(len(figures))
    assert ledger.sum(pot, rows) == total(pot, (ledger.figure(row).amount for row in rows))


def test_what_counts_different_things_is_not_added() -> None:
    ledger = make("v a 2026 cash 1\nv a 2026 commitment 1\nv b 2026 cash 1", lines=[Line("b", "g")])
    for rows in ([0, 1], [0, 2]):
        with pytest.raises(MixedAmounts):
            ledger.sum(Pot("f", "cash"), rows)
