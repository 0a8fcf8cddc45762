from pathlib import Path

import pytest

from problem_cases import CASES, GOOD, Case
from ukraine_budget.errors import printable
from ukraine_budget.readers import read
from ukraine_budget.readers.codes import CODES


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
        "funds.csv:1:1: missing-column",
        "versions.csv:3:8: bad-integer",
        "versions.csv:3:10: unknown-word",
    ]


def test_a_broken_file_is_not_held_against_the_others(folder: Path) -> None:
    Case("", "", {"lines.csv": "line,fund\n\n  \nguns\n"}).write(folder)
    assert [str(problem)[:23] for problem in read(Path()).problems] == ["lines.csv:4:1: short-ro"]


def test_no_more_problems_of_a_kind_are_told_than_anyone_reads(folder: Path) -> None:
    (folder / "my.csv").write_text("line,year,cash\n" + "".join(f"a{n},20x6,1\n" for n in range(250)))
    problems = read(Path("my.csv")).problems
    assert len(problems) == 101
    assert str(problems[-1]) == "my.csv:102:6: bad-year 150 more of these in the column, from here on"


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
