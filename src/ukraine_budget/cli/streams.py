"""Standard output and standard error: all that is written to them arrives, or that it does not is known."""

import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

SETTINGS = ("encoding", "errors", "line_buffering", "write_through")


def open_closed() -> None:
    """Give the program the streams that whoever runs it has closed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(_nobody(), "w"))


def write_whole() -> None:
    """Let each write to the streams go on until all of it is taken.

    Python alone drops what the system did not take at once where it is told not to buffer, as in most containers.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        binary = getattr(stream, "buffer", None)
        if isinstance(getattr(binary, "raw", binary), io.FileIO):  # and no notebook, nor the console of Windows
            settings = {name: getattr(stream, name) for name in SETTINGS}
            setattr(sys, name, io.TextIOWrapper(_Patient(stream), **settings))


class _Patient(io.FileIO):
    """The file of a stream, of which a write ends when all is written, also where it takes a part or will not wait."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream.fileno(), "w", closefd=False)
        self._stream = stream  # it would close the file when nobody has it any more

    def close(self) -> None:
        super().close()
        self._stream.close()

    def write(self, data: "ReadableBuffer") -> int:
        left = memoryview(data).cast("B")
        size = len(left)
        while left:
            written = super().write(left)
            if written is None:
                self._wait()
            else:
                left = left[written:]
        return size

    def _wait(self) -> None:
        """Wait until something can be written."""
        import select  # noqa: PLC0415  # hardly ever

        select.select([], [self], [])


def give_up(stream: TextIO) -> None:
    """Let nothing more be written: what a stream still holds would be tried again when the process ends."""
    with suppress(OSError):  # a stream that is no file of the system's, as in a notebook
        os.dup2(_nobody(), stream.fileno())


def _nobody() -> int:
    return os.open(os.devnull, os.O_WRONLY)
