"""The commands that make, fill and change ledgers: import, convert and init."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import ukraine_budget
from ukraine_budget.cli import complete
from ukraine_budget.cli.command import answered, complaining, tell_made, view
from ukraine_budget.cli.options import LangOption, LedgerOption, Output, Source, to_year
from ukraine_budget.errors import LossError, UsageError
from ukraine_budget.language import said

if TYPE_CHECKING:
    from ukraine_budget import View

Words = Annotated[
    list[str],
    typer.Argument(
        metavar="[FORMAT] FILE...",
        help="A format and files of it; with --map or --guess only files.",
        autocompletion=complete.imports,
    ),
]
Into = Annotated[
    Path | None,
    typer.Option("--into", metavar="DIR", readable=False, help="The ledger folder; made if it is not there."),
]
MapFile = Annotated[
    Path | None,
    typer.Option("--map", metavar="MAP", readable=False, help="A map (TOML) that says what the columns mean."),
]
Several = list[str] | None


@view
def import_(
    output: Output,
    words: Words,
    *,
    into: Into = None,
    guess: Annotated[
        bool, typer.Option("--guess", help="Write a map for a file, with a reason for each guess, to look at and edit.")
    ] = False,
    map: MapFile = None,
    version: Annotated[
        str, typer.Option("--version", metavar="ID", help="What this version is to be called.", show_default=False)
    ] = "",
    date: Annotated[
        str, typer.Option("--date", metavar="DATE", help="When it was the state: YYYY-MM-DD.", show_default=False)
    ] = "",
    chapter: Annotated[
        Several, typer.Option("--chapter", metavar="CHAPTER", help="Only this chapter; may be given again.")
    ] = None,
    article: Annotated[
        Several, typer.Option("--article", metavar="ARTICLE", help="Only this article; may be given again.")
    ] = None,
    year: Annotated[
        list[int] | None,
        typer.Option("--year", metavar="YEAR", parser=to_year, help="Only this budget year; may be given again."),
    ] = None,
    receipts: Annotated[bool, typer.Option("--receipts", help="Also receipts, as lines of their own.")] = False,
    sheet: Annotated[
        str, typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook that has several.")
    ] = "",
    basis: Annotated[
        str, typer.Option("--basis", metavar="BASIS", help="What amounts count, where the map does not say it.")
    ] = "",
    strict: Annotated[
        bool, typer.Option("--strict", help="Write nothing where a row is at fault, and end with 1.")
    ] = False,
    accept_loss: Annotated[
        bool,
        typer.Option("--accept-loss", help="Take what can be taken, into partial versions that say what is missing."),
    ] = False,
) -> "tuple[View[Any] | None, int]":
    """Read official data files into a ledger: what was taken, what was left out, and why."""
    if guess:
        _guess(words, sheet, output)
        return None, 0
    if into is None:
        raise UsageError(said("name the ledger folder with --into DIR; it is made if it is not there"))
    format, files = ("", words) if map else (words[0], words[1:])
    try:
        found = ukraine_budget.import_file(
            *files,
            into=into,
            format=format,
            map=map,
            version=version,
            date=date,
            chapters=chapter or (),
            articles=article or (),
            years=year or (),
            receipts=receipts,
            sheet=sheet,
            basis=basis,
            strict=strict,
            accept_loss=accept_loss,
        )
    except LossError as error:
        return error.view, error.exit_code
    return found, int(found.result.refused)


def _guess(words: list[str], sheet: str, wanted: Output) -> None:
    """Write the map that is guessed for a file to a file or to the screen."""
    from ukraine_budget.cli.output import emit_text  # noqa: PLC0415  # --help writes nothing

    if len(words) != 1:
        raise UsageError(said("name one file to guess a map for"))
    emit_text(ukraine_budget.guess_map(words[0], sheet=sheet), wanted)


def convert(
    folder: Annotated[Path, typer.Argument(metavar="DIR", readable=False, help="A new folder.")],
    to: Annotated[
        str,
        typer.Option("--to", metavar="FORM", help="The form: parquet or csv.", autocompletion=complete.forms),
    ],
    ledger: LedgerOption = None,
    lang: LangOption = None,
) -> None:
    """Write a ledger in another form, and a ledger still: with Parquet for many figures, or with CSV again."""
    asked = Source(ledger=ledger, lang=lang)
    language = asked.language()
    with complaining(language):
        made = answered(lambda asked: ukraine_budget.convert(folder, to=to, ledger=asked.ledger), asked)
    tell_made(made, language)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", readable=False, help="A new folder.")],
    lang: LangOption = None,
) -> None:
    """Make an empty ledger to fill, with a page that says what goes in each column."""
    language = Output(lang=lang).language()
    with complaining(language):
        made = ukraine_budget.init(folder)
    tell_made(made, language)
