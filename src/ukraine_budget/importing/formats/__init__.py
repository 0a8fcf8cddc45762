"""The formats that governments publish, one small file each, from official files to an `Extract`.

A format is a module with a function `read(sources, wanted)`. docs/importing.md says how one is written.
"""

from collections.abc import Sequence
from importlib import import_module

from ukraine_budget.errors import UsageError, unknown
from ukraine_budget.importing.extract import Extract, Wanted
from ukraine_budget.importing.kinds import Shape, layout
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said

FORMATS = {
    "eu-budget": "eu_budget",
    "kiel": "kiel",
    "nl-b-tabel": "nl_b_tabel",
    "nl-begrotingsstaten": "nl_begrotingsstaten",
    "us-omb": "us_omb",
}
"""The names of the formats, and the module in `formats` that reads each."""


def read_format(format: str, sources: Sequence[Source], wanted: Wanted) -> Extract:
    """What some files of a format say; UsageError for a format that is not known, SourceError for a file of another."""
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    if wanted.basis:
        raise UsageError(said("{format} says what its amounts count: leave out --basis", format=format))
    check_layout(format, sources, wanted.sheet)
    extract: Extract = import_module(f"ukraine_budget.importing.formats.{FORMATS[format]}").read(sources, wanted)
    return extract


def check_layout(format: str, sources: Sequence[Source], sheet: str) -> None:
    """Refuse files that are laid out as another format than they are said to be."""
    for source in sources:
        other = layout(source, Shape(sheet=sheet))
        if other not in ("", format):
            message = said("is laid out as {other}, not as {format}", other=other, format=format)
            raise source.error("other-layout", message, said("import it as {format}", format=other), (1, 0))
