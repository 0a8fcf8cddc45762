"""What can be shown where: whether a stream is a screen, and what moves and colours on it."""

import os
from typing import TextIO


def is_live(stream: TextIO) -> bool:
    """Whether what is written to a stream can be written over: at a terminal that is not a dumb one."""
    return stream.isatty() and not _is_dumb()


def is_coloured(stream: TextIO) -> bool:
    """Whether colour is wanted: at a terminal unless NO_COLOR is set, elsewhere if FORCE_COLOR is."""
    if os.environ.get("NO_COLOR") or _is_dumb():
        return False
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def _is_dumb() -> bool:
    """Whether the terminal says that it takes text only, or says nothing of itself; that of Windows has its own way."""
    return os.environ.get("TERM", "" if "WT_SESSION" in os.environ else "dumb") in ("dumb", "unknown")
