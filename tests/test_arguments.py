"""What may be given to the functions of the library, and what is said of anything else."""

from decimal import Decimal
from typing import Any

import pytest

import ukraine_budget
from ukraine_budget import LedgerAt, UsageError, open_ledger

ASK: Any = ukraine_budget
"""The library as one without types has it."""
LEDGER: Any = open_ledger("ukraine-nl")
SIDES = ("spring-2025", "letter-2025-11-27")
WRONG: tuple[tuple[Any, str], ...] = (
    (lambda: ASK.show("ukraine-nl", 2026), "ledger is 'ukraine-nl', and must be a ledger, such as open_led"),
    (lambda: ASK.shifts("ukraine-nl"), "of is 'ukraine-nl', and must be a ledger"),
    (lambda: ASK.show(LEDGER, "twenty"), "twenty is not a year from 1900 to 2199, such as 2026"),
    (lambda: ASK.show(LEDGER, True), "year is True, and must be a year"),
    (lambda: ASK.show(LEDGER, 2026.0), "year is 2026.0, and must be a year"),
    (lambda: ASK.show(LEDGER, "26"), "26 is not a year from 1900 to 2199"),
    (lambda: ASK.outlook(LEDGER, years=[2026, "x"]), "x is not a year"),
    (lambda: ASK.outlook(LEDGER, years="2027-2025"), "2027-2025 is a range that runs backwards: write 2025-2027"),
    (lambda: ASK.outlook(LEDGER, years=1.5), "years is 1.5, and must be a year"),
    (
        lambda: ASK.explain(LEDGER, "x-militairy", 2026),
        "unknown line 'x-militairy': did you mean x-military",
    ),
    (lambda: ASK.explain(LEDGER, 7, 2026), "line is 7, and must be a text"),
    (lambda: ASK.history(LEDGER, "x-military", as_of=2025), "as_of is 2025, and must be a text"),
    (lambda: ASK.history(LEDGER, "x-military", as_of="spring"), "spring"),
    (lambda: ASK.show(LEDGER, 2026, funds=5), "funds is 5, and must be a text, or several in a list"),
    (lambda: ASK.show(LEDGER, 2026, funds=[5]), "funds is 5, and must be a text"),
    (
        lambda: ASK.show(LEDGER, 2026, funds="ukraine"),
        "unknown fund 'ukraine': did you mean ukraine-support",
    ),
    (lambda: ASK.show(LEDGER, 2026, bases=["geld"]), "unknown basis 'geld'"),
    (lambda: ASK.show(LEDGER, 2026, top=0), "top is 0, and must be a whole number from one"),
    (lambda: ASK.show(LEDGER, 2026, top="5"), "top is '5', and must be a whole number"),
    (lambda: ASK.show(LEDGER, 2026, unit="millions"), "unknown unit 'millions': did you mean million"),
    (lambda: ASK.outlook(LEDGER, gap="much"), "gap is 'much', and must be a number from zero"),
    (lambda: ASK.outlook(LEDGER, gap=-1), "gap is -1, and must be a number from zero"),
    (lambda: ASK.outlook(LEDGER, gap="inf"), "gap is 'inf', and must be a number from zero"),
    (lambda: ASK.listing(LEDGER, "line"), "unknown list 'line': did you mean lines"),
    (lambda: ASK.diff(LEDGER, "spring-2024", "spring-2025"), "spring-2024"),
    (lambda: ASK.diff(LEDGER, "spring-2025"), "diff compares two versions of a ledger"),
    (lambda: ASK.diff(LedgerAt(LEDGER), LEDGER), "diff compares two versions of a ledger"),
    (lambda: ASK.plot("outlook"), "only an outlook, a history, a diff and shifts can be drawn"),
    (lambda: ASK.plot(ASK.outlook(LEDGER), lines=["tank"]), "unknown line 'tank'"),
    (lambda: ASK.page(LEDGER, years="x"), "x is not a year"),
    (lambda: ASK.export("x"), "ledger is 'x', and must be a ledger"),
    (lambda: ASK.sql_show(LEDGER, 1), "year is 1, and must be a year"),
    (lambda: ASK.glossary(5), "term is 5, and must be a text"),
    (lambda: ASK.schema(None), "name is None, and must be a text"),
    (lambda: ASK.diff(*SIDES), "diff compares two versions of a ledger"),
    (lambda: ASK.show(LEDGER, 2026, yeer=2025), "unknown argument 'yeer': did you mean year"),
    (lambda: ASK.diff(LEDGER, *SIDES, line="x"), "unknown argument 'line': did you mean lines"),
    (lambda: ASK.show(LEDGER), "the arguments are not those of show(ledger, year, *, as_of=None, funds=(), lines=()"),
    (lambda: ASK.open_ledger("ukraine-nl", total=True, all=True), "unknown argument 'all'"),
    (lambda: ASK.open_ledger(basis="geld"), "unknown basis 'geld': there are: allocation, cash, commitment"),
    (lambda: ASK.show(LEDGER, 2026).to_frame(part=True), "unknown argument 'part': did you mean parts"),
    (lambda: ASK.show(LEDGER, 2026).to_bytes(), "the arguments are not those of to_bytes(format, lang='en'"),
    (lambda: ASK.check(claim=True), "unknown argument 'claim': did you mean claims"),
)


@pytest.mark.parametrize(("ask", "said"), WRONG)
def test_every_mistake_is_a_usage_error_that_says_what_may_be_given(ask: Any, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask()
    assert said in str(caught.value)


def test_years_are_numbers_or_digits() -> None:
    assert ASK.show(LEDGER, "2026").to_json() == ASK.show(LEDGER, 2026).to_json()
    for years in (2026, "2026", ["2026"], range(2026, 2027)):
        assert ASK.outlook(LEDGER, years=years).result.years == (2026,)
    for span in ("2025-2026", ["2025-2026"], ("2025", 2026)):
        assert ASK.outlook(LEDGER, years=span).result.years == (2025, 2026)
    for all_of_them in (None, ()):
        assert len(ASK.outlook(LEDGER, years=all_of_them).result.years) > 1
        assert len({row.year for row in ASK.history(LEDGER, "x-military", years=all_of_them).rows}) > 1


def test_years_of_pages_and_statements() -> None:
    assert ASK.sql_show(LEDGER, "2026") == ASK.sql_show(LEDGER, 2026)
    assert ASK.page(LEDGER, years=None, bases="cash").page == ASK.page(LEDGER, bases="cash").page
    assert ASK.page(LEDGER, years="2026", bases="cash").page == ASK.page(LEDGER, years=2026, bases=["cash"]).page


def test_one_name_or_several_and_a_gap_as_any_number() -> None:
    assert str(ASK.show(LEDGER, 2026, top=500)) == str(ASK.show(LEDGER, 2026, top=None))
    one, several = (ASK.show(LEDGER, 2026, bases=bases) for bases in ("cash", ["cash"]))
    assert one.to_json() == several.to_json()
    assert {ASK.outlook(LEDGER, gap=gap).result.limit for gap in (30, "30", 30.0, Decimal(30))} == {30}


def test_bases_are_named_in_english_or_dutch() -> None:
    named = [ASK.show(LEDGER, 2026, bases=basis).to_json() for basis in ("cash", "kas", ["Kasuitgaven"])]
    assert len({*named}) == 1


def test_a_diff_of_two_versions_of_one_ledger() -> None:
    short, long = ASK.diff(LEDGER, *SIDES), ASK.diff(*(LedgerAt(LEDGER, side) for side in SIDES))
    assert short.to_json() == long.to_json()
    assert len(short.rows) > 0
