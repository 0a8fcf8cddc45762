from pathlib import Path

import pytest

from problem_cases import CASES, GOOD, Case
from ukraine_budget.errors import UsageError, printable
from ukraine_budget.read import find, read
from ukraine_budget.read.problems import CODES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_good_ledger_has_no_problem(folder: Path) -> None:
    Case("", "").write(folder)
    assert read(Path()).problems == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.expected.encode("unicode_escape").decode()[:60])
def test_a_broken_ledger_has_the_one_problem_it_should(
    case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.write(folder)
    if case.fails:
        monkeypatch.setattr(Path, "read_bytes", lambda _: (_ for _ in ()).throw(case.fails))
    ledger, problems = read(Path(case.path))
    assert all(problem.help for problem in problems), "how to mend it"
    assert ledger is None
    assert [str(problem)[: len(case.expected) + 1] for problem in problems] == [f"{case.expected} "]
    assert all(str(problem) == printable(str(problem)) for problem in problems)


def test_every_code_is_provoked_and_documented() -> None:
    assert {case.code for case in CASES} == set(CODES)


def test_json_as_deep_as_the_sea_is_refused(folder: Path) -> None:
    (folder / "datapackage.json").write_text("[" * 100_000)
    assert [problem.code for problem in read(Path()).problems] == ["bad-json"]


def test_all_problems_of_all_files_come_in_one_run_in_order(folder: Path) -> None:
    bad = {"versions.csv": "version,order,coverage\nspring,10,full\nletter,x,part\n", "funds.csv": "fund\n"}
    amounts = GOOD["amounts.csv"].replace("guns,2026,commitment", "gun,26,commitments")
    Case("", "", {**bad, "amounts.csv": amounts}).write(folder)
    assert [str(problem).partition(" ")[0] + " " + problem.code for problem in read(Path()).problems] == [
        "amounts.csv:2:8: unknown-line",
        "amounts.csv:2:12: bad-year",
        "amounts.csv:2:15: unknown-basis",
        "funds.csv:1:1: missing-column",
        "versions.csv:3:8: bad-integer",
        "versions.csv:3:10: unknown-word",
    ]


def test_a_broken_file_is_not_held_against_the_others(folder: Path) -> None:
    Case("", "", {"lines.csv": "line,fund\n\n  \nguns\n"}).write(folder)
    assert [str(problem)[:23] for problem in read(Path()).problems] == ["lines.csv:4:1: short-ro"]


def test_no_more_problems_of_a_kind_are_told_than_anyone_reads(folder: Path) -> None:
    rows = "".join(f"spring,guns,20x6,cash,1,,,,{n}\n" for n in range(250))
    Case("", "", {"amounts.csv": GOOD["amounts.csv"] + rows}).write(folder)
    problems = read(Path()).problems
    assert len(problems) == 101
    assert str(problems[-1]) == "amounts.csv:107:13: bad-year 150 more of these in the column, from here on"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (3, ["'20x6' is not a year"] * 3),
        (4, ["'20x6' is not a year; likewise 3 more, in the lines 4 - 6"]),
        (250, ["'20x6' is not a year; likewise more than 100 more, up to line 103"]),
    ],
)
def test_a_single_file_is_told_what_is_in_the_way_once(folder: Path, wrong: int, said: list[str]) -> None:
    rows = "a,2026,1\n" + "".join(f"a{n},20x6,1\n" for n in range(wrong))
    (folder / "my.csv").write_text(f"line,year,cash\n{rows}")
    assert [problem.message for problem in read(Path("my.csv")).problems] == said


def test_an_untidy_table_is_told_so_in_a_few_lines(folder: Path) -> None:
    text = "Town X;;\nin euros;;\n\nPost;2025;2026\nSchool;€ 1.200;ca. 300\nRoad;n.b.;€ 5\nBridge;4;5¹\nTotal;5;17\n"
    (folder / "my.csv").write_text(text)
    titles, numbers = read(Path("my.csv"), basis="cash").problems
    assert (titles.line, titles.code) == (1, "title-rows")
    assert titles.message == "titles stand above the names of the columns, which are in line 4"
    assert (numbers.line, numbers.code) == (5, "bad-number")
    assert numbers.message == "'€ 1.200' is not a number; likewise 4 more, in the lines 5 - 7"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Region,Head,2025,2026", "the names of the columns, which are in line 4; not all of these names are known"),
        ("Region,Head,Soll,Ist", "the table, and no row holds known column names"),
    ],
)
def test_titles_above_names_that_are_not_known_are_told_in_one_message(folder: Path, header: str, told: str) -> None:
    (folder / "my.csv").write_text(f"Town X\nin thousands\n\n{header}\nA,1,5,6\nB,2,5,6\n")
    (problem,) = read(Path("my.csv")).problems
    assert problem.message.startswith(f"titles stand above {told}")
    assert problem.help == "read the file with a map: budget import --guess FILE writes one"


def test_nearest_names_are_told(folder: Path) -> None:
    Case("", "", {"amounts.csv": GOOD["amounts.csv"].replace("letter,tanks", "leter,tank")}).write(folder)
    assert [(problem.message, problem.help) for problem in read(Path()).problems] == [
        ("there is no version 'leter'", "did you mean letter?"),
        ("there is no line 'tank'", "did you mean tanks?"),
    ]


def test_a_duplicate_names_both_lines(folder: Path) -> None:
    row = "letter,tanks,2026,cash,600,100,,letter,\n"
    Case("", "", {"amounts.csv": GOOD["amounts.csv"] + row}).write(folder)
    assert str(read(Path()).problems[0]) == (
        "amounts.csv:7:1: duplicate-key line 6 has version 'letter', line 'tanks', year '2026', basis 'cash' already; "
        "the two differ: keep the one that is meant"
    )


def test_cells_after_a_quoted_line_break_are_found_on_their_line(folder: Path) -> None:
    (folder / "my.csv").write_text('note,line,year,cash\n"first\nsecond",a,206,1\n"x""y",b,207,2\r\n')
    assert [str(problem)[:21] for problem in read(Path("my.csv")).problems] == [
        "my.csv:3:11: bad-year",
        "my.csv:4:10: bad-year",
    ]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("NaN", "leave it out where nothing is stated"),
        ("-", "write 0 for nothing, or leave it out where nothing is stated"),
        *(
            (number, "write a negative number with a minus sign, such as -5")
            for number in ("(5)", "5-", "5 \N{MINUS SIGN}")
        ),
        *((number, "write digits on both sides of the decimal sign, such as 0.5") for number in (".5", "-5.")),
        *((number, "write it out, without an exponent") for number in ("1e400", "1.5E+3")),
        *((number, "write it without signs between the thousands") for number in ("1_000", "1 000", "12 345 678.9")),
        *(
            (number, "write the number alone, and in the column qualifier circa, at-least or at-most")
            for number in ("ca. 5", "circa 4.3", ">5", "≤ 5")
        ),
        *(
            (number, "write the number alone, without currency, unit or mark")
            for number in ("€5", "€ -5", "5%", "5 mln", "5 (a)", "-5*")
        ),
        *((number, "write the digits 0-9 and a decimal sign, such as -1234.5") for number in ("٣", "--5", "3.1.0")),
        ("9" * 39, "write no more digits than are printed"),
    ],
)
def test_a_number_that_is_none_is_told_how_to_be_written(folder: Path, text: str, help: str) -> None:
    (folder / "my.csv").write_text(f"line,year,cash\na,2026,{text}\n")
    (problem,) = read(Path("my.csv")).problems
    assert problem.help == help


def test_a_file_of_another_form_is_told_how_to_be_read(folder: Path) -> None:
    (folder / "my.csv").write_text("line|year|cash\nguns|year|cash\n")
    problems = read(Path("my.csv")).problems
    help = "a comma, a semicolon or a tab must stand between the columns"
    assert [problem.help for problem in problems if problem.code == "unknown-column"] == [help]


def test_a_file_of_which_every_row_is_wrong_has_rows(folder: Path) -> None:
    (folder / "my.csv").write_text("line,year,cash\na,2026\n")
    assert [problem.code for problem in read(Path("my.csv")).problems] == ["short-row"]


@pytest.mark.parametrize(
    ("start", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a workbook, an archive or a PDF"),
        (b"\x1f\x8b\x08", "is a workbook, an archive or a PDF"),
        (b"\xff\xfe\0\0", "is UTF-16 or UTF-32"),
        (b"\xe9\0", "holds a NUL byte: it is not text, or it is UTF-16 or UTF-32"),
    ],
)
def test_what_is_no_text_is_told_by_its_first_bytes(folder: Path, start: bytes, message: str) -> None:
    (folder / "my.csv").write_bytes(start)
    assert [problem.message for problem in read(Path("my.csv")).problems] == [message]


def test_an_empty_name_is_not_the_default_ledger() -> None:
    with pytest.raises(UsageError, match="the name of the ledger is empty"):
        find("")
