"""Long output at a terminal goes through a pager."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys

from ukraine_budget.cli.config import read_config
from ukraine_budget.cli.screen import is_live

LESS = {"LESS": "FRX", "LESSCHARSET": "utf-8"}
"""What less does unless it is told otherwise: end at once where one screen is enough, show colours, clear nothing."""
CONTROLS = re.compile(rb"\x1b\[[0-9;]*m")
"""What colours a text and takes no room."""


def paged(data: bytes) -> bool:
    """Shows a text in the pager, and waits until that is left; False where none is needed or there is none."""
    command = "" if not is_live(sys.stdout) or _fits(data) else _command()
    if not command:
        return False
    before = signal.signal(signal.SIGINT, _leave)
    try:
        return _shown(data, command)
    finally:
        signal.signal(signal.SIGINT, before)


def _shown(data: bytes, command: str) -> bool:
    try:
        pager = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, env=LESS | os.environ)  # noqa: S603  # the user's own
    except (OSError, ValueError):  # no such program, or quotes that are not closed
        return False
    pager.communicate(data)
    return True


def _leave(*_: object) -> None:
    """Leave an interrupt to the pager, whose the keyboard is; one that were ignored it would ignore as well."""


def _command() -> str:
    """What BUDGET_PAGER says, else what is preferred, else what PAGER says, else less; nothing for no pager."""
    said = (os.environ.get("BUDGET_PAGER"), read_config().pager, os.environ.get("PAGER"))
    return next((command for command in said if command is not None), "less").strip()


def _fits(data: bytes) -> bool:
    """Whether a text can be read on one screen, with the next prompt below it."""
    screen = shutil.get_terminal_size()
    lines = CONTROLS.sub(b"", data).decode().splitlines()
    return sum(max(1, -(-len(line) // screen.columns)) for line in lines) < screen.lines
