"""What no file, folder or environment can do: a traceback, work without end, or more memory than most machines have."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ended import Command
from fuzz.family import MEGABYTES, SECONDS, limited, peak
from hostile_cases import KNOWN

TRACED = 4
"""How many times slower the program is where each of its branches is counted."""


@pytest.mark.parametrize("name", [name for name, case in KNOWN.items() if not case.apart])
def test_it_ends_soon_with_an_answer_or_a_message(
    name: str, budget: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    KNOWN[name].make(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = peak()
    with limited(SECONDS * TRACED if sys.gettrace() else SECONDS):
        ended = budget(*KNOWN[name].words)
    assert peak() - before < MEGABYTES
    assert ended.code in (0, 1, 2, 3)
    assert ended.out or ended.err
    assert "None" not in ended.err


@pytest.mark.parametrize("name", [name for name, case in KNOWN.items() if case.apart])
def test_a_process_of_its_own_ends_likewise(name: str, tmp_path: Path) -> None:
    case = KNOWN[name]
    case.make(tmp_path)
    words = [sys.executable, "-m", "ukraine_budget", *case.words]
    env = {**os.environ, **case.env}
    ended = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, check=False, timeout=60)
    assert ended.returncode in (0, 1, 2, 3)
    assert ended.stdout or ended.stderr
    assert b"Traceback" not in ended.stderr
