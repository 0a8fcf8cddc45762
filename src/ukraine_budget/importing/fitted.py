"""Rows that have a cell for each column."""

from collections.abc import Sequence

from ukraine_budget.importing.rejects import Refused
from ukraine_budget.importing.rows import Row
from ukraine_budget.language import said


def fitted(row: Row, header: Sequence[str], *, text: bool) -> tuple[str, ...]:
    """The cells of a row, one for each column of a header. Raises Refused for a row that says nothing or does not fit.

    In a text a row with fewer cells is broken; elsewhere the cells that are not there are blank.
    """
    width, cells = len(header), row.cells
    if len(cells) == width and cells[0] and cells != header:
        return cells  # nearly all
    if not any(map(str.strip, cells)):
        raise Refused("blank-row", expected=True)
    if cells == header:
        raise Refused("repeated-header", said("the header stands here again"))
    if any(map(str.strip, cells[width:])):
        raise Refused("long-row", said("the row has {n} cells, the header {width}", n=len(cells), width=width))
    if len(cells) < width and text:
        raise Refused("short-row", said("the row has {n} cells, the header {width}", n=len(cells), width=width))
    return (*cells[:width], *[""] * (width - len(cells)))
