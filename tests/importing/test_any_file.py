"""Whatever the bytes are, an import gives a valid ledger or says what is wrong, and never leaves half of one."""

import gzip
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import test_workbooks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_b_tabel import TABLE
from test_begrotingsstaten import STATES
from test_kinds import write_ods, write_xlsx

import ukraine_budget
from importing import MAP
from ukraine_budget.errors import BudgetError
from ukraine_budget.importing.maps import parse_map

SNIPPETS = st.sampled_from(
    [b'"', b",", b";", b"\n", b"\r", b"\0", b"\xff", b"-", b"=", b"{", b"]", b"#REF!", b"\xe2\x88\x92", b""]
)
LONG = "line,year,amount\nguns,2025,1234.5\ntanks,2026,-3\n"
JSON = '[{"line": "guns", "year": 2025, "amount": 1.5},\n {"line": "tanks", "year": "2026", "amount": null}]'
GOOD = {
    "long.csv": ("", LONG.encode()),
    "long.csv.gz": ("", gzip.compress(LONG.encode(), mtime=0)),
    "records.json": ("", JSON.encode()),
    "states.csv": ("nl-begrotingsstaten", STATES.encode()),
    "table.csv": ("nl-b-tabel", "".join(TABLE).encode()),
}
"""Files that can be imported, and by which format; without one, by the map."""


KEPT = {"child-above-parent"}
"""Errors of a ledger that an import leaves to the paper that has them: what it states is kept as it is."""


def judge(folder: Path, file: Path, format: str) -> None:
    """Import a file. What comes of it is a ledger without errors, or a message and no ledger."""
    (folder / "map.toml").write_text(MAP, encoding="utf-8")
    map = None if format else folder / "map.toml"
    try:
        result = ukraine_budget.import_file(file, format=format, map=map, into=folder / "into", date="2025")
    except BudgetError:
        assert not (folder / "into").exists()
    else:
        assert result.result.written == (folder / "into").exists()
        problems = ukraine_budget.check(folder / "into").rows if result.result.written else ()
        assert {problem.code for problem in problems if problem.severity == "error"} <= KEPT
        assert result.render("table")


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=200),
    st.sampled_from(["csv", "tsv.gz", "json", "jsonl", "xlsx", "xls", "ods", "parquet"]),
    st.booleans(),
)
def test_any_bytes(content: bytes, kind: str, archive: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / f"any.{kind}"
        file.write_bytes((b"PK\x03\x04" if archive else b"") + content)
        judge(folder, file, "")
        with suppress(BudgetError):
            assert parse_map(ukraine_budget.guess_map(file), "guessed")


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(GOOD)), st.integers(0), st.integers(0, 12), st.one_of(SNIPPETS, st.binary(max_size=4)))
def test_any_change_of_a_good_file(name: str, at: int, cut: int, snippet: bytes) -> None:
    format, good = GOOD[name]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(_changed(good, at, cut, snippet))
        judge(Path(folder), file, format)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from([(write_xlsx, test_workbooks.PART), (write_ods, "content.xml")]),
    st.integers(0),
    st.integers(0, 12),
    st.one_of(SNIPPETS, st.binary(max_size=4)),
)
def test_any_change_of_a_good_workbook(
    made: tuple[Callable[[Path], Path], str], at: int, cut: int, snippet: bytes
) -> None:
    write, part = made
    with tempfile.TemporaryDirectory() as folder:
        file = write(Path(folder))
        with zipfile.ZipFile(file) as archive:
            good = archive.read(part)
        judge(Path(folder), test_workbooks.replace(file, {part: _changed(good, at, cut, snippet)}), "")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0), st.integers(0, 12), st.one_of(SNIPPETS, st.binary(max_size=4)))
def test_any_change_of_a_good_old_workbook(at: int, cut: int, snippet: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "t.xls"
        file.write_bytes(_changed(test_workbooks.XLS.read_bytes(), at, cut, snippet))
        judge(Path(folder), file, "")


def _changed(good: bytes, at: int, cut: int, snippet: bytes) -> bytes:
    begin = at % len(good)
    return good[:begin] + snippet + good[begin + cut :]


@given(st.integers(0), st.integers(0, 12), st.one_of(SNIPPETS, st.text(max_size=4).map(str.encode)))
def test_any_change_of_a_good_map(at: int, cut: int, snippet: bytes) -> None:
    good = MAP.encode()
    begin = at % len(good)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "long.csv").write_text(LONG, encoding="utf-8")
        (folder / "m.toml").write_bytes(good[:begin] + snippet + good[begin + cut :])
        try:
            ukraine_budget.import_file(folder / "long.csv", map=folder / "m.toml", into=folder / "into")
        except BudgetError:
            assert not (folder / "into").exists()
        else:
            assert not (folder / "into").exists() or ukraine_budget.check(folder / "into").result.passes()
