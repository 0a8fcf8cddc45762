"""The questions that a ledger answers: figures, renumbered lines, units."""

from dataclasses import replace
from decimal import Decimal

import pytest

from build import make, with_columns
from ukraine_budget.model.amount import Amount, Pot
from ukraine_budget.model.records import Line
from ukraine_budget.model.text import grouped_all, plain

RENUMBERED = (Line("old", "f", successor="new"), Line("new", "f"), Line("older", "f", successor="old"))


def test_figures_are_those_of_the_years_lines_versions_and_bases_asked_for() -> None:
    ledger = make("v a 2025 cash 1\nv a 2026 cash 2\nv b 2026 commitment 3\nw a 2026 cash 4 10 circa")
    assert [figure.amount.value for figure in ledger.stated()] == [1, 2, 3, 4]
    assert [figure.amount.value for figure in ledger.stated(years=[2026], lines=["a"])] == [2, 4]
    assert [figure.amount.value for figure in ledger.stated(bases=["commitment"])] == [3]
    (figure,) = ledger.stated(versions=["w"])
    assert figure.amount == Amount(Pot("f", "cash"), Decimal(4), Decimal(-1), Decimal(9))
    assert (figure.qualifier, figure.version, figure.lines, figure.row) == (("circa",), "w", ("a",), 3)
    assert ledger.stated(years=()) == ledger.stated(lines=()) == []
    assert ledger.years == (2025, 2026)


def test_predecessor_and_successor_stated_by_one_version_are_added() -> None:
    ledger = make(
        "v old 2026 cash 1 2 circa\nv new 2026 cash 10 - decision\nv older 2026 cash 0\nv new 2025 cash 5",
        lines=RENUMBERED,
    )
    both, other = ledger.stated()
    assert both.cell == ("new", "cash", 2026)
    assert both.amount == Amount(Pot("f", "cash"), Decimal(11), Decimal(10), Decimal(12))
    assert both.qualifier == ("circa", "decision")
    assert both.lines == ("new", "old", "older")
    assert (other.cell.year, other.amount.value, other.lines) == (2025, Decimal(5), ("new",))
    assert ledger.stated(lines=["new"], years=[2026]) == [both]
    assert ledger.stated(lines=["old"]) == [], "a line that was renumbered is known by its number of today"


def test_the_notes_and_locators_of_what_is_added_are_kept_once() -> None:
    ledger = make("v old 2026 cash 1\nv new 2026 cash 10", lines=RENUMBERED)
    (figure,) = with_columns(ledger, locator=["table 1", "table 2"], note=["as printed", "as printed"]).stated()
    assert (figure.locator, figure.note) == ("table 1; table 2", "as printed")


def test_lines_in_their_tree_are_those_of_today() -> None:
    lines = (Line("all", "f"), Line("was", "f", parent="all", successor="is"), Line("is", "f", parent="all"))
    ledger = make(lines=(*lines, Line("deep", "f", parent="was"), Line("alone", "g")))
    assert ledger.tops == {"f": ("all",), "g": ("alone",)}
    assert ledger.parts == {"all": ("is",), "is": ("deep",)}
    assert ledger.current == {"all": "all", "was": "is", "is": "is", "deep": "deep", "alone": "alone"}


def test_another_unit_scales_amounts_roundings_and_mutations_exactly() -> None:
    ledger = make("v a 2026 cash 3100.5 100", "v a 2026 cash -80.4~0.1 decision cut")
    billions = ledger.in_unit("billion")
    (figure,) = billions.stated()
    assert figure.amount == Amount(Pot("f", "cash"), Decimal("3.1005"), Decimal("3.0505"), Decimal("3.1505"))
    assert billions.mutations[0].amount.value == Decimal("-0.0804")
    assert billions.unit == "billion"
    assert billions.in_unit("one").in_unit("million").stated() == ledger.stated()
    assert [plain(f.amount.value) for f in ledger.in_unit("one").stated()] == ["3100500000"]


def test_only_a_ledger_that_says_its_unit_can_be_shown_in_another() -> None:
    with pytest.raises(ValueError, match="without a unit"):
        replace(make("v a 2026 cash 1"), unit=None).in_unit("billion")
    with pytest.raises(KeyError):
        make("v a 2026 cash 1").in_unit("dozen")


@pytest.mark.parametrize(
    ("value", "short", "with_commas"),
    [
        ("1234567.8900", "1234567.89", "1,234,567.89"),
        ("1E+6", "1000000", "1,000,000"),
        ("-0.00", "0", "0"),
        ("100", "100", "100"),
        ("1E-30", "0.000000000000000000000000000001", "0.000000000000000000000000000001"),
        (
            "-123456789012345678901234567890.5",
            "-123456789012345678901234567890.5",
            "-123,456,789,012,345,678,901,234,567,890.5",
        ),
    ],
)
def test_decimals_as_text(value: str, short: str, with_commas: str) -> None:
    assert plain(Decimal(value)) == short
    assert grouped_all([Decimal(value)]) == [with_commas]
