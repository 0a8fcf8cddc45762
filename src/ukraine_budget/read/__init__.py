"""Reading of files: a checked ledger, or all their problems."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ukraine_budget.atomic_write import current, steady
from ukraine_budget.errors import LedgerError, Problem, UsageError, nearest, unknown
from ukraine_budget.language import said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read.notation import BASES, basis_named
from ukraine_budget.read.paths import DESCRIPTOR, STANDARD_INPUT, absent, find, ledgers_beside, shown, unreadable
from ukraine_budget.read.problems import problem

if TYPE_CHECKING:
    from ukraine_budget.analysis.versions import LedgerAt

__all__ = ["ReadResult", "find", "ledgers_at", "open_ledger", "read"]

PATHS = ("/", "\\", ".csv", ".json")
"""The marks of a path, in it or at its end."""


class ReadResult(NamedTuple):
    """A ledger, None where anything is wrong, and the problems of all its files, sorted by file, line and column."""

    ledger: Ledger | None
    problems: tuple[Problem, ...]


def open_ledger(
    path: str | Path | None = None, *, decimal: str | None = None, total: bool = False, basis: str = ""
) -> Ledger:
    """Open the ledger at a path, or the one of that name that comes with the program; "-" is standard input.

    Without a path: the one that BUDGET_LEDGER names, else the program's default. `decimal`, `total` and `basis` are as
    for `read`.
    Raises UsageError for a basis that is none, LedgerError with all problems where anything is wrong. Figures kept as
    Parquet are read and checked when they are first asked for, and raise it then.
    """
    basis = basis_named(basis)
    if basis not in ("", *BASES):
        raise unknown("basis", basis, BASES)
    ledger, problems = read(find(path), decimal, lazily=True, total=total, basis=basis)
    if ledger is None:
        raise LedgerError(problems)
    return ledger


def ledgers_at(
    old: str, new: str, *, ledger: str | Path | None = None, decimal: str | None = None, total: bool = False
) -> "tuple[LedgerAt, LedgerAt]":
    """Open the sides that two words name: a version or date of `ledger`, or another ledger.

    A ledger is opened once, however often it is named; `decimal` and `total` are as for `open_ledger`. Raises
    UsageError for a word that names nothing, LedgerError for a ledger that cannot be read.
    """
    ledgers: dict[Path, Ledger] = {}

    def opened(path: Path) -> Ledger:
        key = path.resolve()
        if key not in ledgers:
            ledgers[key] = open_ledger(path, decimal=decimal, total=total)
        return ledgers[key]

    return _ledger_at(old, ledger, opened), _ledger_at(new, ledger, opened)


def _ledger_at(word: str, ledger: str | Path | None, opened: Callable[[Path], Ledger]) -> "LedgerAt":
    from ukraine_budget.analysis.versions import DATE, LedgerAt  # noqa: PLC0415  # what is opened alone needs neither

    where, at, version = word.rpartition("@")
    if at:
        return LedgerAt(opened(find(where or ledger)), version)
    path = find(word)
    if any(part in word for part in PATHS):
        if not path.exists():
            raise UsageError(absent(path).text)
        return LedgerAt(opened(path))
    default = opened(find(ledger))
    if word in default.versions:
        return LedgerAt(default, word)
    if path.exists():
        return LedgerAt(opened(path))
    if DATE.fullmatch(word):
        return LedgerAt(default, word)
    near = nearest(word, [*default.versions, *ledgers_beside(Path(word))])
    help = near or said("budget list versions names the versions")
    message = said(
        "{name!r} is no version of {ledger} and no ledger: {help}", name=word, ledger=default.name, help=help
    )
    raise UsageError(message)


def read(
    path: Path, decimal: str | None = None, *, lazily: bool = False, total: bool = False, basis: str = ""
) -> ReadResult:
    """Read the ledger in a folder, of a datapackage.json, or in one CSV file, with all its problems.

    `decimal`, "." or ",", overrides the decimal sign that files declare; UsageError for any other. With `lazily`,
    figures kept as Parquet are read when they are first asked for, and raise LedgerError then. With `total`, the
    lines of a CSV file that names no funds are added; `basis` is that of amounts of which such a file says none.
    """
    if decimal not in (None, ".", ","):
        raise UsageError(said("the decimal sign is . or , and not {decimal!r}", decimal=str(decimal)))
    home = path.parent if path.name == DESCRIPTOR else path
    ledger, problems = steady(home, partial(_read, path, home, decimal or "", lazily=lazily, total=total, basis=basis))
    return ReadResult(ledger, tuple(sorted(problems)))


def _read(
    path: Path, home: Path, decimal: str, *, lazily: bool, total: bool, basis: str
) -> tuple[Ledger | None, list[Problem]]:
    try:
        if path != STANDARD_INPUT and not path.exists() and not current(home, DESCRIPTOR).exists():
            return None, [absent(path)]
        if not home.is_dir():
            from ukraine_budget.read.single import read_single  # noqa: PLC0415  # a folder needs no reader of one file

            return read_single(path, str(shown(path)), decimal, total=total, basis=basis)
        if not os.path.lexists(current(home, DESCRIPTOR)):
            help = said("name a CSV file, or a folder with a {file}; budget init makes one", file=DESCRIPTOR)
            return None, [problem("not-a-ledger", str(path), said("has no {file}", file=DESCRIPTOR), help)]
        from ukraine_budget.read.folder import read_folder  # noqa: PLC0415  # a file needs no models of a folder's

        return read_folder(home, shown(home), decimal, lazily=lazily)
    except OSError as error:
        return None, [unreadable(error, str(path))]
