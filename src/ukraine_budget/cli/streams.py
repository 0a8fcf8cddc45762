"""Standard output and standard error, where nobody reads them."""

import os
import sys
from contextlib import suppress
from typing import TextIO


def open_closed() -> None:
    """Give the program the streams that whoever runs it has closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(_nobody(), "w"))


def give_up(stream: TextIO) -> None:
    """Let nothing more be written: what a stream still holds would be tried again when the process ends."""
    with suppress(OSError):  # a stream that is no file of the system's, as in a notebook
        os.dup2(_nobody(), stream.fileno())


def _nobody() -> int:
    return os.open(os.devnull, os.O_WRONLY)
