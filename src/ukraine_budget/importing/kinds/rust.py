"""Calls of a library in Rust that may panic over a file that is damaged, or end the process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO

STDERR = 2
PANICS = "pyo3_runtime"
"""The module of the exceptions that panics become. They are no `Exception`, and cannot be imported."""

READING = """
import io, sys, python_calamine
try:
    book = python_calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    for name in book.sheet_names:
        book.get_sheet_by_name(name)
except Exception:
    pass
"""


def rehearse(file: IO[bytes]) -> None:
    """Have a process of its own read a workbook. ValueError where that comes to no end of its own.

    Only .xls needs it: it counts things in places where a damaged count is believed. It is small, and soon read.
    """
    file.seek(0)
    ended = subprocess.run([sys.executable, "-P", "-c", READING], input=file.read(), capture_output=True, check=False)  # noqa: S603  # ourselves
    if ended.returncode:
        raise ValueError(f"python-calamine breaks off with {ended.returncode}")


@contextmanager
def guarded() -> Iterator[None]:
    """Turn a panic into a ValueError; Rust writes of it to standard error first, which is shut meanwhile."""
    with ExitStack() as after:
        _shut(after)
        try:
            yield
        except BaseException as error:
            if type(error).__module__ != PANICS:
                raise
            raise ValueError(str(error)) from None


def _shut(after: ExitStack) -> None:
    try:
        kept = os.dup(STDERR)
    except OSError:  # it is shut already
        return
    after.callback(os.close, kept)
    after.callback(os.dup2, kept, STDERR)
    with open(os.devnull, "wb") as nobody:  # noqa: PTH123  # os.devnull is no path everywhere
        os.dup2(nobody.fileno(), STDERR)
