"""What the columns of a sample seem to be for."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ukraine_budget.importers.maps.sample import Column, Sample
from ukraine_budget.importers.maps.template import key
from ukraine_budget.readers.synonyms import BASIS_WORDS, COLUMNS

YEAR_IN_NAME = re.compile(r"(?:.*[^0-9])?((?:19|20|21)[0-9]{2})(?:[^0-9].*)?")

ENOUGH = 1.01
"""How many times as many rows a further column must tell apart to be worth having."""


class Named(NamedTuple):
    """A column, how a template names it, and why it is taken for what it is."""

    column: Column
    field: str
    reason: str


class Roles(NamedTuple):
    """The columns by what they are for. `kind` says what tells the columns of amounts apart."""

    amounts: tuple[Named, ...]
    kind: str
    year: Named | None
    basis: Named | None
    version: Named | None
    lines: tuple[Named, ...]


def roles(sample: Sample) -> Roles:
    """The roles of the columns of a sample."""
    columns = [Named(column, _field(sample, place), "") for place, column in enumerate(sample.columns)]
    basis = _basis(columns)
    years = (_because(named, "all of it is years") for named in columns if named.column.is_years)
    year = _titled(columns, "year") or next(years, None)
    version = _titled(columns, "version")
    known = [named.column for named in (basis, year, version) if named]
    rest = [named for named in columns if named.column not in known]
    amounts, kind = _amounts(rest)
    texts = [named for named in rest if not named.column.is_numbers or _is_code(named, rest)]
    return Roles(tuple(amounts), kind, year, basis, version, tuple(_lines(texts, [year, basis, version])))


def _field(sample: Sample, place: int) -> str:
    """How a template names a column: by its number where its name does not tell it from others."""
    names = [key(column.name) for column in sample.columns]
    plain = names[place] and names.count(names[place]) == 1 and not set("{}") & set(names[place])
    return sample.columns[place].name if plain else f"#{place + 1}"


def _because(named: Named, reason: str) -> Named:
    return named._replace(reason=reason)


def _titled(columns: Sequence[Named], role: str) -> Named | None:
    """The column whose name is one of the words for a role."""
    return next((_because(c, "by its name") for c in columns if key(c.column.name) in COLUMNS[role]), None)


def _basis(columns: Sequence[Named]) -> Named | None:
    for named in columns:
        words = named.column.words
        if words and all(word.casefold() in BASIS_WORDS for word in words):
            return _because(named, f"it says {', '.join(words)}")
    return None


def _is_code(named: Named, columns: Sequence[Named]) -> bool:
    """Whether numbers name something: whole ones, with text after them."""
    after = columns[columns.index(named) + 1 :]
    text_follows = any(other.column.said and not other.column.is_numbers for other in after)
    return text_follows and all(map(str.isdigit, named.column.said))


def _amounts(columns: Sequence[Named]) -> tuple[list[Named], str]:
    """The columns of amounts, and what tells them apart: "year", "basis", "version", or nothing where there is one."""
    numbers = [named for named in columns if named.column.is_numbers]
    years = [named for named in numbers if YEAR_IN_NAME.fullmatch(named.column.name)]
    bases = [named for named in numbers if key(named.column.name) in BASIS_WORDS]
    amount = _titled(numbers, "amount")
    if amount and not years:
        return [amount], ""
    if years:
        return [_because(named, "its name is a year") for named in years], "year"
    if bases:
        return [_because(named, "its name is a basis") for named in bases], "basis"
    texts = [place for place, named in enumerate(columns) if named.column.said and not named.column.is_numbers]
    last = [named for named in numbers if columns.index(named) > max(texts, default=-1)]
    return [_because(named, "numbers, after all text") for named in last], "version" if len(last) > 1 else ""


def _lines(texts: Sequence[Named], others: Sequence[Named | None]) -> list[Named]:
    """The columns that together name a line: as few as tell the rows apart, beginning with one that is called so."""
    fixed = [named.column.cells for named in others if named]
    first = _titled(texts, "line") or max(texts, key=lambda named: len(named.column.words), default=None)
    if first is None:
        return []
    chosen = [first if first.reason else _because(first, "it has the most different texts")]
    while better := _better(chosen, [t for t in texts if t.column not in [c.column for c in chosen]], fixed):
        chosen.append(_because(better, "needed to tell the rows apart"))
    return sorted(chosen, key=lambda named: [t.column for t in texts].index(named.column))


def _better(chosen: Sequence[Named], texts: Sequence[Named], fixed: Sequence[tuple[str, ...]]) -> Named | None:
    """The column that tells most rows apart that the chosen ones do not; none where no column does."""
    cells = [*fixed, *(named.column.cells for named in chosen)]
    now = _different(cells)
    best = max(texts, key=lambda named: _different([*cells, named.column.cells]), default=None)
    return best if best and _different([*cells, best.column.cells]) > now * ENOUGH else None


def _different(columns: Sequence[tuple[str, ...]]) -> int:
    return len(set(zip(*columns, strict=False)))
