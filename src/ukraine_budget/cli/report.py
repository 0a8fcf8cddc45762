"""The command `report`: a page to hand on."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

import ukraine_budget
from ukraine_budget.cli import complete
from ukraine_budget.cli.command import answered, complaining, tell_made
from ukraine_budget.cli.numbers import year as to_year
from ukraine_budget.cli.options import (
    AsOfOption,
    BasisOption,
    DecimalOption,
    ForceOption,
    FundOption,
    GapOption,
    LangOption,
    LedgerOption,
    Request,
    TotalOption,
    UnitOption,
)
from ukraine_budget.errors import UsageError
from ukraine_budget.language import said


def report(
    file: Annotated[Path, typer.Argument(metavar="FILE.html", readable=False, help="The page.")],
    *,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            parser=to_year,
            help="Ask for a gap in this year; by default in the first that has one.",
            autocompletion=complete.years,
        ),
    ] = None,
    gap: GapOption = Decimal(20),
    ledger: LedgerOption = None,
    decimal: DecimalOption = None,
    as_of: AsOfOption = None,
    basis: BasisOption = None,
    fund: FundOption = None,
    unit: UnitOption = None,
    total: TotalOption = False,
    lang: LangOption = None,
    force: ForceOption = False,
) -> None:
    """A page to hand on: the answer, charts and tables at every version, in English and Dutch, in one file."""
    from ukraine_budget.cli.output import write_file  # noqa: PLC0415  # --help writes nothing

    asked = Request(
        ledger=ledger, decimal=decimal, basis=basis, fund=fund, unit=unit, total=total, as_of=as_of, lang=lang
    )
    language = asked.language()
    with complaining(language):
        _check(file)
        page = answered(lambda asked: _page(asked, year, gap, language.code), asked)
        write_file(file, page.encode(), replace=force)
    tell_made([file] if file.is_file() else (), language)  # and not the screen or a pipe


def _page(asked: Request, year: int | None, gap: Decimal, lang: str) -> str:
    return ukraine_budget.page(asked.open(), year=year, gap=gap, **asked.filters()).to_html(lang)


def _check(file: Path) -> None:
    """Only a page is written; to a device or a pipe it may have any name."""
    if file.suffix not in (".html", ".htm") and (file.is_file() or not file.exists()):
        raise UsageError(said("{path}: a report is a page; name a file that ends in .html", path=str(file)))
