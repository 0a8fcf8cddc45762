import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ukraine_budget
from ukraine_budget import LedgerError, open_ledger
from ukraine_budget.read.notation import Grammar, NotANumber, plain

UNSAID = Grammar("", ";")
COMMA_FILE = Grammar("", ",")
POINT = Grammar(".", ";")
COMMA = Grammar(",", ",")


def written(folder: Path, amount: str, grammar: Grammar) -> Path:
    """A file with one amount."""
    path = folder / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=grammar.delimiter)
        rows.writerows([("line", "year", "basis", "amount"), ("x", 2026, "cash", amount)])
    return path


@pytest.mark.parametrize(
    ("text", "grammar", "value"),
    [
        ("12,5", UNSAID, "12.5"),
        ("1.234,5", UNSAID, "1234.5"),
        ("1,234.5", UNSAID, "1234.5"),
        ("1.234.567", UNSAID, "1234567"),
        ("0,123", UNSAID, "0.123"),
        ("1234.567", UNSAID, "1234.567"),
        ("0.001", COMMA_FILE, "0.001"),
        ("1.234", COMMA_FILE, "1.234"),
        ("1,234.5", COMMA_FILE, "1234.5"),
        ("1,234", POINT, "1234"),
        ("1.234", POINT, "1.234"),
        ("1.234", COMMA, "1234"),
        ("1,234", COMMA, "1.234"),
        (" 10.000,1\u00a0", COMMA, "10000.1"),
        ("\u2012 10.000", COMMA, "-10000"),
        ("\u2212\u00a05", POINT, "-5"),
        ("\u20135", POINT, "-5"),
        ("+414", POINT, "414"),
        ("-0.00", POINT, "0.00"),
        ("-0", UNSAID, "0"),
        ("-0.5", POINT, "-0.5"),
        ("9" * 30, POINT, "9" * 30),
    ],
)
def test_numbers_with_one_reading(tmp_path: Path, text: str, grammar: Grammar, value: str) -> None:
    ledger = open_ledger(written(tmp_path, text, grammar), decimal=grammar.decimal or None)
    (row,) = ukraine_budget.explain(ledger, "x", 2026).rows
    assert str(row.amount) == value


@pytest.mark.parametrize(
    ("text", "grammar", "code"),
    [
        ("1.234", UNSAID, "ambiguous-number"),
        ("-1,234", UNSAID, "ambiguous-number"),
        ("1,234", COMMA_FILE, "ambiguous-number"),
        ("12,5", COMMA_FILE, "ambiguous-number"),
        ("12,5", POINT, "bad-number"),
        ("12.5", COMMA, "bad-number"),
        ("1.23.456", COMMA, "bad-number"),
        ("0.123.456", UNSAID, "bad-number"),
    ],
)
def test_numbers_without_one_reading(tmp_path: Path, text: str, grammar: Grammar, code: str) -> None:
    with pytest.raises(LedgerError) as caught:
        open_ledger(written(tmp_path, text, grammar), decimal=grammar.decimal or None)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == (code, 2)
    assert problem.help


GRAMMARS = st.sampled_from([UNSAID, COMMA_FILE, POINT, COMMA, Grammar(",", ";"), Grammar("", "\t")])
TEXTS = st.one_of(st.text("0123456789.,-+ \u2212e_", max_size=9), st.decimals(allow_nan=False, places=3).map(str))


def test_a_cell_of_two_lines_or_of_none_is_no_plain_number() -> None:
    assert POINT.all_plain(["1", "2.5"])
    for cells in (["1\n2"], [""], ["1", ""], ["", "1"], ["1", "-0"], ["-0.0", "1"]):
        assert not POINT.all_plain(cells)


@given(TEXTS, GRAMMARS)
def test_what_is_read_is_a_plain_decimal_and_stays_it(text: str, grammar: Grammar) -> None:
    try:
        value = plain(text, grammar)
    except NotANumber:
        assert not grammar.all_plain([text])
        return
    assert set(value) <= set("-0123456789.")
    assert Decimal(value).is_finite()
    assert plain(value, POINT) == value
    if grammar.all_plain([text]):
        assert value == text


@given(st.integers(), st.integers(0, 999), st.sampled_from([(".", ","), (",", ".")]))
def test_a_grouped_number_is_read_by_its_sign(whole: int, thousandths: int, signs: tuple[str, str]) -> None:
    decimal, group = signs
    text = f"{whole % 10**20:,}".replace(",", group) + f"{decimal}{thousandths:03}"
    assert plain(text, Grammar(decimal, ";")) == f"{whole % 10**20}.{thousandths:03}"
