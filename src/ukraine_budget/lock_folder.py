"""A lock folder: one writer at a time."""

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
"""Seconds that a writer waits for the lock, and between two attempts."""
DRAFT, ASIDE, JOURNAL, LOCK = "draft", "aside", "journal", "lock"
"""Names in a lock folder. Only the journal outlives its writer."""


@contextmanager
def locked_folder(folder: Path, shown: Path, check: Callable[[], object]) -> Iterator[Path]:
    """Hold the lock of a folder and yield an empty draft; remove both on exit, but keep a journal.

    `check` runs before folders are made and raises what forbids that. Raises UsageError when another writer keeps the
    lock for PATIENCE seconds, OutputError, which names `shown`, for any OSError within.
    """
    try:
        if not folder.exists():
            check()
        lock, made = _acquire(folder, shown)
        try:
            yield _new_draft(folder)
        finally:
            _release(folder, lock, made)
    except OSError as error:
        raise _not_written(error, folder, shown) from error


def _not_written(error: OSError, folder: Path, shown: Path) -> OutputError:
    path, reason = str(shown), error.strerror or str(error)
    if os.path.lexists(folder / JOURNAL):
        return OutputError(
            said("{path}: {reason}; the next command that writes there ends what was begun", path=path, reason=reason)
        )
    return OutputError(said("{path}: {reason}; nothing was written", path=path, reason=reason))


def _new_draft(folder: Path) -> Path:
    """Start a new draft; drop what a killed writer left, except its journal."""
    for name in (DRAFT, ASIDE):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / DRAFT).mkdir()
    return folder / DRAFT


def _acquire(folder: Path, shown: Path) -> tuple[int, Sequence[Path]]:
    """Wait for the lock; return its descriptor and the folders made for it, innermost first."""
    end = monotonic() + PATIENCE
    while True:
        made = [path for path in folder.parents if not path.exists()]
        with suppress(BlockingIOError, FileNotFoundError):  # held by another writer, or just deleted by it
            folder.mkdir(parents=True, exist_ok=True)
            _check_no_links(folder)
            return lock_file(folder / LOCK), made
        if monotonic() > end:
            message = said("another command is writing to {path}: try again when it has ended", path=str(shown))
            raise UsageError(message)
        sleep(PAUSE)


def _check_no_links(folder: Path) -> None:
    """Raise UsageError for a symbolic link, through which files elsewhere would be replaced or deleted."""
    for path in (folder, *folder.iterdir()):
        if path.is_symlink():
            raise UsageError(said("{path} is a link: take it away, and try again", path=str(path)))


def lock_file(path: Path) -> int:
    """Open a file, made if missing, and lock it until it is closed or the process ends.

    Returns its descriptor. Raises BlockingIOError if another process holds the lock, FileNotFoundError if the file was
    deleted meanwhile.
    """
    lock = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_TEMPORARY", 0))  # Windows deletes it on close
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
        from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415  # missing on Windows
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
        except OSError:  # a file system without locks
            return


def _release(folder: Path, lock: int, made: Iterable[Path]) -> None:
    """Delete the draft, release the lock, and delete the folders made for it if they are empty."""
    for name in (DRAFT, ASIDE):
        shutil.rmtree(folder / name, ignore_errors=True)
    with suppress(OSError):  # on Windows it vanishes on close
        (folder / LOCK).unlink()  # while still held: a later one is another writer's
    os.close(lock)
    for empty in (folder, *made):
        with suppress(OSError):  # not empty: something was written, or another writer is there
            empty.rmdir()
