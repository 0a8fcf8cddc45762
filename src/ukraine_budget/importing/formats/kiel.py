"""The Ukraine Support Tracker of the Kiel Institute: what each country allocated and committed, month by month.

A publication is a version of all countries together, so that one which it leaves out is no longer stated. A country
is a line, of which the kinds of aid are parts. Commitments are stated of the country only.
"""

from collections.abc import Sequence

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.duplicates import settle
from ukraine_budget.importing.families import compare
from ukraine_budget.importing.found import Found, ImportedFigure, Wanted
from ukraine_budget.importing.maps.builtin import builtin
from ukraine_budget.importing.maps.read import read_mapped
from ukraine_budget.importing.maps.words import DATED
from ukraine_budget.importing.names import settle_names
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said

NAME = "kiel"


def read(sources: Sequence[Source], wanted: Wanted) -> Found:
    """The figures of one publication, months added up to years."""
    if len(sources) > 1:
        raise UsageError(said("give one publication at a time: each is a version, with a --date of its own"))
    map = builtin(NAME)
    found = Found(map.currency, map.unit, map.title)
    if not wanted.date:
        raise UsageError(DATED)
    version = wanted.version or f"tracker-{wanted.date}"
    read_mapped(sources[0], map, wanted._replace(version=version), NAME, found)
    _part_by_month(found)
    settle(found, map.same)
    settle_names(found)
    compare(found, ())
    return found


def _part_by_month(found: Found) -> None:
    """Leave no month in the note of a figure, and no sum of a year of which a month is stated twice."""
    first: dict[tuple[str, str, int, str, str], ImportedFigure] = {}
    for figure in found.figures:
        twin = first.setdefault((*figure[:4], figure.note), figure)
        if twin is not figure:
            found.incomplete[figure[:4]] = said(
                "month {month} is stated in rows {row} and {twin}", month=figure.note, row=twin.row, twin=figure.row
            )
    found.figures = [figure._replace(note="") for figure in found.figures]
