"""Maps: what their words mean, what of a table comes of them, and what is said where the two do not fit."""

import csv
import os
import re
import sys
from pathlib import Path

import pytest

import ukraine_budget
from importing import MAP, amounts, assert_valid, left, take, write
from ukraine_budget import LossError, SourceError, UsageError
from ukraine_budget.importing import source
from ukraine_budget.importing.maps import Numbers, parse_map
from ukraine_budget.importing.maps import table as map_table
from ukraine_budget.importing.maps.amounts import amount
from ukraine_budget.importing.maps.templates import filler
from ukraine_budget.importing.names import Ids
from ukraine_budget.read.notation import NotANumber

LONG = "line,year,amount\nguns,2025,1234.5\ntanks,2026,-3\n"
WIDE = """
[file]
header = 2
[numbers]
decimal = ","
thousands = "."
nothing = ["-"]
zero = ["nihil"]
[fund]
id = "{Chapter}"
name = "Chapter {Chapter}"
total = false
support = true
note = "from the file"
[line]
id = "{Chapter}-{#2}"
parent = "{Chapter}"
chapter = "{Chapter}"
article = "{#2}"
name = "{Name}"
note = "a line"
[version]
id = "{column.1}"
moment = "{Year:-1}-09"
phase = "{Phase}"
name = "Version {column.1} of {Year}"
[figure]
year = "{Year:+1}"
basis = "{Kind}"
rounding = "1"
qualifier = "provisional"
note = "as printed"
[values.basis]
V = "commitment"
U = "cash"
[values.phase]
P = "proposed"
R = "executed"
[[amounts]]
columns = "Stand (.*)"
[[amounts]]
column = "Realised"
version.id = "realised"
version.name = "Realised"
version.follows = "draft"
figure.qualifier = ""
[[skip]]
column = "Kind"
values = ["O"]
reason = "receipts"
[[skip]]
column = "Name"
pattern = "(?i)total.*"
reason = "total"
message = "their money would count twice"
fault = true
"""
TABLE = """Budget table
Chapter;Art;Name;Year;Phase;Kind;Stand draft;Realised;before
X;6;Investments;2024;P;V;1.234,5;-;
X;6;Investments;2024;P;U;nihil;7;
X;6;Investments;2024;P;O;1;1;
X;;Total X;2024;P;U;1;1;
"""


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "into" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_a_long_table(tmp_path: Path) -> None:
    result = take(tmp_path, LONG)
    assert amounts(tmp_path / "into") == ["v guns 2025 cash 1234.5", "v tanks 2026 cash -3"]
    assert result.counts == (2, 2, 0, 0, 2, 1, 2, 2, 1, 2)
    assert (result.currency, result.unit, result.written, result.refused) == ("EUR", "thousand", True, False)
    assert_valid(tmp_path / "into")


def test_columns_of_versions_with_words_of_their_own(tmp_path: Path) -> None:
    result = take(tmp_path, TABLE, WIDE)
    assert amounts(tmp_path / "into") == [
        "draft x-6 2025 commitment 1234.5",
        "draft x-6 2025 cash 0",
        "realised x-6 2025 cash 7",
    ]
    assert left(result) == [(5, "", "receipts"), (6, "", "total")]
    assert [row.message for row in result.faults] == ["their money would count twice"]
    assert result.reasons == {"receipts": 1, "total": 1}
    assert_valid(tmp_path / "into")
    (fund,) = rows(tmp_path, "funds")
    assert list(fund.values()) == ["x", "Chapter X", "", "", "", "yes", "no", "from the file", ""]
    part, whole = sorted(rows(tmp_path, "lines"), key=lambda row: row["parent"], reverse=True)
    assert (whole["line"], whole["name"]) == ("x", "X"), "it is made where no row is of it"
    assert list(part.values()) == ["x-6", "x", "x", "X", "6", "Investments", "", "", "", "", "a line", ""]
    versions = [(v["version"], v["order"], v["date"], v["phase"], v["follows"]) for v in rows(tmp_path, "versions")]
    assert versions == [
        ("draft", "202309001", "", "proposed", ""),
        ("realised", "202309002", "", "proposed", "draft"),
    ]
    assert [(r["rounding"], r["qualifier"], r["locator"], r["note"]) for r in rows(tmp_path, "amounts")] == [
        ("1", "provisional", "row 3, Stand draft", "as printed"),
        ("1", "provisional", "row 4, Stand draft", "as printed"),
        ("1", "", "row 4, Realised", "as printed"),
    ]


def test_years_in_the_names_of_columns_and_no_header(tmp_path: Path) -> None:
    plan = MAP.replace('column = "amount"', 'columns = "(20..) budget"').replace('"{year}"', '"{column.1}"')
    take(tmp_path, "line,2025 budget,2026 budget\nguns,1,2\n", plan)
    assert amounts(tmp_path / "into") == ["v guns 2025 cash 1", "v guns 2026 cash 2"]
    plain = MAP.replace("{line}", "{#1}").replace("{year}", "{#2}").replace('column = "amount"', 'column = "#3"')
    (tmp_path / "b").mkdir()
    take(tmp_path / "b", "guns,2025,7\n", plain + "[file]\nheader = 0\n")
    assert amounts(tmp_path / "b" / "into") == ["v guns 2025 cash 7"]
    assert rows(tmp_path / "b", "amounts")[0]["locator"] == "row 1"


def test_what_the_user_asks_for(tmp_path: Path) -> None:
    table = "chapter,article,line,year,amount\nX,1,a,2025,1\nx,2,b,2025,2\nX,2,c,2026,3\nK,2,d,2025,4\n"
    plan = MAP.replace('id = "{line}"', 'id = "{line}"\nchapter = "{chapter}"\narticle = "{article}"')
    result = take(tmp_path, table, plan, chapters=["x"], articles=["2"], years=[2025])
    assert amounts(tmp_path / "into") == ["v b 2025 cash 2"]
    assert result.counts[:4] == (4, 1, 3, 3)
    assert not result.left_out
    assert rows(tmp_path, "versions")[0]["coverage"] == "partial", "the rest of the fund is not said to be gone"
    by_chapter = plan + '[fund]\nid = "{chapter}"\n'
    (tmp_path / "b").mkdir()
    take(tmp_path / "b", table, by_chapter, chapters=["X"])
    assert rows(tmp_path / "b", "versions")[0]["coverage"] == "full"


def test_what_the_user_says_of_the_version(tmp_path: Path) -> None:
    plan = MAP.replace('id = "v"\ndate = "2025-01-02"\n', "")
    with pytest.raises(UsageError, match="give --version ID"):
        take(tmp_path, LONG, plan)
    with pytest.raises(UsageError, match="give --date YYYY-MM-DD"):
        take(tmp_path, LONG, plan, version="spring")
    assert not (tmp_path / "into").exists()
    take(tmp_path, LONG, plan, version="spring", date="2025-04-01")
    take(tmp_path, LONG, version="other")
    assert [(v["version"], v["order"], v["date"]) for v in rows(tmp_path, "versions")] == [
        ("other-v", "202501020", "2025-01-02"),
        ("spring", "202504010", "2025-04-01"),
    ]
    assert {row["date"] for row in rows(tmp_path, "documents")} == {"2025-04-01"}


@pytest.mark.parametrize(
    ("row", "reason", "said"),
    [
        ("guns,2025,x", "bad-number", "'x' is not a number with '.' as decimal sign; write the digits"),
        ("guns,2025,'1,234'", "bad-number", "'1,234' has a ',', which the map does not have between thousands"),
        ("guns,25,1", "bad-year", "'25' is not a year from 1900 to 2199"),
        ("guns,,1", "bad-year", "'' is not a year"),
        (",2025,1", "no-line", "nothing names the line"),
        ("=A1,2025,1", "formula", "the line is a formula whose value is not in the file"),
        ("guns,2025,=A1", "formula", "the cell holds a formula whose value is not in the file: '=A1'"),
        ("guns,2025,~0.30000000000000004", "inexact-number", "0.30000000000000004 was computed and not rounded"),
        ("guns,2025", "short-row", "the row has 2 cells, the header 3"),
        ("guns,2025,1,x", "long-row", "the row has 4 cells, the header 3"),
        ("line,year,amount", "repeated-header", "the header stands here again"),
    ],
)
def test_rows_that_are_at_fault(tmp_path: Path, row: str, reason: str, said: str) -> None:
    row = row.replace("'1,234'", '"1,234"')
    result = take(tmp_path, f"line,year,amount\n{row}\nok,2025,1,,\n\n,,\n", strict=False)
    assert amounts(tmp_path / "into") == ["v ok 2025 cash 1"]
    assert [(r.line, r.reason) for r in result.faults] == [(2, reason)]
    assert result.faults[0].message.startswith(said)
    assert left(result)[1:] == [(4, "", "blank-row"), (5, "", "blank-row")]
    assert result.counts[:3] == (4, 1, 3)


def test_strict_writes_nothing_where_a_row_is_at_fault(tmp_path: Path) -> None:
    assert take(tmp_path, LONG + "guns,2027,x\n", strict=True).refused
    assert not (tmp_path / "into").exists()
    assert not take(tmp_path, LONG + "\n", strict=True).refused, "a blank row is none"


@pytest.mark.parametrize(
    ("words", "row", "reason"),
    [
        ('[values.line]\nguns = "g"\n', "tanks,2025,1", "unknown-line"),
        ('[values.year]\n2025 = "2025"\n', "tanks,2026,1", "unknown-year"),
        ('[fund]\nid = "{line}"\n[values.fund]\nguns = "g"\n', "tanks,2025,1", "unknown-fund"),
    ],
)
def test_words_that_the_map_does_not_know(tmp_path: Path, words: str, row: str, reason: str) -> None:
    result = take(tmp_path, f"line,year,amount\nguns,2025,1\n{row}\n", MAP + words)
    assert [r.reason for r in result.faults] == [reason]
    assert len(amounts(tmp_path / "into")) == 1


def test_words_for_versions_that_are_none(tmp_path: Path) -> None:
    table = "line,year,amount,version,phase,date,basis\n"
    table += "a,2025,1,v,announced,2025,cash\nb,2025,1,w,soon,2025,cash\nc,2025,1,x,announced,soon,cash\n"
    table += "d,2025,1,v,announced,2025,\n"
    plan = MAP.replace('"v"', '"{version}"\nphase = "{phase}"').replace('"2025-01-02"', '"{date}"')
    result = take(tmp_path, table, plan.replace('"cash"', '"{basis}"'))
    assert [r.reason for r in result.faults] == ["unknown-phase", "bad-date", "no-basis"]


def test_a_line_of_two_funds(tmp_path: Path) -> None:
    table = "line,year,amount,fund\nguns,2025,1,x\nguns,2026,2,k\n"
    result = take(tmp_path, table, MAP + '[fund]\nid = "{fund}"\n')
    assert [(r.line, r.reason, r.message) for r in result.faults] == [
        (3, "other-fund", "the line 'guns' is of the fund 'x' elsewhere")
    ]


@pytest.mark.parametrize(
    ("same", "expected", "reasons"),
    [
        ("refuse", [], ["conflicting-figures"] * 4),
        ("repeat", ["v b 2025 cash 5"], ["conflicting-figures"] * 2 + ["repeated-figure"]),
        ("add", ["v a 2025 cash 3.5", "v b 2025 cash 10"], []),
    ],
)
def test_several_rows_of_one_cell(tmp_path: Path, same: str, expected: list[str], reasons: list[str]) -> None:
    table = "line,year,amount\na,2025,1\nb,2025,5\na,2025,2.5\nb,2025,5\nc,2025,1\n"
    result = take(tmp_path, table, f'same = "{same}"\n' + MAP)
    assert amounts(tmp_path / "into") == [*expected, "v c 2025 cash 1"]
    assert sorted(row.reason for row in result.left_out) == reasons
    if same == "add":
        assert result.notes[0] == "4 figures share a line, year and basis with another, and were added to it."
        assert rows(tmp_path, "amounts")[0]["locator"] == "row 2; row 4, amount"
        assert result.counts.taken == 5
    else:
        assert result.left_out[0].message == "a cash 2025 at v is 1 here, and 2.5 in row 4, amount"


def test_lines_are_called_as_in_the_latest_year(tmp_path: Path) -> None:
    table = "line,year,amount,name\n1,2023,1,Old\n1,2024,1,Old\n1,2026,1,New\n1,2025,1,Financi?n\n2,2025,1,Financi?n\n"
    result = take(tmp_path, table, MAP.replace('"{line}"', '"{line}"\nname_nl = "{name}"'))
    one, two = rows(tmp_path, "lines")
    assert (one["name"], one["name_nl"], two["name"]) == ("New", "New", "Financi?n")
    assert one["note"] == "Called otherwise: Old (2023 to 2024); Financi?n (2025)."
    assert result.notes == (
        "A letter is lost in names of the file, which are not mended: Financi?n.",
        "New versions: v.",
    )


def test_ids_of_texts() -> None:
    ids = Ids()
    assert [ids.of(text) for text in ("A b", "a B", "a-b", "", "Допомога", "Ä/ö")] == [
        *("a-b", "a-b", "a-b-d44362d6", "", "0d86b69a", "a-o"),
    ]


@pytest.mark.parametrize(
    ("text", "numbers", "number"),
    [
        ("12", Numbers(), "12"),
        ("-1.5", Numbers(), "-1.5"),
        ("1.234.567", Numbers(), "1234567"),
        ("1,5", Numbers(), "1.5"),
        ("1,234.5", Numbers(decimal=".", thousands=","), "1234.5"),
        ("1\N{NO-BREAK SPACE}234,5", Numbers(decimal=",", thousands=" "), "1234.5"),
        ("1'234.5", Numbers(decimal=".", thousands="'"), "1234.5"),
        ("~0.30000000000000004", Numbers(decimal=".", round="0.01"), "0.3"),
        ("~2.6750000000000003", Numbers(decimal=".", round="1"), "3"),
        (" ", Numbers(), None),
        ("125,0-", Numbers(decimal=","), "-125.0"),
        ("-€ 5", Numbers(decimal=",", marks=["€"]), "-5"),
        ("($95.0)", Numbers(decimal=".", marks=["$"], parentheses=True), "-95.0"),
        ("$(95.0)", Numbers(decimal=".", marks=["$"], parentheses=True), "-95.0"),
        ("(95)", Numbers(marks=["(", ")"]), "95"),
        ("4.72E7-", Numbers(), "-47200000"),
        ("4.72E7", Numbers(), "47200000"),
        ("4,721540379e7", Numbers(decimal=","), "47215403.79"),
        ("-1.5E-4", Numbers(decimal="."), "-0.00015"),
        ("\N{MINUS SIGN}1E9", Numbers(decimal=","), "-1000000000"),
        ("0E-8", Numbers(), "0"),
        ("0.00E+00", Numbers(), "0"),
        ("€ 4.72E7", Numbers(decimal=".", marks=["€"]), "47200000"),
        ("4.720000000000000e+007", Numbers(decimal="."), "47200000.00000000"),
        ("1.23456789012E12", Numbers(decimal="."), "1234567890120"),
    ],
)
def test_amounts_as_a_map_has_them(text: str, numbers: Numbers, number: str | None) -> None:
    assert amount(text, numbers) == number


def test_an_amount_that_can_be_read_in_two_ways_is_none() -> None:
    for text in ("1.234", "1,234"):
        with pytest.raises(NotANumber) as caught:
            amount(text, Numbers())
        assert (caught.value.code, caught.value.help) == (
            "ambiguous-number",
            "say in a map which sign is the decimal one",
        )
    with pytest.raises(NotANumber, match="'x' is not a number"):
        amount("x", Numbers())


@pytest.mark.parametrize("text", ["(a)", "(-5)", "-5-", "--5", "(5", "700,-"])
def test_what_is_no_amount_below_zero(text: str) -> None:
    with pytest.raises(NotANumber, match="is not a number"):
        amount(text, Numbers(decimal=",", parentheses=True))


def test_amounts_in_parentheses_are_for_the_map_to_tell_of() -> None:
    with pytest.raises(NotANumber, match=r"'\(5\)' stands in parentheses") as caught:
        amount("(5)", Numbers())
    assert "parentheses = true" in caught.value.help


@pytest.mark.parametrize(
    "text", ["4.72E+07", "4,72e07", "47.2E+6", "1e+05", "5.00E-04", "1.2345679E12", "0.00000000000000047E+12"]
)
def test_an_amount_of_which_digits_may_be_lost_is_none(text: str) -> None:
    with pytest.raises(NotANumber, match=r"digits of .* may be lost") as caught:
        amount(text, Numbers())
    assert (caught.value.code, caught.value.help) == ("lost-digits", "write it in full, without an exponent")


@pytest.mark.parametrize(("text", "value"), [("0", None), ("-", "0"), ("1.5", "1.5")])
def test_a_number_that_the_map_takes_for_nothing(tmp_path: Path, text: str, value: str | None) -> None:
    map = MAP.replace("[numbers]\n", '[numbers]\nnothing = ["0"]\nzero = ["-"]\n')
    take(tmp_path, f"line,year,amount\nguns,2025,7\ntanks,2026,{text}\n", map)
    assert amounts(tmp_path / "into")[1:] == ([] if value is None else [f"v tanks 2026 cash {value}"])


@pytest.mark.parametrize(("text", "decimal"), [("4,72E7", "."), ("1E400", "."), ("1E4000", ""), ("E7", ".")])
def test_what_is_no_amount_with_an_exponent(text: str, decimal: str) -> None:
    with pytest.raises(NotANumber) as caught:
        amount(text, Numbers(decimal=decimal))
    assert caught.value.code == "bad-number"


def test_templates() -> None:
    fill = filler("{A}-{b:+2} {column}", {"a": 0, "b": 1}, {"column": "C"})
    assert fill([" x ", "2024"]) == "x-2026 C"
    with pytest.raises(NotANumber, match="'y' is not a whole number"):
        fill(["x", "y"])
    with pytest.raises(UsageError, match=r"no single column is called 'aa': did you mean a\?"):
        filler("{aa}", {"a": 0}, {})


def test_a_year_that_a_template_counts_on_from(tmp_path: Path) -> None:
    result = take(tmp_path, LONG + "x,y,1\n", MAP.replace("{year}", "{year:+1}"))
    assert [(row.line, row.reason) for row in result.faults] == [(4, "bad-year")]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"{line}"', '"{lin}"', r"no single column is called 'lin': did you mean line\?"),
        (
            'column = "amount"',
            'column = "bedrag"',
            "no single column is called 'bedrag': the columns are: line, year, ",
        ),
        ('column = "amount"', 'columns = "20.."', "no column is called like 20..: the columns are: line, year, amount"),
    ],
)
def test_a_map_that_does_not_fit_the_file(tmp_path: Path, before: str, after: str, said: str) -> None:
    with pytest.raises(SourceError, match=f"table.csv:1: other-layout is not laid out as map.toml has it: {said}"):
        take(tmp_path, LONG, MAP.replace(before, after))


@pytest.mark.parametrize(("field", "said"), [("year", "of which year"), ("basis", "commitment or cash there")])
def test_a_map_that_does_not_say_all(tmp_path: Path, field: str, said: str) -> None:
    blank = re.sub(f'{field} = ".*"', f'{field} = ""', MAP)
    with pytest.raises(UsageError, match=rf"map.toml: figure.{field}: write {said}"):
        take(tmp_path, LONG, blank)
    take(tmp_path, LONG, f'{blank}figure.{field} = "{"2025" if field == "year" else "cash"}"\n')
    assert amounts(tmp_path / "into")


def test_what_the_amounts_count_where_the_map_does_not_say_it(tmp_path: Path) -> None:
    take(tmp_path, LONG, MAP.replace('"cash"', '""'), basis="commitment")
    assert "commitment" in amounts(tmp_path / "into")[0]
    with pytest.raises(UsageError, match="the map says what the amounts count: leave out --basis"):
        take(tmp_path, LONG, basis="commitment")


def test_two_columns_of_one_name_go_by_their_numbers(tmp_path: Path) -> None:
    table = "line,year,amount,amount\nguns,2025,1,2\n"
    with pytest.raises(SourceError, match=r"other-layout .*'amount'"):
        take(tmp_path, table)
    take(tmp_path, table, MAP.replace('"amount"', '"#4"'))
    assert amounts(tmp_path / "into") == ["v guns 2025 cash 2"]


@pytest.mark.parametrize(("text", "header"), [("", ""), ("\n\n", ""), (LONG, "header = 9")])
def test_a_file_without_a_header(tmp_path: Path, text: str, header: str) -> None:
    with pytest.raises(SourceError, match=r"no-header (no row says anything|there is no header in row 9)"):
        take(tmp_path, text, f"{MAP}[file]\n{header}\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = ", "m.toml: is not TOML: "),
        (MAP + "colour = 1\n", "m.toml: amounts.0.colour: a map has no such word"),
        ("[line]\n", "m.toml: line.id: this must be there\nm.toml: figure: this must be there\nm.toml: amounts: this"),
        (MAP.replace("EUR", "euro"), "m.toml: currency: String should match pattern"),
        (MAP + '[[amounts]]\ncolumns = "("\n', "m.toml: amounts.1.columns: is not a pattern"),
        (MAP + '[file]\nencoding = "utf-9"', "m.toml: file.encoding: no text is in 'utf-9'"),
        (MAP + '[file]\ndelimiter = "ab"', "m.toml: file.delimiter: String should match pattern"),
        (MAP + "figure.yaer = 1\n", "m.toml: amounts.0.figure.yaer: a map has no such word"),
        (MAP + "line.id = 1\n", "m.toml: amounts.0.line.id: Input should be a valid string"),
        (MAP + "[[amounts]]\n", "m.toml: amounts.1: say which column holds amounts"),
        (MAP + 'columns = "20.."\n', "m.toml: amounts.0: say which column holds amounts"),
        (MAP + '[values.bsis]\nV = "cash"\n', "m.toml: values.bsis: a map has no such word"),
        (MAP.replace('"."', '"."\nthousands = "."'), "m.toml: numbers: the decimal sign and that between thousands"),
        (MAP + "[file]\nheader = -1", "m.toml: file.header.0: Input should be greater than or equal to 0"),
    ],
)
def test_maps_that_are_none(text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_map(text, "m.toml")
    assert str(caught.value).startswith(said)


def test_a_map_that_cannot_be_read(tmp_path: Path) -> None:
    file = write(tmp_path / "t.csv", LONG)
    (tmp_path / "latin.toml").write_bytes(b"title = '\xe9'")
    for name, said in (("none.toml", "No such file"), ("", "Is a directory"), ("latin.toml", "'utf-8' codec")):
        path = tmp_path / name
        with pytest.raises(UsageError, match=f"cannot be read: {said}"):
            ukraine_budget.import_file(file, map=path, into=tmp_path / "into")


def test_more_figures_than_there_is_memory_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_table, "room", lambda: 1)
    with pytest.raises(SourceError, match=r"table\.csv:4: no-memory there is not enough memory for more"):
        take(tmp_path, LONG + "ships,2027,1\n")
    assert not (tmp_path / "into").exists()


def test_how_many_figures_there_is_memory_for(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = source.room()
    assert 10_000 < whole < sys.maxsize
    monkeypatch.setattr("resource.getrlimit", lambda _: (15_000_000, -1))
    assert source.room() == 10_000
    monkeypatch.setattr("resource.getrlimit", lambda _: (-1, -1))
    assert source.room() == whole
    monkeypatch.setattr(os, "sysconf", lambda _: int("unknown"))
    assert source.room() == sys.maxsize // source.BYTES


def test_more_words_than_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ukraine_budget.importing.maps.rows.MOST_MEANINGS", 2)
    figures = [(f"line {n % 7}", 2020 + n // 7, n) for n in range(28)]
    take(tmp_path, "line,year,amount\n" + "".join(f"{line},{year},{n}\n" for line, year, n in figures))
    taken = [(words[1], int(words[2]), int(words[4])) for words in map(str.split, amounts(tmp_path / "into"))]
    assert sorted(taken) == sorted((line.replace(" ", "-"), year, n) for line, year, n in figures)


def test_columns_of_which_some_are_at_fault(tmp_path: Path) -> None:
    plan = MAP.replace('column = "amount"', 'columns = "(.*) budget"').replace('"{year}"', '"{column.1}"')
    result = take(tmp_path, "line,2025 budget,next budget\nguns,1,2\n,1,1\n", plan)
    assert amounts(tmp_path / "into") == ["v guns 2025 cash 1"]
    assert left(result) == [(2, "next budget", "bad-year"), (3, "", "no-line")]


def test_what_must_be_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="2025-02-30 is not a date"):
        take(tmp_path, LONG, date="2025-02-30")
    with pytest.raises(UsageError, match="name either a format or a map"):
        ukraine_budget.import_file("x.csv", into=tmp_path)
    with pytest.raises(UsageError, match="name a file to import"):
        ukraine_budget.import_file(into=tmp_path, format="nl-b-tabel")
    with pytest.raises(UsageError, match="unknown format 'nl-b-table': did you mean nl-b-tabel"):
        ukraine_budget.import_file(write(tmp_path / "t.csv", LONG), into=tmp_path / "x", format="nl-b-table")


def test_an_import_of_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the files hold nothing of the chapters, articles and years asked"):
        take(tmp_path, LONG, years=[1999])
    file, map = write(tmp_path / "t.csv", "line,year,amount\nguns,2025,\n"), write(tmp_path / "map.toml", MAP)
    with pytest.raises(LossError) as caught:
        ukraine_budget.import_file(file, map=map, into=tmp_path / "none", accept_loss=True)
    table = caught.value.view.table
    assert table.title == f"t.csv: no figure was taken, and nothing is written to {tmp_path / 'none'}"
    assert not (tmp_path / "none").exists()


VERSIONS = LONG.replace("amount", "amount,paper,date").replace("1234.5", "1234.5,{},{}").replace("-3", "-3,w,2025-01")


@pytest.mark.parametrize(
    ("paper", "date", "said"),
    [
        ("", "2025-01", "give --version ID: the file does not say which version its figures are"),
        ("v", "", "give --date YYYY-MM-DD: the file does not say when this was the state of the budget"),
    ],
)
def test_a_row_that_names_no_version_or_date_of_it_is_told(tmp_path: Path, paper: str, date: str, said: str) -> None:
    versioned = MAP.replace('id = "v"', 'id = "{paper}"').replace("2025-01-02", "{date}")
    file = write(tmp_path / "t.csv", VERSIONS.format(paper, date))
    with pytest.raises(UsageError, match=said):
        ukraine_budget.import_file(file, map=write(tmp_path / "m.toml", versioned), into=tmp_path / "into")


NAMED_VERSIONS = (
    MAP.replace('id = "v"', 'id = "{version}"').replace('"2025-01-02"', '"{date}"')
    + """
[[totals]]
column = "line"
values = ["total"]
"""
)


def test_a_version_is_described_by_the_first_row_that_states_a_figure_of_it(tmp_path: Path) -> None:
    text = (
        "version,date,line,year,amount\n"
        "v1,2024-01-01,guns,2026,n.b.\n"
        "v1,2024-02-01,total,2026,7\n"
        "v1,2024-03-01,guns,2026,7\n"
        "v2,2024-04-01,guns,2026,n.b.\n"
    )
    take(tmp_path, text, NAMED_VERSIONS)
    with (tmp_path / "into" / "versions.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["version"], row["date"]) for row in csv.DictReader(file)] == [("v1", "2024-03-01")]


def test_a_line_and_its_fund_have_no_names_from_a_row_that_is_left_out(tmp_path: Path) -> None:
    described = MAP.replace('id = "{line}"', 'id = "{line}"\nname = "{name}"\n[fund]\nid = "f"\nname = "{fund}"')
    text = "line,name,fund,year,amount\nguns,Gnus,Fnud,2027,n.b.\nguns,Guns,Fund,2026,7\n"
    take(tmp_path, text, described)
    names = []
    for table in ("lines.csv", "funds.csv"):
        with (tmp_path / "into" / table).open(encoding="utf-8", newline="") as file:
            names.append([row["name"] for row in csv.DictReader(file)])
    assert names == [["Guns"], ["Fund"]]
