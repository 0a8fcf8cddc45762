"""What the columns of a sample seem to be for, by what they hold and what their names tell."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ukraine_budget.importing.kinds import key
from ukraine_budget.importing.maps.sample import Column, Sample
from ukraine_budget.importing.units import is_unit, says_units
from ukraine_budget.read.notation import BASIS_WORDS, COLUMNS
from ukraine_budget.read.single import READS_LIKE_A_TOTAL

YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
DISTANCE = re.compile(r"(?i)(?<![\w+-])t(?: ?([-+\N{EN DASH}\N{MINUS SIGN}]) ?([0-9]))?(?![\w+-])")
WORDS = sorted((word for word in BASIS_WORDS if len(word) > 1), key=len, reverse=True)
BASIS = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, WORDS))})(?!\w)")


class HeaderHints(NamedTuple):
    """What a name tells. `distance` is how far the year is from that of the budget: "+0" of a column called t.

    A name with two years, or two bases, tells none.
    """

    year: str = ""
    distance: str = ""
    basis: str = ""
    rest: str = ""

    @property
    def anything(self) -> bool:
        """Whether it tells what the amounts are of."""
        return bool(self.year or self.distance or self.basis)


def header_hints(name: str) -> HeaderHints:
    """What the name of a column tells."""
    distance = DISTANCE.search(name)
    rest = key(DISTANCE.sub(" ", BASIS.sub(" ", YEAR.sub(" ", name))))
    return HeaderHints(
        _only(years_in(name)),
        f"{'+' if distance[1] in ('+', None) else '-'}{distance[2] or 0}" if distance else "",
        _only(bases_in(name)) or BASIS_WORDS.get(rest, ""),
        rest,
    )


def years_in(text: str) -> set[str]:
    """The years that a text names."""
    return set(YEAR.findall(text))


def bases_in(text: str) -> set[str]:
    """The bases that a text names."""
    return {BASIS_WORDS[word.casefold()] for word in BASIS.findall(text)}


def _only(texts: set[str]) -> str:
    return next(iter(texts)) if len(texts) == 1 else ""


MONTHS = ("month", "maand")
ASIDE = ("note", "document", "locator", "qualifier", "rounding")
"""Columns that are beside a figure, and name no line."""
ENOUGH = 1.01
"""How many times as many rows a further column must tell apart to be worth having."""


class Named(NamedTuple):
    """A column, how a template names it, and why it is taken for what it is."""

    column: Column
    field: str
    reason: str

    @property
    def hints(self) -> HeaderHints:
        """What its name tells of its amounts."""
        return header_hints(self.column.label)


class Roles(NamedTuple):
    """The columns by what they are for. `alike` is how many rows no column tells from another."""

    amounts: tuple[Named, ...]
    year: Named | None
    basis: Named | None
    version: Named | None
    date: Named | None
    month: Named | None
    lines: tuple[Named, ...]
    alike: int


def roles(sample: Sample) -> Roles:
    """The roles of the columns of a sample."""
    columns = [Named(column, _field(sample, index), "") for index, column in enumerate(sample.columns)]
    basis = _basis(columns)
    year = _titled(columns, COLUMNS["year"]) or next(filter(None, map(_years, columns)), None)
    version = _titled(columns, COLUMNS["version"])
    month = _titled(columns, MONTHS)
    date = next((_because(c, "all of it is dates") for c in columns if c.column.is_dates), None)
    aside = (_titled(columns, COLUMNS[role]) for role in ASIDE)
    units = (named for named in columns if says_units(named.column.name) and any(map(is_unit, named.column.words)))
    known = [named.column for named in (basis, year, version, date, month, *aside, *units) if named]
    rest = [named for named in columns if named.column not in known]
    amounts = _amounts(rest)
    taken = [named.column for named in amounts]
    others = [named for named in rest if named.column not in taken]
    texts = [named for named in others if not named.column.is_numbers or _is_code(named, rest)]
    apart = [named for named in (year, basis, version, date) if named]
    lines = _lines(texts or [named for named in others if named.column.is_numbers], apart)
    rows = [named.column.cells for named in (*apart, *lines)]
    alike = len(sample.columns[0].cells) - _different(rows) if rows else 0
    return Roles(tuple(amounts), year, basis, version, date, month, tuple(lines), alike)


def _field(sample: Sample, index: int) -> str:
    """How a template names a column: by its number where its name does not tell it from others."""
    names = [key(column.name) for column in sample.columns]
    plain = names[index] and names.count(names[index]) == 1 and not re.search(r"[{}]|^#", names[index])
    return sample.columns[index].name if plain else f"#{index + 1}"


def _because(named: Named, reason: str) -> Named:
    return named._replace(reason=reason)


def _titled(columns: Sequence[Named], words: Sequence[str]) -> Named | None:
    """The column whose name is one of some words."""
    return next((_because(c, "by its name") for c in columns if key(c.column.name) in words), None)


def _years(named: Named) -> Named | None:
    """The column, if it is years and its name does not tell that it is amounts."""
    amounts = named.hints.anything or key(named.column.name) in COLUMNS["amount"]
    return _because(named, "all of it is years") if named.column.is_years and not amounts else None


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


def _amounts(columns: Sequence[Named]) -> list[Named]:
    """The columns of amounts: those whose names tell what they are of, or all that are numbers, after all text."""
    numbers = [named for named in columns if named.column.is_numbers]
    telling = [named for named in columns if named.hints.anything and named.column.has_numbers]
    amount = _titled([named for named in columns if named.column.has_numbers], COLUMNS["amount"])
    if amount and not any(named.hints.year or named.hints.distance for named in telling):
        return [amount]
    if telling:
        return [_because(named, "its name tells what its amounts are of") for named in telling]
    texts = [index for index, named in enumerate(columns) if named.column.said and not named.column.is_numbers]
    last = [named for named in numbers if columns.index(named) > max(texts, default=-1)]
    parts = [named for named in last if not READS_LIKE_A_TOTAL.search(named.column.name)]
    return [_because(named, "numbers, after all text") for named in parts or last]


def _lines(texts: Sequence[Named], others: Sequence[Named]) -> list[Named]:
    """The columns that together name a line: as few as tell the rows apart, beginning with one that is called so."""
    fixed = [named.column.cells for named in others]
    first = _titled(texts, COLUMNS["line"]) or max(texts, key=lambda named: len(named.column.words), default=None)
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
