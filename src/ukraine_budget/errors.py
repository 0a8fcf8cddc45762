"""What can go wrong, each with a message for people and an exit code for scripts."""

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ukraine_budget.language import NOTHING, Joined, Message, Text, Value, both, either, joined, named, said, word

if TYPE_CHECKING:
    from ukraine_budget.model.records import Version

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One thing wrong with a ledger. `line` and `column` count from 1; 0 where the whole file is meant."""

    file: str
    line: int
    column: int
    code: str
    message: Text
    help: Text = NOTHING
    severity: Severity = "error"

    @property
    def text(self) -> Text:
        """All of it on one line: FILE:LINE:COLUMN: CODE message; help."""
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        return joined((joined((f"{place}: {self.code}", self.message), " "), self.help), "; ")

    def __str__(self) -> str:
        return str(self.text)


class BudgetError(Exception):
    """Any error a user can cause. `exit_code` is what the command ends with."""

    exit_code = 2

    def __init__(self, message: Text) -> None:
        super().__init__(message)
        self.message = message


class UsageError(BudgetError):
    """A request that cannot be met as it is worded: an unknown version, line or format."""


class NoFigures(UsageError):
    """A version is to be compared of which the ledger holds no figures; `instead` are two that can be, if any."""

    def __init__(self, message: Text, instead: tuple[str, str] | None = None) -> None:
        super().__init__(message)
        self.instead = instead


class UnitError(UsageError):
    """A unit is asked for, and the ledger does not say its own."""


class LossError(BudgetError):
    """An import that would lose amounts, or takes nothing; `view` is what it came to. Nothing was written."""

    exit_code = 1

    def __init__(self, message: Text, view: Any) -> None:
        super().__init__(message)
        self.view = view


class OutputError(BudgetError):
    """A result that cannot be written where it was asked for."""

    exit_code = 3


class LedgerError(BudgetError):
    """A ledger that cannot be read; `problems` says all that is wrong with it."""

    exit_code = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(joined((problem.text for problem in problems), "\n"))
        self.problems = tuple(problems)


class SourceError(LedgerError):
    """A file to import that cannot be read; `problems` says where and why."""


FEW = 3
"""With fewer characters a name is in too many others to mean one of them."""


def nearest(name: str, names: Iterable[str]) -> Text:
    """The help for a name that is not there: the nearest ones that are, or nothing."""
    known = sorted(set(names))
    near = difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.6)
    near = near or [other for other in known if len(name) >= FEW and name.lower() in other.lower()][:3]
    return said("did you mean {names}?", names=either(near)) if near else NOTHING


def unknown(what: str, name: str, names: Iterable[str]) -> UsageError:
    """The error for a name that the ledger does not have."""
    names = sorted(set(names))
    known = joined((*names[:12], *(("...",) if len(names) > 12 else ())))
    help = nearest(name, names) or said("there are: {names}", names=known)
    return UsageError(said("unknown {what} {name!r}: {help}", what=word(what, "thing"), name=name, help=help))


def two_currencies(old: tuple[str, str], new: tuple[str, str]) -> UsageError:
    """The error for two ledgers, each with its currency, that are to be compared and differ in it."""
    sides = {"old": old[0], "old_currency": old[1], "new": new[0], "currency": new[1]}
    return UsageError(said("{old} is in {old_currency} and {new} in {currency}: they cannot be compared", **sides))


def no_figures(
    silent: Iterable[tuple["Version", bool]], instead: tuple[str, str] | None, near: Iterable[Sequence[str]]
) -> NoFigures:
    """The error for versions without figures that are to be compared, each with whether it declares changes.

    `near` are the versions nearest to each that state figures, told where no two are known to compare `instead`.
    """
    told = (_without_figures(version, declares=declares) for version, declares in silent)
    return NoFigures(joined(dict.fromkeys((*told, *_to_compare(instead, near))), "\n"), instead)


def _without_figures(version: "Version", *, declares: bool) -> Text:
    id, called = Text(version.version), named(version.name, nl=version.name_nl)
    name = said("{name} ({version})", name=called, version=id) if called else id
    if declares:
        sentence = said("the ledger holds no figures of {version}, only changes that it declares", version=name)
    else:
        sentence = said("the ledger holds no figures of {version}", version=name)
    return joined((sentence, version.note), ": ") if version.note else joined((sentence, "."), "")


def _to_compare(instead: tuple[str, str] | None, near: Iterable[Sequence[str]]) -> Iterator[Text]:
    if instead:
        yield said("Compare {old} with {new} instead.", old=instead[0], new=instead[1])
    else:
        for versions in filter(None, near):
            yield said("The nearest versions that state figures: {versions}.", versions=both(versions))


def before_the_first(asked: str, first: str) -> UsageError:
    """The error for a date at which no version was known; `first` is that of the first one."""
    return UsageError(said("no version was known at {as_of}: the first is of {date}", as_of=asked, date=first))


def not_like_a_date(text: str) -> UsageError:
    """The error for what is meant as a date and not written as one."""
    return UsageError(said("{text} is not a date such as 2025-11-27", text=text))


def no_such_date(date: str) -> UsageError:
    """The error for a day or month that no calendar has."""
    return UsageError(said("{date} is not a date", date=date))


def undated(versions: Iterable[str]) -> UsageError:
    """The error for a date that is asked for where some versions have none."""
    return UsageError(
        said("no date is known for {versions}: name a version instead of a date", versions=joined(versions))
    )


def printable(text: str) -> str:
    """The same text with every character that would act on a terminal, or hide, written as an escape."""
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return character.encode("unicode_escape").decode("ascii")


def harmless(text: Text) -> Text:
    """A message whose values are printable, whatever the file they come from holds."""
    if text.isprintable():
        return text
    if isinstance(text, Message):
        return said(text.template, **{name: _harmless(value) for name, value in text.values.items()})
    if isinstance(text, Joined):
        return joined(map(_harmless, text.parts), text.between)
    return Text(printable(text))


def _harmless(value: Value) -> Value:
    return harmless(value) if isinstance(value, Text) else printable(value) if isinstance(value, str) else value
