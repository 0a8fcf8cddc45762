"""Run cases for some minutes from the project folder: `python -m tests.fuzz --minutes 60 --seed 1`."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "importing")]

from fuzz.command import main  # noqa: E402  # what tests share is found from here on

sys.exit(main())
