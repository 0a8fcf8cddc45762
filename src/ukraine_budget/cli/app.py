"""The commands. Each parses, calls one function of the library, and hands its answer to be written."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand
from typer.main import get_command, get_group

import ukraine_budget
from ukraine_budget.cli import complete
from ukraine_budget.cli.command import ask_diff, ask_shifts, view
from ukraine_budget.cli.help import App, Group
from ukraine_budget.cli.options import (
    AllOption,
    AnyNewSide,
    AnyOldSide,
    Changes,
    GapOption,
    LineName,
    Lines,
    NewSide,
    OldSide,
    Output,
    Request,
    Source,
    ToleranceOption,
    YearName,
    YearsName,
    YearsOption,
    flat,
)
from ukraine_budget.errors import UsageError, are_missing

if TYPE_CHECKING:
    from ukraine_budget import View


@view
def show(request: Lines, year: YearsName) -> "View[Any]":
    """What stands for a year beside the year before, by fund and line; or for several years, side by side."""
    if len(year) > 1:
        return ukraine_budget.outlook(request.open(), years=year, **request.filters())
    return ukraine_budget.show(request.open(), year[0], **request.filters())


@view
def outlook(request: Lines, gap: GapOption = Decimal(20), year: YearsOption = None) -> "View[Any]":
    """Years side by side: committed, cash, outstanding, and the years in which cash falls."""
    return ukraine_budget.outlook(request.open(), gap=gap, years=flat(year), **request.filters())


@view
def explain(request: Request, line: LineName, year: YearName) -> "View[Any]":
    """Every stated figure of a line and year, with version, paper and qualifier; what disagrees."""
    return ukraine_budget.explain(request.open(), line, year, **request.filters())


@view
def diff(
    request: Changes,
    old: OldSide,
    new: NewSide,
    *,
    everything: AllOption = False,
    tolerance: ToleranceOption = Decimal(0),
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 when the two differ.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
) -> "tuple[View[Any] | None, int]":
    """What changed between two versions or ledgers: what moved, what was added or cut, what is unexplained."""
    changes = ask_diff(request, old, new, everything=everything, tolerance=tolerance)
    return None if quiet else changes, int(exit_code and changes.result.differs)


@view
def shifts(request: Lines, old: AnyOldSide = None, new: AnyNewSide = None) -> "View[Any]":
    """Only what moved between years: between two versions or ledgers, or all that is declared in the ledger."""
    return ask_shifts(request, old, new)


@view
def history(request: Request, line: LineName, year: YearsOption = None) -> "View[Any]":
    """Every revision of a line's figures: versions down, years across."""
    return ukraine_budget.history(request.open(), line, years=flat(year) or None, **request.filters())


@view
def list_(
    request: Request,
    what: Annotated[
        str,
        typer.Argument(
            metavar="versions|lines|funds|documents|conflicts", help="What to list.", autocompletion=complete.lists
        ),
    ],
) -> "View[Any]":
    """The versions, lines, funds or documents of a ledger, or the papers that do not agree."""
    if what == "conflicts":
        return ukraine_budget.conflicts(request.open(), **request.filters())
    return ukraine_budget.listing(request.open(), what, **request.filters())


@view
def glossary(
    _: Output,
    term: Annotated[
        str,
        typer.Argument(
            metavar="[TERM]", help="A word, in English or Dutch.", show_default=False, autocompletion=complete.terms
        ),
    ] = "",
) -> "View[Any]":
    """What the words mean, with the Dutch for them."""
    return ukraine_budget.glossary(term)


@view
def check(
    request: Source,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[LEDGER]...", help="Ledger folders or CSV files to check.")
    ] = None,
    claims: Annotated[bool, typer.Option("--claims", help="Also test what is said of the figures.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings and failed claims count as errors.")] = False,
) -> "tuple[View[Any], int]":
    """Every problem in the ledgers: FILE:LINE:COLUMN: CODE message. Ends with 1 when there are errors."""
    ledgers: list[str | None] = [*paths] if paths else [request.ledger]
    view = ukraine_budget.check(*ledgers, decimal=request.decimal, claims=claims)
    if are_missing(row.code for row in view.rows):
        return view, UsageError.exit_code
    return view, 0 if view.result.passes(strict=strict) else 1


COMMANDS: Mapping[str, Callable[..., None] | str] = {
    "show": show,
    "outlook": outlook,
    "explain": explain,
    "diff": diff,
    "shifts": shifts,
    "history": history,
    "list": list_,
    "glossary": glossary,
    "check": check,
    "export": "files:export",
    "report": "files:report",
    "import": "files:import_",
    "convert": "files:convert",
    "init": "files:init",
    "plot": "plot:app",
    "sql": "sql:app",
    "schema": "schema:schema",
}
"""The commands and groups of commands by their names; those of another file as its name and theirs."""


class Program(Group):
    """All commands, each made when it is wanted: none starts later for the others."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name) for name in COMMANDS}  # what typer lists and suggests

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One of them."""
        return _made(cmd_name) if cmd_name in COMMANDS else None


def _made(name: str) -> Any:
    what = COMMANDS[name]
    if isinstance(what, str):
        module, _, what = what.partition(":")
        what = getattr(import_module(f"ukraine_budget.cli.{module}"), what)
    if isinstance(what, typer.Typer):
        return get_group(what)
    alone = App(add_completion=False)
    alone.command(name)(what)
    return get_command(alone)


app = App(
    cls=Program,
    name="budget",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="What stands in the budget for Ukraine, what moved between years, and what was added.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"budget {ukraine_budget.__version__}")
        raise typer.Exit


@app.callback()
def budget(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """What stands in the budget for Ukraine, what moved between years, and what was added."""
