"""Header of a table: its rows and the names of columns."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ukraine_budget.importing.kinds import Row
from ukraine_budget.importing.maps.guess import words
from ukraine_budget.importing.maps.guess.numbers import is_number, unmarked
from ukraine_budget.importing.maps.plan import names_of
from ukraine_budget.importing.units import unit_in
from ukraine_budget.read.cells import YEAR

MOST = 30
"""Number of rows searched for the header."""


class Header(NamedTuple):
    """The rows of the header, first to last, and the names of columns.

    `above` are texts over each column in rows above it, `titles` all text there. `units` is the row below it if that
    has only units.
    """

    rows: tuple[int, ...]
    names: tuple[str, ...]
    above: tuple[str, ...]
    titles: str
    units: Row | None = None


def header(table: Sequence[Row]) -> Header:
    """Find the header of a table in its first non-blank rows."""
    last = table[0] if table[0].number == 0 else _last([row for row in table if not _says_units(row)] or table)
    below = next((row for row in table if row.number > last.number), None)
    units = below if below and _says_units(below) else None
    rows = [last]
    above = [row for row in table if row.number < last.number]
    if above and _completes(above[-1], last):
        rows.insert(0, above.pop())
    titles = " ".join(cell for row in table for cell in row.cells if row.number < last.number or row is units)
    names = tuple(names_of([row.cells for row in rows]))
    return Header(tuple(row.number for row in rows), names, tuple(_above(table, last, len(names))), titles, units)


def _last(table: Sequence[Row]) -> Row:
    """Find the last full row without a number above the first amount; otherwise the first full row.

    If a row of years follows it, that is the header.
    """
    table = table[:MOST]
    most = max(map(_said, table))
    first = next((index for index, row in enumerate(table) if _has_amount(row)), 0)
    above = [row for row in table[:first] if 2 * _said(row) > most and not any(map(is_number, row.cells))]
    if not above:
        return next(row for row in table if 2 * _said(row) > most)
    below = table[table.index(above[-1]) + 1]
    return below if _is_of_years(above[-1], below) else above[-1]


def _says_units(row: Row) -> bool:
    """Whether a row has only units of amounts and percent signs."""
    said = set(map(str.strip, row.cells)) - {"", "%"}
    return bool(said) and all(map(unit_in, said))


def _said(row: Row) -> int:
    return sum(map(bool, map(str.strip, row.cells)))


def _has_amount(row: Row) -> bool:
    """Whether a row has a number that is no year."""
    return any(is_number(cell) and not YEAR.fullmatch(unmarked(cell)[0]) for cell in row.cells)


def _is_of_years(above: Row, row: Row) -> bool:
    """Whether the numbers of a row are consecutive years, or years below blank cells of the row above.

    Below a name such as year they are values of that column.
    """
    years = {index: int(cell) for index, cell in enumerate(row.cells) if YEAR.fullmatch(cell.strip())}
    blank = any(index >= len(above.cells) or not above.cells[index].strip() for index in years)
    runs = len(years) > 1 and all(after - before == 1 for before, after in pairwise(years.values()))
    names = [words.folded(cell) for index, cell in enumerate(above.cells) if index in years]
    named = any(map(words.YEAR.search, names))
    return (blank or (runs and not named)) and not _has_amount(row)


def _completes(above: Row, row: Row) -> bool:
    """Whether the row above names the last column, or several, that this row leaves blank."""
    cells = [cell.strip() for cell in row.cells]
    lacking = [
        index for index, cell in enumerate(above.cells) if cell.strip() and not "".join(cells[index : index + 1])
    ]
    return len(lacking) > 1 or any(index >= len(cells) or index > 0 for index in lacking)


def _above(table: Sequence[Row], header: Row, width: int) -> list[str]:
    """Texts over each column in rows above the header, repeated to the right, as merged cells hold them once."""
    above = [_filled(row.cells, width) for row in table if row.number < header.number and _said(row) > 1]
    return [" ".join(filter(None, parts)) for parts in zip(*above, strict=True)] or [""] * width


def _filled(cells: Sequence[str], width: int) -> list[str]:
    filled: list[str] = []
    for cell in (*cells[:width], *[""] * (width - len(cells))):
        filled.append(cell.strip() or (filled[-1] if filled else ""))
    return filled


def plain(name: str, names: Mapping[str, int]) -> bool:
    """Whether a name is unique among `names` and can be written in a template."""
    return bool(name) and names[name] == 1 and not re.search(r"[{}]|^#", name)
