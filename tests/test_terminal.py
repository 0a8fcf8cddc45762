"""Tables on a terminal: literal texts, and colour that carries no meaning alone."""

import io
from dataclasses import replace
from decimal import Decimal

from rich.console import Console

from hostile import ACTING, SEEN, hostile
from ukraine_budget.languages import language
from ukraine_budget.model.language import ENGLISH, Language
from ukraine_budget.model.message import Text
from ukraine_budget.report.table import Block, Column, Records, Row, Table
from ukraine_budget.terminal import display


def displayed(table: Table, *, width: int = 500, colour: bool = False, language: Language = ENGLISH) -> str:
    screen = io.StringIO()
    display(table, Console(file=screen, width=width, color_system="standard" if colour else None), language)
    return screen.getvalue()


COLUMNS = (Column(Text("Line")), Column(Text("2026"), "amount"), Column(Text("Change"), "change"))
ROWS = (
    Row(("Cash",), "heading"),
    Row(("x", Decimal(2100), Decimal(-2200)), level=1),
    Row(("Total", None, None), "total"),
    Row(("bad", Decimal(1), Decimal(1)), "alert"),
)
WHOLE = Table(
    "t/1",
    Text("Title"),
    {},
    Records((), ()),
    {},
    (Block(Text("Fund"), COLUMNS, ROWS), Block(Text(""), COLUMNS, ())),
    (Text("A note."),),
    (Text("[1] p"),),
)


def test_a_table_says_what_plain_text_says() -> None:
    lines = [line.rstrip() for line in displayed(WHOLE).splitlines()]
    assert lines[0] == "Title"
    assert lines[2] == "Fund"
    assert [line.split() for line in lines[3:9]] == [
        ["Line", "2026", "Change"],
        ["─" * len(lines[4])],
        ["Cash"],
        ["x", "2,100", "-2,200"],
        ["Total", "not", "stated"],
        ["bad", "1", "+1"],
    ]
    assert lines[6].startswith("  x ")
    assert lines[-5:] == ["Notes", "A note.", "", "Sources", "[1] p"]


def test_a_table_is_shown_in_the_language_of_its_reader() -> None:
    lines = [line.split() for line in displayed(WHOLE, language=language("nl")).splitlines()]
    assert ["x", "2.100", "-2.200"] in lines
    assert ["Total", "niet", "vermeld"] in lines
    assert [line for line in lines if line in (["Toelichting"], ["Bronnen"])] == [["Toelichting"], ["Bronnen"]]


def test_colour_only_adds_to_what_is_said() -> None:
    coloured = displayed(WHOLE, colour=True)
    assert "\x1b[1;31mbad" in coloured
    plain = "".join(part.partition("m")[2] if n else part for n, part in enumerate(coloured.split("\x1b[")))
    assert plain == displayed(WHOLE)


def test_no_text_is_interpreted() -> None:
    text = displayed(hostile().table)
    assert not any(character in text for character in ACTING)
    assert f"{SEEN} [l]" in text
    assert f"{SEEN} has no total: {SEEN}" in text


def test_a_narrow_screen_wraps_words_and_breaks_no_amount() -> None:
    wide = f"{10**20:,}"
    rows = (
        Row(("one two three four five six", Decimal(10**20), Decimal(-2200)), level=1),
        Row(("x", "2,100 (circa, provisional)", None)),
        Row(("letter-2025-11-27-and-what-follows-it", None, None)),
    )
    text = displayed(replace(WHOLE, blocks=(Block(Text(""), COLUMNS, rows),)), width=30)
    assert {wide, "-2,200", "2,100", "(circa,", "provisional)", "not", "stated"} <= set(text.split())
    assert "\u2026" not in text
    assert "  one two" in text
    assert "  three" in text, "the next line of a cell is indented like the first"
