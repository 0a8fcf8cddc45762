"""Required values that neither a map nor the options of an import give."""

from collections.abc import Iterator

from ukraine_budget.importing.extract import DATED, NAMED, Wanted
from ukraine_budget.importing.maps import AmountsPart, Map
from ukraine_budget.language import Text, said


def lacking(map: Map, name: str, wanted: Wanted) -> Iterator[Text]:
    """Messages for all that is missing; `name` is the map's in messages."""
    if not all(map.figure.year or part.figure.year for part in map.amounts):
        yield said("{map}: figure.year: write of which year the amounts are", map=name)
    if not (wanted.basis or all(map.figure.basis or part.figure.basis for part in map.amounts)):
        yield said("{map}: figure.basis: write commitment or cash there, or give --basis", map=name)
    if not (wanted.version or all(map.version.id or part.version.id for part in map.amounts)):
        yield NAMED
    if not (wanted.date or all(_is_dated(map, part) for part in map.amounts)):
        yield DATED


def _is_dated(map: Map, part: AmountsPart) -> bool:
    return bool(map.version.date or map.version.moment or part.version.date or part.version.moment)
