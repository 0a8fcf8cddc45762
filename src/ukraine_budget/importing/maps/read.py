"""Reading of files by maps."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import Extract, Wanted, nothing_yet
from ukraine_budget.importing.maps import Map, load_map, parse_map
from ukraine_budget.importing.maps.lacking import lacking
from ukraine_budget.importing.maps.table import Reader, TableReading, Tables
from ukraine_budget.importing.maps.totals import compare_printed
from ukraine_budget.importing.names import settle_names
from ukraine_budget.importing.settle import compare_totals, settle_duplicates
from ukraine_budget.importing.source import Source
from ukraine_budget.language import joined, said


def builtin(format: str) -> Map:
    """Load the map of a format that comes with the program."""
    name = f"{format.replace('-', '_')}.toml"
    return parse_map((files("ukraine_budget.importing.formats") / name).read_text(encoding="utf-8"), name)


def read_by_map(path: Path, sources: Sequence[Source], wanted: Wanted) -> Extract:
    """Read files by the user's map at a path. UsageError if it says too little."""
    map = _with_basis(load_map(path), wanted.basis)
    if unsaid := [*lacking(map, path.name, wanted)]:
        raise UsageError(joined(unsaid, "\n"))
    tables = _read_tables([(source, map) for source in sources], wanted, path.name, AS_THEY_STAND)
    return compare_printed(compare_totals(_settled(map, tables.extract)), tables.printed)


def _with_basis(map: Map, basis: str) -> Map:
    """Copy with the basis that the user gives. UsageError if the map has its own."""
    if not basis:
        return map
    if map.figure.basis:
        raise UsageError(said("the map says what the amounts count: leave out --basis"))
    return map.with_basis(basis)


def read_settled(map: Map, sources: Sequence[Source], wanted: Wanted, format: str) -> Extract:
    """Read files by one map, and settle their duplicates and names. `format` is the map's name in the ledger."""
    return _settled(map, read_mapped([(source, map) for source in sources], wanted, format))


def _settled(map: Map, extract: Extract) -> Extract:
    return settle_names(settle_duplicates(extract, map.same))


AS_THEY_STAND = Reader()


def read_mapped(
    mapped: Sequence[tuple[Source, Map]], wanted: Wanted, format: str, reader: Reader = AS_THEY_STAND
) -> Extract:
    """Read files, each by its map, all in one currency and unit.

    Raises SourceError for a file that cannot be read, or that its map does not fit.
    """
    return _read_tables(mapped, wanted, format, reader).extract


def _read_tables(mapped: Sequence[tuple[Source, Map]], wanted: Wanted, format: str, reader: Reader) -> Tables:
    (_, map), *_ = mapped
    tables = Tables(nothing_yet(map.currency, map.unit, map.title), {}, ())
    for source, map in mapped:
        tables = TableReading(source, map, wanted, format, before=tables).read(reader)
    return tables
