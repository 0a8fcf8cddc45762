"""Files and environments that once caused a traceback or endless work, with the command that reads them."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from importing import MAP
from problem_cases import GOOD
from problem_cases import Case as LedgerCase

TABLE = "line,year,amount\nguns,2025,1234.5\ntanks,2026,-3\n"
DIGITS, BRACKETS = "9" * 5000, "[" * 3000 + "]" * 3000
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


class Hostile(NamedTuple):
    """A setup of an empty folder, the command to run there, and its environment."""

    make: Callable[[Path], object]
    words: Sequence[str]
    env: Mapping[str, str] = {}

    @property
    def apart(self) -> bool:
        """Whether it needs a process of its own, because of settings read at its start."""
        return bool(self.env) or self.words[0] == "plot"


def text(name: str, content: str, encoding: str = "utf-8") -> Callable[[Path], object]:
    """Make a maker of one text file."""
    return lambda folder: (folder / name).write_bytes(content.encode(encoding, "surrogatepass"))


def all_of(*makers: Callable[[Path], object]) -> Callable[[Path], object]:
    return lambda folder: [make(folder) for make in makers]


def imported(name: str, *makers: Callable[[Path], object], map: str = MAP, guess: bool = False) -> Hostile:
    """Make a case that imports one file by a map."""
    words = ("--guess",) if guess else ("--map", "m.toml", "--into", "into")
    return Hostile(all_of(text("m.toml", map), *makers), ("import", *words, name))


def ledger(**files: Any) -> Callable[[Path], object]:
    """Make a maker of the good ledger with other files, by name without suffix."""
    named = {f"{name}.json" if name == "datapackage" else f"{name}.csv": content for name, content in files.items()}
    return lambda folder: LedgerCase("", "", named).write(folder)


def descriptor(**changed: Any) -> str:
    return json.dumps(json.loads(GOOD["datapackage.json"]) | changed)


def workbook(parts: dict[str, bytes], kind: str = "xlsx") -> Callable[[Path], object]:
    """Make a maker of an xlsx file with other parts."""

    def make(folder: Path) -> None:
        made = import_module("openpyxl").Workbook()
        for line in (["line", "year", "amount"], ["guns", 2025, 1234.5], ["tanks", 2026, -3]):
            made.active.append(line)
        data = io.BytesIO()
        made.save(data)
        with zipfile.ZipFile(data) as old, zipfile.ZipFile(folder / f"t.{kind}", "w", zipfile.ZIP_DEFLATED) as new:
            for name, content in ({each: old.read(each) for each in old.namelist()} | parts).items():
                new.writestr(name, content)

    return make


def ods(content: str) -> Callable[[Path], object]:
    """Make a maker of an OpenDocument workbook from XML."""

    def make(folder: Path) -> None:
        with zipfile.ZipFile(folder / "t.ods", "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            file.writestr("META-INF/manifest.xml", "<manifest/>")
            file.writestr("content.xml", content)

    return make


def sheet(cells: str, rows: str = "") -> Callable[[Path], object]:
    """Make a maker of an OpenDocument workbook with one row, which may have attributes."""
    row = f"<table:table-row{rows}>{cells}</table:table-row>"
    return ods(f'{ODS_HEAD}<table:table table:name="a">{row}</table:table>{ODS_TAIL}')


BLANKS = "<text:p>" + '<text:s text:c="32768"/>' * 380000 + "</text:p></table:table-cell>"
REPEATED = ' table:number-{}-repeated="{}"'


def parquet(columns: Callable[[Any], Mapping[str, Any]]) -> Callable[[Path], object]:
    """Make a maker of a Parquet file with columns made by pyarrow."""

    def make(folder: Path) -> None:
        pa = import_module("pyarrow")
        import_module("pyarrow.parquet").write_table(pa.table(columns(pa)), folder / "t.parquet")

    return make


def damaged(folder: Path) -> None:
    """Write a workbook with a wrong name in one local header of its archive."""
    workbook({})(folder)
    data = bytearray((folder / "t.xlsx").read_bytes())
    at = data.index(b"xl/worksheets/sheet1.xml")
    data[at : at + 2] = b"\xff\xfe"
    (folder / "t.xlsx").write_bytes(data)


def bad_name(folder: Path) -> None:
    """Write a workbook with a name in its directory that is not UTF-8."""
    workbook({})(folder)
    data = (folder / "t.xlsx").read_bytes()
    at = data.rindex(b"xl/worksheets/sheet1.xml")
    head = data.rindex(b"PK\x01\x02", 0, at)
    flags = (int.from_bytes(data[head + 8 : head + 10], "little") | 0x800).to_bytes(2, "little")
    data = data[: head + 8] + flags + data[head + 10 : at] + b"\xff\xfe" + data[at + 2 :]
    (folder / "t.xlsx").write_bytes(data)


def cut(folder: Path) -> None:
    """Write a workbook with damaged data in one part."""
    workbook({})(folder)
    data = bytearray((folder / "t.xlsx").read_bytes())
    at = data.index(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/sheet1.xml")
    data[at + 20 : at + 60] = b"\0" * 40
    (folder / "t.xlsx").write_bytes(data)


def packed(n: int) -> Callable[[Path], object]:
    """Make a maker of an archive of n empty tables."""

    def make(folder: Path) -> None:
        with zipfile.ZipFile(folder / "t.zip", "w") as file:
            for number in range(n):
                file.writestr(f"{number}.txt.none", "")

    return make


def rows(header: str, *lines: str) -> str:
    return "\n".join((header, *lines)) + "\n"


def chain(field: str, n: int, fund: str = "support") -> str:
    """Return lines of which each refers to the next by a field."""
    at = {"parent": "l{0},{1},l{2},", "successor": "l{0},{1},,l{2}"}[field]
    body = [at.format(k, fund, k + 1) for k in range(n - 1)] + [f"l{n - 1},{fund},,"]
    return rows("line,fund,parent,successor", *body)


def chained(field: str, n: int) -> Callable[[Path], object]:
    amounts = rows("version,line,year,basis,amount", "spring,l0,2026,cash,1", f"letter,l{n - 1},2026,cash,2")
    return ledger(lines=chain(field, n), amounts=amounts, mutations=None, claims=None)


def versions(n: int, field: str, *, turned: bool = False) -> Callable[[Path], object]:
    """Make a maker of a ledger whose versions each follow or supersede the one before, or the next if `turned`."""
    head = "version,order,date,coverage,follows,supersedes"
    day = date(2000, 1, 1)
    body = []
    for k in range(n):
        other = k + 1 if turned else k - 1
        before = f"v{other}" if 0 <= other < n else ""
        chains = (before, "") if field == "follows" else ("", before)
        body.append(f"v{k},{k},{day + timedelta(k)},partial,{','.join(chains)}")
    amounts = rows("version,line,year,basis,amount", *(f"v{k},guns,2026,cash,{k}" for k in range(n)))
    return ledger(versions=rows(head, *body), amounts=amounts, mutations=None, claims=None)


def claims(n: int) -> Callable[[Path], object]:
    """Make a maker of a ledger with n claims."""
    head, said, *_ = GOOD["claims.csv"].splitlines()
    return ledger(claims=rows(head, *(f"c{k}-{said}" for k in range(n))))


def circles(n: int) -> Callable[[Path], object]:
    pairs = (row for k in range(n) for row in (f"a{k},support,b{k}", f"b{k},support,a{k}"))
    amounts = rows("version,line,year,basis,amount", "spring,a0,2026,cash,1")
    return ledger(lines=rows("line,fund,parent", *pairs), amounts=amounts, mutations=None, claims=None)


def unknown(n: int, letters: int = 12) -> Callable[[Path], object]:
    """Make a maker of a ledger that refers to as many unknown lines as it has known ones."""
    known = rows("line,fund", *(f"line-of-some-length-{k:0{letters}},support" for k in range(n)))
    stated = (f"spring,lime-of-same-length-{k:0{letters}},2026,cash,1" for k in range(n))
    return ledger(lines=known, amounts=rows("version,line,year,basis,amount", *stated), mutations=None, claims=None)


def repeated(row: str, n: int = 100_000) -> Callable[[Path], object]:
    """Make a maker of a ledger with n amounts of one form."""
    amounts = rows("version,line,year,basis,amount", *(row.format(k) for k in range(n)))
    return ledger(amounts=amounts, mutations=None, claims=None)


def preferred(content: str, encoding: str = "utf-8") -> Hostile:
    return Hostile(text("budget.toml", content, encoding), ("show", "2026"))


SCHEMA_FIELDS = {"name": "amounts", "path": "amounts.csv"}
SAX = ("import", "--map", "m.toml", "--into", "good", "t.csv")


def into_good(resource: Any, **changed: Any) -> Hostile:
    """Make a case that imports into a ledger with an odd descriptor that `check` passes."""

    def make(folder: Path) -> None:
        (folder / "good").mkdir()
        ledger(datapackage=descriptor(resources=[resource], **changed))(folder / "good")
        text("t.csv", "line,year,amount\nguns,2025,1\n")(folder)
        text("m.toml", MAP.replace('"thousand"', '"million"').replace("[line]", '[fund]\nid="support"\n[line]'))(folder)

    return Hostile(make, SAX)


def pq(**columns: Any) -> Callable[[Any], Mapping[str, Any]]:
    return lambda pa: (
        {"line": ["guns"], "year": [2025], "amount": ["1.5"]} | {name: made(pa) for name, made in columns.items()}
    )


SHEET = "xl/worksheets/sheet1.xml"
XML = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
STRING = '<row r="1"><c r="A1" t="s"><v>{}</v></c></row>'

KNOWN: Mapping[str, Hostile] = {
    "toml-integer": preferred(f"unit = {DIGITS}"),
    "toml-brackets": preferred(f"unit = {BRACKETS}"),
    "toml-tables": preferred("unit = " + "{a=" * 3000 + "1" + "}" * 3000),
    "toml-dotted": preferred(".".join("a" * 20000) + " = 1"),
    "toml-hex": preferred("unit = 0x" + "f" * 500000),
    "toml-utf16": preferred('unit = "million"', "utf-16"),
    "map-integer": imported("t.csv", text("t.csv", TABLE), map=f"{MAP}\noptional = {DIGITS}"),
    "map-header": imported(
        "t.csv", text("t.csv", TABLE), map=MAP.replace("[numbers]", f"[file]\nheader={DIGITS}\n[numbers]")
    ),
    "map-header-large": imported(
        "t.csv", text("t.csv", TABLE), map=MAP.replace("[numbers]", "[file]\nheader=99999999999999999999\n[numbers]")
    ),
    "map-brackets": imported("t.csv", text("t.csv", TABLE), map=f"{MAP}\noptional = {BRACKETS}"),
    "map-latin": imported(
        "t.csv", text("t.csv", TABLE), lambda folder: (folder / "m.toml").write_bytes(b"\xe9" + MAP.encode())
    ),
    "map-encoding-codec": imported(
        "t.csv", text("t.csv", TABLE), map=MAP.replace("[numbers]", '[file]\nencoding="base64"\n[numbers]')
    ),
    "map-encoding-idna": imported(
        "t.csv", text("t.csv", TABLE), map=MAP.replace("[numbers]", '[file]\nencoding="idna"\n[numbers]')
    ),
    "map-encoding-nul": imported(
        "t.csv", text("t.csv", TABLE), map=MAP.replace("[numbers]", '[file]\nencoding="a\\u0000b"\n[numbers]')
    ),
    "pattern-repeat": imported(
        "t.csv", text("t.csv", TABLE), map=MAP.replace('column = "amount"', 'columns = "a{99999999999999999999}"')
    ),
    "pattern-nested": imported(
        "t.csv", text("t.csv", TABLE), map=MAP.replace('column = "amount"', f'columns = "{"(" * 3000}{")" * 3000}"')
    ),
    "pattern-backtracks": imported(
        "t.csv",
        text("t.csv", TABLE.replace("amount", "a" * 60 + "!")),
        map=MAP.replace('column = "amount"', 'columns = "(a+)+$"'),
    ),
    "json-surrogate": imported("t.json", text("t.json", '[{"line": "\\ud800", "year": 2025, "amount": 1}]')),
    "json-surrogate-name": imported("t.json", text("t.json", '[{"line\\udc00": "a", "year": 2025, "amount": 1}]')),
    "json-surrogate-guess": imported(
        "t.json", text("t.json", '[{"line\\udc00": "\\ud801", "year": 2025, "amount": 1}]'), guess=True
    ),
    "json-utf16": imported(
        "t.json", lambda folder: (folder / "t.json").write_bytes(b"[" + '{"line": "a"}'.encode("utf-16-le"))
    ),
    "json-utf16-map": imported(
        "t.json",
        text("t.json", '[{"line": "a", "year": 2025, "amount": 1}]', "utf-16-le"),
        map=MAP.replace("[numbers]", '[file]\nencoding="utf-16"\n[numbers]'),
    ),
    "json-utf32-map": imported(
        "t.json",
        text("t.json", '[{"line": "a", "year": 2025, "amount": 1}]', "utf-8"),
        map=MAP.replace("[numbers]", '[file]\nencoding="utf-32"\n[numbers]'),
    ),
    "csv-utf16-map": imported(
        "t.csv", text("t.csv", TABLE), map=MAP.replace("[numbers]", '[file]\nencoding="utf-16"\n[numbers]')
    ),
    "csv-utf7-map": imported(
        "t.csv", text("t.csv", TABLE + "+AGE"), map=MAP.replace("[numbers]", '[file]\nencoding="utf-7"\n[numbers]')
    ),
    "json-brackets": imported("t.json", text("t.json", "[" * 100000)),
    "json-nested-value": imported("t.json", text("t.json", '[{"line": ' + "[" * 900 + "]" * 900 + ', "year": 1}]')),
    "json-nested-deeper": imported(
        "t.json", text("t.json", '[{"line": ' + '{"a":' * 50000 + "1" + "}" * 50000 + ', "year": 1}]')
    ),
    "json-integer": imported("t.json", text("t.json", f'[{{"line": "a", "year": {DIGITS}, "amount": {DIGITS}}}]')),
    "json-number": imported("t.json", text("t.json", '[{"line": "a", "year": 2025, "amount": 1e99999999999}]')),
    "descriptor-integer": Hostile(ledger(datapackage=descriptor(x=0).replace("0}", f"{DIGITS}}}")), ("check", ".")),
    "descriptor-brackets": Hostile(ledger(datapackage='{"x": ' + "[" * 100000 + "]" * 100000 + "}"), ("check", ".")),
    "descriptor-brackets-few": Hostile(ledger(datapackage='{"x": ' + "[" * 190 + "]" * 190 + "}"), ("check", ".")),
    "descriptor-surrogate": Hostile(ledger(datapackage=descriptor(title="\ud800")), ("show", "2026", "--ledger", ".")),
    "descriptor-nan": into_good({**SCHEMA_FIELDS, "x": float("nan")}),
    "xlsx-string-range": imported("t.xlsx", workbook({SHEET: XML.format(STRING.format(99999)).encode()})),
    "xlsx-xml-encoding": imported("t.xlsx", workbook({SHEET: b'<?xml version="1.0" encoding="klingon"?><worksheet/>'})),
    "xlsx-xml-encoding-utf7": imported(
        "t.xlsx", workbook({SHEET: b'<?xml version="1.0" encoding="utf-7"?><worksheet/>'})
    ),
    "xlsx-damaged": imported("t.xlsx", cut),
    "xlsx-bad-name": imported("t.xlsx", damaged),
    "xlsx-bad-name-utf8": imported("t.xlsx", bad_name),
    "xlsx-row-large": imported(
        "t.xlsx", workbook({SHEET: XML.format(f'<row r="{DIGITS}"><c><v>1</v></c></row>').encode()})
    ),
    "xlsx-cell-large": imported(
        "t.xlsx", workbook({SHEET: XML.format(f'<row><c r="A{DIGITS}"><v>1</v></c></row>').encode()})
    ),
    "xlsx-row-word": imported(
        "t.xlsx", workbook({SHEET: XML.format('<row r="x"><c><v>1</v><f>1</f></c></row>').encode()})
    ),
    "xlsx-deep": imported("t.xlsx", workbook({SHEET: b"<a>" * 200000 + b"</a>" * 200000})),
    "ods-root": imported(
        "t.ods", ods('<table:table-row xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"/>')
    ),
    "ods-root-rows": imported("t.ods", ods("<table-row/>")),
    "ods-times-large": imported("t.ods", sheet("", REPEATED.format("rows", DIGITS))),
    "ods-times-word": imported("t.ods", sheet("", REPEATED.format("rows", "x"))),
    "zip-many-parts": imported("t.zip", packed(60_000)),
    "columns-many": imported("t.csv", text("t.csv", ",".join(map(str, range(100_000))) + "\n")),
    "columns-many-guess": imported("t.csv", text("t.csv", ",".join(map(str, range(10_000))) + "\n1\n"), guess=True),
    "parquet-date": imported(
        "t.parquet", parquet(pq(when=lambda pa: pa.array([2**31 - 1], pa.int32()).cast(pa.date32())))
    ),
    "parquet-timestamp": imported(
        "t.parquet", parquet(pq(when=lambda pa: pa.array([2**62], pa.int64()).cast(pa.timestamp("ms"))))
    ),
    "parquet-duration": imported(
        "t.parquet", parquet(pq(when=lambda pa: pa.array([2**62], pa.int64()).cast(pa.duration("ms"))))
    ),
    "parquet-nested-year": imported("t.parquet", parquet(pq(year=lambda pa: [[2025]]))),
    "parquet-date-year": imported("t.parquet", parquet(pq(year=lambda pa: [date(2025, 1, 1)]))),
    "parquet-struct-year": imported("t.parquet", parquet(pq(year=lambda pa: [{"a": 2025}]))),
    "parquet-binary": imported("t.parquet", parquet(pq(line=lambda pa: [b"\xff\xfe"]))),
    "parquet-map": imported(
        "t.parquet", parquet(pq(line=lambda pa: pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int8()))))
    ),
    "parquet-timestamp-zone": imported(
        "t.parquet", parquet(pq(line=lambda pa: pa.array([1], pa.timestamp("us", tz="Mars/Base"))))
    ),
    "parquet-nanoseconds": imported("t.parquet", parquet(pq(line=lambda pa: pa.array([1], pa.timestamp("ns"))))),
    "parquet-time-ns": imported("t.parquet", parquet(pq(line=lambda pa: pa.array([1], pa.time64("ns"))))),
    "parquet-view": imported("t.parquet", parquet(pq(line=lambda pa: pa.array(["a"], pa.string_view())))),
    "parents": Hostile(chained("parent", 1100), ("show", "2026", "--ledger", ".")),
    "parents-check": Hostile(chained("parent", 1100), ("check", ".")),
    "parents-outlook": Hostile(chained("parent", 1100), ("outlook", "--ledger", ".")),
    "parents-many-check": Hostile(chained("parent", 20000), ("check", ".")),
    "fields-without-name": into_good({**SCHEMA_FIELDS, "schema": {"fields": [{"type": "string"}]}}),
    "fields-constraints": into_good({**SCHEMA_FIELDS, "schema": {"fields": [{"name": "basis", "constraints": None}]}}),
    "fields-enum": into_good(
        {**SCHEMA_FIELDS, "schema": {"fields": [{"name": "basis", "constraints": {"enum": "cash"}}]}}
    ),
    "fields-enum-object": into_good(
        {**SCHEMA_FIELDS, "schema": {"fields": [{"name": "basis", "constraints": {"enum": {}}}]}}
    ),
    "fields-constraints-list": into_good(
        {**SCHEMA_FIELDS, "schema": {"fields": [{"name": "basis", "constraints": []}]}}
    ),
    "fields-name-number": into_good({**SCHEMA_FIELDS, "schema": {"fields": [{"name": 3}]}}),
    "cyrillic-path": Hostile(
        text("\u043e\u0442\u0447\u0435\u0442.csv", "line,year,cash\nguns,2026,x\n"),
        ("show", "2026", "--ledger", "\u043e\u0442\u0447\u0435\u0442.csv"),
        {"PYTHONIOENCODING": "cp1252"},
    ),
    "cyrillic-answer": Hostile(
        text("a.csv", "line,year,cash\n\u0442\u0430\u043d\u043a,2026,1\n"),
        ("show", "2026", "--ledger", "a.csv"),
        {"PYTHONIOENCODING": "cp1252"},
    ),
    "cyrillic-init": Hostile(
        lambda folder: None, ("init", "\u043e\u0442\u0447\u0435\u0442"), {"PYTHONIOENCODING": "cp1252"}
    ),
    "matplotlibrc": Hostile(
        lambda folder: (folder / "matplotlibrc").write_bytes(b"\xff\xfe\xe9 : 1"), ("plot", "outlook", "-o", "p.png")
    ),
    "mplbackend": Hostile(lambda folder: None, ("plot", "outlook", "-o", "p.png"), {"MPLBACKEND": "no such"}),
    "columns-odd": Hostile(lambda folder: None, ("show", "2026"), {"COLUMNS": "0", "LINES": "-5"}),
    "columns-large": Hostile(lambda folder: None, ("show", "2026"), {"COLUMNS": "99999999999", "FORCE_COLOR": "1"}),
    "ledger-nul": Hostile(lambda folder: None, ("show", "2026", "--ledger", "a" * 5000)),
    "ledger-surrogate": Hostile(lambda folder: None, ("show", "2026", "--ledger", "\udcff")),
    "home": Hostile(lambda folder: None, ("show", "2026"), {"HOME": "a" * 5000, "XDG_CONFIG_HOME": "b" * 5000}),
    "config-long": Hostile(text("budget.toml", 'ledger = "' + "a" * 5000 + '"'), ("show", "2026")),
    "config-nul": Hostile(text("budget.toml", 'ledger = "a\\u0000b"'), ("show", "2026")),
    "config-user": Hostile(text("budget.toml", 'ledger = "~nobody-here/x"'), ("show", "2026")),
    "rows-column": imported(
        "t.csv",
        text("t.csv", 'line,"2024; rows 5 to 100"\nguns,1\ntanks,x\n'),
        map=MAP.replace('"{year}"', '"2024"').replace('column = "amount"', 'columns = "2024.*"'),
    ),
    "names-2000": Hostile(unknown(2000), ("check", ".")),
    "names-20000": Hostile(unknown(20000), ("check", ".")),
    "names-long": Hostile(unknown(300, 1500), ("check", ".")),
    "rows-short": Hostile(repeated("spring,guns,2026,cash"), ("check", ".")),
    "rows-long": Hostile(repeated("spring,guns,2026,cash,1,1"), ("check", ".")),
    "rows-twice": Hostile(repeated("spring,guns,2026,cash,{}"), ("check", ".")),
    "resources": Hostile(
        ledger(datapackage=descriptor(resources=[{"name": f"x{k}", "path": "a.csv"} for k in range(100000)])),
        ("check", "."),
    ),
    "columns-unknown": Hostile(ledger(funds=rows(",".join(f"sapport{k:04}" for k in range(190)))), ("check", ".")),
    "successors": Hostile(chained("successor", 20000), ("show", "2026", "--ledger", ".")),
    "successors-diff": Hostile(chained("successor", 20000), ("diff", "spring", "letter", "--ledger", ".")),
    "follows": Hostile(versions(20000, "follows"), ("show", "2026", "--ledger", ".")),
    "follows-diff": Hostile(versions(2000, "follows"), ("diff", "v0", "v1999", "--ledger", ".")),
    "follows-history": Hostile(versions(2000, "follows"), ("history", "guns", "--ledger", ".")),
    "supersedes": Hostile(versions(20000, "supersedes"), ("show", "2026", "--ledger", ".")),
    "supersedes-history": Hostile(versions(2000, "supersedes"), ("history", "guns", "--ledger", ".")),
    "follows-turned": Hostile(versions(2000, "follows", turned=True), ("check", ".")),
    "supersedes-turned": Hostile(versions(2000, "supersedes", turned=True), ("check", ".")),
    "cells-wrong": Hostile(
        text("t.csv", rows("line,year,basis,amount", *(f"l{k},y{k},b{k},x{k}" for k in range(200_000)))),
        ("check", "t.csv"),
    ),
    "funds-conflicting": Hostile(
        text("t.csv", rows("line,fund,year,cash", *(f"l{k // 2},f{k},{2025 + k % 2},1" for k in range(200_000)))),
        ("check", "t.csv"),
    ),
    "rows-conflicting": Hostile(
        text("t.csv", rows("line,year,cash", *(f"guns,2026,{k}" for k in range(200_000)))), ("check", "t.csv")
    ),
    "claims": Hostile(claims(20_000), ("check", ".", "--claims")),
    "claims-full": Hostile(claims(20_000), ("check", ".", "--claims", "--full")),
    "claims-json": Hostile(claims(20_000), ("check", ".", "--claims", "--format", "json")),
    "circles": Hostile(circles(100000), ("check", ".")),
    "ods-blanks": imported("t.ods", sheet(f"<table:table-cell>{BLANKS}")),
    "ods-blanks-typed": imported("t.ods", sheet(f'<table:table-cell office:value-type="string">{BLANKS}')),
    "ods-marks": imported(
        "t.ods",
        sheet(
            f"<table:table-cell{REPEATED.format('columns', 30)}><text:p>a</text:p></table:table-cell>",
            REPEATED.format("rows", 1000000),
        ),
    ),
    "basis-proto": Hostile(
        ledger(
            datapackage=descriptor(bases=["__proto__", "cash"]),
            amounts=rows(
                "version,line,year,basis,amount", "spring,guns,2026,__proto__,1", "letter,guns,2026,__proto__,2"
            ),
            mutations=None,
            claims=None,
        ),
        ("report", "page.html", "--ledger", "."),
    ),
}
"""Cases by name."""
