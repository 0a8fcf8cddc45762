"""What is typed wrong: what it is, and what to write instead, in the words of the program."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import typer

from ukraine_budget.errors import BudgetError, UsageError, printable, unknown
from ukraine_budget.language import ENGLISH, Text, joined, said

if TYPE_CHECKING:
    from ukraine_budget.language import Language

USAGE_ERROR: Any = typer.BadParameter.__base__
"""What the parser raises: typer's own since it brings its parser with it, that of click before."""


@contextmanager
def in_own_words(ctx: Any, right: Text) -> Iterator[None]:
    """Lets what the parser finds wrong be a UsageError of the program; `right` says how the command is written."""
    try:
        yield
    except USAGE_ERROR as error:
        worded = WORDS.get(type(error).__name__)
        if worded is None:  # such as no words at all, which show the help
            raise
        raise UsageError(worded(error, ctx, right)) from None


def too_many(words: Sequence[str], right: Text) -> UsageError:
    """The error for words after the last one that a command takes."""
    return UsageError(said("{words!r} is too much: write {right}", words=printable(" ".join(words)), right=right))


def _no_such_option(error: Any, ctx: Any, _: Text) -> Text:
    known = [name for param in ctx.command.get_params(ctx) for name in param.opts if name.startswith("-")]
    return unknown("option", printable(error.option_name), known).message


def _missing(error: Any, _: Any, right: Text) -> Text:
    return said("{name} is missing: write {right}", name=_name(error.param), right=right)


def _name(param: Any) -> str:
    """A parameter as it is written: an option by its name, an argument by what it stands for."""
    return str(param.opts[0] if param.opts[0].startswith("-") else param.metavar)


def _wrong_use(error: Any, ctx: Any, _: Text) -> Text:
    name = error.option_name
    param = next(param for param in ctx.command.get_params(ctx) if name in param.opts)
    if param.is_flag:
        return said("{name} takes no value: write it alone", name=name)
    return said("{name} needs a value: write {name} {value}", name=name, value=param.metavar)


def _wrong_value(error: Any, _: Any, __: Text) -> Text:
    return joined((_name(error.param), error.message), ": ")


WORDS: Mapping[str, Callable[[Any, Any, Text], Text]] = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _wrong_use,
    "WrongValue": _wrong_value,
}
"""What words the errors of the parser, by the names of their classes."""


def reader(asked: str) -> "Language":
    """The language to say it in: the one asked for, else the one preferred; English where neither is there."""
    from ukraine_budget.cli.requests import Output  # noqa: PLC0415  # what is right needs none of it

    with suppress(BudgetError):
        return Output(lang=asked or None).language()
    return ENGLISH
