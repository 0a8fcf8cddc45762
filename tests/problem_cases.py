"""For each code a broken ledger that provokes it, and where the problem is. The docs are made from these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

GOOD: Mapping[str, str] = {
    "datapackage.json": """\
{
  "name": "small", "title": "A small ledger", "currency": "EUR", "unit": "million",
  "bases": ["commitment", "cash"],
  "default_funds": ["support"]
}
""",
    "funds.csv": """\
fund,name,support,total,note
support,Support,yes,yes,
materiel,,no,yes,own forces
""",
    "lines.csv": """\
line,fund,parent,name,successor
all,support,,All support,
guns,support,all,Guns,
tanks,materiel,,Tanks,
""",
    "documents.csv": """\
document,date,title,supersedes
letter,2025-11-27,A letter,
""",
    "versions.csv": """\
version,order,date,coverage,document,follows,supersedes
spring,10,2025-04,full,,,
letter,20,2025-11-27,partial,letter,spring,
""",
    "amounts.csv": """\
version,line,year,basis,amount,rounding,qualifier,document,note
spring,guns,2026,commitment,3100,100,decision,,
spring,guns,2026,cash,3100,100,assumed,,
letter,guns,2026,cash,2100,100,provisional,letter,"answer 3,
second part"
letter,tanks,2026,cash,500,100,circa,letter,
""",
    "mutations.csv": """\
version,line,basis,year,label,kind,role,amount,rounding,qualifier
letter,guns,cash,2026,Brought forward,cash-shift,row,0,,at-most
letter,guns,cash,beyond,Brought forward,cash-shift,row,1.5,0.1,
""",
    "claims.csv": """\
claim,text,source,left_basis,left_lines,left_years,left_version,left_table,left_label,relation,right_amount,right_basis
less,Less than before.,letter,cash,guns tanks,2024-2026,letter,,,<,3100,
shifted,It was brought forward.,letter,cash,guns,2026,letter spring,amounts mutations,Brought forward | Other,=,1000,
vague,It will be delivered.,,,,,,,,,,
""",
    "texts.csv": """\
text,text_nl
answer 3,antwoord 3
""",
}
"""A ledger without problems, with every file."""


@dataclass(frozen=True)
class Case:
    """A change to the good ledger, and the one problem that it causes.

    `files` replaces files of the good ledger: None deletes one, b"/" makes it a folder. `path` is what is read. `fails`
    is the error of the system on reading. `how` explains what text cannot show.
    """

    place: str
    code: str
    files: Mapping[str, str | bytes | None] = field(default_factory=dict)
    path: str = "."
    fails: OSError | None = None
    how: str = ""

    @property
    def expected(self) -> str:
        return f"{self.place}: {self.code}"

    def write(self, folder: Path) -> None:
        for name, content in {**GOOD, **self.files}.items():
            if content == b"/":
                (folder / name).mkdir()
            elif content is not None:
                (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def whole(place: str, code: str, content: str | bytes | None, how: str = "") -> Case:
    """Make a case that replaces or deletes one file of the good ledger."""
    return Case(place, code, {place.partition(":")[0]: content}, how=how)


def edit(place: str, code: str, old: str, new: str) -> Case:
    """Make a case that replaces one text in a file of the good ledger."""
    good = GOOD[place.partition(":")[0]]
    assert good.count(old) == 1, (place, old)
    return whole(place, code, good.replace(old, new))


def single(place: str, code: str, content: str | bytes, fails: OSError | None = None, how: str = "") -> Case:
    """Make a case of a single CSV file."""
    return Case(place, code, {"my.csv": content}, "my.csv", fails, how)


NO_AMOUNTS = GOOD["amounts.csv"].partition("\n")[0]
LONG = "line,year,basis,amount\n"
TWO_SIGNS = """\
{"resources": [{"name": "amounts", "path": "amounts.csv", "dialect": {"decimalChar": "."},
                "schema": {"fields": [{"name": "amount", "decimalChar": ","}]}}]}
"""
STORED = """\
{"bases": ["commitment", "cash"], "resources": [{"name": "amounts", "path": "amounts.parquet"}]}
"""
SHORTS = "fund,support,total,short\nsupport,yes,yes,{}\nmateriel,no,yes,\n"
DEEP = GOOD["lines.csv"] + "".join(f"l{n},support,l{n - 1},,\n" for n in range(101, 0, -1)) + "l0,support,,,\n"
NO_NUMBERS = (
    *("NaN", "Infinity", "1e400", "1_000", "\u0663", "--5", "(5)", "3.1.0", "+", "-", "\u2013", "pm", "0x1F"),
    *("5%", "1 000", ".5", "5.", "- -5", "9" * 39, "12,34,567"),
)
NO_DATES = ("2025-02-30", "27-11-2025", "2025-13", "2025-00", "0000")

CASES = (
    single("my.csv:3:14", "conflicting-value", "line,year,cash,unit\nguns,2026,1,million\ntanks,2026,1,thousand\n"),
    single("my.csv:2:13", "bad-currency", "line,year,cash,currency\nguns,2026,1,euro\n"),
    Case("nowhere.csv", "missing-path", path="nowhere.csv", how="`nowhere.csv` is asked for, and is not there."),
    Case("a\\x00b", "missing-path", path="a\0b"),
    Case(".", "not-a-ledger", {"datapackage.json": None}, how="A folder of CSV files alone is asked for."),
    whole("lines.csv", "not-a-file", b"/", "In the place of `lines.csv` stands a folder of that name."),
    single(
        "my.csv",
        "no-permission",
        LONG,
        PermissionError(13, "Permission denied"),
        "Only another user may read `my.csv`.",
    ),
    single("my.csv", "unreadable", LONG, OSError(5, "Input/output error"), "`my.csv` is on a disk that fails."),
    Case("n" * 300, "unreadable", path="n" * 300),
    whole("funds.csv", "missing-file", None, "The folder has every file but `funds.csv`."),
    Case(
        "amounts.parquet",
        "bad-parquet",
        {"datapackage.json": STORED, "amounts.csv": None, "amounts.parquet": "PAR1 and so on"},
        how="`datapackage.json` names `amounts.parquet` for the amounts, which is something else under that name.",
    ),
    whole("claims.csv", "empty-file", "", "`claims.csv` is there, with nothing in it."),
    single("my.csv", "empty-file", "\ufeff \r\n"),
    single("my.csv", "empty-file", ",,,\n,,,\n"),
    single(
        "my.csv:1:1", "not-utf8", "line,year\n".encode("utf-16"), how="A spreadsheet saved `my.csv` as 'Unicode text'."
    ),
    single("my.csv:2:6", "not-utf8", LONG.encode() + "Oekraïne,2026,cash,1".encode("latin-1")),
    single("my.csv:1:5", "not-utf8", b"\xef\xbb\xbflin\xc3\xa9\xff"),
    single("my.csv", "not-text", b"PK\x03\x04 and so on", how="`my.csv` is a workbook under another name."),
    single("my.csv:2:2", "not-text", LONG + "a\0,2026,cash,1\n"),
    whole("datapackage.json:1:1", "not-utf8", b"\xff\xfe"),
    whole("datapackage.json:1:1", "bad-json", "{"),
    whole("datapackage.json:1:22", "bad-json", '{"unit": "thousand", "unit": "million"}\n'),
    whole(
        "datapackage.json:1:47", "bad-json", '{"resources": [{"name": "lines", "path": "a", "path": "lines.csv"}]}\n'
    ),
    whole("datapackage.json:1:45", "bad-json", '{"uni\\u0074": "one", "uni\\u0074": "million"}\n'),
    edit("datapackage.json:2:66", "bad-descriptor", '"million"', '"dozen"'),
    whole("datapackage.json", "bad-descriptor", "[]"),
    whole("datapackage.json", "bad-descriptor", TWO_SIGNS),
    edit("datapackage.json:2:47", "bad-descriptor", '"EUR"', '"euros"'),
    edit("datapackage.json:2:3", "bad-descriptor", '"small"', '"a small one"'),
    edit(
        "datapackage.json:2:66", "bad-descriptor", '"unit"', '"resources": [{"name": "lines", "path": "../x"}], "unit"'
    ),
    single("my.csv:3:13", "malformed-csv", LONG + 'a,2026,cash,1\n"b, c",2026,"cash,1\nc,2026,cash,1\n'),
    single("my.csv:2:1", "malformed-csv", LONG + '"a"b,2026,cash,1\n'),
    single(
        "my.csv:2:8",
        "long-cell",
        LONG + "a,2026,c" + 200_000 * "h" + ",1\n",
        how="The basis in `my.csv` has 200,001 letters.",
    ),
    single("my.csv:1:1", "long-cell", 10_000_000 * "x"),
    single("my.csv:1:1", "many-columns", ",".join(map(str, range(5000))) + "\n", how="`my.csv` has 5000 columns."),
    single("my.csv:1:11", "duplicate-column", "line,year,line,basis,amount\na,2026,b,cash,1\n"),
    single("my.csv:1:16", "duplicate-column", "line,year,cash,Uitgaven\na,2026,1,2\n"),
    single("my.csv:1:24", "duplicate-column", "line,year,basis,amount,cash\na,2026,cash,1,2\n"),
    single("my.csv:1:1", "missing-column", "line,basis,amount\na,cash,1\n"),
    single("my.csv:1:1", "missing-column", "line,2025,2026\na,1,2\n"),
    single("my.csv:1:16", "duplicate-column", "line,cash 2026,cash\na,1,2\n"),
    single("my.csv:1:6", "duplicate-column", "line,year,cash 2025\na,2026,1\n"),
    single("my.csv:1:16", "duplicate-column", "line,cash 2025,amount\na,2026,1\n"),
    single("my.csv:1:6", "duplicate-column", "line,basis,cash 2025\na,cash,1\n"),
    single("my.csv:1:1", "title-rows", "Budget of X\n\nline,year,cash\na,2026,1\n"),
    single("my.csv:1:1", "title-rows", '"Budget, and more"\nin euros,,\nline,"cash 2026",cash 2027\na,1,2\n'),
    edit("funds.csv:1:1", "missing-column", ",total", ",name_nl"),
    edit("lines.csv:1:18", "unknown-column", "name,", "nam,"),
    single("my.csv:1:24", "unknown-column", "line,year,basis,amount,\na,2026,cash,1,what is this\n"),
    edit("documents.csv:2:1", "short-row", "A letter,\n", "A letter\n"),
    edit("documents.csv:2:29", "long-row", "A letter,\n", "A letter,,and more\n"),
    edit("funds.csv:3:1", "repeated-header", "materiel", "fund,name,support,total,note\nmateriel"),
    single("my.csv:3:1", "repeated-header", "line,basis,2025,2026\na,cash,1,2\nb,cash,2025,2026\n"),
    single("my.csv:1:1", "no-rows", LONG),
    edit("amounts.csv:3:13", "blank-cell", "guns,2026,cash,3100", "guns,,cash,3100"),
    edit("amounts.csv:3:23", "blank-cell", "guns,2026,cash,3100", "guns,2026,cash, "),
    edit("funds.csv:3:11", "blank-cell", ",no,", ",,"),
    edit("documents.csv:3:1", "bad-id", "A letter,\n", "A letter,\na paper,,,\n"),
    edit("documents.csv:3:1", "bad-id", "A letter,\n", "A letter,\n\x1b[31mred,,,\n"),
    *(
        edit("amounts.csv:3:13", "bad-year", "2026,cash,3100", f"{year},cash,3100")
        for year in ("2026.0", "MMXXVI", "٢٠٢٦")
    ),
    single("my.csv:2:3", "bad-year", LONG + "a,1066,cash,1\n"),
    edit("mutations.csv:3:18", "bad-year", "beyond", "later"),
    edit("claims.csv:2:47", "bad-years", "2024-2026", "2026-2024"),
    edit("claims.csv:2:47", "bad-years", "2024-2026", "2024..2026"),
    *(edit("documents.csv:2:8", "bad-date", "2025-11-27", date) for date in NO_DATES),
    edit("versions.csv:3:8", "bad-integer", "20,", "2O,"),
    *(edit("amounts.csv:6:24", "bad-number", "500,100", f'"{number}",100') for number in NO_NUMBERS),
    *(single("my.csv:2:8", "ambiguous-number", f"line;year;cash\na;2026;{number}") for number in ("1.234", "-1,234")),
    *(edit("amounts.csv:6:24", "ambiguous-number", "500,", f'"{number}",') for number in ("1,234", "12,5", "1.234,5")),
    edit("amounts.csv:6:28", "bad-rounding", "500,100", "500,0.0"),
    edit("amounts.csv:6:28", "bad-rounding", "500,100", "500,-1"),
    edit("amounts.csv:6:32", "bad-qualifier", "circa", "at-least at-most"),
    whole(
        "funds.csv:2:17", "long-short-name", f"fund,support,total,short\nsupport,yes,yes,{25 * 'a'}\nmateriel,no,yes,\n"
    ),
    edit("amounts.csv:6:32", "unknown-word", "circa", "about"),
    edit("versions.csv:3:22", "unknown-word", "partial", "partly"),
    edit("funds.csv:3:11", "unknown-word", ",no,", ",n,"),
    edit("claims.csv:3:69", "unknown-word", "amounts mutations", "amount mutations"),
    whole("documents.csv:2:8", "unknown-word", "document,read\nletter,maybe\n"),
    whole("claims.csv:2:6", "unknown-word", "claim,kind\nless,rumour\n"),
    whole("claims.csv:2:6", "unknown-word", "claim,source_kind\nless,pundit\n"),
    whole("claims.csv:2:6", "bad-date", "claim,date\nless,yesterday\n"),
    edit("texts.csv:2:10", "blank-cell", "antwoord 3", ""),
    edit("amounts.csv:6:1", "unknown-version", "letter,tanks", "leter,tanks"),
    edit("versions.csv:3:37", "unknown-version", "letter,spring", "letter,autumn"),
    edit("amounts.csv:6:8", "unknown-line", "tanks", "tnaks"),
    edit("lines.csv:3:14", "unknown-line", "support,all", "support,everything"),
    edit("claims.csv:2:36", "unknown-line", "guns tanks", "guns boats"),
    edit("lines.csv:4:7", "unknown-fund", "materiel", "material"),
    edit("datapackage.json", "unknown-fund", '["support"]', '["suport"]'),
    edit("amounts.csv:6:38", "unknown-document", "circa,letter", "circa,memo"),
    Case(
        "versions.csv:3:30", "unknown-document", {"documents.csv": None, "claims.csv": None, "amounts.csv": NO_AMOUNTS}
    ),
    edit("mutations.csv:2:13", "unknown-basis", "cash,2026", "kas,2026"),
    single("my.csv:2:8", "unknown-basis", LONG + "a,2026,promises,1\n"),
    edit(
        "amounts.csv:7:1",
        "duplicate-key",
        "circa,letter,\n",
        "circa,letter,\nletter,tanks,2026,cash,500,100,circa,letter,\n",
    ),
    edit(
        "amounts.csv:7:1",
        "duplicate-key",
        "circa,letter,\n",
        "circa,letter,\nletter,tanks,2026,cash,600,100,circa,letter,\n",
    ),
    edit("mutations.csv:3:1", "duplicate-key", "beyond", "2026"),
    single("my.csv:3:1", "duplicate-key", "line,year,cash\na,2026,1\na,2026,2\n"),
    edit("versions.csv:3:8", "duplicate-order", "20,", "10,"),
    whole("amounts.csv:7:1", "duplicate-block", GOOD["amounts.csv"] + GOOD["amounts.csv"].partition("\n")[2]),
    whole("amounts.csv:7:1", "duplicate-block", 2 * GOOD["amounts.csv"]),
    edit("lines.csv:2:13", "circle", "all,support,", "all,support,guns"),
    edit("lines.csv:3:14", "circle", "guns,support,all,Guns,", "guns,support,old,Guns,\nold,support,,Old,guns"),
    edit("lines.csv:3:23", "circle", "Guns,", "Guns,guns"),
    edit("versions.csv:2:25", "circle", "full,,,", "full,,letter,"),
    edit("versions.csv:3:37", "circle", "letter,spring,", "letter,letter,"),
    edit("documents.csv:2:28", "circle", "A letter,", "A letter,letter"),
    whole("lines.csv:5:14", "deep-line", DEEP, "`lines.csv` has 102 lines more, of which each is a part of the next."),
    edit("lines.csv:3:23", "other-fund", "guns,support,all,Guns,", "guns,support,all,Guns,tanks"),
    edit("lines.csv:4:16", "other-fund", "materiel,,", "materiel,all,"),
    edit("versions.csv:2:26", "supersedes-later", "full,,,", "full,,,letter"),
    edit(
        "versions.csv:2:25",
        "follows-later",
        "full,,,\nletter,20,2025-11-27,partial,letter,spring,",
        "full,,letter,\nletter,20,2025-11-27,partial,letter,,",
    ),
    edit("claims.csv:2:68", "two-right-sides", "3100,\n", "3100,cash\n"),
)
