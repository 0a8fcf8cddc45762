"""The Dutch budget states, as the Ministry of Finance publishes them, and the two lists that belong to them.

V is commitments, U is cash. O, receipts, are neither: they are left out, or taken as lines of their own.
"""

from collections.abc import Mapping, Sequence

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.formats.nl_lists import LISTS
from ukraine_budget.importing.found import Found, Wanted
from ukraine_budget.importing.maps.builtin import builtin
from ukraine_budget.importing.maps.mapped import read_all
from ukraine_budget.importing.renumbered import renumbered
from ukraine_budget.importing.rows import Shape, rows
from ukraine_budget.importing.source import Source
from ukraine_budget.language import joined, said

NAME = "nl-begrotingsstaten"
RECEIPT = "receipt"


def read(sources: Sequence[Source], wanted: Wanted) -> Found:
    """The figures of the budget states among some files, and what the lists among them say of their lines."""
    shape = Shape(sheet=wanted.sheet)
    lists = {source: LISTS[kind] for source in sources for kind in LISTS if kind <= _header(source, shape)}
    states = [source for source in sources if source not in lists]
    if not states:
        raise UsageError(said("name the file with the budget states too, not only its lists"))
    map = builtin(NAME)
    if wanted.receipts:
        map = map.model_copy(update={"skip": ()})
    found = read_all(map, states, wanted, NAME)
    _follow(found, renumbered(found))
    for source, use in lists.items():
        use(source, shape, found)
    _part_receipts(found)
    return found


def _header(source: Source, shape: Shape) -> frozenset[str]:
    return next((frozenset(row.cells) for row in rows(source, shape)), frozenset())


def _part_receipts(found: Found) -> None:
    """Give receipts lines of their own, beside those of what is spent."""
    found.figures = [
        figure._replace(line=_receipts(figure.line)) if figure.basis == RECEIPT else figure for figure in found.figures
    ]
    used = {figure.line for figure in found.figures}
    for line in list(found.lines.values()):
        id, successor = _receipts(line.line), _receipts(line.successor)
        if id in used:
            found.lines[id] = line._replace(
                line=id,
                name=f"{line.name}: receipts",
                name_nl=f"{line.name_nl}: ontvangsten",
                successor=successor if successor in used else "",
            )


def _receipts(line: str) -> str:
    return f"{line}-receipts"


def _follow(found: Found, pairs: Mapping[str, str]) -> None:
    for old, new in pairs.items():
        found.lines[old] = found.lines[old]._replace(successor=new)
    if pairs:
        now = joined(said("{old} is now {new}", old=old, new=new) for old, new in sorted(pairs.items()))
        found.notes.append(
            said(
                "Renumbered within a year, by zeros under the one number beside figures under the other: {lines}.",
                lines=now,
            )
        )
