"""The statements of `budget sql`, run by two engines: they find what the program itself finds."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ukraine_budget
from build import make
from corpus import CORPUS, needs
from ended import Command
from ukraine_budget import Ledger, LedgerAt, UsageError, open_ledger, sql_diff, sql_show, sql_tables
from ukraine_budget.model.records import Line, Version

Row = tuple[Any, ...]
Ask = Callable[[str], Sequence[Row]]
STATUSES = ("changed", "first-stated", "no-longer-stated")
US = CORPUS / "us-omb"


class Engines:
    """The table of a ledger, asked by DuckDB and by Polars, which must agree."""

    def __init__(self, ledger: Ledger) -> None:
        self.table = pq.read_table(BytesIO(sql_tables(ledger)["amounts.parquet"]))
        self.duckdb = duckdb.connect()
        self.duckdb.register("amounts", self.table)
        self.polars = pl.SQLContext(amounts=pl.from_arrow(self.table))

    def ask(self, statement: str) -> list[Row]:
        """The rows that both find."""
        answer = self.duckdb.sql(statement)
        other = self.polars.execute(statement, eager=True)
        rows = [*map(tuple, answer.fetchall())]
        assert answer.columns == other.columns
        assert sorted(rows, key=str) == sorted(other.rows(), key=str)
        return rows


def shown(ledger: Ledger, year: int, **asked: Any) -> list[Row]:
    """What `show` finds: the lines that are stated."""
    rows = (row for row in ukraine_budget.show(ledger, year, **asked).rows if row.row_type == "line")
    return sorted((row.line, row.basis, row.year, row.amount, row.version) for row in rows if row.amount is not None)


def changed(old: LedgerAt, new: LedgerAt, **asked: Any) -> list[Row]:
    """What `diff` finds of stated figures: not the cells of which only a change is declared."""
    rows = (row for row in ukraine_budget.diff(old, new, **asked).rows if row.row_type == "line")
    found = (row for row in rows if row.status in STATUSES and row.change != 0)
    return sorted(((*row.key, row.old, row.new, _difference(row.old, row.new), row.status) for row in found), key=str)


def _difference(old: Decimal | None, new: Decimal | None) -> Decimal | None:
    """What a statement calls the change, whether or not the two can be compared."""
    return None if old is None or new is None else new - old


def by_text(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=str)


@pytest.fixture(scope="module")
def shipped() -> Ledger:
    return open_ledger("ukraine-nl")


@pytest.fixture(scope="module")
def engines(shipped: Ledger) -> Engines:
    return Engines(shipped)


def test_every_year_stands_as_the_program_says_at_every_version(shipped: Ledger, engines: Engines) -> None:
    found = 0
    for version in (None, *shipped.versions):
        for year in shipped.years:
            expected = shown(shipped, year, as_of=version, funds=["all"])
            assert engines.ask(sql_show(shipped, year, as_of=version, funds=["all"])) == expected
            found += len(expected)
    assert found > 1000


def or_refusal(ask: Callable[[LedgerAt, LedgerAt], Any], old: LedgerAt, new: LedgerAt) -> Any:
    """What is answered of two sides, or why nothing is."""
    try:
        return ask(old, new)
    except UsageError as refused:
        return str(refused)


def test_every_pair_of_versions_differs_as_the_program_says(shipped: Ledger, engines: Engines) -> None:
    stated = {figure.version for figure in shipped.stated()}
    sides = [LedgerAt(shipped, version) for version in shipped.versions]
    rows = 0
    for old, new in product(sides, repeat=2):
        expected = or_refusal(changed, old, new)
        assert or_refusal(lambda old, new: by_text(engines.ask(sql_diff(old, new))), old, new) == expected
        if isinstance(expected, str):
            assert "holds no figures" in expected
            assert not {old.as_of, new.as_of} <= stated
        rows += len(expected) if isinstance(expected, list) else 0
    assert rows > 1000


@pytest.mark.parametrize(
    "asked", [{}, {"funds": ["materiel-fund"]}, {"bases": ["cash"]}, {"as_of": "2025-11-27"}, {"bases": "cash"}]
)
def test_a_part_is_asked_for_as_of_the_view(shipped: Ledger, engines: Engines, asked: dict[str, Any]) -> None:
    assert engines.ask(sql_show(shipped, 2025, **asked)) == shown(shipped, 2025, **asked) != []


@pytest.mark.parametrize("asked", [{}, {"funds": ["ukraine-support"]}, {"bases": ["commitment"]}])
@pytest.mark.parametrize("sides", [("2024-06", "2025-12-31"), ("2025-12-31", "2024-06"), ("vjn-2024", "2025-12-31")])
def test_a_diff_of_dates_and_of_parts(
    shipped: Ledger, engines: Engines, sides: tuple[str, str], asked: dict[str, Any]
) -> None:
    old, new = (LedgerAt(shipped, side) for side in sides)
    assert by_text(engines.ask(sql_diff(old, new, **asked))) == changed(old, new, **asked) != []


LINES = (
    Line("all", "f"),
    Line("part", "f", parent="all"),
    Line("old", "f", successor="new"),
    Line("new", "g"),
    Line("other", "f"),
)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Four versions, full or partial, that follow or replace each other; a line that was renumbered; two funds."""
    cells = st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from(LINES),
        st.sampled_from((2025, 2026)),
        st.sampled_from(("cash", "commitment")),
    )
    stated = draw(st.dictionaries(cells, st.tuples(st.integers(-9, 9), st.sampled_from("-1")), min_size=1, max_size=30))
    names = ["", "a", "b", "c"]
    versions = [
        Version(
            name,
            order,
            coverage=draw(st.sampled_from(("full", "partial"))),
            follows=draw(st.sampled_from(names[:order])),
            supersedes=draw(st.sampled_from(names[:order])),
        )
        for order, name in enumerate("abcd", 1)
    ]
    rows = (
        f"{version} {line.line} {year} {basis} {Decimal(value) / 4} {rounding}"
        for (version, line, year, basis), (value, rounding) in stated.items()
    )
    return make("\n".join(rows), lines=LINES, versions=versions)


RENUMBERED = make(
    """
    a old 2026 cash 1.5
    b old 2026 cash 2
    b new 2026 cash 3
    c other 2026 cash 4
    """,
    lines=LINES,
    versions=[Version("c", 3, coverage="full", follows="b"), Version("d", 4)],
)


@settings(max_examples=30)
@given(ledgers())
@example(RENUMBERED)
def test_any_ledger_is_asked_as_the_program_asks_it(ledger: Ledger) -> None:
    engines = Engines(ledger)
    for version in ledger.versions:
        for year in (2025, 2026):
            assert engines.ask(sql_show(ledger, year, as_of=version)) == shown(ledger, year, as_of=version)
    stated = sorted({figure.version for figure in ledger.stated()})
    for pair in product(stated, repeat=2):
        sides = LedgerAt(ledger, pair[0]), LedgerAt(ledger, pair[1])
        assert by_text(engines.ask(sql_diff(*sides))) == changed(*sides)


def test_a_renumbered_line_is_one_line() -> None:
    found = Engines(RENUMBERED).ask(sql_diff(LedgerAt(RENUMBERED, "a"), LedgerAt(RENUMBERED, "b")))
    assert found == [("new", "cash", 2026, Decimal("1.5"), Decimal(5), Decimal("3.5"), "changed")]


NAMES = ("Підтримка", 'a"b', "x--y", "/*z*/", "{0}", "%s", ";", "$x", "🇺🇦")


@pytest.mark.parametrize("name", NAMES)
def test_names_are_quoted(name: str) -> None:
    lines = (Line("plain", "f"), Line("more", "f"), Line(name, name + "-fund"))
    ledger = make(f"a {name} 2026 cash 1\n{name} {name} 2026 cash 2\na plain 2026 cash 3", lines=lines)
    engines = Engines(ledger)
    assert set(engines.ask(sql_show(ledger, 2026))) == {
        ("plain", "cash", 2026, Decimal(3), "a"),
        (name, "cash", 2026, Decimal(2), name),
    }
    assert engines.ask(sql_show(ledger, 2026, funds=[name + "-fund"])) == [(name, "cash", 2026, Decimal(2), name)]
    (row,) = engines.ask(sql_diff(LedgerAt(ledger, "a"), LedgerAt(ledger, name)))
    assert row[3:] == (Decimal(1), Decimal(2), Decimal(1), "changed")


@pytest.mark.parametrize("name", ["it's", "a\\b", "a\nb", "a\x00b", "a\u2028b", "${env:HOME}", "a\udcff"])
def test_a_name_that_engines_read_in_different_ways_is_refused(name: str) -> None:
    ledger = make("a x 2026 cash 1", versions=[Version(name, 5)])
    with pytest.raises(UsageError, match="cannot be in a statement"):
        sql_show(ledger, 2026)
    with pytest.raises(UsageError, match="cannot be in a statement"):
        sql_diff(LedgerAt(ledger), LedgerAt(ledger, "a"))


def test_a_line_that_is_as_most_are_need_not_be_named() -> None:
    """Of a ledger of one fund without renumbered lines one line stands for all: thousands are no burden."""
    ledger = make("\n".join(f"a x{n} 2026 cash {n}" for n in range(3000)))
    statement = sql_show(ledger, 2026)
    assert len(statement) < 2500
    assert len(Engines(ledger).ask(statement)) == 3000


def test_lines_of_any_name_are_found_where_none_need_be_named(tmp_path: Path) -> None:
    file = tmp_path / "aid.csv"
    file.write_text("line,year,basis,amount\nUkraine's aid,2026,cash,1.5\n", encoding="utf-8")
    ledger = open_ledger(file)
    assert Engines(ledger).ask(sql_show(ledger, 2026)) == [("Ukraine's aid", "cash", 2026, Decimal("1.5"), "aid")]


def test_what_cannot_be_asked_is_said(shipped: Ledger) -> None:
    other = make("a x 2026 cash 1")
    with pytest.raises(UsageError, match="a statement reads the figures of one ledger"):
        sql_diff(LedgerAt(shipped), LedgerAt(other))
    for empty in (replace(other, versions={}), replace(other, lines={})):
        with pytest.raises(UsageError, match="test has no versions or no lines"):
            sql_show(empty, 2026)
        with pytest.raises(UsageError, match="test has no versions or no lines"):
            sql_diff(LedgerAt(empty), LedgerAt(empty))
    with pytest.raises(UsageError, match="unknown version"):
        sql_diff(LedgerAt(shipped, "spring"), LedgerAt(shipped))
    with pytest.raises(UsageError, match="unknown fund"):
        sql_show(shipped, 2026, funds=["x"])


def test_the_table_has_the_columns_of_the_file_and_their_types(shipped: Ledger, engines: Engines) -> None:
    fields = {field.name: str(field.type) for field in engines.table.schema}
    assert fields == {
        **dict.fromkeys(["version", "line", "basis", "qualifier", "document", "locator", "note"], "string"),
        "year": "int32",
        "amount": "decimal128(8, 3)",
        "rounding": "decimal128(6, 3)",
    }
    rows = engines.table.to_pylist()
    assert len(rows) == len(shipped.stated())
    assert not {"", "-"} & {value for row in rows for value in row.values()}, "a blank is NULL"
    assert [row["year"] for row in rows] == sorted(row["year"] for row in rows)
    assert sql_tables(shipped) == sql_tables(shipped)


def test_amounts_have_up_to_38_digits() -> None:
    most = Decimal("9" * 30 + "." + "9" * 8)
    ledger = make(f"a x 2026 cash {most}")
    assert Engines(ledger).ask(sql_show(ledger, 2026)) == [("x", "cash", 2026, most, "a")]
    with pytest.raises(UsageError, match="a table holds amounts of 38 digits and not of 39"):
        sql_tables(make(f"a x 2026 cash {most}\na y 2026 cash 0.123456789"))


def test_a_version_whose_name_is_not_unicode_is_in_the_table() -> None:
    assert Engines(make("a\udcff x 2026 cash 1")).table["version"].to_pylist() == ["a\\udcff"]


def test_a_ledger_without_figures_is_an_empty_table(shipped: Ledger) -> None:
    empty = make("", lines=[Line("x", "f")], versions=[Version("a", 1)])
    assert Engines(empty).ask(sql_show(empty, 2026)) == []


def test_the_command_prints_what_the_library_makes(budget: Command, tmp_path: Path, shipped: Ledger) -> None:
    ended = budget("sql", "show", "2026", "--fund", "all", "--basis", "cash", "--as-of", "spring-2025")
    made = sql_show(shipped, 2026, funds=["all"], bases=["cash"], as_of="spring-2025")
    assert (ended.code, ended.out, ended.err) == (0, made, "")
    file, tables = tmp_path / "diff.sql", tmp_path / "tables"
    words = ["sql", "diff", "spring-2025", "letter-2025-11-27", "-o", str(file), "--tables", str(tables)]
    assert budget(*words) == (0, "", f"made {file}\n")
    made = sql_diff(LedgerAt(shipped, "spring-2025"), LedgerAt(shipped, "letter-2025-11-27"))
    assert file.read_text(encoding="utf-8") == made
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == sql_tables(shipped)
    assert budget(*words).code == 2
    assert budget(*words, "--force").code == 0


def test_the_command_says_what_is_wrong_in_the_language_asked_for(budget: Command) -> None:
    ended = budget("sql", "diff", "spring-2025", "x", "--lang", "nl")
    assert ended.code == 2
    assert ended.err.startswith("stand 'x' is onbekend")


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Two editions of the budget of the United States, a million figures, in one ledger."""
    folder = tmp_path_factory.mktemp("us") / "ledger"
    for edition, date in ((2018, "2017-05-23"), (2020, "2019-03-11")):
        files = [US / f"omb_{edition}_{measure}.csv" for measure in ("budauth", "outlays")]
        ukraine_budget.import_file(*files, into=folder, format="us-omb", version=f"fy{edition}", date=date)
    return open_ledger(folder)


@needs("us-omb")
def test_two_editions_of_the_united_states(editions: Ledger) -> None:
    engines = Engines(editions)
    for version, year in (("fy2018", 2018), ("fy2020", 2018), ("fy2020", 2024)):
        found = engines.ask(sql_show(editions, year, as_of=version))
        assert found == shown(editions, year, as_of=version)
        assert len(found) > 8000
    old, new = LedgerAt(editions, "fy2018"), LedgerAt(editions, "fy2020")
    found = engines.ask(sql_diff(old, new))
    assert by_text(found) == changed(old, new)
    assert len(found) > 50_000
