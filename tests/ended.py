"""How a command that ran within this process ended."""

from collections.abc import Callable
from typing import NamedTuple


class Ended(NamedTuple):
    """Its exit code, and what it wrote where."""

    code: object
    out: str
    err: str


Command = Callable[..., Ended]
"""The command, its words as separate arguments."""
