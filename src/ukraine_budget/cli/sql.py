"""The commands that print SQL: the questions of `show` and `diff` for an engine that holds more than this machine."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import ukraine_budget
from ukraine_budget.cli import complete
from ukraine_budget.cli.command import command
from ukraine_budget.cli.help import App
from ukraine_budget.cli.options import (
    AsOfOption,
    BasisOption,
    DecimalOption,
    ForceOption,
    FundOption,
    LangOption,
    LedgerOption,
    Output,
    OutputOption,
    PagerOption,
    YearName,
)

if TYPE_CHECKING:
    from ukraine_budget.language import Language
    from ukraine_budget.model.ledger import Ledger

TablesOption = Annotated[
    Path | None,
    typer.Option(
        "--tables", metavar="DIR", readable=False, help="Also write the table that is asked, as DIR/amounts.parquet."
    ),
]
OldVersion = Annotated[
    str,
    typer.Argument(metavar="OLD", help="A version or date of the ledger.", autocompletion=complete.versions),
]
NewVersion = Annotated[str, typer.Argument(metavar="NEW", help="The same.", autocompletion=complete.versions)]

app = App()


@dataclass(frozen=True)
class Part:
    """Of which part of which ledger a statement is, and where it and its table go. It has no format and no unit."""

    output: OutputOption = None
    force: ForceOption = False
    lang: LangOption = None
    no_pager: PagerOption = False
    ledger: LedgerOption = None
    decimal: DecimalOption = None
    basis: BasisOption = None
    fund: FundOption = None
    tables: TablesOption = None

    def language(self) -> "Language":
        """The language of what is said beside the statement."""
        return Output(lang=self.lang).language()

    def open(self) -> "Ledger":
        """The ledger asked for."""
        return ukraine_budget.open_ledger(self.ledger, decimal=self.decimal)

    def filters(self) -> dict[str, Any]:
        """The funds and bases asked for, by the names that the library has for them."""
        return {"bases": self.basis or (), "funds": self.fund or ()}

    def with_tables(self, ledger: "Ledger", statement: str) -> str:
        """A statement, once the table that it asks is written, where that is wanted."""
        from ukraine_budget.cli.output import write_folder  # noqa: PLC0415  # --help writes nothing

        if self.tables:
            write_folder(self.tables, ukraine_budget.sql_tables(ledger), replace=self.force)
        return statement


@dataclass(frozen=True)
class Moment(Part):
    """And as of when."""

    as_of: AsOfOption = None


def printed(function: Callable[..., str]) -> Callable[..., None]:
    """Make a command of a statement."""
    return command(function, _emit)


def _emit(statement: str, wanted: Part, _: "Language") -> None:
    from ukraine_budget.cli.output import emit_text  # noqa: PLC0415  # --help writes nothing

    emit_text(statement, Output(output=wanted.output, force=wanted.force, no_pager=wanted.no_pager))


@app.command()
@printed
def show(request: Moment, year: YearName) -> str:
    """What stands for a year, as SQL: line, basis, year, amount, version."""
    ledger = request.open()
    made = ukraine_budget.sql_show(ledger, year, as_of=request.as_of, **request.filters())
    return request.with_tables(ledger, made)


@app.command()
@printed
def diff(request: Part, old: OldVersion, new: NewVersion) -> str:
    """What changed between two versions, as SQL: line, basis, year, old, new, change, status."""
    ledger = request.open()
    sides = (ukraine_budget.LedgerAt(ledger, side) for side in (old, new))
    return request.with_tables(ledger, ukraine_budget.sql_diff(*sides, **request.filters()))
