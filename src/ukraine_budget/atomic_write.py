"""Files that are replaced together: whoever reads finds all that were or all that are new, whatever stops the writer.

A writer claims a place of its own in the folder, writes the new files to a draft there, and puts them in force by one
rename, of the draft to a journal. From then on they are what the folder holds: `current` reads through the journal.
Then the old files are moved aside and the new ones to where they belong, the descriptor last, so that programs that
know of no journal see no mixture either. Who is killed leaves a draft, which the next writer throws away, or a journal,
which it completes.
"""

import filecmp
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from ukraine_budget.claim import ASIDE, JOURNAL, claimed_place
from ukraine_budget.errors import UsageError
from ukraine_budget.language import said

PLACE = ".budget-writing"
"""The folder of whoever is writing to a folder."""
LAST = "datapackage.json"
"""The file that says what the others hold."""
TRIES = 5
"""How often a folder is read that is written to each time."""
SYNCED = os.O_RDWR if os.name == "nt" else os.O_RDONLY
"""How a file is opened to have it on the disk: Windows does that only for who may write."""
Move = tuple[Path, Path]
"""From where, and to where."""
T = TypeVar("T")


def current(folder: Path, name: str) -> Path:
    """Where the file of that name is that a folder holds: in its journal, or else in the folder itself."""
    new = folder / PLACE / JOURNAL / name
    return new if new.exists() else folder / name


def steady(folder: Path, read: Callable[[], T]) -> T:
    """What is read of the files of a folder, all from before or all from after they were replaced together."""
    for _ in range(TRIES):
        before = _times(folder)
        result = read()
        if _times(folder) == before:
            break
    return result


def _times(folder: Path) -> list[int]:
    """When the folder, and what is at work in it, last changed; 0 for what is not there."""
    times = [0, 0, 0]
    for n, path in enumerate((folder, folder / PLACE, folder / PLACE / JOURNAL)):
        with suppress(OSError, ValueError):  # a path with NUL in it
            times[n] = path.stat().st_mtime_ns
    return times


def is_new(folder: Path) -> bool:
    """Whether a folder is not there, or empty but for what whoever is writing to it has there."""
    return not folder.exists() or (folder.is_dir() and all(file.name == PLACE for file in folder.iterdir()))


@contextmanager
def claimed(folder: Path, check: Callable[[], object]) -> Iterator[Path]:
    """An empty folder for a draft of files of a folder, made if need be, to which nobody else writes meanwhile.

    Nothing outside the folder is written. Who comes while another is at work waits. What another began is completed
    first. `check` raises what forbids to write there, and is asked before anything is made and again when nobody else
    is at work. Raises UsageError where waiting takes long, OutputError where it cannot write: nothing is then written.
    """
    with claimed_place(folder / PLACE, folder, check) as draft:
        journal = draft.with_name(JOURNAL)
        if journal.exists():
            _move(_moves(journal, folder))
            shutil.rmtree(journal, ignore_errors=True)
        check()
        yield draft


def put(draft: Path, folder: Path) -> None:
    """Put the files of a draft that `claimed` gave in place of those of the same name; an empty one for none.

    A file that would be the same stays, but for the descriptor; one that is replaced keeps its rights. On any exception
    the folder is as it was. Raises UsageError for what is no file, or a link to one.
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
    """Write files, by name, to a draft and put them in place; an empty one takes one away. Raises as `put`."""
    for name, data in files.items():
        _write(draft / name, [data], folder / name)
    put(draft, folder)


def write_one(path: Path, data: Iterable[bytes], check: Callable[[], object]) -> None:
    """Write a file, or replace it and keep its rights; through a link what the link names.

    `data` is written piece by piece, as it is made; where that fails, nothing is.
    `check` is as for `claimed`, and has to see to it that there is a folder. Raises as `claimed`.
    """
    target = Path(os.path.realpath(path))
    with claimed_place(target.with_name(f".{target.name}{PLACE}"), path, check) as draft:
        check()
        new = draft / target.name
        _write(new, data, target)
        _sync_like(new, target)
        new.replace(target)
        _sync_folder(target.parent)


def _moves(new: Path, folder: Path) -> list[Move]:
    """What moves old files aside, and then those of a journal to where they belong; `new` has them by now."""
    journal, aside = folder / PLACE / JOURNAL, folder / PLACE / ASIDE
    names = sorted((file.name for file in new.iterdir()), key=lambda name: (name == LAST, name))
    old = [(folder / name, aside / name) for name in reversed(names) if os.path.lexists(folder / name)]
    return [*old, *((journal / name, folder / name) for name in names if (new / name).stat().st_size)]


def _move(moves: Sequence[Move]) -> None:
    """Make moves one after the other; on any exception those that were made are taken back, the last one first."""
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
    """Raise UsageError for what is there and is no file of its own."""
    if path.is_symlink():
        raise UsageError(said("{path} is a link: put there what it names, or write where that is", path=str(path)))
    if path.exists() and not path.is_file():
        raise UsageError(said("{path} is no file; name another folder to write in", path=str(path)))


def _write(new: Path, data: Iterable[bytes], old: Path) -> None:
    """Write a new file, with the rights of the one that it is to replace from the beginning."""
    with new.open("wb") as file:
        if old.exists():
            shutil.copymode(old, new)
        file.writelines(data)


def _sync_like(new: Path, old: Path) -> None:
    """Have a new file on the disk, with the rights of the one that it is to replace."""
    if old.exists():
        shutil.copymode(old, new)
    _sync(new, SYNCED)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system lets folders be opened, nor every disk lets them be synced
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
