"""Official data files taken into a ledger."""

from collections.abc import Collection
from pathlib import Path

from ukraine_budget.api.view import View
from ukraine_budget.errors import LossError, UsageError, no_such_date
from ukraine_budget.importing.extract import Wanted
from ukraine_budget.importing.run import run
from ukraine_budget.importing.source import source
from ukraine_budget.language import joined, said
from ukraine_budget.read.cells import is_date
from ukraine_budget.report.imported import import_table
from ukraine_budget.report.importresult import ImportResult


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
) -> View[ImportResult]:
    """Take files of an official format, or as a map tells, into the ledger in a folder, which is made if need be.

    The ledger gets all that is new, or with an error nothing; with `strict` also nothing where a row was left out
    through a fault of the file. LossError where no figure was taken, or more than one in a hundred amounts, or of the
    money, was left out for a reason that neither map nor format tells: with `accept_loss` the rest is taken, into
    partial versions that say what is missing. Raises also UsageError, SourceError, LedgerError or OutputError.
    """
    if bool(format) == (map is not None):
        raise UsageError(said("name either a format or a map"))
    if not files:
        raise UsageError(said("name a file to import"))
    if date and not is_date(date):
        raise no_such_date(date)
    wanted = Wanted(version, date, chapters, articles, years, receipts, sheet, basis)
    sources = [source(path) for path in files]
    result = run(sources, Path(into), format or Path(str(map)), wanted, strict=strict, accept_loss=accept_loss)
    view = View(result, import_table(result))
    if result.refused and not strict:
        raise LossError(joined((view.table.title, *view.table.notes), "\n"), view)
    return view
