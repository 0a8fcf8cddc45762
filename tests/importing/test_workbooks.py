"""Workbooks of every kind give the same cells; what python-calamine would drop, or die of, is found before it reads."""

import io
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_kinds import cell, cells, ods, openpyxl, read, refused, row, sheet, write_ods, write_xlsx

from ukraine_budget import SourceError
from ukraine_budget.importing import source as sources
from ukraine_budget.importing.kinds import Shape, excel, sheets, workbook

XLS = Path(__file__).parent / "files" / "cells.xls"
"""Saved by LibreOffice: dates, errors, formulas, a percentage, merged cells, a hidden and an empty sheet."""
BEGIN = bytes.fromhex("0908 1000 0006")
"""The first record of the stream in it."""
PART = "xl/worksheets/sheet1.xml"


def xlsx(
    path: Path, rows: str, name: str = PART, frame: str = "<worksheet><sheetData>{}</sheetData></worksheet>"
) -> Path:
    """A workbook with the XML of these rows on its only full sheet."""
    write_xlsx(path.parent).rename(path)
    return replace(path, {name: frame.format(rows).encode()})


def replace(path: Path, parts: dict[str, bytes]) -> Path:
    """The same archive with other parts."""
    with zipfile.ZipFile(path) as file:
        old = {part: file.read(part) for part in file.namelist()}
    with zipfile.ZipFile(path, "w") as file:
        for part, data in (old | parts).items():
            file.writestr(part, data)
    return path


def copy(folder: Path, data: bytes) -> Path:
    """An .xls file of these bytes."""
    path = folder / "t.xls"
    path.write_bytes(data)
    return path


def test_an_old_workbook_is_read_as_well() -> None:
    assert cells(read(XLS, Shape(sheet="Data"))) == [
        [*("line", "year", "amount", "when", "moment", "yes", "share", "err", "f", "big", "time", "text")],
        [
            *("guns", "2025", "1234.5", "2025-01-02", "2025-01-02T03:04:05", "yes", "0.055", "#DIV/0!", "2469"),
            *("~12345678901234570", "12:30:00", "a  b\nc"),
        ],
        ["tanks", "2026", "-3", "", "", "no", "1", "#N/A", "", "64000000000000000", "1 day, 6:00:00", "'1"],
        ["", "", "", "", "below a gap"],
        ["merged"],
    ]
    assert [row.number for row in read(XLS, Shape(sheet="Data"))] == [1, 2, 3, 7, 9]
    assert cells(read(XLS, Shape(sheet="Hidden"))) == [["", "h"]]


def test_errors_are_told_from_blanks(tmp_path: Path) -> None:
    errors = '<c r="B2" t="e"> <v>#REF!</v></c><c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    path = xlsx(tmp_path / "b.xlsx", f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2">{errors}</row>')
    assert cells(read(path)) == [["1"], ["", "#REF!", "", "#DIV/0!"]]
    error = cell("", "string", more='office:string-value=""').replace("></table", "><text:p>#REF!</text:p></table")
    assert cells(read(ods(tmp_path / "t.ods", sheet(row(cell("a"), error))))) == [["a", "#REF!"]]


def test_what_says_something_without_its_type_is_read(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>a note</text:p></office:annotation>"
    untyped = f'<table:table-cell table:number-columns-repeated="2">{note}<text:p>u</text:p></table:table-cell>'
    odd = '<table:table-cell office:value-type="odd"><text:p>a<text:s/>b</text:p></table:table-cell>'
    path = ods(tmp_path / "t.ods", sheet(row(cell("a"), untyped, odd, times=2)))
    assert cells(read(path)) == [["a", "u", "u", "a b"]] * 2


def test_formulas_are_read_by_their_values(tmp_path: Path) -> None:
    kept = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1</f><v>x</v></c>'
    lost = '<c r="C1"><f>A1<!-- --></f><v/></c><c r="D1"><f t="shared" si="0"/></c><c r="E1"><f>B1</f><v></v></c>'
    inline = '<c r="F1" t="inlineStr"><f>B1</f><is><t>y</t></is></c>'
    path = xlsx(tmp_path / "b.xlsx", f'<row r="1">{kept}{lost}{inline}</row>')
    assert cells(read(path)) == [["2", "x", "=A1", "=", "=B1", "y"]]


def test_a_sheet_of_formulas_without_values_says_something(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "b.xlsx", '<row r="2"><c r="B2"><f>A1</f></c></row>')
    assert [(r.number, r.cells) for r in read(path)] == [(2, ("", "=A1"))]


def test_columns_are_counted_from_the_first_of_the_sheet(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "b.xlsx", '<row r="2"><c r="C2"><v>1</v></c><c r="D2"><f>A1</f></c></row>')
    assert [(r.number, r.cells) for r in read(path)] == [(2, ("", "", "1", "=A1"))]
    path = ods(tmp_path / "t.ods", sheet(row(cell(kind="", times=2), cell("a")), row(cell(kind=""), cell("b"))))
    assert cells(read(path)) == [["", "", "a"], ["", "b"]]


def test_cells_and_rows_need_not_say_where_they_are(tmp_path: Path) -> None:
    first, second = (
        '<row r="3"><c r="Z3"><v>1</v></c><c><f>A1</f></c></row>',
        "<row><c><v>2</v></c><c><f>B1</f></c></row>",
    )
    path = xlsx(tmp_path / "b.xlsx", first + second)
    assert [(r.number, r.cells) for r in read(path)] == [(3, (*[""] * 25, "1", "=A1")), (4, ("2", "=B1"))]


def test_elements_may_have_a_prefix(tmp_path: Path) -> None:
    frame = '<x:worksheet xmlns:x="x"><x:sheetData>{}</x:sheetData></x:worksheet>'
    rows = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1"><x:f>A1</x:f></x:c></x:row>'
    assert cells(read(xlsx(tmp_path / "b.xlsx", rows, frame=frame))) == [["1", "=A1"]]


def test_a_number_of_which_the_last_digits_are_lost_is_marked(tmp_path: Path) -> None:
    values = ("12345678901234567", "64000000000000000", "9007199254740991", "0.30000000000000004", "1e400")
    row = "".join(f'<c r="{letter}1"><v>{value}</v></c>' for letter, value in zip("ABCDE", values, strict=True))
    found = cells(read(xlsx(tmp_path / "b.xlsx", f'<row r="1">{row}</row>')))
    assert found == [["~12345678901234568", "64000000000000000", "9007199254740991", "~0.30000000000000004", "inf"]]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("ZZZZZZZZ99999999", "bomb cells stand up to row 99999999 and column "),
        ("A1048577", "bomb cells stand up to row 1048577 and column 1, which is more than any table has"),
        ("XFE1", "bomb cells stand up to row 1 and column 16385, which is more than any table has"),
        ("XFD1048576", "bomb cells stand up to row 1048576 and column 16384, which is more than any table has"),
    ],
)
def test_cells_far_apart_are_refused(tmp_path: Path, cell: str, said: str) -> None:
    path = xlsx(tmp_path / "b.xlsx", f'<row r="1"><c r="A1"><v>1</v></c><c r="{cell}"><v>1</v></c></row>')
    assert said in refused(path)
    path = xlsx(tmp_path / "c.xlsx", '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576" s="0"/></row>')
    assert cells(read(path)) == [["1"]], "a blank cell may have a style wherever it is"


def test_more_cells_than_there_is_memory_for_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_xlsx(tmp_path)
    monkeypatch.setattr(sheets, "CELL_BYTES", 1 << 40)
    assert "no-memory there is not enough memory for more than the rows up to here" in refused(path)
    monkeypatch.setattr(sources, "memory", lambda: 1 << 10)
    assert "no-memory unpacks to 0 MiB, for which there is not enough memory" in refused(path)


def test_many_cells_are_looked_at_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MANY", 2)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>1</v></c></row>' for n in range(1, 9))
    formula = '<row r="9"><c r="A9"><f>A1</f></c></row>'
    assert len(read(xlsx(tmp_path / "b.xlsx", rows + formula))) == 9


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The parts of workbooks that are gone through as XML: two that name the sheets, and sheets that are not plain."""
    made: list[object] = []

    def parser() -> object:
        made.append(sheets.parser())
        return made[-1]

    monkeypatch.setattr(excel, "parser", parser)
    return made


def test_a_sheet_that_only_states_values_is_plain_and_an_empty_one_is_not(tmp_path: Path, parsed: list[object]) -> None:
    read(xlsx(tmp_path / "b.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>'))
    assert len(parsed) == 3


@pytest.mark.parametrize("size", [40, 41, 42, 43, 57, 61, 64, 1 << 20])
def test_a_plain_sheet_is_told_in_pieces_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parsed: list[object], size: int
) -> None:
    monkeypatch.setattr(excel, "LARGE_PIECE", size)
    path = xlsx(tmp_path / "b.xlsx", '<row r="7"><c r="B7"><v>1</v></c><c r="AA7"><v>2</v></c></row>')
    assert [(r.number, r.cells) for r in read(path)] == [(7, ("", "1", *[""] * 24, "2"))]
    assert len(parsed) == 3
    monkeypatch.setattr(sheets, "MOST_COLUMNS", 26)
    assert "cells stand up to row 7 and column 27" in refused(path)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>B1</f><v>1</v></c>',
        '<c r="A1" t="e"><v>#REF!</v></c>',
        "<c r='A1'><v>1</v></c>",
        '<c  r="A1"><v>1</v></c>',
        '<c\nr="A1"><v>1</v></c>',
        "<c><v>1</v></c>",
        '<c r="A1"><!-- --><v>1</v></c>',
    ],
)
def test_a_sheet_that_is_not_plain(tmp_path: Path, parsed: list[object], cell: str) -> None:
    read(xlsx(tmp_path / "b.xlsx", f'<row r="1">{cell}</row>'))
    assert len(parsed) == 4


def test_blank_cells_with_a_style_are_no_sheet(tmp_path: Path) -> None:
    assert "no-rows" in refused(xlsx(tmp_path / "b.xlsx", '<row r="1"><c r="A1" s="1"/></row>'))


@pytest.mark.parametrize("cell", ['<c r="A{0}" t="s"><v>0</v></c>', '<c r="A{0}" t="s"><f>B1</f><v>0</v></c>'])
def test_a_long_text_in_many_cells_is_read_only_where_there_is_room(tmp_path: Path, cell: str) -> None:
    def book(cells: int, letters: int) -> Path:
        rows = "".join(f'<row r="{n}">{cell.format(n)}</row>' for n in range(1, cells + 1))
        texts = f"<sst><si><t>{'a' * letters}</t></si><si><t>b</t></si></sst>"
        return replace(xlsx(tmp_path / "b.xlsx", rows), {"xl/sharedStrings.xml": texts.encode()})

    assert "broken-file is no workbook that can be read: python-calamine breaks off" in refused(book(50_000, 1 << 20))
    assert cells(read(book(9000, 30_000))) == [["a" * 30_000]] * 9000


def test_a_sheet_of_which_only_the_style_is_there_says_nothing(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "b.xlsx", '<row r="1"><c r="A1" s="0"/></row>')
    assert "no-rows no sheet says anything" in refused(path)


@pytest.mark.parametrize(
    ("cell", "name"),
    [('<c r="A1"><v><![CDATA[7]]></v></c>', "b.xlsx"), (cell("<![CDATA[7]]>"), "b.ods")],
    ids=["xlsx", "ods"],
)
def test_a_value_that_would_be_dropped_is_refused(tmp_path: Path, cell: str, name: str) -> None:
    path = tmp_path / name
    made = ods(path, sheet(row(cell))) if name == "b.ods" else xlsx(path, f'<row r="1">{cell}</row>')
    assert f"{name}: broken-file is no workbook that can be read: a value stands in a CDATA section" in refused(made)


def test_a_text_may_be_written_as_it_is(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "b.xlsx", '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c></row>')
    assert cells(read(path)) == [["a<b"]]


def test_an_archive_with_two_parts_of_one_name_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path)
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(PART.upper(), "<worksheet/>")
    assert f"broken-file is not whole: {PART} stands in it twice" in refused(path)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/_rels/workbook.xml.rels", b"Type=", b"Typ="),
        ("xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml"),
        ("xl/workbook.xml", b"r:id=", b"id="),
        ("xl/workbook.xml", b"<sheets>", b"<sheet>"),
        (PART, b"<v>2025</v>", b"<v>2025</f>"),
        ("xl/workbook.xml", b"<workbook", b'<?xml version="1.0" encoding="UTAF-8"?><workbook'),
        (PART, b'<c r="B2" t="n">', b'<c r="B2" t="b">'),
    ],
)
def test_workbooks_that_are_not_whole(tmp_path: Path, part: str, old: bytes, new: bytes) -> None:
    path = write_xlsx(tmp_path)
    with zipfile.ZipFile(path) as file:
        data = file.read(part)
    assert old in data
    assert "t.xlsx: broken-file is no workbook that can be read: " in refused(
        replace(path, {part: data.replace(old, new)})
    )


def test_an_old_workbook_that_is_not_whole(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = XLS.read_bytes()
    for length in (8, 600, 3000, len(data) - 5):  # of the last python-calamine makes a panic
        assert "broken-file is no workbook that can be read: " in refused(
            copy(tmp_path, data[:length]), Shape(sheet="Data")
        )
    assert capfd.readouterr() == ("", ""), "of which Rust would write to standard error"


def test_records_that_are_longer_than_the_file(tmp_path: Path) -> None:
    good = XLS.read_bytes()
    begin = good.find(BEGIN)
    damaged = copy(tmp_path, good[: begin + 2] + b"\xff\xff" + good[begin + 4 :])
    assert "broken-file is no workbook that can be read: unpack_from requires" in refused(damaged)


@pytest.mark.parametrize("shut", [False, True], ids=["open", "shut"])
def test_a_panic_becomes_an_error(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], shut: bool
) -> None:
    def refuse(_: int) -> int:
        raise OSError

    if shut:
        monkeypatch.setattr(workbook, "os", SimpleNamespace(dup=refuse))
    with pytest.raises(ValueError, match="range"), workbook.guarded():
        import_module("python_calamine").load_workbook(io.BytesIO(XLS.read_bytes()[:-5]))
    assert ("panicked" in capfd.readouterr().err) == shut


def record(kind: int, data: bytes) -> bytes:
    return kind.to_bytes(2, "little") + len(data).to_bytes(2, "little") + data


def test_the_records_of_an_old_workbook(tmp_path: Path) -> None:
    good = XLS.read_bytes()
    error = record(0x205, bytes.fromhex("0100 0700 0f00 07 01".replace(" ", "")))
    formula = bytes.fromhex("0100 0700".replace(" ", ""))
    at = good.find(record(0x06, b"")[:2] + good[good.find(formula) - 2 : good.find(formula)] + formula)
    length = int.from_bytes(good[at + 2 : at + 4], "little")
    filler = record(0x1234, bytes(length + 4 - len(error) - 4))
    assert len(error + filler) == length + 4
    made = copy(tmp_path, good[:at] + error + filler + good[at + length + 4 :])
    assert read(made, Shape(sheet="Data"))[1].cells[7] == "#DIV/0!"
    odd = error[:-2] + b"\x63\x00"
    made = copy(tmp_path, good[:at] + odd + filler + good[at + length + 4 :])
    assert read(made, Shape(sheet="Data"))[1].cells[7] != "#DIV/0!"


LARGE = """
import sys
from ukraine_budget.importing.kinds import rows
from ukraine_budget.importing.source import source
from ukraine_budget import SourceError
try:
    print(sum(1 for _ in rows(source(sys.argv[1]))))
except SourceError as error:
    print(error)
"""


@pytest.mark.parametrize("make", [write_xlsx, write_ods])
def test_a_process_without_memory_is_not_ended(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    path = make(tmp_path)
    if path.suffix == ".ods":
        ods(path, sheet(row(cell("a", times=1 << 10), times=1 << 14)))
    else:
        far = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{1 << 20}"><c r="Z{1 << 20}"><v>1</v></c></row>'
        xlsx(tmp_path / "t2.xlsx", far).rename(path)
    assert "no-memory there is not enough memory for more than the rows up to here" in with_little_memory(path)


def with_little_memory(path: Path) -> str:
    """What reading a workbook comes to in a process that has 600 MiB."""
    most = 600 << 20
    ended = subprocess.run(
        [sys.executable, "-c", LARGE, str(path)],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
        check=True,
    )
    assert ended.stderr == ""
    return ended.stdout


def test_an_old_workbook_that_would_end_the_process(tmp_path: Path) -> None:
    good = XLS.read_bytes()
    size = good.rfind(record(0x200, bytes(14))) + 11  # that the empty sheet says it has
    damaged = copy(tmp_path, good[:size] + b"\xff" * 4 + good[size + 4 :])
    said = with_little_memory(damaged)
    assert "broken-file is no workbook that can be read: python-calamine breaks off with -" in said


def test_a_rehearsal_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "READING", "raise SystemExit(3)")
    assert "broken-file is no workbook that can be read: python-calamine breaks off with 3" in refused(XLS)


def test_every_sheet_is_known_by_its_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "=A1"])
    other = book.create_sheet("B")
    other.append(["=A1", "b"])
    buffer = io.BytesIO()
    book.save(buffer)
    path = tmp_path / "t.xlsx"
    path.write_bytes(buffer.getvalue())
    assert cells(read(path, Shape(sheet="Sheet"))) == [["a", "=A1"]]
    assert cells(read(path, Shape(sheet="B"))) == [["=A1", "b"]]
    with pytest.raises(SourceError):
        read(replace(path, {"xl/workbook.xml": b"<workbook/>"}))


def test_cells_that_are_repeated_come_to_no_more_than_any_table(tmp_path: Path) -> None:
    long = cell("a" * 300_000, times=1000)
    assert "bomb the cells up to here repeat more than 256 MiB" in refused(ods(tmp_path / "t.ods", sheet(row(long))))
    blanks = '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="{}"/></text:p></table:table-cell>'
    path = ods(tmp_path / "t.ods", sheet(row(blanks.format(32768))))
    assert cells(read(path)) == [["a" + " " * 32768]]
    twice = row(blanks.format(20000).replace("</text:p>", '<text:s text:c="20000"/></text:p>'))
    assert "bomb text:c is 20000, more than any sheet has" in refused(ods(tmp_path / "t.ods", sheet(twice)))
