"""What moved between years: the pairing convention, and the shifts that papers declare."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ukraine_budget
from build import make
from ukraine_budget.analysis.mutations import declared
from ukraine_budget.analysis.scope import scope
from ukraine_budget.analysis.shift import Shift, declared_shifts, match_flows, swapped
from ukraine_budget.model.amount import Amount, Pot, stated
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Line, Version, Year
from ukraine_budget.model.text import plain

POT = Pot("f", "cash")


def shifts(ledger: Ledger, **chosen: Any) -> tuple[Shift, ...]:
    return ukraine_budget.shifts(ledger, **chosen).result.rows


def short(ledger: Ledger) -> list[tuple[Year | None, Year | None, str]]:
    return [(shift.from_year, shift.to_year, str(shift.amount)) for shift in shifts(ledger)]


def said(*values: object) -> str:
    return " ".join(plain(value) if isinstance(value, Decimal) else str(value) for value in values)


def amounts(changes: Mapping[int, int], rounding: int = 0) -> dict[Year, Amount]:
    return {year: stated(POT, Decimal(value), Decimal(rounding)) for year, value in changes.items()}


def most_by_trying_everything(changes: Mapping[int, int]) -> int:
    """The most that whole units can move, over every way of sending each from a decrease to an increase."""
    down = {year: -value for year, value in changes.items() if value < 0}
    up = {year: value for year, value in changes.items() if value > 0}
    ways = list(product(down, up))
    best = 0
    for flows in product(*(range(min(down[one], up[other]) + 1) for one, other in ways)):
        sent = dict(zip(ways, flows, strict=True))
        fits = all(sum(sent[one, other] for other in up) <= down[one] for one in down) and all(
            sum(sent[one, other] for one in down) <= up[other] for other in up
        )
        best = max(best, sum(flows) if fits else 0)
    return best


@given(st.dictionaries(st.integers(2024, 2028), st.integers(-3, 3), max_size=4))
def test_pairing_moves_as_much_as_can_be_moved(changes: dict[int, int]) -> None:
    pieces, left = match_flows(amounts(changes))
    assert sum(piece.amount.value for piece in pieces) == most_by_trying_everything(changes)
    assert all(piece.amount.value > 0 for piece in pieces)
    assert not (any(rest.value > 0 for rest in left.values()) and any(rest.value < 0 for rest in left.values()))
    for year, value in changes.items():
        gone = sum(piece.amount.value for piece in pieces if piece.from_year == year)
        come = sum(piece.amount.value for piece in pieces if piece.to_year == year)
        assert value == come - gone + left[year].value


@given(st.dictionaries(st.integers(2024, 2030), st.integers(-9, 9), max_size=6), st.randoms())
def test_pairing_does_not_depend_on_the_order_of_the_years(changes: dict[int, int], random: object) -> None:
    years = sorted(changes)
    random.shuffle(years)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert match_flows(amounts({year: changes[year] for year in years}))[0] == match_flows(amounts(changes))[0]


def test_the_nearest_years_are_paired_first_then_the_earliest() -> None:
    pieces, _ = match_flows(amounts({2024: 5, 2025: -9, 2026: 5, 2028: 9, 2030: -3}))
    assert [(p.from_year, p.to_year, int(p.amount.value)) for p in pieces] == [
        (2025, 2024, 5),
        (2025, 2026, 4),
        (2030, 2028, 3),
    ]


def test_of_two_equal_legs_the_one_known_more_closely_gives_the_interval() -> None:
    legs: dict[Year, Amount] = {
        2025: stated(POT, Decimal(-10), Decimal(4)),
        2026: stated(POT, Decimal(10), Decimal(2)),
        2027: stated(POT, Decimal(0)),
    }
    ((_, _, amount),), _ = match_flows(legs)
    assert said(amount.low, amount.high) == "9 11"


# Rows of table 42 of the spring memorandum 2023 (X Defence, expenditure): the cash shifts, in millions to one decimal.
TABLE_42 = {
    "Kasschuif_instandhouding": "2023 -100.3, 2024 50.1, 2025 50.1",
    "Kasschuif_Oekraïne": "2023 -138.6, 2026 -241.4, 2027 149.8, 2028 149.8",
    "Kasschuif_vastgoed": "2023 -270.0, 2024 -1360.0, 2025 -1420.0, 2026 325.0, 2027 320.0, 2028 375.0",
    "Kasschuif_arbeidsvoorwaarden_middelen": "2023 -296.4, 2024 60.6, 2025 235.8",
    "Kasschuif_investeringen": "2023 -1300.0, 2024 750.0, 2025 550.0",
    "Overige_kasschuiven": "2023 -48.8, 2024 -19.3, 2026 24.0, 2027 24.8, 2028 19.3",
}


def table_42() -> Ledger:
    return make(
        mutations="\n".join(
            f"vjn-2023 x-total {cell.split()[0]} cash {cell.split()[1]}~0.1 cash-shift {label}"
            for label, row in TABLE_42.items()
            for cell in row.split(", ")
        )
    )


def test_the_shifts_of_table_42_are_found_in_full() -> None:
    found = shifts(table_42())
    assert sum(shift.amount or 0 for shift in found if shift.from_year) == Decimal("5194.8")
    assert {shift.label: shift.remainder for shift in found if shift.remainder} == {
        "Kasschuif Oekraïne": Decimal("-80.4"),
        "Kasschuif vastgoed": Decimal("-2030.0"),
    }
    assert {shift.label for shift in found if shift.to_year is None} == {"Kasschuif Oekraïne", "Kasschuif vastgoed"}
    assert all((shift.evidence, shift.size, shift.kind) == ("declared", "stated", "cash-shift") for shift in found)


def test_what_leaves_a_year_is_kept_to_the_last_digit() -> None:
    found = [shift for shift in shifts(table_42()) if shift.label == "Kasschuif instandhouding"]
    assert [(shift.to_year, str(shift.amount)) for shift in found] == [(2024, "50.1"), (2025, "50.2")]
    low, high = found[1].low, found[1].high
    assert low is not None
    assert high is not None
    assert low < Decimal("50.1") < high


def test_what_reaches_a_year_beyond_what_leaves_others_is_from_a_year_that_is_not_printed() -> None:
    assert short(make(mutations="v a 2025 cash -5 cash-shift s\nv a 2026 cash 7 cash-shift s")) == [
        (2025, 2026, "5"),
        (None, 2026, "2"),
    ]


def test_a_shift_may_go_beyond_the_printed_years() -> None:
    assert short(make(mutations="v a 2025 cash -5 cash-shift s\nv a beyond cash 5 cash-shift s")) == [
        (2025, "beyond", "5")
    ]


MODEL = """
spring x 2026 commitment 3100 100 decision
spring x 2026 cash 3100 100 assumed
letter x 2025 cash 4300 100 circa
letter x 2026 cash 2100 100 provisional
letter x 2027 cash 750 10
"""
FORWARD = "letter x 2026 cash 0 cash-shift forward at-most\nletter x 2025 cash 0 cash-shift forward at-least\n"


def test_a_shift_of_unstated_size_has_no_amount_whatever_its_cells_change_by() -> None:
    (found,) = shifts(make(MODEL, FORWARD))
    assert said(found.from_year, found.to_year) == "2026 2025"
    assert said(found.amount, found.low, found.high, found.low_open, found.high_open) == "None 0 None False True"
    assert said(found.evidence, found.size, found.label) == "declared not-stated forward"
    assert said(found.version, found.remainder, found.paired_by_us) == "letter None False"
    assert (found.leaves, found.reaches) == ((2026,), (2025,))


def test_a_leg_without_a_counterpart_is_a_shift_to_a_year_that_is_not_printed() -> None:
    (found,) = shifts(make(MODEL, FORWARD.splitlines()[0]))
    assert said(found.from_year, found.to_year, found.size) == "2026 None not-stated"
    (found,) = shifts(make(MODEL, FORWARD.splitlines()[1]))
    assert said(found.from_year, found.to_year, found.size) == "None 2025 not-stated"


def test_of_several_years_each_is_named_with_each() -> None:
    legs = "l x 2026 cash 0 cash-shift s at-most\nl x 2027 cash 0 cash-shift s at-most\n"
    legs += "l x 2025 cash 0 cash-shift s at-least\nl x 2024 cash 0 cash-shift s at-least"
    assert short(make(mutations=legs)) == [(year, other, "None") for year in (2026, 2027) for other in (2024, 2025)]


def test_a_leg_of_stated_size_tells_the_size_of_a_shift() -> None:
    (found,) = shifts(make(mutations="v x 2026 cash -20 cash-shift s\nv x 2025 cash 0 cash-shift s at-least"))
    assert said(found.from_year, found.to_year, found.amount, found.size) == "2026 2025 20 stated"
    (found,) = shifts(make(mutations="v x 2026 cash 0 cash-shift s at-most\nv x 2025 cash 20 cash-shift s"))
    assert said(found.from_year, found.to_year, found.amount, found.size) == "2026 2025 20 stated"


def test_what_is_stated_of_two_years_together_is_the_size_of_neither() -> None:
    legs = "v x 2026 cash 0 cash-shift s at-most\nv x 2027 cash -5 cash-shift s\nv x 2025 cash 20 cash-shift s"
    assert short(make(mutations=legs)) == [(2026, 2025, "None"), (2027, 2025, "5")]


AGAIN = "notice x 2026 cash 0 cash-shift ahead at-most\nnotice x 2025 cash 0 cash-shift ahead at-least\n"


def test_declarations_of_one_way_in_one_chain_are_one_shift_with_all_its_papers() -> None:
    (found,) = shifts(make(MODEL.splitlines()[1], AGAIN + FORWARD))
    assert found.versions == ("notice", "letter")
    assert said(found.version, found.label, found.amount) == "letter forward None"


@pytest.mark.parametrize(
    "later",
    [
        "letter x 2026 cash 0 cash-shift other at-most",  # to no year
        "letter x 2026 cash 0 cash-shift f at-least\nletter x 2025 cash 0 cash-shift f at-most",  # the other way
        "letter y 2026 cash 0 cash-shift f at-most\nletter y 2025 cash 0 cash-shift f at-least",
        "notice x 2026 cash 0 cash-shift f at-most\nnotice x 2025 cash 0 cash-shift f at-least",  # by the same paper
    ],
)
def test_what_is_declared_otherwise_is_another_shift(later: str) -> None:
    assert len(shifts(make(mutations=AGAIN + later))) == 2


def test_declarations_of_two_series_are_two_shifts() -> None:
    versions = [Version("start", 1), Version("notice", 2, follows="start"), Version("letter", 3)]
    assert len(shifts(make(mutations=AGAIN + FORWARD, versions=versions))) == 2


def test_a_size_that_a_paper_of_the_chain_states_is_that_of_the_shift() -> None:
    stated = "memo x 2026 cash -15 cash-shift m\nmemo x 2025 cash 15 cash-shift m\n"
    for order in (AGAIN + stated + FORWARD, stated + AGAIN + FORWARD):
        (found,) = shifts(make(mutations=order))
        assert said(found.amount, found.size, found.version) == "15 stated memo"
        assert {*found.versions} == {"memo", "notice", "letter"}


def test_two_papers_that_each_state_a_size_declare_two_shifts() -> None:
    legs = "{0} x 2026 cash -15 cash-shift m\n{0} x 2025 cash 15 cash-shift m\n"
    assert len(shifts(make(mutations=legs.format("a") + legs.format("b")))) == 2


def test_a_shift_over_more_than_two_years_is_paired_by_us() -> None:
    assert {shift.label for shift in shifts(table_42()) if not shift.paired_by_us} == set()
    (found,) = shifts(make(mutations="v a 2025 cash -5 cash-shift s\nv a 2026 cash 5 cash-shift s"))
    assert not found.paired_by_us


CHAPTERS = [Line("x", "f", chapter="X"), Line("k", "f", chapter="K"), Line("p", "f")]
IN_K = """
draft k 2022 cash -417 cash-shift 6._Kasschuif_2022_investeringen
draft k 2023 cash 36 cash-shift 6._Kasschuif_2022_investeringen
draft k 2024 cash 381 cash-shift 6._Kasschuif_2022_investeringen
draft k 2025 cash 0 cash-shift 6._Kasschuif_2022_investeringen
"""


def both_chapters(other: str) -> tuple[list[str], list[str]]:
    """The shifts of two chapters, listed for each and told once, as line and where else they are printed."""
    ledger = make(mutations=IN_K + other, lines=CHAPTERS)
    known = tuple(ledger.versions.values())
    return places(declared_shifts(ledger, known, scope(ledger))), places(
        declared_shifts(ledger, known, scope(ledger), once=True)
    )


def places(found: Iterable[Shift]) -> list[str]:
    return [said(shift.line, shift.from_year, shift.to_year, *(too.line for too in shift.elsewhere)) for shift in found]


K_TOO = ["k 2022 2023 x", "k 2022 2024 x"]


@pytest.mark.parametrize(
    "other",
    [
        "supp x 2022 cash -417~1 cash-shift 6)_Kasschuif_2022_investeringen",
        "supp x 2022 cash 417 cash-shift kasschuif_investeringen",
    ],
)
def test_a_shift_that_two_chapters_print_is_told_once_with_both_places(other: str) -> None:
    way = "None 2022" if " 417" in other else "2022 None"
    assert both_chapters(other) == ([*K_TOO, f"x {way} k"], K_TOO)


def test_of_two_equal_tellings_the_first_is_told() -> None:
    assert both_chapters(IN_K.replace("draft k", "supp x").replace("2022_inv", "andere_inv")) == (
        [*K_TOO, "x 2022 2023 k", "x 2022 2024 k"],
        K_TOO,
    )


@pytest.mark.parametrize(
    "other",
    [
        "supp x 2022 cash -417 cash-shift kasschuif_munitie",  # one amount, another name
        "supp x 2022 cash -400 cash-shift 6)_Kasschuif_2022_investeringen",
        "supp x 2021 cash -417 cash-shift 6)_Kasschuif_2022_investeringen",
        "supp p 2022 cash -417 cash-shift 6)_Kasschuif_2022_investeringen",  # in no chapter
        "supp x 2022 commitment -417 cash-shift 6)_Kasschuif_2022_investeringen",
        "supp x 2022 cash 0 cash-shift 6)_Kasschuif_2022_investeringen",
        "supp x 2022 cash -417 cash-shift s\nsupp x 2023 cash 30 cash-shift s",
    ],
)
def test_other_shifts_of_two_chapters_are_two(other: str) -> None:
    listed, once = both_chapters(other)
    assert listed == once
    assert not any(row.endswith((" x", " k")) for row in listed)


def test_one_name_with_other_amounts_in_the_same_years_is_told_of_both_with_a_mark() -> None:
    listed, once = both_chapters(IN_K.replace("draft k", "supp x").replace("381", "380"))
    assert listed == once
    assert listed == [*K_TOO, "x 2022 2023 k", "x 2022 2024 k", "x 2022 None k"]


def test_shifts_are_of_the_funds_and_bases_asked_for_and_of_cash_shifts_only() -> None:
    ledger = make(
        mutations="""
        v a 2025 cash -5 cash-shift s
        v b 2025 cash -5 cash-shift s
        v b 2025 commitment -5 cash-shift s
        v b 2025 cash -5 decision d
        """,
        lines=[Line("a", "one"), Line("b", "two")],
    )
    (found,) = shifts(ledger, funds=["two"], bases=["cash"])
    assert said(found.line, found.basis, found.fund) == "b cash two"


def test_the_shift_of_a_renumbered_line_is_one_with_that_of_its_successor() -> None:
    ledger = make(
        mutations="v old 2025 cash -5 cash-shift s\nv new 2025 cash -2 cash-shift s\nv new 2026 cash 7 cash-shift s",
        lines=[Line("old", "f", successor="new"), Line("new", "f")],
    )
    (found,) = shifts(ledger)
    assert said(found.fund, found.line, found.amount) == "f new 7"


def test_a_shift_read_backwards_goes_the_other_way() -> None:
    first = shifts(table_42())[3]
    assert (first.from_year, first.to_year, first.remainder) == (2023, None, Decimal("-80.4"))
    back = swapped(first)
    assert (back.from_year, back.to_year, back.amount, back.remainder) == (None, 2023, first.amount, Decimal("80.4"))


def counted(mutations: str) -> list[str]:
    return [mutation.label for mutation in declared(make(mutations=mutations), {"v"})]


def test_a_printed_total_counts_only_in_the_place_of_its_rows() -> None:
    rows = "v a 2025 cash 5 technical row - row group\nv a 2025 cash 9 technical group - total"
    assert counted(rows) == ["row"]
    assert counted(rows + "\nv a 2025 cash 3 decision other - total") == ["row", "other"]
    assert counted(rows + "\nv b 2025 cash 3 technical group - total\nw a 2025 cash 1 decision w") == ["row", "group"]


def test_where_rows_name_no_total_a_total_counts_only_for_a_kind_without_rows() -> None:
    rows = "v a 2025 cash 5 technical row\nv a 2025 cash 5 technical sum - total\nv a 2025 cash 9 decision sum2 - total"
    assert counted(rows) == ["row", "sum2"]
