"""Templates of maps: columns by name, the first that says something, cut, counted on and padded."""

import pytest

from ukraine_budget import UsageError
from ukraine_budget.importing.maps.templates import MOST_FIELDS, Templates, filler
from ukraine_budget.read.notation import NotANumber

COLUMNS = {"code": 0, "name": 1, "year": 2, "a|b": 3, "part:.2": 4}
ROW = ("7", "Defence", "2026", "both", "whole")


@pytest.mark.parametrize(
    ("template", "row", "filled"),
    [
        ("{Code}", (" 7 ", "", "", "", ""), "7"),
        ("X-{code}-{name}", ROW, "X-7-Defence"),
        ("{code|name}", ROW, "7"),
        ("{code|name}", ("", "Defence", "", "", ""), "Defence"),
        ("{code|name}", ("", "", "", "", ""), ""),
        ("{year:+1}", ROW, "2027"),
        ("{year:-2}", ROW, "2024"),
        ("{name:.3}", ROW, "Def"),
        ("{code:03}", ROW, "007"),
        ("{code:03}", ("0001", "", "", "", ""), "0001"),
        ("{code:03}", ("", "", "", "", ""), ""),
        ("{code:03}", ("A", "", "", "", ""), "A"),
        ("{code:04/06}", ("7", "", "", "", ""), "0007"),
        ("{code:04/06}", ("83200", "", "", "", ""), "083200"),
        ("{code|name:03}", ROW, "007"),
        ("{a|b}", ROW, "both"),
        ("{part:.2}", ROW, "whole"),
    ],
)
def test_filled(template: str, row: tuple[str, ...], filled: str) -> None:
    assert filler(template, COLUMNS, {})(row) == filled


def test_what_no_column_says() -> None:
    with pytest.raises(UsageError, match="no single column is called 'cod': did you mean code"):
        filler("{name|cod}", COLUMNS, {})
    with pytest.raises(NotANumber, match="'Defence' is not a whole number"):
        filler("{name:+1}", COLUMNS, {})(ROW)


def test_what_a_template_makes_stays_small() -> None:
    assert filler("{a}" * MOST_FIELDS, {"a": 0}, {})("x") == "x" * MOST_FIELDS
    with pytest.raises(UsageError, match=f"names more than {MOST_FIELDS} columns"):
        filler("{a}" * (MOST_FIELDS + 1), {"a": 0}, {})


def test_words_of_the_column_of_amounts() -> None:
    templates = Templates(COLUMNS)
    fixed = [{"column": name, "column.1": name[-1]} for name in ("V2025", "V2026")]
    assert [templates.filler("{code} {column.1}", words)(ROW) for words in fixed] == ["7 5", "7 6"]
    assert [templates.filler("{column:.2}", words)(ROW) for words in fixed] == ["V2", "V2"]


def test_what_all_columns_of_amounts_share_is_filled_once_a_row() -> None:
    templates = Templates(COLUMNS)
    first, second = (templates.filler("{code}", {"column": name}) for name in ("2025", "2026"))
    assert first is second
    other = ("8", *ROW[1:])
    assert [first(row) for row in (ROW, ROW, other, ROW)] == ["7", "7", "8", "7"]
