"""The commands. Each parses, calls one function of the library, and hands its answer to be written."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import ukraine_budget
from ukraine_budget.cli.options import GapOption, Output, Part, Request, Source, amount, view
from ukraine_budget.cli.report import report
from ukraine_budget.errors import UsageError, printable
from ukraine_budget.model.message import said

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
    gap: GapOption = Decimal(20),
) -> "View[Any]":
    """Years side by side: committed, cash, outstanding, and the years in which cash falls."""
    return ukraine_budget.outlook(request.open(), gap=gap, **request.filters())


@app.command()
@view
def explain(request: Request, line: LineName, year: Year) -> "View[Any]":
    """Every stated figure of a line and year, with version, paper and qualifier; what disagrees."""
    return ukraine_budget.explain(request.open(), line, year, **request.filters())


@app.command()
@view
def diff(
    request: Part,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A version, a ledger, or LEDGER@VERSION.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same.")],
    *,
    everything: Annotated[bool, typer.Option("--all", help="Also what was not restated or did not change.")] = False,
    tolerance: Annotated[
        Decimal, typer.Option("--tolerance", metavar="AMOUNT", parser=amount, help="A change that counts as none.")
    ] = Decimal(0),
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 when the two differ.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing.")] = False,
) -> "tuple[View[Any] | None, int]":
    """What changed between two versions or ledgers: what moved, what was added or cut, what is unexplained."""
    sides = ukraine_budget.stands(old, new, ledger=request.ledger, decimal=request.decimal)
    found = ukraine_budget.diff(*sides, all=everything, tolerance=tolerance, **request.filters())
    return None if quiet else found, int(exit_code and found.result.differs)


@app.command()
@view
def shifts(
    request: Request,
    old: Annotated[str | None, typer.Argument(metavar="[OLD", help="As for diff.", show_default=False)] = None,
    new: Annotated[str | None, typer.Argument(metavar="NEW]", help="As for diff.", show_default=False)] = None,
) -> "View[Any]":
    """Only what moved between years: between two versions or ledgers, or all that is declared in the ledger."""
    if old is None:
        return ukraine_budget.shifts(request.open(), **request.filters())
    if new is None or request.as_of:
        raise UsageError(said("name two versions or ledgers, without --as-of; or none for all that is declared"))
    sides = ukraine_budget.stands(old, new, ledger=request.ledger, decimal=request.decimal)
    return ukraine_budget.shifts(ukraine_budget.diff(*sides, **Part.filters(request)))


@app.command()
@view
def history(
    request: Request,
    line: LineName,
    year: Annotated[
        list[int] | None, typer.Option("--year", metavar="YEAR", help="Only this year; may be given again.")
    ] = None,
) -> "View[Any]":
    """Every revision of a line's figures: versions down, years across."""
    return ukraine_budget.history(request.open(), line, years=year or None, **request.filters())


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
def glossary(
    _: Output,
    term: Annotated[
        str, typer.Argument(metavar="[TERM]", help="A word, in English or Dutch.", show_default=False)
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


app.command()(report)


@app.command()
def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")]) -> None:
    """Make an empty ledger to fill, with a page that says what goes in each column."""
    for file in ukraine_budget.init(folder):
        typer.echo(f"made {printable(str(file))}")
