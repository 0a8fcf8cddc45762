"""Functions that make, fill, convert and query ledgers."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ukraine_budget.analysis.versions import LedgerAt
from ukraine_budget.api.arguments import checked, checked_names
from ukraine_budget.atomic_write import claimed, current, put, steady
from ukraine_budget.errors import LedgerError, LossError, UsageError, no_such_date, unknown
from ukraine_budget.language import joined, listed, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read import find, read
from ukraine_budget.read.cells import is_date
from ukraine_budget.read.paths import DEFAULT, DESCRIPTOR
from ukraine_budget.read.schema import AMOUNTS
from ukraine_budget.report.importresult import ImportResult
from ukraine_budget.report.sql import diff_statement, show_statement
from ukraine_budget.report.views import VIEWS
from ukraine_budget.scaffold import check_new, scaffold
from ukraine_budget.write.figures import engine_table, write_csv, write_parquet

if TYPE_CHECKING:
    from ukraine_budget.api.view import View


@checked_names
def init(folder: str | Path) -> list[Path]:
    """Make an empty ledger in a new folder, with the columns of the ledger that comes with the program.

    Returns the files made. Raises UsageError if the folder is not empty, OutputError if it cannot be written.
    """
    descriptor = json.loads((find(DEFAULT) / DESCRIPTOR).read_text(encoding="utf-8"))
    return scaffold(Path(folder), descriptor)


FORMS: Mapping[str, Callable[[Ledger, dict[str, Any], Path], None]] = {"parquet": write_parquet, "csv": write_csv}
"""Writers of a ledger's figures by form: each takes the ledger, its descriptor and a folder."""


@checked_names
def convert(folder: str | Path, *, to: str, ledger: str | Path | None = None) -> list[Path]:
    """Write a ledger folder in another form to a new folder.

    `to` is "parquet" for figures of which some years are read without the rest, or "csv" for plain text. Returns the
    files made. Raises UsageError for an unknown form, a ledger that is one CSV file and a folder that is not empty,
    LedgerError for a ledger that cannot be read, OutputError if the folder cannot be written.
    """
    from ukraine_budget.importing.folder import plain_files  # noqa: PLC0415

    if to not in FORMS:
        raise unknown("form", to, FORMS)
    path = find(ledger)
    home = path.parent if path.name == DESCRIPTOR else path

    def source() -> tuple[Ledger, dict[str, bytes]]:
        whole, problems = read(path)
        if whole is None:
            raise LedgerError(problems)
        if not home.is_dir():
            message = said("{path} is one file: only a ledger folder has what a data package needs", path=str(path))
            raise UsageError(message)
        files = (current(home, DESCRIPTOR), *plain_files(home, but=(AMOUNTS,)))
        return whole, {file.name: file.read_bytes() for file in files}

    made = Path(folder)
    with claimed(made, partial(check_new, made)) as draft:
        whole, files = steady(home, source)
        descriptor = json.loads(files.pop(DESCRIPTOR).decode("utf-8-sig"))
        for name, data in files.items():
            (draft / name).write_bytes(data)
        FORMS[to](whole, descriptor, draft)
        put(draft, made)
    return sorted(made.iterdir())


@checked
def import_file(
    *files: str | Path,
    into: str | Path,
    format: str = "",
    map: str | Path | None = None,
    version: str = "",
    date: str = "",
    chapters: Collection[str] = (),
    articles: Collection[str] = (),
    years: Collection[int] = (),
    receipts: bool = False,
    sheet: str = "",
    basis: str = "",
    strict: bool = False,
    accept_loss: bool = False,
) -> "View[ImportResult]":
    """Import files of an official format, or by a map, into the ledger in a folder, which is made if need be.

    A folder or .zip archive stands for all tables in it. The ledger gets all that is new, or nothing if there is an
    error; with `strict` nothing either if a row is left out through a fault of the file. LossError if no figure was
    taken, or more than one percent of the amounts, or of the money, was left out for a reason that neither map nor
    format declares: with `accept_loss` the rest is taken, into partial versions that say what is missing. Also raises
    UsageError, SourceError, LedgerError or OutputError.
    """
    from ukraine_budget.api.view import View  # noqa: PLC0415
    from ukraine_budget.importing.extract import Wanted  # noqa: PLC0415
    from ukraine_budget.importing.files import opened  # noqa: PLC0415
    from ukraine_budget.importing.run import run  # noqa: PLC0415

    _check_request(files, format, map, date)
    wanted = Wanted(version, date, chapters, articles, years, receipts, sheet, basis)
    with opened(files) as sources:
        result = run(sources, Path(into), format or Path(str(map)), wanted, strict=strict, accept_loss=accept_loss)
    view = View(result, VIEWS["import"])
    if result.refused and not strict:
        raise LossError(joined((view.table.title, *view.table.notes), "\n"), view)
    return view


def _check_request(files: Sequence[str | Path], format: str, map: str | Path | None, date: str) -> None:
    from ukraine_budget.importing.formats import missing  # noqa: PLC0415

    if bool(format) == (map is not None):
        raise UsageError(said("name either a format or a map"))
    if lacking := missing(format, files, date):
        raise UsageError(joined(lacking, "\n"))
    if date and not is_date(date):
        raise no_such_date(date)


@checked_names
def guess_map(file: str | Path, *, sheet: str = "") -> str:
    """Guess a map (TOML) for a file from all its rows, with a reason for each guess, to be checked and edited.

    Raises SourceError if no table can be read, UsageError for several files.
    """
    from ukraine_budget.importing.files import opened  # noqa: PLC0415
    from ukraine_budget.importing.kinds import Shape  # noqa: PLC0415
    from ukraine_budget.importing.maps.guess import guess_map  # noqa: PLC0415

    with opened([file]) as tables:
        if len(tables) > 1:
            names = listed([table.name for table in tables])
            raise UsageError(
                said("{path} holds several tables: {names}; guess a map for one", path=str(file), names=names)
            )
        return guess_map(tables[0], Shape(sheet=sheet))


@checked
def sql_show(
    ledger: Ledger, year: int | str, *, as_of: str | None = None, funds: Sequence[str] = (), bases: Sequence[str] = ()
) -> str:
    """Make a SQL statement that finds in a table `amounts` what stands for a year, as `show` does.

    It returns line, basis, year, amount and version, in the unit of the ledger and without totals. Raises UsageError as
    `show` does, and for a name that engines read differently.
    """
    return show_statement(ledger, int(year), as_of=as_of, funds=funds, bases=bases)


@checked
def sql_diff(old: LedgerAt, new: LedgerAt, *, funds: Sequence[str] = (), bases: Sequence[str] = ()) -> str:
    """Make a SQL statement that finds in a table `amounts` what changed between two versions of one ledger.

    It returns line, basis, year, old, new, change and status: the cells whose stated amounts differ, as `diff` does,
    without what was declared, moved or cut. Raises UsageError as `diff` does, and for two ledgers.
    """
    return diff_statement(old, new, funds=funds, bases=bases)


@checked_names
def sql_tables(ledger: Ledger) -> dict[str, bytes]:
    """Format the table that SQL statements query: amounts.parquet. Raises UsageError without pyarrow."""
    return {"amounts.parquet": engine_table(ledger)}
