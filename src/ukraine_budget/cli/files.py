"""Commands that make files: exports, pages and ledgers."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import ukraine_budget
from ukraine_budget.cli import complete
from ukraine_budget.cli.command import as_command
from ukraine_budget.cli.options import (
    AnyNewSide,
    AnyOldSide,
    GapOption,
    LinesOption,
    YearsOption,
    parse_rows,
    parse_year,
)
from ukraine_budget.cli.requests import Output, Request, Source
from ukraine_budget.errors import LossError, UsageError
from ukraine_budget.language import Text, joined, said

if TYPE_CHECKING:
    from ukraine_budget import LedgerAt, View

NewFolder = Annotated[Path, typer.Argument(metavar="DIR", readable=False, help="A new folder.")]
Several = list[str] | None
WHOLE = ("ledger", "decimal", "as_of", "basis", "fund", "unit", "total")
"""Options of all views together."""


@as_command(*WHOLE, "force", "lang")
def export(
    request: Request,
    to: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx|DIR", readable=False, help="A workbook, or a folder of CSV files.")
    ],
    old: AnyOldSide = None,
    new: AnyNewSide = None,
    *,
    line: LinesOption = None,
    year: YearsOption = None,
) -> list[Path]:
    """All views as one workbook whose totals and changes are formulas, or as a data package of CSV files.

    The diff in it is of OLD and NEW, or of the last version that follows another.
    """
    from ukraine_budget.cli.file_output import write_export  # noqa: PLC0415

    filters = request.filters() | {"lines": line or (), "years": year}
    views = ukraine_budget.export(request.open(), _between(request, old, new), **filters)
    return write_export(views, to, request.language().code, replace=request.force)


def _between(request: Request, old: str | None, new: str | None) -> "tuple[LedgerAt, LedgerAt] | None":
    if old is None and new is None:
        return None
    if old is None or new is None:
        raise UsageError(said("name two versions or ledgers, or none for the last version that follows another"))
    return ukraine_budget.ledgers_at(old, new, ledger=request.ledger, decimal=request.decimal, total=request.total)


@as_command(*WHOLE, "lang", "force")
def report(
    request: Request,
    file: Annotated[Path, typer.Argument(metavar="FILE.html", readable=False, help="The page.")],
    *,
    line: LinesOption = None,
    year: YearsOption = None,
    top: Annotated[
        int, typer.Option("--top", metavar="N", parser=parse_rows, help="The most lines of a table, the largest first.")
    ] = 1000,
    gap: GapOption = Decimal(20),
) -> list[Path]:
    """A page to hand on: the answer, pictures and tables, what changed, in English and Dutch, in one file."""
    from ukraine_budget.cli.file_output import write_file  # noqa: PLC0415

    if file.suffix not in (".html", ".htm") and (file.is_file() or not file.exists()):  # a pipe has no suffix
        raise UsageError(said("{path}: a report is a page; name a file that ends in .html", path=str(file)))
    filters = request.filters() | {"lines": line or (), "years": year}
    page = ukraine_budget.page(request.open(), top=top, gap=gap, **filters)
    write_file(file, [page.to_html(request.language().code).encode()], replace=request.force)
    return [file] if file.is_file() else []  # not a device or pipe


@dataclass(frozen=True)
class _Selection:
    """Selection of an import: the ledger, and the parts of the files to take."""

    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="DIR", readable=False, help="The ledger folder; made if it is not there."),
    ] = None
    guess: Annotated[
        bool, typer.Option("--guess", help="Write a map for a file, with a reason for each guess, to look at and edit.")
    ] = False
    map: Annotated[
        Path | None,
        typer.Option("--map", metavar="MAP", readable=False, help="A map (TOML) that says what the columns mean."),
    ] = None
    version: Annotated[
        str, typer.Option("--version", metavar="ID", help="What this version is to be called.", show_default=False)
    ] = ""
    date: Annotated[
        str, typer.Option("--date", metavar="DATE", help="When it was the state: YYYY-MM-DD.", show_default=False)
    ] = ""
    chapter: Annotated[
        Several, typer.Option("--chapter", metavar="CHAPTER", help="Only this chapter; may be given again.")
    ] = None
    article: Annotated[
        Several, typer.Option("--article", metavar="ARTICLE", help="Only this article; may be given again.")
    ] = None
    year: Annotated[
        list[int] | None,
        typer.Option("--year", metavar="YEAR", parser=parse_year, help="Only this budget year; may be given again."),
    ] = None
    receipts: Annotated[bool, typer.Option("--receipts", help="Also receipts, as lines of their own.")] = False
    sheet: Annotated[
        str,
        typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook, or list of a JSON file, with several."),
    ] = ""
    basis: Annotated[
        str, typer.Option("--basis", metavar="BASIS", help="What amounts count, where the map does not say it.")
    ] = ""
    strict: Annotated[bool, typer.Option("--strict", help="Write nothing where a row is at fault, and end with 1.")] = (
        False
    )
    accept_loss: Annotated[
        bool,
        typer.Option("--accept-loss", help="Take what can be taken, into partial versions that say what is missing."),
    ] = False

    def wanted(self) -> dict[str, Any]:
        """These options by the library's parameter names."""
        names = ("into", "map", "version", "date", "receipts", "sheet", "basis", "strict", "accept_loss")
        several = {"chapters": self.chapter or (), "articles": self.article or (), "years": self.year or ()}
        return {name: getattr(self, name) for name in names} | several


@dataclass(frozen=True)
class Import(Output, _Selection):
    """Request for an import."""


@as_command()
def import_(
    request: Import,
    words: Annotated[
        Several,
        typer.Argument(
            metavar="[FORMAT] FILE...",
            help="A format and files of it, or a folder or .zip archive of files; with --map or --guess only these.",
            autocompletion=complete.imports,
        ),
    ] = None,
) -> "tuple[View[Any] | None, int]":
    """Read official data files into a ledger: what was taken, what was left out, and why."""
    words = words or []
    if request.guess:
        _guess(words, request)
        return None, 0
    format, files = ("", words) if request.map or _is_file(words) else ("".join(words[:1]), words[1:])
    if lacking := [*_missing(request, format, files)]:
        raise UsageError(joined(lacking, "\n"))
    try:
        taken = ukraine_budget.import_file(*files, format=format, **request.wanted())
    except LossError as error:
        return error.view, error.exit_code
    return taken, int(taken.result.refused)


def _is_file(words: list[str]) -> bool:
    """Whether the only word is a file, given without its format."""
    from ukraine_budget.importing.formats import FORMATS  # noqa: PLC0415

    return len(words) == 1 and words[0] not in FORMATS


def _missing(request: Import, format: str, files: list[str]) -> Iterator[Text]:
    """Messages for what an import lacks."""
    from ukraine_budget.importing.extract import Wanted  # noqa: PLC0415
    from ukraine_budget.importing.formats import missing  # noqa: PLC0415
    from ukraine_budget.importing.maps import load_map  # noqa: PLC0415
    from ukraine_budget.importing.maps.lacking import lacking  # noqa: PLC0415

    if not format and not request.map:
        yield said("name a format, as --help lists them, or a map with --map")
    if request.into is None:
        yield said("name the ledger folder with --into DIR; it is made if it is not there")
    yield from missing(format, files, request.date)
    if request.map:
        selection = Wanted(request.version, request.date, basis=request.basis)
        yield from lacking(load_map(request.map), request.map.name, selection)


def _guess(words: list[str], request: Import) -> None:
    """Write the guessed map of a file to the output."""
    from ukraine_budget.cli.output import emit_text  # noqa: PLC0415

    if len(words) != 1:
        raise UsageError(said("name one file to guess a map for"))
    emit_text(ukraine_budget.guess_map(words[0], sheet=request.sheet), request)


@as_command("ledger", "lang")
def convert(
    request: Source,
    folder: NewFolder,
    to: Annotated[
        str,
        typer.Option("--to", metavar="FORM", help="The form: parquet or csv.", autocompletion=complete.forms),
    ],
) -> list[Path]:
    """Write a ledger in another form, and a ledger still: with Parquet for many figures, or with CSV again."""
    return ukraine_budget.convert(folder, to=to, ledger=request.ledger)


@as_command("lang")
def init(_: Output, folder: NewFolder) -> list[Path]:
    """Make an empty ledger to fill, with a page that says what goes in each column."""
    return ukraine_budget.init(folder)
