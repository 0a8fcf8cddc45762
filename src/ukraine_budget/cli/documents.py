"""The commands `export` and `report`: all views together, as a workbook, a data package or a page."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import ukraine_budget
from ukraine_budget.cli import complete
from ukraine_budget.cli.command import answered, complaining, tell_made
from ukraine_budget.cli.options import (
    AnyNewSide,
    AnyOldSide,
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
    to_year,
)
from ukraine_budget.errors import UsageError
from ukraine_budget.language import said

if TYPE_CHECKING:
    from ukraine_budget import Export, LedgerAt


def export(
    to: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx|DIR", readable=False, help="A workbook, or a folder of CSV files.")
    ],
    old: AnyOldSide = None,
    new: AnyNewSide = None,
    *,
    ledger: LedgerOption = None,
    decimal: DecimalOption = None,
    as_of: AsOfOption = None,
    basis: BasisOption = None,
    fund: FundOption = None,
    unit: UnitOption = None,
    total: TotalOption = False,
    force: ForceOption = False,
    lang: LangOption = None,
) -> None:
    """All views as one workbook whose totals and changes are formulas, or as a data package of CSV files.

    The diff in it is of OLD and NEW, or of the last version that follows another.
    """
    from ukraine_budget.cli.output import write_export  # noqa: PLC0415  # --help writes nothing

    asked = Request(
        ledger=ledger, decimal=decimal, basis=basis, fund=fund, unit=unit, total=total, as_of=as_of, lang=lang
    )
    language = asked.language()
    with complaining(language):
        found = answered(lambda asked: _found(asked, old, new), asked)
        made = write_export(found, to, language.code, replace=force)
    tell_made(made, language)


def _found(asked: Request, old: str | None, new: str | None) -> "Export":
    return ukraine_budget.export(asked.open(), _between(asked, old, new), **asked.filters())


def _between(asked: Request, old: str | None, new: str | None) -> "tuple[LedgerAt, LedgerAt] | None":
    if old is None and new is None:
        return None
    if old is None or new is None:
        raise UsageError(said("name two versions or ledgers, or none for the last version that follows another"))
    return ukraine_budget.stands(old, new, ledger=asked.ledger, decimal=asked.decimal, total=asked.total)


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
