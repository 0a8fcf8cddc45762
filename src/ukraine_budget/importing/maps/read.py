"""A table read by a map: every row becomes figures, or is left out for a reason."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.fitted import fitted
from ukraine_budget.importing.found import Found, ImportedFigure, Wanted, located
from ukraine_budget.importing.losses import Place
from ukraine_budget.importing.maps.amounts import amount
from ukraine_budget.importing.maps.model import Map
from ukraine_budget.importing.maps.plan import Amounts, Plan, named, plan
from ukraine_budget.importing.maps.words import Words
from ukraine_budget.importing.memory import room
from ukraine_budget.importing.refused import Refused, no_number
from ukraine_budget.importing.rows import Row, is_text, rows
from ukraine_budget.importing.source import Source
from ukraine_budget.importing.units import RowUnits
from ukraine_budget.language import Text, said
from ukraine_budget.read.numbers import NotANumber


def read_mapped(source: Source, map: Map, wanted: Wanted, format: str, found: Found) -> None:
    """Add to what was found the rows of a file, read by a map.

    Raises SourceError where the file cannot be read, or the map does not fit it.
    """
    _Reading(source, map, wanted, format, found).read()


OF_ROWS = ("no-line", "no-fund", "unknown-line", "unknown-fund", "other-fund", "formula")
"""Reasons that hold for a whole row, whatever its columns of amounts."""


class _Reading:
    """The reading of one file by one map."""

    def __init__(self, source: Source, map: Map, wanted: Wanted, format: str, found: Found) -> None:
        self.source, self.map, self.wanted, self.found = source, map, wanted, found
        self.format = format
        self.paper = found.paper(source, format, wanted.date)
        self.words = Words(map, wanted, found, self.paper)
        self.shape = map.file.shape._replace(**({"sheet": wanted.sheet} if wanted.sheet else {}))
        self.text = is_text(source, self.shape)
        self.picky = bool(wanted.years or wanted.chapters or wanted.articles)
        self.columns: Sequence[Amounts] = ()

    def read(self) -> None:
        found, table = self._parted(rows(self.source, self.shape))
        units = RowUnits(self.source, found.header, self.map.unit, self.found.units, named(self.map))
        most = room()
        for row in table:
            self.found.rows += 1
            if len(self.found.figures) + len(self.found.left_out) > most:
                message = said("there is not enough memory for more than the rows up to here")
                help = said("import in parts, with --year or --chapter")
                raise self.source.error("no-memory", message, help, (row.place, 0))
            self.columns, before = found.amounts, len(self.found.figures)
            try:
                self._take(row, found)
            except Refused as refused:
                self.found.leave(self.source, row.place, refused)
                for column in self.columns:
                    self._lose(row, column, refused)
            if len(self.found.figures) > before:
                units.check(row)
        silent = {id: line for id, line in self.words.parents.items() if id not in self.found.lines}
        self.found.lines = silent | self.found.lines

    def _parted(self, table: Iterator[Row]) -> tuple[Plan, Iterator[Row]]:
        """The plan that fits the header, and the rows below it; without a header, its columns go by their numbers."""
        place = self.map.file.header
        head = next((row for row in table if any(map(str.strip, row.cells)) and row.place >= (place or 0)), None)
        if head is None or (place and head.place != place):
            message = said("there is no header in row {n}", n=place) if place else said("no row says anything")
            raise self.source.error("no-header", message, said("say in a map in which row it is"))
        if place == 0:
            return self._plan(Row(0, ("",) * len(head.cells))), chain([head], table)
        return self._plan(head), table

    def _plan(self, head: Row) -> Plan:
        try:
            return plan(self.map, head.cells)
        except UsageError as error:
            message = said("is not laid out as {format} has it: {reason}", format=self.format, reason=error.message)
            raise self.source.error("other-layout", message, place=(head.place, 0)) from error

    def _take(self, row: Row, plan: Plan) -> None:
        """Take the figures of a row; what comes of none is left out."""
        row = Row(row.place, fitted(row, plan.header, text=self.text))
        for skip in plan.skips:
            if skip.holds(row.cells):
                self.columns = ()  # the map knows of it
                raise Refused(skip.rule.reason, Text(skip.rule.message), expected=not skip.rule.fault)
        before = len(self.found.left_out), len(self.found.figures)
        stated = []
        for n, column in enumerate(plan.amounts):
            self.columns = plan.amounts[n:]
            stated.append(self._cell(row, column, plan))
        self.columns = ()
        if before == (len(self.found.left_out), len(self.found.figures)):
            if not any(stated):
                raise Refused("nothing-stated", expected=True)
            self.found.unwanted += 1

    def _cell(self, row: Row, column: Amounts, plan: Plan) -> bool:
        """Whether a cell states an amount. It becomes a figure, if it is wanted."""
        try:
            value = amount(row.cells[column.place], self.map.numbers)
        except NotANumber as error:
            refused = no_number(error)
            self.found.leave(self.source, row.place, refused, column.name)
            self._lose(row, column, refused)
            with suppress(NotANumber, Refused):  # where nothing says of which cell it is
                self._lack(row, column)
            return False
        if value is None:
            return False
        if column.left_out:
            self.found.leave(self.source, row.place, Refused(column.left_out, expected=True), column.name)
            return False
        try:
            self._figure(row, column, value)
        except NotANumber as error:  # of a year that a template counts on from
            refused = no_number(error)
            self.found.leave(self.source, row.place, refused)
            self._lose(row, column, refused)
        except Refused as refused:
            if len(plan.amounts) == 1 or refused.reason in OF_ROWS:
                raise
            self.found.leave(self.source, row.place, refused, column.name)
            self._lose(row, column, refused)
        return True

    def _lose(self, row: Row, column: Amounts, refused: Refused) -> None:
        """Count the amount of a cell that is left out as lost, unless it states none, or is not asked for."""
        text = row.cells[column.place].strip() if column.place < len(row.cells) else ""
        if refused.expected or column.left_out or not text or text in self.map.numbers.nothing:
            return
        found: dict[str, Any] = {}
        for what, read in (("year", self.words.year), ("basis", self.words.basis), ("version", self.words.version)):
            with suppress(NotANumber, Refused, UsageError, IndexError):
                found[what] = read(row.cells, column)
        with suppress(NotANumber, IndexError):
            if "year" in found and not self._wanted(row, column, found["year"]):
                return
        self.found.losses.add(refused.reason, Place(**found), text)

    def _lack(self, row: Row, column: Amounts) -> None:
        """Remember that what other rows state of a cell is not all of it."""
        words, cells = self.words, row.cells
        year = words.year(cells, column)
        if self._wanted(row, column, year):
            cell = words.version(cells, column), words.line(cells, column, year), year, words.basis(cells, column)
            where = located(row.place, column.name)
            self.found.incomplete[cell] = said("{row} could not be read, and would be added", row=where)

    def _figure(self, row: Row, column: Amounts, value: str) -> None:
        cells, words, figure = row.cells, self.words, column.figure
        year = words.year(cells, column)
        if self.picky and not self._wanted(row, column, year):
            return
        line = words.line(cells, column, year)
        where = (self.paper, located(row.place, column.name), figure["note"](cells))
        counted = (words.basis(cells, column), value, figure["rounding"](cells), figure["qualifier"](cells))
        self.found.figures.append(ImportedFigure(words.version(cells, column), line, year, *counted, *where))

    def _wanted(self, row: Row, column: Amounts, year: int) -> bool:
        """Whether the user asks for a figure."""
        chapter, article = (column.line[name](row.cells) for name in ("chapter", "article"))
        return self.wanted.includes_year(year) and self.wanted.includes(chapter, article)
