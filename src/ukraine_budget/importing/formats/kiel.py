"""The Ukraine Support Tracker of the Kiel Institute: allocations and commitments by country and month.

A publication is a full version, so a country that it leaves out is no longer stated. A country is a line with the kinds
of aid as parts; commitments are stated of the country only.
"""

from collections.abc import Sequence

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import DATE, DATED, Cell, Extract, ImportedFigures, Wanted, singles, together
from ukraine_budget.importing.maps.read import builtin, read_mapped
from ukraine_budget.importing.names import settle_names
from ukraine_budget.importing.settle import compare_totals, settle_duplicates
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said

NAME = "kiel"


def read(sources: Sequence[Source], wanted: Wanted) -> Extract:
    """Read publications, each as a version, with months added up to years."""
    if len(sources) > 1 and wanted.date:
        raise UsageError(said("give one publication at a time with --date; of several their names have the dates"))
    return together([_publication(source, wanted) for source in sorted(sources, key=_date)])


def _publication(source: Source, wanted: Wanted) -> Extract:
    date = wanted.date or _date(source)
    if not date:
        raise UsageError(said("{file}: {reason}, nor does its name", file=source.name, reason=DATED))
    map = builtin(NAME)
    publication = wanted._replace(date=date, version=wanted.version or f"tracker-{date}")
    months = read_mapped([(source, map)], publication, NAME)
    return compare_totals(settle_names(settle_duplicates(_part_by_month(months), map.same)))


def _date(source: Source) -> str:
    """The date in a file name; empty without one."""
    date = DATE.search(source.name)
    return date[0] if date else ""


def _part_by_month(extract: Extract) -> Extract:
    """Copy without months in notes, in which a year that states a month twice is incomplete."""
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
