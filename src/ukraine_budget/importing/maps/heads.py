"""Where the header of a table is: below titles and notes, and above the first row of amounts."""

from collections.abc import Sequence
from itertools import pairwise

from ukraine_budget.importing.maps.likeness import is_number
from ukraine_budget.importing.rows import Row
from ukraine_budget.read.cells import YEAR

MOST = 30
"""Among how many rows the header is looked for."""


def head(table: Sequence[Row]) -> Row:
    """The header: the last full row without a number above the first amount; or else the first full row.

    Below such a row, one of years may yet be the header.
    """
    table = table[:MOST]
    most = max(map(_said, table))
    first = next((place for place, row in enumerate(table) if _has_amount(row)), 0)
    above = [row for row in table[:first] if 2 * _said(row) > most and not any(map(is_number, row.cells))]
    if not above:
        return next(row for row in table if 2 * _said(row) > most)
    below = table[table.index(above[-1]) + 1]
    return below if _is_of_years(above[-1], below) else above[-1]


def _said(row: Row) -> int:
    return sum(map(bool, map(str.strip, row.cells)))


def _has_amount(row: Row) -> bool:
    """Whether a number stands in a row that is no year."""
    return any(is_number(cell) and not YEAR.fullmatch(cell.strip()) for cell in row.cells)


def _is_of_years(above: Row, row: Row) -> bool:
    """Whether the numbers of a row are years one after the other, or years below blanks of the row above."""
    years = {place: int(cell) for place, cell in enumerate(row.cells) if YEAR.fullmatch(cell.strip())}
    blank = any(place >= len(above.cells) or not above.cells[place].strip() for place in years)
    runs = len(years) > 1 and all(after - before == 1 for before, after in pairwise(years.values()))
    return (blank or runs) and not _has_amount(row)


def labels(table: Sequence[Row], header: Row) -> list[str]:
    """What each column is called, by the header and, where that calls two the same, by the rows above it too.

    A name in a row above holds up to the next one: cells that are merged hold it once.
    """
    names = [name.strip() for name in header.cells]
    if len(set(names)) == len(names):
        return names
    above = [_filled(row.cells, len(names)) for row in table if row.place < header.place and _said(row) > 1]
    return [" ".join(filter(None, parts)) for parts in zip(*above, names, strict=True)]


def _filled(cells: Sequence[str], width: int) -> list[str]:
    found: list[str] = []
    for cell in (*cells[:width], *[""] * (width - len(cells))):
        found.append(cell.strip() or (found[-1] if found else ""))
    return found
