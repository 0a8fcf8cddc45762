"""Every format prints every text literally and every amount to its last digit; JSON keeps its contract."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import ukraine_budget
from build import make
from hostile import ACTING, HOSTILE, SEEN, hostile
from transcript import ROOT
from ukraine_budget import UsageError, open_ledger
from ukraine_budget.errors import printable
from ukraine_budget.language import ENGLISH, Text
from ukraine_budget.model.amount import half_width
from ukraine_budget.model.records import Document
from ukraine_budget.model.text import grouped_all, plain, plain_all, signed_all
from ukraine_budget.report.display import qualified, shown, sources
from ukraine_budget.report.table import Block, Column, Records, Row, Table, block
from ukraine_budget.report.values import Hanging, Kind, Qualified
from ukraine_budget.write import TEXTS, render
from ukraine_budget.write.json import machine
from ukraine_budget.write.plain import columns


def table(*rows: Row, columns: tuple[Column, ...] = (Column(Text("Name")),), **more: Any) -> Table:
    return Table("t", Text("Title"), {}, Records(("a",), ()), blocks=(Block(Text(""), columns, rows),), **more)


@pytest.mark.parametrize("format", TEXTS)
def test_no_format_lets_a_text_act_on_the_screen_or_hide(format: str) -> None:
    text = hostile().render(format)
    assert not any(character in text for character in ACTING)
    assert text.endswith("\n")


def test_plain_text_shows_a_text_as_it_is() -> None:
    brief = hostile().render("table")
    assert brief.startswith(f"{SEEN} in 2026: ")
    assert f"\n{SEEN}\n Cash " in brief, "the fund"
    assert f"\n[1] {SEEN}\n" in brief
    text = hostile().render("table", full=True)
    assert f"{SEEN} [l]" in text
    assert f"{SEEN}" in text
    assert f"[1] d, {SEEN}, {SEEN}" in text
    assert f"{SEEN} has no total: {SEEN}" in text


def test_markdown_escapes_what_it_would_interpret() -> None:
    text = hostile().render("markdown", full=True)
    said = (
        r"\\x1b\[31mred\\x1b\[0m \[bold\]x\[/bold\] \\u202eevil\\u202c \\u200b\|a\|\\u2028b\\x07\\x85 "
        r"\<i\>\&amp;\</i\> \*\_\`\~\$\#\{\}" + r"\\"
    )
    assert f"### {said}\n" in text
    assert f"| {said} \\[l\\] |" in text
    assert f"- {said} has no total: {said}\n" in text
    assert f"{said} in 2026: EUR million, ±1\n" in hostile().render("markdown")


def test_json_gives_every_text_back_as_it_is() -> None:
    answer = json.loads(hostile().to_json())
    assert answer["shifts"][0]["label"] == HOSTILE
    assert answer["rows"][1]["locator"] == HOSTILE
    assert f"{HOSTILE} has no total: {HOSTILE}" in [note["text"] for note in answer["notes"]]


def test_csv_makes_text_of_what_a_spreadsheet_would_run() -> None:
    wide = "\uff1d", "\uff0b", "\uff0d", "\uff20"
    values = ("=1+1", "+1", "-1", "@x", *wide, "\tx", "\rx", "a=1", "", 'quote "x", y', "two\nlines", "€ ü")
    text = render(replace(table(), records=Records(("a",), [(value,) for value in values])), "csv")
    assert [row[0] for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row] == [
        *("a", "'=1+1", "'+1", "'-1", "'@x", *(f"'{sign}" for sign in wide)),
        *(r"\tx", r"\rx", "a=1", "", 'quote "x", y', r"two\nlines", "€ ü"),
    ]


def test_csv_values() -> None:
    row = (Decimal("-1E+3"), Decimal("0.100"), True, False, None, ("circa", "=x"), ("=x", "-y"), (), 2026, "2026")
    text = render(replace(table(), records=Records(tuple("abcdefghij"), [row])), "csv")
    assert text == "a,b,c,d,e,f,g,h,i,j\n-1000,0.1,yes,no,,circa =x,'=x -y,,2026,2026\n"


def test_machine_values() -> None:
    document = Document("d")
    assert machine((Decimal("1.50"), None, True, 2026, "x", [], document)) == [
        *("1.5", None, True, 2026, "x", []),
        document._asdict(),
    ]
    with pytest.raises(TypeError, match="float"):
        machine(0.1)


SHOW = (
    *("row_type", "fund", "line", "parent", "year", "basis", "amount", "low", "high", "low_open", "high_open"),
    *("qualifier", "version", "carried", "document", "locator"),
)
CONTRACT = {
    "show/2": (*SHOW, "previous", "change", "change_percent"),
    "outlook/2": SHOW,
    "explain/2": SHOW,
    "check/2": ("severity", "code", "file", "line", "column", "message", "help"),
}
SHIFT = (
    *("fund", "line", "basis", "from_year", "to_year", "amount", "low", "high", "evidence", "size", "label", "kind"),
    *("version", "document", "remainder"),
)


def answers() -> dict[str, dict[str, object]]:
    ledger = open_ledger()
    views = (
        ukraine_budget.show(ledger, 2026),
        ukraine_budget.outlook(ledger),
        ukraine_budget.explain(ledger, "x-military", 2026),
        ukraine_budget.check(claims=True),
    )
    documents = [json.loads(view.to_json()) for view in views]
    return {document["schema"].removeprefix("budget/"): document for document in documents}


def test_json_has_the_names_of_the_contract() -> None:
    found = answers()
    for schema, names in CONTRACT.items():
        answer = found[schema]
        assert answer["schema"] == f"budget/{schema}"
        assert answer["ledger"] == "ukraine-nl"
        assert isinstance(answer["notes"], list)
        assert isinstance(answer["rows"], list)
        for row in answer["rows"]:
            assert set(names) <= set(row)
        if schema != "check/2":
            assert (answer["as_of"], answer["currency"], answer["unit"]) == ("njn-2025-erratum", "EUR", "million")


def test_json_has_amounts_as_strings_and_null_for_what_is_not_stated() -> None:
    answer = json.loads(ukraine_budget.show(open_ledger(), 2026).to_json())
    rows = {(row["line"], row["basis"]): row for row in answer["rows"] if row["line"]}
    cash = rows["x-military", "cash"]
    assert (cash["amount"], cash["low"], cash["high"]) == ("2100", "2050", "2150")
    assert (cash["qualifier"], cash["year"], cash["carried"]) == (["provisional"], 2026, False)
    assert (cash["change"], cash["change_percent"]) == ("-2200", "-51.2")
    silent = rows["support-total", "cash"]
    assert (silent["amount"], silent["low"], silent["low_open"], silent["version"]) == (None, None, False, "")
    (shift,) = answer["shifts"]
    assert set(SHIFT) <= set(shift)
    assert (shift["amount"], shift["low"], shift["high"], shift["size"]) == (None, "0", None, "not-stated")
    left = shift["readings"][0]
    assert (left["end"], left["year"], left["amount"]) == ("from", 2026, "1000")


def test_json_of_an_open_end_is_null_and_says_so() -> None:
    ledger = make("v x 2026 cash 5 - at-least\nv y 2026 cash 0")
    (row, _, total) = json.loads(ukraine_budget.show(ledger, 2026, bases=["cash"]).to_json())["rows"]
    for found in (row, total):
        assert (found["low"], found["low_open"], found["high"], found["high_open"]) == ("5", False, None, True)


@pytest.mark.parametrize("what", ["versions", "lines", "funds", "documents"])
def test_what_is_listed_has_the_columns_of_the_file(what: str) -> None:
    view = ukraine_budget.listing(open_ledger(), what)
    file = ROOT / "ledgers" / "ukraine-nl" / f"{what}.csv"
    stated = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    listed = list(csv.DictReader(view.render("csv").splitlines()))
    columns = list(listed[0])
    assert set(stated[0]) <= set(columns)
    assert sorted(map(_filled, listed), key=str) == sorted(map(_filled, stated), key=str)
    assert list(json.loads(view.to_json())["rows"][0]) == columns


def _filled(row: dict[str, str]) -> dict[str, str]:
    """The cells of a row that say something: a file may lack columns that nothing stands in."""
    return {name: cell for name, cell in row.items() if cell}


def test_claims_have_the_names_of_the_contract() -> None:
    claims = answers()["check/2"]["claims"]
    assert isinstance(claims, list)
    assert set(claims[0]) >= {"claim", "text", "verdict", "left", "right", "missing", "source"}


def test_csv_has_the_columns_of_the_rows() -> None:
    view = ukraine_budget.show(open_ledger(), 2026)
    header, *rows = csv.reader(view.render("csv").splitlines())
    assert tuple(header[: len(SHOW)]) == SHOW
    assert len(rows) == len(view.rows)


def test_a_format_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="unknown format 'jsn': did you mean json"):
        hostile().render("jsn")


def test_plain_text_is_as_wide_as_it_must_be_and_aligned_on_the_screen() -> None:
    columns = (Column(Text("Line")), Column(Text("Amount"), "amount"), Column(Text("%"), "percent"))
    rows = (
        Row(("Cash",), "heading"),
        Row(("支援 Ukraïne" * 20, Decimal(1234567), Decimal("-51.2"))),
        Row(("e\u0301", None, None), level=2),
        Row(("Total", Decimal("0.5"), Decimal("12.0")), "total"),
    )
    lines = render(table(*rows, columns=columns), "table").splitlines()
    wide = cell_len("支援 Ukraïne" * 20)
    assert lines[2] == f"Line{' ' * (wide - 4)}      Amount        %"
    assert lines[3] == f"{'-' * wide}  {'-' * 10}  {'-' * 7}"
    assert lines[4] == "Cash"
    assert [cell_len(line) for line in (lines[5], lines[7])] == [wide + 21, wide + 21]
    assert lines[5].endswith("   1,234,567  -51.2 %")
    assert lines[6].startswith("    e\u0301 ")
    assert lines[6].endswith("not stated")
    assert lines[7].endswith("         0.5  +12.0 %")


def test_a_block_without_rows_or_with_headings_only_has_its_columns() -> None:
    assert render(table(Row(("Cash",), "heading")), "table") == "Title\n\nName\n----\nCash\n"
    assert render(table(), "table") == "Title\n\nName\n----\n"
    assert render(table(), "markdown") == "## Title\n\n| Name |\n| :--- |\n"


def test_notes_and_sources_come_below() -> None:
    whole = table(notes=("One.", "Two."), sources=("[1] a paper",))
    assert render(whole, "table").endswith("----\n\nNotes\nOne.\nTwo.\n\nSources\n[1] a paper\n")
    assert render(whole, "markdown").endswith("\n\n### Notes\n\n- One.\n- Two.\n\n### Sources\n\n- \\[1\\] a paper\n")


def test_markdown_tables() -> None:
    columns = (Column(Text("Line")), Column(Text("2026"), "amount"), Column(Text("±"), "spread"))
    rows = (
        Row(("Cash",), "heading"),
        Row(("x", Decimal(2100), Decimal(50)), level=1),
        Row(("Total", Decimal(2100), None), "total"),
    )
    one = replace(table(), blocks=(Block(Text("Fund"), columns, rows),))
    assert render(one, "markdown") == (
        "## Title\n\n### Fund\n\n"
        "| Line | 2026 | ± |\n| :--- | ---: | ---: |\n"
        "| **Cash** |  |  |\n| &emsp;x | 2,100 | ±50 |\n| **Total** | **2,100** |  |\n"
    )


def test_markdown_keeps_a_figure_with_its_words_and_a_list_apart_from_the_next() -> None:
    columns = (Column(Text("Line")), Column(Text("2026"), "amount"))
    rows = (
        Row(("Cash",), "heading", 1),
        Row(("a b", Hanging(Decimal(-2100), (Text("for now"),)))),
        Row(("c", None), "alert"),
    )
    whole = replace(
        table(*rows, columns=columns, sources=(Text("1. a paper of € 5"),)),
        caveats=(Text("Mind this."),),
        footer=(Text("[1] a letter"), Text("--full: more"), Text("- x")),
    )
    assert render(whole, "markdown").splitlines()[2:] == [
        *("| Line | 2026 |", "| :--- | ---: |", "| &emsp;**Cash** |  |", "| a b | -2,100\xa0for\xa0now |"),
        *("| **c** | **not stated** |", "", "* **!** Mind this.", ""),
        *(r"- \[1\] a letter", "- --full: more", r"- \- x", "", "### Sources", "", "- 1\\. a paper of €\xa05"),
    ]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, "amount", "not stated"),
        (None, "change", ""),
        ("words", "amount", "words"),
        (Decimal(1234), "amount", "1,234"),
        (Decimal("-0.50"), "amount", "-0.5"),
        (Decimal(1234), "change", "+1,234"),
        (Decimal(-1234), "change", "-1,234"),
        (Decimal(0), "change", "0"),
        (Decimal("12.0"), "percent", "+12.0 %"),
        (Decimal("-12.0"), "percent", "-12.0 %"),
        (Decimal(0), "spread", ""),
        (Decimal("0.05"), "spread", "±0.05"),
    ],
)
def test_values_as_people_see_them(value: str | Decimal | None, kind: Kind, text: str) -> None:
    assert shown(value, kind) == text


@given(st.lists(st.none() | st.sampled_from(["", "a\\tb"]) | st.decimals(allow_nan=False, allow_infinity=False)))
def test_a_column_is_shown_as_its_cells_are(values: list[str | Decimal | None]) -> None:
    for kind in get_args(Kind):
        found = Block(Text(), (Column(Text("x"), kind),), tuple(Row((value,)) for value in values))
        assert columns(found, ENGLISH) == [["x", *(printable(shown(value, kind)) for value in values)]]


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False)))
def test_many_decimals_are_written_as_each_is(values: list[Decimal]) -> None:
    assert plain_all(values) == [plain(value) for value in values]
    assert [text.replace(",", "") for text in grouped_all(values)] == plain_all(values)
    assert signed_all(values) == [
        ("+" if value > 0 else "") + text for value, text in zip(values, grouped_all(values), strict=True)
    ]


CELLS = st.one_of(
    *(st.none(), st.booleans(), st.integers(0, 1), st.just(Decimal("1.0")), st.decimals(-2, 2, places=1)),
    *(st.sampled_from(["", "1", "=1", "a\tb", "x"]), st.just(()), st.just(("circa", "=x"))),
)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3)))
def test_a_cell_of_csv_does_not_depend_on_the_others(rows: list[list[object]]) -> None:
    def written(*some: list[object]) -> str:
        return render(replace(table(), records=Records(("a", "b", "c"), list(map(tuple, some)))), "csv")

    head = "a,b,c\n"
    assert written(*rows) == head + "".join(written(row).removeprefix(head) for row in rows)


@pytest.mark.parametrize("format", ["markdown", "table"])
def test_a_column_of_numbers_and_texts(format: str) -> None:
    columns = (Column(Text("A|b")), Column(Text("2026\n"), "amount"), Column(Text("Change"), "change"))
    rows = (
        Row(("x|y", Decimal("1234.50"), Decimal(-1))),
        Row(("h\t", Decimal(1), None), "heading"),
        Row(("z", Decimal(2), Decimal("0.0")), "total", 1),
    )
    lines = render(table(*rows, columns=columns), format).splitlines()
    assert (
        lines[2:]
        == {
            "markdown": [
                r"| A\|b | 2026\\n | Change |",
                "| :--- | ---: | ---: |",
                r"| x\|y | 1,234.5 | -1 |",
                r"| **h\\t** |  |  |",
                "| &emsp;**z** | **2** | **0** |",
            ],
            "table": [
                r"A|b   2026\n  Change",
                "---  -------  ------",
                "x|y  1,234.5      -1",
                r"h\t",
                "  z        2       0",
            ],
        }[format]
    )


def test_half_the_width_of_an_interval_is_exact() -> None:
    low, high = Decimal("1E-29"), Decimal(10**30)
    assert half_width(low, high) == Decimal(f"4{'9' * 29}.{'9' * 28}95")
    assert half_width(None, high) is half_width(low, None) is None
    assert qualified(Decimal(1000), ("circa", "carried")) == Qualified(Decimal(1000), ("circa", "carried"))
    assert qualified(None, ("circa",)) is None


def test_a_block_leaves_out_what_is_blank_in_every_row_but_not_what_is_not_stated() -> None:
    columns = (
        Column(Text("Line")),
        Column(Text("2026"), "amount"),
        Column(Text("Change"), "change"),
        Column(Text("By")),
    )
    found = block(Text(), columns, (Row(("Cash",), "heading"), Row(("x", None, None, ""))))
    assert [column.title for column in found.columns] == ["Line", "2026"]
    assert [row.cells for row in found.rows] == [("Cash",), ("x", None)]


def test_a_column_of_spreads_of_nothing_is_not_there() -> None:
    columns = (Column(Text("Amount"), "amount"), Column(Text("±"), "spread"), Column(Text("Change"), "change"))
    zero, half = Decimal(0), Decimal("0.5")
    assert [column.title for column in block(Text(), columns, (Row((zero, zero, zero)),)).columns] == [
        "Amount",
        "Change",
    ]
    assert len(block(Text(), columns, (Row((zero, zero, zero)), Row((zero, half, zero)))).columns) == 3


def test_a_paper_that_is_known_by_its_title_is_cited_with_it_once() -> None:
    ledger = replace(make("v x 2026 cash 5"), documents={"A memo": Document("A memo", "2025-05-01", title="A memo")})
    assert sources(ledger, ["A memo"]).lines == ("[1] A memo, 1 May 2025",)


def test_values_of_two_kinds_that_are_equal_stay_apart_in_a_stream() -> None:
    rows = [(Decimal(1),), (1,), (True,), ("x",)] * 3000
    table = Table("t", Text("T"), {}, Records(("value",), rows))
    found = json.loads("".join(render(table, "json", ENGLISH)))
    assert [row["value"] for row in found["rows"]][:4] == ["1", 1, True, "x"]
    assert len(found["rows"]) == len(rows)
