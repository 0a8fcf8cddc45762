"""The Ukraine Support Tracker of the Kiel Institute: what each country allocated and committed, month by month.

A publication is a version of all countries together, so that one which it leaves out is no longer stated. A country
is a line, of which the kinds of aid are parts. Commitments are stated of the country only.
"""

from collections.abc import Sequence

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import Cell, Extract, ImportedFigures, Wanted, singles
from ukraine_budget.importing.maps.read import builtin, read_mapped
from ukraine_budget.importing.maps.rows import DATED
from ukraine_budget.importing.names import settle_names
from ukraine_budget.importing.settle import compare_totals, settle_duplicates
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said

NAME = "kiel"


def read(sources: Sequence[Source], wanted: Wanted) -> Extract:
    """The figures of one publication, months added up to years."""
    if len(sources) > 1:
        raise UsageError(said("give one publication at a time: each is a version, with a --date of its own"))
    if not wanted.date:
        raise UsageError(DATED)
    map = builtin(NAME)
    publication = wanted._replace(version=wanted.version or f"tracker-{wanted.date}")
    months = read_mapped([(sources[0], map)], publication, NAME)
    return compare_totals(settle_names(settle_duplicates(_part_by_month(months), map.same)))


def _part_by_month(extract: Extract) -> Extract:
    """A copy without months in notes, in which a year that states a month twice has no sum."""
    first: dict[tuple[Cell, str], ImportedFigures] = {}
    incomplete = dict(extract.incomplete)
    for figure in singles(extract.figures):
        twin = first.setdefault((figure.cell, figure.note), figure)
        if twin is not figure:
            incomplete[figure.cell] = said(
                "month {month} is stated in rows {row} and {twin}",
                month=figure.note,
                row=twin.rows[0],
                twin=figure.rows[0],
            )
    figures = [figure._replace(note="") for figure in extract.figures]
    return extract._replace(figures=figures, incomplete=incomplete)
