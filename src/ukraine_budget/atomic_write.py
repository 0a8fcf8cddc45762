"""Replace files together: readers see all old ones or all new ones, even if the writer is killed.

A writer locks the folder, writes the new files to a draft, and commits them by one rename, of the draft to a journal.
From then on `current` reads from the journal. Then the old files are moved aside and the new ones into place, the
descriptor last, so that programs unaware of the journal see no mixture either. A killed writer leaves a draft, which
the next writer drops, or a journal, which it completes.
"""

import filecmp
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from ukraine_budget.errors import UsageError
from ukraine_budget.language import said
from ukraine_budget.lock_folder import ASIDE, JOURNAL, locked_folder

LOCK_FOLDER = ".budget-writing"
"""The lock folder inside a folder that is written to."""
LAST = "datapackage.json"
"""The descriptor, which lists the other files."""
TRIES = 5
"""Attempts to read a folder that is being written to."""
SYNC_FLAGS = os.O_RDWR if os.name == "nt" else os.O_RDONLY
"""Flags to open a file for flushing: Windows demands write access."""
Move = tuple[Path, Path]
"""Source and target."""
T = TypeVar("T")


def current(folder: Path, name: str) -> Path:
    """Return the path of a file: its journal copy if there is one."""
    new = folder / LOCK_FOLDER / JOURNAL / name
    return new if new.exists() else folder / name


def steady(folder: Path, read: Callable[[], T]) -> T:
    """Call `read` until no writer interferes, at most TRIES times; return its last result."""
    for _ in range(TRIES):
        before = _times(folder)
        result = read()
        if _times(folder) == before:
            break
    return result


def _times(folder: Path) -> list[int]:
    """Return the modification times of a folder, its lock folder and its journal; 0 for a missing one."""
    times = [0, 0, 0]
    for n, path in enumerate((folder, folder / LOCK_FOLDER, folder / LOCK_FOLDER / JOURNAL)):
        with suppress(OSError, ValueError):  # a path with NUL in it
            times[n] = path.stat().st_mtime_ns
    return times


def is_new(folder: Path) -> bool:
    """Whether a folder is missing or empty, apart from the lock folder."""
    return not folder.exists() or (folder.is_dir() and all(file.name == LOCK_FOLDER for file in folder.iterdir()))


@contextmanager
def claimed(folder: Path, check: Callable[[], object]) -> Iterator[Path]:
    """Lock a folder, made if missing, and yield an empty draft inside it.

    A second writer waits; an interrupted write is completed first. `check` raises what forbids writing; it runs before
    anything is made and again under the lock. Raises UsageError if waiting takes too long, OutputError if the system
    refuses.
    """
    with locked_folder(folder / LOCK_FOLDER, folder, check) as draft:
        journal = draft.with_name(JOURNAL)
        if journal.exists():
            _move(_moves(journal, folder))
            shutil.rmtree(journal, ignore_errors=True)
        check()
        yield draft


def put(draft: Path, folder: Path) -> None:
    """Commit a draft: replace the files of the same names; an empty file deletes its namesake.

    Unchanged files stay, except the descriptor; replaced ones keep their permissions. Any exception leaves the folder
    as it was. Raises UsageError for a target that is a symbolic link or not a regular file.
    """
    for new in draft.iterdir():
        old = folder / new.name
        if new.name != LAST and old.is_file() and filecmp.cmp(old, new, shallow=False):
            new.unlink()
        else:
            _check_plain(old)
            _sync_like(new, old)
    journal = draft.with_name(JOURNAL)
    _move([(draft, journal), *_moves(draft, folder)])
    shutil.rmtree(journal, ignore_errors=True)


def put_all(files: Mapping[str, bytes], draft: Path, folder: Path) -> None:
    """Write files, by name, to a draft and commit it; an empty file deletes. Raises as `put`."""
    for name, data in files.items():
        _write(draft / name, [data], folder / name)
    put(draft, folder)


def write_one(path: Path, data: Iterable[bytes], check: Callable[[], object]) -> None:
    """Write or replace one file, keeping its permissions and following symbolic links.

    `data` is written in chunks, as it is made; on failure nothing changes. `check` must ensure that the parent folder
    exists. Raises as `claimed`.
    """
    target = Path(os.path.realpath(path))
    with locked_folder(target.with_name(f".{target.name}{LOCK_FOLDER}"), path, check) as draft:
        check()
        new = draft / target.name
        _write(new, data, target)
        _sync_like(new, target)
        new.replace(target)
        _sync_folder(target.parent)


def _moves(new: Path, folder: Path) -> list[Move]:
    """List the moves from folder to aside, then from journal to folder, for the files now in `new`."""
    journal, aside = folder / LOCK_FOLDER / JOURNAL, folder / LOCK_FOLDER / ASIDE
    names = sorted((file.name for file in new.iterdir()), key=lambda name: (name == LAST, name))
    old = [(folder / name, aside / name) for name in reversed(names) if os.path.lexists(folder / name)]
    return [*old, *((journal / name, folder / name) for name in names if (new / name).stat().st_size)]


def _move(moves: Sequence[Move]) -> None:
    """Make moves in order; on any exception undo them in reverse."""
    begun: list[Move] = []
    try:
        for source, target in moves:
            begun.append((source, target))
            target.parent.mkdir(exist_ok=True)
            source.replace(target)
            _sync_folder(target.parent)
    except BaseException:
        for source, target in reversed(begun):
            if not os.path.lexists(source):
                target.replace(source)
        raise


def _check_plain(path: Path) -> None:
    """Raise UsageError for a symbolic link or anything else that is not a regular file."""
    if path.is_symlink():
        raise UsageError(said("{path} is a link: put there what it names, or write where that is", path=str(path)))
    if path.exists() and not path.is_file():
        raise UsageError(said("{path} is no file; name another folder to write in", path=str(path)))


def _write(new: Path, data: Iterable[bytes], old: Path) -> None:
    """Write a new file that has the permissions of the old one from the start."""
    with new.open("wb") as file:
        if old.exists():
            shutil.copymode(old, new)
        file.writelines(data)


def _sync_like(new: Path, old: Path) -> None:
    """Flush a new file to disk with the permissions of the old one."""
    if old.exists():
        shutil.copymode(old, new)
    _sync(new, SYNC_FLAGS)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system opens folders or syncs them
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
