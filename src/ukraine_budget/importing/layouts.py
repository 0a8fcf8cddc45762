"""Which of the formats a file is laid out as, by the columns that it has and no other format does."""

from collections.abc import Mapping, Sequence

from ukraine_budget.importing.rows import Shape, key, rows
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said

SIGNS: Mapping[str, frozenset[str]] = {
    "eu-budget": frozenset({"edition", "commpay", "reserve_alias"}),
    "kiel": frozenset({"country", "iso", "month", "military"}),
    "nl-b-tabel": frozenset({"begrotingsjaar", "bedrag t-2", "bedrag t+4"}),
    "nl-begrotingsstaten": frozenset({"uitgaven ontvangsten verplichtingen", "stand ontwerpbegroting"}),
    "us-omb": frozenset({"agency code", "bea category", "tq"}),
}
"""Columns by which each format is known."""


def layout(source: Source, shape: Shape) -> str:
    """The format that a file is laid out as, empty where it is none of them. SourceError where it cannot be read."""
    header = {key(name) for name in next((row.cells for row in rows(source, shape)), ())}
    return next((format for format, signs in SIGNS.items() if signs <= header), "")


def check_layout(format: str, sources: Sequence[Source], sheet: str) -> None:
    """Refuse files that are laid out as another format than they are said to be."""
    for source in sources:
        other = layout(source, Shape(sheet=sheet))
        if other not in ("", format):
            message = said("is laid out as {other}, not as {format}", other=other, format=format)
            raise source.error("other-layout", message, said("import it as {format}", format=other), (1, 0))
