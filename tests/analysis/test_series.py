"""Papers of different series: what the one says is not taken for a change of what the other says."""

import pytest

from build import make
from ukraine_budget import LedgerAt, diff, history, show
from ukraine_budget.analysis.notes import note_lines, note_years
from ukraine_budget.analysis.notes_on_changes import DifferentSeries
from ukraine_budget.analysis.versions import of_one_series
from ukraine_budget.model.records import Version

SERIES = [
    Version("a", 1, coverage="partial"),
    Version("b", 2, coverage="partial", follows="a"),
    Version("fix", 3, coverage="partial", follows="a", supersedes="b"),
    Version("c", 4, coverage="partial", follows="b"),
    Version("other", 5, coverage="partial"),
]
AMOUNTS = "a x 2025 cash 100\na x 2026 cash 50\nother x 2025 cash 60\nother x 2026 cash 90"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("a", "c", True), ("fix", "c", True), ("b", "fix", True), ("a", "other", False), ("fix", "other", False)],
)
def test_versions_are_of_one_series_where_one_revises_the_other_or_its_paper(one: str, other: str, same: bool) -> None:
    ledger = make(versions=SERIES)
    assert of_one_series(ledger, one, other) is same
    assert of_one_series(ledger, other, one) is same


def test_where_nothing_follows_anything_nothing_is_known_of_series() -> None:
    ledger = make(versions=[version._replace(follows="") for version in SERIES])
    assert of_one_series(ledger, "a", "other")


def test_papers_that_supersede_each_other_in_a_circle_end() -> None:
    ledger = make(versions=[Version("p", 1, supersedes="q"), Version("q", 2, supersedes="p"), *SERIES])
    assert of_one_series(ledger, "p", "q")
    assert not of_one_series(ledger, "p", "a")


def test_a_diff_marks_what_is_of_another_series_and_infers_no_move() -> None:
    ledger = make(AMOUNTS, versions=SERIES)
    view = diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "other"))
    rows = [row for row in view.result.rows if row.line]
    assert [[row.change, row.moved, row.net, row.comparable] for row in rows] == [[None, None, None, False]] * 2
    assert not view.result.shifts
    assert view.render("table", full=True).count("different series") == 3, "two lines and a note"
    assert str(view).count("different series\n") == 2
    cells = (("x", "cash", 2025), ("x", "cash", 2026))
    (apart,) = (note for note in view.result.notes if isinstance(note, DifferentSeries))
    assert apart == DifferentSeries(cells, old="a", new="other")
    assert (note_lines(apart), note_years(apart)) == (("x",), (2025, 2026))
    assert not [row for row in view.result.rows if not row.line and row.comparable], "nor are their totals"


def test_a_history_and_the_year_before_are_marked_too() -> None:
    ledger = make(AMOUNTS, versions=SERIES)
    assert [row.comparable for row in history(ledger, "x").result.rows if row.at_version == "other"] == [False, False]
    assert [row.change for row in history(ledger, "x").result.rows if row.at_version == "other"] == [None, None]
    assert "60  different series" in str(history(ledger, "x"))
    ledger = make("a x 2025 cash 100\nother x 2026 cash 90", versions=SERIES)
    view = show(ledger, 2026, bases=["cash"])
    assert [row.comparable for row in view.result.rows] == [False]
    assert "different series" in str(view)


def test_what_two_series_state_alike_is_no_row() -> None:
    ledger = make("a x 2025 cash 100\na y 2025 cash 1\nother x 2025 cash 100\nother y 2025 cash 2", versions=SERIES)
    assert [row.line for row in diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "other")).rows if row.line] == ["y"]


def test_a_declared_change_without_a_size_is_not_nothing() -> None:
    ledger = make("b x 2025 cash 5\na y 2024 cash 1", "b x 2025 cash 0 cash-shift s at-least", versions=SERIES)
    (row, *_) = diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "b")).result.rows
    assert row.declared is None
