"""A few cases of every family, always the same ones."""

from pathlib import Path

import pytest

from fuzz.command import turns
from fuzz.families import FAMILIES
from fuzz.family import Family, attempt


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_no_case_of_a_family_fails(family: Family) -> None:
    cases = (case for _, case in turns([family], "suite"))
    for _, case in zip(range(family.short), cases, strict=False):
        failure = attempt(family, case)
        assert failure is None, str(failure)


def test_a_failure_tells_how_to_run_it_again(tmp_path: Path) -> None:
    def run(_: object, folder: Path) -> None:
        (folder / "made").touch()
        assert not list(folder.iterdir()), "something was made"

    failure = attempt(Family("x", run, 1), "1/2", tmp_path)
    assert "something was made" in str(failure)
    assert str(failure).endswith("python -m tests.fuzz --case x:1/2\n")
    assert (tmp_path / "made").exists()


def test_what_takes_too_long_is_a_failure() -> None:
    def run(*_: object) -> None:
        while True:
            pass

    assert "TooSlow" in str(attempt(Family("x", run, 1, seconds=0.01), "1/2"))
