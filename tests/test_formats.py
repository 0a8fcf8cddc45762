"""The formats for other programs: pages, LaTeX, workbooks, Parquet. Every text literally, every amount exactly."""

import io
import json
import re
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from importlib import import_module
from typing import Any, NamedTuple

import pytest

import ukraine_budget
from build import make
from hostile import ACTING, HOSTILE, hostile
from ukraine_budget import LedgerAt, UsageError, View, open_ledger
from ukraine_budget.errors import printable
from ukraine_budget.language import Text
from ukraine_budget.report.table import Block, Column, Records, Row, Table
from ukraine_budget.report.values import Qualified
from ukraine_budget.write import BINARIES, FORMATS, encoded, render

openpyxl, pq, pa = map(import_module, ("openpyxl", "pyarrow.parquet", "pyarrow"))

NAMES = (
    "<script>alert(1)</script>",
    '=HYPERLINK("https://example.org","x")',
    "+1",
    "\uff1d1+1",
    "@SUM(A1)",
    r"\input{/etc/passwd}",
    "\x1b[31mred",
    "\u202eevil",
    "_x0041_",
    "n" * 10_000,
    HOSTILE,
)


class Named(NamedTuple):
    """A row of which only the name is said."""

    name: str


def table(*rows: Row, columns: tuple[Column, ...] = (Column(Text("Name")),), title: str = "") -> Table:
    return Table("t", Text("Title"), {}, Records(("a",), ()), blocks=(Block(Text(title), columns, rows),))


def everywhere(name: str) -> Table:
    """A table that says a name in every place that has words."""
    return Table(
        "t",
        Text(name),
        {"ledger": name},
        Records(("name",), [Named(name)], Named),
        blocks=(
            Block(
                Text(name),
                (Column(Text(name)), Column(Text(name), "amount")),
                (Row((name,), "heading"), Row((name, name))),
            ),
        ),
        notes=(Text(name),),
        sources=(Text(name),),
    )


class Page(HTMLParser):
    """The words of a page by where they stand, and its tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append((self.tags[-1][0], data.strip("\n")))

    def said(self, tag: str) -> list[str]:
        return [words for found, words in self.words if found == tag]


def sheet(table: Table) -> Any:
    return openpyxl.load_workbook(io.BytesIO(encoded(table, "xlsx"))).active


def views() -> list[View[Any]]:
    ledger = open_ledger()
    return [
        ukraine_budget.show(ledger, 2026),
        ukraine_budget.outlook(ledger),
        ukraine_budget.explain(ledger, "x-military", 2026),
        ukraine_budget.diff(LedgerAt(ledger, "spring-2025"), LedgerAt(ledger, "letter-2025-11-27")),
        ukraine_budget.shifts(ledger),
        ukraine_budget.history(ledger, "x-military"),
        ukraine_budget.listing(ledger, "documents"),
        ukraine_budget.glossary(),
        ukraine_budget.check(claims=True),
    ]


def test_every_view_has_every_format_the_same_from_run_to_run() -> None:
    for first, second in zip(views(), views(), strict=True):
        for format in FORMATS:
            assert first.to_bytes(format) == second.to_bytes(format) != b""


@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_a_name_and_does_nothing_with_it(name: str) -> None:
    page = Page(render(everywhere(name), "html"))
    shown = printable(name)
    assert [page.said(tag) for tag in ("title", "h1", "caption", "td")] == [[shown], [shown], [shown], [shown]]
    assert page.said("th") == [shown] * 4
    assert "".join(words for tag, words in page.words if tag in ("li", "a")) == shown * 2
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "i", "link", "img"})
    assert not any(character in render(everywhere(name), "html") for character in ACTING)


def test_a_page_asks_nothing_of_any_network() -> None:
    for view in views():
        text = view.render("html")
        page = Page(text)
        assert "default-src 'none'" in text
        assert {tag for tag, _ in page.tags}.isdisjoint({"script", "link", "img", "iframe"})
        assert not any(name in ("src", "action") for _, attributes in page.tags for name in attributes)
        assert "url(" not in text
        assert "@import" not in text


def test_the_parts_of_a_page() -> None:
    columns = (Column(Text("Line")), Column(Text("2026"), "amount"), Column(Text("Said")))
    rows = (
        Row(("above", None, "")),
        Row(("Cash",), "heading"),
        Row(("x", Decimal(2100), "w" * 25), level=2),
        Row(("Total", Qualified(Decimal(2100), ("circa",)), "two words"), "total"),
        Row(("Missing", None, ""), "alert"),
    )
    whole = replace(table(*rows, columns=columns, title="Fund"), sources=(Text("[1] a, https://example.org/?a=1&b"),))
    text = render(whole, "html")
    assert '<html lang="en">' in text
    assert "<caption>Fund</caption>" in text
    words = '<span class="words" style="--room: 5">'
    head = f'<th scope="col" class="number">2026 {words}</span></th><th scope="col">Said'
    assert f'<thead><tr><th scope="col">Line</th>{head}' in text
    assert text.count("<tbody>") == text.count("</tbody>") == 2
    assert '<tbody>\n<tr><th scope="rowgroup" colspan="3">Cash</th></tr>' in text
    assert (
        f'<tr><th scope="row" style="--level: 2">x</th><td class="number">2,100 {words}</span></td>'
        f"<td>{'w' * 25}</td></tr>" in text
    )
    total = f'<td class="number">2,100 {words}circa</span></td><td class="short">two words</td>'
    assert f'<tr class="total"><th scope="row">Total</th>{total}' in text
    none = f'<td class="number none">not stated {words}</span></td><td></td>'
    assert f'<tr class="alert"><th scope="row">Missing</th>{none}' in text
    assert (
        '<li>[1] a, <a href="https://example.org/?a=1&amp;b" rel="noreferrer">https://example.org/?a=1&amp;b</a></li>'
        in text
    )
    assert "<h2>Notes</h2>" not in text
    assert '<div class="wide" role="region" aria-label="Fund" tabindex="0">' in text
    assert "<caption>" not in render(table(), "html")
    assert 'aria-label="Title"' in render(table(), "html")


def test_only_addresses_of_the_web_are_links() -> None:
    text = render(
        replace(table(), sources=(Text("javascript:alert(1)"), Text('<https://example.org"onclick=x>'))), "html"
    )
    assert [attributes["href"] for tag, attributes in Page(text).tags if tag == "a"] == ["https://example.org"]


@pytest.mark.parametrize("name", NAMES)
def test_latex_shows_a_name_and_does_nothing_with_it(name: str) -> None:
    text = render(everywhere(name), "latex")
    assert not any(character in text for character in ACTING)
    assert r"\input{/" not in text
    commands = set(re.findall(r"\\[a-zA-Z]+", text.partition("\n\\section")[2]))
    assert commands <= {
        *(r"\begin", r"\end", r"\toprule", r"\midrule", r"\bottomrule", r"\subsection", r"\item", r"\addlinespace"),
        *(
            r"\raggedright",
            r"\arraybackslash",
            r"\normalsize",
            r"\small",
            r"\scriptsize",
            r"\medskip",
            r"\par",
            r"\endhead",
        ),
        *(r"\endhead", r"\endlastfoot", r"\rlap", r"\parbox", r"\columnwidth", r"\textit", r"\strut"),
        *(r"\textbackslash", r"\textasciitilde", r"\textasciicircum", r"\textless", r"\textgreater", r"\textbar"),
        *(r"\textquotedbl", r"\textasciigrave", r"\allowbreak"),
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_shows_a_name_and_does_not_run_it(name: str) -> None:
    whole = everywhere(name)
    cells = [cell for row in sheet(whole).iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if cell.value not in ("Notes", "Sources")] == [printable(name)] * 9
    assert all(
        cell.quotePrefix == (printable(name)[0] in "=+-@\uff1d") for cell in cells if cell.value == printable(name)
    )
    with zipfile.ZipFile(io.BytesIO(encoded(whole, "xlsx"))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("value", "kind", "found", "format"),
    [
        (Decimal(2100), "amount", 2100, "#,##0"),
        (Decimal("34.920"), "amount", 34.92, "#,##0.00"),
        (Decimal("1E+3"), "amount", 1000, "#,##0"),
        (Decimal("-0.5"), "change", -0.5, "+#,##0.0;-#,##0.0;0"),
        (Decimal("12.0"), "percent", 0.12, "+0.0%;-0.0%;0%"),
        (Decimal(20), "share", 0.2, "0%"),
        (Decimal(50), "spread", 50, '"±"#,##0;;'),
        (None, "amount", "not stated", "#,##0"),
        ("words", "amount", "words", "#,##0"),
        (Qualified(Decimal("4300.5"), ("circa", "carried")), "amount", 4300.5, "#,##0.0"),
        (Qualified(Decimal(1), ('a"b',)), "change", 1, "#,##0"),
        (Qualified(Decimal(1), ()), "change", 1, "#,##0"),
        (Qualified(Decimal(2), ("GAP",), "change"), "amount", 2, "+#,##0;-#,##0;0"),
        (Qualified(Decimal("-51.2"), (), "percent"), "amount", -0.512, "+0.0%;-0.0%;0%"),
        (Decimal("123456789012.345"), "amount", 123456789012.345, "#,##0.000"),
        (Decimal("1234567890123.456"), "amount", "1,234,567,890,123.456", "#,##0.000"),
        (Decimal(10**15), "amount", "1,000,000,000,000,000", "#,##0"),
        (Qualified(Decimal(10**15), ("circa",)), "amount", "1,000,000,000,000,000 (circa)", "#,##0"),
    ],
)
def test_numbers_of_a_workbook(value: Any, kind: Any, found: object, format: str) -> None:
    cell = sheet(table(Row(("x", value)), columns=(Column(Text("Line")), Column(Text("2026"), kind))))["B4"]
    assert (cell.value, cell.number_format, cell.alignment.horizontal) == (found, format, "right")


@pytest.mark.parametrize(("value", "kind"), [(None, "change"), (Decimal(0), "spread"), ("", "text")])
def test_a_blank_cell_is_not_written(value: Any, kind: Any) -> None:
    written = encoded(table(Row(("x", value)), columns=(Column(Text("Line")), Column(Text("2026"), kind))), "xlsx")
    with zipfile.ZipFile(io.BytesIO(written)) as book:
        assert b'r="B3"' in (xml := book.read("xl/worksheets/sheet1.xml"))
        assert b'r="B4"' not in xml


def test_the_parts_of_a_sheet() -> None:
    columns = (Column(Text("Line")), Column(Text("Year")), Column(Text("2026"), "amount"))
    rows = (
        Row(("Cash",), "heading"),
        Row(("x" * 70, "2026", Decimal(5)), level=2),
        Row(("Total", "2026", None), "total"),
        Row(("Bad", "2026", None), "alert"),
    )
    blocks = (Block(Text("Fund"), columns, rows), Block(Text(""), (Column(Text("Only")),), ()))
    found = sheet(
        Table("show", Text("Title"), {}, Records((), ()), {}, blocks, (Text("One."), Text("Two.")), (Text("[1] a"),))
    )
    assert found.title == "show"
    assert found.parent.properties.created.year == 2000, "the day on which it is made would change its bytes"
    assert found.freeze_panes == "A2"
    values = {cell.coordinate: cell.value for row in found.iter_rows() for cell in row if cell.value is not None}
    assert values == {
        "A1": "Title",
        **dict(zip(("A3", "A4", "B4", "C4", "A5"), ("Fund", "Line", "Year", "2026", "Cash"), strict=True)),
        **dict(zip(("A6", "B6", "C6", "A7", "B7"), ("x" * 70, "2026", 5, "Total", "2026"), strict=True)),
        **dict(zip(("C7", "A8", "B8", "C8", "A10"), ("not stated", "Bad", "2026", "not stated", "Only"), strict=True)),
        **dict(zip(("A12", "A13", "A14", "A16", "A17"), ("Notes", "One.", "Two.", "Sources", "[1] a"), strict=True)),
    }
    assert [found[at].font.bold for at in ("A1", "A3", "A4", "C4", "A5", "A6", "C7", "A8", "A12", "A13")] == [
        *(True, True, True, True, True, False, True, True, True, False)
    ]
    assert (found["A5"].font.italic, found["A8"].font.color.rgb) == (True, "FFAA0000")
    assert (found["A6"].alignment.indent, found["A6"].alignment.horizontal) == (2, "left")
    assert [round(found.column_dimensions[name].width) for name in "ABC"] == [61, 7, 12]


def test_a_text_that_no_cell_holds_is_refused() -> None:
    with pytest.raises(UsageError, match="more than the sheet of a workbook can hold, 1,048,576 rows"):
        encoded(everywhere("x" * 40_000), "xlsx")


def view_sheet(view: View[Any]) -> list[list[object]]:
    rows = openpyxl.load_workbook(io.BytesIO(view.to_bytes("xlsx")), data_only=True).active.iter_rows(values_only=True)
    return [list(row) for row in rows]


def test_numbers_of_the_shipped_ledger_are_numbers_in_the_workbook() -> None:
    rows = view_sheet(ukraine_budget.outlook(open_ledger(), bases=["cash"]))
    at = next(n for n, row in enumerate(rows) if str(row[0]).startswith("Military"))
    assert rows[at][1:] == [
        *("not stated", None, None, 4300, 50, "circa", 2100, 50, "for now", 750, 5, "reserved", "[1] answer 3")
    ]
    assert [row[7:10] for row in rows[at + 1 : at + 4]] == [
        [-2200, 100, "gap"],
        [-0.53, None, None],
        [-0.49, None, None],
    ]


def test_show_and_history_as_workbooks_have_live_changes() -> None:
    view = ukraine_budget.show(open_ledger(), 2026, bases=["cash"])
    row = next(row for row in view_sheet(view) if row[1] == 2100)
    assert row[1:13] == [2100, 50, "for now", 4300, 50, "circa", -2200, 100, None, -0.53, -0.49, "[1] answer 3"]
    formulas = openpyxl.load_workbook(io.BytesIO(view.to_bytes("xlsx"))).active
    assert len([cell for row in formulas.iter_rows() for cell in row if cell.data_type == "f"]) > 10
    rows = view_sheet(ukraine_budget.history(open_ledger(), "x-military", bases=["cash"]))
    assert [row[4:7] for row in rows[3:7]] == [
        [None, None, None],
        [3100, 50, "assumed"],
        [2100, 50, "for now"],
        [-1000, 100, None],
    ]


def test_a_diff_as_a_workbook_has_what_is_declared_too() -> None:
    ledger = open_ledger()
    view = ukraine_budget.diff(LedgerAt(ledger, "spring-2025"), LedgerAt(ledger, "letter-2025-11-27"))
    rows = view_sheet(view)
    change = next(row for row in rows if str(row[0]).startswith("Military") and row[1] == "2026" and row[6])
    assert change[2:9] == [3100, "assumed", 2100, "for now", -1000, 100, None]
    (row,) = [row for row in rows if row[1] == "Brought forward from 2026 to 2025"]
    assert "size not stated" in row


def parquet(view: View[Any]) -> Any:
    return pq.read_table(io.BytesIO(view.to_bytes("parquet")))


NESTED = ("declared_by", "readings", "leaves", "reaches")
"""What has amounts or years in lists: a year in a list is text too, since it may be beyond the printed ones."""


def test_parquet_has_the_rows_of_the_contract() -> None:
    for view in views():
        found, answer = parquet(view), json.loads(view.to_json())
        problems = answer.pop("rows")
        rows = answer[view.table.flat] if view.table.flat else problems
        assert found.column_names == list(view.table.one_list.fields)
        said = json.loads(found.schema.metadata[b"budget"])
        assert said == {name: value for name, value in answer.items() if name not in view.table.lists}
        assert len(found) == len(rows) > 0
        for mine, row in zip(found.to_pylist(), rows, strict=True):
            for name, value in row.items():
                same = mine[name] if not isinstance(mine[name], Decimal) else Decimal(str(value))
                assert same == mine[name]
                assert isinstance(mine[name], Decimal) or name in NESTED or str(mine[name]) == str(value)


def test_types_of_parquet() -> None:
    ledger = make("v x 2026 cash 100000000000000000000000000000.1\nv y 2025 cash 0.345")
    schema = parquet(ukraine_budget.show(ledger, 2026, bases=["cash"])).schema
    assert [str(schema.field(name).type) for name in ("amount", "previous", "change_percent", "year", "carried")] == [
        *("decimal128(38, 1)", "decimal128(38, 3)", "decimal128(38, 0)", "int64", "bool")
    ]
    assert schema.field("qualifier").type.value_type == pa.string()
    diff = parquet(ukraine_budget.diff(LedgerAt(ledger, "v"), LedgerAt(ledger, "v"))).schema
    assert str(diff.field("year").type) == "string", "it may be beyond the printed years"
    assert [field.name for field in diff.field("declared_by").type.value_type] == ["kind", "label", "amount", "size"]


def test_parquet_keeps_what_a_change_is_declared_by() -> None:
    ledger = open_ledger()
    view = ukraine_budget.diff(LedgerAt(ledger, "spring-2025"), LedgerAt(ledger, "letter-2025-11-27"))
    rows = {(row["line"], row["year"]): row["declared_by"] for row in parquet(view).to_pylist()}
    shift = {"kind": "cash-shift", "label": "Brought forward from 2026 to 2025", "amount": None, "size": "not-stated"}
    assert rows["x-military", "2025"] == rows["x-military", "2026"] == [shift], "once, whatever the number of papers"


def test_parquet_keeps_what_the_figures_show_of_a_shift() -> None:
    (shift,) = parquet(ukraine_budget.shifts(open_ledger(), funds=["ukraine-support"])).to_pylist()
    assert (shift["amount"], shift["leaves"], shift["reaches"]) == (None, ["2026"], ["2025"])
    assert [(read["end"], read["year"], read["amount"], read["old_qualifier"]) for read in shift["readings"]] == [
        ("from", 2026, Decimal(1000), ["assumed"]),
        ("to", 2025, Decimal(2000), []),
    ]


class Sized(NamedTuple):
    """A row of which only the amount is said."""

    amount: Decimal | None


def test_parquet_holds_every_digit_or_nothing() -> None:
    def written(*amounts: Decimal | None) -> Any:
        records = Records(("amount",), [Sized(amount) for amount in amounts], Sized)
        found = pq.read_table(io.BytesIO(encoded(replace(table(), records=records), "parquet")))
        return [str(found.schema.field("amount").type), *found["amount"].to_pylist()]

    assert written(Decimal("1E+3"), None, Decimal("-0.50")) == ["decimal128(38, 2)", 1000, None, Decimal("-0.5")]
    assert written(Decimal(10) ** 37, None) == ["decimal128(38, 0)", 10**37, None]
    assert written(Decimal(10) ** 37, Decimal("0.1")) == ["decimal256(76, 1)", 10**37, Decimal("0.1")]
    assert written() == written(None)[:1] == ["decimal128(38, 0)"]
    with pytest.raises(UsageError, match="parquet holds amounts of 76 digits and not of 77; use another format"):
        written(Decimal(10) ** 75, Decimal("0.1"))


@pytest.mark.parametrize("name", [*NAMES, "\udcff"])
def test_parquet_and_json_give_every_name_back(name: str) -> None:
    found = pq.read_table(io.BytesIO(encoded(everywhere(name), "parquet")))
    assert found["name"].to_pylist() == [name if name != "\udcff" else r"\udcff"]
    assert json.loads(encoded(everywhere(name), "json"))["rows"] == [{"name": name}]


@pytest.mark.parametrize("format", BINARIES)
def test_what_is_not_text_has_bytes_only(format: str) -> None:
    with pytest.raises(UsageError, match=f"{format} is not text: take its bytes, or write it to a file"):
        hostile().render(format)
    assert hostile().to_bytes(format)


@pytest.mark.parametrize(("format", "package"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_a_library_that_is_not_installed(monkeypatch: pytest.MonkeyPatch, format: str, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=f"^{format} needs {package}, "):
        hostile().to_bytes(format)
