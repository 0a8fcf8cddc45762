"""Kill a command at a file operation: readers then see old or new files, and the next writer succeeds.

The command runs in a fork of this process with the files of `_pyio`, so that every open and write goes through a
function of `os`, is counted, and can be the one at which the process is killed.
"""

import atexit
import builtins
import io
import os
import shutil
import signal
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, NoReturn, cast

import ukraine_budget
from fuzz.family import Family
from importing import MAP, write
from problem_cases import Case
from ukraine_budget import cli
from ukraine_budget.atomic_write import LAST, LOCK_FOLDER, current
from ukraine_budget.lock_folder import JOURNAL

CHANGING = ("open", "write", "truncate", "fsync", "rename", "replace", "unlink", "rmdir", "mkdir", "chmod")
"""Functions of `os` that change or flush files; `open` only for writing."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
SECONDS = 60
"""Time after which a command is stuck."""
State = dict[str, bytes] | bytes | None
"""Files of a folder by name, or the contents of a file; None if nothing is there."""


class Scene(NamedTuple):
    """A command that makes the initial state, if any, the command to kill, and the folder or file it writes."""

    before: str
    command: str
    target: str


IMPORT = "import --map map.toml {}.csv --into into --version {}"
SCENES = {
    "import": Scene(IMPORT.format("old", "v"), IMPORT.format("new", "w"), "into"),
    "import-new": Scene("", IMPORT.format("old", "v"), "into"),
    "convert": Scene("", "convert into --to csv --ledger good", "into"),
    "init": Scene("", "init into", "into"),
    "export": Scene(
        "export out spring letter --ledger good --unit thousand",
        "export out --ledger good --unit million --as-of spring --force",
        "out",
    ),
    "export-new": Scene("", "export out --ledger good", "out"),
    "workbook": Scene(
        "export out.xlsx --ledger good", "export out.xlsx --ledger good --unit thousand --force", "out.xlsx"
    ),
    "report": Scene("report o.html --ledger good", "report o.html --ledger good --unit thousand --force", "o.html"),
    "show": Scene("show 2025 -o out.csv --ledger good", "show 2026 -o out.csv --ledger good --force", "out.csv"),
}


class Run(NamedTuple):
    """The result of a command: exit code, negative for a signal, output, file operations and loaded modules."""

    code: int
    said: str
    done: list[str]
    loaded: list[str]


def run(command: str, folder: Path, at: int = 0, *, torn: bool = False) -> Run:
    """Run a command in a folder, killed just before the n-th file operation, or halfway through it if `torn`."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads are idle
        child = os.fork()
    if not child:
        os.close(reader)
        _run_here(command, folder, writer, at, torn=torn)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8", errors="replace") as report:
        said, done, loaded = f"{report.read()}\0\0".split("\0")[:3]
    return Run(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said, done.split(), loaded.split())


def _run_here(command: str, folder: Path, pipe: int, at: int, *, torn: bool) -> NoReturn:
    """Run the command in this process and exit, reporting its output and file operations."""
    signal.alarm(SECONDS)
    os.chdir(folder)
    for stream in (1, 2):
        os.dup2(pipe, stream)
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(stream, "w"), write_through=True) for stream in (1, 2))
    sys.argv = ["budget", *command.split()]
    write, done = os.write, _watch(at, torn=torn)
    try:
        cli.main()
    except SystemExit as end:
        write(pipe, f"\0{' '.join(done)}\0{' '.join(sys.modules)}".encode())
        os._exit(cast("int", end.code))
    finally:  # a traceback, to the same pipe
        sys.excepthook(*cast("Any", sys.exc_info()))
        os._exit(99)


def _watch(at: int, *, torn: bool) -> list[str]:
    """Record file operations from now on; the n-th kills the process."""
    done: list[str] = []

    def watched(name: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def call(*values: Any, **more: Any) -> Any:
            if name != "open" or values[1] & WRITING:
                done.append(name)
                if len(done) == at:
                    if torn and name == "write":
                        do(values[0], bytes(values[1])[: len(values[1]) // 2])
                    os.kill(os.getpid(), signal.SIGKILL)
            return None if name == "fsync" else do(*values, **more)  # a killed process loses nothing that it wrote

        return call

    for name in CHANGING:
        setattr(os, name, watched(name, getattr(os, name)))
    for home in (builtins, io):
        vars(home)["open"] = import_module("_pyio").open
    vars(shutil)["_USE_CP_SENDFILE"] = False
    return done


class Known(NamedTuple):
    """A scene set up in a folder: old and new state of its target, all files afterwards, and the operations."""

    start: Path
    old: State
    new: State
    files: list[str]
    done: list[str]


@cache
def known(name: str) -> Known:
    scene, start = SCENES[name], _folder()
    (start / "good").mkdir()
    Case("", "").write(start / "good")
    write(start / "map.toml", MAP)
    write(start / "old.csv", "line,year,amount\nguns,2025,1234.5\ntanks,2026,-3\n")
    write(start / "new.csv", "line,year,amount\nguns,2025,7\nships,2027,9\n")
    if scene.before:
        _succeed(run(scene.before, start))
    end = _folder() / "end"
    shutil.copytree(start, end)
    ended = _succeed(run(scene.command, end))
    for module in ended.loaded:  # once here, not in every fork
        with suppress(ImportError):
            import_module(module)
    old, new = seen(start / scene.target), seen(end / scene.target)
    assert old != new, ended.said
    return Known(start, old, new, _files(end), ended.done)


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _succeed(ended: Run) -> Run:
    assert ended.code == 0, ended
    return ended


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def seen(target: Path) -> State:
    """Return what our readers see."""
    if not target.is_dir():
        return target.read_bytes() if target.exists() else None
    journal = target / LOCK_FOLDER / JOURNAL
    names = {path.name for folder in (target, journal) if folder.exists() for path in folder.iterdir()} - {LOCK_FOLDER}
    found = {name: current(target, name).read_bytes() for name in names}
    return {name: data for name, data in found.items() if data} or None


def _seen_by_others(target: Path) -> dict[str, bytes]:
    """Return what a program sees that does not know the journal."""
    return {path.name: path.read_bytes() for path in target.iterdir() if path.is_file()} if target.is_dir() else {}


SURE: set[frozenset[tuple[str, bytes]]] = set()
"""Folders after kills from which the next writer succeeded."""


def kill(name: str, folder: Path, at: int, *, torn: bool) -> None:
    """Kill the command of a scene in a new folder; check what readers see, and that a second run succeeds."""
    scene, (start, old, new, files, _) = SCENES[name], known(name)
    shutil.copytree(start, folder)
    killed = run(scene.command, folder, at, torn=torn)
    assert killed.code == -signal.SIGKILL, killed
    found, others = seen(folder / scene.target), _seen_by_others(folder / scene.target)
    assert found in (old, new), sorted(found) if isinstance(found, dict) else found
    assert not others or any(_is_of(others, state) for state in (old, new)), sorted(others)
    if found and scene.target == "into":
        ukraine_budget.open_ledger(folder / scene.target)
    if (left := frozenset(_contents(folder))) in SURE:
        return
    again = run(scene.command, folder)
    assert again.code == (2 if (found == new and "exist" in again.said) or "--force" in again.said else 0), again
    assert (seen(folder / scene.target), _files(folder)) == (new, files), again
    SURE.add(left)


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        yield str(path.relative_to(folder)), b"/" if path.is_dir() else path.read_bytes()


def _is_of(found: dict[str, bytes], state: State) -> bool:
    """Whether files are part of one state, and all of it if the descriptor is there."""
    return isinstance(state, dict) and (found.items() <= state.items() if LAST not in found else found == state)


def kills(name: str) -> Iterator[tuple[int, bool]]:
    """Yield each operation at which a command can be killed, and whether halfway through it."""
    for at, what in enumerate(known(name).done, 1):
        if what != "fsync":  # same files as before the next operation
            yield at, False
        if what == "write":
            yield at, True


def one(chosen: Random, folder: Path) -> None:
    """Kill one command once."""
    name = chosen.choice(list(SCENES))
    at, torn = chosen.choice(list(kills(name)))
    kill(name, folder / name, at, torn=torn)


FAMILY = Family("kills", one, short=3, seconds=30)
