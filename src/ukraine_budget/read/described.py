"""What rows of a user's CSV file say of more than themselves: of their line, fund, version or the whole file."""

from collections.abc import Iterable, Mapping
from itertools import repeat
from typing import Any, NamedTuple

from ukraine_budget.errors import Problem
from ukraine_budget.language import Text, said
from ukraine_budget.read.codes import quoted
from ukraine_budget.read.gate import ValidatedTable

FUND = "all"
"""The fund of a file that names none."""
BY = {"fund": "line", "support": "fund", "date": "version", "coverage": "version", "unit": "", "currency": ""}
"""What each of these columns is about: what another column names, or the whole file."""
Facts = Mapping[Any, Any]
"""What is said, by the name of what it is said of."""


class Described(NamedTuple):
    """The fund of each line, whether each fund is support, and so on; only what is said is there."""

    fund: Facts
    support: Facts
    date: Facts
    coverage: Facts
    unit: Facts
    currency: Facts


NOTHING_SAID = Described({}, {}, {}, {}, {}, {})


def described(checked: ValidatedTable, version: str) -> tuple[Described, list[Problem]]:
    """What the rows say, and which say something else than one before. `version` is that of a file that names none."""
    alone = {"version": version, "fund": FUND, "": ""}
    facts: dict[str, Facts] = {}
    problems: list[Problem] = []
    for field, by in BY.items():
        cells = checked.columns[field] if field in checked.places else ()
        names = checked.columns[by] if by in checked.columns else repeat(alone[by])
        first, other = _rows(names, cells)
        facts[field] = {name: cells[row] for name, row in first.items()}
        problems += (_conflict(checked, field, row, first[name], _called(by, name)) for name, row in other.items())
    return Described(**facts), problems


def _rows(names: Iterable[Any], cells: Iterable[Any]) -> tuple[dict[Any, int], dict[Any, int]]:
    """The first row that says something of each name, and the first that says something else; a blank says nothing."""
    said_by: dict[Any, tuple[int, Any]] = {}
    other: dict[Any, int] = {}
    for row, (name, value) in enumerate(zip(names, cells, strict=False)):
        if name is None or value is None or value == "":
            continue
        if said_by.setdefault(name, (row, value))[1] != value:
            other.setdefault(name, row)
    return {name: row for name, (row, _) in said_by.items()}, other


def _conflict(checked: ValidatedTable, field: str, row: int, first: int, what: Text) -> Problem:
    cells = checked.sheet.cells[checked.places[field]]
    message = said(
        "{value} for {what}, and line {line} has {other}",
        value=quoted(cells[row].strip()),
        what=what,
        line=checked.sheet.lines[first],
        other=quoted(cells[first].strip()),
    )
    return checked.problem("conflicting-value", row, field, message, said("keep the one that is meant"))


def _called(by: str, name: str) -> Text:
    if by == "line":
        return said("the line {name}", name=quoted(name))
    if by == "fund":
        return said("the fund {name}", name=quoted(name))
    if by == "version":
        return said("the version {name}", name=quoted(name))
    return said("the whole file")
