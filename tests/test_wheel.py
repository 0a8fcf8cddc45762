"""The built package holds all that it needs, wherever it is used."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from transcript import ROOT


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from this tree and unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_default_ledger_is_found_from_anywhere(unpacked: Path, tmp_path: Path) -> None:
    told = "import ukraine_budget, ukraine_budget.read as r; print(ukraine_budget.__file__); print(r.find())"
    done = subprocess.run(
        [sys.executable, "-c", told],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"},  # it stays as it was unpacked
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    package, ledger = map(Path, done.stdout.splitlines())
    assert package == unpacked / "ukraine_budget" / "__init__.py"
    assert ledger == unpacked / "ukraine_budget" / "ledgers" / "ukraine-nl"
    assert sorted(path.name for path in ledger.iterdir()) == sorted(
        path.name for path in (ROOT / "ledgers" / "ukraine-nl").iterdir()
    )


def test_it_speaks_dutch(unpacked: Path) -> None:
    locale = Path("ukraine_budget", "locale", "nl.json")
    assert (unpacked / locale).read_bytes() == (ROOT / "src" / locale).read_bytes()


def test_it_holds_nothing_that_is_not_the_program(unpacked: Path) -> None:
    beside = {path.name for path in unpacked.iterdir() if path.suffix not in (".dist-info", ".data")}
    assert beside == {"ukraine_budget"}
    assert (unpacked / "ukraine_budget" / "py.typed").exists()
    kinds = {path.suffix for path in (unpacked / "ukraine_budget").rglob("*") if path.is_file()}
    assert kinds <= {".py", ".typed", ".csv", ".json", ".html", ".css", ".js", ".toml", ""}


def test_it_puts_the_manual_where_man_looks(unpacked: Path) -> None:
    (data,) = unpacked.glob("*.data")
    files = [path for path in data.rglob("*") if path.is_file()]
    assert files == [data / "data" / "share" / "man" / "man1" / "budget.1"]
    assert files[0].read_bytes() == (ROOT / "docs" / "budget.1").read_bytes()
