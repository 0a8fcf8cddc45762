"""Tables on a terminal: they fit, nothing is lost or broken, texts are literal, and colour carries no meaning alone."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ukraine_budget
from hostile import ACTING, SEEN, hostile
from ukraine_budget import Ledger, View, open_ledger
from ukraine_budget.errors import printable
from ukraine_budget.language import ENGLISH, Text
from ukraine_budget.languages import language
from ukraine_budget.model.text import grouped_all
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Column, Kind, Records, Row, Table
from ukraine_budget.write import plain
from ukraine_budget.write.terminal import write
from ukraine_budget.write.width import wrapped

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
    (Block(Text("Fund"), COLUMNS, ROWS), Block(Text(), COLUMNS, ())),
    (Text("A note."),),
    (Text("[1] p"),),
)
VIEWS: dict[str, Callable[[Ledger], View[Any]]] = {
    "show": lambda ledger: ukraine_budget.show(ledger, 2026),
    "outlook": lambda ledger: ukraine_budget.outlook(ledger, funds=["all"]),
    "diff": lambda _: ukraine_budget.diff(*ukraine_budget.ledgers_at("spring-2025", "letter-2025-11-27")),
    "shifts": ukraine_budget.shifts,
    "explain": lambda ledger: ukraine_budget.explain(ledger, "x-military", 2026),
    "history": lambda ledger: ukraine_budget.history(ledger, "x-total"),
    "check": lambda _: ukraine_budget.check(claims=True),
    **{what: partial(ukraine_budget.listing, what=what) for what in ("versions", "lines", "funds", "documents")},
}


def block(columns: dict[str, Kind], *rows: Row) -> Table:
    """A table of one block."""
    made = Block(
        Text(), tuple(Column(Text(title), kind, of_last=kind == "spread") for title, kind in columns.items()), rows
    )
    return replace(WHOLE, blocks=(made,), notes=(), sources=())


def drawn(table: Table, width: int) -> list[str]:
    """The lines of its blocks."""
    return [line.rstrip() for line in write(table, ENGLISH, width, colour=False).splitlines()[2:]]


def words(text: str) -> Counter[str]:
    return Counter(word.strip(";:") for word in text.split())


def told(table: Table) -> Counter[str]:
    """Every word of every cell and note."""
    cells = (
        printable(shown(value, column.kind))
        for part in table.blocks
        for row in part.rows
        for value, column in zip(row.cells, part.columns, strict=False)
    )
    return words(" ".join([*cells, *table.notes]))


def test_a_table_that_fits_is_as_in_a_pipe() -> None:
    assert write(WHOLE, ENGLISH, 80, colour=False) == plain.write(WHOLE, ENGLISH)
    assert write(WHOLE, ENGLISH, None, colour=False) == plain.write(WHOLE, ENGLISH)


def test_a_table_is_shown_in_the_language_of_its_reader() -> None:
    lines = write(WHOLE, language("nl"), 80, colour=False)
    assert lines == plain.write(WHOLE, language("nl"))
    assert "  x           2.100  -2.200" in lines
    narrow = VIEWS["show"](open_ledger()).table
    assert "Bron: [1]" in write(narrow, language("nl"), 80, colour=False)


def test_colour_only_adds_to_what_is_said() -> None:
    coloured = write(WHOLE, ENGLISH, 80, colour=True)
    assert "\x1b[1;31mbad " in coloured
    assert "\x1b[1mTitle\x1b[0m\n\n\x1b[1mFund\x1b[0m\n\x1b[1mLine " in coloured
    assert "\x1b[3mCash\x1b[0m\n  x " in coloured
    assert re.sub(r"\x1b\[[0-9;]+m", "", coloured) == plain.write(WHOLE, ENGLISH)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_every_view_fits_and_says_all_that_a_pipe_is_told(view: str, width: int) -> None:
    table = VIEWS[view](open_ledger()).table
    text = write(table, ENGLISH, width, colour=False)
    assert max(map(len, text.splitlines())) <= width
    longest = width - 10 if width >= 80 else 20  # on a narrower screen the names of claims are broken
    whole = Counter({word: count for word, count in told(table).items() if len(word) < longest})
    assert not whole - words(text)


SMALL = block(
    {"Line": "text", "2025": "amount", "2026": "amount", "Status": "text", "Source": "text"},
    Row(("Cash",), "heading"),
    Row(("one two three", Decimal(1000), None, "stands as it was", "[1] answer 3"), level=1),
    Row(("four", Decimal(2000), Decimal(7), "", "[1] answer 3"), "total"),
)


def test_texts_wrap_between_words_and_a_name_keeps_its_indent() -> None:
    assert drawn(SMALL, 60) == [
        "Line        2025        2026  Status        Source",
        "---------  -----  ----------  ------------  ------------",
        "Cash",
        "  one two  1,000  not stated  stands as it  [1] answer 3",
        "   three                      was",
        "four       2,000           7                [1] answer 3",
    ]


def test_columns_of_words_that_do_not_fit_stand_under_their_row() -> None:
    assert drawn(SMALL, 50) == [
        "Line              2025        2026  Status",
        "---------------  -----  ----------  ------------",
        "Cash",
        "  one two three  1,000  not stated  stands as it",
        "                                    was",
        "      Source: [1] answer 3",
        "four             2,000           7",
        "    Source: [1] answer 3",
    ]
    assert drawn(SMALL, 40)[3:6] == [
        "  one two three  1,000  not stated",
        "      Status: stands as it was",
        "      Source: [1] answer 3",
    ]


def test_what_stands_under_a_row_takes_as_few_lines_as_it_can() -> None:
    table = block({"a": "text", "b": "text", "c": "text", "d": "text"}, Row(("x", f"{'y' * 60} {'z' * 9}", "c", "d")))
    assert drawn(table, 55)[2:] == ["x", "    b:", f"    {'y' * 51}", f"    {'y' * 9} {'z' * 9}; c: c; d: d"]


def test_columns_of_numbers_that_do_not_fit_follow_in_a_next_part() -> None:
    years: dict[str, Kind] = {str(year): "amount" for year in range(2020, 2026)}
    values = [Decimal(10**9 + n) for n in range(6)]
    table = block({"Line": "text", **years, "Source": "text"}, Row(("Cash",), "heading"), Row(("a b", *values, "[1]")))
    assert drawn(table, 60) == [
        "Line           2020           2021           2022",
        "----  -------------  -------------  -------------",
        "Cash",
        "a b   1,000,000,000  1,000,000,001  1,000,000,002",
        "",
        "Line           2023           2024           2025  Source",
        "----  -------------  -------------  -------------  ------",
        "Cash",
        "a b   1,000,000,003  1,000,000,004  1,000,000,005  [1]",
    ]


def test_a_column_that_tells_of_the_one_before_it_stays_with_it_if_they_fit_together() -> None:
    columns: dict[str, Kind] = {"Line": "text", "2025": "amount", "±": "spread", "2026": "amount", "± ": "spread"}
    table = block(columns, Row(("a", *map(Decimal, (10**12, 5, 10**12, 7)))))
    assert drawn(table, 46) == [
        "Line               2025   ±",
        "----  -----------------  --",
        "a     1,000,000,000,000  ±5",
        "",
        "Line               2026  ±",
        "----  -----------------  --",
        "a     1,000,000,000,000  ±7",
    ]
    assert [line.split() for line in drawn(table, 24) if line.startswith("Line")] == [
        ["Line", "2025"],
        ["Line", "±"],
        ["Line", "2026"],
        ["Line", "±"],
    ], "as far as there is room"


def test_an_amount_is_never_broken_and_keeps_what_belongs_to_it() -> None:
    wide = Decimal(10**40)
    table = block({"Line": "text", "2026": "change"}, Row(("x", wide)), Row(("y", "-1,000 (-51.2 %) within rounding")))
    lines = drawn(table, 30)
    assert f"+{grouped_all([wide])[0]}" in lines[2]
    table = block({"Line": "text", "2026": "change"}, Row(("y", "-1,000 ±50 (-51.2 %) different series")))
    assert [line.split("  ")[-1].strip() for line in drawn(table, 30)[2:]] == [
        "-1,000 ±50 (-51.2 %)",
        "different series",
    ]


def test_a_number_keeps_its_percent_sign_and_what_it_is_more_or_less() -> None:
    assert wrapped("falls by 51.2 % or 1,000 ± 100 now", 13) == ["falls by", "51.2 % or", "1,000 ± 100", "now"]


def test_a_word_is_broken_only_where_no_column_could_hold_it() -> None:
    assert wrapped("letter-2025-11-27 and https://example.org/a", 20) == [
        "letter-2025-11-27",
        "and",
        "https://example.org/",
        "a",
    ]
    long = "x" * 10_000
    table = block({"Line": "text", "2026": "amount"}, Row((long, Decimal(1))), Row(("letter-2025-11-27", Decimal(2))))
    lines = drawn(table, 40)
    assert max(map(len, lines)) <= 40
    assert "".join(line.split(" ")[0 if line[0] != " " else 1] for line in lines[2:-1]) == long
    assert lines[-1].startswith("letter-2025-11-27 ")


def test_characters_of_two_places_are_counted_as_two() -> None:
    assert wrapped("烏克蘭 烏克蘭", 8) == ["烏克蘭", "烏克蘭"]
    assert wrapped("烏克蘭烏克蘭", 8) == ["烏克蘭烏", "克蘭"]


def test_no_text_is_interpreted() -> None:
    for width in (500, 60):
        text = write(hostile().table, ENGLISH, width, colour=False)
        assert not any(character in text for character in ACTING)
    assert f"{SEEN} [l]" in write(hostile().table, ENGLISH, 500, colour=False)


TEXTS = st.text(st.sampled_from("ab-é ŀ烏"), max_size=40)
CELLS: dict[Kind, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "amount": st.none() | st.decimals(-(10**12), 10**12, places=2),
    "change": TEXTS | st.decimals(-(10**12), 10**12, places=2),
}


@st.composite
def blocks(draw: st.DrawFn) -> Table:
    kinds = draw(st.lists(st.sampled_from([*CELLS]), min_size=1, max_size=8))
    cells = st.tuples(*(CELLS[kind] for kind in kinds))
    rows = draw(st.lists(st.builds(Row, cells, st.sampled_from(["line", "total"]), st.integers(0, 2)), max_size=5))
    return block({f"c{n}": kind for n, kind in enumerate(kinds)}, *rows)


@given(blocks(), st.integers(20, 120))
def test_any_table_at_any_width_keeps_every_character_and_breaks_no_amount(table: Table, width: int) -> None:
    text = write(table, ENGLISH, width, colour=False)
    amounts = {shown(cell, "change") for row in table.blocks[0].rows for cell in row.cells if isinstance(cell, Decimal)}
    whole = Counter({word: count for word, count in told(table).items() if word in amounts})
    assert not whole - words(text)
    letters = Counter("".join(told(table).elements()))
    assert not letters - Counter(text)


def test_a_narrow_block_is_drawn_as_it_is_where_it_fits() -> None:
    columns = (Column(Text("")), Column(Text("2026"), "amount"))
    narrow = replace(
        WHOLE, blocks=(Block(Text(), columns, (Row((Text("Aid to schools"), Decimal(2100))),), is_narrow=True),)
    )
    assert write(narrow, ENGLISH, 80, colour=False) == plain.write(narrow, ENGLISH)
    squeezed = write(narrow, ENGLISH, 16, colour=False)
    assert max(map(len, squeezed.splitlines())) <= 16
    assert "2,100" in squeezed
