"""From files to a checked ledger, or to all that is wrong with them."""

from pathlib import Path
from typing import NamedTuple

from ukraine_budget.errors import LedgerError, Problem, UsageError
from ukraine_budget.language import said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read.paths import DESCRIPTOR, absent, find, shown, unreadable
from ukraine_budget.read.problems import problem
from ukraine_budget.read.single import read_single

__all__ = ["Reading", "find", "open_ledger", "read"]


class Reading(NamedTuple):
    """A ledger, None where anything is wrong, and the problems of all its files, sorted by file, line and column."""

    ledger: Ledger | None
    problems: tuple[Problem, ...]


def open_ledger(path: str | Path | None = None, *, decimal: str | None = None, total: bool = False) -> Ledger:
    """Open the ledger at a path, or the one of that name that comes with the program.

    Without a path: the one that BUDGET_LEDGER names, else the program's default. `decimal` and `total` as for `read`.
    Raises LedgerError with all problems where anything is wrong. Figures kept as Parquet are read and checked when
    they are first asked for, and raise it then.
    """
    ledger, problems = read(find(path), decimal, lazily=True, total=total)
    if ledger is None:
        raise LedgerError(problems)
    return ledger


def read(path: Path, decimal: str | None = None, *, lazily: bool = False, total: bool = False) -> Reading:
    """Read the ledger in a folder, of a datapackage.json, or in one CSV file, with all its problems.

    `decimal`, "." or ",", overrides the decimal sign that files declare; UsageError for any other. With `lazily`,
    figures kept as Parquet are read when they are first asked for, and raise LedgerError then. With `total`, the
    lines of a CSV file that names no funds are added.
    """
    if decimal not in (None, ".", ","):
        raise UsageError(said("the decimal sign is . or , and not {decimal!r}", decimal=str(decimal)))
    try:
        ledger, problems = _read(path, decimal or "", lazily=lazily, total=total)
    except OSError as error:
        ledger, problems = None, [unreadable(error, str(path))]
    return Reading(ledger, tuple(sorted(problems)))


def _read(path: Path, decimal: str, *, lazily: bool, total: bool) -> tuple[Ledger | None, list[Problem]]:
    if not path.exists():
        return None, [absent(path)]
    if path.name == DESCRIPTOR:
        path = path.parent
    if not path.is_dir():
        return read_single(path, str(shown(path)), decimal, total=total)
    if not (path / DESCRIPTOR).exists():
        help = said("name a CSV file, or a folder with a {file}; budget init makes one", file=DESCRIPTOR)
        return None, [problem("not-a-ledger", str(path), said("has no {file}", file=DESCRIPTOR), help)]
    from ukraine_budget.read.folder import read_folder  # noqa: PLC0415  # a file needs no models of a folder's

    return read_folder(path, shown(path), decimal, lazily=lazily)
