"""Header of a table: its plan, and rows that repeat it."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.kinds import Row
from ukraine_budget.importing.maps import Map
from ukraine_budget.importing.maps.plan import Amounts, Plan, names_of, plan
from ukraine_budget.importing.rejects import Refused
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said
from ukraine_budget.read.cells import YEAR


def split_header(source: Source, map: Map, format: str, table: Iterator[Row]) -> tuple[Plan, Iterator[Row]]:
    """Split a table into its header, as a plan, and the rows below. Without a header, columns have numbers only.

    Raises SourceError if there is no header where the map says, or the map does not fit it.
    """
    header = map.file.header
    numbers = header or (0,)
    filled = (row for row in table if any(cell.strip() for cell in row.cells) and row.number >= numbers[0])
    head = list(islice(filled, len(numbers)))
    if not head or (numbers != (0,) and tuple(row.number for row in head) != numbers):
        message = said("no row says anything")
        if numbers != (0,):
            message = said("there is no header in row {n}", n=", ".join(str(number) for number in numbers))
        raise source.error("no-header", message, said("say in a map in which row it is"))
    if header == (0,):
        return _plan(source, map, format, Row(0, ("",) * len(head[0].cells))), chain(head, table)
    names = head[0].cells if len(head) == 1 else tuple(names_of([row.cells for row in head]))
    return _plan(source, map, format, Row(head[-1].number, names)), table


def _plan(source: Source, map: Map, format: str, head: Row) -> Plan:
    try:
        return plan(map, head.cells)
    except UsageError as error:
        message = said("is not laid out as {format} has it: {reason}", format=format, reason=error.message)
        raise source.error("other-layout", message, position=(head.number, 0)) from error


def header_again(cells: Sequence[str], columns: Sequence[Amounts]) -> Refused | None:
    """Reason to leave out a row with only names of columns of amounts: several of them, or one that is a year."""
    names = []
    for one in columns:
        cell = cells[one.column_index].strip()
        if cell and cell != one.name:
            return None
        if cell:
            names.append(cell)
    if len(names) > 1:
        return Refused("repeated-header", said("the header stands here again"))
    if names and YEAR.fullmatch(names[0]):
        return Refused("year-or-amount", said("{n} is an amount, or the name of its column once more", n=names[0]))
    return None
