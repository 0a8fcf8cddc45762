"""Every revision of a line's figures."""

import pytest

from build import make
from ukraine_budget.analysis.history import HistoryResult, history
from ukraine_budget.analysis.notes import Overtaken, Renumbered
from ukraine_budget.errors import UsageError
from ukraine_budget.model.records import Line, Version
from ukraine_budget.model.text import plain

LEDGER = make(
    """
    a x 2025 cash 10 1
    a x 2026 cash 20
    a y 2025 cash 5
    b y 2025 cash 6
    c x 2025 cash 12 1
    c x 2025 commitment 30 - decision
    d x 2025 cash 12 1
    """,
)


def told(result: HistoryResult) -> list[str]:
    return [
        f"{row.at_version}: {row.basis} {row.year} {'-' if row.amount is None else plain(row.amount)}"
        f"{' carried' if row.carried else ''}{'' if row.change is None else f' {row.change:+f}'}"
        for row in result.rows
    ]


def test_each_version_that_states_the_line_with_what_it_carries() -> None:
    result = history(LEDGER, "x")
    assert told(result) == [
        "a: cash 2025 10",
        "a: cash 2026 20",
        "c: commitment 2025 30",
        "c: cash 2025 12 +2",
        "c: cash 2026 20 carried",
        "d: commitment 2025 30 carried",
        "d: cash 2025 12 +0",
        "d: cash 2026 20 carried",
    ]
    assert [version.version for version in result.versions] == ["a", "c", "d"]
    assert (result.line, result.as_of, result.notes) == ("x", "d", ())


def test_a_revision_has_an_interval_and_its_figure_a_source() -> None:
    rows = history(LEDGER, "x").rows
    revised, restated = rows[3], rows[6]
    assert [str(end) for end in (revised.low, revised.high, revised.change_low, revised.change_high)] == [
        "11.5",
        "12.5",
        "1.0",
        "3.0",
    ]
    assert (revised.within_rounding, restated.within_rounding) == (False, True)
    assert (rows[4].version, rows[4].at_version, rows[2].qualifier) == ("a", "c", ("decision",))


def test_only_some_years_bases_and_versions() -> None:
    assert told(history(LEDGER, "x", years=[2026])) == ["a: cash 2026 20"]
    assert told(history(LEDGER, "x", bases=["commitment"])) == ["c: commitment 2025 30"]
    assert [row.at_version for row in history(LEDGER, "x", as_of="b").rows] == ["a", "a"]


def test_what_a_full_version_drops_is_told_once() -> None:
    versions = [Version("a", 1), Version("b", 2), Version("c", 3)]
    ledger = make("a x 2025 cash 1\nb y 2025 cash 2\nc x 2025 cash 3", versions=versions)
    result = history(ledger, "x")
    assert told(result) == ["a: cash 2025 1", "b: cash 2025 -", "c: cash 2025 3"]
    assert (result.rows[1].version, result.rows[1].carried) == ("", False)


def test_a_renumbered_line_is_followed() -> None:
    lines = [Line("old", "f", successor="new"), Line("new", "f")]
    ledger = make("a old 2025 cash 1\nb new 2025 cash 3", lines=lines)
    result = history(ledger, "old")
    assert told(result) == ["a: cash 2025 1", "b: cash 2025 3 +2"]
    assert result.line == "new"
    assert result.notes == (Renumbered((("new", ("old",)),), ("a",), added=False),)


def test_an_erratum_comes_after_its_paper_and_before_what_followed() -> None:
    versions = [
        Version("a", 1, coverage="partial"),
        Version("b", 2, coverage="partial"),
        Version("a-erratum", 3, coverage="partial", supersedes="a"),
    ]
    ledger = make("a x 2025 cash 1\nb x 2025 cash 5\na-erratum x 2025 cash 2", versions=versions)
    assert told(history(ledger, "x")) == ["a: cash 2025 1", "a-erratum: cash 2025 2 +1", "b: cash 2025 5 +3"]


def test_a_decision_and_a_commitment_are_not_compared() -> None:
    ledger = make("a x 2026 commitment 10 - decision\nb x 2026 commitment 7\nc x 2026 commitment 8")
    assert told(history(ledger, "x")) == [
        "a: commitment 2026 10",
        "b: commitment 2026 7",
        "c: commitment 2026 8 +1",
    ]


def test_a_figure_that_newer_parts_contradict_is_told() -> None:
    lines = [Line("all", "f"), Line("part", "f", "all")]
    ledger = make("a all 2026 cash 10\nb part 2026 cash 12", lines=lines)
    assert history(ledger, "all").notes == (Overtaken(("all", "cash", 2026), "a"),)
    assert history(ledger, "all", bases=["commitment"]).notes == history(ledger, "part").notes == ()
    assert told(history(ledger, "all")) == ["a: cash 2026 10"]


def test_a_line_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="unknown line 'z'"):
        history(LEDGER, "z")
