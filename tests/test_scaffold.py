"""A new ledger: whole, valid, and made where nothing was."""

import csv
import os
from pathlib import Path

import pytest
from frictionless import Package, system

import ukraine_budget
from ukraine_budget import OutputError, UsageError, open_ledger

FILES = [
    *("datapackage.json", "README.md", "funds.csv", "lines.csv", "documents.csv", "versions.csv", "amounts.csv"),
    *("mutations.csv", "claims.csv", "texts.csv"),
]


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_ledger_is_empty_and_has_no_problem(tmp_path: Path) -> None:
    made = ukraine_budget.init(tmp_path / "deep" / "My Ledger")
    folder = tmp_path / "deep" / "My Ledger"
    assert made == [folder / name for name in FILES]
    assert listed(folder) == sorted(FILES)
    assert listed(folder.parent) == ["My Ledger"]
    assert not ukraine_budget.check(folder).rows
    ledger = open_ledger(folder)
    assert (ledger.name, ledger.currency, ledger.unit, len(ledger.figures)) == ("my-ledger", "EUR", "million", 0)
    assert (ledger.default_funds, ledger.funds) == ((), {})


def test_a_new_ledger_is_a_valid_data_package(tmp_path: Path) -> None:
    ukraine_budget.init(tmp_path / "ledger")
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "ledger" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])


def test_the_page_says_what_goes_in_every_column_of_every_file(tmp_path: Path) -> None:
    ukraine_budget.init(tmp_path / "ledger")
    page = (tmp_path / "ledger" / "README.md").read_text(encoding="utf-8")
    assert page.startswith("# ledger: a ledger of budget figures\n")
    for file in sorted((tmp_path / "ledger").glob("*.csv")):
        section = page.partition(f"\n## {file.name}: ")[2].partition("\n## ")[0]
        (header,) = csv.reader(file.read_text(encoding="utf-8").splitlines())
        described = [line.split(" | ") for line in section.splitlines() if line.startswith("| ")][2:]
        assert [cells[0] for cells in described] == [f"| {name}" for name in header]
        assert all(cells[2].removesuffix(" |") for cells in described), file
    assert "| coverage | yes |" in page
    assert "(full, partial)" in page


def test_rows_filled_in_are_shown(tmp_path: Path) -> None:
    ukraine_budget.init(tmp_path / "ledger")

    def fill(file: str, **cells: str) -> None:
        path = tmp_path / "ledger" / file
        header = path.read_text(encoding="utf-8").strip().split(",")
        assert set(cells) <= set(header)
        with path.open("a", encoding="utf-8") as rows:
            rows.write(",".join(cells.get(name, "") for name in header) + "\n")

    fill("funds.csv", fund="f", name="Fund", support="yes", total="yes")
    fill("lines.csv", line="x", fund="f", name="Line")
    fill("versions.csv", version="v", order="1", coverage="full", phase="announced", name="V")
    fill("amounts.csv", version="v", line="x", year="2026", basis="cash", amount="12.5", rounding="0.1")
    assert not ukraine_budget.check(tmp_path / "ledger").rows
    view = ukraine_budget.show(open_ledger(tmp_path / "ledger"), 2026, bases=["cash"])
    assert [(row.line, str(row.amount), str(row.high)) for row in view.rows] == [("x", "12.5", "12.55")]


@pytest.mark.parametrize(("name", "said"), [("Budget 2026 (draft)", "budget-2026-draft"), ("Бюджет", "ledger")])
def test_a_ledger_is_named_after_its_folder(tmp_path: Path, name: str, said: str) -> None:
    ukraine_budget.init(tmp_path / name)
    assert open_ledger(tmp_path / name).name == said


def test_an_empty_folder_is_filled_and_stays_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ukraine_budget.init(".")
    assert listed(Path()) == sorted(FILES)


def test_nothing_that_is_there_is_touched(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="exists and is not empty; name a new folder"):
        ukraine_budget.init(tmp_path)
    with pytest.raises(UsageError, match="exists and is not empty"):
        ukraine_budget.init(tmp_path / "file")
    assert listed(tmp_path) == ["file"]
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    folder = tmp_path / "ledger"
    if there:
        folder.mkdir()

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OutputError, match="ledger: No space left on device"):
        ukraine_budget.init(folder)
    assert listed(tmp_path) == ["ledger"] * there
    assert not there or not listed(folder)


def test_a_place_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="File name too long"):
        ukraine_budget.init(tmp_path / ("n" * 300))
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="Not a directory"):
        ukraine_budget.init(tmp_path / "file" / "ledger")
    assert listed(tmp_path) == ["file"]
