"""Standard output and error: what is written arrives whole, in colour where wanted; long work shows a sign of life."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

SETTINGS = ("encoding", "line_buffering", "write_through")
PATIENCE = 1.0
"""After how many seconds of work a sign of life appears."""


def open_closed() -> None:
    """Give the program the streams that whoever runs it has closed: nothing to read, and nobody to read it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def write_whole() -> None:
    """Let each write to the streams go on until all of it is taken; what their encoding lacks is escaped.

    Python alone drops what the system did not take at once where it is told not to buffer, as in most containers.
    """
    for name, kind in (("stdout", _Patient), ("stderr", _Optional)):
        stream = getattr(sys, name)
        binary = getattr(stream, "buffer", None)
        if isinstance(getattr(binary, "raw", binary), io.FileIO):  # and no notebook, nor the console of Windows
            settings = {name: getattr(stream, name) for name in SETTINGS}
            setattr(sys, name, io.TextIOWrapper(kind(stream), **settings | {"errors": "backslashreplace"}))


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


class _Optional(_Patient):
    """The file of a stream that a command ends as well without: what cannot be written is not."""

    def write(self, data: "ReadableBuffer") -> int:
        with suppress(OSError):
            return super().write(data)
        return len(memoryview(data).cast("B"))


def give_up(stream: TextIO) -> None:
    """Let nothing more be written: what a stream still holds would be tried again when the process ends."""
    with suppress(OSError):  # a stream that is no file of the system's, as in a notebook
        os.dup2(_nobody(), stream.fileno())


def _nobody() -> int:
    return os.open(os.devnull, os.O_WRONLY)


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


@contextmanager
def progress() -> Iterator[None]:
    """Shows a sign of life while what is within takes long, and leaves nothing of it behind."""
    if not is_live(sys.stderr):
        yield
        return
    done = Event()
    sign = Thread(target=_show, args=(done,), daemon=True)
    sign.start()
    try:
        yield
    finally:
        done.set()
        sign.join()


def _show(done: Event) -> None:
    """Shows that work goes on, and for how long, if it does not end at once. How much is left is not known."""
    if done.wait(PATIENCE):
        return
    from rich.console import Console  # noqa: PLC0415  # short work needs no screen
    from rich.progress import Progress, SpinnerColumn, TimeElapsedColumn  # noqa: PLC0415  # likewise

    console, columns = Console(stderr=True), (SpinnerColumn("line"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as sign:
        console.show_cursor()  # it would stay hidden if the process were killed
        sign.add_task("", total=None)
        done.wait()
