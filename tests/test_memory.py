"""Commands for which the machine has not enough memory: a message, and nothing written."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import CORPUS, needs
from ended import Command
from ukraine_budget import OutputError
from ukraine_budget.cli.command import within_memory

SAID = "there is not enough memory for this: ask for less of it"


@pytest.mark.parametrize(
    "error", [MemoryError(), ImportError("libx.so: failed to map segment from shared object: Cannot allocate memory")]
)
def test_no_room_is_said(error: Exception) -> None:
    with pytest.raises(OutputError, match=SAID) as caught, within_memory():
        raise error
    assert caught.value.exit_code == 3


def test_another_fault_of_a_library_is_not_hidden() -> None:
    with pytest.raises(ImportError, match="undefined symbol"), within_memory():
        raise ImportError("libx.so: undefined symbol")


@pytest.mark.parametrize(
    ("function", "words"),
    [
        ("show", ["show", "2026"]),
        ("export", ["export", "all.xlsx"]),
        ("page", ["report", "page.html"]),
        ("convert", ["convert", "new", "--to", "parquet"]),
    ],
)
def test_a_command_that_finds_no_room(
    budget: Command, monkeypatch: pytest.MonkeyPatch, function: str, words: list[str]
) -> None:
    def none(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(f"ukraine_budget.{function}", none)
    ended = budget(*words)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith(SAID)


@needs("us-omb")
def test_an_import_that_finds_no_room_writes_nothing(tmp_path: Path) -> None:
    file, most = CORPUS / "us-omb" / "omb_2018_outlays.csv", 350 << 20
    words = ["import", "us-omb", str(file), "--into", str(tmp_path / "us"), "--version", "v", "--date", "2017"]
    ended = subprocess.run(
        [sys.executable, "-m", "ukraine_budget", *words],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
        check=False,
    )
    assert ended.returncode == 3
    assert "omb_2018_outlays.csv:" in ended.stderr
    assert "no-memory there is not enough memory for more than the rows" in ended.stderr
    assert not (tmp_path / "us").exists()
