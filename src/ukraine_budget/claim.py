"""A place of its own for whoever writes: a folder, with a lock, that one writer has at a time."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from ukraine_budget.errors import OutputError, UsageError
from ukraine_budget.language import said

PATIENCE, PAUSE = 10.0, 0.05
"""How many seconds one writer waits for another, and how long until it looks again."""
DRAFT, ASIDE, JOURNAL, LOCK = "draft", "aside", "journal", "lock"
"""What is in a place. Only a journal outlives its writer."""


@contextmanager
def claimed_place(place: Path, shown: Path, check: Callable[[], object]) -> Iterator[Path]:
    """An empty draft in a place that nobody else has meanwhile; of both nothing is left afterwards but a journal.

    `check` raises what forbids to make a place, and the folders around it. Whoever comes while another has the place
    waits; UsageError where that takes long, OutputError where the system refuses anything within, with what is `shown`.
    """
    try:
        if not place.exists():
            check()
        lock, made = _claim(place, shown)
        try:
            yield _emptied(place)
        finally:
            _release(place, lock, made)
    except OSError as error:
        raise _not_written(error, place, shown) from error


def _not_written(error: OSError, place: Path, shown: Path) -> OutputError:
    path, reason = str(shown), error.strerror or str(error)
    if os.path.lexists(place / JOURNAL):
        return OutputError(
            said("{path}: {reason}; the next command that writes there ends what was begun", path=path, reason=reason)
        )
    return OutputError(said("{path}: {reason}; nothing was written", path=path, reason=reason))


def _emptied(place: Path) -> Path:
    """A new draft; what is left there of one who was killed goes, but for a journal."""
    for name in (DRAFT, ASIDE):
        shutil.rmtree(place / name, ignore_errors=True)
    (place / DRAFT).mkdir()
    return place / DRAFT


def _claim(place: Path, shown: Path) -> tuple[int, Sequence[Path]]:
    """The lock of a place, once it is free, and the folders that were made for it, the innermost first."""
    end = monotonic() + PATIENCE
    while True:
        made = [path for path in place.parents if not path.exists()]
        with suppress(BlockingIOError, FileNotFoundError):  # another one's; or that one has just taken it away again
            place.mkdir(parents=True, exist_ok=True)
            _check_no_links(place)
            return locked(place / LOCK), made
        if monotonic() > end:
            message = said("another command is writing to {path}: try again when it has ended", path=str(shown))
            raise UsageError(message)
        sleep(PAUSE)


def _check_no_links(place: Path) -> None:
    """Raise UsageError where what is moved to a place, or taken away there, would be elsewhere."""
    for path in (place, *place.iterdir()):
        if path.is_symlink():
            raise UsageError(said("{path} is a link: take it away, and try again", path=str(path)))


def locked(path: Path) -> int:
    """The descriptor of a file, made if need be, locked until it is closed or the process ends, however it does.

    Raises BlockingIOError where another has it, FileNotFoundError where it was taken away meanwhile.
    """
    lock = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_TEMPORARY", 0))  # Windows takes it away when closed
    try:
        _lock(lock)
        if not os.path.samestat(os.fstat(lock), path.stat()):
            raise FileNotFoundError
    except OSError:
        os.close(lock)
        raise
    return lock


def _lock(descriptor: int) -> None:
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415  # Windows has not got it
    except ImportError:
        windows: Any = import_module("msvcrt")
        try:
            windows.locking(descriptor, windows.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
    else:
        try:
            flock(descriptor, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:  # a disk that knows no locks
            return


def _release(place: Path, lock: int, made: Iterable[Path]) -> None:
    """Take away what is left of a place, and the folders that were made for it, where nothing came of it."""
    for name in (DRAFT, ASIDE):
        shutil.rmtree(place / name, ignore_errors=True)
    with suppress(OSError):  # Windows has it gone only when it is closed
        (place / LOCK).unlink()  # before it is given up: one that stands there later is another one's
    os.close(lock)
    for empty in (place, *made):
        with suppress(OSError):  # it is not empty: something was written, or another one is at work there
            empty.rmdir()
