"""Every command that the transcripts and the pages show prints what they say, through the real entry point."""

from pathlib import Path

import pytest

from transcript import ROOT, Step, run, steps, transcripts

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "examples").glob("*.md"))]
FILES = [*sorted(Path(__file__).parent.glob("*.test")), *PAGES]
STEPS = [
    pytest.param(step, id=f"{path.relative_to(ROOT)}: {step.command}")
    for path in FILES
    for transcript in transcripts(path)
    for step in steps(transcript)
]


SHOWN = [step for path in PAGES[:1] for transcript in transcripts(path) for step in steps(transcript)]


@pytest.mark.parametrize("step", SHOWN, ids=lambda step: step.command)
def test_what_a_reader_is_told_to_try_works(step: Step) -> None:
    assert step.code == 0


@pytest.mark.parametrize("step", STEPS)
def test_prints_what_is_written(step: Step) -> None:
    assert str(run(step.command)) == str(step)
