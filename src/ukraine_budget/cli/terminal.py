"""Standard output and error: complete writes, colour, progress."""

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
"""Seconds before progress is shown."""


def open_standard_streams() -> None:
    """Open /dev/null for closed standard streams."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def write_completely() -> None:
    """Make stdout and stderr write everything, escaping what they cannot encode.

    With PYTHONUNBUFFERED, as in most containers, Python drops what one write() does not take.
    """
    for name, kind in (("stdout", _CompleteStream), ("stderr", _LenientStream)):
        stream = getattr(sys, name)
        binary = getattr(stream, "buffer", None)
        if isinstance(getattr(binary, "raw", binary), io.FileIO):  # not in a notebook or a Windows console
            settings = {name: getattr(stream, name) for name in SETTINGS}
            setattr(sys, name, io.TextIOWrapper(kind(stream), **settings | {"errors": "backslashreplace"}))


class _CompleteStream(io.FileIO):
    """Raw stream whose write() loops until all is written."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream.fileno(), "w", closefd=False)
        self._stream = stream  # kept: its finaliser closes the file

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
        """Wait until the file is writable."""
        import select  # noqa: PLC0415  # rarely needed

        select.select([], [self], [])


class _LenientStream(_CompleteStream):
    """Stream whose write errors are dropped."""

    def write(self, data: "ReadableBuffer") -> int:
        with suppress(OSError):
            return super().write(data)
        return len(memoryview(data).cast("B"))


def discard_output(stream: TextIO) -> None:
    """Redirect a stream to /dev/null, so that its buffer is not written again at exit."""
    with suppress(OSError):  # no file descriptor, as in a notebook
        os.dup2(_open_devnull(), stream.fileno())


def _open_devnull() -> int:
    return os.open(os.devnull, os.O_WRONLY)


def is_live(stream: TextIO) -> bool:
    """Whether a stream is a terminal that can overwrite lines."""
    return stream.isatty() and not _is_dumb()


def is_coloured(stream: TextIO) -> bool:
    """Whether to colour: a terminal without NO_COLOR, or FORCE_COLOR."""
    if os.environ.get("NO_COLOR") or _is_dumb():
        return False
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def _is_dumb() -> bool:
    """Whether TERM names a dumb or unknown terminal; Windows Terminal sets no TERM."""
    return os.environ.get("TERM", "" if "WT_SESSION" in os.environ else "dumb") in ("dumb", "unknown")


@contextmanager
def progress() -> Iterator[None]:
    """Show progress on stderr while the block runs, and remove it afterwards."""
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
    """Show a spinner and the elapsed time, unless the work ends within PATIENCE."""
    if done.wait(PATIENCE):
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, SpinnerColumn, TimeElapsedColumn  # noqa: PLC0415

    console, columns = Console(stderr=True), (SpinnerColumn("line"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as sign:
        console.show_cursor()  # it would stay hidden if the process is killed
        sign.add_task("", total=None)
        done.wait()
