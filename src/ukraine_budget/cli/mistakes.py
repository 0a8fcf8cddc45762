"""Usage errors in the program's own words: what is wrong, and what to write instead."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import typer

from ukraine_budget.errors import BudgetError, UsageError, printable, unknown
from ukraine_budget.language import ENGLISH, Text, joined, said

if TYPE_CHECKING:
    from ukraine_budget.language import Language

USAGE_ERROR: Any = typer.BadParameter.__base__
"""Base class of the parser's errors: typer's own if it brings its parser, else click's."""


@contextmanager
def usage_errors(ctx: Any, right: Text) -> Iterator[None]:
    """Turn errors of the parser into UsageError; `right` is the correct usage."""
    try:
        yield
    except USAGE_ERROR as error:
        worded = WORDS.get(type(error).__name__)
        if worded is None:  # such as a bare command, which shows the help
            raise
        raise UsageError(worded(error, ctx, right)) from None


def too_many(words: Sequence[str], right: Text) -> UsageError:
    """Error for surplus words."""
    return UsageError(said("{words!r} is too much: write {right}", words=printable(" ".join(words)), right=right))


def _no_such_option(error: Any, ctx: Any, _: Text) -> Text:
    known = [name for param in ctx.command.get_params(ctx) for name in param.opts if name.startswith("-")]
    return unknown("option", printable(error.option_name), known).message


def _missing(error: Any, _: Any, right: Text) -> Text:
    return said("{name} is missing: write {right}", name=_name(error.param), right=right)


def _name(param: Any) -> str:
    """The name of a parameter in messages: an option's own, an argument's metavar."""
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
"""Functions that word the parser's errors, by class name."""


def reader(lang: str) -> "Language":
    """The language of an error message: the one asked for, else the preferred one; English if neither is known."""
    from ukraine_budget.cli.requests import Output  # noqa: PLC0415

    with suppress(BudgetError):
        return Output(lang=lang or None).language()
    return ENGLISH
