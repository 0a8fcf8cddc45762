"""The sheets of a workbook: how far they reach, and what python-calamine gives as blank."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from ukraine_budget.errors import UsageError, unknown
from ukraine_budget.importing.source import Source, memory
from ukraine_budget.language import joined, said

MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
"""What a sheet of any program has at most."""
MOST_CELLS = 1 << 25
"""How many cells a sheet may come to, blank ones included: a sheet of as many rows as it can have, with 32 columns."""
CELL_BYTES = 100
"""What a cell takes while it is read, at most."""
HELP = said("export the sheet as CSV")


@dataclass
class Sheet:
    """How far the cells of a sheet that say something reach, from 1, and what python-calamine gives as blank of them.

    `marks` are the errors and the formulas without a value, as texts by row and column from 1.
    """

    source: Source
    rows: int = 0
    columns: int = 0
    marks: defaultdict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def reach(self, row: int, column: int) -> None:
        """Note that a cell says something. SourceError where the sheet has more then than can be read."""
        if row > self.rows or column > self.columns:
            self.rows, self.columns = max(row, self.rows), max(column, self.columns)
            self._check(row, self.rows * self.columns)

    def mark(self, row: int, column: int, text: str) -> None:
        """Note what a cell says that would be blank."""
        self.reach(row, column)
        self.marks[row][column] = text

    def _check(self, row: int, cells: int) -> None:
        if self.rows > MOST_ROWS or self.columns > MOST_COLUMNS or cells > MOST_CELLS:
            message = said(
                "cells stand up to row {row} and column {column}, which is more than any table has",
                row=str(self.rows),
                column=str(self.columns),
            )
            raise self.source.error("bomb", message, HELP, (row, 0))
        if cells * CELL_BYTES > memory():
            message = said("there is not enough memory for more than the rows up to here")
            raise self.source.error("no-memory", message, HELP, (row, 0))


def refuse_cdata() -> None:
    """Refuse a text that python-calamine drops. ValueError in any case."""
    raise ValueError("a value stands in a CDATA section")


def chosen(source: Source, sheets: Mapping[str, Sheet], asked: str) -> str:
    """The sheet that is asked for, or the only one that says anything. UsageError where that is not one."""
    if asked:
        if asked not in sheets:
            raise unknown("sheet", asked, sheets)
        return asked
    full = [name for name, sheet in sheets.items() if sheet.rows]
    if not full:
        raise source.error("no-rows", said("no sheet says anything"))
    if len(full) > 1:
        raise UsageError(
            said("{path} has several sheets: {names}; name one with --sheet", path=str(source.path), names=joined(full))
        )
    return full[0]
