"""Any table, read by a map of the user's."""

from collections.abc import Sequence
from pathlib import Path

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.duplicates import settle
from ukraine_budget.importing.found import Found, Wanted
from ukraine_budget.importing.maps.model import Map, load_map
from ukraine_budget.importing.maps.read import read_mapped
from ukraine_budget.importing.names import settle_names
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said


def read_by_map(path: Path, sources: Sequence[Source], wanted: Wanted) -> Found:
    """What some files say, as the map in a file tells. UsageError where it does not tell all."""
    map = _with_basis(load_map(path), wanted.basis)
    for part in map.amounts:
        if not (map.figure.year or part.figure.year):
            raise UsageError(said("{map}: figure.year: write of which year the amounts are", map=path.name))
        if not (map.figure.basis or part.figure.basis):
            message = said("{map}: figure.basis: write commitment or cash there, or give --basis", map=path.name)
            raise UsageError(message)
    return read_all(map, sources, wanted, path.name)


def _with_basis(map: Map, basis: str) -> Map:
    """The same with what the user says that its amounts count. UsageError where the map says so itself."""
    if not basis:
        return map
    if map.figure.basis:
        raise UsageError(said("the map says what the amounts count: leave out --basis"))
    return map.model_copy(update={"figure": map.figure.model_copy(update={"basis": basis})})


def read_all(map: Map, sources: Sequence[Source], wanted: Wanted, format: str) -> Found:
    """What some files say by one map. `format` is what it is called in the ledger."""
    found = Found(map.currency, map.unit, map.title)
    for source in sources:
        read_mapped(source, map, wanted, format, found)
    settle(found, map.same)
    settle_names(found)
    return found
