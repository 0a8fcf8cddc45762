"""Files read by a map, one after the other."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import (
    Extract,
    Wanted,
    nothing_yet,
)
from ukraine_budget.importing.maps import Map, load_map, parse_map
from ukraine_budget.importing.maps.lacking import lacking
from ukraine_budget.importing.maps.table import Reader, TableReading
from ukraine_budget.importing.maps.totals import PrintedTotals
from ukraine_budget.importing.names import settle_names
from ukraine_budget.importing.settle import compare_totals, settle_duplicates
from ukraine_budget.importing.source import Source
from ukraine_budget.importing.units import Said
from ukraine_budget.language import joined, said


def builtin(format: str) -> Map:
    """The map of a format that comes with the program."""
    name = f"{format.replace('-', '_')}.toml"
    return parse_map((files("ukraine_budget.importing.formats") / name).read_text(encoding="utf-8"), name)


def read_by_map(path: Path, sources: Sequence[Source], wanted: Wanted) -> Extract:
    """What some files say, as the user's map in a file tells. UsageError where it does not tell all."""
    map = _with_basis(load_map(path), wanted.basis)
    if unsaid := [*lacking(map, path.name, wanted)]:
        raise UsageError(joined(unsaid, "\n"))
    printed = PrintedTotals()
    extract = read_mapped([(source, map) for source in sources], wanted, path.name, printed=printed)
    return printed.compared(compare_totals(_settled(map, extract)))


def _with_basis(map: Map, basis: str) -> Map:
    """A copy with the basis that the user gives. UsageError where the map has one itself."""
    if not basis:
        return map
    if map.figure.basis:
        raise UsageError(said("the map says what the amounts count: leave out --basis"))
    return map.with_basis(basis)


def read_settled(map: Map, sources: Sequence[Source], wanted: Wanted, format: str) -> Extract:
    """What some files say by one map, each cell and name once. `format` is what the map is called in the ledger."""
    return _settled(map, read_mapped([(source, map) for source in sources], wanted, format))


def _settled(map: Map, extract: Extract) -> Extract:
    return settle_names(settle_duplicates(extract, map.same))


AS_THEY_STAND = Reader()


def read_mapped(
    mapped: Sequence[tuple[Source, Map]],
    wanted: Wanted,
    format: str,
    reader: Reader = AS_THEY_STAND,
    printed: PrintedTotals | None = None,
) -> Extract:
    """The rows of some files, each read by its map, all in one currency and unit; in `printed` the totals they print.

    Raises SourceError where a file cannot be read, or its map does not fit it.
    """
    (_, map), *_ = mapped
    extract = nothing_yet(map.currency, map.unit, map.title)
    units: dict[str, Said] = {}
    printed = printed or PrintedTotals()
    for source, map in mapped:
        reading = TableReading(source, map, wanted, format, before=extract, units=units, printed=printed)
        extract = reading.extract(reader)
    return extract
