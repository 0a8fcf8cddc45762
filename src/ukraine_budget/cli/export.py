"""The command `export`: all views as a workbook or a data package."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import ukraine_budget
from ukraine_budget.cli.command import answered, complaining, tell_made
from ukraine_budget.cli.options import (
    AnyNewSide,
    AnyOldSide,
    AsOfOption,
    BasisOption,
    DecimalOption,
    ForceOption,
    FundOption,
    LangOption,
    LedgerOption,
    Request,
    TotalOption,
    UnitOption,
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
