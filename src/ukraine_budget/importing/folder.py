"""A ledger folder that gets all of what is new, or stays as it was."""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from ukraine_budget.atomic_write import exchange
from ukraine_budget.errors import LedgerError, OutputError, UsageError
from ukraine_budget.language import said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read import read
from ukraine_budget.read.package import Package, Resource, parse_package
from ukraine_budget.read.paths import DESCRIPTOR
from ukraine_budget.read.schema import AMOUNTS, MODELS
from ukraine_budget.read.sheet import delimiter_of

CLAIM = ".budget-import"
"""The folder of whoever is writing to a ledger: a lock and a draft."""
PATIENCE, PAUSE = 10.0, 0.05
"""How many seconds one import waits for another, and how long until it looks again."""
ORDER = (DESCRIPTOR, "funds.csv", "documents.csv", "lines.csv", "versions.csv")
"""The files that others refer to, put in place before them: at every moment the folder is a valid ledger."""


def open_into(folder: Path) -> Ledger | None:
    """The ledger that a folder holds, None where it is empty or not there.

    Raises UsageError for a folder that holds something else, LedgerError for a ledger that is not valid.
    """
    if not takes_figures(folder):
        return None
    ledger, problems = read(folder)
    if ledger is None:
        raise LedgerError(problems)
    plain_files(folder)
    return ledger


def takes_figures(folder: Path) -> bool:
    """Whether a folder holds a ledger, and not nothing at all; UsageError where it holds something else."""
    if is_new(folder):
        return False
    if not (folder / DESCRIPTOR).is_file():
        message = said(
            "{folder} is no ledger and not empty: name a ledger, or a new folder, with --into", folder=str(folder)
        )
        raise UsageError(message)
    return True


def is_new(folder: Path) -> bool:
    """Whether a folder is not there, or empty but for what whoever is writing to it has there."""
    return not folder.exists() or (folder.is_dir() and all(file.name == CLAIM for file in folder.iterdir()))


def plain_files(folder: Path, but: Collection[str] = ()) -> list[Path]:
    """The files of a ledger; UsageError where they have names or signs of their own, which an import does not write.

    `but` are the names of files that are left out.
    """
    package = parse_package((folder / DESCRIPTOR).read_text(encoding="utf-8-sig"), DESCRIPTOR)
    own = [file for name in MODELS if name not in but and (file := folder / f"{name}.csv").exists()]
    named = isinstance(package, Package) and all(
        _is_plain(resource) for resource in package.resources if resource.name not in but
    )
    if named and all(delimiter_of(_first_line(file)) == "," for file in own):
        return own
    help = (
        said("write it as CSV first, with budget convert --to csv")
        if isinstance(package, Package) and package.resource(AMOUNTS).path.endswith(".parquet")
        else said("give its files their usual names, commas as delimiter, and points as decimal sign")
    )
    raise UsageError(said("{folder} is not laid out as budget init does it: {help}", folder=str(folder), help=help))


def _is_plain(resource: Resource) -> bool:
    usual = resource.name not in MODELS or resource.path == f"{resource.name}.csv"
    return usual and resource.delimiter in ("", ",") and resource.decimals in ([], ["."])


def _first_line(file: Path) -> str:
    with file.open(encoding="utf-8-sig") as text:
        return text.readline()


@contextmanager
def claimed(folder: Path) -> Iterator[Path]:
    """An empty place for a draft of a folder, made if need be, to which nobody else imports meanwhile.

    The draft is within the folder, so that nothing outside is written. Whoever comes while another is at work waits.
    Raises UsageError where that takes long, OutputError where it cannot write; the folder is then as it was.
    """
    try:
        lock, made = _claim(folder)
        try:
            yield _emptied(folder / CLAIM / "draft")
        finally:
            _release(folder / CLAIM, lock, made)
    except OSError as error:
        raise _not_written(error, folder) from error


def _emptied(draft: Path) -> Path:
    """A new folder; what an import left there that was killed goes."""
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    return draft


def _claim(folder: Path) -> tuple[int, Sequence[Path]]:
    """The lock of a folder, once it is free, and the folders that were made for it, the innermost first."""
    end = monotonic() + PATIENCE
    while True:
        made = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(BlockingIOError, FileNotFoundError):  # another one's; or that one has just taken it away again
            (folder / CLAIM).mkdir(exist_ok=True)
            return locked(folder / CLAIM / "lock"), made
        if monotonic() > end:
            raise UsageError(
                said("another import is writing to {folder}: try again when it has ended", folder=str(folder))
            )
        sleep(PAUSE)


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
        flock(descriptor, LOCK_EX | LOCK_NB)


def _release(claim: Path, lock: int, made: Iterable[Path]) -> None:
    shutil.rmtree(claim, ignore_errors=True)  # before the lock is given up: what stands there later is another one's
    os.close(lock)
    for empty in (claim, *made):  # on Windows the lock is gone only now
        with suppress(OSError):  # it is not empty: something was written, or another one is at work there
            empty.rmdir()


def copy(folder: Path, draft: Path) -> None:
    """Copy the files of a ledger to a draft of it."""
    for file in folder.iterdir():
        if file.suffix in (".csv", ".json") and file.is_file():
            shutil.copy(file, draft / file.name)


def _not_written(error: OSError, folder: Path) -> OutputError:
    place, reason = str(error.filename or folder), error.strerror or str(error)
    return OutputError(said("{path}: {reason}; nothing was written", path=place, reason=reason))


def put(draft: Path, folder: Path) -> None:
    """Move the files of a draft to their place, those first that others refer to."""
    first = [name for name in ORDER if (draft / name).exists()]
    others = sorted(file.name for file in draft.iterdir() if file.is_file() and file.name not in first)
    exchange(draft, folder, first + others)
