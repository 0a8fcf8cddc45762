"""Figures kept as Parquet: the same ledger, of which only what is asked for is read."""

import copy
import json
import pickle
import re
from collections.abc import Collection
from decimal import Decimal, localcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import ukraine_budget
from build import column
from ended import Command
from importing import MAP, write
from problem_cases import GOOD, Case
from ukraine_budget import Ledger, LedgerAt, LedgerError, UsageError, open_ledger
from ukraine_budget.model.text import plain
from ukraine_budget.read import arrow, columnar, read
from ukraine_budget.read.schema import AmountRow
from ukraine_budget.read.stored import FiguresFile
from ukraine_budget.write import figures

pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
NAMES = tuple(AmountRow.model_fields)


@pytest.fixture
def good(small: Path) -> Path:
    """The small good ledger with its figures as Parquet."""
    ukraine_budget.convert(small / "stored", to="parquet", ledger=small / "good")
    return small / "stored"


def changed(folder: Path, **columns: Any) -> Path:
    """The ledger with columns of its figures that are others, or none."""
    table = pq.read_table(folder / "amounts.parquet")
    kept = {name: table.column(name) for name in table.column_names} | columns
    pq.write_table(
        pa.table({name: cells for name, cells in kept.items() if cells is not None}), folder / "amounts.parquet"
    )
    return folder


def said(folder: Path) -> list[str]:
    return [f"{problem.line} {problem.code}" for problem in read(folder).problems]


def test_a_ledger_is_the_same_either_way(tmp_path: Path) -> None:
    ukraine_budget.convert(tmp_path / "stored", to="parquet")
    ukraine_budget.convert(tmp_path / "plain", to="csv", ledger=tmp_path / "stored")
    ours, stored, plain = open_ledger(), open_ledger(tmp_path / "stored"), open_ledger(tmp_path / "plain")
    for other in (stored, plain):
        assert not ukraine_budget.diff(LedgerAt(ours), LedgerAt(other)).result.differs
        assert len(other.figures) == len(ours.figures)
    assert ukraine_budget.show(stored, 2026).to_json() == ukraine_budget.show(ours, 2026).to_json()
    rows = [sorted(zip(*(column(ledger, name) for name in NAMES), strict=True)) for ledger in (ours, plain)]
    assert rows[0] == rows[1]


def test_amounts_are_numbers_to_any_other_program(good: Path) -> None:
    table = pq.read_table(good / "amounts.parquet")
    assert table.column("amount").to_pylist() == [Decimal(3100), Decimal(3100), Decimal(2100), Decimal(500)]
    assert table.column("year").to_pylist() == [2026] * 4
    assert table.column_names == list(NAMES)


Reads = list[tuple[int, tuple[str, ...]]]
"""How many row groups were read at a time, and which columns of them."""


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """What is read of Parquet files, as it is read."""
    found: Reads = []
    read_groups = FiguresFile.read

    def noted(self: FiguresFile, groups: Collection[int], names: Collection[str]) -> Any:
        found.append((len(groups), tuple(names)))
        return read_groups(self, groups, names)

    monkeypatch.setattr(FiguresFile, "read", noted)
    return found


def in_groups(small: Path, amounts: str, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """The good ledger with other figures, stored with a row group for each year and version."""
    Case("", "", {"amounts.csv": amounts}).write(small / "good")
    monkeypatch.setattr(figures, "GROUP", 1)
    ukraine_budget.convert(small / "stored", to="parquet", ledger=small / "good")
    return open_ledger(small / "stored")


def test_the_rows_of_other_years_and_versions_are_not_read(
    small: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    amounts = "version,line,year,basis,amount,note\n" + "".join(
        f"{version},guns,{year},cash,{year},a note\n" for version in ("spring", "letter") for year in range(2000, 2030)
    )
    ledger = in_groups(small, amounts, monkeypatch)
    assert reads == []
    view = ukraine_budget.show(ledger, 2010, as_of="spring")
    noted = list(reads)
    assert view.to_json() == ukraine_budget.show(open_ledger(small / "good"), 2010, as_of="spring").to_json()
    assert view.result.ledger is ledger
    amounts_read = [groups for groups, names in noted if "amount" in names]
    assert amounts_read == [3]  # 2009 and 2010, and 2026, which a mutation of the ledger is of
    assert not any("document" in names and groups > 3 for groups, names in noted)


def test_nothing_is_read_of_other_years_where_the_last_version_states_all_that_is_shown(
    small: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    amounts = "version,line,year,basis,amount\n" + "".join(
        f"{version},guns,{year},cash,1\n" for version in ("spring", "letter") for year in range(2000, 2030)
    )
    rows = ukraine_budget.show(in_groups(small, amounts, monkeypatch), 2010).result.rows
    assert {row.version for row in rows if row.amount is not None} == {"letter"}
    assert reads
    assert max(groups for groups, _ in reads) < 10


def test_no_column_is_read_where_nothing_is_said_of_it(good: Path, reads: Reads) -> None:
    ledger = open_ledger(good)
    view = ukraine_budget.diff(LedgerAt(ledger, "letter"), LedgerAt(ledger, "letter"))
    assert view.result.rows == ()
    assert reads
    assert not {"locator", "note"} & {name for _, names in reads for name in names}


@pytest.mark.parametrize("again", [copy.deepcopy, lambda ledger: pickle.loads(pickle.dumps(ledger))])
@pytest.mark.parametrize("place", [None, "stored"])
@pytest.mark.usefixtures("good")
def test_a_ledger_can_be_copied(place: str | None, again: Any, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columnar, "LARGE", 0)
    ledger = open_ledger(place and small / place)
    copied = again(ledger)
    assert ukraine_budget.show(copied, 2026).to_json() == ukraine_budget.show(ledger, 2026).to_json()
    assert list(column(copied, "note")) == list(column(ledger, "note"))


def test_rows_are_put_together_until_they_are_worth_a_group(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "GROUP", 3)
    ukraine_budget.convert(good.parent / "again", to="parquet", ledger=good)
    file = pq.ParquetFile(good.parent / "again" / "amounts.parquet")
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [4]
    assert file.read().column("version").to_pylist() == ["spring", "spring", "letter", "letter"]


def test_a_file_without_statistics_is_read_whole(good: Path) -> None:
    pq.write_table(pq.read_table(good / "amounts.parquet"), good / "amounts.parquet", write_statistics=False)
    assert len(open_ledger(good).figures.restrict([2026], ["spring"])) == 4


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"version": pa.array([" spring", "spring  ", "letter  ", "letter"])}, id="blanks around versions"),
        pytest.param({"version": pa.array([b"spring", b"spring", b"letter", b"letter"])}, id="versions as bytes"),
        pytest.param({"year": pa.array(["2026", " 2026", "2026 ", "2026"])}, id="years as texts"),
        pytest.param({"year": pa.array([2026.0] * 4)}, id="years as floating numbers"),
        pytest.param({"year": pa.array([2026] * 4, pa.uint16())}, id="short years"),
    ],
)
def test_no_row_of_another_program_is_left_out(good: Path, columns: dict[str, Any]) -> None:
    expected = ukraine_budget.show(open_ledger(good), 2026).to_json()
    table = pq.read_table(changed(good, **columns) / "amounts.parquet")
    pq.write_table(table, good / "amounts.parquet", row_group_size=1)
    assert ukraine_budget.show(open_ledger(good), 2026).to_json() == expected


def test_an_empty_ledger_is_stored_too(small: Path) -> None:
    Case("", "", {"amounts.csv": GOOD["amounts.csv"].partition("\n")[0] + "\n"}).write(small / "good")
    ukraine_budget.convert(small / "stored", to="parquet", ledger=small / "good")
    assert read(small / "stored").problems == ()
    assert ukraine_budget.show(open_ledger(small / "stored"), 2026).result.rows == ()
    assert (open_ledger(small / "stored").years) == ()


@pytest.mark.parametrize(
    ("columns", "problems"),
    [
        ({"amount": None}, ["1 missing-column"]),
        ({"version": None}, ["1 missing-column"]),
        ({"year": pa.array([2026, 2026, 2026, 26])}, ["5 bad-year"]),
        ({"note": pa.array([{"version": "spring"}] * 4), "version": None}, ["0 bad-parquet"]),
        ({"colour": pa.array(["red"] * 4)}, ["1 unknown-column"]),
        ({"amount": pa.array(["1", "x", "2", "3"])}, ["3 bad-number"]),
        ({"amount": pa.array(["1,234", "2", "3", "4"])}, ["2 ambiguous-number"]),
        ({"rounding": pa.array(["1,000", "", "", ""])}, ["2 ambiguous-number"]),
        ({"amount": pa.array([1, None, 2, 3])}, ["3 blank-cell"]),
        ({"year": pa.array([2026, 26, 2026, 2027])}, ["3 bad-year"]),
        ({"year": pa.array([2026.5, 2026, 2026, 2027])}, ["2 bad-year"]),
        ({"basis": pa.array(["cash"] * 4)}, ["3 duplicate-key"]),
        ({"version": pa.array(["spring", "spring", "lettre", "letter"])}, ["4 unknown-version"]),
        ({"document": pa.array(["letter", None, "lettre", ""])}, ["4 unknown-document"]),
        ({"qualifier": pa.array(["", None, "sure", ""])}, ["4 unknown-word"]),
        ({"note": pa.array(["n" * 200_000, "", "a\nb", ""])}, ["2 long-cell"]),
        ({"amount": pa.array(["1" * 39, "2", "3", "4"])}, ["2 bad-number"]),
        ({"amount": pa.array([float("nan"), 2.0, 3.0, 4.0])}, ["2 bad-number"]),
        ({"amount": pa.array([[1], [2], [3], [4]])}, ["0 bad-parquet"]),
        ({"rounding": pa.array([{"step": 1}] * 4)}, ["0 bad-parquet"]),
        ({"locator": pa.array([b"\xff"] * 4)}, ["0 bad-parquet"]),
        ({"colour": pa.array([["red"]] * 4)}, ["0 bad-parquet"]),
    ],
)
def test_what_is_wrong_with_a_row_is_told_as_of_any_file(
    good: Path, columns: dict[str, Any], problems: list[str]
) -> None:
    assert said(changed(good, **columns)) == problems


def test_a_text_with_a_comma_is_to_be_kept_as_a_number(good: Path, budget: Command) -> None:
    changed(good, amount=pa.array(["1,234", "2", "3", "4"]))
    assert "keep it as a number, not as a text" in budget("show", "2026", "--ledger", str(good)).err


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param(dict.fromkeys(NAMES[5:]), id="without columns that need not be there"),
        pytest.param({"year": pa.array([2026] * 4, pa.int64())}, id="long integers"),
        pytest.param({"basis": pa.array(["commitment", "cash", "cash", "cash"]).dictionary_encode()}, id="coded words"),
        pytest.param({"amount": pa.array([3100.5, 1.25, 2.0, 3.0])}, id="floating numbers as they are written"),
        pytest.param({"amount": pa.array([Decimal("0.000000001")] * 4)}, id="many decimals"),
        pytest.param({"amount": pa.array([0.1 + 0.2, -0.5, 2.0, 3.0])}, id="floating numbers of many digits"),
        pytest.param({"amount": pa.array(["1" * 20, "2", "3", "4"])}, id="many digits"),
        pytest.param({"qualifier": pa.array([None, None, "circa", ""])}, id="null for blank"),
        pytest.param({"note": pa.array(["\u00e9" * 100_000] * 4)}, id="more bytes than a cell may have letters"),
        pytest.param(
            {"version": pa.DictionaryArray.from_arrays([0, 0, 2, 2], ["spring", "autumn", "letter"])},
            id="a coded word that no row has",
        ),
    ],
)
def test_a_file_that_another_program_wrote(good: Path, columns: dict[str, Any]) -> None:
    assert said(changed(good, **columns)) == []
    assert ukraine_budget.explain(open_ledger(good), "guns", 2026).result.rows
    for name, cells in columns.items():
        if cells is not None and name == "amount":
            amounts = [Decimal(text) for text in column(open_ledger(good), "amount")]
            assert amounts == [Decimal(str(value)) for value in cells.to_pylist()]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(
    st.lists(st.integers(-(10**18), 10**18) | st.integers(-1_000_000, 1_000_000), min_size=4, max_size=4),
    st.sampled_from([pa.decimal128(38, 0), pa.decimal128(38, 3), pa.decimal128(38, 20), pa.decimal256(40, 2)]),
)
@example([10**17, -1, 0, 1_000], pa.decimal128(38, 3))
@example([10**15 - 1, -(10**15) + 1, 0, 1_000], pa.decimal128(38, 3))
def test_decimals_are_what_their_texts_are(good: Path, numbers: list[int], type: Any) -> None:
    with localcontext(prec=50):
        amounts = [Decimal(number).scaleb(-type.scale) for number in numbers]
    changed(good, amount=pa.chunked_array([pa.array(amounts[:1], type), pa.array(amounts[1:], type)]))
    assert [*column(open_ledger(good), "amount")] == [plain(amount) for amount in amounts]


@pytest.mark.parametrize("amounts", [[None, "1", "2", "3"], ["1", None, "2", "3"]])
def test_a_decimal_that_is_not_there_is_a_problem(good: Path, amounts: list[str | None]) -> None:
    changed(good, amount=pa.array(amounts).cast(pa.decimal128(5, 2)))
    assert said(good) == [f"{amounts.index(None) + 2} blank-cell"]


def test_amounts_that_are_no_plain_numbers_are_kept_as_such(good: Path) -> None:
    changed(good, amount=pa.array(["-0", "+5", " 2.50", "\u22121"]))
    assert list(column(open_ledger(good), "amount")) == ["0", "5", "2.50", "-1"]


def test_what_is_asked_for_later_may_be_what_is_wrong(good: Path, budget: Command) -> None:
    changed(good, document=pa.array(["letter", "", "lettre", ""]))
    ledger = open_ledger(good)
    assert ledger.years == (2026,)
    with pytest.raises(LedgerError, match="unknown-document"):
        ukraine_budget.show(ledger, 2026)
    ended = budget("show", "2026", "--ledger", str(good))
    assert (ended.code, "unknown-document there is no document 'lettre'" in ended.err) == (3, True)
    ended = budget("check", str(good))
    assert (ended.code, "unknown-document" in ended.out) == (1, True)


def test_what_is_wrong_with_other_files_is_told_with_it(good: Path) -> None:
    changed(good, year=pa.array([2026, 26, 2026, 2027]))
    (good / "versions.csv").write_text(GOOD["versions.csv"].replace("20,2025", "x,2025"))
    assert said(good) == ["3 bad-year", "3 bad-integer"]
    (good / "lines.csv").write_text("line\n")
    assert "3 bad-year" in said(good)
    assert said(changed(good, year=pa.array([2026] * 4))) == ["1 missing-column", "3 bad-integer"]
    changed(good, year=pa.array([2026, 26, 2026, 2027]))
    with pytest.raises(LedgerError) as error:
        open_ledger(good)
    assert {problem.code for problem in error.value.problems} >= {"bad-year", "bad-integer", "missing-column"}


@pytest.mark.parametrize("content", [b"", b"version,line\n", b"PAR1" + b"\0" * 40 + b"PAR1"])
def test_a_file_that_is_not_parquet(good: Path, content: bytes) -> None:
    (good / "amounts.parquet").write_bytes(content)
    assert said(good) == ["0 bad-parquet"]


def test_a_file_that_is_not_there_or_no_file(good: Path) -> None:
    (good / "amounts.parquet").unlink()
    assert said(good) == ["0 missing-file"]
    (good / "amounts.parquet").mkdir()
    assert said(good) == ["0 not-a-file"]


def test_a_file_that_may_not_be_read(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def closed(self: Path, *modes: Any, **how: Any) -> Any:
        if self.suffix == ".parquet":
            raise PermissionError(13, "Permission denied")
        return opened(self, *modes, **how)

    monkeypatch.setattr(Path, "open", closed)
    assert [(problem.file, problem.code) for problem in read(good).problems] == [
        (str(good / "amounts.parquet"), "no-permission")
    ]


def test_a_file_whose_pages_are_garbled(good: Path) -> None:
    path = good / "amounts.parquet"
    content = path.read_bytes()
    path.write_bytes(content[:4] + b"\xff" * 60 + content[64:])
    assert said(good) == ["0 bad-parquet"]


def test_texts_beyond_what_arrow_holds_in_one_piece(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "MOST_BYTES", 0)
    notes = column(open_ledger(good), "note")
    assert list(notes) == list(column(open_ledger(good.parent / "good"), "note"))


def test_amounts_that_are_too_long_are_not_stored(small: Path, budget: Command) -> None:
    amounts = GOOD["amounts.csv"].replace("3100,100,decision", "3100.1234567890123456,,decision")
    Case("", "", {"amounts.csv": amounts}).write(small / "good")
    ended = budget("convert", "stored", "--to", "parquet", "--ledger", "good")
    assert (ended.code, ended.err) == (2, "parquet keeps amounts of up to 15 digits before and after the point\n")
    assert not (small / "stored").exists()


def test_what_is_read_of_some_years_knows_all_of_them(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"spring,guns,{year},cash,1\n" for year in range(2000, 2030))
    part = in_groups(small, "version,line,year,basis,amount\n" + rows, monkeypatch)
    part = part.restrict([2010], part.versions.values())
    assert (len(part.figures), part.years, part.figures.together("version", "line", "basis")) == (
        1,
        tuple(range(2000, 2030)),
        frozenset({("spring", "guns", "cash")}),
    )


def test_a_column_is_not_read_before_it_is_asked_for(good: Path) -> None:
    notes = open_ledger(good).figures.note
    assert not hasattr(notes, "_unknown")
    assert list(vars(notes)) == ["_read"]
    assert notes[0] == ""
    assert "data" in vars(notes)


def test_a_ledger_that_cannot_be_read_is_not_converted(small: Path) -> None:
    (small / "good" / "lines.csv").unlink()
    with pytest.raises(LedgerError, match="missing-file"):
        ukraine_budget.convert(small / "stored", to="parquet", ledger=small / "good")


def test_what_cannot_be_converted(small: Path) -> None:
    with pytest.raises(UsageError, match="unknown form 'parquets': did you mean parquet"):
        ukraine_budget.convert(small / "x", to="parquets")
    single = write(small / "one.csv", "line,year,cash\na,2025,1\n")
    with pytest.raises(UsageError, match="is one file: only a ledger folder has what a data package needs"):
        ukraine_budget.convert(small / "x", to="parquet", ledger=single)
    before = sorted(small.rglob("*"))
    for place in (small, single):
        with pytest.raises(UsageError, match=f"^{re.escape(str(place))} "):
            ukraine_budget.convert(place, to="parquet")
    assert (sorted(small.rglob("*")), single.read_text()) == (before, "line,year,cash\na,2025,1\n")


def test_a_ledger_may_be_named_by_its_descriptor(small: Path) -> None:
    made = ukraine_budget.convert(small / "plain", to="csv", ledger=small / "good" / "datapackage.json")
    assert {path.name for path in made} >= {"amounts.csv", "datapackage.json", "lines.csv"}
    assert ukraine_budget.check(small / "plain").result.passes()


def test_what_a_descriptor_says_of_the_other_file_is_left_out(good: Path) -> None:
    descriptor = json.loads((good / "datapackage.json").read_text())
    next(one for one in descriptor["resources"] if one["name"] == "amounts").update({"bytes": 1, "hash": "0"})
    (good / "datapackage.json").write_text(json.dumps(descriptor))
    ukraine_budget.convert(good.parent / "plain", to="csv", ledger=good)
    made = json.loads((good.parent / "plain" / "datapackage.json").read_text())
    assert not {"bytes", "hash"} & next(one for one in made["resources"] if one["name"] == "amounts").keys()


def test_an_import_says_how_to_go_on_with_such_a_ledger(good: Path, budget: Command) -> None:
    table = write(good.parent / "table.csv", "line,year,amount\nguns,2026,1\n")
    ended = budget("import", "--map", str(write(good.parent / "map.toml", MAP)), str(table), "--into", str(good))
    assert ended.code == 2
    assert "write it as CSV first, with budget convert --to csv" in ended.err


def test_a_descriptor_without_files_gets_the_one(small: Path) -> None:
    descriptor = '{"bases": ["commitment", "cash"], "resources": [{"name": "amounts", "path": "amounts.csv", %s}]}'
    signs = '"dialect": {"delimiter": ";"}, "schema": {"fields": [{"name": "amount", "decimalChar": ","}]}'
    amounts = "version;line;year;basis;amount\nspring;guns;2026;cash;3100,5\n"
    Case("", "", {"datapackage.json": descriptor % signs, "amounts.csv": amounts}).write(small / "good")
    for form, file in (("parquet", "amounts.parquet"), ("csv", "amounts.csv")):
        ukraine_budget.convert(small / form, to=form, ledger=small / "good")
        assert (small / form / file).exists()
        ledger = open_ledger(small / form)
        assert [*map(str, column(ledger, "amount"))] == ["3100.5"]


def test_the_same_ledger_is_the_same_file_each_time(good: Path) -> None:
    ukraine_budget.convert(good.parent / "again", to="parquet", ledger=good.parent / "good")
    assert (good.parent / "again" / "amounts.parquet").read_bytes() == (good / "amounts.parquet").read_bytes()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(pa.array([1, 2, 3, 4], pa.duration("s")), id="durations"),
        pytest.param(pa.array([[{"a": 1}]] * 4), id="nested"),
        pytest.param(pa.array([1, 2, 3, 4], pa.date32()), id="dates"),
    ],
)
def test_columns_of_a_foreign_type_are_a_problem_or_text(good: Path, name: str, cells: Any) -> None:
    found = read(changed(good, **{name: cells}))
    assert (found.ledger is None) == bool(found.problems)
    assert found.problems or name in ("locator", "note")
