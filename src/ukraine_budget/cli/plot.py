"""Commands that draw: charts in the terminal, or pictures in a file."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import ukraine_budget
from ukraine_budget.cli.command import as_command, ask_diff, ask_shifts
from ukraine_budget.cli.help import App
from ukraine_budget.cli.options import (
    AllOption,
    AnyNewSide,
    AnyOldSide,
    DrawnFormatOption,
    GapOption,
    LineName,
    LinesOption,
    NarrowOption,
    NewSide,
    OldSide,
    ToleranceOption,
    YearsOption,
)
from ukraine_budget.cli.requests import Part, Request

if TYPE_CHECKING:
    from ukraine_budget import Plot

app = App(
    name="plot",
    no_args_is_help=True,
    help="A chart in the terminal, or with -o FILE.svg, .png or .pdf a picture.",
)


@dataclass(frozen=True)
class DrawnPart(Part):
    """Request for a picture of part of a ledger."""

    format: DrawnFormatOption = None
    narrow: NarrowOption = False


@dataclass(frozen=True)
class Drawn(Request):
    """Request for a picture at a version or date."""

    format: DrawnFormatOption = None
    narrow: NarrowOption = False


@app.command()
@as_command()
def outlook(request: Drawn, gap: GapOption = Decimal(20), line: LinesOption = None, year: YearsOption = None) -> "Plot":
    """Years side by side, with what was decided and what moved between them; of many lines the largest."""
    from ukraine_budget.analysis.scope import is_large, years_ahead  # noqa: PLC0415

    ledger, filters = request.open(), request.filters() | {"years": year}
    if is_large(ledger):
        filters = {"bases": ledger.bases, **filters, "years": year or years_ahead(ledger, request.as_of)}
    return ukraine_budget.plot(ukraine_budget.outlook(ledger, gap=gap, **filters), lines=line or ())


@app.command()
@as_command()
def history(request: Drawn, line: LineName, year: YearsOption = None) -> "Plot":
    """Every revision of a line's figures over the dates of the papers."""
    return ukraine_budget.plot(ukraine_budget.history(request.open(), line, years=year, **request.filters()))


@app.command()
@as_command()
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
    view = ask_diff(request, old, new, everything=everything, tolerance=tolerance, years=year)
    return ukraine_budget.plot(view, lines=line or ())


@app.command()
@as_command()
def shifts(
    request: Drawn,
    old: AnyOldSide = None,
    new: AnyNewSide = None,
    *,
    line: LinesOption = None,
    year: YearsOption = None,
) -> "Plot":
    """What moved between years, an arc for each shift."""
    return ukraine_budget.plot(ask_shifts(request, old, new, year), lines=line or ())
