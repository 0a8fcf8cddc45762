"""Any table, read by a map of the user's."""

from collections.abc import Sequence
from pathlib import Path

from ukraine_budget.importers.found import Found, Wanted
from ukraine_budget.importers.maps.model import Map, load_map
from ukraine_budget.importers.maps.read import read_mapped
from ukraine_budget.importers.names import settle_names
from ukraine_budget.importers.same import settle
from ukraine_budget.importers.source import Source


def read_by_map(path: Path, sources: Sequence[Source], wanted: Wanted) -> Found:
    """What some files say, as the map in a file tells."""
    return read_all(load_map(path), sources, wanted, path.name)


def read_all(map: Map, sources: Sequence[Source], wanted: Wanted, format: str) -> Found:
    """What some files say by one map. `format` is what it is called in the ledger."""
    found = Found(map.currency, map.unit, map.title)
    for source in sources:
        read_mapped(source, map, wanted, format, found)
    settle(found, map.same)
    settle_names(found)
    return found
