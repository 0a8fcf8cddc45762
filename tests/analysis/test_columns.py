"""Figures that are kept as arrays give the same answers, cell by cell, as figures that are kept in lists."""

from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_diff_laws import LINES, YEARS, any_chain, laws

import ukraine_budget as budget
from arrays import as_arrays, coded
from build import make
from ukraine_budget import LedgerAt
from ukraine_budget.analysis.checks import check
from ukraine_budget.analysis.checks.findings import ScaleSlips
from ukraine_budget.analysis.claims import claims
from ukraine_budget.api.views import View
from ukraine_budget.columns import compare, store
from ukraine_budget.columns.column import Coded, counts, distinct, keys
from ukraine_budget.columns.compare import ByColumn
from ukraine_budget.model.comparison import Comparison, State
from ukraine_budget.model.entries import Entries
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Line, Version

LEAPS = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("xy"), st.sampled_from(YEARS)),
    st.sampled_from(["1", "2", "9", "10", "12.5", "100", "1000", "-10", "0"]),
    min_size=3,
)
"""Amounts by version, line and year, of which many are about ten times another."""
COLUMNS = tuple(field.name for field in fields(Entries) if field.name != "file")
NUMBERED = tuple(line._replace(successor="") for line in LINES)


@pytest.fixture(autouse=True)
def _few_of_few() -> Iterator[None]:
    """What is asked of some years is answered by these alone, also where they are not few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "FEW", 1)
        yield


def unnumbered(ledger: Ledger) -> Ledger:
    """The ledger without renumbered lines, so that it is compared by arrays."""
    return replace(ledger, lines={line.line: line for line in NUMBERED})


plain = any_chain.map(unnumbered)


def answers(ledger: Ledger) -> Iterator[str]:
    """All that can be asked of a ledger with versions a, b and c."""
    views: list[View[Any]] = [budget.outlook(ledger), budget.shifts(ledger), budget.show(ledger, 2025, as_of="b")]
    views += [budget.show(ledger, year) for year in YEARS]
    views += [budget.history(ledger, line.line, years=years) for line in LINES for years in (None, [2025, 2027])]
    views += [budget.explain(ledger, line.line, 2026) for line in LINES]
    views += [
        budget.diff(LedgerAt(ledger, old), LedgerAt(ledger, new), all=all)
        for old, new in permutations("abc", 2)
        for all in (True, False)
    ]
    yield from (view.to_json() for view in views)
    yield from map(str, check(ledger))
    yield from map(str, claims(ledger).rows)


@laws
@given(st.one_of(any_chain, plain))
def test_every_answer_is_the_same(ledger: Ledger) -> None:
    assert list(answers(as_arrays(ledger))) == list(answers(ledger))


@laws
@given(plain, plain, st.booleans())
def test_so_it_is_between_two_ledgers(one: Ledger, other: Ledger, all: bool) -> None:
    arrays = budget.diff(LedgerAt(as_arrays(one)), LedgerAt(as_arrays(other)), all=all)
    assert arrays.to_json() == budget.diff(LedgerAt(one), LedgerAt(other), all=all).to_json()


@laws
@given(LEAPS)
@example({("a", "x", 2024): "1", ("a", "x", 2025): "10", ("a", "x", 2026): "1"})
@example({("a", "x", 2025): "10", ("b", "x", 2025): "1", ("a", "x", 2024): "1", ("a", "x", 2026): "1"})
@example({("a", "x", 2025): "1", ("b", "x", 2025): "10", ("c", "x", 2025): "1"})
@example({("a", "x", 2025): "1", ("b", "x", 2025): "2", ("c", "x", 2025): "10"})
def test_the_same_slips_are_found(amounts: dict[tuple[str, str, int], str]) -> None:
    rows = [f"{version} {line} {year} cash {amount}" for (version, line, year), amount in amounts.items()]
    ledger = make("\n".join(rows), versions=[Version(name, n, coverage="partial") for n, name in enumerate("abcd")])
    assert list(map(str, check(as_arrays(ledger)))) == list(map(str, check(ledger)))


@pytest.mark.parametrize("zeros", [0, 25])
def test_a_whole_version_is_found_to_have_slipped_with_numbers_of_any_length(zeros: int) -> None:
    amounts = {"x": 7, "y": 12, "z": 30, "same": 4, "gone": 0}
    rows = [f"a {line} 2025 cash {amount}{'0' * zeros}" for line, amount in amounts.items()]
    rows += [
        f"b {line} 2025 cash {amount * (1 if line == 'same' else 1000)}{'0' * zeros}"
        for line, amount in amounts.items()
    ]
    ledger = make("\n".join(rows))
    (found,) = check(ledger)
    assert isinstance(found, ScaleSlips)
    assert (found.slips, found.of, found.version) == (3, 4, "b")
    assert list(map(str, check(as_arrays(ledger)))) == [str(found)]


def test_only_what_may_have_slipped_is_looked_at() -> None:
    rows = [f"{version} x {year} cash {amount}" for version in "ab" for year, amount in enumerate("124816", 2020)]
    ledger = as_arrays(make("\n".join((*rows, "a y 2021 cash 1", "a y 2022 cash 1", "b y 2022 cash 10"))))
    assert [figure.cell.line for figure in ledger.scale_suspects([10], (Decimal("0.8"), Decimal("1.25")))] == [
        "y",
        "y",
        "y",
    ]


def test_what_a_paper_follows_is_asked_for_though_it_became_known_later() -> None:
    versions = [
        Version("a", 1, date="2025-06", coverage="partial"),
        Version("b", 2, date="2025-03", coverage="partial", follows="a"),
    ]
    others = "\n".join(f"a y{n} 2010 cash 1" for n in range(60))
    amounts = f"a x 2026 cash 10\na x 2027 cash 10\nb x 2026 cash 7\nb x 2027 cash 13\n{others}"
    moved = "b x 2026 cash 0 cash-shift s at-most\nb x 2027 cash 0 cash-shift s at-least"
    ledger = make(amounts, moved, versions=versions)
    arrays = budget.show(as_arrays(ledger), 2026, as_of="2025-03")
    assert arrays.to_json() == budget.show(ledger, 2026, as_of="2025-03").to_json()
    assert [shift.amount for shift in arrays.result.shifts] == [3]


def in_lists(entries: Entries) -> Entries:
    columns: dict[str, Any] = {name: tuple(getattr(entries, name)) for name in COLUMNS}
    return Entries(**columns, file=entries.file)


def compared(one: Ledger, other: Ledger) -> Comparison | None:
    """Two ledgers, each at all its versions, compared by arrays; None where they are left to be compared by cell."""
    old, new = (State(ledger, tuple(ledger.versions.values())) for ledger in (one, other))
    return other.entries.compared(one, old, new)


SMALL = "a x 2026 cash 1\nb x 2026 cash 2.5"
USUAL = as_arrays(make(SMALL))


def test_two_ledgers_of_arrays_are_compared_by_arrays() -> None:
    found = compared(USUAL, as_arrays(make(SMALL.replace("2.5", "3"))))
    assert isinstance(found, ByColumn)
    assert list(found.differing()) == [("x", "cash", 2026)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(make(SMALL), id="kept in lists"),
        pytest.param(USUAL.in_unit("thousand"), id="in another unit"),
        pytest.param(as_arrays(make(SMALL, lines=[Line("x", "f", successor="y"), Line("y", "f")])), id="renumbered"),
        pytest.param(as_arrays(make(SMALL, lines=[Line("x", "g")])), id="a line of another fund"),
        pytest.param(as_arrays(make(f"a x 2026 cash {'9' * 40}")), id="too many digits for a decimal"),
        pytest.param(as_arrays(make(f"a x 2026 cash {'9' * 30}")), id="too many digits for a whole number"),
        pytest.param(as_arrays(make(f"a x 2026 cash {-(1 << 63)}")), id="the smallest whole number"),
        pytest.param(as_arrays(make(f"a x 2026 cash {'9' * 18}\na y 2026 cash {'9' * 18}")), id="sums too large"),
    ],
)
def test_what_arrays_cannot_say_is_left_to_be_compared_cell_by_cell(other: Ledger) -> None:
    assert compared(USUAL, other) is None
    assert compared(other, USUAL) is None
    assert list(map(str, check(other))) == []
    if other.currency and other.unit:
        lists = replace(other, entries=in_lists(other.entries))
        arrays = budget.diff(LedgerAt(USUAL), LedgerAt(other)).to_json()
        assert arrays == budget.diff(LedgerAt(make(SMALL)), LedgerAt(lists)).to_json()


def test_cells_that_would_not_fit_in_memory_are_compared_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "DENSE", 1)
    ledger = as_arrays(make("a x 2026 cash 1\na y 2027 commitment 1"))
    assert compared(ledger, ledger) is None


def test_the_row_of_a_cell_that_nothing_states_is_not_there() -> None:
    found = compared(USUAL, USUAL)
    assert found is not None
    rows = found.new.rows
    assert (len(rows), list(rows), rows["x", "cash", 2026]) == (1, [("x", "cash", 2026)], 1)
    for key in [("x", "commitment", 2026), ("z", "cash", 2026), ("x", "cash", 1999)]:
        assert rows.get(key) is None


@pytest.mark.parametrize("lines", [(), NUMBERED])
def test_two_dates_before_anything_is_stated_do_not_differ(lines: tuple[Line, ...]) -> None:
    versions = [Version("a", 1, date="2025-01"), Version("b", 2, date="2025-02")]
    ledger = as_arrays(make(lines=lines, versions=versions))
    assert budget.diff(LedgerAt(ledger, "2025-01"), LedgerAt(ledger, "2025-02"), all=True).result.rows == ()


def test_an_open_end_that_stands_on_both_sides_leaves_the_total_open() -> None:
    ledger = make(
        "a x 2026 cash 5 - at-least\na y 2026 cash 1\nb x 2026 cash 5 - at-least\nb y 2026 cash 2", lines=NUMBERED
    )
    arrays = as_arrays(ledger)
    found = budget.diff(LedgerAt(arrays, "a"), LedgerAt(arrays, "b"))
    assert found.to_json() == budget.diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "b")).to_json()
    assert [(row.line, row.low, row.high) for row in found.result.rows] == [("y", 1, 1), ("", None, None)]


def test_a_column_is_a_sequence_like_any_other() -> None:
    codes, texts = coded("aab"), USUAL.entries.amount
    assert codes == ["a", "a", "b"] == list(codes)
    assert codes == coded("aab")
    assert codes != coded("abb")
    assert codes != ["a", "a"]
    assert codes != 1
    assert codes[1:] == ["a", "b"]
    assert (texts[0], texts[-1:], list(texts)) == ("1", ["2.5"], ["1", "2.5"])
    with pytest.raises(IndexError):
        texts[2]


def test_numbers_that_are_far_apart_are_sorted() -> None:
    assert distinct(np.array([1 << 30, 5, 1 << 30]), 1 << 31).tolist() == [5, 1 << 30]


def test_numbers_that_are_far_apart_are_counted_one_by_one() -> None:
    there, times = counts(np.array([1 << 30, 5, 1 << 30]), 1 << 31)
    assert (there.tolist(), times.tolist()) == ([5, 1 << 30], [1, 2])


def test_keys_of_more_values_than_short_numbers_hold() -> None:
    columns = [Coded(np.array([0, (1 << 16) - 1]), range(1 << 16)) for _ in range(2)]
    found, size = keys(*columns)
    assert (found.tolist(), size) == ([0, (1 << 32) - 1], 1 << 32)
