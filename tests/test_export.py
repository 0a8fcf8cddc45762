"""The workbook and the data package of all views: the right cells, computed from the right cells."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system

import ukraine_budget
from build import make
from hostile import HOSTILE
from ukraine_budget import Export, LedgerAt, UsageError, open_ledger
from ukraine_budget.analysis.snapshot import snapshot
from ukraine_budget.analysis.totals import fund_total
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.api.documents import SHEETS as NAMES
from ukraine_budget.errors import printable
from ukraine_budget.language import ENGLISH, Text
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, ClaimSide, Document, Fund, Line, Version
from ukraine_budget.report.table import Block, CellRef, Column, Formula, Records, Row, Table, live, number
from ukraine_budget.report.table import block as without_blanks
from ukraine_budget.write import encoded
from ukraine_budget.write.xlsx import HEADER, workbook

openpyxl = import_module("openpyxl")
SHEETS = ["Summary", "Outlook", "Changes", "History", "Shifts", "Claims", "Sources", "Versions"]
TERM = re.compile(r"([A-Z]+)([0-9]+)(?::[A-Z]+([0-9]+))?")
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>"""


def parts() -> Ledger:
    """Two funds; parts that stand in for their parent, that adjoin and that do not, and two versions."""
    lines = [
        Line("top", "f", name="Top"),
        *(Line(name, "f", parent="top") for name in ("p", "q", "r")),
        Line("rest", "f"),
        Line("other", "g"),
    ]
    amounts = """
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
    mutations = "b top 2026 cash 2 decision More\nb p 2025 cash 0.25 windfall Price"
    return make(amounts, mutations, lines=lines, funds=[Fund("f", "F"), Fund("g", "G", support=False)])


def book(found: Export, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(found.to_xlsx()), data_only=values)


def formulas(found: Any) -> Iterator[tuple[str, str, str]]:
    """The sheet, the cell and the formula of every cell that has one."""
    for sheet in found:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                yield sheet.title, cell.coordinate, cell.value


def terms(formula: str) -> tuple[list[str], list[str], str]:
    """The cells that a formula adds, those that it subtracts, and that of which it is a share. Nothing else in it."""
    sums = r"((?:SUM\([A-Z0-9:,]+\)|[A-Z]+[0-9]+)(?:-[A-Z]+[0-9]+)?)"
    found = re.fullmatch(rf"={sums}|=ROUND\(100\*\({sums}\)/([A-Z]+[0-9]+),[01]\)", formula)
    assert found, formula
    plus, _, minus = (found[1] or found[2]).partition("-")
    return [*_cells(plus)], [*_cells(minus)], found[3] or ""


def _cells(text: str) -> Iterator[str]:
    for column, first, last in TERM.findall(text):
        yield from (f"{column}{row}" for row in range(int(first), int(last or first) + 1))


def computed(shown: Any, at: str, found: Mapping[str, str]) -> Decimal:
    """A cell as a spreadsheet computes it, without looking at cached values: a text in a sum is a fault."""
    if at not in found:
        assert isinstance(shown[at].value, int | float), at
        return Decimal(repr(shown[at].value))
    plus, minus, per = terms(found[at])
    added, taken = (sum((computed(shown, cell, found) for cell in cells), Decimal(0)) for cells in (plus, minus))
    if not per:
        return added - taken
    share = 100 * (added - taken) / computed(shown, per, found)
    return share.quantize(Decimal("0.1") if found[at].endswith(",1)") else Decimal(1), ROUND_HALF_UP)


def tables(found: Export) -> Iterator[tuple[str, Block, int, int]]:
    """The only block of each sheet, and every cell of it that is computed."""
    for name, table in found.tables.items():
        for block in table.blocks:
            yield from ((str(NAMES[name]), block, *formula.at) for formula in block.formulas)


def place(row: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{HEADER + 2 + row}"


EXPORTS = {
    "shipped": lambda: ukraine_budget.export(open_ledger()),
    "all": lambda: ukraine_budget.export(open_ledger(), funds=["all"], unit="thousand"),
    "parts": lambda: ukraine_budget.export(parts()),
}


@pytest.mark.parametrize("which", EXPORTS)
def test_every_formula_gives_what_the_program_says_and_is_cached_as_that(which: str) -> None:
    found = EXPORTS[which]()
    written, cached = book(found), book(found, values=True)
    by_sheet: dict[str, dict[str, str]] = {name: {} for name in written.sheetnames}
    for sheet, at, formula in formulas(written):
        by_sheet[sheet][at] = formula
    said = {
        (name, place(row, column)): number(block.rows[row].cells[column]) for name, block, row, column in tables(found)
    }
    assert set(said) == {(sheet, at) for sheet, own in by_sheet.items() for at in own}
    assert len(said) > 10
    for (sheet, at), amount in said.items():
        assert computed(written[sheet], at, by_sheet[sheet]) == amount
        assert Decimal(repr(cached[sheet][at].value)) == amount


@pytest.mark.parametrize("which", EXPORTS)
def test_all_totals_and_changes_are_formulas(which: str) -> None:
    for name, table in EXPORTS[which]().tables.items():
        for block in table.blocks:
            live_cells = {formula.at for formula in block.formulas}
            for r, row in enumerate(block.rows):
                changes = [4] if name == "diff" else [5] if name == "claims" else range(1, len(row.cells))
                is_change = name in ("diff", "claims") or "change" in str(row.cells[0])
                wanted = range(1, len(row.cells)) if row.style == "total" and name != "diff" else []
                wanted = [*wanted, *(changes if is_change and row.style != "heading" else [])]
                for column in wanted:
                    if number(row.cells[column]) is not None:
                        assert (r, column) in live_cells, (name, row, column)


def test_a_total_is_over_exactly_the_lines_that_the_program_counts() -> None:
    ledger = parts()
    (block,) = ukraine_budget.export(ledger, funds=["all"]).tables["summary"].blocks
    stands = snapshot(ledger, known_at(ledger).versions)
    names = {f"{line.name} [{name}]" if line.name else name: name for name, line in ledger.lines.items()}
    titles = {fund.name.lower(): fund for fund in ledger.funds.values()}
    heads = [str(row.cells[0]) if row.style == "heading" else "" for row in block.rows]
    seen = 0
    for at, plus, minus, _ in block.formulas:
        head = next(text for text in reversed(heads[: at.row]) if text)
        title, _, basis = head.lower().rpartition(": ")
        fund = titles[title]
        year = int(block.columns[at.column].title)
        total = fund_total(ledger, stands, fund, basis, year)
        assert sorted(total.counted.stated) == sorted(names[str(block.rows[place.row].cells[0])] for place in plus)
        assert not minus
        assert {at.column} == {place.column for place in plus}
        seen += 1
    assert seen == 2, "what is decided and what is committed have no total together"


def test_the_sheets_of_the_parts() -> None:
    written = book(ukraine_budget.export(parts()))
    assert written.sheetnames == SHEETS
    rows = [[cell.value for cell in row] for row in written["Outlook"].iter_rows(min_row=3, max_row=26)]
    assert rows[:11] == [
        ["Line", "2025", "2026", "Stated by"],
        ["F: Decided by cabinet, a", *[None] * 3],
        ["rest", "not stated", 50, "a"],
        [None] * 4,
        ["F: Committed", *[None] * 3],
        ["Top [top]", "not stated", "not stated", None],
        ["p", "not stated", 30, "a"],
        ["q", "not stated", "not stated", None],
        ["r", "not stated", "not stated", None],
        ["rest", "not stated", "not stated", None],
        [None] * 4,
    ]
    assert [row[:3] for row in rows[11:]] == [
        ["F: Cash", None, None],
        ["Top [top]", "not stated", 12],
        ["p", 1.5, 3],
        ["change from the year before", None, "=C16-B16"],
        ["in percent", None, "=ROUND(100*(C17)/B16,0)"],
        ["q", 2.5, "not stated"],
        ["r", "not stated", 7],
        ["rest", 4, 5.25],
        ["change from the year before", None, "=C21-B21"],
        ["in percent", None, "+16 to +50 %"],
        ["Stated lines together", "=SUM(B16,B19,B21)", "=SUM(C15,C21)"],
        ["change from the year before", None, "not compared"],
        [None] * 3,
    ]
    assert written["Outlook"]["C5"].number_format == '#,##0" (decision, last stated)"'


def test_adjoining_cells_are_one_range() -> None:
    ledger = make("v a 2026 cash 1\nv b 2026 cash 2\nv c 2026 cash 3\nv d 2025 cash 1\nv e 2026 cash 4")
    sheet = book(ukraine_budget.export(ledger))["Summary"]
    assert [cell.value for cell in sheet[17]][:3] == ["Stated lines together", None, "=SUM(C12:C14,C16)"]


def test_committed_and_cash_stand_apart_and_are_never_in_one_formula() -> None:
    for name, table in EXPORTS["all"]().tables.items():
        for block in table.blocks:
            heading = ""
            section = []
            for row in block.rows:
                heading = str(row.cells[0]) if row.style == "heading" else heading
                section.append(heading)
            for at, plus, minus, per in block.formulas:
                assert {section[place.row] for place in (*plus, *minus, per or at)} == {section[at.row]}, name


def test_how_a_sheet_is_looked_at_and_printed() -> None:
    asked = ukraine_budget.export(open_ledger())
    for sheet, table in zip(book(asked), asked.tables.values(), strict=True):
        in_sight = ("B4", "$1:$3") if len(table.blocks) == 1 else ("A2", "$1:$1")
        assert (sheet.freeze_panes, sheet.print_title_rows) == in_sight
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.page_setup.fitToWidth in (None, 1), "one page wide, which is also what is meant by saying nothing"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.left.text.startswith("ukraine-nl")
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.column_dimensions["A"].width > 10
        assert "Source" in {cell.value for cell in sheet[3]} or sheet.title in ("Sources", "Versions")
    assert book(ukraine_budget.export(open_ledger()))["Outlook"].oddFooter.left.text == (
        "ukraine-nl, as it stands at njn-2025-erratum"
    )


def test_a_footer_holds_any_name() -> None:
    table = Table("t/1", Text("Title"), {"ledger": "&P" * 100, "as_of": "v&"}, Records((), ()))
    with zipfile.ZipFile(io.BytesIO(workbook({Text("t"): table}, Text("Title"), ENGLISH))) as found:
        xml = found.read("xl/worksheets/sheet1.xml").decode()
    (footer,) = re.findall("<oddFooter>(.*)</oddFooter>", xml)
    assert footer == f"&amp;L{'&amp;&amp;P' * 25}…, as it stands at v&amp;&amp;&amp;RPage &amp;P of &amp;N"


def test_a_workbook_in_dutch() -> None:
    written = openpyxl.load_workbook(io.BytesIO(ukraine_budget.export(open_ledger()).to_xlsx("nl")))
    assert written.sheetnames[:3] == ["Samenvatting", "Meerjarenbeeld", "Mutaties"]
    sheet = written["Meerjarenbeeld"]
    assert (
        sheet["A1"].value
        == "Meerjarenbeeld (miljoen euro; bedragen tot en met 12 dec. 2025, uitspraken tot en met 5 mrt. 2026)"
    )
    assert sheet.oddFooter.left.text == "ukraine-nl, volgens njn-2025-erratum"
    assert sheet.oddFooter.right.text == "Pagina &P van &N"
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"verschil met het jaar ervoor", "in procenten", "niet vermeld", 2100} <= texts
    assert '#,##0" (vooralsnog)"' in {cell.number_format for row in sheet.iter_rows() for cell in row}
    with pytest.raises(UsageError, match="unknown language 'de'"):
        ukraine_budget.export(open_ledger()).to_xlsx("de")


def test_the_same_from_run_to_run() -> None:
    first, second = (ukraine_budget.export(open_ledger()) for _ in range(2))
    assert first.to_xlsx() == second.to_xlsx()
    assert first.to_package() == second.to_package()


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
    assert all(re.fullmatch("=[A-Z0-9():,-]+", formula) for _, _, formula in formulas(written))
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
    for name in ("summary", "outlook", "diff", "history", "shifts"):
        table = tables[name]
        rows = [dict(zip(table.records.fields, row, strict=True)) for row in table.records.rows]
        assert rows, name
        assert {(row["fund"], row["basis"]) for row in rows} == {("budget-articles", "cash")}
        assert "EUR billion" in table.title
        assert "vjn-2023" in table.title
    assert tables["claims"].notes[0].startswith("Claims are tested against all versions of the ledger")
    assert re.fullmatch(r"Left out: [0-9]+ claims about other funds or bases\.", tables["claims"].notes[1])
    assert {len(tables[name].notes) for name in ("sources", "versions")} == {1}
    assert tables["sources"].notes[0].startswith("All documents of the ledger, whatever moment, funds and bases")
    whole = ukraine_budget.export(open_ledger(), funds=["all"]).tables["claims"]
    assert (len(whole.records.rows), len(whole.notes)) == (len(open_ledger().claims), 1)


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


def test_a_difference_of_a_claim_is_computed() -> None:
    side = ClaimSide("cash", ("top",), (2026,))
    claim = Claim("c", "text", "s", "", side, "=", ClaimSide(), "13", "", "", 0)
    sheet = book(ukraine_budget.export(replace(parts(), claims=(claim,))))["Claims"]
    assert [cell.value for cell in sheet[4]][:6] == ["c", "fails", 12, "=", 13, "=C4-E4"]


def test_a_revision_is_computed_from_the_version_before() -> None:
    ledger = make("a l 2025 cash 1\nb l 2025 cash 3 4\nb l 2026 cash 1\nc l 2025 cash 3.5")
    full = Version("d", 40, coverage="full", follows="c")
    ended = replace(ledger, versions={**ledger.versions, "d": full})
    rows = [[cell.value for cell in row] for row in book(ukraine_budget.export(ended))["History"].iter_rows(min_row=4)]
    assert rows[:6] == [
        ["l: Cash", None, None],
        ["a", 1, None],
        ["b", 3, 1],
        ["change", "=B6-B5", None],
        ["c", 3.5, 1],
        ["change", "=B8-B6", None],
    ]


def test_what_a_version_drops_is_no_longer_stated() -> None:
    ledger = make(
        "a l 2025 cash 1\na m 2025 cash 1\nb m 2025 cash 2",
        versions=[Version("a", 1), Version("b", 2, coverage="full", follows="a")],
    )
    sheet = book(ukraine_budget.export(ledger))["History"]
    assert [cell.value for cell in sheet[6]] == ["b", "no longer stated"]


def test_only_formulas_that_give_the_figure_are_kept() -> None:
    values = (Decimal(1), "not stated", Decimal(1), None, Decimal("33.3"), Decimal(3))
    rows = [Row(("x", value)) for value in values]
    at = CellRef(2, 1)
    good = Formula(at, (CellRef(0, 1),))
    share = Formula(CellRef(4, 1), (CellRef(0, 1),), per=CellRef(5, 1))
    bad = (
        share._replace(per=CellRef(0, 1)),
        share._replace(per=CellRef(1, 1)),
        share._replace(at=CellRef(0, 1)),
        Formula(at, ()),
        Formula(at, (CellRef(0, 1), CellRef(1, 1))),
        Formula(at, (CellRef(0, 1),), (CellRef(0, 1),)),
        Formula(CellRef(3, 1), (CellRef(0, 1),)),
    )
    assert live(Text(), (Column(Text("a")), Column(Text("b"))), rows, (good, share, *bad)).formulas == (good, share)


def test_formulas_stay_with_their_cells_when_blank_columns_are_left_out() -> None:
    columns = (
        Column(Text("a")),
        Column(Text("b")),
        Column(Text("c"), "change"),
        Column(Text("d"), "change"),
        Column(Text("e"), "change"),
    )
    rows = (Row(("x", "", Decimal(1), None, Decimal(3))), Row(("y", "", Decimal(4), None, Decimal("33.3"))))
    found = without_blanks(
        Text(), columns, rows, [Formula(CellRef(1, 4), (CellRef(0, 2),), (), CellRef(0, 4)), Formula(CellRef(1, 2), ())]
    )
    assert [column.title for column in found.columns] == ["a", "c", "e"]
    assert found.formulas == (Formula(CellRef(1, 2), (CellRef(0, 1),), (), CellRef(0, 2)), Formula(CellRef(1, 1), ()))


def test_what_no_cell_holds_as_a_number_is_in_no_formula() -> None:
    large, columns = Decimal(10**15), (Column(Text("Line")), *(Column(Text("2026"), "amount"),) * 27)

    def formula(*terms: Decimal) -> object:
        cells = [Row(("x", *[None] * 26, term)) for term in terms]
        rows = (*cells, Row(("sum", *[None] * 26, sum(terms, Decimal(0))), "total"))
        made = Formula(CellRef(len(terms), 27), tuple(CellRef(n, 27) for n in range(len(terms))))
        table = Table("t/1", Text("T"), {}, Records((), ()), blocks=(Block(Text(), columns, rows, (made,)),))
        return openpyxl.load_workbook(io.BytesIO(encoded(table, "xlsx"))).active[f"AB{4 + len(terms)}"].value

    assert formula(Decimal(1), Decimal(2)) == "=SUM(AB4:AB5)"
    assert formula(large, -large) == 0
    assert formula(large, Decimal(1)) == "1,000,000,000,000,001"


def test_a_sum_has_no_more_terms_than_a_spreadsheet_takes() -> None:
    rows = tuple(Row(("x", Decimal(1))) for _ in range(513))
    for terms in (255, 256):
        made = Formula(CellRef(512, 1), tuple(CellRef(2 * n, 1) for n in range(terms)))
        block = Block(Text(), (Column(Text("a")), Column(Text("b"), "amount")), rows, (made,))
        table = Table("t/1", Text("T"), {}, Records((), ()), blocks=(block,))
        value = openpyxl.load_workbook(io.BytesIO(encoded(table, "xlsx"))).active["B516"].value
        assert (value == 1) is (terms == 256)


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
    assert [resource.name for resource in package.resources] == list(NAMES)[1:]
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


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("which", EXPORTS)
def test_libreoffice_computes_the_same(which: str, tmp_path: Path) -> None:
    """With every cached value of a formula set to a wrong one, so that only computing again gives the right one."""
    found = EXPORTS[which]()
    profile = tmp_path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE)
    with zipfile.ZipFile(io.BytesIO(found.to_xlsx())) as old, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"(</f><v>)[^<]*", rb"\g<1>-987654", old.read(name)))
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", tmp_path / "out", tmp_path / "a.xlsx"], check=True, capture_output=True, timeout=240
    )
    again, ours = (
        openpyxl.load_workbook(file, data_only=True)
        for file in (tmp_path / "out" / "a.xlsx", io.BytesIO(found.to_xlsx()))
    )
    assert again.sheetnames == ours.sheetnames
    compared = 0
    for sheet in ours:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            other = again[sheet.title][cell.coordinate].value
            compared += 1
            if isinstance(cell.value, str):
                assert other == cell.value
            else:
                assert other == pytest.approx(cell.value, rel=1e-12, abs=1e-9)
    assert compared > 200
