"""Commands that print for programs: SQL statements and JSON Schemas."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import ukraine_budget
from ukraine_budget.cli import complete
from ukraine_budget.cli.command import as_command
from ukraine_budget.cli.help import App
from ukraine_budget.cli.options import NewSide, YearName
from ukraine_budget.cli.requests import Output, Request

if TYPE_CHECKING:
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

sql = App(
    name="sql",
    no_args_is_help=True,
    help="What stands or what changed, as one SQL statement for DuckDB, Polars, Spark or Trino.",
)


@dataclass(frozen=True)
class Statement(Request):
    """Request for a SQL statement, and the folder for its table."""

    tables: TablesOption = None

    def with_tables(self, ledger: "Ledger", statement: str) -> str:
        """Return a statement, after writing the table that it queries if requested."""
        from ukraine_budget.cli.file_output import write_folder  # noqa: PLC0415

        if self.tables:
            write_folder(self.tables, ukraine_budget.sql_tables(ledger), replace=self.force)
        return statement


OPTIONS = ("output", "force", "lang", "no_pager")
"""Options of a text, which has no format."""
OF_LEDGER = (*OPTIONS, "ledger", "decimal", "basis", "fund", "tables")
"""Options of a statement, which has no unit."""


@sql.command()
@as_command(*OF_LEDGER, "as_of")
def show(request: Statement, year: YearName) -> str:
    """What stands for a year, as SQL: line, basis, year, amount, version."""
    ledger = request.open()
    made = ukraine_budget.sql_show(ledger, year, **request.filters())
    return request.with_tables(ledger, made)


@sql.command()
@as_command(*OF_LEDGER)
def diff(request: Statement, old: OldVersion, new: NewSide) -> str:
    """What changed between two versions, as SQL: line, basis, year, old, new, change, status."""
    ledger = request.open()
    sides = (ukraine_budget.LedgerAt(ledger, side) for side in (old, new))
    return request.with_tables(ledger, ukraine_budget.sql_diff(*sides, **request.filters()))


@as_command(*OPTIONS)
def schema(
    _: Output,
    view: Annotated[
        str, typer.Argument(metavar="VIEW", help="A view, such as show or diff; or map.", autocompletion=complete.views)
    ],
) -> str:
    """What the JSON of a view holds, or a map for an import, as a JSON Schema that programs can check it against."""
    return json.dumps(ukraine_budget.schema(view), ensure_ascii=False, indent=2) + "\n"
