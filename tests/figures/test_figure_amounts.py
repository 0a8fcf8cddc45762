"""Amounts as whole numbers, against decimals."""

from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukraine_budget.figures.amounts import Amounts


def plain(digits: int, decimals: int) -> st.SearchStrategy[str]:
    """Decimals of up to so many digits and decimals, as they are written in full."""
    pairs = st.tuples(st.integers(-(10**digits) + 1, 10**digits - 1), st.integers(0, decimals))
    return pairs.map(lambda pair: f"{Decimal(f'{pair[0]}e-{pair[1]}'):f}")


short, long = plain(9, 6), plain(38, 30)
texts = st.lists(short) | st.lists(short | long)
powers = st.sampled_from([-3, 0, 3, 6])


@given(texts, powers)
def test_amounts_are_the_decimals_that_they_were_made_of(found: list[str], power: int) -> None:
    amounts = Amounts.of(found)
    with localcontext(prec=200):
        expected = [str(Decimal(text).scaleb(power)) for text in found]
        whole = [int(Decimal(text).scaleb(amounts.scale + 1)) for text in found]
    assert len(amounts) == len(found)
    assert list(map(str, amounts.values(power))) == expected
    assert amounts.in_steps_of(-amounts.scale - 1).tolist() == whole
    assert list(map(str, amounts.at(np.arange(len(found))[1:]).values(power))) == expected[1:]


@given(texts, powers)
def test_sums_are_exact_and_have_the_decimals_of_their_terms(found: list[str], power: int) -> None:
    size = min(3, len(found))
    groups = np.arange(len(found)) % 3
    expected = [Decimal(0)] * size
    with localcontext(prec=200):
        for group, text in zip(groups.tolist(), found, strict=True):
            expected[group] += Decimal(text).scaleb(power)
    assert list(map(str, Amounts.of(found).sums(groups, size, power))) == list(map(str, expected))


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (["9" * 18], np.int64),
        (["-" + "9" * 16, "0.01"], np.int64),
        (["9" * 19], np.object_),
        (["9" * 17, "0.01"], np.object_),
        ([], np.int64),
    ],
)
def test_eighteen_digits_are_kept_as_numbers_of_the_machine(found: list[str], kind: type) -> None:
    assert Amounts.of(found).whole.dtype == kind


def test_sums_that_no_number_of_the_machine_holds() -> None:
    amounts = Amounts.of(["9" * 18] * 12)
    assert amounts.whole.dtype == np.int64
    assert amounts.sums(np.zeros(12, np.int64), 1) == [Decimal("9" * 18) * 12]
