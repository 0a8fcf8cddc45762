"""What the figures show at each end of a declared shift of unstated size."""

from dataclasses import replace
from decimal import Decimal

import pytest

import ukraine_budget
from build import make, values
from ukraine_budget.analysis.readings import Difference, EndSum, Overlap, Reading, compared_ends, end_sum
from ukraine_budget.analysis.shift import Shift, swapped
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, ClaimSide, Document, Version
from ukraine_budget.model.text import plain

FIGURES = """
draft x 2025 cash 2300 100
spring x 2026 commitment 3100 100 decision
spring x 2026 cash 3100 100 assumed
letter x 2025 cash 4300 100 circa
letter x 2026 cash 2100 100 provisional
"""
OUT, INTO = "letter x 2026 cash 0 cash-shift ahead at-most", "letter x 2025 cash 0 cash-shift ahead at-least"
AHEAD = f"{OUT}\n{INTO}\n"
NOTICE = AHEAD.replace("letter", "notice")


def only_shift(ledger: Ledger) -> Shift:
    (found,) = {shift.readings: shift for shift in ukraine_budget.shifts(ledger).result.rows}.values()
    assert found.amount is None
    return found


def read(ledger: Ledger) -> list[str]:
    return list(map(told, only_shift(ledger).readings))


def told(reading: Reading) -> str:
    high = "open" if reading.high is None else plain(reading.high)
    size = f"{reading.end} {reading.year}: {plain(reading.amount)}, {plain(reading.low)} to {high}"
    way = f"{reading.old_version or reading.old_claim} -> {reading.new_version}"
    return f"{size}, {way}" if reading.comparable else f"{size}, {way}, not comparable"


BOTH = ["from 2026: 1000, 900 to 1100, spring -> letter", "to 2025: 2000, 1900 to 2100, draft -> letter"]


def test_a_shift_is_read_at_each_end() -> None:
    ledger = make(FIGURES, AHEAD)
    assert read(ledger) == BOTH
    left, reached = only_shift(ledger).readings
    assert values(left, "old new old_qualifier decided") == (3100, 2100, ("assumed",), True)
    assert values(reached, "old new old_qualifier decided") == (2300, 4300, (), False)


def test_it_is_read_from_the_last_figure_before_the_first_declaration_to_the_first_after_it() -> None:
    versions = [Version(name, n, follows=before) for n, (name, before) in enumerate(CHAIN.items(), 1)]
    later = "annual x 2025 cash 5000\nannual x 2026 cash 1000\n"
    assert read(make(FIGURES + later, NOTICE + AHEAD, versions=versions)) == BOTH


CHAIN = {"draft": "", "spring": "draft", "notice": "spring", "letter": "notice", "annual": "letter"}


def test_before_a_later_paper_states_the_year_there_is_nothing_to_read() -> None:
    ledger = make("draft x 2025 cash 2300\nspring x 2026 cash 3100", NOTICE)
    assert read(ledger) == []


def test_an_erratum_of_the_first_figure_after_is_read_in_its_place() -> None:
    versions = [Version("spring", 1), Version("letter", 2, follows="spring"), Version("fixed", 3, supersedes="letter")]
    ledger = make("spring x 2026 cash 3100\nletter x 2026 cash 2100\nfixed x 2026 cash 2200", OUT, versions=versions)
    assert read(ledger) == ["from 2026: 900, 900 to 900, spring -> fixed"]


def test_a_figure_of_another_series_is_read_where_there_is_none_of_its_own_and_marked() -> None:
    versions = [
        Version("spring", 1),
        Version("memo", 2),
        Version("letter", 3, follows="spring"),
        Version("autumn", 4, follows="memo"),
    ]
    figures = "spring x 2026 cash 3100\nmemo x 2026 cash 3500\nmemo x 2025 cash 2300\nletter x 2026 cash 2100\n"
    figures += "autumn x 2025 cash 2900"
    assert read(make(figures, AHEAD, versions=versions)) == [
        "from 2026: 1000, 1000 to 1000, spring -> letter",
        "to 2025: 600, 600 to 600, memo -> autumn",
    ]
    crossed = figures.replace("autumn x", "letter x")
    assert read(make(crossed, AHEAD, versions=versions))[1] == (
        "to 2025: 600, 600 to 600, memo -> letter, not comparable"
    )


@pytest.mark.parametrize(
    ("figures", "declared"),
    [
        ("letter x 2026 cash 2100", OUT),  # no figure before
        ("spring x 2026 cash 3100", OUT),  # none after
        ("spring x 2026 cash 2000\nletter x 2026 cash 2100", OUT),  # it changed the other way
        ("spring x 2026 cash 2100\nletter x 2026 cash 2100", OUT),  # it did not change
        (FIGURES, f"{OUT}\nletter x 2026 cash 0 decision cut at-most"),  # and so much else was taken
        (FIGURES, OUT.replace("2026", "beyond")),
    ],
)
def test_what_no_figures_tell_has_no_reading(figures: str, declared: str) -> None:
    assert read(make(figures, declared)) == []


def test_a_change_within_rounding_is_read_from_zero_up() -> None:
    assert read(make("spring x 2026 cash 3100 100\nletter x 2026 cash 3090 100", OUT)) == [
        "from 2026: 10, 0 to 110, spring -> letter"
    ]


def test_an_open_figure_leaves_the_reading_open() -> None:
    assert read(make("spring x 2026 cash 3100 100 at-least\nletter x 2026 cash 2100", OUT)) == [
        "from 2026: 1000, 950 to open, spring -> letter"
    ]


def test_what_else_is_declared_of_the_year_in_between_is_no_part_of_it() -> None:
    cut = "letter x 2026 cash -300 decision cut\nletter x 2027 cash 9 decision other"
    ledger = make(FIGURES, f"{OUT}\n{cut}")
    assert read(ledger) == ["from 2026: 700, 600 to 800, spring -> letter"]
    assert only_shift(ledger).readings[0].otherwise == Decimal(-300)
    earlier = "spring x 2026 cash -300 decision before"  # that figure has it
    assert read(make(FIGURES, f"{OUT}\n{earlier}")) == BOTH[:1]


def test_beside_a_figure_of_another_series_what_is_declared_since_the_first_paper_counts() -> None:
    versions = [Version("memo", 1), Version("start", 2), Version("letter", 3, follows="start")]
    figures = "memo x 2026 cash 3000\nletter x 2026 cash 2000"
    cuts = "start x 2026 cash -50 decision s\nletter x 2026 cash -300 decision l"
    assert read(make(figures, f"{OUT}\n{cuts}", versions=versions)) == [
        "from 2026: 700, 700 to 700, memo -> letter, not comparable"
    ]


def test_an_assumed_figure_rests_on_a_decision_only_of_the_same_amount() -> None:
    figures = FIGURES.replace("commitment 3100", "commitment 3500")
    assert not only_shift(make(figures, OUT)).readings[0].decided


def test_of_a_shift_that_is_read_backwards_the_readings_stay_as_the_papers_have_them() -> None:
    forwards = only_shift(make(FIGURES, AHEAD))
    found = swapped(forwards)
    assert (found.from_year, found.to_year) == (2025, 2026)
    assert (found.leaves, found.reaches, found.readings) == ((2026,), (2025,), forwards.readings)


def test_the_readings_of_several_years_of_an_end_are_added() -> None:
    figures = "s x 2026 cash 50\ns x 2027 cash 50 2\nl x 2026 cash 40\nl x 2027 cash 30\n"
    legs = "l x 2026 cash 0 cash-shift s at-most\nl x 2027 cash 0 cash-shift s at-most\n"
    legs += "l x 2025 cash 0 cash-shift s at-least"
    found = only_shift(make(figures, legs)).readings
    assert end_sum(found, "from", (2026, 2027)) == EndSum(Decimal(30), Decimal(29), Decimal(31))
    assert end_sum(found, "to", (2025,)) is None
    assert end_sum(found, "from", (2026, 2027, 2028)) is None  # of one year nothing is known
    opened = only_shift(make(figures.replace("50 2", "50 2 at-least"), legs)).readings
    assert end_sum(opened, "from", (2026, 2027)) == EndSum(Decimal(30), Decimal(29), None)


def end(amount: int, low: int, high: int | None) -> EndSum:
    return EndSum(Decimal(amount), Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("one", "other", "compared"),
    [
        (end(1000, 900, 1100), end(2000, 1900, 2100), Difference(Decimal(1000), Decimal(800), Decimal(1200))),
        (end(2000, 1900, None), end(1000, 900, 1100), Difference(Decimal(1000), Decimal(800), None)),
        (end(1000, 900, 1100), end(1150, 1050, 1250), Overlap(Decimal(1050), Decimal(1100))),
        (end(1000, 900, None), end(1150, 1050, 1250), Overlap(Decimal(1050), Decimal(1250))),
        (end(1000, 900, None), end(1150, 1050, None), Overlap(Decimal(1050), None)),
    ],
)
def test_two_ends_overlap_or_differ(one: EndSum, other: EndSum, compared: Overlap | Difference) -> None:
    assert compared_ends(one, other) == compared
    assert compared_ends(other, one) == compared


def said(amount: str, **others: object) -> Claim:
    """What somebody said that the cash of x in 2025 is."""
    of = ClaimSide("", ("x",), (2025,))
    given = {"claim": amount, "date": "2024-10", "source_kind": "member", "left": of, "relation": "="} | others
    blank = dict.fromkeys(("text", "source", "locator", "right_rounding", "note"), "")
    return Claim(**blank | {"right": ClaimSide(), "right_amount": amount, "row": 2} | given)  # type: ignore[arg-type]


DATED = [Version("spring", 1, "2025-04"), Version("letter", 2, "2025-11-27", follows="spring")]
REACHED = "letter x 2025 cash 4300 100"


def test_what_a_member_said_may_be_the_figure_before_and_is_marked_so() -> None:
    claims = (
        said("2300", right_rounding="100"),
        said("2000", date="2024-09-30"),
        said("9", date="2025-11-27"),
        said("8", date="2025-11"),
    )
    ledger = replace(make(REACHED, INTO, versions=DATED), claims=claims)
    assert read(ledger) == ["to 2025: 2000, 1900 to 2100, 2300 -> letter, not comparable"]
    (reached,) = only_shift(ledger).readings
    assert values(reached, "old_version old_date old_said_by") == ("", "2024-10", "member")


def test_a_figure_goes_before_what_is_said() -> None:
    ledger = make(f"spring x 2025 cash 2400\n{REACHED}", INTO, versions=DATED)
    assert read(replace(ledger, claims=(said("2300"),)))[0].endswith("spring -> letter")


def test_a_claim_without_a_date_has_that_of_its_paper() -> None:
    ledger = make(REACHED, INTO, versions=DATED)
    papers = {"paper": Document("paper", "2024-10-02")}
    dated = replace(ledger, claims=(said("2300", date="", source="paper"),), documents=papers)
    assert read(dated) == ["to 2025: 2000, 1950 to 2050, 2300 -> letter, not comparable"]
    assert only_shift(dated).readings[0].old_document == "paper"
    assert read(replace(dated, documents={})) == []


OF = ClaimSide("", ("x",), (2025,))


@pytest.mark.parametrize(
    "others",
    [
        {"source_kind": "press"},
        {"kind": "later"},
        {"relation": "<="},
        {"right_amount": ""},
        {"left": OF._replace(years=(2025, 2026))},
        {"left": OF._replace(lines=("x", "y"))},
        {"left": OF._replace(lines=("y",))},
        {"left": OF._replace(basis="commitment")},
        {"left": OF._replace(versions=("spring",))},
        {"left": OF._replace(tables=("mutations",))},
    ],
)
def test_what_else_is_said_is_no_figure_before(others: dict[str, object]) -> None:
    ledger = make(f"{REACHED}\nspring y 2025 cash 1", INTO, versions=DATED)
    assert read(replace(ledger, claims=(said("2300", **others),))) == []
