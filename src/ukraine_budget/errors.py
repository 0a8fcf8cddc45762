"""What can go wrong, each with a message for people and an exit code for scripts."""

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One thing wrong with a ledger. `line` and `column` count from 1; 0 where the whole file is meant."""

    file: str
    line: int
    column: int
    code: str
    message: str
    help: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        return f"{place}: {self.code} {self.message}" + (f"; {self.help}" if self.help else "")


class BudgetError(Exception):
    """Any error a user can cause. `exit_code` is what the command ends with."""

    exit_code = 2


class UsageError(BudgetError):
    """A request that cannot be met as it is worded: an unknown version, line or format."""


class OutputError(BudgetError):
    """A result that cannot be written where it was asked for."""

    exit_code = 3


class LedgerError(BudgetError):
    """A ledger that cannot be read; `problems` says all that is wrong with it."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def nearest(name: str, names: Iterable[str]) -> str:
    """The help for a name that is not there: the nearest ones that are, or nothing."""
    known = sorted(set(names))
    near = difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.6)
    near = near or [other for other in known if name and name.lower() in other.lower()][:3]
    return f"did you mean {' or '.join(near)}?" if near else ""


def unknown(what: str, name: str, names: Iterable[str]) -> UsageError:
    """The error for a name that the ledger does not have."""
    names = sorted(set(names))
    help = nearest(name, names) or f"there are: {', '.join(names[:12])}{', ...' if len(names) > 12 else ''}"
    return UsageError(f"unknown {what} {name!r}: {help}")


def printable(text: str) -> str:
    """The same text with every character that would act on a terminal, or hide, written as an escape."""
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return character.encode("unicode_escape").decode("ascii")
