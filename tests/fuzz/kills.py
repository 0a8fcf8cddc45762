"""A command that is killed at a file operation: who reads then finds the old or the new, and the next writer works.

The command runs in a fork of this process, in which Python's files are those of `_pyio`: so every opening and every
piece that is written goes through a function of `os`, is counted, and can be the one at which the process is killed.
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
from ukraine_budget.atomic_write import LAST, PLACE, current
from ukraine_budget.claim import JOURNAL

CHANGING = ("open", "write", "truncate", "fsync", "rename", "replace", "unlink", "rmdir", "mkdir", "chmod")
"""The functions of `os` that change files, or have them on the disk; opening only where it is for writing."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
SECONDS = 60
"""After which a command is stuck."""
State = dict[str, bytes] | bytes | None
"""The files of a folder by name, or what a file holds; None where there is nothing."""


class Scene(NamedTuple):
    """The command that makes what is there, if any, the one that changes it, and the folder or file it is in."""

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
    """How a command ended: its exit code, negative for a signal, what it said, what it did with files and loaded."""

    code: int
    said: str
    done: list[str]
    loaded: list[str]


def run(command: str, folder: Path, at: int = 0, *, torn: bool = False) -> Run:
    """Run a command in a folder, killed just before the n-th thing it does with files, or half-way where `torn`."""
    told, tell = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # what the other threads of this process do is idle
        child = os.fork()
    if not child:
        os.close(told)
        _be(command, folder, tell, at, torn=torn)
    os.close(tell)
    with os.fdopen(told, encoding="utf-8", errors="replace") as report:
        said, done, loaded = f"{report.read()}\0\0".split("\0")[:3]
    return Run(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said, done.split(), loaded.split())


def _be(command: str, folder: Path, tell: int, at: int, *, torn: bool) -> NoReturn:
    """Be the command in this process, and end it, telling what it said and did."""
    signal.alarm(SECONDS)
    os.chdir(folder)
    for stream in (1, 2):
        os.dup2(tell, stream)
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(stream, "w"), write_through=True) for stream in (1, 2))
    sys.argv = ["budget", *command.split()]
    write, done = os.write, _watch(at, torn=torn)
    try:
        cli.main()
    except SystemExit as end:
        write(tell, f"\0{' '.join(done)}\0{' '.join(sys.modules)}".encode())
        os._exit(cast("int", end.code))
    finally:  # a traceback, which goes the same way
        sys.excepthook(*cast("Any", sys.exc_info()))
        os._exit(99)


def _watch(at: int, *, torn: bool) -> list[str]:
    """What is done with files from now on; the n-th kills."""
    done: list[str] = []

    def watched(name: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def call(*values: Any, **more: Any) -> Any:
            if name != "open" or values[1] & WRITING:
                done.append(name)
                if len(done) == at:
                    if torn and name == "write":
                        do(values[0], bytes(values[1])[: len(values[1]) // 2])
                    os.kill(os.getpid(), signal.SIGKILL)
            return None if name == "fsync" else do(*values, **more)  # what is killed leaves all that it wrote

        return call

    for name in CHANGING:
        setattr(os, name, watched(name, getattr(os, name)))
    for home in (builtins, io):
        vars(home)["open"] = import_module("_pyio").open
    vars(shutil)["_USE_CP_SENDFILE"] = False
    return done


class Known(NamedTuple):
    """A scene set up in a folder, what its target was and is to be, all files then, and the steps to it."""

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
    for module in ended.loaded:  # once, and not in every fork
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
    """What a reader of ours finds."""
    if not target.is_dir():
        return target.read_bytes() if target.exists() else None
    journal = target / PLACE / JOURNAL
    names = {path.name for folder in (target, journal) if folder.exists() for path in folder.iterdir()} - {PLACE}
    found = {name: current(target, name).read_bytes() for name in names}
    return {name: data for name, data in found.items() if data} or None


def _seen_by_others(target: Path) -> dict[str, bytes]:
    """What a program finds in a folder that knows of no journal."""
    return {path.name: path.read_bytes() for path in target.iterdir() if path.is_file()} if target.is_dir() else {}


SURE: set[frozenset[tuple[str, bytes]]] = set()
"""What kills have left, where the next writer worked."""


def kill(name: str, folder: Path, at: int, *, torn: bool) -> None:
    """Kill the command of a scene in a new folder, and see what is left, to others and to the same command again."""
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
    """Whether files are all of one state: some of them, or with the one that lists them the whole."""
    return isinstance(state, dict) and (found.items() <= state.items() if LAST not in found else found == state)


def kills(name: str) -> Iterator[tuple[int, bool]]:
    """Every step at which the command of a scene can be killed, and whether half-way through it."""
    for at, what in enumerate(known(name).done, 1):
        if what != "fsync":  # the files are as they are before what comes next
            yield at, False
        if what == "write":
            yield at, True


def one(chosen: Random, folder: Path) -> None:
    """One kill of one command."""
    name = chosen.choice(list(SCENES))
    at, torn = chosen.choice(list(kills(name)))
    kill(name, folder / name, at, torn=torn)


FAMILY = Family("kills", one, short=3, seconds=30)
