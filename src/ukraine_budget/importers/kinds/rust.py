"""Calls of a library in Rust that may panic over a file that is damaged."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

STDERR = 2
PANICS = "pyo3_runtime"
"""The module of the exceptions that panics become. They are no `Exception`, and cannot be imported."""


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
