"""What the figures of a ledger say against each other."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build import figure, make, with_columns
from ukraine_budget.analysis.checks import check
from ukraine_budget.analysis.checks.findings import (
    CashAboveCommitments,
    ChildAboveParent,
    PartsAboveParent,
    ScaleSlip,
    ScaleSlipOfParent,
    ScaleSlips,
    TotalNotReached,
    Untied,
)
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Line, Version
from ukraine_budget.report.problems import CODES, problem

FAMILY = (Line("all", "f"), Line("part", "f", "all"), Line("rest", "f", "all"))


def found(ledger: Ledger) -> list[str]:
    """The problems as code and line, with ! for errors."""
    problems = check(ledger)
    assert {problem.code for problem in problems} <= CODES.keys()
    return [f"{problem.code}:{problem.line}{'!' if problem.severity == 'error' else ''}" for problem in problems]


def family(amounts: str) -> list[str]:
    return found(make(amounts, lines=FAMILY))


def cell(*values: str) -> list[str]:
    """The slips among figures of one cell in successive versions."""
    return found(make("\n".join(f"v{n} x 2025 cash {value}" for n, value in enumerate(values))))


def years(*values: str) -> list[str]:
    """The slips among figures of successive years in one version."""
    return found(make("\n".join(f"v x {2020 + n} cash {value}" for n, value in enumerate(values))))


def test_nothing_is_wrong_with_nothing() -> None:
    assert check(make()) == ()


def test_a_part_above_its_parent() -> None:
    ledger = make("v all 2026 cash 3500 100\nv part 2026 cash 4700 100", lines=FAMILY)
    assert check(ledger) == (ChildAboveParent("amounts.csv", 3, part=figure(ledger, 1), parent=figure(ledger, 0)),)


@pytest.mark.parametrize(
    "amounts",
    [
        "v all 2026 cash 3500 100\nv part 2026 cash 3600 100",
        "v all 2026 cash 3500\nv part 2026 cash 9000\nv rest 2026 cash -5500",
        "v all 2026 cash -100\nv part 2026 cash 50",
        "v all 2026 cash 3500\nv part 2026 commitment 4700",
        "v all 2026 cash 3500\nv part 2027 cash 4700",
        "v all 2026 cash 3500\nw part 2026 cash 4700",
        "v all 2026 cash 3500 - at-least\nv part 2026 cash 4700",
        "v part 2026 cash 4700",
    ],
)
def test_a_part_that_may_be_above(amounts: str) -> None:
    assert family(amounts) == []


def test_parts_that_only_together_are_above_their_parent() -> None:
    ledger = make("v all 2026 cash 10 1\nv part 2026 cash 6 1\nv rest 2026 cash 6 1", lines=FAMILY)
    (problem,) = check(ledger)
    assert problem == PartsAboveParent("amounts.csv", 2, figure(ledger, 0), ("part", "rest"), Decimal(12))
    assert (problem.code, problem.severity) == ("parts-above-parent", "warning")
    assert family("v all 2026 cash 11 1\nv part 2026 cash 6 1\nv rest 2026 cash 6 1") == []
    assert family("v all 2026 cash 5\nv part 2026 cash 6\nv rest 2026 cash 6") == [
        "child-above-parent:3!",
        "child-above-parent:4!",
    ]


def test_parts_against_the_nearest_line_above_them_that_is_stated() -> None:
    lines = (*FAMILY, Line("half", "f", "part"), Line("other-half", "f", "part"))
    above = "v all 2026 cash 10\nv half 2026 cash 6\nv other-half 2026 cash "
    assert found(make(above + "11", lines=lines)) == ["child-above-parent:4!"]
    assert found(make(above + "5", lines=lines)) == ["parts-above-parent:2"]
    assert found(make(above + "4", lines=lines)) == []
    assert found(make(above + "11\nv rest 2026 cash -7", lines=lines)) == []
    assert found(make(above + "5\nv part 2026 cash 10", lines=lines)) == ["parts-above-parent:5"]


@pytest.mark.parametrize(
    ("mutations", "lines"),
    [
        ("v x 2026 cash 0 cash-shift S at-most\nv x 2025 cash 0 cash-shift S at-least", []),
        ("v x 2026 cash 0 cash-shift S at-most\nv x 2025 cash 7 cash-shift S", []),
        ("v x 2026 cash 0 cash-shift S at-most\nv x 2025 cash 0 cash-shift S", [0]),
        ("v x 2026 cash 0 cash-shift S at-most\nv x 2025 cash -7 cash-shift S", [0]),
        ("v x 2026 cash 0 cash-shift S at-most\nv x 2025 cash 0 cash-shift T at-least", [0, 1]),
        ("v x 2026 cash 0 cash-shift S at-most\nv x beyond cash 0 cash-shift S at-least", []),
        ("v x 2026 cash 5 cash-shift S", []),
        ("v x 2026 cash 0 decision S at-most", []),
        ("v x 2026 cash 0 cash-shift S at-most total", []),
    ],
)
def test_a_shift_without_a_size_has_two_sides(mutations: str, lines: list[int]) -> None:
    assert found(make(mutations=mutations)) == [f"one-sided-shift:{line}" for line in lines]


def test_a_renumbered_parent() -> None:
    lines = (Line("old", "f", successor="all"), Line("all", "f"), Line("part", "f", "old"))
    assert found(make("v all 2026 cash 5\nv part 2026 cash 6", lines=lines)) == ["child-above-parent:3!"]


@pytest.mark.parametrize(
    ("values", "slipped"),
    [
        (("434828", "4188989", "418265"), [3]),
        (("4348280", "418898", "4182650"), [3]),
        (("4348280", "434828", "434829", "434828"), [2]),
        (("434828", "434829", "4348280"), [4]),
        (("434828", "434829", "4348280", "4348290"), []),
        (("10", "100", "1000"), []),
        (("100", "1000", "10000"), []),
        (("434828", "4188989"), [3]),
        (("434828", "434829", "434828"), []),
        (("1000", "125"), [3]),
        (("1000", "79"), []),
        (("1000", "80"), [3]),
        (("1000", "126"), []),
        (("-1000", "-100"), [3]),
        (("-1000", "100"), []),
        (("0", "0"), []),
        (("0", "100"), []),
        (("1 1", "9 1"), []),
        (("1 1", "10 1"), [3]),
        (("1 1 at-least", "10 1 at-least"), [3]),
        (("3100 100", "2100 100", "750 10"), []),
        (("434828", "43482", "300000"), [3]),
        (("300000", "43482", "434828"), [3]),
        (("434828", "43482", "43482"), [2]),
        (("434828", "43482", "170000"), []),
        (("43482", "434828", "1200000"), []),
        (("536", "2284", "4822", "4822"), []),
    ],
)
def test_a_slip_against_other_versions(values: tuple[str, ...], slipped: list[int]) -> None:
    assert cell(*values) == [f"scale-slip:{line}" for line in slipped]


def test_a_slip_is_told_with_what_is_about_ten_times_as_large() -> None:
    ledger = make("a x 2025 cash 434828\nb x 2025 cash 43482\nc x 2025 cash 300000")
    (problem,) = check(ledger)
    assert problem == ScaleSlip("amounts.csv", 3, figure(ledger, 1), -10, (figure(ledger, 0),))


@pytest.mark.parametrize(
    ("values", "slipped"),
    [
        (("434828", "4188989", "418265"), [3]),
        (("434828", "41898", "418265"), [3]),
        (("434828", "4188989"), []),
        (("10", "100", "1000"), []),
        (("3100 100", "2100 100", "750 10"), []),
        (("4300 100", "2100 100", "750 10"), []),
    ],
)
def test_a_slip_against_the_years_beside(values: tuple[str, ...], slipped: list[int]) -> None:
    assert years(*values) == [f"scale-slip:{line}" for line in slipped]


@pytest.mark.parametrize("factor", [10, 100, 1000, 1_000_000])
@pytest.mark.parametrize("place", range(3))
def test_a_slip_of_any_factor_is_told_with_it(factor: int, place: int) -> None:
    values = [434, 431, 428]
    values[place] *= factor
    for walk in (cell, years) if place == 1 else (cell,):
        assert walk(*map(str, values)) == [f"scale-slip:{place + 2}"]
    rows = "\n".join(f"v{n} x 2025 cash {value}" for n, value in enumerate(values))
    ledger = make(rows)
    (found,) = check(ledger)
    assert isinstance(found, ScaleSlip)
    assert (found.figure, found.factor) == (figure(ledger, place), factor)


def test_a_figure_that_fits_the_years_beside_it_was_revised() -> None:
    """A line that is ten times as large in every year of the later version: one estimate, not three slips."""
    old = "v x 2024 cash 40\nv x 2025 cash 41\nv x 2026 cash 42\nv y 2024 cash 7\nv y 2025 cash 7\nv y 2026 cash 7"
    new = old.replace("v ", "w ")
    assert found(make(f"{old}\n{new}".replace("w x 2024 cash 40", "w x 2024 cash 400"))) == ["scale-slip:8"]
    for year, value in ((2024, 40), (2025, 41), (2026, 42)):
        new = new.replace(f"x {year} cash {value}", f"x {year} cash {value}0")
    assert found(make(f"{old}\n{new}\nw z 2024 cash 1\nv z 2024 cash 1")) == []


def test_by_a_thousand_a_figure_has_slipped_whatever_the_years_beside_it_say() -> None:
    amounts = "v x 2025 cash 41\nv x 2026 cash 42\nw x 2025 cash 30000\nw x 2026 cash 50"
    assert found(make(amounts)) == ["scale-slip:4"]
    assert found(
        make(amounts.replace("w x 2026 cash 50", "w x 2026 cash 40000\nv y 2026 cash 5\nw y 2026 cash 5"))
    ) == ["scale-slip:4"]


@pytest.mark.parametrize("factor", ["10", "100", "1000", "1000000", "0.1", "0.001"])
@pytest.mark.parametrize("slipped", ["a", "b", "c"])
@pytest.mark.parametrize("versions", ["abc", "ab"])
def test_a_whole_version_off_by_a_factor_is_one_warning(factor: str, slipped: str, versions: str) -> None:
    if slipped not in versions:
        return
    base = {
        (line, year): 100 + 7 * n + 50 * len(line) for n, line in enumerate(("x", "xx", "xxx")) for year in (2025, 2026)
    }
    rows = [
        f"{version} {line} {year} cash {Decimal(amount) * (Decimal(factor) if version == slipped else 1):f}"
        for version in versions
        for (line, year), amount in base.items()
    ]
    (found,) = check(make("\n".join(rows)))
    named = slipped if len(versions) == 3 else "b"
    assert isinstance(found, ScaleSlips)
    assert (found.slips, found.of, found.version, found.document) == (6, 6, named, None)


def with_documents(ledger: Ledger, documents: list[str]) -> Ledger:
    return with_columns(ledger, document=documents)


def test_a_file_of_a_version_off_by_a_factor_is_one_warning() -> None:
    old = [f"v {line} 2025 cash {value}" for line, value in (("a", 20), ("b", 30), ("c", 50), ("d", 70), ("e", 90))]
    new = [row.replace("v ", "w ") for row in old]
    new[0], new[1] = "w a 2025 cash 20000", "w b 2025 cash 31000"
    documents = [*["old"] * 5, *["one"] * 2, *["two"] * 3]
    ledger = with_documents(make("\n".join((*old, *new))), documents)
    first = ScaleSlip("amounts.csv", 7, figure(ledger, 5), 1000, (figure(ledger, 0),))
    assert check(ledger) == (ScaleSlips("amounts.csv", 7, first, "w", "one", 2, 2),)


def test_a_line_that_is_a_factor_times_its_parts() -> None:
    amounts = "v all 2025 cash {}\nv part 2025 cash 30\nv rest 2025 cash 20"
    ledger = make(amounts.format(5000), lines=FAMILY)
    slip = ScaleSlipOfParent("amounts.csv", 2, figure(ledger, 0), 100, ("part", "rest"), Decimal(50))
    assert check(ledger) == (slip,)
    assert family(amounts.format(3500)) == []
    assert family("v all 2025 cash 5000\nv part 2025 cash 50") == []
    assert family(amounts.format(5000) + "\nw all 2025 cash 5000") == []
    more = "\nv all 2024 cash 4000\nv all 2026 cash 6000"
    assert family(amounts.format(5000) + more) == []
    lines = (*FAMILY, Line("third", "f", "all"))
    assert found(make(amounts.format(5000), lines=lines)) == []


def test_years_do_not_accuse_what_another_version_confirms() -> None:
    amounts = "v x 2024 cash 40\nv x 2025 cash 400\nv x 2026 cash 40\nw x 2025 cash 410"
    assert found(make(amounts)) == []


@pytest.mark.parametrize(("first", "second"), [("4188989", "434828"), ("434828", "4188989")])
def test_of_two_versions_the_one_that_its_years_contradict_is_named(first: str, second: str) -> None:
    others = "v x 2024 cash 418265\nv x 2026 cash 428265\nw x 2024 cash 418265\nw x 2026 cash 428265"
    line = 2 if first == "4188989" else 3
    assert found(make(f"v x 2025 cash {first}\nw x 2025 cash {second}\n{others}")) == [f"scale-slip:{line}"]


def test_versions_are_compared_in_their_order_not_in_that_of_the_file() -> None:
    versions = (Version("early", 1), Version("middle", 2), Version("late", 3))
    ledger = make("late x 2025 cash 5\nmiddle x 2025 cash 50\nearly x 2025 cash 6", versions=versions)
    (problem,) = check(ledger)
    late, middle, early = (figure(ledger, row) for row in range(3))
    assert problem == ScaleSlip("amounts.csv", 3, middle, 10, (early, late))


def test_cash_above_commitments_where_outstanding_is_known() -> None:
    ledger = make(
        """
        v x 2023 outstanding 100 10
        v x 2024 commitment 10
        v x 2024 cash 115
        v x 2025 commitment 10
        v x 2025 cash 21
        v x 2026 commitment 0
        v x 2026 cash 1
        v x 2027 outstanding 5
        """,
        bases=("commitment", "cash", "outstanding"),
    )
    (problem,) = check(ledger)
    assert problem == CashAboveCommitments("amounts.csv", 6, figure(ledger, 4), Decimal(-16), figure(ledger, 0))


def test_cash_above_commitments_is_no_fault_where_outstanding_is_not_known() -> None:
    amounts = "v x 2024 commitment 10\nv x 2024 cash 200\nv y 2023 outstanding -5"
    assert found(make(amounts, bases=("commitment", "cash", "outstanding"))) == []


GROUP = """
    v x 2025 cash -4.0 cash-shift shift - row group
    v x 2025 cash -6.0 technical other - row group
    v x 2025 cash {} technical group - total
    v x 2026 cash 4.0 cash-shift shift - row group
    v x beyond cash 1 technical elsewhere - total
"""


def test_a_total_that_its_rows_do_not_reach() -> None:
    ledger = make("", GROUP.format("-10.2"))
    assert check(ledger) == (TotalNotReached("mutations.csv", 2, ledger.mutations[2], Decimal("-10.0")),)
    assert check(make("", GROUP.format("-10"))) == ()


def test_a_total_is_reached_within_rounding() -> None:
    ledger = make("", GROUP.format("-10.2"))
    rounded = [
        m._replace(amount=replace(m.amount, low=m.amount.value - Decimal("0.1"), high=m.amount.value + Decimal("0.1")))
        for m in ledger.mutations
    ]
    assert check(replace(ledger, mutations=tuple(rounded))) == ()


def tie(new: str, *, papers: str = "p p p") -> Ledger:
    """An old stand, a mutation and a new stand, each printed by a paper."""
    ledger = make(f"old x 2025 cash 5378.3 0.1\nnew x 2025 cash {new} 0.1", "new x 2025 cash 100 technical t")
    old, mutation, stand = papers.split()
    return replace(
        with_columns(ledger, document=[old, stand]),
        mutations=tuple(m._replace(document=mutation) for m in ledger.mutations),
    )


def test_stands_that_a_paper_does_not_tie() -> None:
    ledger = tie("5444.9")
    assert check(ledger) == (Untied("amounts.csv", 3, figure(ledger, 1), "old", Decimal("5478.3")),)


def test_stands_that_tie_or_that_no_one_paper_prints() -> None:
    assert check(tie("5478.3")) == ()
    assert check(tie("5478.4")) == (), "within rounding"
    for papers in ("q p p", "p q p", "p p q"):
        assert check(tie("5444.9", papers=papers)) == ()


def test_mutations_without_stands_on_both_sides_tie_nothing() -> None:
    assert check(make("new x 2025 cash 5", "new x 2025 cash 1 technical t\nnew x beyond cash 2 technical t")) == ()
    assert check(make("old x 2025 cash 5", "new x 2025 cash 1 technical t")) == ()


def test_a_declared_shift_of_unstated_size_ties_what_it_can() -> None:
    ledger = make(
        "spring x 2026 cash 3100 100 assumed\nletter x 2026 cash 2100 100",
        "letter x 2026 cash 0 cash-shift forward at-most\nletter x 2025 cash 0 cash-shift forward at-least",
    )
    assert check(ledger) == ()


def test_problems_are_sorted_and_safe_to_print() -> None:
    rows = "v x 2025 cash 5 technical a\x1b[31m - total\nv x 2025 cash 6 technical b - row a\x1b[31m"
    slip = "v x 2024 cash 5\nv x 2025 cash 50\nv x 2026 cash 5"
    ledger = make(f"{slip}\nv all 2026 cash 1\nv part 2026 cash 2", rows, lines=FAMILY)
    problems = [problem(finding) for finding in check(ledger)]
    assert [(found.file, found.line) for found in problems] == [
        ("amounts.csv", 3),
        ("amounts.csv", 6),
        ("mutations.csv", 0),
    ]
    assert all("\x1b" not in found.message for found in problems)


@given(st.lists(st.integers(100, 10_000), min_size=3, max_size=8))
def test_figures_that_never_jump_eight_fold_are_never_called_slips(values: list[int]) -> None:
    steady = all(max(pair) < 8 * min(pair) for pair in pairwise(values))
    if steady:
        assert cell(*map(str, values)) == []
        assert years(*map(str, values)) == []
