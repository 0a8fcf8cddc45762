"""Which declared changes lead from the one side of a diff to the other: over series, errata and dates."""

from dataclasses import replace
from decimal import Decimal

import pytest
from diffed import compare, lines, moves, totals

from build import make
from ukraine_budget.analysis.diff import diff
from ukraine_budget.analysis.notes_on_changes import (
    ElsewhereAsPrinted,
    NotInOneChain,
    OtherBasisUnchanged,
    ReadBackwards,
)
from ukraine_budget.analysis.versions import LedgerAt
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Version
from ukraine_budget.model.text import plain


def versions(*rows: str) -> list[Version]:
    """Partial versions from rows of `version order [follows|-[ supersedes]]`."""
    found = [([*row.split(), "-", "-"])[:4] for row in rows]
    return [
        Version(name, int(order), coverage="partial", follows=follows.strip("-"), supersedes=supersedes.strip("-"))
        for name, order, follows, supersedes in found
    ]


def dated(ledger: Ledger, **dates: str) -> Ledger:
    found = {name: version._replace(date=dates[name]) for name, version in ledger.versions.items()}
    return replace(ledger, versions=found)


def elsewhere(ledger: Ledger, old: str, new: str) -> list[tuple[str, str]]:
    return [(found.version, found.label) for found in compare(ledger, old, new).declared_elsewhere]


SERIES = make(
    """
    theirs x 2025 cash 10
    theirs x 2026 cash 20
    ours x 2025 cash 7
    ours x 2026 cash 15
    bill x 2025 cash 4
    bill x 2026 cash 18
    """,
    "bill x 2025 cash -3 cash-shift later\nbill x 2026 cash 3 cash-shift later",
    versions=versions("theirs 1", "ours 3", "bill 4 ours"),
)


def test_a_shift_that_the_new_version_declares_counts_in_both_its_years_whatever_the_series_of_the_old_figures() -> (
    None
):
    result = compare(SERIES, "theirs", "bill")
    assert lines(result) == [
        "x cash 2025: 10 -> 4 = - = -3 + - + - + -, changed",
        "x cash 2026: 20 -> 18 = - = 3 + - + - + -, changed",
    ]
    assert [row.comparable for row in result.rows] == [False] * 2
    assert moves(result) == ["x 2025 -> 2026: 3 declared stated"]
    assert result.declared_elsewhere == ()
    assert not any(isinstance(note, NotInOneChain) for note in result.notes), "nothing is listed apart"


def test_between_papers_of_different_series_no_size_is_read_from_the_change() -> None:
    ledger = make(
        "theirs x 2026 cash 20\nours y 2026 cash 1\nbill x 2026 cash 18",
        "bill x 2026 cash 0 cash-shift later at-most",
        versions=versions("theirs 1", "ours 3", "bill 4 ours"),
    )
    result = compare(ledger, "theirs", "bill")
    assert lines(result)[0] == "x cash 2026: 20 -> 18 = - = - + - + - + -, changed"
    assert [by.size for by in result.rows[0].declared_by] == ["not-stated"]
    assert moves(result) == ["x 2026 -> None: None declared not-stated"]


def test_a_size_is_read_from_the_step_that_declares_it_and_not_from_what_comes_after() -> None:
    stands = "a x 2026 cash 31\na x 2025 cash 33\nb x 2026 cash 21\nb x 2025 cash 43\nc x 2026 cash {} 1"
    shift = "b x 2026 cash 0 cash-shift s at-most\nb x 2025 cash 0 cash-shift s at-least"
    for after, change in ((15, -16), (40, 9)):
        result = compare(make(stands.format(after), shift), "a", "c")
        assert lines(result) == [
            "x cash 2025: 33 -> 43 = 10 = - + - + 10 + 0, changed",
            f"x cash 2026: 31 -> {after} = {change} = - + - + {change} + 0, changed",
        ]
        assert moves(result) == ["x 2026 -> 2025: None declared not-stated"]
        assert [plain(reading.amount) for reading in result.shifts[0].readings] == ["10", "10"], "of the step"
    late = compare(make("z y 2026 cash 1\n" + stands.format(15), shift), "z", "c")
    assert lines(late)[1] == "x cash 2026: - -> 15 = - = - + - + - + -, first-stated"


def test_a_step_on_which_the_cell_moves_the_other_way_tells_no_size_whatever_comes_after() -> None:
    stands = "a x 2026 cash 10\nb x 2026 cash 12\nc x 2026 cash 7"
    result = compare(make(stands, "b x 2026 cash 0 cash-shift s at-most"), "a", "c")
    assert lines(result) == ["x cash 2026: 10 -> 7 = -3 = - + - + -3 + 0, changed"]
    assert [by.size for by in result.rows[0].declared_by] == ["not-stated"]


def test_where_the_declaring_step_restates_nothing_the_first_figure_after_it_is_read() -> None:
    result = compare(make("a x 2026 cash 10\nb y 2026 cash 1\nc x 2026 cash 7", LEAVES), "a", "c")
    assert lines(result)[0] == "x cash 2026: 10 -> 7 = -3 = - + - + -3 + 0, changed"
    assert [plain(reading.amount) for shift in result.shifts for reading in shift.readings] == ["3"]


def test_no_size_is_read_from_what_a_version_of_another_series_restates_in_between() -> None:
    ledger = make(
        "a x 2026 cash 10\nside x 2026 cash 4\nb y 2026 cash 1",
        LEAVES,
        versions=versions("a 1", "side 2", "b 3 a"),
    )
    assert moves(compare(ledger, "a", "b")) == ["x 2026 -> None: None declared not-stated"]


LEAVES = "b x 2026 cash 0 cash-shift s at-most"


def test_what_is_declared_after_the_last_stand_does_not_lead_to_it() -> None:
    ledger = make(
        "a x 2025 cash 10\nb x 2025 cash 12\nc y 2025 cash 1",
        "b x 2025 cash 2 decision b\nc x 2025 cash 3 decision c",
    )
    assert lines(compare(ledger, "a", "c"))[0] == "x cash 2025: 10 -> 12 = 2 = 2 + 0 + 0 + 0, changed"
    assert elsewhere(ledger, "a", "c") == [("c", "c")]
    assert lines(compare(ledger, "b", "c"))[0] == "x cash 2025: 12 -> - = - = 3 + - + - + -, declared-only"


def test_two_copies_of_a_ledger_know_their_series_and_unrelated_ledgers_do_not() -> None:
    copy = replace(SERIES, name="copy")
    for one, other in ((SERIES, copy), (SERIES, replace(copy, versions={"bill": copy.versions["bill"]}))):
        result = diff(LedgerAt(one, "theirs"), LedgerAt(other, "bill"))
        assert [row.comparable for row in result.rows] == [False] * 2
        assert (moves(result), result.explained_by_net_alone) == ([], ())
    other = make("next x 2025 cash 4\nnext x 2026 cash 22\nlast y 2025 cash 1")
    assert moves(diff(LedgerAt(SERIES, "theirs"), LedgerAt(other, "next"))) == ["x 2025 -> 2026: 2 inferred inferred"]


ERRATUM = versions("a 1", "b 2 a", "err 3 - b", "c 4 b")


def test_an_erratum_leads_from_what_its_paper_follows_where_that_paper_has_no_figure() -> None:
    ledger = make(
        "a x 2025 cash 10\nb y 2025 cash 1\nerr x 2025 cash 13", "err x 2025 cash 3 decision e", versions=ERRATUM
    )
    for old in ("a", "b"):
        assert lines(compare(ledger, old, "err"))[0] == "x cash 2025: 10 -> 13 = 3 = 3 + 0 + 0 + 0, changed"
        assert elsewhere(ledger, old, "err") == []
    ledger = make(
        "a x 2025 cash 10\nb x 2025 cash 12\nerr x 2025 cash 13", "err x 2025 cash 3 decision e", versions=ERRATUM
    )
    assert lines(compare(ledger, "b", "err")) == ["x cash 2025: 12 -> 13 = 1 = 0 + 0 + 1 + 0, changed"]
    assert elsewhere(ledger, "b", "err") == [("err", "e")], "it leads from a"


def test_what_an_erratum_does_not_correct_is_still_restated_by_its_paper() -> None:
    ledger = make(
        "a x 2025 cash 10\na y 2025 cash 5\nb x 2025 cash 12\nb y 2025 cash 6\nerr y 2025 cash 7\nc w 2025 cash 1",
        "b x 2025 cash 2 decision b\nb y 2025 cash 1 decision b\nb z 2025 cash 1 decision b",
        versions=ERRATUM,
    )
    assert lines(compare(ledger, "a", "c"))[:2] == [
        "x cash 2025: 10 -> 12 = 2 = 2 + 0 + 0 + 0, changed",
        "y cash 2025: 5 -> 7 = 2 = 0 + 0 + 2 + 0, changed",
    ]


def test_an_erratum_of_a_paper_that_was_overtaken_changes_nothing_that_stands() -> None:
    overtaken = versions("a 1", "b 2 a", "c 3 b", "err 4 - b")
    ledger = make(
        "a x 2025 cash 10\nb x 2025 cash 12\nc x 2025 cash 20\nerr x 2025 cash 13",
        "err x 2025 cash 3 decision e",
        versions=overtaken,
    )
    assert compare(ledger, "c", "err").rows == ()
    assert lines(compare(ledger, "a", "err")) == ["x cash 2025: 10 -> 20 = 10 = 3 + 0 + 7 + 0, changed"]


BETWEEN_DATES = dated(
    make(
        """
        a1 x 2025 cash 10
        a1 x 2026 cash 20
        b1 y 2025 cash 5
        a2 x 2025 cash 7
        a2 x 2026 cash 23
        b2 y 2025 cash 6
        b2 x 2026 cash 30
        """,
        """
        a2 x 2025 cash -3 cash-shift later
        a2 x 2026 cash 3 cash-shift later
        a2 z 2025 cash 1 decision z
        b2 y 2025 cash 1 decision more
        b2 x 2026 cash 4 decision b
        """,
        versions=versions("a1 1", "b1 2", "a2 3 a1", "b2 4 b1"),
    ),
    a1="2024-01",
    b1="2024-02",
    a2="2024-03-01",
    b2="2024-04-01",
)


def test_to_a_date_leads_every_version_until_then_each_figure_by_its_own_series() -> None:
    result = compare(BETWEEN_DATES, "2024-02", "2024-04-01")
    assert lines(result) == [
        "x cash 2025: 10 -> 7 = -3 = -3 + 0 + 0 + 0, changed",
        "x cash 2026: 20 -> 30 = - = 7 + - + - + -, changed",
        "y cash 2025: 5 -> 6 = 1 = 1 + 0 + 0 + 0, changed",
        "z cash 2025: - -> - = - = 1 + - + - + -, declared-only",
    ]
    assert [row.comparable for row in result.rows if row.line] == [True, False, True, True]
    assert moves(result) == ["x 2025 -> 2026: 3 declared stated"]
    assert (result.old, result.new, result.declared_elsewhere) == ("2024-02", "2024-04-01", ())
    assert [row.line for row in compare(BETWEEN_DATES, "2024-02", "b2").rows if row.line] == ["x", "y"], "b2 alone"


@pytest.mark.parametrize(("old", "new"), [("2024-02", "2024-04-01"), ("b1", "2024-04-01"), ("2024-02", "b2")])
def test_dates_read_backwards_are_negated_too(old: str, new: str) -> None:
    there, back = compare(BETWEEN_DATES, old, new), compare(BETWEEN_DATES, new, old)
    assert [(row.old, row.new) for row in there.rows] == [(row.new, row.old) for row in back.rows]
    assert [row.change for row in there.rows] == [None if row.change is None else -row.change for row in back.rows]
    assert there.rows
    assert back.notes[0] == ReadBackwards(later=new, earlier=old)
    assert back.declared_elsewhere == there.declared_elsewhere
    as_printed = (ElsewhereAsPrinted(),) if back.declared_elsewhere else ()
    assert back.notes[1:] == (*as_printed, *there.notes)
    assert back.shift_notes[:1] == (back.notes[:1] if back.shifts else ())


def test_what_is_inferred_backwards_is_said_to_have_moved_as_it_is_shown() -> None:
    ledger = make(
        "a x 2025 cash 10\na x 2026 cash 20\na x 2025 commitment 30\nb x 2025 cash 15\nb x 2026 cash 15",
        versions=versions("a 1", "b 2 a"),
    )
    there = OtherBasisUnchanged("x", "cash", 2026, 2025, "inferred", "commitment", 2025, Decimal(30), restated=False)
    assert there in compare(ledger, "a", "b").notes
    result = compare(ledger, "b", "a")
    assert moves(result) == ["x 2025 -> 2026: 5 inferred inferred"]
    assert there._replace(from_year=2025, to_year=2026) in result.notes


def test_a_diff_read_backwards_says_so_only_where_something_changed_and_shifts_only_where_something_moved() -> None:
    ledger = make("a x 2025 cash 10\nb x 2025 cash 9\nc x 2025 cash 9", versions=versions("a 1", "b 2 a", "c 3 b"))
    assert compare(ledger, "c", "b").notes == ()
    result = compare(ledger, "b", "a")
    assert result.notes == (ReadBackwards(later="b", earlier="a"),)
    assert result.shift_notes == ()


def test_between_the_same_dates_nothing_differs() -> None:
    assert compare(BETWEEN_DATES, "2024-03-01", "2024-03").rows == ()


def test_a_total_without_a_change_says_what_its_lines_declare_if_that_has_a_size() -> None:
    shift = "b x 2026 cash 0 cash-shift s at-least"
    ledger = make("a z 2025 cash 1\nb x 2026 cash 4\nb y 2026 cash 5", f"{shift}\nb y 2026 cash 2 decision d")
    (total,) = [row for row in compare(ledger, "a", "b").rows if row.row_type == "total"]
    assert [total.old, total.new, total.declared] == [None, 9, None]
    assert [(by.label, by.amount) for by in total.declared_by] == [("s", None), ("d", 2)]
    ledger = make("a z 2025 cash 1\nb x 2026 cash 4\nb y 2026 cash 5", "b x 2026 cash 3 decision d")
    assert totals(compare(ledger, "a", "b")) == ["(f) cash 2026: - -> 9 = - = 3 + - + - + -, first-stated"]
    full = [Version("a", 1), Version("b", 2, follows="a")]
    figures = "a x 2026 cash 4\na z 2026 cash 1\nb y 2026 commitment 1"
    ledger = make(figures, "b x 2026 cash -4 decision end", versions=full)
    assert totals(compare(ledger, "a", "b"))[-1] == "(f) cash 2026: 5 -> - = - = -4 + - + - + -, no-longer-stated"
