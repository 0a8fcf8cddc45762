"""Compilation of a map and a header to a `Plan`: columns of amounts, and rules for rows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.kinds import key
from ukraine_budget.importing.maps import AmountsPart, Map, Part, RowsPart
from ukraine_budget.importing.maps.patterns import KEPT, Matcher, Patterns, compiled, matcher
from ukraine_budget.importing.maps.templates import FIELD, Filler, Templates, index_of
from ukraine_budget.language import listed, said

Fillers = Mapping[str, Filler]
"""Functions that fill the templates of one part, by field."""


class Amounts(NamedTuple):
    """A column of amounts: index, name, the reason if it is left out, and functions of its templates.

    `has_one_year`: its year is the same in all rows. Columns whose templates differ only in the year share a `group`.
    `meaning` are the templates that say what the amounts count, without the year.
    """

    column_index: int
    name: str
    left_out: str
    has_one_year: bool
    fund: Fillers
    line: Fillers
    version: Fillers
    figure: Fillers
    meaning: tuple[Filler, ...] = ()
    group: int = 0


class Rules:
    """Rules of a map that select rows by the text of one column each."""

    def __init__(self, parts: Sequence[RowsPart], columns: Mapping[str, int]) -> None:
        self.columns = [index_of(part.column, columns) for part in parts]
        self._firsts = {
            index: _first_rule([(n, part) for n, part in enumerate(parts) if self.columns[n] == index])
            for index in {*self.columns}
        }

    def first(self, cells: Sequence[str]) -> int | None:
        """Index of the first rule that selects a row; None if none does."""
        numbers = (first(cells[index].strip()) for index, first in self._firsts.items())
        return min((number for number in numbers if number is not None), default=None)

    def text(self, number: int, cells: Sequence[str]) -> str:
        """The text of a row in the column of a rule."""
        return cells[self.columns[number]].strip()


def _first_rule(rules: Sequence[tuple[int, RowsPart]]) -> Callable[[str], int | None]:
    """Function that finds the first of some numbered rules for one column that matches a text, cached."""
    values = {value: number for number, part in reversed(rules) for value in part.values}
    by_pattern = [(number, part.pattern) for number, part in rules if part.pattern]
    patterns = Patterns([pattern for _, pattern in by_pattern])

    @lru_cache(KEPT)
    def first(text: str) -> int | None:
        match = patterns.first(text)
        numbers = (values.get(text), None if match is None else by_pattern[match][0])
        return min((number for number in numbers if number is not None), default=None)

    return first


class Split(NamedTuple):
    """A column split by the named groups of a pattern into further columns, right of all others."""

    column_index: int
    matches: Matcher
    width: int


class Band(NamedTuple):
    """Columns of one group with their indexes and names, and whether all have fixed years."""

    columns: tuple[Amounts, ...]
    indexes: tuple[int, ...]
    names: tuple[str, ...]
    has_fixed_years: bool


def band_of(columns: Sequence[Amounts]) -> Band:
    """Make a band of columns of one group."""
    indexes, names = tuple(one.column_index for one in columns), tuple(one.name for one in columns)
    return Band(tuple(columns), indexes, names, all(one.has_one_year for one in columns))


class Plan(NamedTuple):
    """Plan for the rows of a file: `bands` are columns of `amounts` that are read together.

    Each of `totals` has in `over` the indexes of the columns in which its parts say the same.
    """

    header: tuple[str, ...]
    splits: tuple[Split, ...]
    amounts: tuple[Amounts, ...]
    totals: Rules
    over: tuple[tuple[int, ...], ...]
    skips: Rules
    bands: tuple[Band, ...]

    def split(self, cells: tuple[str, ...]) -> tuple[tuple[str, ...], Split | None]:
        """Cells of a row with those that its texts are split into; and the split whose pattern fails, if any."""
        misfit = None
        for one in self.splits:
            text = cells[one.column_index].strip()
            match = one.matches(text) if text else None
            cells += tuple(group or "" for group in match.groupdict().values()) if match else ("",) * one.width
            misfit = misfit if match or not text else one
        return cells, misfit


def named(map: Map) -> set[str]:
    """Columns that the templates of a map name."""
    return _named(map.model_dump_json())


def unit_columns(map: Map) -> set[str]:
    """Columns that state the unit of each row."""
    return _named("".join(figure.unit or "" for figure in (map.figure, *(part.figure for part in map.amounts))))


def kind_columns(map: Map) -> set[str]:
    """Columns that tell apart bases, funds or rows left out, whose amounts are never added."""
    templates = [map.figure.basis, map.fund.id, *(part.figure.basis + part.fund.id for part in map.amounts)]
    heeded = [part.column for part in map.skip] + [part.column for part in map.totals]
    return _named("".join(templates)) | {key(column) for column in (*heeded, *(part.column for part in map.split))}


def _named(template: str) -> set[str]:
    return {key(name) for field in FIELD.findall(template) for name in field.partition(":")[0].split("|")}


def plan(map: Map, header: Sequence[str]) -> Plan:
    """Make the plan for a header; UsageError if the map names columns that it lacks."""
    names = list(header)
    splits: list[Split] = []
    for part in map.split:
        groups = list(compiled(part.pattern).groupindex)
        splits.append(Split(index_of(part.column, _columns(names)), matcher(part.pattern), len(groups)))
        names += groups
    columns = _columns(names)
    templates = Templates(columns)
    amounts = tuple(_grouped(column for part in map.amounts for column in _amounts(map, part, names, templates)))
    over = tuple(tuple(index_of(one, columns) for one in part.over) for part in map.totals)
    totals, skips = Rules(map.totals, columns), Rules(map.skip, columns)
    return Plan(tuple(header), tuple(splits), amounts, totals, over, skips, tuple(_bands(amounts)))


def names_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """Names of columns: in each, the lowest of some rows that is not blank."""
    width = max(map(len, rows))
    wide = [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in rows]
    return [next(filter(None, reversed(cells)), "") for cells in zip(*wide, strict=True)]


def _bands(amounts: Sequence[Amounts]) -> Iterator[Band]:
    groups: defaultdict[tuple[int, str], list[Amounts]] = defaultdict(list)
    for column in amounts:
        groups[column.group, column.left_out].append(column)
    for columns in groups.values():
        yield band_of(columns)


def _grouped(columns: Iterable[Amounts]) -> Iterator[Amounts]:
    groups: dict[tuple[Filler, ...], int] = {}
    for column in columns:
        parts = (column.fund, column.line, column.version, column.figure)
        fillers = tuple(fill for part in parts for field, fill in part.items() if field != "year")
        meaning = (part["id"] for part in parts[:-1])
        figure = (
            column.figure[field] for field in ("basis", "rounding", "qualifier", "unit") if field in column.figure
        )
        yield column._replace(meaning=(*meaning, *figure), group=groups.setdefault(fillers, len(groups)))


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Indexes of columns by name, and by number as #1; a name that occurs twice is left out."""
    names = [key(name) for name in header]
    times = Counter(names)
    indexes = {name: index for index, name in enumerate(names) if name and times[name] == 1}
    return indexes | {f"#{index}": index - 1 for index in range(1, len(header) + 1)}


def _amounts(map: Map, part: AmountsPart, header: Sequence[str], templates: Templates) -> Iterator[Amounts]:
    for index, groups in _matching(part, header, templates.columns):
        name = header[index].strip()
        fixed = {"column": name, **{f"column.{n}": group or "" for n, group in enumerate(groups, 1)}}
        yield Amounts(
            index,
            name,
            part.left_out,
            _words_of(part.figure.year or map.figure.year) <= fixed.keys(),
            fund=_fillers(map.fund, part.fund, templates, fixed),
            line=_fillers(map.line, part.line, templates, fixed),
            version=_fillers(map.version, part.version, templates, fixed),
            figure=_fillers(map.figure, part.figure, templates, fixed),
        )


def _words_of(template: str) -> set[str]:
    return {name.partition(":")[0] for name in FIELD.findall(template)}


def _matching(
    part: AmountsPart, header: Sequence[str], columns: Mapping[str, int]
) -> Iterator[tuple[int, Sequence[str | None]]]:
    """Indexes of the columns that a part names, with the groups of its pattern."""
    if part.optional and key(part.column) not in columns:
        return
    if part.column:
        yield index_of(part.column, columns), ()
        return
    matches = [matcher(part.columns)(name.strip()) for name in header]
    if not any(matches):
        known = listed([name.strip() for name in header if name.strip()])
        raise UsageError(
            said("no column is called like {pattern}: the columns are: {names}", pattern=part.columns, names=known)
        )
    yield from ((index, match.groups()) for index, match in enumerate(matches) if match)


def _fillers(base: Part, special: Part, templates: Templates, fixed: Mapping[str, str]) -> Fillers:
    """Functions that fill the templates of a part for a column of amounts."""
    merged = base.model_copy(update=special.model_dump(exclude_unset=True))
    return {field: templates.filler(text, fixed) for field, text in merged if isinstance(text, str)}
