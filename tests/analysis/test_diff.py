"""What changed between two versions or ledgers, on small ledgers and on rows of the official tables."""

from dataclasses import replace
from decimal import Decimal

import pytest
from diffed import compare, ends, lines, moves, text, totals

import ukraine_budget
from build import make
from ukraine_budget.analysis.diff import DiffResult, diff
from ukraine_budget.analysis.diffrows import Declared
from ukraine_budget.analysis.notes import Assumed, Renumbered, note_lines, note_years
from ukraine_budget.analysis.notes_on_changes import (
    NoLineInCommon,
    NotCompared,
    NotInOneChain,
    OtherBasisUnchanged,
    TotalsNotCompared,
    UnitTaken,
)
from ukraine_budget.analysis.versions import LedgerAt
from ukraine_budget.errors import UsageError
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line, Version

MODEL = make(
    """
    spring x 2026 commitment 3100 100 decision
    spring x 2026 cash 3100 100 assumed
    letter x 2025 cash 4300 100 circa
    letter x 2026 cash 2100 100 provisional
    letter x 2027 cash 750 10
    """,
    """
    letter x 2026 cash 0 cash-shift forward at-most
    letter x 2025 cash 0 cash-shift forward at-least
    """,
)


def test_the_model_case() -> None:
    result = compare(MODEL, "spring", "letter")
    assert lines(result) == [
        "x cash 2025: - -> 4300 = - = - + - + - + -, first-stated",
        "x cash 2026: 3100 -> 2100 = -1000 = - + - + -1000 + 0, changed",
        "x cash 2027: - -> 750 = - = 0 + - + - + -, first-stated",
    ]
    reached, left, _ = result.rows[:3]
    assert (left.low, left.high, left.within_rounding) == (Decimal(-1100), Decimal(-900), False)
    assert (left.old_qualifier, left.new_qualifier) == (("assumed",), ("provisional",))
    assert (left.old_version, left.new_version) == ("spring", "letter")
    assert left.declared_by == (Declared("cash-shift", "forward", None, "not-stated"),)
    assert reached.declared_by == (Declared("cash-shift", "forward", None, "not-stated"),)
    assert moves(result) == ["x 2026 -> 2025: None declared not-stated"]
    moving = ("x", "cash", 2026, 2025)
    stays, assumed = result.notes
    assert stays == OtherBasisUnchanged(*moving, "declared", "decided", 2026, Decimal(3100), restated=False)
    assert assumed == Assumed(("x", "cash", 2026), "", Decimal(3100), "spring")


def test_with_all_also_what_nobody_restated() -> None:
    result = compare(MODEL, "spring", "letter", all=True)
    assert "x commitment 2026: 3100 -> 3100 = 0 = 0 + 0 + 0 + 0, not-restated" in lines(result)


def test_what_stays_is_said_of_declared_shifts_alone_too() -> None:
    assert ukraine_budget.shifts(MODEL).result.notes == compare(MODEL, "spring", "letter").notes[:1]
    orphan = make("v x 2026 commitment 5", "v x 2026 cash -5 cash-shift s\nv x 2027 cash 5 cash-shift s")
    assert len(ukraine_budget.shifts(orphan).result.rows) == 1
    assert ukraine_budget.shifts(orphan).result.notes == ()


def test_cash_that_stays_while_commitments_move() -> None:
    ledger = make(
        """
        a x 2025 cash 7
        a x 2025 commitment 10
        a x 2026 commitment 10
        b x 2025 cash 7
        b x 2025 commitment 4
        b x 2026 commitment 16
        """
    )
    result = compare(ledger, "a", "b")
    assert moves(result) == ["x 2025 -> 2026: 6 inferred inferred"]
    moving = ("x", "commitment", 2025, 2026)
    assert result.notes == (OtherBasisUnchanged(*moving, "inferred", "cash", 2025, Decimal(7), restated=True),)


# Table 42 of the spring memorandum 2023 (X Defence, expenditure), in millions to one decimal: the stands, the cash
# shifts, and everything else by year.
STANDS = {
    "mn": (14807.5, 17561.9, 17653.2, 17834.0, 17561.6, 8501.3),
    "vjn": (14172.8, 19589.7, 19821.6, 19621.7, 19429.8, 19002.1),
}
ROWS = {
    "cash-shift Kasschuif_instandhouding": (-100.3, 50.1, 50.1, None, None, None),
    "cash-shift Kasschuif_Oekraïne": (-138.6, None, None, -241.4, 149.8, 149.8),
    "cash-shift Kasschuif_vastgoed": (-270.0, -1360.0, -1420.0, 325.0, 320.0, 375.0),
    "cash-shift Kasschuif_arbeidsvoorwaarden_middelen": (-296.4, 60.6, 235.8, None, None, None),
    "cash-shift Kasschuif_investeringen": (-1300.0, 750.0, 550.0, None, None, None),
    "cash-shift Overige_kasschuiven": (-48.8, -19.3, None, 24.0, 24.8, 19.3),
    "decision Besluitvorming": (292.0, 1369.8, 1481.3, 175.2, 175.2, 175.2),
    "technical Extrapolatie": (None, None, None, None, None, 8611.6),
    "technical Loon-_en_prijsbijstelling": (910.1, 1066.7, 1072.3, 1082.4, 1066.8, 1041.8),
    "transfer Overboekingen_HGIS": (163.8, None, None, 241.4, None, None),
    "technical Overig": (153.5, 109.9, 199.0, 181.1, 131.6, 128.2),
}


def table_42() -> Ledger:
    amounts = [
        f"{version} x {year} cash {value} 0.1"
        for version, values in STANDS.items()
        for year, value in enumerate(values, 2023)
    ]
    mutations = [
        f"vjn x {year} cash {value}~0.1 {row}"
        for row, values in ROWS.items()
        for year, value in enumerate(values, 2023)
        if value is not None
    ]
    return make("\n".join(amounts), "\n".join(mutations))


def test_table_42_is_declared_in_full_though_net_changes_explain_little() -> None:
    result = compare(table_42(), "mn", "vjn")
    assert lines(result) == [
        "x cash 2023: 14807.5 -> 14172.8 = -634.7 = -634.7 + 0 + 0 + 0, changed",
        "x cash 2024: 17561.9 -> 19589.7 = 2027.8 = 2027.8 + 0 + 0 + 0, changed",
        "x cash 2025: 17653.2 -> 19821.6 = 2168.4 = 2168.5 + 0 + 0 + -0.1, changed",
        "x cash 2026: 17834 -> 19621.7 = 1787.7 = 1787.7 + 0 + 0 + 0, changed",
        "x cash 2027: 17561.6 -> 19429.8 = 1868.2 = 1868.2 + 0 + 0 + 0, changed",
        "x cash 2028: 8501.3 -> 19002.1 = 10500.8 = 10500.9 + 0 + 0 + -0.1, changed",
    ]
    assert [row.rest_within_rounding for row in result.rows[:6]] == [False, False, True, False, False, True]
    assert sum(shift.amount or 0 for shift in result.shifts if shift.from_year) == Decimal("5194.8")
    assert [(alone.line, alone.amount) for alone in result.explained_by_net_alone] == [("x", Decimal("634.7"))]
    assert len(result.rows[0].declared_by) == 10


# Table 1 of the draft budget 2023 of K: the stands of 2022 and 2023, the groups, and what they do not explain.
K = """
owb-2022-k k 2022 cash 5378.3 0.1
owb-2022-k k 2023 cash 5198.6 0.1
owb-2023-k k 2022 cash 5444.9 0.1
owb-2023-k k 2023 cash 6678.8 0.1
"""
K_ROWS = """
owb-2023-k k 2022 cash 602.1~0.1 unspecified 1
owb-2023-k k 2022 cash 8.8~0.1 unspecified 2
owb-2023-k k 2022 cash -324.4~0.1 unspecified 4-7
owb-2023-k k 2023 cash 1121.7~0.1 unspecified 1
owb-2023-k k 2023 cash 287.6~0.1 unspecified 2
owb-2023-k k 2023 cash 19.0~0.1 unspecified 3
owb-2023-k k 2023 cash 15.8~0.1 unspecified 4-7
"""


def k_table(old_paper: str, new_paper: str, amounts: str = K) -> Ledger:
    versions = [
        Version("owb-2022-k", 1, document=old_paper),
        Version("owb-2023-k", 2, document=new_paper, follows="owb-2022-k"),
    ]
    return make(amounts, K_ROWS, versions=versions)


@pytest.mark.parametrize("paper", ["owb", ""])
def test_what_a_paper_does_not_explain_of_its_own_stands_is_untied(paper: str) -> None:
    result = compare(k_table(paper, paper), "owb-2022-k", "owb-2023-k")
    assert lines(result) == [
        "k cash 2022: 5378.3 -> 5444.9 = 66.6 = 286.5 + 0 + 0 + -219.9, changed",
        "k cash 2023: 5198.6 -> 6678.8 = 1480.2 = 1444.1 + 0 + 0 + 36.1, changed",
    ]
    assert moves(result) == []


def test_what_two_papers_leave_open_between_them_may_have_moved() -> None:
    result = compare(k_table("owb-2022", "owb-2023"), "owb-2022-k", "owb-2023-k")
    assert lines(result) == [
        "k cash 2022: 5378.3 -> 5444.9 = 66.6 = 286.5 + -36.1 + -183.8 + 0, changed",
        "k cash 2023: 5198.6 -> 6678.8 = 1480.2 = 1444.1 + 36.1 + 0 + 0, changed",
    ]
    assert moves(result) == ["k 2022 -> 2023: 36.1 inferred inferred"]


def test_a_stand_that_is_assumed_is_not_printed_and_ties_nothing() -> None:
    result = compare(k_table("owb", "owb", K.replace("5378.3 0.1", "5378.3 0.1 assumed")), "owb-2022-k", "owb-2023-k")
    assert [row.untied for row in result.rows[:2]] == [0, Decimal("36.1")]


def test_without_papers_only_one_step_of_the_chain_can_be_untied() -> None:
    ledger = make(
        "a x 2025 cash 10\nb x 2026 cash 1\nc x 2025 cash 20",
        "b x 2025 cash 3 decision d\nc x 2025 cash 5 decision e",
    )
    (row,) = [row for row in compare(ledger, "a", "c").rows if (row.row_type, row.year) == ("line", 2025)]
    assert text(row) == "x cash 2025: 10 -> 20 = 10 = 8 + 0 + 2 + 0, changed"


def test_a_rest_within_rounding_is_net_and_never_paired() -> None:
    ledger = make("a x 2025 cash 10 1\na x 2026 cash 10 1\nb x 2025 cash 9 1\nb x 2026 cash 12 1")
    result = compare(ledger, "a", "b")
    assert lines(result) == [
        "x cash 2025: 10 -> 9 = -1 = 0 + 0 + -1 + 0, changed",
        "x cash 2026: 10 -> 12 = 2 = 0 + 0 + 2 + 0, changed",
    ]
    assert [row.within_rounding for row in result.rows[:2]] == [True, False]
    assert (moves(result), result.explained_by_net_alone, result.differs) == ([], (), True)


def test_tolerance_is_an_extra_margin() -> None:
    ledger = make("a x 2025 cash 10\na x 2026 cash 10\nb x 2025 cash 9\nb x 2026 cash 11")
    assert moves(compare(ledger, "a", "b")) == ["x 2025 -> 2026: 1 inferred inferred"]
    assert moves(compare(ledger, "a", "b", tolerance="1")) == []
    assert not compare(ledger, "a", "b", tolerance="1").differs
    assert compare(ledger, "a", "b", tolerance="0.5").differs


def test_a_mutation_without_stands_is_declared_only() -> None:
    result = compare(make("a x 2025 cash 10\nb x 2026 cash 5", "b x 2025 cash 3 decision d"), "a", "b")
    assert lines(result) == [
        "x cash 2025: 10 -> - = - = 3 + - + - + -, declared-only",
        "x cash 2026: - -> 5 = - = 0 + - + - + -, first-stated",
    ]
    result = compare(make("a x 2025 cash 10", "b x beyond cash 3 decision d"), "a", "b")
    assert [text(row) for row in result.rows] == ["x cash beyond: - -> - = - = 3 + - + - + -, declared-only"]


def test_declared_rows_of_nothing_leave_a_cell_unchanged() -> None:
    stands = "a x 2025 cash 10\nb x 2025 cash 10"
    result = compare(make(stands, "b x 2025 cash 0 decision d"), "a", "b")
    assert lines(result) == ["x cash 2025: 10 -> 10 = 0 = 0 + 0 + 0 + 0, unchanged"], "what a paper prints is shown"
    assert not result.differs
    result = compare(make(stands, "b x 2025 cash 3 decision d\nb x 2025 cash -3 offset e"), "a", "b")
    assert lines(result) == ["x cash 2025: 10 -> 10 = 0 = 0 + 0 + 0 + 0, changed"]


def test_two_shifts_of_unstated_size_have_no_size_of_their_own() -> None:
    shifts = "b x 2025 cash 0 cash-shift s at-most\nb x 2025 cash 0 cash-shift t at-most"
    result = compare(make("a x 2025 cash 10\nb x 2025 cash 4", shifts), "a", "b")
    assert lines(result) == ["x cash 2025: 10 -> 4 = -6 = - + - + -6 + 0, changed"]
    assert [by.amount for by in result.rows[0].declared_by] == [None, None]


def test_a_change_against_the_declared_direction_is_not_read_as_the_shift() -> None:
    result = compare(make("a x 2025 cash 4\nb x 2025 cash 10", "b x 2025 cash 0 cash-shift s at-most"), "a", "b")
    assert lines(result) == ["x cash 2025: 4 -> 10 = 6 = - + - + 6 + 0, changed"]


def test_mutations_count_along_the_chain_and_are_shown_apart_beside_it() -> None:
    ledger = make(
        "a x 2025 cash 10\nside x 2026 cash 1\nb y 2025 cash 1\nc x 2025 cash 20",
        """
        b x 2025 cash 3 decision b
        c x 2025 cash 5 decision c
        side x 2025 cash 2 windfall s
        side z 2025 cash 2 windfall elsewhere
        side x 2025 cash 0 cash-shift u at-most
        """,
        versions=[
            Version("a", 1, coverage="partial"),
            Version("side", 2, coverage="partial", follows="a"),
            Version("b", 3, coverage="partial", follows="a"),
            Version("c", 4, coverage="partial", follows="b"),
        ],
    )
    result = compare(ledger, "a", "c")
    assert lines(result) == [
        "x cash 2025: 10 -> 20 = 10 = 8 + 0 + 2 + 0, changed",
        "y cash 2025: - -> 1 = - = 0 + - + - + -, first-stated",
    ]
    assert [(m.version, m.kind, m.label, m.amount) for m in result.declared_elsewhere] == [
        ("side", "windfall", "s", 2),
        ("side", "cash-shift", "u", None),
    ]
    assert result.notes == (TotalsNotCompared("f", "cash", (2025,), (), ("y",), ()),)
    apart = compare(ledger, "side", "c")
    assert [row.declared for row in apart.rows if row.line == "x"] == [8]


def test_without_a_chain_what_the_new_version_and_those_it_follows_declare_counts() -> None:
    ledger = make(
        """
        a x 2025 cash 10
        a x 2026 cash 5
        other y 2025 cash 1
        b x 2025 cash 4
        b x 2027 cash 3
        """,
        """
        b x 2025 cash -6 cash-shift forward
        b x 2027 cash 6 cash-shift forward
        mid x 2026 cash 1 windfall beside
        """,
        versions=[
            Version("a", 1, coverage="partial"),
            Version("other", 2, coverage="partial"),
            Version("mid", 3, coverage="partial", follows="other"),
            Version("b", 4, coverage="partial", follows="a"),
        ],
    )
    result = compare(ledger, "other", "b")
    assert lines(result)[:2] == [
        "x cash 2025: 10 -> 4 = -6 = -6 + 0 + 0 + 0, changed",
        "x cash 2027: - -> 3 = - = 6 + - + - + -, first-stated",
    ]
    assert moves(result) == ["x 2025 -> 2027: 6 declared stated"]
    assert [(m.version, m.label) for m in result.declared_elsewhere] == [("mid", "beside")]
    assert result.notes[0] == NotInOneChain(old="other", new="b")


def test_a_circle_of_versions_ends() -> None:
    versions = [Version("a", 1, follows="b"), Version("b", 2, follows="a")]
    assert len(compare(make("a x 2025 cash 1\nb x 2025 cash 2", versions=versions), "a", "b").rows) == 1


def test_a_full_version_ends_what_it_does_not_print() -> None:
    versions = [Version("a", 1), Version("b", 2)]
    ledger = make("a x 2025 cash 1\na y 2025 cash 2\na y 2026 cash 3\nb x 2025 cash 1", versions=versions)
    assert lines(compare(ledger, "a", "b")) == ["y cash 2025: 2 -> - = - = 0 + - + - + -, no-longer-stated"]
    assert lines(compare(ledger, "b", "a")) == ["y cash 2025: - -> 2 = - = 0 + - + - + -, first-stated"]


def test_an_erratum_stands_in_the_place_of_its_paper() -> None:
    ledger = make(
        "a x 2025 cash 10\nb x 2025 cash 12\nerr x 2025 cash 13\nc x 2025 cash 20",
        "b x 2025 cash 2 decision b\nerr x 2025 cash 3 decision e\nc x 2025 cash 7 decision c",
        versions=[
            Version("a", 1, coverage="partial"),
            Version("b", 2, coverage="partial", follows="a"),
            Version("err", 3, coverage="partial", supersedes="b"),
            Version("c", 4, coverage="partial", follows="b"),
        ],
    )
    assert lines(compare(ledger, "a", "c")) == ["x cash 2025: 10 -> 20 = 10 = 10 + 0 + 0 + 0, changed"]
    assert lines(compare(ledger, "a", "err")) == ["x cash 2025: 10 -> 13 = 3 = 3 + 0 + 0 + 0, changed"]
    assert lines(compare(ledger, "b", "err")) == ["x cash 2025: 12 -> 13 = 1 = 0 + 0 + 1 + 0, changed"]
    assert lines(compare(ledger, "err", "c")) == ["x cash 2025: 13 -> 20 = 7 = 7 + 0 + 0 + 0, changed"]
    assert compare(ledger, "a", "c").declared_elsewhere == ()


def test_a_line_is_compared_with_its_successor() -> None:
    ledger = make(
        "a old 2025 cash 10\na new 2025 cash 1\nb new 2025 cash 12",
        lines=[Line("old", "f", successor="new"), Line("new", "f")],
    )
    result = compare(ledger, "a", "b")
    assert lines(result) == ["new cash 2025: 11 -> 12 = 1 = 0 + 0 + 1 + 0, changed"]
    assert all(row.followed_successor for row in result.rows)
    assert result.notes == (Renumbered((("new", ("new", "old")),), ("a",), added=True),)
    assert totals(result) == [], "it would repeat the line"


FAMILY = [Line("all", "f"), Line("part", "f", parent="all"), Line("other", "f", parent="all"), Line("top", "f")]


def test_a_total_counts_what_stands_on_each_side() -> None:
    ledger = make(
        "a all 2025 cash 10 1\na part 2025 cash 4\na top 2025 cash 5 1\nb all 2025 cash 13 1\nb part 2025 cash 8",
        "b all 2025 cash 1 decision d\nb top 2026 cash 1 decision d",
        lines=FAMILY,
        versions=[Version("a", 1, document="p"), Version("b", 2, coverage="partial", document="q", follows="a")],
    )
    result = compare(ledger, "a", "b")
    assert totals(result) == ["(f) cash 2025: 15 -> 18 = 3 = 1 + 0 + 2 + 0, changed"]
    (row,) = [row for row in result.rows if row.row_type == "total"]
    assert ends(row) == "2 4"
    assert (row.old_version, row.new_version) == ("a", "")
    assert row.declared_by == (Declared("decision", "d", Decimal(1), "stated"),)


def test_totals_over_other_lines_are_not_compared() -> None:
    ledger = make(
        "a all 2025 cash 10\nb part 2025 cash 4\nb other 2025 cash 3\nb top 2025 cash 1",
        lines=FAMILY,
        versions=[Version("a", 1), Version("b", 2)],
    )
    result = compare(ledger, "a", "b")
    assert totals(result) == ["(f) cash 2025: 10 -> 8 = - = 0 + - + - + -, changed"]
    (note,) = result.notes
    parts = ("other", "part", "top")
    assert note == TotalsNotCompared("f", "cash", (2025,), ("all",), parts, ())
    assert (note_lines(note), note_years(note)) == (("all", *parts), (2025,))
    assert compare(ledger, "b", "a").notes[1] == TotalsNotCompared("f", "cash", (2025,), parts, ("all",), ())


def test_what_appears_or_ends_as_a_whole_does_so_in_the_total() -> None:
    versions = [Version("a", 1), Version("b", 2)]
    ledger = make(
        """
        a x 2025 cash 1
        a z 2025 cash 1
        a y 2026 cash 2
        b y 2026 cash 2
        b x 2027 cash 3
        b z 2027 cash 1
        b y 2025 commitment 4
        b z 2025 commitment 1
        """,
        versions=versions,
    )
    assert totals(compare(ledger, "a", "b")) == [
        "(f) commitment 2025: - -> 5 = - = 0 + - + - + -, first-stated",
        "(f) cash 2025: 2 -> - = - = 0 + - + - + -, no-longer-stated",
        "(f) cash 2027: - -> 4 = - = 0 + - + - + -, first-stated",
    ]


def test_a_fund_whose_lines_overlap_has_no_total() -> None:
    ledger = make("a x 2025 cash 1\nb x 2025 cash 2", funds=[Fund("f", "f", total=False)])
    assert totals(compare(ledger, "a", "b")) == []


def test_a_line_restated_in_the_same_words_may_have_changed_within_its_rounding() -> None:
    ledger = make("a x 2025 cash 10 4\na y 2025 cash 1\na z 2025 cash 1 8\nb x 2025 cash 10 4\nb y 2025 cash 2")
    result = compare(ledger, "a", "b")
    assert lines(result) == ["y cash 2025: 1 -> 2 = 1 = 0 + 0 + 1 + 0, changed"]
    (row,) = [row for row in result.rows if row.row_type == "total"]
    assert (ends(row), row.within_rounding) == ("-3 5", True)
    every = [row for row in compare(ledger, "a", "b", all=True).rows if row.row_type == "total"]
    assert every == [row]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [("10 4", "10 2", "-2 4"), ("10 2 at-least", "10 2 at-least", "- -"), ("10 - circa", "10", "1 1")],
)
def test_the_rounding_of_what_did_not_change_is_in_the_total(old: str, new: str, expected: str) -> None:
    result = compare(make(f"a x 2025 cash {old}\na y 2025 cash 1\nb x 2025 cash {new}\nb y 2025 cash 2"), "a", "b")
    line, total = result.rows
    assert (line.line, ends(total)) == ("y", expected)


def test_an_open_end_stays_open() -> None:
    ledger = make("a x 2025 cash 10 - at-least\nb x 2025 cash 12")
    result = compare(ledger, "a", "b")
    for row in result.rows:
        assert (ends(row), row.low_open, row.high_open) == ("- 2", True, False)
    for row in compare(ledger, "b", "a").rows:
        assert (ends(row), row.low_open, row.high_open) == ("-2 -", False, True)


def test_the_same_version_twice_and_an_empty_ledger_differ_in_nothing() -> None:
    assert compare(MODEL, "letter", "letter").rows == ()
    empty = make()
    result = diff(LedgerAt(empty), LedgerAt(empty))
    assert (result.rows, result.shifts, result.notes, result.differs) == ((), (), (), False)


def test_only_the_funds_and_bases_asked_for() -> None:
    ledger = make(
        "\n".join(
            f"{v} {cell} {n}"
            for n, v in enumerate("ab")
            for cell in ("x 2025 cash", "x 2025 commitment", "y 2025 cash")
        ),
        lines=[Line("x", "one"), Line("y", "two")],
    )
    result = diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "b"), funds=["one"], bases=["cash"])
    assert {(row.fund, row.basis) for row in result.rows} == {("one", "cash")}
    with pytest.raises(UsageError, match="unknown fund 'three'"):
        diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "b"), funds=["three"])
    with pytest.raises(UsageError, match="unknown version 'c'"):
        compare(ledger, "a", "c")


def across(old: Ledger, new: Ledger, *, all: bool = False) -> DiffResult:
    return diff(LedgerAt(old), LedgerAt(new), all=all)


def test_between_two_ledgers_every_cell_counts() -> None:
    old = replace(make("v x 2025 cash 1\nv y 2025 cash 5\nv y 2026 cash 5"), name="old")
    new = replace(make("w x 2026 cash 2\nw y 2025 cash 3\nw y 2026 cash 7\nw z 2026 cash 7"), name="new")
    result = across(old, new)
    assert (result.old, result.new) == ("old@v", "new@w")
    assert lines(result) == [
        "x cash 2025: 1 -> - = - = 0 + - + - + -, no-longer-stated",
        "x cash 2026: - -> 2 = - = 0 + - + - + -, first-stated",
        "y cash 2025: 5 -> 3 = -2 = 0 + -2 + 0 + 0, changed",
        "y cash 2026: 5 -> 7 = 2 = 0 + 2 + 0 + 0, changed",
        "z cash 2026: - -> 7 = - = 0 + - + - + -, first-stated",
    ]
    assert moves(result) == ["y 2025 -> 2026: 2 inferred inferred"]
    assert set(result.ledger.versions) == {"v", "w"}


def test_what_a_later_edition_declares_counts_and_what_an_unrelated_ledger_declares_is_shown_apart() -> None:
    old, stated = make("v x 2025 cash 1"), "v x 2025 cash 1\nw x 2025 cash 2"
    new = make(stated, "v x 2025 cash 1 decision a\nw x 2025 cash 1 decision b")
    assert lines(across(old, new)) == ["x cash 2025: 1 -> 2 = 1 = 1 + 0 + 0 + 0, changed"]
    assert lines(across(new, old)) == ["x cash 2025: 2 -> 1 = -1 = -1 + 0 + 0 + 0, changed"]
    assert lines(across(new.in_unit("thousand"), old)) == lines(across(new, old))
    assert (across(old, new).old, across(new, old).old) == ("test@v", "test@w")
    other = across(replace(old, name="other"), new)
    assert lines(other) == ["x cash 2025: 1 -> 2 = 1 = 0 + 0 + 1 + 0, changed"]
    assert [mutation.label for mutation in other.declared_elsewhere] == ["b"]


def test_a_line_that_a_later_edition_has_in_another_fund_is_two_lines_whatever_is_declared() -> None:
    old = make("v x 2025 cash 1", lines=[Line("x", "one")])
    new = make("v x 2025 cash 1\nw x 2025 cash 2", "w x 2025 cash 1 decision b", lines=[Line("x", "two")])
    assert [(row.fund, row.status) for row in across(old, new).rows if row.line] == [
        ("two", "first-stated"),
        ("one", "no-longer-stated"),
    ]


def test_ledgers_of_another_unit_are_converted_exactly() -> None:
    thousand = replace(make("v x 2025 cash 1500 1\nv y 2025 cash 1"), unit="thousand")
    million = make("w x 2025 cash 1.75 0.01\nw y 2025 cash 1")
    result = across(thousand, million)
    assert lines(result) == [
        "x cash 2025: 1.5 -> 1.75 = 0.25 = 0 + 0 + 0.25 + 0, changed",
        "y cash 2025: 0.001 -> 1 = 0.999 = 0 + 0 + 0.999 + 0, changed",
    ]
    assert (result.rows[0].low, result.rows[0].high) == (Decimal("0.2445"), Decimal("0.2555"))
    assert result.ledger.unit == "million"
    assert lines(across(million, thousand))[0] == "x cash 2025: 1750 -> 1500 = -250 = 0 + 0 + -250 + 0, changed"


def test_two_ledgers_without_a_line_in_common_are_said_to_have_nothing_to_compare() -> None:
    one, other = (replace(make(f"v {line} 2025 cash 1"), name=line) for line in ("x", "y"))
    assert across(one, other).notes[0] == NoLineInCommon(old="x", new="y")
    assert across(one, replace(one, name="other")).notes == ()


def test_a_ledger_that_does_not_say_its_unit_is_taken_to_be_in_the_other_s() -> None:
    silent = replace(make("v x 2025 cash 1"), unit=None, currency=None, name="mine")
    for result in (across(silent, MODEL), across(MODEL, silent)):
        assert result.notes[0] == UnitTaken("mine", "test", "million")
        assert (result.ledger.unit, result.ledger.currency) == ("million", "EUR")
    assert across(silent, replace(silent, title="copy")).notes == ()


def test_ledgers_of_different_currency_are_refused() -> None:
    dollars = replace(make("v x 2025 cash 1"), currency="USD", name="us")
    with pytest.raises(UsageError, match="us is in USD and test in EUR"):
        across(dollars, MODEL)


def test_a_line_that_only_one_ledger_renumbers_is_followed() -> None:
    old = make("v old 2025 cash 10\nv new 2025 cash 1\nv old 2026 cash 5\nv kept 2025 cash 1")
    new = make("w new 2025 cash 12\nw new 2026 cash 5", lines=[Line("old", "f", successor="new"), Line("new", "f")])
    expected = "new cash 2025: 11 -> 12 = 1 = 0 + 0 + 1 + 0, changed"
    result = across(old, new)
    assert lines(result)[0] == expected
    assert result.rows[0].followed_successor
    assert lines(across(new, old))[0] == "new cash 2025: 12 -> 11 = -1 = 0 + 0 + -1 + 0, changed"
    assert "new cash 2026: 5 -> 5 = 0 = 0 + 0 + 0 + 0, unchanged" in lines(across(old, new, all=True))


def test_a_successor_in_another_fund_is_not_followed_between_ledgers() -> None:
    new = make("w new 2025 cash 12", lines=[Line("old", "f", successor="new"), Line("new", "g")])
    assert [(row.line, row.fund) for row in across(make("v old 2025 cash 10"), new).rows if row.line] == [
        ("old", "f"),
        ("new", "g"),
    ]


def test_so_it_is_where_the_ledger_that_does_not_renumber_has_the_successor_in_another_fund() -> None:
    old = make("v old 2025 cash 10\nv new 2025 cash 1", lines=[Line("old", "f"), Line("new", "g")])
    new = make("w new 2025 cash 12", lines=[Line("old", "f", successor="new"), Line("new", "f")])
    assert {(row.line, row.fund, row.old, row.new) for row in across(old, new).rows if row.line} == {
        ("old", "f", 10, None),
        ("new", "f", None, 12),
        ("new", "g", 1, None),
    }


def test_a_line_that_two_ledgers_have_in_different_funds_is_two_lines() -> None:
    old, new = (make("v x 2025 cash 1\nv y 2025 cash 1", lines=[Line("x", fund)]) for fund in ("g", "h"))
    assert [(row.fund, row.status) for row in across(old, new).rows if row.line] == [
        ("h", "first-stated"),
        ("g", "no-longer-stated"),
    ]
    assert lines(across(old, new, all=True))[-1] == "x cash 2025: 1 -> - = - = 0 + - + - + -, no-longer-stated"


def test_what_another_series_declares_and_restates_is_no_change_of_this_one() -> None:
    ledger = make(
        "s1 x 2025 cash 10\nold y 2025 cash 1\ns2 x 2025 cash 12\nnew y 2025 cash 2",
        "s2 x 2025 cash 2 windfall w",
        versions=[
            Version("s1", 1, coverage="partial"),
            Version("old", 2, coverage="partial"),
            Version("s2", 3, coverage="partial", follows="s1"),
            Version("new", 4, coverage="partial"),
        ],
    )
    assert [row.line for row in compare(ledger, "old", "new").rows if row.row_type == "line"] == ["y"]


def test_a_part_of_a_part_never_counts_beside_a_stated_whole() -> None:
    tree = [Line("whole", "f"), Line("part", "f", parent="whole"), Line("grain", "f", parent="part")]
    amounts = "a whole 2025 cash 10\na grain 2025 cash 4\nb whole 2025 cash 11\nb grain 2025 cash 5"
    amounts += "\na other 2025 cash 1\nb other 2025 cash 1"
    (total,) = [row for row in compare(make(amounts, lines=tree), "a", "b").rows if row.row_type == "total"]
    assert [total.old, total.new, total.change] == [11, 12, 1]


def test_totals_are_not_compared_where_a_line_is_restated_off_the_way() -> None:
    versions = [Version(name, n, coverage="partial", follows=follows) for n, (name, follows) in enumerate(OFF_THE_WAY)]
    stated = "a x 2026 cash 100\na y 2026 cash 10\nb y 2026 cash 50\nc x 2026 cash 120"
    found = diff(LedgerAt(ledger := make(stated, versions=versions), "a"), LedgerAt(ledger, "c"))
    assert totals(found) == ["(f) cash 2026: 110 -> 170 = - = 0 + - + - + -, changed"]
    assert found.notes[-1] == TotalsNotCompared("f", "cash", (2026,), (), (), ("y",))
    same = diff(LedgerAt(ledger := make(stated.replace("50", "10"), versions=versions), "a"), LedgerAt(ledger, "c"))
    assert totals(same) == ["(f) cash 2026: 110 -> 130 = 20 = 0 + 0 + 20 + 0, changed"]


OFF_THE_WAY = (("a", ""), ("b", ""), ("c", "a"))


def test_what_is_decided_and_what_is_committed_are_not_compared() -> None:
    ledger = make("spring x 2026 commitment 3100 50 decision\nspring x 2026 cash 7\nbill x 2026 commitment 900")
    found = compare(ledger, "spring", "bill")
    assert lines(found) == ["x commitment 2026: 3100 -> 900 = - = 0 + - + - + -, changed"]
    assert [row.why_not_compared for row in found.rows] == ["decided"]
    assert NotCompared((("x", "commitment", 2026),), "decided") in found.notes
    assert found.differs
    back = ukraine_budget.diff(LedgerAt(ledger, "bill"), LedgerAt(ledger, "spring"))
    assert [row.why_not_compared for row in back.result.rows] == ["decided"]
    assert [" ".join(line.split()) for line in str(back).splitlines() if "3,100" in line] == [
        "x 2026 900 3,100 decided not compared"
    ]
    assert "not compared" in back.render("table", full=True)


def test_no_change_is_computed_of_a_parent_that_newer_parts_contradict() -> None:
    tree = [Line("all", "f"), Line("a", "f", parent="all"), Line("b", "f", parent="all")]
    amounts = "one all 2026 cash 100\none a 2026 cash 60\none b 2026 cash 40\ntwo a 2026 cash 90\ntwo b 2026 cash 80"
    ledger = make(f"{amounts}\nthree all 2026 cash 175", lines=tree)
    found = compare(ledger, "two", "three")
    assert lines(found) == ["all cash 2026: 100 -> 175 = - = 0 + - + - + -, changed"]
    (row,) = (row for row in found.rows if row.line)
    assert (row.why_not_compared, row.old_overtaken, row.new_overtaken) == ("overtaken", True, False)
    assert NotCompared((("all", "cash", 2026),), "overtaken") in found.notes
    view = ukraine_budget.diff(LedgerAt(ledger, "three"), LedgerAt(ledger, "two"))
    assert {row.why_not_compared for row in view.result.rows if row.line == "all"} == {"overtaken"}
    assert "100 overtaken" in str(view)
