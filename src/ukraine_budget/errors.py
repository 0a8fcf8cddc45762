"""Errors that users can cause, each with a message and an exit code; and problems of files."""

import difflib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ukraine_budget.language import NOTHING, Joined, Message, Text, Value, both, either, joined, named, said, word

if TYPE_CHECKING:
    from ukraine_budget.model.records import Line, Version

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One thing wrong with a ledger. `line` and `column` count from 1; 0 means the whole file."""

    file: str
    line: int
    column: int
    code: str
    message: Text
    help: Text = NOTHING
    severity: Severity = "error"

    @property
    def text(self) -> Text:
        """The problem on one line: FILE:LINE:COLUMN: CODE message; help."""
        where = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        return joined((joined((f"{where}: {self.code}", self.message), " "), self.help), "; ")

    def __str__(self) -> str:
        return str(self.text)


class BudgetError(Exception):
    """An error a user can cause. The command ends with its `exit_code`."""

    exit_code = 2

    def __init__(self, message: Text) -> None:
        self.message = harmless(message)
        super().__init__(self.message)


class UsageError(BudgetError):
    """A request that cannot be met, such as for an unknown version, line or format."""


class NoFiguresError(UsageError):
    """A request to compare a version without figures. `instead` names two that can be compared, if known."""

    def __init__(self, message: Text, instead: tuple[str, str] | None = None) -> None:
        super().__init__(message)
        self.instead = instead


class UnitError(UsageError):
    """A request to convert the unit of a ledger that states none."""


class LossError(BudgetError):
    """An import that would lose amounts, or takes none; nothing was written. `view` is its report."""

    exit_code = 1

    def __init__(self, message: Text, view: Any) -> None:
        super().__init__(message)
        self.view = view


class OutputError(BudgetError):
    """A result that cannot be written to its file or folder."""

    exit_code = 3


def are_missing(codes: Iterable[str]) -> bool:
    """Whether the only problem is a missing path: the request is at fault, not the ledger."""
    return {*codes} == {"missing-path"}


class LedgerError(BudgetError):
    """A ledger that cannot be read, with all its `problems`."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(joined((problem.text for problem in problems), "\n"))
        self.problems = tuple(problems)
        if are_missing(problem.code for problem in problems):
            self.exit_code = UsageError.exit_code


class SourceError(LedgerError):
    """A file to import that cannot be read. `problems` say where and why."""


LISTED = 8
"""The most lines that an error lists."""
SHORTEST = 3
"""The shortest name for which names that contain it are suggested."""


LONGEST, COMPARED = 100, 200
"""The longest name to compare, and the most names to compare it with."""


def nearest(name: str, names: Iterable[str]) -> Text:
    """Return help for an unknown name: up to three similar names, else NOTHING."""
    known, lower = sorted(set(names)), name.lower()
    near = difflib.get_close_matches(lower, _around(lower, known), n=3, cutoff=0.6) if len(name) <= LONGEST else []
    near = near or [other for other in known if len(name) >= SHORTEST and lower in other.lower()][:3]
    return said("did you mean {names}?", names=either(near)) if near else NOTHING


def _around(name: str, known: Sequence[str]) -> list[str]:
    """Return up to COMPARED names around this one in the alphabet, without long ones."""
    begin = max(bisect_left(known, name) - COMPARED // 2, 0) if len(known) > COMPARED else 0
    return [other for other in known[begin : begin + COMPARED] if len(other) <= LONGEST]


def unknown(what: str, name: str, names: Iterable[str]) -> UsageError:
    """Make the error for an unknown name: it suggests similar ones, or lists the first twelve."""
    names = sorted(set(names))
    known = joined((*names[:12], *(("...",) if len(names) > 12 else ())))
    help = nearest(name, names) or said("there are: {names}", names=known)
    return UsageError(said("unknown {what} {name!r}: {help}", what=word(what, "thing"), name=name, help=help))


def several_lines(words: str, lines: Sequence["Line"]) -> UsageError:
    """Make the error for words that match several lines, listed by id and name."""
    listed = joined((*map(_with_name, lines[:LISTED]), *(("...",) if len(lines) > LISTED else ())), "; ")
    return UsageError(said("{words!r} is in the names of {n} lines: {lines}", words=words, n=len(lines), lines=listed))


def _with_name(line: "Line") -> Value:
    if not line.name:
        return line.line
    return said("{id} ({name})", id=line.line, name=named(line.name, nl=line.name_nl))


def two_currencies(old: tuple[str, str], new: tuple[str, str]) -> UsageError:
    """Make the error for comparing ledgers, each a name and a currency, in different currencies."""
    sides = {"old": old[0], "old_currency": old[1], "new": new[0], "currency": new[1]}
    return UsageError(said("{old} is in {old_currency} and {new} in {currency}: they cannot be compared", **sides))


def no_figures(
    silent: Iterable[tuple["Version", bool]], instead: tuple[str, str] | None, near: Iterable[Sequence[str]]
) -> NoFiguresError:
    """Make the error for comparing versions without figures, each with whether it declares changes.

    `instead` are two versions to compare; without them, `near` has the nearest versions with figures.
    """
    sentences = (_without_figures(version, declares=declares) for version, declares in silent)
    return NoFiguresError(joined(dict.fromkeys((*sentences, *_to_compare(instead, near))), "\n"), instead)


def _without_figures(version: "Version", *, declares: bool) -> Text:
    id, own_name = Text(version.version), named(version.name, nl=version.name_nl)
    name = said("{name} ({version})", name=own_name, version=id) if own_name else id
    if declares:
        sentence = said("the ledger holds no figures of {version}, only changes that it states", version=name)
    else:
        sentence = said("the ledger holds no figures of {version}", version=name)
    note = named(version.note, nl=version.note_nl)
    return joined((sentence, note), ": ") if note else joined((sentence, "."), "")


def _to_compare(instead: tuple[str, str] | None, near: Iterable[Sequence[str]]) -> Iterator[Text]:
    if instead:
        yield said("Compare {old} with {new} instead.", old=instead[0], new=instead[1])
    else:
        for versions in filter(None, near):
            yield said("The nearest versions that state figures: {versions}.", versions=both(versions))


def before_the_first(as_of: str, first: str) -> UsageError:
    """Make the error for a date before that of the first version."""
    return UsageError(said("no version was known at {as_of}: the first is of {date}", as_of=as_of, date=first))


def not_like_a_date(text: str) -> UsageError:
    """Make the error for text not written as a date."""
    return UsageError(said("{text} is not a date such as 2025-11-27", text=text))


def no_such_date(date: str) -> UsageError:
    """Make the error for a day or month that does not exist."""
    return UsageError(said("{date} is not a date", date=date))


def undated(versions: Iterable[str]) -> UsageError:
    """Make the error for a request by date when some versions have none."""
    return UsageError(
        said("no date is known for {versions}: name a version instead of a date", versions=joined(versions))
    )


def printable(text: str) -> str:
    """Escape every character that would control a terminal or be invisible."""
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return character.encode("unicode_escape").decode("ascii")


def harmless(text: Text) -> Text:
    """Escape control and invisible characters in the values of a message."""
    if text.isprintable():
        return text
    if isinstance(text, Message):
        return said(text.template, **{name: _harmless(value) for name, value in text.values.items()})
    if isinstance(text, Joined):
        return joined(map(_harmless, text.parts), text.separator)
    return Text(printable(text))


def _harmless(value: Value) -> Value:
    return harmless(value) if isinstance(value, Text) else printable(value) if isinstance(value, str) else value
