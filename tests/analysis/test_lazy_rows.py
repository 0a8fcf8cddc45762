"""The rows of an outlook that are made as they are gone through are those that are kept."""

import pytest

import ukraine_budget
from build import make
from ukraine_budget import View
from ukraine_budget.analysis import outlook as module
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.outlookrows import LazyRows
from ukraine_budget.model.records import Fund, Line

AMOUNTS = """
v top 2025 commitment 900
v top 2025 cash 300 1
v a 2025 commitment 500
v a 2025 cash 100 1
v a 2026 commitment 5 - decision
v a 2026 cash 50 1
v b 2026 cash 7
v c 2024 cash 3
"""
LINES = [Line("top", "f"), Line("a", "f", parent="top"), Line("b", "f", parent="top"), Line("c", "g"), Line("no", "g")]
FUNDS = [Fund("f", "F", support=True, total=True), Fund("g", "G", support=False, total=True)]


def asked(*, support: bool) -> "View[OutlookResult]":
    funds = [FUNDS[0]._replace(support=support), FUNDS[1]]
    return ukraine_budget.outlook(make(AMOUNTS, lines=LINES, funds=funds), funds="all")


@pytest.mark.parametrize("support", [True, False])
def test_rows_made_as_they_are_gone_through_are_those_that_are_kept(
    *, support: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = asked(support=support)
    monkeypatch.setattr(module, "MOST_KEPT", 0)
    monkeypatch.setattr("ukraine_budget.analysis.outlookrows.AT_ONCE", 1)
    made = asked(support=support)
    assert isinstance(made.result.rows, LazyRows)
    assert tuple(made.result.rows) == kept.result.rows
    assert (len(made.result.rows), made.result.rows[1:3]) == (len(kept.result.rows), kept.result.rows[1:3])
    for format in ("json", "csv", "table", "markdown"):
        assert made.render(format) == kept.render(format)
    assert made.render("table", full=True) == kept.render("table", full=True)
    assert made.rows[0] == kept.rows[0]
