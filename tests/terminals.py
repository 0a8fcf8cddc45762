"""Run a command at a pseudo-terminal: what it shows, and what is typed."""

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from transcript import ROOT

OWN = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Makes the terminal the controlling one of the command, so that Ctrl-C interrupts it."""
INTERRUPT = "\x03"


class Shown(NamedTuple):
    """Exit code, and all that was shown."""

    code: int
    text: str


def at_terminal(
    command: str,
    folder: Path = ROOT,
    *,
    columns: int = 80,
    lines: int = 24,
    typed: Sequence[tuple[str, str]] = (),
) -> Shown:
    """Run a command by bash at a terminal; `typed` pairs a text to wait for with the keys to type then."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    around = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    with subprocess.Popen(
        [sys.executable, "-c", OWN, "bash", "-c", command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env={**around, "PATH": path, "TERM": "xterm", "LC_ALL": "C.UTF-8"},
    ) as process:
        os.close(theirs)
        try:
            text = _conversation(ours, list(typed))
            return Shown(process.wait(timeout=60), text)
        finally:
            process.kill()
            os.close(ours)


def _conversation(terminal: int, typed: list[tuple[str, str]]) -> str:
    """Read all that is shown until the terminal is closed, typing in between."""
    shown, said = b"", 0
    while select.select([terminal], [], [], 60)[0]:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # closed by the command
            break
        shown += piece
        if typed and typed[0][0].encode() in shown[said:]:
            said = len(shown)
            os.write(terminal, typed.pop(0)[1].encode())
        if not piece:
            break
    assert not typed, f"never shown: {typed[0][0]}"
    return shown.decode().replace("\r\n", "\n")
