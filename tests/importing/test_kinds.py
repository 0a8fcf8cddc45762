"""Every kind of table gives the same rows of texts; what is broken, or a trap, is refused with its place."""

import datetime as dt
import gzip
import json
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest

import ukraine_budget
from importing import MAP, write
from ukraine_budget import LossError, SourceError, UsageError
from ukraine_budget.importing import source as sources
from ukraine_budget.importing.kinds import AS_IT_SEEMS, Row, Shape, decimal, delimited, records, rows, text
from ukraine_budget.importing.source import LARGE, source

openpyxl, pq, pa = map(import_module, ("openpyxl", "pyarrow.parquet", "pyarrow"))

TABLE = [["line", "year", "amount"], ["guns", "2025", "1234.5"], ["tanks", "2026", "-3"]]
ODS = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


def read(path: Path, shape: Shape = AS_IT_SEEMS) -> list[Row]:
    return list(rows(source(path), shape))


def cells(found: list[Row]) -> list[list[str]]:
    return [list(row.cells) for row in found]


def ods(path: Path, *sheets: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", MANIFEST)
        file.writestr("content.xml", ODS.format("".join(sheets)))
    return path


def sheet(*rows: str, name: str = "A") -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(value: str = "", kind: str = "string", *, times: int = 1, more: str = "") -> str:
    said = {"string": "", "": "", "date": f'office:date-value="{value}"', "boolean": f'office:boolean-value="{value}"'}
    number = said.get(kind, f'office:value="{value}"')
    type_ = f'office:value-type="{kind}"' if kind else ""
    shown = f"<text:p>{value}</text:p>" if kind == "string" and value else ""
    return (
        f'<table:table-cell {type_} {number} table:number-columns-repeated="{times}" {more}>{shown}</table:table-cell>'
    )


def write_csv(folder: Path) -> Path:
    path = folder / "t.csv"
    path.write_text("line,year,amount\r\nguns,2025,1234.5\r\ntanks,2026,-3\r\n", encoding="utf-8")
    return path


def write_tsv(folder: Path) -> Path:
    path = folder / "t.tsv"
    path.write_text("\ufeffline\tyear\tamount\nguns\t2025\t1234.5\ntanks\t2026\t-3", encoding="utf-8")
    return path


def write_xlsx(folder: Path) -> Path:
    path, book = folder / "t.xlsx", openpyxl.Workbook()
    for line in (["line", "year", "amount"], ["guns", 2025, 1234.5], ["tanks", 2026, -3]):
        book.active.append(line)
    book.create_sheet("empty")
    book.create_chartsheet("chart").add_chart(import_module("openpyxl.chart").BarChart())
    book.save(path)
    return path


def write_ods(folder: Path) -> Path:
    lines = (("guns", "2025", "1234.5"), ("tanks", "2026", "-3"))
    head = row(*(cell(name) for name in TABLE[0]))
    body = (row(cell(line), cell(year, "float"), cell(amount, "currency")) for line, year, amount in lines)
    return ods(folder / "t.ods", sheet(head, *body), sheet(row(cell(kind="")), name="empty"))


def write_json(folder: Path) -> Path:
    path = folder / "t.json"
    path.write_text(
        '[{"line": "guns", "year": 2025, "amount": 1234.5},\n {"line": "tanks", "year": 2026, "amount": -3}]'
    )
    return path


def write_jsonl(folder: Path) -> Path:
    path = folder / "t.jsonl"
    path.write_text(
        '{"line": "guns", "year": 2025, "amount": 12345e-1}\n{"amount": -3, "line": "tanks", "year": "2026"}\n'
    )
    return path


def write_parquet(folder: Path) -> Path:
    path = folder / "t.parquet"
    amount = pa.array([Decimal("1234.5"), Decimal(-3)], pa.decimal128(10, 1))
    pq.write_table(pa.table({"line": ["guns", "tanks"], "year": [2025, 2026], "amount": amount}), path)
    return path


KINDS = [write_csv, write_tsv, write_xlsx, write_ods, write_json, write_jsonl, write_parquet]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzipped"])
@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__.removeprefix("write_"))
def test_every_kind_gives_the_same_texts(tmp_path: Path, make: Callable[[Path], Path], packed: bool) -> None:
    path = make(tmp_path)
    if packed:
        packed_path = path.with_name(f"{path.name}.gz")
        packed_path.write_bytes(gzip.compress(path.read_bytes()))
        path = packed_path
    found = cells(read(path))
    found[1:] = [[*line[:2], line[2].removesuffix(".0")] for line in found[1:]]  # a decimal keeps its scale
    assert found == TABLE


def test_rows_have_the_physical_lines_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a;b\n"x\ny";1\n\n"z";2\n', encoding="utf-8")
    assert [(r.number, r.cells) for r in read(path)] == [(1, ("a", "b")), (2, ("x\ny", "1")), (4, ()), (5, ("z", "2"))]


def test_rows_have_the_numbers_of_a_sheet_and_blank_ones_say_nothing(tmp_path: Path) -> None:
    blank = row(cell(kind="", times=16384), times=3)
    path = ods(tmp_path / "t.ods", sheet(row(cell("a")), blank, row(cell(kind="", times=2), cell("b"), times=2), blank))
    assert [(r.number, r.cells) for r in read(path)] == [(1, ("a",)), (5, ("", "", "b")), (6, ("", "", "b"))]
    book = openpyxl.Workbook()
    book.active["A1"], book.active["C5"] = "a", "b"
    book.save(tmp_path / "t.xlsx")
    assert [(r.number, r.cells) for r in read(tmp_path / "t.xlsx")] == [(1, ("a",)), (5, ("", "", "b"))]


def test_an_encoding_and_a_delimiter_that_are_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("regel|é\n".encode("utf-16"))
    assert cells(read(path, Shape(encoding="utf-16", delimiter="|"))) == [["regel", "é"]]
    path.write_bytes("regel,é\n".encode("cp1252"))
    assert cells(read(path, Shape(encoding="cp1252"))) == [["regel", "é"]]


def test_values_of_cells_as_texts() -> None:
    given = [None, True, 3, 0.1, 1200.0, 1e20, -2.5e-3, Decimal("1.50"), dt.datetime(2025, 1, 2), dt.date(2025, 1, 3)]  # noqa: DTZ001  # a workbook knows no time zones
    assert list(map(text, given)) == [
        *("", "yes", "3", "0.1", "1200", "100000000000000000000", "-0.0025", "1.50", "2025-01-02", "2025-01-03"),
    ]
    assert text(dt.datetime(2025, 1, 2, 3)) == "2025-01-02T03:00:00"  # noqa: DTZ001  # likewise
    assert text([1, {"a": "é"}]) == '[1, {"a": "é"}]'


def test_a_number_that_was_computed_and_not_rounded_is_marked() -> None:
    assert text(0.1 + 0.2) == "~0.30000000000000004"
    assert text(12345678901234567.0) == "12345678901234568", "a whole number is what it is"
    assert (decimal("1e3"), decimal("1e99"), decimal("x"), decimal("NaN")) == ("1000", "1e99", "x", "NaN")


def test_cells_of_a_spreadsheet(tmp_path: Path) -> None:
    spaced = (
        '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/><text:span>b</text:span>c</text:p>'
    )
    odd = row(
        f"{spaced}<text:p>d<text:line-break/>e<text:tab/>f</text:p></table:table-cell>",
        cell("2025-01-02T00:00:00", "date"),
        cell("true", "boolean"),
        cell("0.30000000000000004", "percentage"),
        cell(kind="", more='table:formula="of:=A1"'),
        "<table:covered-table-cell/>",
        cell("end"),
    )
    assert cells(read(ods(tmp_path / "t.ods", sheet(odd)))) == [
        ["a  bc\nd\ne\tf", "2025-01-02", "yes", "~0.30000000000000004", "=", "", "end"]
    ]


def test_a_formula_without_a_value_is_told_from_a_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "=A1+1", None, "c"])
    book.active["C1"] = import_module("openpyxl.worksheet.formula").ArrayFormula("C1", "=SUM(A1)")
    book.save(tmp_path / "t.xlsx")
    assert cells(read(tmp_path / "t.xlsx")) == [["a", "=A1+1", "=SUM(A1)", "c"]]


def test_a_carriage_return_in_a_workbook_is_one(tmp_path: Path) -> None:
    with import_module("xlsxwriter").Workbook(tmp_path / "t.xlsx") as book:
        book.add_worksheet().write_row(0, 0, ["a\rb", "c\r\nd", "e\nf"])
    assert cells(read(tmp_path / "t.xlsx")) == [["a\rb", "c\r\nd", "e\nf"]]


def test_a_workbook_is_read_in_whole_whatever_size_it_claims(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path)
    with zipfile.ZipFile(path) as file:
        parts = {part: file.read(part) for part in file.namelist()}
    claimed = parts["xl/worksheets/sheet1.xml"].replace(b'<dimension ref="A1:C3"', b'<dimension ref="A1:A1"')
    assert claimed != parts["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(path, "w") as file:
        for part, data in (parts | {"xl/worksheets/sheet1.xml": claimed}).items():
            file.writestr(part, data)
    assert cells(read(path)) == TABLE


def test_no_warning_of_a_library_gets_out(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path)
    with zipfile.ZipFile(path) as file:
        parts = {part: file.read(part) for part in file.namelist()}
    extension = b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"/></extLst></worksheet>'
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"</worksheet>", extension)
    with zipfile.ZipFile(path, "w") as file:
        for part, data in parts.items():
            file.writestr(part, data)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert cells(read(path)) == TABLE
    assert not caught


def test_a_sheet_is_named_where_there_are_several(tmp_path: Path) -> None:
    path = ods(tmp_path / "t.ods", sheet(row(cell("one"))), sheet(row(cell("two")), name="B"))
    with pytest.raises(UsageError, match="has several sheets: A, B; name one with --sheet"):
        read(path)
    assert cells(read(path, Shape(sheet="B"))) == [["two"]]
    with pytest.raises(UsageError, match="unknown sheet 'C': there are: A, B"):
        read(path, Shape(sheet="C"))
    with pytest.raises(SourceError, match="no-rows no sheet says anything"):
        read(ods(tmp_path / "e.ods", sheet()))


def refused(path: Path, shape: Shape = AS_IT_SEEMS) -> str:
    """What is said of a file that cannot be read, after its folder."""
    with pytest.raises(SourceError) as caught:
        read(path, shape)
    assert caught.value.exit_code == 3
    return str(caught.value).removeprefix(f"{path.parent}/")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'a,b\n1,2\n"x,3\n', "t.csv:3: malformed-csv unexpected end of data; close the quote"),
        (b"a,b\n1,2\nbr\xe9,3\n", "t.csv:3:3: bad-encoding the byte 0xe9 is not UTF-8; name the encoding in a map"),
        (b"a,b\n1,\0\n", "t.csv:2:3: not-text a NUL byte stands here"),
        (b"a" * (delimited.LONGEST + 1), f"t.csv:1: long-line the line is longer than {delimited.LONGEST:,}"),
    ],
)
def test_texts_that_are_none(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    assert refused(path).startswith(said)


def test_text_in_an_encoding_that_breaks(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("a,b\n".encode("utf-16") + b"\x00\xd8\x00\x00")
    assert refused(path, Shape(encoding="utf-16")).startswith("t.csv:1: bad-encoding is not utf-16: ")


def test_a_gzip_that_breaks_off(tmp_path: Path) -> None:
    lines = "".join(f"{n},{n * n}\n" for n in range(50_000)).encode()
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(lines)[:-20_000])
    (tmp_path / "t.json.gz").write_bytes(gzip.compress(b'[{"a": 1}]' * 99)[:-9])
    found = refused(tmp_path / "t.csv.gz")
    place = int(found.split(":")[1])
    assert (
        found == f"t.csv.gz:{place}: broken-file the compressed file breaks off here, or is damaged; get the file again"
    )
    assert 10_000 < place < 50_000
    assert "broken-file the compressed file breaks off here" in refused(tmp_path / "t.json.gz")
    (tmp_path / "t.xlsx.gz").write_bytes(gzip.compress(write_xlsx(tmp_path).read_bytes())[:-50])
    assert "broken-file the compressed file breaks off here" in refused(tmp_path / "t.xlsx.gz")


@pytest.mark.parametrize("kind", ["xlsx", "ods", "parquet"])
def test_files_that_are_not_what_their_name_says(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"t.{kind}"
    path.write_bytes(b"line,year,amount\n")
    assert refused(path).startswith(f"t.{kind}: broken-file is no")
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("other.xml", "<a/>")
    assert refused(path).startswith(f"t.{kind}: broken-file is no")


def test_a_spreadsheet_with_broken_xml(tmp_path: Path) -> None:
    path = tmp_path / "t.ods"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("content.xml", "<a><b></a>")
    assert refused(path).startswith("t.ods: broken-file is no workbook that can be read: mismatched tag")


@pytest.mark.parametrize("make", [write_xlsx, write_ods])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs_are_refused(tmp_path: Path, make: Callable[[Path], Path], encoding: str) -> None:
    path = make(tmp_path)
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>'
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/extra.xml", (" " * sources.PIECE + bomb).encode(encoding))
    assert refused(path).startswith(f"{path.name}: bomb xl/extra.xml declares entities, which no workbook needs")


def test_archive_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_ods(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("zeros", b"0" * (LARGE + 1))
    assert refused(path).startswith("t.ods: bomb unpacks to 10 MiB, more than any table")
    monkeypatch.setattr(sources, "MOST_BYTES", 1 << 10)
    assert refused(write_xlsx(tmp_path)).startswith("t.xlsx: bomb unpacks to 0 MiB")
    packed = tmp_path / "t.parquet.gz"
    packed.write_bytes(gzip.compress(b"0" * 2000))
    assert refused(packed).startswith("t.parquet.gz: bomb unpacks to more than 0 MiB; unpack it first")


def test_gzip_bombs_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"line,year,cash\n" + (b"0" * 999 + b"\n") * (LARGE // 1000 + 1)))
    assert refused(path).startswith("t.csv.gz: bomb unpacks to 200 times its size or more: this is no table but a trap")
    path.write_bytes(gzip.compress(b"0" * (1 << 20)))
    with source(path).open() as file:
        assert len(file.read()) == 1 << 20, "what is not large may be packed as it likes"


def test_blanks_without_end_are_refused(tmp_path: Path) -> None:
    blanks = '<table:table-cell><text:p><text:s text:c="9999999"/></text:p></table:table-cell>'
    path = ods(tmp_path / "t.ods", sheet(f"<table:table-row>{blanks}</table:table-row>"))
    assert refused(path).startswith("t.ods:1: bomb text:c is 9999999, more than any sheet has; export the sheet as CSV")


@pytest.mark.parametrize(
    ("trap", "said"),
    [
        (row(cell("a"), times=1 << 21), "1: bomb table:number-rows-repeated is 2097152, more than any sheet has"),
        (row(cell("a", times=1 << 15)), "2: bomb table:number-columns-repeated is 32768, more than any sheet has"),
        (row(cell("a", times=0)), "2: bomb table:number-columns-repeated is 0, more than any sheet has"),
        (row(cell("a", times=1 << 14), times=1 << 11), "2049: bomb cells stand up to row 2049 and column 16384, which"),
        (row(cell("a"), times=1 << 20), "1048577: bomb cells stand up to row 1048577 and column 1, which is more"),
    ],
    ids=["rows", "columns", "none", "cells", "edge"],
)
def test_cells_that_repeat_themselves_without_end_are_refused(tmp_path: Path, trap: str, said: str) -> None:
    path = ods(tmp_path / "t.ods", sheet(row(cell("head")), trap))
    assert refused(path).startswith(f"t.ods:{said}")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('[{"a": 1}, {"a": ]', "bad-json record 2 is not valid: Expecting value"),
        ('[{"a": 1}, 2]', "bad-json the value 2 is no record; give a list of objects"),
        ('[{"a": 1}, {"b": 1, "a": 2, "b": 1}]', "bad-json record 2 has 'b' twice; leave one out"),
        ('[{"a": {"b": [{"c": 1, "c": 2}]}}]', "bad-json record 1 has 'c' twice; leave one out"),
        ('{"a": 1, "a": "br', "bad-json record 1 is not valid: Unterminated string"),
        ('{"a": "br', "bad-json record 1 is not valid: Unterminated string"),
        (f'[{{"a": {"[" * 99_999}', "bad-json record 1 is nested too deeply"),
    ],
)
def test_json_that_is_no_list_of_records(tmp_path: Path, data: str, said: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(data, encoding="utf-8")
    assert said in refused(path)


def test_json_records_need_not_have_the_same_fields_and_come_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "PIECE", 7)
    path = tmp_path / "t.json"
    path.write_text(json.dumps([{"a": 1}, {"b": None, "c": True}, {"a": {"é": 1.50}}], ensure_ascii=False), "utf-8")
    assert cells(read(path)) == [["a", "b", "c", "a.é"], ["1", "", "", ""], ["", "", "yes", ""], ["", "", "", "1.5"]]
    monkeypatch.setattr(records, "LARGEST_PIECE", 10)
    monkeypatch.setattr(records, "LONGEST", 10)
    assert "bad-json record 2 is not valid" in refused(path)
    path.write_bytes(b'[{"a": "\xff"}]')
    assert "bad-encoding is not UTF-8" in refused(path)


def test_a_kind_that_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "t.pdf").write_bytes(b"x")
    with pytest.raises(UsageError, match=r"t\.pdf: no kind of table ends so; known are \.csv, \.tsv"):
        read(tmp_path / "t.pdf")
    (tmp_path / "t.pdf").write_text("a,b\n1,2\n")
    assert len(read(tmp_path / "t.pdf", Shape(kind="csv"))) == 2


def test_files_that_are_not_there(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.csv", "missing-path"), (tmp_path, "not-a-file")):
        with pytest.raises(SourceError, match=code):
            source(path)
    with pytest.raises(SourceError, match="unreadable"):
        source(tmp_path / ("x" * 300))


def test_what_a_file_is_known_by(tmp_path: Path) -> None:
    found = source(write_csv(tmp_path))
    assert (found.name, found.kind, found.size, found.sha256[:8]) == ("t.csv", "csv", 51, "08442450")


def test_a_library_that_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_xlsx(tmp_path)
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(UsageError, match=r"^import needs python_calamine, "):
        read(path)


def test_a_part_of_a_workbook_that_is_no_xml_is_not_looked_at_for_entities(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path)
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/media/image1.png", b"<!DOCTYPE x [<!ENTITY a 'b'>]>")
    assert cells(read(path)) == TABLE


def test_a_file_that_is_not_there_is_answered_with_the_nearest_files(tmp_path: Path) -> None:
    (tmp_path / "table.xlsx").touch()
    (tmp_path / "tables").mkdir()
    with pytest.raises(SourceError, match=r"tabel\.xlsx: missing-path does not exist; did you mean table\.xlsx\?$"):
        source(tmp_path / "tabel.xlsx")
    with pytest.raises(SourceError, match=r"missing-path does not exist; name a file$"):
        source(tmp_path / "nothing")


def test_a_duration_is_no_amount(tmp_path: Path) -> None:
    table = {"line": ["a", "b"], "year": [2025, 2025], "amount": pa.array([3, 86400 * 2], pa.duration("s"))}
    pq.write_table(pa.table(table), tmp_path / "table.parquet")
    (book := openpyxl.Workbook()).active.append(["line", "year", "amount"])
    for row in ("a", 2025, dt.timedelta(hours=30)), ("b", 2025, dt.timedelta(days=2)):
        book.active.append(row)
    book.save(tmp_path / "table.xlsx")
    map = write(tmp_path / "map.toml", MAP)
    for file in ("table.parquet", "table.xlsx"):
        with pytest.raises(LossError, match="no figure was taken") as caught:
            ukraine_budget.import_file(tmp_path / file, map=map, into=tmp_path / "into")
        result = caught.value.view.result
        assert [(row.line, row.column, row.reason) for row in result.left_out][-1][1:] == ("amount", "bad-number")
        assert len(result.left_out) == 2


@pytest.mark.parametrize("depth", range(900, 1000))
def test_a_record_is_read_or_is_nested_too_deeply(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "t.json"
    path.write_text(f'[{{"a": {"[" * depth}{"]" * depth}}}]', encoding="utf-8")
    with suppress(SourceError):
        assert cells(read(path)) == [["a"], ["[" * depth + "]" * depth]]


@pytest.mark.parametrize(
    ("name", "data", "encoding", "said"),
    [
        ("t.json", b'[{"a": "\\ud83d"}]', "", "t.json: bad-json record 1 has \\ud83d, half a character"),
        ("t.json", b'[{"a": "\\ud83d\\udcb6"}]', "", ""),
        ("t.json", b'[{"a": "+2AA-"}]', "utf-7", "t.json: bad-encoding is not UTF-7: "),
        ("t.csv", b"a,b\nc,+2AA-\n", "utf-7", "t.csv:2:3: not-text \\ud800, half a character, stands here"),
    ],
)
def test_half_a_character_is_refused(tmp_path: Path, name: str, data: bytes, encoding: str, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    shape = Shape(encoding=encoding)
    if said:
        with pytest.raises(SourceError) as refused:
            read(path, shape)
        assert said in str(refused.value)
    else:
        assert cells(read(path, shape)) == [["a"], ["\U0001f4b6"]]


def test_a_name_of_a_file_that_is_no_text_is_escaped(tmp_path: Path) -> None:
    path = tmp_path / "\udcff.csv"
    path.write_text("a,b\n", encoding="utf-8")
    assert source(path).name == "\\xff.csv"
