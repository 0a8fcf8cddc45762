"""Lines that a file states under two numbers: the figures under the one end where those under the other begin."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from ukraine_budget.importing.found import Found

Orders = Mapping[str, Sequence[int]]
"""The places of the versions that state more than zero, by basis."""
Pairs = Mapping[str, str]
"""Lines by the line that each is now."""


def renumbered(found: Found) -> Pairs:
    """The lines that were given another number within a budget year, and that number's line.

    In one fund and year two lines have the same name, and on each basis every version that states more than zero for
    the old one comes before all that do for the new one. What this says in two ways is not said at all.
    """
    stated = _stated(found)
    said: defaultdict[str, set[str]] = defaultdict(set)
    for year, lines in _namesakes(found):
        for old, new in permutations(lines, 2):
            if _follows(stated[old, year], stated[new, year]):
                said[old].add(new)
    return {old: next(iter(new)) for old, new in said.items() if len(new) == 1 and not new & said.keys()}


def at_once(found: Found, old: str, new: str) -> bool:
    """Whether any version states more than zero for both of two lines in one year: they are not one line then."""
    stated = _stated(found)
    years = {year for line, year in stated if line in (old, new)}
    return any(
        set(stated[old, year].get(basis, ())) & set(orders)
        for year in years
        for basis, orders in stated[new, year].items()
    )


def _stated(found: Found) -> defaultdict[tuple[str, int], dict[str, list[int]]]:
    orders: defaultdict[tuple[str, int], dict[str, list[int]]] = defaultdict(dict)
    for figure in found.figures:
        if Decimal(figure.amount):
            bases = orders[figure.line, figure.year]
            bases.setdefault(figure.basis, []).append(found.versions[figure.version].order)
    return orders


def _namesakes(found: Found) -> Iterator[tuple[int, list[str]]]:
    """The lines of one fund that have the same name in a year, where there are two."""
    groups: defaultdict[tuple[int, str, str], list[str]] = defaultdict(list)
    for line, names in found.line_names.items():
        for year, name in names.items():
            groups[year, found.lines[line].fund, name.casefold()].append(line)
    return ((year, lines) for (year, _, _), lines in groups.items() if len(lines) == 2)


def _follows(old: Orders, new: Orders) -> bool:
    """Whether on every basis the figures of one line end before those of the other begin, and both have some."""
    return bool(old and new) and all(max(old[basis]) < min(new[basis]) for basis in old.keys() & new.keys())
