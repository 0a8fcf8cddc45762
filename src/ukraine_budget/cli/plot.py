"""The commands that draw: the views of the same names as charts in the terminal, or as pictures in a file."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

import ukraine_budget
from ukraine_budget.cli import complete
from ukraine_budget.cli.command import ask_diff, ask_shifts, command
from ukraine_budget.cli.help import App
from ukraine_budget.cli.options import (
    AllOption,
    AnyNewSide,
    AnyOldSide,
    GapOption,
    LineName,
    LinesOption,
    NewSide,
    OldSide,
    Output,
    Part,
    Request,
    ToleranceOption,
    YearsOption,
    flat,
)

if TYPE_CHECKING:
    from ukraine_budget import Plot
    from ukraine_budget.language import Language

DrawnFormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="text, svg, png or pdf; by default as the file is named.",
        autocompletion=complete.drawings,
    ),
]
NarrowOption = Annotated[bool, typer.Option("--narrow", help="A picture for a phone or a column: 358 pixels wide.")]
app = App(
    name="plot",
    no_args_is_help=True,
    help="A chart in the terminal, or with -o FILE.svg, .png or .pdf a picture.",
)


@dataclass(frozen=True)
class DrawnPart(Part):
    """Of which part of the ledger, in which unit, in a format of pictures."""

    format: DrawnFormatOption = None
    narrow: NarrowOption = False


@dataclass(frozen=True)
class Drawn(Request):
    """And as of when."""

    format: DrawnFormatOption = None
    narrow: NarrowOption = False


def picture(function: Callable[..., "Plot"]) -> Callable[..., None]:
    """Make a command of a picture."""
    return command(function, _emit)


def _emit(plot: "Plot", wanted: Output, language: "Language") -> None:
    from ukraine_budget.cli.output import emit_plot  # noqa: PLC0415  # --help draws nothing

    emit_plot(plot, wanted, language, narrow=isinstance(wanted, Drawn | DrawnPart) and wanted.narrow)


@app.command()
@picture
def outlook(request: Drawn, gap: GapOption = Decimal(20), line: LinesOption = None, year: YearsOption = None) -> "Plot":
    """Years side by side, with what was decided and what moved between them; of many lines the largest."""
    from ukraine_budget.analysis.scope import is_large, years_ahead  # noqa: PLC0415  # --help reads no ledger

    ledger, asked = request.open(), request.filters() | {"years": flat(year)}
    if is_large(ledger):
        asked["bases"] = asked["bases"] or ledger.bases
        asked["years"] = asked["years"] or years_ahead(ledger, request.as_of)
    return ukraine_budget.plot(ukraine_budget.outlook(ledger, gap=gap, **asked), lines=line or ())


@app.command()
@picture
def history(request: Drawn, line: LineName, year: YearsOption = None) -> "Plot":
    """Every revision of a line's figures over the dates of the papers."""
    return ukraine_budget.plot(
        ukraine_budget.history(request.open(), line, years=flat(year) or None, **request.filters())
    )


@app.command()
@picture
def diff(
    request: DrawnPart,
    old: OldSide,
    new: NewSide,
    *,
    everything: AllOption = False,
    tolerance: ToleranceOption = Decimal(0),
    line: LinesOption = None,
    year: YearsOption = None,
) -> "Plot":
    """Old and new side by side, with what moved between years; of many lines the largest changes."""
    view = ask_diff(request, old, new, everything=everything, tolerance=tolerance, years=flat(year))
    return ukraine_budget.plot(view, lines=line or ())


@app.command()
@picture
def shifts(
    request: Drawn,
    old: AnyOldSide = None,
    new: AnyNewSide = None,
    *,
    line: LinesOption = None,
    year: YearsOption = None,
) -> "Plot":
    """What moved between years, an arc for each shift."""
    return ukraine_budget.plot(ask_shifts(request, old, new, flat(year)), lines=line or ())
