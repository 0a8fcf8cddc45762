"""Tables on a terminal: they fit, nothing is lost or broken, texts are literal, and colour carries no meaning alone."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
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
from ukraine_budget.catalogues import language
from ukraine_budget.errors import printable
from ukraine_budget.language import ENGLISH, Language, Text
from ukraine_budget.model.text import grouped_all
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Column, Records, Row, Table
from ukraine_budget.report.values import Hanging, Kind, Qualified
from ukraine_budget.write import plain
from ukraine_budget.write.terminal import LONG, write
from ukraine_budget.write.width import wrapped

COLUMNS = (Column(Text("Line")), Column(Text("2026"), "amount"), Column(Text("Change"), "change"))
ROWS = (
    Row(("Cash",), "heading"),
    Row(("x", Decimal(2100), Decimal(-2200)), level=1),
    Row(("Total", None, None), "total"),
    Row(("bad", Decimal(1), Decimal(1)), "alert"),
)
WHOLE = Table(
    "t",
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
    made = Block(Text(), tuple(Column(Text(title), kind) for title, kind in columns.items()), rows)
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


def ends_trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def without_rules(text: str) -> str:
    """What a pipe is told, but for the rules under the titles of columns."""
    return re.sub(r"^[- ]+-\n", "", text, flags=re.MULTILINE)


def test_a_table_that_fits_is_as_in_a_pipe() -> None:
    fitted = ends_trimmed(write(WHOLE, ENGLISH, 80, colour=False))
    assert fitted == without_rules(plain.write(WHOLE, ENGLISH))
    assert write(WHOLE, ENGLISH, None, colour=False) == plain.write(WHOLE, ENGLISH)


def test_a_long_table_is_plain_text_where_it_fits_and_stands_below_its_names_where_not() -> None:
    rows = [Row((f"line {n}", Decimal(2100), Decimal(-5))) for n in range(LONG + 1)]
    table = block({"Line": "text", "2026": "amount", "Change": "change"}, Row(("Cash",), "heading"), *rows)
    assert write(table, ENGLISH, 80, colour=False) == plain.write(table, ENGLISH)
    assert drawn(table, 20)[:4] == ["Line", "Cash", "line 0", "  2026: 2,100"]
    assert drawn(table, 20)[4] == "  Change: -5"


def test_a_table_is_shown_in_the_language_of_its_reader() -> None:
    lines = write(WHOLE, language("nl"), 80, colour=False)
    assert "  x           2.100  -2.200" in lines
    narrow = VIEWS["show"](open_ledger()).table
    assert "Bron: [1]" in write(narrow, language("nl"), 80, colour=False)


def test_colour_only_adds_to_what_is_said() -> None:
    coloured = write(WHOLE, ENGLISH, 80, colour=True)
    assert "\x1b[1;31mbad" in coloured
    assert "\x1b[1mTitle\x1b[0m\n\n\x1b[1mFund\x1b[0m\n\x1b[1mLine" in coloured
    assert "\x1b[3mCash\x1b[0m\n  x " in coloured
    assert "\x1b[2m  not stated\x1b[0m" in coloured or "\x1b[1;2mnot stated" in coloured
    assert re.sub(r"\x1b\[[0-9;]+m", "", coloured) == write(WHOLE, ENGLISH, 80, colour=False)


def test_a_gap_is_red_and_only_the_sign_of_a_caveat_yellow() -> None:
    ahead = ukraine_budget.outlook(open_ledger())
    for full in (False, True):
        coloured = write(ahead.laid_out("table", full=full), ENGLISH, 200, colour=True)
        (red,) = [line for line in coloured.splitlines() if "\x1b[1;31m" in line]
        assert "-2,200" in red
    brief = write(ahead.laid_out("table", full=False), ENGLISH, 80, colour=True)
    assert "\x1b[1;33m! \x1b[0mThe erratum says" in brief


def test_what_is_not_stated_and_the_papers_are_dim() -> None:
    row = Row(("x", None, "[1] [2]", "[1] answer 3"))
    coloured = write(
        block({"Line": "text", "2026": "amount", "": "text", "Source": "text"}, row), ENGLISH, 80, colour=True
    )
    assert re.findall(r"\x1b\[2m([^\x1b]*)", coloured) == ["not stated", "[1] [2]"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 500])
def test_every_view_fits_and_says_all_that_a_pipe_is_told(view: str, width: int) -> None:
    table = VIEWS[view](open_ledger()).table
    text = write(table, ENGLISH, width, colour=False)
    assert max(len(line.rstrip()) for line in text.splitlines()) <= max(width, 24)
    longest = width - 10 if width >= 80 else 10  # on a narrower screen the names of claims are broken
    whole = Counter({word: count for word, count in told(table).items() if len(word) < longest})
    assert not whole - words(text)


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("view", ["show", "outlook", "diff", "explain", "history"])
@pytest.mark.parametrize("width", [20, 40, 80, 500])
def test_no_figure_is_parted_from_its_word_at_any_width(view: str, width: int, lang: str) -> None:
    """Every figure of a view that people see stands whole on a line, with its word, as it does in a pipe."""
    shown_to = language(lang)
    table = VIEWS[view](open_ledger()).laid_out("table", full=False)
    lines = [re.sub(r" +", " ", line) for line in write(table, shown_to, width, colour=False).splitlines()]
    figures = {figure for part in table.blocks for figure in figures_of(part, shown_to) if len(figure) <= width}
    assert figures
    assert {figure for figure in figures if not any(figure in line for line in lines)} == set()


def figures_of(part: Block, shown_to: Language) -> Iterator[str]:
    for row in part.rows:
        for value in row.cells:
            if isinstance(value, Hanging | Decimal | Qualified):
                yield shown(value, "amount", shown_to)


SMALL = block(
    {"Line": "text", "2025": "amount", "2026": "amount", "Status": "text", "Source": "text"},
    Row(("Cash",), "heading"),
    Row(("one two three", Decimal(1000), None, "stands as it was", "[1] answer 3"), level=1),
    Row(("four", Decimal(2000), Decimal(7), "", "[1] answer 3"), "total"),
)


def test_texts_wrap_between_words_and_a_name_keeps_its_indent() -> None:
    table = block({"Line": "text", "2025": "amount"}, Row(("one two three four five six", Decimal(1000)), level=1))
    assert drawn(table, 30) == [
        "Line                      2025",
        "  one two three four     1,000",
        "   five six",
    ]


def test_columns_of_words_that_do_not_fit_stand_under_their_row() -> None:
    assert drawn(SMALL, 60) == [
        "Line           2025        2026  Status        Source",
        "Cash",
        "  one two     1,000  not stated  stands as it  [1] answer 3",
        "   three                          was",
        "four          2,000           7                [1] answer 3",
    ]
    assert drawn(SMALL, 40) == [
        "Line              2025        2026",
        "Cash",
        "  one two three  1,000  not stated",
        "    Status: stands as it was",
        "    Source: [1] answer 3",
        "four             2,000           7",
        "  Source: [1] answer 3",
    ]


def test_what_stands_under_a_row_takes_as_few_lines_as_it_can() -> None:
    table = block({"a": "text", "b": "text", "c": "text", "d": "text"}, Row(("x", f"{'y' * 60} {'z' * 9}", "c", "d")))
    assert drawn(table, 55) == ["a", "x", "  b:", f"   {'y' * 52}", f"   {'y' * 8} {'z' * 9}; c: c; d: d"]


def test_numbers_that_do_not_fit_stand_under_their_row_each_with_its_title() -> None:
    years: dict[str, Kind] = {str(year): "amount" for year in range(2020, 2024)}
    values = [Decimal(10**9 + n) for n in range(4)]
    table = block({"Line": "text", **years, "Source": "text"}, Row(("Cash",), "heading"), Row(("a b", *values, "[1]")))
    assert drawn(table, 50) == [
        "Line",
        "Cash",
        "a b",
        "  2020: 1,000,000,000; 2021: 1,000,000,001",
        "  2022: 1,000,000,002; 2023: 1,000,000,003",
        "  Source: [1]",
    ]


def test_what_an_amount_is_more_or_less_stays_beside_it() -> None:
    columns: dict[str, Kind] = {"Line": "text", "2025": "amount", "±": "spread", "2026": "amount", "± ": "spread"}
    table = block(columns, Row(("a", *map(Decimal, (10**12, 5, 10**12, 7)))))
    assert drawn(table, 30) == ["Line", "a", "  2025: 1,000,000,000,000 ±5", "  2026: 1,000,000,000,000 ±7"]


def test_a_row_without_a_name_belongs_to_the_one_above_it() -> None:
    columns = {"Line": "text", "Year": "text", "2026": "amount"}
    rows = Row(("schools", "2025", Decimal(1000))), Row(("", "2026", Hanging(Decimal(9), (Text("circa"),))))
    table = block(columns, *rows)  # type: ignore[arg-type]  # kinds as words
    assert drawn(table, 17) == ["Line", "schools", "  Year: 2025", "  2026: 1,000", "  Year: 2026", "  2026: 9 circa"]


def test_an_amount_is_never_broken() -> None:
    wide = Decimal(10**40)
    table = block({"Line": "text", "2026": "change"}, Row(("x", wide)), Row(("y", "-1,000 (-51.2 %) within rounding")))
    assert f"+{grouped_all([wide])[0]}" in drawn(table, 30)[3]
    table = block({"Line": "text", "2026": "change"}, Row(("y", "-1,000 ±50 (-51.2 %) different series")))
    assert drawn(table, 30)[2:] == ["  2026:", "   -1,000 ±50 (-51.2 %)", "   different series"]


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
    assert "".join(line.strip() for line in lines[1:-3]) == long
    assert lines[-3:] == ["  2026: 1", "letter-2025-11-27", "  2026: 2"]


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
    rows = (Row((Text("Aid to schools"), Hanging(Decimal(2100), (Text("for now"),)))),)
    narrow = replace(WHOLE, blocks=(Block(Text(), columns, rows, is_narrow=True),))
    assert ends_trimmed(write(narrow, ENGLISH, 80, colour=False)) == plain.write(narrow, ENGLISH)
    assert drawn(narrow, 16)[:3] == ["Aid to schools", "  2026:", "   2,100 for now"]


def test_a_text_without_a_title_that_fits_no_line_wraps_under_its_row() -> None:
    table = block({"Line": "text", "": "text"}, Row(("x", "one two three four five six seven")))
    assert drawn(table, 16) == ["Line", "x", "   one two three", "   four five six", "   seven"]
