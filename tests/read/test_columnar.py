"""Large files are read as arrays, with the same figures and the same problems as cell by cell."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_any_input import SNIPPETS

from build import column
from problem_cases import CASES, GOOD, Case
from ukraine_budget.figures.stated import Figures
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read import ReadResult, columnar, folder, open_ledger, read, single

FIELDS = [
    "version",
    "line",
    "year",
    "basis",
    "amount",
    "rounding",
    "qualifier",
    "document",
    "locator",
    "note",
]


ARRAYS: list[Figures | None] = []
"""What the reader of large files made of them."""


@pytest.fixture(autouse=True)
def _every_file_is_large() -> Iterator[None]:
    ARRAYS.clear()

    def noted(*args: Any, **options: Any) -> Figures | None:
        ARRAYS.append(columnar.columns(*args, **options))
        return ARRAYS[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columnar, "LARGE", 0)
        for module in (single, folder):
            patch.setattr(module, "columns", noted)
        yield


def by_cell(path: Path) -> ReadResult:
    """What the reader says that reads cell by cell."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columnar, "LARGE", 1 << 40)
        return read(path)


def is_array(ledger: Ledger | None) -> bool:
    return ledger is not None and any(ledger.figures is made for made in ARRAYS)


def agree(path: Path) -> Ledger | None:
    """Both readers say the same of a path; the ledger that is read as arrays where it can be."""
    (ledger, problems), slow = read(path), by_cell(path)
    assert problems == slow.problems
    assert (ledger is None) == (slow.ledger is None)
    if ledger and slow.ledger:
        for field in FIELDS:
            assert list(column(ledger, field)) == list(column(slow.ledger, field)), field
        assert (ledger.lines, ledger.versions, ledger.bases) == (
            slow.ledger.lines,
            slow.ledger.versions,
            slow.ledger.bases,
        )
        assert ledger.stated() == slow.ledger.stated()
    return ledger


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    return tmp_path / "my.csv"


LONG = "line,year,basis,amount\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(LONG + "a,2026,cash,1\nb,2026,commitment,-2.50\n", id="plain"),
        pytest.param(LONG + "a,2026,cash,1\r\nb,2026,cash,2\r\n", id="lines end as on Windows"),
        pytest.param("\ufeff" + LONG + "a,2026,cash,1\n", id="a byte order mark"),
        pytest.param("line;year;basis;amount\na;2026;cash;1\n", id="semicolons and whole numbers"),
        pytest.param(LONG + '"a, b",2026,cash,1\n"say ""b""",2026,cash,2\n', id="quotes around cells"),
        pytest.param("Line , YEAR,basis,amount,note\na,2026,cash,1,\u20ac\n", id="names of columns"),
        pytest.param("version," + LONG + "v1,a,2026,cash,1\nv2,a,2026,cash,2\n", id="versions"),
        pytest.param(LONG + "a,2026,cash,1\rb,2026,cash,1\r", id="rows end as long ago"),
        pytest.param(LONG + "a,2026,cash,1", id="no line break at the end"),
        pytest.param(LONG + " a ,2026,cash,1\n", id="blanks around a word"),
        pytest.param(LONG + "a,2026,cash,123456789012.5\nb,2026,cash,0.123456\n", id="more digits than a float has"),
    ],
)
def test_a_file_as_it_should_be_is_read_as_arrays(csv_file: Path, content: str) -> None:
    csv_file.write_text(content, encoding="utf-8", newline="")
    assert is_array(agree(csv_file))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("line,year,commitment,cash\na,2026,1,2\n", id="wide"),
        pytest.param("line;year;basis;amount\na;2026;cash;1,5\n", id="decimal commas"),
        pytest.param('"line",year,basis,amount\na,2026,cash,1\n', id="a quoted header"),
        pytest.param("\nline,year,basis,amount\na,2026,cash,1\n", id="a blank line first"),
        pytest.param(LONG + "a,2026,cash,1\n\nb,2026,cash,1\n", id="a blank line between"),
        pytest.param(LONG + '"a\nb",2026,cash,1\n', id="a cell of two lines"),
        pytest.param(LONG + "a,2026,cash,+1\n", id="a plus"),
        pytest.param(LONG + "a,2026,cash,-0\n", id="minus zero"),
        *(pytest.param(LONG + f"a,2026,cash,{n}\n", id=n) for n in ("-.5", "5.", "--5", "5-", "1.2.3", "-", "\u0665")),
        pytest.param(LONG + f"a,2026,cash,{'9' * 20}\n", id="a long number"),
        pytest.param(LONG + 'a "b",2026,cash,1\n', id="a quote within a cell"),
        pytest.param("line,year,basis,amount,fund\na,2026,cash,1,f\n", id="columns of what a line belongs to"),
        pytest.param("line,year,basis,amount,,\na,2026,cash,1,,\n", id="columns without a name"),
        pytest.param(LONG.rstrip() + " " * columnar.BLOCK + "\na,2026,cash,1\n", id="a header without end"),
        pytest.param(LONG.rstrip() + "\r\r\na,2026,cash,1\n", id="a line break of its own after the header"),
    ],
)
def test_a_file_that_is_rare_is_read_cell_by_cell(csv_file: Path, content: str) -> None:
    csv_file.write_text(content, encoding="utf-8", newline="")
    ledger = agree(csv_file)
    assert not is_array(ledger)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param("a,2026,cash,1\na,2026,cash,2\n", id="a cell twice"),
        pytest.param("a,26,cash,1\n", id="a bad year"),
        pytest.param("a,2026,cash,1,2\n", id="a long row"),
        pytest.param("a,2026,cash,x\n", id="a bad number"),
        pytest.param("a,2026,cash,\n", id="a blank amount"),
        pytest.param('a,2026,cash,"1\n', id="an open quote"),
        pytest.param("a\0,2026,cash,1\n", id="a NUL"),
        pytest.param("b" * 200_000 + ",2026,cash,1\n", id="a long cell"),
        pytest.param("a,2026,cash,1," + "n" * 200_000 + "\n", id="a long note"),
        pytest.param("", id="no rows"),
    ],
)
def test_what_is_wrong_is_told_as_of_any_file(csv_file: Path, rows: str) -> None:
    csv_file.write_text((LONG.replace("\n", ",note\n") if rows.count(",") == 4 else LONG) + rows, newline="")
    agree(csv_file)


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(LONG.rstrip() + " " * columnar.BLOCK + "x\n", id="a header without end"),
        pytest.param("line,ye\rar,basis,amount\n", id="a line break within a name"),
        pytest.param("line,year,amount\r,basis\n", id="a line break after a name"),
        pytest.param("line,year,basis,note\n", id="no column of amounts"),
    ],
)
def test_so_is_what_is_wrong_with_a_header(csv_file: Path, header: str) -> None:
    csv_file.write_text(header + "a,2026,cash,1\n", newline="")
    assert agree(csv_file) is None


@pytest.mark.parametrize("column", ["version", "line", "year", "basis", "amount"])
def test_so_is_a_column_that_a_folder_lacks(tmp_path: Path, column: str) -> None:
    row = {"version": "spring", "line": "guns", "year": "2026", "basis": "cash", "amount": "1"}
    del row[column]
    Case("", "", {"amounts.csv": f"{','.join(row)}\n{','.join(row.values())}\n"}).write(tmp_path)
    assert agree(tmp_path) is None


def test_bytes_that_are_no_text_are_told_of_as_such(csv_file: Path) -> None:
    csv_file.write_bytes(b"line,year,basis,amount,\xff\na,2026,cash,1,\n")
    assert [problem.code for problem in read(csv_file).problems] == ["not-utf8"]
    csv_file.write_bytes(LONG.encode() + b"\xff,2026,cash,1\n")
    assert [problem.code for problem in read(csv_file).problems] == ["not-utf8"]


CELLS = st.sampled_from(
    ["a", "b", " b", "2026", "2027", "cash", "commitment", "1", "-2.50", "", '"a"', '"1"', "x,y", '"', "\r"]
)


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=5).map(",".join), max_size=4), st.sampled_from(["\n", "\r\n"]))
@example(["a,2026,cash,1", "a,2027,cash,1"], "\n")
def test_any_rows(rows: list[str], end: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(end.join(["line,year,basis,amount", *rows, ""]).encode())
        agree(path)


@settings(max_examples=150)
@given(st.integers(0), st.integers(0, 12), st.one_of(SNIPPETS, st.binary(max_size=4)))
def test_any_change_of_the_figures_of_a_folder(at: int, cut: int, snippet: bytes) -> None:
    good = GOOD["amounts.csv"].replace("answer 3,\nsecond part", "answer 3, second part").encode()
    begin = at % len(good)
    with tempfile.TemporaryDirectory() as folder:
        Case("", "", {"amounts.csv": good[:begin] + snippet + good[begin + cut :]}).write(Path(folder))
        agree(Path(folder))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.expected.encode("unicode_escape").decode()[:60])
def test_every_problem_is_the_same(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    case.write(tmp_path)
    agree(Path(case.path))


def test_the_ledger_that_comes_with_the_program_is_the_same_as_arrays() -> None:
    ledger = open_ledger()
    assert is_array(ledger)
    agree(Path(columnar.__file__).parents[3] / "ledgers" / "ukraine-nl")
