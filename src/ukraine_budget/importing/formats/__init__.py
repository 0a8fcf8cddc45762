"""Formats that governments publish: a reader each, from official files to an `Extract`.

A format is a module with a function `read(sources, wanted)`, as docs/importing.md describes.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ukraine_budget.errors import UsageError, unknown
from ukraine_budget.importing.extract import DATE, DATED, Extract, Wanted
from ukraine_budget.importing.files import holds_files
from ukraine_budget.importing.kinds import Shape, header, layout
from ukraine_budget.importing.source import Source
from ukraine_budget.language import Text, said


class Format(NamedTuple):
    """A format: its module in `formats`, a description, and whether its files lack their date."""

    module: str
    about: str
    lacks_date: bool = False


FORMATS = {
    "eu-budget": Format("eu_budget", "EU budget, section III: editions, line by line."),
    "kiel": Format("kiel", "Ukraine Support Tracker: publications, with --date.", lacks_date=True),
    "nl-b-tabel": Format("nl_b_tabel", "Dutch budget tables: draft budgets with seven years."),
    "nl-begrotingsstaten": Format("nl_begrotingsstaten", "Dutch budget states: every article in five phases."),
    "us-omb": Format("us_omb", "US Public Budget Database: editions, by account."),
}


def missing(format: str, files: Sequence[str | Path], date: str) -> list[Text]:
    """Messages for what an import of files of a format lacks."""
    lacking: list[Text] = [] if files else [said("name a file to import")]
    known = FORMATS.get(format)
    if known and known.lacks_date and not date and not any(map(may_say_date, files)):
        lacking.append(DATED)
    return lacking


def may_say_date(file: str | Path) -> bool:
    """Whether the file's name has a date, or it is a folder or archive of files whose names may."""
    return bool(DATE.search(Path(file).name)) or holds_files(Path(file))


def read_format(format: str, sources: Sequence[Source], wanted: Wanted) -> Extract:
    """Read files of a format; UsageError for an unknown format, SourceError for a file of another."""
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    if wanted.basis:
        raise UsageError(said("{format} says what its amounts count: leave out --basis", format=format))
    check_layout(format, sources, wanted.sheet)
    extract: Extract = import_module(f"ukraine_budget.importing.formats.{FORMATS[format].module}").read(sources, wanted)
    return extract


def check_layout(format: str, sources: Sequence[Source], sheet: str) -> None:
    """Raise SourceError for a file whose header is that of another format."""
    for source in sources:
        other = layout(header(source, Shape(sheet=sheet)))
        if other not in ("", format):
            message = said("is laid out as {other}, not as {format}", other=other, format=format)
            raise source.error("other-layout", message, said("import it as {format}", format=other), (1, 0))
