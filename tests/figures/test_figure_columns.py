"""Columns, and the arrays that questions are made of, against what lists and dictionaries say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukraine_budget.figures import column
from ukraine_budget.figures.column import (
    Coded,
    Texts,
    ascending,
    combinations,
    distinct,
    duplicates,
    grouped,
    is_among,
    joint,
    position,
)

words = st.lists(st.sampled_from(["", "a", "b", "é", "\udcff", "long text"]))
numbers = st.lists(st.integers(0, 30)).map(lambda values: np.array(values, np.int64))


@given(words)
def test_a_coded_column_has_the_cells_that_it_was_made_of(cells: list[str]) -> None:
    made = Coded.of(cells)
    rows = np.arange(len(cells))[::-1]
    assert [made[row] for row in range(len(made))] == cells
    assert list(made.take(rows)) == [made.at(rows)[row] for row in range(len(made))] == cells[::-1]
    assert made.is_in({"a", "é"}).tolist() == [cell in {"a", "é"} for cell in cells]
    assert made.where(bool).tolist() == list(map(bool, cells))
    assert made.numbered({"a": 7}).tolist() == [7 if cell == "a" else -1 for cell in cells]
    assert set(made.at(rows[:2]).used) == set(cells[-2:])


def test_a_column_that_is_the_same_in_every_row() -> None:
    assert list(Coded.constant("x", 3).take(np.arange(3))) == ["x", "x", "x"]


@given(words)
def test_a_column_of_texts_has_the_cells_that_it_was_made_of(cells: list[str]) -> None:
    made = Texts.of(cells)
    rows = np.arange(len(cells))[::-1]
    assert [made[row] for row in range(len(made))] == cells
    assert list(made.take(rows)) == list(made.at(rows).take(np.arange(len(cells)))) == cells[::-1]


def test_texts_lie_in_any_bytes() -> None:
    assert Texts(memoryview(b"abcd"), np.array([1]), np.array([3]))[0] == "bc"


@given(words, words)
def test_what_two_columns_have_together(one: list[str], other: list[str]) -> None:
    pairs = list(zip(one, other, strict=False))
    columns = [Coded.of([pair[n] for pair in pairs]) for n in (0, 1)]
    found, size = joint(*columns)
    assert len(set(found.tolist())) == len(set(pairs))
    assert all(0 <= number < size for number in found.tolist())
    assert sorted(combinations(*columns)) == sorted(set(pairs))


@pytest.mark.parametrize("dense", [column.DENSE, 0])
@given(numbers)
def test_grouped_numbers(dense: int, values: np.ndarray) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(column, "DENSE", dense)
        there, group = grouped(values, 31)
        assert distinct(values, 31) == len(there)
    assert there.tolist() == sorted(set(values.tolist()))
    assert there[group].tolist() == values.tolist()


@given(numbers, numbers)
def test_where_numbers_are_among_others(values: np.ndarray, wanted: np.ndarray) -> None:
    known = ascending(values)
    assert known.tolist() == sorted(set(values.tolist()))
    places = {value: place for place, value in enumerate(known.tolist())}
    assert position(known, wanted).tolist() == [places.get(value, -1) for value in wanted.tolist()]
    assert is_among(wanted, known).tolist() == [value in places for value in wanted.tolist()]


@given(st.lists(st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from("xyz"))))
def test_rows_that_repeat_the_key_of_an_earlier_one(keys: list[tuple[str | None, str]]) -> None:
    first: dict[object, int] = {}
    expected = [
        (row, first[key]) for row, key in enumerate(keys) if first.setdefault(key, row) != row and None not in key
    ]
    rows, earlier = duplicates([Coded.of([key[0] for key in keys]), Coded.of([key[1] for key in keys])])
    assert list(zip(rows.tolist(), earlier.tolist(), strict=True)) == expected
