"""Fixtures: the command, a small ledger, and an empty folder of preferences."""

import atexit
import csv
import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from corpus import reads_official
from ended import Command, Ended
from problem_cases import Case
from ukraine_budget import cli

settings.register_profile("people", deadline=None)  # no test asserts a time
settings.register_profile("gate", deadline=None, derandomize=True)  # a new counterexample must not fail an old change
settings.load_profile("gate" if os.environ.get("CI") else "people")
signal.signal(signal.SIGINT, signal.default_int_handler)  # background jobs ignore it, and some tests interrupt
PREFERENCES = ("BUDGET_LEDGER", "BUDGET_PAGER", "BUDGET_LANG", "PAGER", "LESS", "NO_COLOR", "FORCE_COLOR", "LINES")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Exclude tests of official files from coverage, which must not depend on them."""
    for item in filter(reads_official, items):
        item.add_marker("no_cover")


@pytest.fixture(autouse=True)
def _cells_of_the_usual_length() -> Iterator[None]:
    """Restore the csv field size limit, which frictionless sets for the whole process."""
    limit = csv.field_size_limit()
    yield
    csv.field_size_limit(limit)


@pytest.fixture(autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder of user preferences."""
    for name in PREFERENCES:
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path_factory.mktemp("preferences") / "budget"
    folder.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder.parent))
    return folder


@pytest.fixture
def budget(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """Yield a function that runs the command with its words as separate arguments."""
    monkeypatch.setattr(atexit, "register", lambda _: None)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("BUDGET_PAGER", "")

    def run(*words: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["budget", *words])
        with pytest.raises(SystemExit) as end:
            cli.main()
        return Ended(end.value.code, *capsys.readouterr())

    yield run
    gc.enable()


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with a small valid ledger, "good", and change to it."""
    (tmp_path / "good").mkdir()
    Case("", "").write(tmp_path / "good")
    monkeypatch.chdir(tmp_path)
    return tmp_path
