"""The workbook and the data package of all views: the right cells, computed from the right cells."""

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from frictionless import Package, system

import ukraine_budget
from build import make
from fuzz.formulas import check_workbook
from hostile import HOSTILE
from office import assert_same_anew, needs_office, recalculated
from ukraine_budget import Export, LedgerAt, UsageError, open_ledger
from ukraine_budget.api.documents import SHEETS as NAMES
from ukraine_budget.errors import printable
from ukraine_budget.language import Text
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, ClaimSide, Document, Fund, Line, Version
from ukraine_budget.report.sheets.lists import COLUMNS
from ukraine_budget.report.sheets.years import LIMIT
from ukraine_budget.report.table import Block, CellRange, CellRef, Column, Formula, Records, Row, Table
from ukraine_budget.report.values import number
from ukraine_budget.write import encoded
from ukraine_budget.write.workbook.figures import check_figures
from ukraine_budget.write.xlsx import HEADER, ROWS, SMALLEST

openpyxl, calamine = map(import_module, ("openpyxl", "python_calamine"))
SHEETS = ["Overview", "Outlook", "Changes", "History", "Shifts", "Claims", "Sources", "Versions", "Figures"]
LITERAL = re.compile(r"\"[a-z 0-9%()]*\"|'Outlook'!")
"""The words that formulas give, and the sheet that others are on."""
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


PARTS = """
    a p 2025 cash 1.25
    a q 2025 cash 2.5 0.1
    a rest 2025 cash 4 1 circa
    a other 2025 cash 100
    a top 2026 cash 10
    a p 2026 cash 3
    a r 2026 cash 7
    a rest 2026 cash 5
    a p 2026 commitment 30
    a rest 2026 commitment 50 10 decision
    b top 2026 cash 12
    b p 2025 cash 1.5
    b rest 2026 cash 5.25
    b other 2025 cash 90
"""


def parts() -> Ledger:
    """Two funds; parts that stand in for their parent, that adjoin and that do not, and two versions."""
    lines = [
        Line("top", "f", name="Top"),
        *(Line(name, "f", parent="top") for name in ("p", "q", "r")),
        Line("rest", "f"),
        Line("other", "g"),
    ]
    mutations = "b top 2026 cash 2 decision More\nb p 2025 cash 0.25 windfall Price"
    return make(PARTS, mutations, lines=lines, funds=[Fund("f", "F"), Fund("g", "G", support=False)])


def book(found: Export, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(found.to_xlsx()), data_only=values)


def formulas(found: Any) -> Iterator[tuple[str, str, str]]:
    """The sheet, the cell and the formula of every cell that has one."""
    for sheet in found:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                yield sheet.title, cell.coordinate, cell.value


def edited(found: Export, changes: Mapping[tuple[str, str], float]) -> bytes:
    """The workbook with other numbers typed into some cells."""
    typed = book(found)
    for (sheet, cell), value in changes.items():
        typed[sheet][cell].value = value
    buffer = io.BytesIO()
    typed.save(buffer)
    return buffer.getvalue()


def shown(sheet: Any, rows: int) -> list[list[object]]:
    """The cells of the table of a sheet; blank texts are no value, numbers as far as floats agree."""
    cells = sheet.iter_rows(min_row=HEADER + 2, max_row=HEADER + 1 + rows)
    return [
        [(round(c.value, 9) if isinstance(c.value, float | int) else c.value) or None for c in row] for row in cells
    ]


def same(one: list[list[object]], other: list[list[object]]) -> bool:
    return [row[: len(one[0])] for row in other] == one


EXPORTS = {
    "shipped": lambda: ukraine_budget.export(open_ledger()),
    "all": lambda: ukraine_budget.export(open_ledger(), funds=["all"], unit="thousand"),
    "parts": lambda: ukraine_budget.export(parts()),
}


@needs_office
@pytest.mark.parametrize("which", EXPORTS)
def test_libreoffice_computes_the_same(which: str, tmp_path: Path) -> None:
    assert assert_same_anew(EXPORTS[which]().to_xlsx(), tmp_path) > 200


@pytest.mark.parametrize("which", EXPORTS)
def test_all_totals_and_changes_are_formulas(which: str) -> None:
    tables = EXPORTS[which]().book.sheets
    for name in ("Outlook", "Changes"):
        for block in tables[Text(name)].blocks:
            live_cells = {formula.at for formula in block.formulas}
            for r, row in enumerate(block.rows):
                is_change = "change" in str(row.cells[0]) or "percent" in str(row.cells[0])
                for column, value in enumerate(row.cells):
                    is_computed = row.style == "total" or is_change
                    if name == "Changes":
                        is_computed = block.columns[column].title == "Change"
                    if number(value) is not None and is_computed:
                        assert (r, column) in live_cells, (name, row, column)


def figures_of(ledger: Ledger, rows: str) -> Ledger:
    """A ledger with other figures."""
    return replace(ledger, figures=make(rows, lines=ledger.lines.values(), funds=ledger.funds.values()).figures)


FALL = """
a x 2025 cash 4300 100 circa
a x 2026 cash {} 100 provisional
a x 2027 cash 750 10 reserved
a y 2025 cash 10
a y 2026 cash 9
"""


@needs_office
@pytest.mark.parametrize("amount", ["4250", "3500", "3450", "3380", "3300", "6000", "20000"])
def test_marks_and_percentages_follow_a_number_that_is_typed(amount: str, tmp_path: Path) -> None:
    """A gap, perhaps one, none, within rounding, a rise, one above 300 percent: as the program says of that ledger."""
    before, after = (make(FALL.format(each)) for each in ("2100", amount))
    found = ukraine_budget.export(before)
    (block,) = found.book.sheets[Text("Outlook")].blocks
    cell = next(c.coordinate for row in book(found)["Outlook"].iter_rows() for c in row if c.value == 2100)
    again = recalculated(edited(found, {("Outlook", cell): float(amount)}), tmp_path)
    (wanted,) = ukraine_budget.export(after).book.sheets[Text("Outlook")].blocks
    ours = openpyxl.load_workbook(io.BytesIO(ukraine_budget.export(after).to_xlsx()), data_only=True)
    rows = shown(again["Outlook"], len(block.rows))
    if len(wanted.rows) == len(block.rows):
        assert same(shown(ours["Outlook"], len(block.rows)), rows)
        assert same(shown(ours["Overview"], 6), shown(again["Overview"], 6))
    else:  # above 300 percent the program has no rows for it
        percents = [row for row in rows if "percent" in str(row[0])]
        assert percents[0][4] is percents[1][4] is None


@needs_office
def test_a_number_typed_over_not_stated_enters_its_total_and_its_changes(tmp_path: Path) -> None:
    ledger = parts()
    found = ukraine_budget.export(ledger)
    sheet = book(found)["Outlook"]
    names = [str(row[0].value) for row in sheet.iter_rows()]
    first = names.index("F: Cash") + 1
    at = {name: n + 1 for n, name in enumerate(names) if n >= first}
    years = {str(cell.value): cell.column_letter for cell in sheet[HEADER + 1] if cell.value}
    typed = {("Outlook", f"{years['2025']}{at['r']}"): 7.5, ("Outlook", f"{years['2026']}{at['q']}"): 4.0}
    assert {sheet[cell].value for _, cell in typed} == {"not stated"}
    again = recalculated(edited(found, typed), tmp_path)["Outlook"]
    rows = PARTS + "\nb r 2025 cash 7.5\nb q 2026 cash 4\n"
    wanted = ukraine_budget.outlook(figures_of(ledger, rows), bases=["cash"]).result.rows
    totals = {row.year: row for row in wanted if not row.line and row.fund == "f"}
    total = at["Stated lines together"]
    for year in (2025, 2026):
        assert again[f"{years[str(year)]}{total}"].value == pytest.approx(float(totals[year].amount or 0))
    assert totals[2026].change is None
    assert again[f"{years['2026']}{total + 1}"].value in (None, "")


def test_the_sheets_of_the_parts() -> None:
    written = book(ukraine_budget.export(parts()))
    assert written.sheetnames == SHEETS
    rows = [[cell.value for cell in row] for row in written["Outlook"].iter_rows(min_row=3, max_row=30)]
    assert [[row[0], row[1], row[4]] for row in rows[:12]] == [
        ["Line", "2025", "2026"],
        ["A gap is a fall in cash of more than", 0.2, None],
        [None] * 3,
        ["F: Decided by cabinet, a", None, None],
        ["rest", "not stated", 50],
        [None] * 3,
        ["F: Committed", None, None],
        ["Top", "not stated", "not stated"],
        ["p", "not stated", 30],
        ["q", "not stated", "not stated"],
        ["r", "not stated", "not stated"],
        ["rest", "not stated", "not stated"],
    ]
    cash = [[row[0], row[1], row[4]] for row in rows[13:]]
    assert cash[:4] == [
        ["F: Cash", None, None],
        ["Top", "not stated", 12],
        ["p", 1.5, 3],
        ["change from the year before", None, '=IF(AND(ISNUMBER(E18),ISNUMBER(B18)),E18-B18,"")'],
    ]
    total = next(row for row in cash if row[0] == "Stated lines together")
    assert total[1:] == [
        "=SUM(B23)+IF(ISNUMBER(B17),B17,SUM(B18,B21:B22))",
        "=SUM(E23)+IF(ISNUMBER(E17),E17,SUM(E18,E21:E22))",
    ]


def test_what_is_not_comparable_is_not_computed() -> None:
    sheet = book(ukraine_budget.export(make(FALL.format(2100))))["Outlook"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7, max_row=8)]
    assert cells[0][:10] == ["x", 4300, 50, "circa", 2100, 50, "for now", 750, 5, "reserved"]
    assert cells[1][7:10] == [None, None, "not compared"]


def test_committed_and_cash_stand_apart_and_are_never_in_one_formula() -> None:
    for table in EXPORTS["all"]().book.sheets.values():
        for block in table.blocks:
            heading = ""
            section = []
            for row in block.rows:
                heading = str(row.cells[0]) if row.style == "heading" and row.cells[0] else heading
                section.append(heading)
            for formula in block.formulas:
                own = [part for cell in formula.cells for part in (cell if isinstance(cell, CellRange) else [cell])]
                headings = {section[cell.row] for cell in own if isinstance(cell, CellRef) and cell != LIMIT}
                assert headings == {section[formula.at.row]}


def test_how_a_sheet_is_looked_at_and_printed() -> None:
    for sheet in book(ukraine_budget.export(open_ledger())).worksheets[1:]:
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("B4", "$1:$3"), sheet.title
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        fits = sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert fits or sheet.page_setup.scale == SMALLEST
        assert sheet.oddFooter.left.text is None or sheet.oddFooter.left.text.startswith("ukraine-nl")
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.column_dimensions["A"].width > 10
        assert {"Source", "Paper"} & {cell.value for cell in sheet[3]} or sheet.title in ("Sources", "Versions")
    assert book(ukraine_budget.export(open_ledger()))["Outlook"].oddFooter.left.text == (
        "ukraine-nl, versions up to njn-2025-erratum"
    )


def test_a_footer_holds_any_name() -> None:
    table = Table("t", Text("Title"), {"ledger": "&P" * 100, "as_of": "v&"}, Records((), ()))
    with zipfile.ZipFile(io.BytesIO(encoded(table, "xlsx"))) as found:
        xml = found.read("xl/worksheets/sheet1.xml").decode()
    (footer,) = re.findall("<oddFooter>(.*)</oddFooter>", xml)
    assert footer == f"&amp;L{'&amp;&amp;P' * 25}…, versions up to v&amp;&amp;&amp;RPage &amp;P of &amp;N"


def test_a_workbook_in_dutch() -> None:
    written = openpyxl.load_workbook(io.BytesIO(ukraine_budget.export(open_ledger()).to_xlsx("nl")))
    assert written.sheetnames[:3] == ["Overzicht", "Meerjarenbeeld", "Mutaties"]
    sheet = written["Meerjarenbeeld"]
    assert (
        sheet["A1"].value
        == "Meerjarenbeeld (miljoen euro; bedragen tot en met 12 dec. 2025, uitspraken tot en met 5 mrt. 2026)"
    )
    assert sheet.oddFooter.left.text == "ukraine-nl, standen tot en met njn-2025-erratum"
    assert sheet.oddFooter.right.text == "Pagina &P van &N"
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"verschil met het jaar ervoor", "in procent, laagste", "niet vermeld", 2100, "vooralsnog"} <= texts
    with pytest.raises(UsageError, match="unknown language 'de'"):
        ukraine_budget.export(open_ledger()).to_xlsx("de")


def test_a_sheet_with_formulas_says_what_follows_a_typed_number() -> None:
    written = openpyxl.load_workbook(io.BytesIO(ukraine_budget.export(open_ledger()).to_xlsx()))
    follows = "Totals, changes and marks follow a number that you type here; the answer and the notes do not."
    texts = {sheet.title: {cell.value for row in sheet.iter_rows() for cell in row} for sheet in written}
    assert [name for name, own in texts.items() if follows in own] == ["Outlook", "Changes", "History", "Claims"]
    assert (
        "The figures follow those of the sheet Outlook; the answer and all other sentences do not." in texts["Overview"]
    )


def test_the_same_from_run_to_run() -> None:
    first, second = (ukraine_budget.export(open_ledger()) for _ in range(2))
    assert first.to_xlsx() == second.to_xlsx()
    assert first.to_package() == second.to_package()


@pytest.mark.parametrize(
    "rows",
    [
        "v a 2025 cash 2.5 - at-least\nv a 2026 cash 2 10",
        "v a 2025 cash 9 1 at-most\nv a 2026 cash 2 1\nv b 2025 cash 1\nv b 2026 cash 2",
        "v a 2025 cash 2 - at-least\nw a 2025 cash 3 1",
        f"v a 2025 cash {10**37}\nv a 2026 cash 2",
        "v a 2025 cash 1\nv a 2026 cash 1\nv b 2026 cash 2",
    ],
)
def test_every_formula_gives_what_is_written_beside_it(rows: str) -> None:
    ledger = make(rows)
    check_workbook(ukraine_budget.export(ledger).to_xlsx())
    for view in (
        ukraine_budget.show(ledger, 2026),
        ukraine_budget.outlook(ledger),
        ukraine_budget.history(ledger, "a"),
    ):
        check_workbook(view.to_bytes("xlsx", full=True))


@pytest.mark.parametrize("name", ["=Sheet1!$A$1", "='C:\\[x.xlsx]y'!A1", "a!B2", "\x1b[31m\x08<&"])
def test_a_chart_shows_a_name_as_it_is(name: str) -> None:
    ledger = make("v l 2025 cash 5\nv l 2026 cash 1", lines=[Line("l", "f", name=name)], funds=[Fund("f", name)])
    with zipfile.ZipFile(io.BytesIO(ukraine_budget.export(ledger).to_xlsx())) as written:
        parts = {part: ElementTree.fromstring(written.read(part)) for part in written.namelist()}
    chart = parts["xl/charts/chart1.xml"]
    assert not any(element.tag.endswith("strRef") for title in chart.iter(f"{CHART}title") for element in title.iter())
    (series,) = chart.iter(f"{CHART}ser")
    shown = printable(name).replace("!", "! ")
    assert str(series.findtext(f"{CHART}tx/{CHART}v")).startswith(shown)
    assert printable(name) in "".join(map(str, (e.get("descr") for e in parts["xl/drawings/drawing1.xml"].iter())))


@pytest.mark.parametrize("name", ['=HYPERLINK("https://example.org","x")', "+1", "-1", "@SUM(A1)", HOSTILE])
def test_a_name_is_not_run(name: str) -> None:
    ledger = make(
        "v l 2025 cash 1\nv m 2025 cash 2\nw l 2025 cash 3",
        lines=[Line("l", "f", name=name), Line("m", "f", name=name)],
        funds=[Fund("f", name, note=name)],
        versions=[Version("v", 1, name=name, document="d"), Version("w", 2, follows="v", name=name, document="d")],
    )
    found = ukraine_budget.export(replace(ledger, title=name, documents={"d": Document("d", title=name)}))
    written = book(found)
    known = r"=[A-Z0-9():,<>=*/+\\-]+"
    assert all(re.fullmatch(known, LITERAL.sub("", formula)) for _, _, formula in formulas(written))
    texts = {str(cell.value) for sheet in written for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
    assert any(printable(name) in text for text in texts)
    package = found.to_package()
    for file, data in package.items():
        if file.endswith(".csv"):
            cells = {cell for row in csv.reader(io.StringIO(data.decode(), newline="")) for cell in row}
            assert not {cell for cell in cells if cell[:1] in ("=", "+", "@")}
    assert json.loads(package["datapackage.json"])["title"].startswith(printable(name))


def test_every_sheet_is_of_what_was_asked_for_or_says_that_it_is_not() -> None:
    asked: Any = {"as_of": "vjn-2023", "funds": ["budget-articles"], "bases": ["cash"], "unit": "billion"}
    tables = ukraine_budget.export(open_ledger(), **asked).tables
    for name in ("outlook", "diff", "history", "shifts"):
        table = tables[name]
        rows = [dict(zip(table.records.fields, row, strict=True)) for row in table.records.rows]
        assert rows, name
        assert {(row["fund"], row["basis"]) for row in rows} == {("budget-articles", "cash")}
        assert "EUR billion" in table.title
        assert "pring memorandum 2023 (X)" in table.title
    assert tables["claims"].notes[0].startswith("Claims are tested against all versions of the ledger")
    assert re.fullmatch(r"Left out: [0-9]+ claims about other funds, lines or bases\.", tables["claims"].notes[1])
    assert {len(tables[name].notes) for name in ("sources", "versions")} == {1}
    assert tables["sources"].notes[0].startswith("All documents of the ledger, whatever moment, funds and bases")
    whole = ukraine_budget.export(open_ledger(), funds=["all"]).tables["claims"]
    assert (len(whole.records.rows), len(whole.notes)) == (len(open_ledger().claims), 1)


def test_only_some_lines_and_years() -> None:
    military, ledger = {"x-military"}, open_ledger()
    sides = LedgerAt(ledger, "spring-2025"), LedgerAt(ledger, "letter-2025-11-27")
    asked: Any = {"lines": "military", "years": "2026"}
    made = ukraine_budget.export(ledger, sides, **asked)
    rows: Any = {name: table.records.rows for name, table in made.tables.items()}
    assert {(row.line, row.year) for row in rows["outlook"]} == {("x-military", 2026)}
    assert {(row.line, row.year) for row in rows["diff"]} == {("x-military", 2026)}
    assert {row.line for row in rows["history"]} == military
    assert {row.line for row in rows["shifts"]} == military
    assert all(military & {*row.lines} for row in rows["claims"])
    figures = made.book.figures.every.figures()
    assert {(figure.line, figure.year) for figure in figures} == {("x-military", 2026)}


def test_which_diff_is_in_it() -> None:
    ledger = open_ledger()

    def head(*between: str, **asked: Any) -> dict[str, object]:
        sides = ukraine_budget.ledgers_at(*between) if between else None
        found = ukraine_budget.export(ledger, sides, **asked).tables["diff"].head
        return {name: found[name] for name in ("old", "new", "unit")}

    assert head() == {"old": "spring-2025", "new": "letter-2025-11-27", "unit": "million"}
    assert head(funds=["government-wide"])["new"] == "njn-2025-erratum"
    assert head(funds=["all"], as_of="vjn-2023")["new"] == "vjn-2023"
    assert head("mn-2023", "vjn-2023", unit="billion") == {"old": "mn-2023", "new": "vjn-2023", "unit": "billion"}
    other = ukraine_budget.export(
        ledger, (LedgerAt(ledger, "mn-2023"), LedgerAt(open_ledger(), "vjn-2023")), unit="billion"
    )
    assert other.tables["diff"].head["unit"] == "billion"
    alone = ukraine_budget.export(make("v l 2025 cash 1"))
    assert "diff" not in alone.tables


def test_a_ledger_that_says_nothing() -> None:
    found = ukraine_budget.export(make())
    written = book(found)
    assert written.sheetnames == [name for name in SHEETS if name != "Changes"]
    assert written["Shifts"]["A4"].value == "Nothing moved."
    assert written["Claims"]["A4"].value == "Nothing is claimed."
    assert written["History"]["A4"].value == "Nothing is stated."
    assert written["Overview"]["A1"].value == "Test: EUR million"


def test_a_difference_of_a_claim_is_computed() -> None:
    side = ClaimSide("cash", ("top",), (2026,))
    claim = Claim("c", "text", "s", "", side, "=", ClaimSide(), "13", "", "", 0)
    sheet = book(ukraine_budget.export(replace(parts(), claims=(claim,))))["Claims"]
    change = '=IF(AND(ISNUMBER(C4),ISNUMBER(E4)),C4-E4,"")'
    assert [cell.value for cell in sheet[4]][:6] == ["text", "fails", 12, "=", 13, change]


def test_a_revision_is_computed_from_the_version_before() -> None:
    ledger = make("a l 2025 cash 1\nb l 2025 cash 3 4\nb l 2026 cash 1\nc l 2025 cash 3.5")
    full = Version("d", 40, coverage="full", follows="c")
    ended = replace(ledger, versions={**ledger.versions, "d": full})
    rows = [[cell.value for cell in row] for row in book(ukraine_budget.export(ended))["History"].iter_rows(min_row=4)]
    assert [row[:2] for row in rows[:6]] == [
        ["l: Cash", None],
        ["a", 1],
        ["b", 3],
        ["change", '=IF(AND(ISNUMBER(B6),ISNUMBER(B5)),B6-B5,"")'],
        ["c", 3.5],
        ["change", '=IF(AND(ISNUMBER(B8),ISNUMBER(B6)),B8-B6,"")'],
    ]


def test_what_a_version_drops_is_no_longer_stated() -> None:
    ledger = make(
        "a l 2025 cash 1\na m 2025 cash 1\nb m 2025 cash 2",
        versions=[Version("a", 1), Version("b", 2, coverage="full", follows="a")],
    )
    sheet = book(ukraine_budget.export(ledger))["History"]
    assert [cell.value for cell in sheet[6]][:2] == ["b", "no longer stated"]


def test_what_no_cell_holds_as_a_number_is_in_no_formula() -> None:
    large, columns = Decimal(10**15), (Column(Text("Line")), *(Column(Text("2026"), "amount"),) * 27)

    def formula(*terms: Decimal) -> object:
        cells = [Row(("x", *[None] * 26, term)) for term in terms]
        rows = (*cells, Row(("sum", *[None] * 26, sum(terms, Decimal(0))), "total"))
        made = Formula(CellRef(len(terms), 27), "SUM({0})", (CellRange(CellRef(0, 27), CellRef(len(terms) - 1, 27)),))
        table = Table("t", Text("T"), {}, Records((), ()), blocks=(Block(Text(), columns, rows, (made,)),))
        return openpyxl.load_workbook(io.BytesIO(encoded(table, "xlsx"))).active[f"AB{4 + len(terms)}"].value

    assert formula(Decimal(1), Decimal(2)) == "=SUM(AB4:AB5)"
    assert formula(large, -large) == 0
    assert formula(large, Decimal(1)) == "1,000,000,000,000,001"


def test_every_figure_is_a_row_of_a_table_with_filters() -> None:
    """The rows are written without the library: other programs read them all the same."""
    ledger = open_ledger()
    data = ukraine_budget.export(ledger, funds=["all"]).to_xlsx()
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Figures"]
    (table,) = sheet.tables.values()
    assert table.ref == f"A{HEADER + 1}:N{HEADER + 1 + len(ledger.figures)}"
    assert table.autoFilter.ref == table.ref
    heads, *rows = sheet.iter_rows(min_row=HEADER + 1, values_only=True)
    assert heads == tuple(column.title for column in COLUMNS)
    amounts = ledger.figures.values(ledger.figures.rows)
    assert [Decimal(repr(row[6])) for row in rows] == [pytest.approx(amount) for amount in amounts]
    letter = [row for row in rows if row[13] == "x-military" and row[4] == 2026 and row[3] == "cash"]
    assert letter[-1] == (
        *("Military support for Ukraine on the defence budget", "part", "Support for Ukraine", "cash", 2026),
        *("Letter of 27 Nov 2025", 2100, 2050, 2150, "for now", "letter of 27 Nov 2025, 2025Z20069", "answer 3"),
        *("yes", "x-military"),
    )
    assert letter[0][12] == "no"
    assert {row[3] for row in rows if "decision" in str(row[9])} == {"decided by cabinet"}
    read = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Figures").to_python()
    assert len(read) == HEADER + 1 + len(rows)
    assert read[-1][13] == rows[-1][13]


def test_lines_that_are_called_alike_are_told_apart() -> None:
    lines = [Line("l", "f", name="Same"), Line("m", "f", name="Same"), Line("n", "f", name="Other")]
    ledger = make("v l 2025 cash 1 - at-least\nv m 2025 cash 2 1 at-most\nv n 2025 cash 1234567890123456", lines=lines)
    rows = list(book(ukraine_budget.export(ledger))["Figures"].iter_rows(min_row=HEADER + 2, values_only=True))
    assert [(row[0], *row[6:9]) for row in rows] == [
        ("Same [l]", 1, 1, None),
        ("Same [m]", 2, None, 2.5),
        ("Other", *["1234567890123456"] * 3),
    ]


def test_more_figures_than_a_sheet_holds_are_refused_before_anything_is_done() -> None:
    check_figures(ROWS - HEADER - 1)
    with pytest.raises(UsageError, match="1,048,574 figures are more than a sheet of a workbook can hold") as refused:
        check_figures(ROWS - HEADER)
    assert "--fund, --basis or --as-of, or export to a folder" in str(refused.value)


def test_the_overview_is_one_page_to_hand_on() -> None:
    sheet = book(ukraine_budget.export(open_ledger()))["Overview"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert texts[1:3] == ["Is there a gap in 2026?", ukraine_budget.outlook(open_ledger()).answer]
    assert {"Moved", "Decided", "Not support"} <= set(texts)
    assert any(text.startswith("[1] letter of 27 Nov 2025") for text in texts)
    assert len(sheet._charts) == 1
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_bars_of_the_chart_are_as_firm_as_their_figures() -> None:
    amounts = "a x 2024 cash 5\na x 2025 cash 4 1 assumed\na x 2026 cash 3\na x 2027 cash 2 1 reserved"
    with zipfile.ZipFile(io.BytesIO(ukraine_budget.export(make(amounts)).to_xlsx())) as found:
        points = re.findall("<c:dPt>.*?</c:dPt>", found.read("xl/charts/chart1.xml").decode())
    assert [("noFill" in point, "pattFill" in point) for point in points] == [(True, False), (False, True)]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_without_support_no_word_of_it(language: str) -> None:
    lines = [Line("l", "f", name="Roads"), Line("m", "f", name="Schools")]
    rows = "v l 2025 cash 10\nv l 2026 cash 5\nv m 2026 cash 7\nw l 2026 cash 6"
    ledger = make(rows, lines=lines, funds=[Fund("f", "Town", support=False)])
    data = ukraine_budget.export(ledger).to_xlsx(language)
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value).lower()
        assert not re.search(r"ukrain|oekra|support|steun|\bgap\b|\bgat\b", words), sheet.title


@needs_office
@pytest.mark.parametrize("which", EXPORTS)
def test_the_overview_prints_on_one_page_that_can_be_read(which: str, tmp_path: Path) -> None:
    data = openpyxl.load_workbook(io.BytesIO(EXPORTS[which]().to_xlsx()))
    for name in data.sheetnames[1:]:
        data[name].sheet_state = "hidden"
    data.save(tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=240)
    told = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "a.pdf", "-"], check=True, capture_output=True, text=True, timeout=60
    ).stdout
    assert told.count("<page ") == 1
    heights = [float(high) - float(low) for low, high in re.findall(r'yMin="([0-9.]+)".*yMax="([0-9.]+)"', told)]
    assert min(heights) > 8, "a letter's box is higher than its size"


def test_the_package_is_valid_and_has_the_rows_of_the_views(tmp_path: Path) -> None:
    found = ukraine_budget.export(open_ledger(), funds=["all"])
    for name, data in found.to_package().items():
        (tmp_path / name).write_bytes(data)
    with system.use_context(trusted=True):
        package = Package(str(tmp_path / "datapackage.json"))
        report = package.validate()
        assert report.valid, report.flatten(["message"])
        resource: Any = package.get_resource("outlook")
        rows = resource.read_rows()
    assert [resource.name for resource in package.resources] == list(NAMES)
    shown = found.tables["outlook"].records
    amounts = [row[shown.fields.index("amount")] for row in shown.rows]
    assert [row["amount"] for row in rows] == amounts
    assert {type(rows[0][name]) for name in ("year", "carried", "basis")} == {int, bool, str}
    fields = {field.name: field.type for field in package.get_resource("diff").schema.fields}
    assert {name: fields[name] for name in ("year", "change", "within_rounding", "status", "declared_by")} == {
        "year": "string",
        "change": "number",
        "within_rounding": "boolean",
        "status": "string",
        "declared_by": "string",
    }
