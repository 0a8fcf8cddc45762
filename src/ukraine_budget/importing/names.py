"""What lines and funds are called, where a file calls them differently over the years."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from ukraine_budget.importing.extract import Extract
from ukraine_budget.language import said
from ukraine_budget.model.records import Fund, Line

LOST_LETTER = re.compile("\\w[?\N{REPLACEMENT CHARACTER}]\\w")
"""What stands for a letter that was lost on the way, as in "Financi?n"."""

ByYear = Mapping[int, str]
Named = TypeVar("Named", Fund, Line)


def settle_names(extract: Extract) -> Extract:
    """The same with every fund and line called as the file does in its latest year, and a note on lost letters."""
    settled = extract._replace(
        funds={id: _named(fund, extract.fund_names.get(id, {})) for id, fund in extract.funds.items()},
        lines={id: _named(line, extract.line_names.get(id, {})) for id, line in extract.lines.items()},
    )
    all_names = (*extract.fund_names.values(), *extract.line_names.values())
    lost = sorted({name for names in all_names for name in set(names.values()) if LOST_LETTER.search(name)})
    if not lost:
        return settled
    return settled.noting(
        said("A letter is lost in names of the file, which are not mended: {names}.", names=", ".join(lost))
    )


def _named(row: Named, names: ByYear) -> Named:
    """A row with its latest whole name in each place that had one, the others in its note."""
    whole = {year: name for year, name in names.items() if not LOST_LETTER.search(name)} or names
    if not whole:
        return row
    latest = whole[max(whole)]
    others = [f"{name} ({years})" for name, years in _runs(names) if name != latest]
    said = f"Called otherwise: {'; '.join(others)}." if others else ""
    return row._replace(
        name=latest if row.name in names.values() else row.name,
        name_nl=latest if row.name_nl in names.values() else row.name_nl,
        note=" ".join(filter(None, (row.note, said))),
    )


def _runs(names: ByYear) -> Iterator[tuple[str, str]]:
    """Each name with the years in which it stands."""
    for name, run in groupby(sorted(names.items()), itemgetter(1)):
        years = [year for year, _ in run]
        yield name, str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
