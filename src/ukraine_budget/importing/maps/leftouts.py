"""Rows and cells of a file that are left out, and the amounts lost with them."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import Cell, Extract, located
from ukraine_budget.importing.kinds import Row
from ukraine_budget.importing.kinds.pages import Page
from ukraine_budget.importing.maps import Map
from ukraine_budget.importing.maps.plan import Amounts
from ukraine_budget.importing.maps.rows import Words
from ukraine_budget.importing.rejects import Loss, Refused, Scope, left_out, loss
from ukraine_budget.importing.source import Source
from ukraine_budget.language import Text, said
from ukraine_budget.read.notation import NotANumber
from ukraine_budget.report.imported import MENDS
from ukraine_budget.report.importresult import LeftOut


class LeftOuts:
    """Rows and cells left out of a file, after those of the files `before` it.

    `losses` are amounts lost through a fault. `incomplete` are cells of the ledger with a part that could not be read.
    """

    def __init__(self, source: Source, map: Map, words: Words, before: Extract) -> None:
        self.source, self.map, self.words = source, map, words
        self.rejects: list[LeftOut] = list(before.rejects)
        self.losses: list[Loss] = list(before.losses)
        self.incomplete: dict[Cell, Text] = dict(before.incomplete)

    def row(self, row: Row, refused: Refused, columns: Sequence[Amounts] = ()) -> None:
        """Leave out a row; its amounts in some columns are lost."""
        self.rejects.append(left_out(self.source, row.number, refused))
        for column in columns:
            self._lose(row, column, refused)

    def cell(self, row: Row, column: Amounts, refused: Refused, name: str = "") -> None:
        """Leave out a cell; its amount is lost."""
        self.rejects.append(left_out(self.source, row.number, refused, name))
        self._lose(row, column, refused)

    def aside(self, row: Row, column: Amounts) -> None:
        """Leave out a cell of a column that the map does not take."""
        self.cell(row, column, Refused(column.left_out, expected=True), column.name)

    def other_pages(self, page: Page, columns: Sequence[Amounts]) -> None:
        """Count the records on other pages as lost, each with an amount in every column.

        Raises SourceError if their number is unknown.
        """
        records = str(len(page.records))
        if page.elsewhere is None:
            message = said("has {n} records and names a next page, but not how many there are in all", n=records)
            raise self.source.error("other-pages", message, MENDS["other-pages"])
        if page.elsewhere:
            message = said("the file says that there are {all} records, and has {n}", all=str(page.total), n=records)
            refused = Refused("other-pages", message)
            self.rejects.append(left_out(self.source, 0, refused))
            amounts = page.elsewhere * sum(not column.left_out for column in columns)
            self.losses.append(Loss(refused.reason, Scope(), amounts, None))

    def _lose(self, row: Row, column: Amounts, refused: Refused) -> None:
        """Add the amount of a cell to the losses, unless it states none or is outside the selection."""
        text = row.cells[column.column_index].strip() if column.column_index < len(row.cells) else ""
        if refused.expected or column.left_out or not text or text in self.map.numbers.nothing:
            return
        scope: dict[str, Any] = {}
        for field, read in (("year", self.words.year), ("basis", self.words.basis), ("version", self.words.version_id)):
            with suppress(NotANumber, Refused, UsageError, IndexError):
                scope[field] = read(row.cells, column)
        with suppress(NotANumber, IndexError):
            if "year" in scope and not self.words.are_wanted(row.cells, column, scope["year"]):
                return
        self.losses += loss(refused.reason, Scope(**scope), text)

    def add_incomplete(self, row: Row, column: Amounts) -> None:
        """Add the cell of an unreadable amount, which its sum lacks. Raises NotANumber or Refused."""
        words, cells = self.words, row.cells
        year = words.year(cells, column)
        if words.are_wanted(cells, column, year):
            cell = words.version_id(cells, column), words.line_id(cells, column), year, words.basis(cells, column)
            locator = located((row.number,), column.name)
            self.incomplete[cell] = said("{row} could not be read, and would be added", row=locator)
