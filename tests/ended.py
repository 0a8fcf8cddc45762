"""The result of a command that ran in this process."""

from collections.abc import Callable
from typing import NamedTuple


class Ended(NamedTuple):
    """Exit code, standard output and standard error."""

    code: object
    out: str
    err: str


Command = Callable[..., Ended]
"""Runs the command, its words as separate arguments."""
