"""The commands. Each parses, calls one function of the library, and hands its answer to be written."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import ukraine_budget
from ukraine_budget.cli.options import Request, Source, view
from ukraine_budget.errors import printable

if TYPE_CHECKING:
    from ukraine_budget import View

app = typer.Typer(
    name="budget",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="What stands in the budget for Ukraine, what moved between years, and what was added.",
)

Year = Annotated[int, typer.Argument(metavar="YEAR", help="A budget year.", min=1900, max=2199)]
LineName = Annotated[str, typer.Argument(metavar="LINE", help="A line of the ledger; budget list lines names them.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"budget {ukraine_budget.__version__}")
        raise typer.Exit


def _percent(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise typer.BadParameter(f"{text} is not a number") from None
    if not 0 <= value <= 100:
        raise typer.BadParameter(f"{text} is not between 0 and 100")
    return value


@app.callback()
def budget(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """What stands in the budget for Ukraine, what moved between years, and what was added."""


@app.command()
@view
def show(request: Request, year: Year) -> "View[Any]":
    """What stands for a year, by fund and line; the shifts that touch it; compared with the year before."""
    return ukraine_budget.show(request.open(), year, **request.filters())


@app.command()
@view
def outlook(
    request: Request,
    gap: Annotated[
        Decimal,
        typer.Option("--gap", metavar="PERCENT", parser=_percent, help="The fall of cash that counts as a gap."),
    ] = Decimal(20),
) -> "View[Any]":
    """Years side by side: committed, cash, outstanding, and the years in which cash falls."""
    return ukraine_budget.outlook(request.open(), gap=gap, **request.filters())


@app.command()
@view
def explain(request: Request, line: LineName, year: Year) -> "View[Any]":
    """Every stated figure of a line and year, with version, paper and qualifier; what disagrees."""
    return ukraine_budget.explain(request.open(), line, year, **request.filters())


@app.command("list")
@view
def list_(
    request: Source,
    what: Annotated[str, typer.Argument(metavar="versions|lines|funds|documents", help="What to list.")],
) -> "View[Any]":
    """The versions, lines, funds or documents of a ledger."""
    return ukraine_budget.listing(request.open(), what)


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


@app.command()
def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")]) -> None:
    """Make an empty ledger to fill, with a page that says what goes in each column."""
    for file in ukraine_budget.init(folder):
        typer.echo(f"made {printable(str(file))}")
