"""Data frames for notebooks: money exact, nothing as None, years whole."""

from decimal import Decimal

import pandas as pd
import pytest

import ukraine_budget
from build import make
from ukraine_budget import UsageError, open_ledger
from ukraine_budget.libraries import frame
from ukraine_budget.report.table import Records


def test_amounts_are_exact_decimals_and_what_is_not_stated_is_none() -> None:
    ledger = make("v x 2026 cash 100000000000000000000000000000.1\nv y 2025 cash 0.3")
    view = ukraine_budget.show(ledger, 2026, bases=["cash"])
    found = view.to_frame()
    assert list(found.columns) == list(view.table.records.fields)
    assert list(found["amount"]) == [Decimal("100000000000000000000000000000.1"), None, *found["amount"][2:]]
    assert [type(value) for value in found["previous"]] == [type(None), Decimal]
    assert found["year"].dtype == "int64"
    assert found["low_open"].dtype == "bool"
    assert found["line"].dtype == "str"
    assert list(found["qualifier"]) == [(), ()]


def test_every_view_of_the_shipped_ledger_has_a_frame() -> None:
    ledger = open_ledger()
    views = (
        ukraine_budget.show(ledger, 2026),
        ukraine_budget.outlook(ledger),
        ukraine_budget.explain(ledger, "x-military", 2026),
        ukraine_budget.listing(ledger, "versions"),
        ukraine_budget.check(claims=True),
    )
    for view in views:
        assert len(view.to_frame(parts=True, totals=True)) == len(view.rows) > 0
        for name, records in view.table.lists.items():
            assert len(view.to_frame(name)) == len(records.rows)


def test_the_sum_of_a_column_is_exact() -> None:
    rows = [(Decimal("0.1"),), (Decimal("0.2"),)]
    assert frame(Records(("amount",), rows))["amount"].sum() == Decimal("0.3")


def test_a_column_of_two_kinds_stays_as_it_is() -> None:
    found = frame(Records(("year", "flag", "text"), [(2026, True, "a"), ("beyond", None, None)]))
    assert list(found["year"]) == [2026, "beyond"]
    assert list(found["flag"]) == [True, None]
    assert list(found["text"]) == ["a", None]


def test_an_answer_without_rows_is_an_empty_frame_with_its_columns() -> None:
    found = frame(Records(("a", "b"), ()))
    assert isinstance(found, pd.DataFrame)
    assert (list(found.columns), len(found)) == (["a", "b"], 0)


def test_the_lists_of_an_answer_by_name() -> None:
    view = ukraine_budget.show(open_ledger(), 2026)
    shifts = view.to_frame("shifts")
    assert (list(shifts["amount"]), list(shifts["size"])) == ([None], ["not-stated"])
    with pytest.raises(UsageError, match="unknown list 'shift': did you mean shifts"):
        view.to_frame("shift")
