"""Outstanding commitments: rolled forward exactly, bounded where the opening is not known, never a naive sum."""

from collections.abc import Iterator
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from build import make
from ukraine_budget.figures.balances import Balances, balances
from ukraine_budget.figures.decisions import binding, decisions
from ukraine_budget.figures.snapshot import Statements
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Figure, Line
from ukraine_budget.model.text import plain

BASES = ("commitment", "cash", "outstanding")
FLOWS = ("outstanding", "commitment", "cash")
YEARS = range(2020, 2032)
Shown = tuple[str | None, str | None, str | None, tuple[str, ...]]


def rolled(ledger: Ledger, years: range = YEARS) -> Balances:
    stands = Statements.of(ledger.figures, ledger.structure, dict.fromkeys(ledger.versions, False)).snapshot
    return balances(binding(stands, decisions(stands)), [*ledger.lines], years)


def of_lines(ledger: Ledger, years: range = YEARS) -> dict[str, dict[int, Shown]]:
    def text(end: Decimal | None) -> str | None:
        return None if end is None else plain(end)

    found: dict[str, dict[int, Shown]] = {}
    rows = rolled(ledger, years).rows(slice(None), known=True)
    for line, year, amount, low, high, low_open, high_open, words in zip(*rows, strict=True):
        assert (low_open, high_open) == (low is None, high is None)
        found.setdefault(line, {})[year] = (text(amount), text(low), text(high), words)
    return found


def shown(amounts: str, years: range = YEARS) -> dict[int, Shown]:
    return of_lines(make(amounts, lines=[Line("x", "f")], bases=BASES), years).get("x", {})


def test_nothing_is_outstanding_where_nothing_is_stated() -> None:
    assert shown("") == {}
    assert shown("v x 2025 cash 5") == {}
    assert shown("v x 2025 commitment 5") == {}


def test_a_year_of_which_nothing_is_known_has_a_row_where_all_are_asked_for() -> None:
    ledger = make("v x 2024 outstanding 5 - circa,at-least\nv x 2026 cash 5", lines=[Line("x", "f")], bases=BASES)
    none: list[object] = [None, None]
    assert rolled(ledger).rows(slice(None)) == (
        ["x"] * 3,
        [2024, 2025, 2026],
        [5, *none],
        [5, *none],
        [None] * 3,
        [False] * 3,
        [True, False, False],
        [("circa", "at-least"), (), ()],
    )


def test_a_stated_balance_is_rolled_forward_exactly() -> None:
    assert shown("""
        v x 2024 outstanding 1000
        v x 2025 commitment 700.5
        v x 2025 cash 900
        v x 2026 commitment 0
        v x 2026 cash 300
    """) == {
        2024: ("1000", "1000", "1000", ()),
        2025: ("800.5", "800.5", "800.5", ()),
        2026: ("500.5", "500.5", "500.5", ()),
    }


def test_the_roundings_add_up() -> None:
    found = shown("""
        v x 2024 outstanding 1000 10 provisional
        v x 2025 commitment 700 100 circa
        v x 2025 cash 900 1 provisional
    """)
    assert found[2025] == ("800", "744.5", "855.5", ("provisional", "circa"))


def test_a_later_stated_balance_takes_the_place_of_the_rolled_one() -> None:
    found = shown("""
        v x 2024 outstanding 1000
        v x 2025 commitment 700
        v x 2025 cash 900
        v x 2025 outstanding 850
        v x 2026 commitment 1
        v x 2026 cash 2
    """)
    assert [found[year][0] for year in (2025, 2026)] == ["850", "849"]


def test_without_an_opening_balance_there_is_only_a_lower_bound() -> None:
    assert shown("""
        v x 2024 commitment 3500 100
        v x 2024 cash 3100 100 circa
        v x 2025 commitment 100
        v x 2025 cash 50
    """) == {
        2024: ("300", "300", None, ("circa", "at-least")),
        2025: ("350", "350", None, ("circa", "at-least")),
    }


def test_paying_more_than_was_committed_shows_an_opening_that_is_not_subtracted_twice() -> None:
    found = shown("""
        v x 2024 commitment 0
        v x 2024 cash 500
        v x 2025 commitment 300
        v x 2025 cash 0
    """)
    assert found == {2025: ("300", "300", None, ("at-least",))}, "2024: at least 0 is not worth saying"


def test_a_gap_ends_the_run() -> None:
    found = shown("""
        v x 2023 outstanding 1000
        v x 2024 commitment 700
        v x 2025 commitment 700
        v x 2025 cash 600
    """)
    assert found == {
        2023: ("1000", "1000", "1000", ()),
        2025: ("100", "100", None, ("at-least",)),
    }


def test_a_decision_is_not_a_commitment() -> None:
    assert shown("v x 2026 commitment 3100 100 decision\nv x 2026 cash 2100 100") == {}


def test_open_ended_flows_open_the_balance() -> None:
    found = shown("""
        v x 2024 outstanding 1000
        v x 2025 commitment 100 - at-most
        v x 2025 cash 50
        v x 2026 commitment 0
        v x 2026 cash 20 - at-most
    """)
    assert found == {2024: ("1000", "1000", "1000", ()), 2025: ("1050", None, "1050", ("at-most",))}


def test_a_bound_that_is_not_positive_is_said_only_where_a_paper_states_it() -> None:
    found = shown("""
        v x 2024 outstanding 0 - at-least
        v x 2025 commitment 10
        v x 2025 cash 20
        v x 2026 commitment 90 - at-most
        v x 2026 cash 20
    """)
    assert found == {2024: ("0", "0", None, ("at-least",))}


def test_an_unknown_opening_and_commitments_of_unknown_size_bound_nothing() -> None:
    assert shown("v x 2024 commitment 90 - at-most\nv x 2024 cash 20") == {}


def test_only_the_years_asked_for_but_rolled_from_before() -> None:
    found = shown("v x 2024 outstanding 10\nv x 2025 commitment 7\nv x 2025 cash 9", range(2025, 2026))
    assert {year: balance[0] for year, balance in found.items()} == {2025: "8"}
    assert shown("v x 2024 outstanding 10", range(0)) == {}


def test_what_was_committed_counts_also_where_a_decision_came_later() -> None:
    committed = "v x 2025 commitment 7 - provisional\nw x 2025 commitment 8\nw x 2025 cash 2\n"
    ledger = make(committed + "z x 2025 commitment 90 - decision", lines=[Line("x", "f")], bases=BASES)
    assert of_lines(ledger) == {"x": {2025: ("6", "6", None, ("at-least",))}}


def test_both_numbers_of_a_line_are_added() -> None:
    lines = [Line("old", "f", successor="x"), Line("x", "f")]
    flows = "v old 2025 commitment 7 1 circa\nv x 2025 commitment 8 - provisional\nv x 2025 cash 2"
    expected = ("12.5", "12.5", None, ("circa", "provisional", "at-least"))
    assert of_lines(make(flows, lines=lines, bases=BASES)) == {"x": {2025: expected}}
    decided = make(flows + "\nw x 2025 commitment 90 - decision", lines=lines, bases=BASES)
    assert of_lines(decided) == {"x": {2025: expected}}


ZERO = Decimal(0)
Ends = tuple[Decimal, Decimal | None, Decimal | None]
"""A value and the ends of its interval."""


def closing(opening: Decimal | None, bound: Decimal | None, paid: Decimal | None) -> Decimal | None:
    return None if opening is None or bound is None or paid is None else opening + bound - paid


def naive(figures: dict[tuple[str, int], Figure]) -> Iterator[tuple[int, Ends]]:
    """The balances of one line, year by year, given its figures by basis and year."""
    before: Ends | None = None
    is_known = False
    for year in YEARS:
        own, bound, paid = (figures[key].amount if (key := (basis, year)) in figures else None for basis in FLOWS)
        if own:
            before, is_known = (own.value, own.low, own.high), True
        elif bound and paid:
            is_known = is_known and before is not None
            value, low, high = before or (ZERO, ZERO, None)
            low, high = closing(low, bound.low, paid.high), closing(high, bound.high, paid.low)
            least = max(low or ZERO, ZERO)
            before = (value + bound.value - paid.value, low, high) if is_known else (least, least, None)
        else:
            before = None
        if before and (own or before[2] is not None or (before[1] or ZERO) > 0):
            yield year, before


@given(
    st.lists(
        st.tuples(
            st.integers(2020, 2026),
            st.sampled_from(BASES),
            st.integers(-20, 20),
            st.sampled_from(["", "", "", " 1", " 0.5 circa", " - at-least", " 1 at-most"]),
        ),
        unique_by=lambda row: row[:2],
    )
)
def test_every_balance_is_that_of_a_slow_reckoning(rows: list[tuple[int, str, int, str]]) -> None:
    ledger = make("\n".join(f"v x {year} {basis} {amount}{words}" for year, basis, amount, words in rows), bases=BASES)
    stated = {(figure.cell.basis, figure.cell.year): figure for figure in ledger.stated()}
    found = rolled(ledger).rows(slice(None), known=True)
    assert list(zip(found.year, zip(found.amount, found.low, found.high, strict=True), strict=True)) == list(
        naive(stated)
    )


def test_amounts_of_any_size() -> None:
    large = "9" * 30
    found = shown(f"v x 2024 outstanding {large}.{'0' * 19}1\nv x 2025 commitment 1\nv x 2025 cash 0")
    assert found[2025] == (f"1{'0' * 30}.{'0' * 19}1",) * 3 + ((),)


def test_a_parent_is_never_below_its_parts_together() -> None:
    lines = [Line("all", "f"), Line("a", "f", "all"), Line("b", "f", "all"), Line("b1", "f", "b")]
    flows = "v all 2024 commitment 10\nv all 2024 cash 8\nv a 2024 commitment 9\nv a 2024 cash 6\n"
    deeper = "v b 2024 commitment 5\nv b 2024 cash 4\nv b1 2024 commitment 7\nv b1 2024 cash 3"
    found = of_lines(make(flows + deeper, lines=lines, bases=BASES))
    assert {line: own[2024][:2] for line, own in found.items()} == {
        "all": ("7", "7"),
        "a": ("3", "3"),
        "b": ("4", "4"),
        "b1": ("4", "4"),
    }
    known = of_lines(make("v all 2024 outstanding 2\nv a 2024 outstanding 3", lines=lines, bases=BASES))
    assert known["all"][2024][1] == "2", "what is printed is kept"


@given(st.integers(0, 50), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=6))
def test_the_bound_without_an_opening_is_below_every_balance_that_is_never_negative(
    opening: int, flows: list[tuple[int, int]]
) -> None:
    rows = [f"v x {2024 + n} {basis} {flow[i]}" for n, flow in enumerate(flows) for i, basis in enumerate(BASES[:2])]
    found = shown("\n".join(rows))
    known = opening
    true = [known := known + bound - paid for bound, paid in flows]
    if min(true) >= 0:
        for n, balance in enumerate(true):
            bound = found.get(2024 + n)
            assert bound is None or Decimal(bound[1] or 0) <= balance
    lowest = max(0, -min(sum(b - p for b, p in flows[: n + 1]) for n in range(len(flows))))
    tight = [lowest + sum(b - p for b, p in flows[: n + 1]) for n in range(len(flows))]
    if 2023 + len(flows) in found:
        assert Decimal(found[2023 + len(flows)][1] or 0) == tight[-1], "the bound is the lowest that any opening allows"
    else:
        assert tight[-1] == 0
