"""The README: its output fits a screen, the program draws its picture, and it installs what a user needs, not more."""

import re
from itertools import chain
from pathlib import Path

from ended import Command
from transcript import ROOT, transcripts

README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "gallery" / "outlook.svg"
PINNED = re.compile(r"^[a-z0-9-]+==[^\\]+", re.MULTILINE)


def test_its_transcripts_fit_a_hundred_columns() -> None:
    shown = list(chain.from_iterable(text.splitlines() for text in transcripts(README)))
    assert len([line for line in shown if line.startswith("$ ")]) == 3
    assert max(map(len, shown)) <= 100


def test_its_picture_is_what_the_program_draws(budget: Command, tmp_path: Path) -> None:
    file = tmp_path / PICTURE.name
    drawn = f"plot outlook -o {file}"
    assert budget(*drawn.split()).code == 0
    assert file.read_bytes() == PICTURE.read_bytes(), f"budget {drawn} makes it anew"


def test_a_user_gets_a_part_of_what_the_tests_need_in_the_same_versions() -> None:
    users, tests = ({*PINNED.findall((ROOT / f"requirements.{kind}").read_text("utf-8"))} for kind in ("txt", "lock"))
    assert users < tests
    assert not any(re.match("pyarrow|duckdb|polars|playwright|pytest|mypy", package) for package in users)
