"""The commands: each parses its parameters, calls the library and returns the answer."""

import os
from collections.abc import Callable, Mapping
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

import ukraine_budget
from ukraine_budget.cli import complete
from ukraine_budget.cli.command import as_command, ask_diff, ask_shifts
from ukraine_budget.cli.help import App, Group, text
from ukraine_budget.cli.options import (
    AllOption,
    AnyNewSide,
    AnyOldSide,
    GapOption,
    LangOption,
    LineName,
    LinesOption,
    NewSide,
    OldSide,
    SortOption,
    ToleranceOption,
    YearName,
    YearsName,
    YearsOption,
)
from ukraine_budget.cli.requests import Changes, Lines, Output, Request, Source
from ukraine_budget.errors import UsageError, are_missing, unknown

if TYPE_CHECKING:
    from ukraine_budget import View


@as_command()
def show(request: Lines, year: YearsName, sort: SortOption = None) -> "View[Any]":
    """What stands for a year beside the year before, by fund and line; or for several years, side by side."""
    if len(year) > 1:
        return ukraine_budget.outlook(request.open(), years=year, sort=sort, **request.filters())
    return ukraine_budget.show(request.open(), year[0], sort=sort, **request.filters())


@as_command()
def outlook(
    request: Lines, gap: GapOption = Decimal(20), year: YearsOption = None, sort: SortOption = None
) -> "View[Any]":
    """Years side by side: committed, cash, outstanding, and the years in which cash falls."""
    return ukraine_budget.outlook(request.open(), gap=gap, years=year, sort=sort, **request.filters())


@as_command()
def explain(request: Request, line: LineName, year: YearName) -> "View[Any]":
    """Every stated figure of a line and year, with version, paper and qualifier; what disagrees."""
    return ukraine_budget.explain(request.open(), line, year, **request.filters())


@as_command()
def diff(
    request: Changes,
    old: OldSide,
    new: NewSide,
    *,
    everything: AllOption = False,
    tolerance: ToleranceOption = Decimal(0),
    sort: SortOption = None,
    year: YearsOption = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 when the two differ.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
) -> "tuple[View[Any] | None, int]":
    """What changed between two versions or ledgers: what moved, what was added or cut, what is unexplained."""
    changes = ask_diff(request, old, new, everything=everything, tolerance=tolerance, sort=sort, years=year)
    return None if quiet else changes, int(exit_code and changes.result.differs)


@as_command()
def shifts(request: Lines, old: AnyOldSide = None, new: AnyNewSide = None, *, year: YearsOption = None) -> "View[Any]":
    """Only what moved between years: between two versions or ledgers, or all that is declared in the ledger."""
    return ask_shifts(request, old, new, year)


@as_command()
def history(request: Request, line: LineName, year: YearsOption = None) -> "View[Any]":
    """Every revision of a line's figures: versions down, years across."""
    return ukraine_budget.history(request.open(), line, years=year, **request.filters())


@as_command()
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


@as_command()
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


@as_command()
def check(
    request: Source,
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[LEDGER]...", help="Ledger folders or CSV files to check.")
    ] = None,
    claims: Annotated[bool, typer.Option("--claims", help="Also test what is said of the figures.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings and failed claims count as errors.")] = False,
    line: LinesOption = None,
) -> "tuple[View[Any], int]":
    """Every problem in the ledgers: FILE:LINE:COLUMN: CODE message. Ends with 1 when there are errors."""
    ledgers: list[str | None] = [*paths] if paths else [request.ledger]
    view = ukraine_budget.check(*ledgers, decimal=request.decimal, claims=claims, lines=line or ())
    if are_missing(row.code for row in view.result.rows):
        return view, UsageError.exit_code
    return view, 0 if view.result.passes(strict=strict) else 1


def help_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[COMMAND]...", help="A command, such as show or plot diff.", show_default=False),
    ] = None,
    _: LangOption = None,
) -> None:
    """What a command does, as its --help says."""
    above: Any = ctx.parent
    for word in words or ():
        group = above.command if isinstance(above.command, TyperGroup) else None
        names = group.list_commands(above) if group else ()
        if group is None or word not in names:
            raise unknown("command", word, names)
        command: Any = group.get_command(above, word)
        above = typer.Context(command, info_name=word, parent=above, **command.context_settings)
    typer.echo(text(above.command, above))


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
    "help": help_,
    "plot": "plot:app",
    "sql": "printed:sql",
    "schema": "printed:schema",
}
"""Commands and groups by name; those of another module as "module:name"."""


class Program(Group):
    """The commands, each made when it is used: importing all would slow down every start."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name) for name in COMMANDS}  # typer lists and suggests these

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Make a command; None if there is none of this name."""
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
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="LANGUAGE", help="The language of what is shown, en or nl.")
    ] = None,
) -> None:
    """What stands in the budget for Ukraine, what moved between years, and what was added."""
    if lang:
        os.environ["BUDGET_LANG"] = lang  # the default of --lang
