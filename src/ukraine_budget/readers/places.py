"""Where ledgers are: paths, and the ledgers that come with the program by name."""

import os
from pathlib import Path

from ukraine_budget.errors import Problem, UsageError, nearest
from ukraine_budget.model.message import said
from ukraine_budget.readers.codes import problem

DEFAULT = "ukraine-nl"
DESCRIPTOR = "datapackage.json"
NAME_ONE = said("name a CSV file, or a folder that budget init or budget import made")
PACKAGE = Path(__file__).resolve().parents[1]
HOMES = (PACKAGE / "ledgers", PACKAGE.parents[1] / "ledgers")
"""Where the ledgers are that come with the program: in the installed package, or beside its source."""


def find(ledger: str | Path | None = None) -> Path:
    """The path of a ledger: a path that exists, or the name of a ledger that comes with the program.

    Without one, what BUDGET_LEDGER names, else the program's default. UsageError for an empty name: where a script
    meant to name a ledger, the default must not answer.
    """
    if ledger == "":
        raise UsageError(said("the name of the ledger is empty: name one, or leave it out for the default one"))
    asked = ledger or os.environ.get("BUDGET_LEDGER")
    if not asked:
        return _embedded(DEFAULT) or Path(DEFAULT)
    path = Path(asked)
    return path if _exists(path) else _embedded(str(asked)) or path


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # something is in the way, which reading it will tell
        return True


def _embedded(name: str) -> Path | None:
    return next((path for path in _all_embedded() if path.name == name), None)


def _all_embedded() -> list[Path]:
    return [path for home in HOMES if home.is_dir() for path in sorted(home.iterdir()) if path.is_dir()]


def shown(path: Path) -> Path:
    """A path as messages name it: as it was given; of a ledger that comes with the program, from its name on."""
    return next((path.relative_to(home) for home in HOMES if path.is_relative_to(home)), path)


def absent(path: Path) -> Problem:
    """The problem of a path where nothing is, with the nearest names that are there."""
    beside = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
    help = nearest(path.name, [*beside, *(ledger.name for ledger in _all_embedded())])
    return problem("missing-path", str(path), said("does not exist"), help or NAME_ONE)
