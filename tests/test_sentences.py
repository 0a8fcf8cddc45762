"""Amounts and comparisons as sentences say them, in both languages."""

from dataclasses import replace
from decimal import Decimal

import pytest

from build import make
from ukraine_budget.catalogues import language
from ukraine_budget.language import Text, said
from ukraine_budget.report.money import Money
from ukraine_budget.report.ratios import Span, compared

DUTCH = language("nl")
EURO = make()


@pytest.mark.parametrize(
    ("amount", "english", "dutch"),
    [
        ("3100", "€3.1 billion", "€ 3,1 miljard"),
        ("4822", "€4,822 million", "€ 4.822 miljoen"),
        ("750", "€750 million", "€ 750 miljoen"),
        ("220.137", "€220.1 million", "€ 220,1 miljoen"),
        ("21415.229", "€21.42 billion", "€ 21,42 miljard"),
        ("4822.5", "€4.82 billion", "€ 4,82 miljard"),
        ("4094000", "€4,094 billion", "€ 4.094 miljard"),
        ("0.704", "€704 thousand", "€ 704 duizend"),
        ("0.0005", "€500", "€ 500"),
        ("0", "€0", "€ 0"),
        ("-5", "minus €5 million", "min € 5 miljoen"),
    ],
)
def test_an_amount_has_at_most_four_digits_in_the_unit_that_loses_none(amount: str, english: str, dutch: str) -> None:
    money = Money.of(EURO, Decimal(amount))
    assert said("{money}", money=money) == english
    assert DUTCH.say(money) == dutch


@pytest.mark.parametrize(
    ("currency", "unit", "english", "dutch"),
    [
        ("USD", "million", "$90 million", "90 miljoen dollar"),
        ("PLN", "million", "PLN 90 million", "PLN 90 miljoen"),
        ("", "million", "90 million", "90 miljoen"),
        (None, None, "90 (unit not stated)", "90 (eenheid niet vermeld)"),
    ],
)
def test_an_amount_has_the_currency_and_unit_of_its_ledger(
    currency: str | None, unit: str | None, english: str, dutch: str
) -> None:
    money = Money.of(replace(EURO, currency=currency, unit=unit), Decimal(90))
    assert said("{money}", money=money) == english
    assert DUTCH.say(money) == dutch


def test_amounts_that_are_compared_share_unit_and_decimals_from_a_billion_on() -> None:
    pairs = [("1000", "3100"), ("3023", "4822"), ("2100", "750")]
    shown = [tuple(str(said("{m}", m=Money.of(EURO, Decimal(a), Decimal(b)))) for a, b in (p, p[::-1])) for p in pairs]
    assert shown == [
        ("€1.0 billion", "€3.1 billion"),
        ("€3,023 million", "€4,822 million"),
        ("€2.1 billion", "€750 million"),
    ]


def span(text: str) -> Span:
    """A span from `value` or `value~half`."""
    value, _, half = text.partition("~")
    return Span(Decimal(value), Decimal(value) - Decimal(half or 0), Decimal(value) + Decimal(half or 0))


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ("2100~50", "4300~50", "about half of it"),
        ("500", "1000", "half of it"),
        ("1040", "500", "just over twice it"),
        ("480", "1000", "almost half of it"),
        ("500~50", "700~50", "15 to 40 % less than it"),
        ("4094", "4062", "0.8 % more than it"),
        ("1200~1", "1000~1", "20 % more than it"),
        ("2100~50", "2150~50", "equal within rounding to it"),
    ],
)
def test_a_comparison_says_what_every_value_of_the_intervals_allows(now: str, before: str, words: str) -> None:
    assert compared(span(now), span(before), Text("it")) == words


@pytest.mark.parametrize(("now", "before"), [("45106", "36"), ("5", "0"), ("-5", "3"), ("5", "-3")])
def test_no_ratio_is_given_that_tells_nothing(now: str, before: str) -> None:
    assert compared(span(now), span(before), Text("it")) is None


def test_an_open_end_is_never_compared_as_a_share() -> None:
    assert compared(Span(Decimal(9), Decimal(9), None), span("3"), Text("it")) is None
    assert compared(Span(Decimal(9), None, Decimal(9)), span("30"), Text("it")) is None
    assert compared(Span(Decimal(9), Decimal(9), None), span("30"), Text("it")) == "equal within rounding to it"


def test_a_change_is_about_so_much_where_its_interval_is_wider_than_a_fiftieth_of_it() -> None:
    assert span("1000~100").is_wide
    assert not span("1000~10").is_wide
    assert Span(Decimal(1), Decimal(1), None).is_wide


def test_percentages_in_dutch() -> None:
    less, more = (compared(span(now), span("700~50"), Text("dat")) for now in ("500~50", "1000~50"))
    assert less is not None
    assert DUTCH.say(less) == "15 tot 40 % minder dan dat"
    assert more is not None
    assert DUTCH.say(more) == "26 tot 62 % meer dan dat"
