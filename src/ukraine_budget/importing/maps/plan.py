"""A map and the header of a file, made into functions that read its rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.maps.model import AmountsPart, Map, Part, SkipPart
from ukraine_budget.importing.maps.template import Filler, Templates, place_of
from ukraine_budget.importing.rows import key
from ukraine_budget.language import listed, said

Fillers = Mapping[str, Filler]
"""The functions of the templates of one part, by field."""


class Amounts(NamedTuple):
    """One column of amounts: its place and name, why it is left out if it is, and the templates of what it states."""

    place: int
    name: str
    left_out: str
    fund: Fillers
    line: Fillers
    version: Fillers
    figure: Fillers


class Skip(NamedTuple):
    """A rule that leaves rows out, with the place of the column that it looks at."""

    place: int
    rule: SkipPart

    def holds(self, cells: Sequence[str]) -> bool:
        """Whether the row is to be left out."""
        text = cells[self.place].strip()
        return text in self.rule.values or bool(self.rule.pattern and re.fullmatch(self.rule.pattern, text))


class Plan(NamedTuple):
    """How the rows of one file are read."""

    header: tuple[str, ...]
    amounts: tuple[Amounts, ...]
    skips: tuple[Skip, ...]


def named(map: Map) -> set[str]:
    """The columns that the templates of a map name."""
    fields = re.findall(r"\{([^{}]*)\}", map.model_dump_json())
    return {key(name) for field in fields for name in field.partition(":")[0].split("|")}


def plan(map: Map, header: Sequence[str]) -> Plan:
    """The plan for a file with this header; UsageError where the map names columns that it has not."""
    templates = Templates(_columns(header))
    amounts = tuple(column for part in map.amounts for column in _amounts(map, part, header, templates))
    skips = (Skip(place_of(rule.column, templates.columns), rule) for rule in map.skip)
    return Plan(tuple(header), amounts, tuple(skips))


def _columns(header: Sequence[str]) -> dict[str, int]:
    """The columns by name, and by number as #1; of two with one name the number alone tells which is meant."""
    names = [key(name) for name in header]
    found = {name: place for place, name in enumerate(names) if name and names.count(name) == 1}
    return found | {f"#{place}": place - 1 for place in range(1, len(header) + 1)}


def _amounts(map: Map, part: AmountsPart, header: Sequence[str], templates: Templates) -> Iterator[Amounts]:
    for place, groups in _matching(part, header, templates.columns):
        name = header[place].strip()
        fixed = {"column": name, **{f"column.{n}": group or "" for n, group in enumerate(groups, 1)}}
        yield Amounts(
            place,
            name,
            part.left_out,
            *(
                _fillers(base, special, templates, fixed)
                for base, special in (
                    (map.fund, part.fund),
                    (map.line, part.line),
                    (map.version, part.version),
                    (map.figure, part.figure),
                )
            ),
        )


def _matching(
    part: AmountsPart, header: Sequence[str], columns: Mapping[str, int]
) -> Iterator[tuple[int, Sequence[str | None]]]:
    """The places of the columns that a part means, with the groups of its pattern."""
    if part.optional and key(part.column) not in columns:
        return
    if part.column:
        yield place_of(part.column, columns), ()
        return
    matches = [re.fullmatch(part.columns, name.strip()) for name in header]
    if not any(matches):
        known = listed([name.strip() for name in header if name.strip()])
        raise UsageError(
            said("no column is called like {pattern}: the columns are: {names}", pattern=part.columns, names=known)
        )
    yield from ((place, match.groups()) for place, match in enumerate(matches) if match)


def _fillers(base: Part, special: Part, templates: Templates, fixed: Mapping[str, str]) -> Fillers:
    """The functions of the templates of a part, as one column of amounts has them."""
    merged = base.model_copy(update=special.model_dump(exclude_unset=True))
    return {field: templates.filler(text, fixed) for field, text in merged if isinstance(text, str)}
