"""The options that every view takes, written once."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from ukraine_budget.cli import complete
from ukraine_budget.cli.numbers import amount
from ukraine_budget.cli.numbers import year as to_year
from ukraine_budget.errors import BudgetError, UnitError

if TYPE_CHECKING:
    from ukraine_budget import View
    from ukraine_budget.model.language import Language
    from ukraine_budget.model.ledger import Ledger

R = TypeVar("R", bound="Output")
A = TypeVar("A")


LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="PATH",
        envvar="BUDGET_LEDGER",
        help="A ledger folder or a CSV file; by default the ledger that comes with the program.",
    ),
]
DecimalOption = Annotated[
    str | None,
    typer.Option("--decimal", metavar="SIGN", help="The decimal sign of a CSV file where it can be read in two ways."),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="VERSION|DATE",
        help="As it stood at a version, or as it was known on a date.",
        autocompletion=complete.versions,
    ),
]
BasisOption = Annotated[
    list[str] | None,
    typer.Option(
        "--basis", metavar="BASIS", help="Only this basis; may be given again.", autocompletion=complete.bases
    ),
]
FundOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fund",
        metavar="FUND",
        help="Only this fund; may be given again; all for every.",
        autocompletion=complete.funds,
    ),
]
UnitOption = Annotated[
    str | None,
    typer.Option(
        "--unit", metavar="UNIT", help="Amounts in one, thousand, million or billion.", autocompletion=complete.units
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, csv, json, markdown, html, latex, xlsx or parquet; by default as the file is named.",
        autocompletion=complete.formats,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        readable=False,  # what is wrong with a file says who reads or writes it
        callback=lambda path: None if path == Path("-") else path,
        help="Write to a file instead of the screen; - is the screen.",
    ),
]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANGUAGE",
        envvar="BUDGET_LANG",
        help="en or nl, by default en; csv, json and parquet are the same in both.",
        autocompletion=complete.languages,
    ),
]
GapOption = Annotated[
    Decimal, typer.Option("--gap", metavar="PERCENT", parser=amount, help="The fall of cash that counts as a gap.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]
PagerOption = Annotated[bool, typer.Option("--no-pager", help="Show long output at once.")]

LineName = Annotated[
    str,
    typer.Argument(
        metavar="LINE", help="A line of the ledger; budget list lines names them.", autocompletion=complete.lines
    ),
]
YearsOption = Annotated[
    list[int] | None,
    typer.Option(
        "--year",
        metavar="YEAR",
        parser=to_year,
        help="Only this year; may be given again.",
        autocompletion=complete.years,
    ),
]
OldSide = Annotated[
    str,
    typer.Argument(
        metavar="OLD", help="A version, a date, a ledger, or LEDGER@VERSION.", autocompletion=complete.versions
    ),
]
NewSide = Annotated[str, typer.Argument(metavar="NEW", help="The same.", autocompletion=complete.versions)]
AnyOldSide = Annotated[
    str | None,
    typer.Argument(metavar="[OLD", help="As for diff.", show_default=False, autocompletion=complete.versions),
]
AnyNewSide = Annotated[
    str | None,
    typer.Argument(metavar="NEW]", help="As for diff.", show_default=False, autocompletion=complete.versions),
]
AllOption = Annotated[bool, typer.Option("--all", help="Also what was not restated or did not change.")]
ToleranceOption = Annotated[
    Decimal, typer.Option("--tolerance", metavar="AMOUNT", parser=amount, help="A change that counts as none.")
]


@dataclass(frozen=True)
class Output:
    """In which format and language an answer goes where."""

    format: FormatOption = None
    output: OutputOption = None
    force: ForceOption = False
    lang: LangOption = None
    no_pager: PagerOption = False

    def language(self) -> "Language":
        """The language asked for, else the one preferred, else English."""
        from ukraine_budget.cli.config import read_config  # noqa: PLC0415  # --help reads no preferences
        from ukraine_budget.languages import language  # noqa: PLC0415  # and says nothing in another language

        return language(self.lang or read_config().lang or "en")


@dataclass(frozen=True)
class Source(Output):
    """Of which ledger."""

    ledger: LedgerOption = None
    decimal: DecimalOption = None

    def open(self) -> "Ledger":
        """The ledger asked for."""
        from ukraine_budget.readers import open_ledger  # noqa: PLC0415  # --help reads no ledger

        return open_ledger(self.ledger, decimal=self.decimal)


@dataclass(frozen=True)
class Part(Source):
    """Of which part of the ledger, in which unit."""

    basis: BasisOption = None
    fund: FundOption = None
    unit: UnitOption = None

    def filters(self) -> dict[str, Any]:
        """The same, by the names that the library has for them."""
        return {"bases": self.basis or (), "funds": self.fund or (), "unit": self.unit}


@dataclass(frozen=True)
class Request(Part):
    """And as of when."""

    as_of: AsOfOption = None

    def filters(self) -> dict[str, Any]:
        """The same, by the names that the library has for them."""
        return super().filters() | {"as_of": self.as_of}


def view(function: Callable[..., "View[Any] | tuple[View[Any] | None, int]"]) -> Callable[..., None]:
    """Make a command of a view, whose table is written out; one that is also a yes or no comes with the exit code."""
    return command(function, _emit)


def _emit(shown: "View[Any]", wanted: Output, language: "Language") -> None:
    from ukraine_budget.cli.output import emit  # noqa: PLC0415  # --help writes no table

    emit(shown.table, wanted, language)


def command(function: Callable[..., Any], emit: Callable[[Any, Any, "Language"], None]) -> Callable[..., None]:
    """A command with a function's own parameters, then those of its request; what it returns is written by `emit`.

    What is written comes alone or with the exit code; None for nothing.
    """
    asked, *own = inspect.signature(function).parameters.values()
    names = [field.name for field in fields(asked.annotation)]
    parameters = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in (*own, *inspect.signature(asked.annotation).parameters.values())
    ]

    @wraps(function)
    def command(**values: Any) -> None:
        from ukraine_budget.cli.memory import within_memory  # noqa: PLC0415  # --help takes no memory
        from ukraine_budget.cli.output import complain  # noqa: PLC0415  # and complains of nothing

        request: Output = asked.annotation(**{name: values.pop(name) for name in names})
        language = request.language()
        try:
            with within_memory():
                answer = answered(lambda request: function(request, **values), request)
                shown, code = answer if isinstance(answer, tuple) else (answer, 0)
                if shown is not None:
                    emit(shown, request, language)
        except BudgetError as error:
            code = complain(error, language)
        raise typer.Exit(code)

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # what typer reads
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


def answered(function: Callable[[R], A], request: R) -> A:
    """What a function answers to a request, with what is preferred where the request leaves it open.

    A preferred unit is only that: a ledger that does not say its own is shown as it is.
    """
    from ukraine_budget.cli.config import read_config  # noqa: PLC0415  # --help reads no preferences
    from ukraine_budget.cli.progress import progress  # noqa: PLC0415  # and takes no time

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
