"""The commands. Each parses, calls one function of the library, and hands its answer to be written."""

from decimal import Decimal
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer
from typer.core import TyperGroup
from typer.main import get_group

import ukraine_budget
from ukraine_budget.cli import complete
from ukraine_budget.cli.command import ask_diff, ask_shifts, view
from ukraine_budget.cli.documents import export, report
from ukraine_budget.cli.help import App, Group
from ukraine_budget.cli.ledgers import convert, import_, init
from ukraine_budget.cli.options import (
    AllOption,
    AnyNewSide,
    AnyOldSide,
    GapOption,
    LineName,
    NewSide,
    OldSide,
    Output,
    Part,
    Request,
    Source,
    ToleranceOption,
    YearName,
    YearsOption,
)

if TYPE_CHECKING:
    from ukraine_budget import View

app = App(
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


class Later(Group):
    """The commands of another module, made when one of them is wanted, so that others start no later for them."""

    module: ClassVar[str]

    @cached_property
    def made(self) -> TyperGroup:
        """The group itself."""
        return get_group(import_module(self.module).app)

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names."""
        return self.made.list_commands(ctx)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """One of them."""
        return self.made.get_command(ctx, cmd_name)


class Plots(Later):
    """The charts."""

    module = "ukraine_budget.cli.plot"


class Statements(Later):
    """The statements of SQL."""

    module = "ukraine_budget.cli.sql"


app.add_typer(
    typer.Typer(
        cls=Plots, no_args_is_help=True, help="A chart in the terminal, or with -o FILE.svg, .png or .pdf a picture."
    ),
    name="plot",
)
app.add_typer(
    typer.Typer(
        cls=Statements,
        no_args_is_help=True,
        help="What stands or what changed, as one SQL statement for DuckDB, Polars, Spark or Trino.",
    ),
    name="sql",
)


@app.callback()
def budget(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """What stands in the budget for Ukraine, what moved between years, and what was added."""


@app.command()
@view
def show(request: Request, year: YearName) -> "View[Any]":
    """What stands for a year, by fund and line; the shifts that touch it; compared with the year before."""
    return ukraine_budget.show(request.open(), year, **request.filters())


@app.command()
@view
def outlook(request: Request, gap: GapOption = Decimal(20)) -> "View[Any]":
    """Years side by side: committed, cash, outstanding, and the years in which cash falls."""
    return ukraine_budget.outlook(request.open(), gap=gap, **request.filters())


@app.command()
@view
def explain(request: Request, line: LineName, year: YearName) -> "View[Any]":
    """Every stated figure of a line and year, with version, paper and qualifier; what disagrees."""
    return ukraine_budget.explain(request.open(), line, year, **request.filters())


@app.command()
@view
def diff(
    request: Part,
    old: OldSide,
    new: NewSide,
    *,
    everything: AllOption = False,
    tolerance: ToleranceOption = Decimal(0),
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 when the two differ.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
) -> "tuple[View[Any] | None, int]":
    """What changed between two versions or ledgers: what moved, what was added or cut, what is unexplained."""
    found = ask_diff(request, old, new, everything=everything, tolerance=tolerance)
    return None if quiet else found, int(exit_code and found.result.differs)


@app.command()
@view
def shifts(request: Request, old: AnyOldSide = None, new: AnyNewSide = None) -> "View[Any]":
    """Only what moved between years: between two versions or ledgers, or all that is declared in the ledger."""
    return ask_shifts(request, old, new)


@app.command()
@view
def history(request: Request, line: LineName, year: YearsOption = None) -> "View[Any]":
    """Every revision of a line's figures: versions down, years across."""
    return ukraine_budget.history(request.open(), line, years=year or None, **request.filters())


@app.command("list")
@view
def list_(
    request: Request,
    what: Annotated[
        str,
        typer.Argument(metavar="versions|lines|funds|documents", help="What to list.", autocompletion=complete.lists),
    ],
) -> "View[Any]":
    """The versions, lines, funds or documents of a ledger."""
    return ukraine_budget.listing(request.open(), what, **request.filters())


@app.command()
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


@app.command()
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
    asked: list[str | None] = [*paths] if paths else [request.ledger]
    found = ukraine_budget.check(*asked, decimal=request.decimal, claims=claims)
    return found, 0 if found.result.passes(strict=strict) else 1


app.command()(export)
app.command()(report)
app.command("import")(import_)
app.command()(convert)
app.command()(init)
