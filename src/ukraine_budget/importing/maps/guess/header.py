"""Where the header of a table is, and what it calls the columns."""

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
"""Among how many rows the header is looked for."""


class Header(NamedTuple):
    """The rows of the header, first to last, and the names of the columns.

    `above` is what rows above it say over each of them, `titles` all that stands there. `units` is the row below it if
    that says nothing but units.
    """

    rows: tuple[int, ...]
    names: tuple[str, ...]
    above: tuple[str, ...]
    titles: str
    units: Row | None = None


def header(table: Sequence[Row]) -> Header:
    """The header of a table, of which the first rows that say anything are given."""
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
    """The last full row without a number above the first amount; or else the first full row.

    Below such a row, one of years may yet be the header.
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
    """Whether a row says units of amounts and nothing else, but for percent."""
    said = set(map(str.strip, row.cells)) - {"", "%"}
    return bool(said) and all(map(unit_in, said))


def _said(row: Row) -> int:
    return sum(map(bool, map(str.strip, row.cells)))


def _has_amount(row: Row) -> bool:
    """Whether a number stands in a row that is no year."""
    return any(is_number(cell) and not YEAR.fullmatch(unmarked(cell)[0]) for cell in row.cells)


def _is_of_years(above: Row, row: Row) -> bool:
    """Whether the numbers of a row are years one after the other, or years below blanks of the row above.

    Below a name such as year they are years of that column.
    """
    years = {index: int(cell) for index, cell in enumerate(row.cells) if YEAR.fullmatch(cell.strip())}
    blank = any(index >= len(above.cells) or not above.cells[index].strip() for index in years)
    runs = len(years) > 1 and all(after - before == 1 for before, after in pairwise(years.values()))
    names = [words.folded(cell) for index, cell in enumerate(above.cells) if index in years]
    named = any(map(words.YEAR.search, names))
    return (blank or (runs and not named)) and not _has_amount(row)


def _completes(above: Row, row: Row) -> bool:
    """Whether the row above names a column at the end, or more than one, that this row does not."""
    cells = [cell.strip() for cell in row.cells]
    lacking = [
        index for index, cell in enumerate(above.cells) if cell.strip() and not "".join(cells[index : index + 1])
    ]
    return len(lacking) > 1 or any(index >= len(cells) or index > 0 for index in lacking)


def _above(table: Sequence[Row], header: Row, width: int) -> list[str]:
    """What rows above the header say over each column; a name holds up to the next, as merged cells hold it once."""
    above = [_filled(row.cells, width) for row in table if row.number < header.number and _said(row) > 1]
    return [" ".join(filter(None, parts)) for parts in zip(*above, strict=True)] or [""] * width


def _filled(cells: Sequence[str], width: int) -> list[str]:
    filled: list[str] = []
    for cell in (*cells[:width], *[""] * (width - len(cells))):
        filled.append(cell.strip() or (filled[-1] if filled else ""))
    return filled


def plain(name: str, names: Mapping[str, int]) -> bool:
    """Whether a name, of so many columns each, tells one from the others and can stand in a template."""
    return bool(name) and names[name] == 1 and not re.search(r"[{}]|^#", name)
