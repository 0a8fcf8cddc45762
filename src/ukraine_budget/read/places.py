"""Where ledgers are: at paths, or among those that come with the program, by name."""

import os
from collections.abc import Iterable
from pathlib import Path

from ukraine_budget.errors import Problem, UsageError, nearest
from ukraine_budget.language import Text, said
from ukraine_budget.read.codes import problem

DEFAULT = "ukraine-nl"
DESCRIPTOR = "datapackage.json"
NAME_ONE = said("name a CSV file, or a folder that budget init or budget import made")
PACKAGE = Path(__file__).resolve().parents[1]
HOMES = (PACKAGE / "ledgers", PACKAGE.parents[1] / "ledgers")
"""The folders of the ledgers that come with the program: in the installed package, or beside its source."""


def find(ledger: str | Path | None = None) -> Path:
    """The path of a ledger: a path that exists, or the name of a ledger that comes with the program.

    Without one, what BUDGET_LEDGER names, else the program's default. Raises UsageError for an empty name: where a
    script's variable is empty, the default must not answer.
    """
    if ledger == "":
        raise UsageError(said("the name of the ledger is empty: name one, or leave it out for the default one"))
    named = ledger or os.environ.get("BUDGET_LEDGER")
    if not named:
        return _embedded(DEFAULT) or Path(DEFAULT)
    path = Path(named)
    return path if exists(path) else _embedded(str(named)) or path


def exists(path: Path) -> bool:
    """Whether anything is at a path."""
    try:
        return path.exists()
    except OSError:  # what is in the way is reported when the path is read
        return True


def _embedded(name: str) -> Path | None:
    return next((path for path in _all_embedded() if path.name == name), None)


def _all_embedded() -> list[Path]:
    return [path for home in HOMES if home.is_dir() for path in sorted(home.iterdir()) if path.is_dir()]


def shown(path: Path) -> Path:
    """A path as messages show it: as given, or of a ledger that comes with the program from its name on."""
    return next((path.relative_to(home) for home in HOMES if path.is_relative_to(home)), path)


def absent(path: Path) -> Problem:
    """The problem of a ledger path where nothing is, with the nearest names of ledgers."""
    return _absent(path, [*ledgers_beside(path), *(ledger.name for ledger in _all_embedded())], NAME_ONE)


def absent_data(path: Path) -> Problem:
    """The problem of a data file's path where nothing is, with the nearest names of files."""
    return _absent(path, [other.name for other in _beside(path) if other.is_file()], said("name a file"))


def ledgers_beside(path: Path) -> list[str]:
    """The names of what may be a ledger in the folder of a path."""
    return [other.name for other in _beside(path) if other.suffix.lower() in ("", ".csv") or other.is_dir()]


def _beside(path: Path) -> list[Path]:
    return list(path.parent.iterdir()) if path.parent.is_dir() else []


def _absent(path: Path, names: Iterable[str], otherwise: Text) -> Problem:
    return problem("missing-path", str(path), said("does not exist"), nearest(path.name, names) or otherwise)
