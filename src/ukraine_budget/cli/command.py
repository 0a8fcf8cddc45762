"""Turn a function into a command: preferences, output, errors."""

import inspect
import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from decimal import Decimal
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import typer

import ukraine_budget
from ukraine_budget.cli.requests import Output, Part, Request
from ukraine_budget.cli.terminal import progress
from ukraine_budget.errors import BudgetError, NoFiguresError, OutputError, UnitError, UsageError
from ukraine_budget.language import joined, said

if TYPE_CHECKING:
    from ukraine_budget import View
    from ukraine_budget.analysis.diff import DiffResult
    from ukraine_budget.analysis.shifts import ShiftsResult
    from ukraine_budget.language import Language

NO_ROOM = ("failed to map segment", "cannot allocate memory")
"""Messages of the dynamic linker when there is no memory to load a library."""

R = TypeVar("R", bound=Output)
A = TypeVar("A")


def as_command(*options: str) -> Callable[[Callable[..., Any]], Callable[..., None]]:
    """Decorator: make a function a command with its own parameters and those of its request.

    Of the request only `options` are taken, if any are named. The function returns an answer, or an answer and an exit
    code; None writes nothing.
    """
    return lambda function: _command(function, options)


def _command(function: Callable[..., Any], options: Sequence[str]) -> Callable[..., None]:
    request_type, *own = inspect.signature(function).parameters.values()
    taken = inspect.signature(request_type.annotation).parameters
    names = options or list(taken)
    parameters = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in (*own, *map(taken.__getitem__, names))
    ]

    @wraps(function)
    def command(**values: Any) -> None:
        from ukraine_budget.cli.output import emit  # noqa: PLC0415

        request: Output = request_type.annotation(**{name: values.pop(name) for name in names})
        language = request.language()
        with reporting_errors(language):
            answer = with_preferences(lambda request: function(request, **values), request)
            shown, code = answer if isinstance(answer, tuple) else (answer, 0)
            if shown is not None:
                emit(shown, request, language)
        raise typer.Exit(code)

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # typer reads it
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


def with_preferences(function: Callable[[R], A], request: R) -> A:
    """Call a function with a request, filling what the request leaves open from the preferences.

    A preferred unit is dropped where the ledger does not say its own.
    """
    from ukraine_budget.cli.config import read_config  # noqa: PLC0415

    config = read_config()
    left_open = {field.name for field in fields(request) if getattr(request, field.name) is None}
    preferred: dict[str, Any] = {"ledger": config.checked_ledger()} if "ledger" in left_open else {}
    preferred |= {"unit": config.unit} if "unit" in left_open else {}
    with progress():
        try:
            return function(replace(request, **preferred))
        except UnitError:
            if "unit" not in preferred:
                raise
            return function(replace(request, **preferred | {"unit": None}))


@contextmanager
def reporting_errors(language: "Language") -> Iterator[None]:
    """Report errors and end with their exit code."""
    from ukraine_budget.cli.output import report_error  # noqa: PLC0415

    try:
        with within_memory():
            yield
    except BudgetError as error:
        raise typer.Exit(report_error(error, language)) from error


@contextmanager
def within_memory() -> Iterator[None]:
    """Turn errors for lack of memory into an OutputError."""
    try:
        yield
    except MemoryError as error:
        raise _out_of_memory() from error
    except ImportError as error:
        if not any(sign in str(error).lower() for sign in NO_ROOM):
            raise
        raise _out_of_memory() from error


def _out_of_memory() -> OutputError:
    help = said("ask for less of it, such as fewer files, years or funds, or use a machine with more")
    return OutputError(said("there is not enough memory for this: {help}", help=help))


def ask_diff(
    request: Part,
    old: str,
    new: str,
    *,
    everything: bool = False,
    tolerance: Decimal = Decimal(0),
    sort: str | None = None,
    years: Sequence[range] | None = None,
) -> "View[DiffResult]":
    """Compare two versions or ledgers."""
    sides = ukraine_budget.ledgers_at(old, new, ledger=request.ledger, decimal=request.decimal, total=request.total)
    filters = {name: value for name, value in request.filters().items() if name != "as_of"}  # sides say it
    filters |= {"top": None} if everything else {}
    try:
        return ukraine_budget.diff(*sides, all=everything, tolerance=tolerance, sort=sort, years=years, **filters)
    except NoFiguresError as error:
        raise UsageError(joined((error.message, _instead(error.instead, request.ledger)), "\n")) from None


def _instead(instead: tuple[str, str] | None, ledger: str | None) -> str:
    """The command that compares two other versions, on a line of its own."""
    where = ("--ledger", ledger) if ledger else ()
    return f"  {shlex.join(('budget', 'diff', *instead, *where))}" if instead else ""


def ask_shifts(
    request: Request, old: str | None, new: str | None, years: Sequence[range] | None = None
) -> "View[ShiftsResult]":
    """The shifts between two versions or ledgers, or all that one ledger declares; UsageError for one version alone."""
    if old is None:
        return ukraine_budget.shifts(request.open(), years=years, **request.filters())
    if new is None or request.as_of:
        raise UsageError(said("name two versions or ledgers, without --as-of; or none for all that is declared"))
    return ukraine_budget.shifts(ask_diff(request, old, new, years=years))
