"""Commands that are killed: `tests/fuzz/kills.py` kills at every step, and here at every step of some."""

from itertools import islice
from pathlib import Path

import pytest

from fuzz.kills import SCENES, kill, kills

STEPS = {"import": 3, "export": 3, "show": 1}
"""How far apart the kills are here; of other commands it is 8, since they write as these do."""


@pytest.mark.parametrize("scene", SCENES)
def test_who_reads_after_a_kill_finds_the_old_or_the_new_and_the_next_writer_works(scene: str, tmp_path: Path) -> None:
    for number, (at, torn) in enumerate(islice(kills(scene), 0, None, STEPS.get(scene, 8))):
        kill(scene, tmp_path / str(number), at, torn=torn)
