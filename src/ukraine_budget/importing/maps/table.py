"""Reading of a table by a map: each row becomes figures, or is left out for a reason."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from itertools import compress
from typing import NamedTuple

from ukraine_budget.importing.extract import (
    Extract,
    ImportedFigures,
    RowCounts,
    Wanted,
)
from ukraine_budget.importing.kinds import Row, Shape, is_text, rows
from ukraine_budget.importing.kinds.records import page_in
from ukraine_budget.importing.maps import Map
from ukraine_budget.importing.maps.amounts import amount, are_plain
from ukraine_budget.importing.maps.header import header_again, split_header
from ukraine_budget.importing.maps.leftouts import LeftOuts
from ukraine_budget.importing.maps.plan import (
    Amounts,
    Band,
    Plan,
    Split,
    band_of,
    kind_columns,
    named,
    unit_columns,
)
from ukraine_budget.importing.maps.rows import Words
from ukraine_budget.importing.maps.totals import PrintedTotal, PrintedTotals, row_group
from ukraine_budget.importing.names import document
from ukraine_budget.importing.receipts import ReceiptColumns
from ukraine_budget.importing.rejects import Refused, Scope, fitted, no_number
from ukraine_budget.importing.source import Source, room
from ukraine_budget.importing.units import FirstUnits, RowUnits, scaled
from ukraine_budget.language import Text, said
from ukraine_budget.read.notation import NotANumber
from ukraine_budget.read.problems import quoted

OF_ROWS = ("no-line", "no-fund", "unknown-line", "unknown-fund", "other-fund", "formula")
"""Reasons to leave out a whole row, not one cell."""


class Reader(NamedTuple):
    """Functions that read the rows of a file, and check the cells of a row: `check` raises Refused for a faulty one."""

    rows: Callable[[Source, Shape], Iterator[Row]] = rows
    check: Callable[[Sequence[str]], object] = len


def _no_match(split: Split, cells: Sequence[str]) -> Refused:
    text = quoted(cells[split.column_index].strip())
    return Refused("no-match", said("{text} does not match the pattern by which it is to be split", text=text))


class Tables(NamedTuple):
    """Contents of the tables read so far: an extract, the first units of their columns, and totals by table."""

    extract: Extract
    units: FirstUnits
    printed: tuple[PrintedTotals, ...]


class TableReading:
    """Reading of one file by one map, after the tables `before` it."""

    def __init__(self, source: Source, map: Map, wanted: Wanted, format: str, *, before: Tables) -> None:
        self.source, self.map, self.wanted, self.format, self.before = source, map, wanted, format, before
        extract = before.extract
        self.paper = document(source, format, wanted.date)
        self.words = Words(map, wanted, self.paper.document, extract)
        self.printed = PrintedTotals()
        self.shape = map.file.shape._replace(**({"sheet": wanted.sheet} if wanted.sheet else {}))
        self.text = is_text(source, self.shape)
        self.plain = are_plain(map.numbers)
        self.picky = bool(wanted.years or wanted.chapters or wanted.articles)
        self.figures = list(extract.figures)
        self.left_outs = LeftOuts(source, map, self.words, extract)
        self.rows, self.unwanted = extract.counts.read, extract.counts.unwanted
        self.held = sum(len(figure.years) for figure in extract.figures)

    def read(self, reader: Reader) -> Tables:
        """Read the file, and return its contents with those of the tables before it."""
        self.check = reader.check
        units = self._read_rows(reader.rows(self.source, self.shape))
        return Tables(self._extract(), units, (*self.before.printed, self.printed))

    def _extract(self) -> Extract:
        before = self.before.extract
        return before._replace(
            funds=self.words.funds,
            lines=self.words.all_lines,
            versions=self.words.versions,
            documents={**before.documents, self.paper.document: self.paper},
            fund_names=self.words.fund_names,
            line_names=self.words.line_names,
            incomplete=self.left_outs.incomplete,
            figures=self.figures,
            rejects=self.left_outs.rejects,
            losses=self.left_outs.losses,
            counts=RowCounts(self.rows, before.counts.used, self.unwanted),
        )

    def _read_rows(self, table: Iterator[Row]) -> FirstUnits:
        """Take the rows, and return the first units of their columns."""
        plan, table = split_header(self.source, self.map, self.format, table)
        of_units = {"named": named(self.map), "read": unit_columns(self.map)}
        units = RowUnits(self.source, plan.header, self.map.unit, self.before.units, **of_units)
        receipts = ReceiptColumns(self.source, plan.header, kind_columns(self.map))
        checks = [columns.check for columns in (units, receipts) if columns.columns]
        most = room()
        for row in table:
            self.rows += 1
            if self.held + len(self.left_outs.rejects) > most:
                message = said("there is not enough memory for more than the rows up to here")
                help = said("import in parts, with --year or --chapter")
                raise self.source.error("no-memory", message, help, (row.number, 0))
            before = len(self.figures)
            self._take(row, plan)
            if checks and len(self.figures) > before:
                for check in checks:
                    check(row)
        if page := page_in(self.source, self.shape):
            self.left_outs.other_pages(page, plan.amounts)
        return units.first

    def _take(self, row: Row, plan: Plan) -> None:
        """Take the figures of a row, or leave it out."""
        try:
            cells = fitted(row, plan.header, text=self.text)
            self.check(cells)
            cells, misfit = plan.split(cells) if plan.splits else (cells, None)
        except Refused as refused:
            self.left_outs.row(row, refused, plan.amounts)
            return
        row = row if cells is row.cells else Row(row.number, cells)
        if self.map.skip and (skipped := plan.skips.first(cells)) is not None:
            rule = self.map.skip[skipped]
            self.left_outs.row(row, Refused(rule.reason, Text(rule.message), expected=not rule.fault))
        elif self.map.totals and (total := plan.totals.first(cells)) is not None:
            self._take_totals(row, plan, total)
        elif again := header_again(cells, plan.amounts):
            self.left_outs.row(row, again, plan.amounts)
        elif misfit:
            self.left_outs.row(row, _no_match(misfit, cells), plan.amounts)
        else:
            before = len(self.figures)
            if not self._take_at_once(row, plan.bands):
                self._take_cells(row, plan.amounts)
            if plan.over:
                self.printed.add_parts({*plan.over}, cells, self.figures[before:])

    def _take_totals(self, row: Row, plan: Plan, rule: int) -> None:
        """Leave out a row that a rule of the map says is a total, and keep its amounts for comparison."""
        self.left_outs.row(row, Refused("subtotal", expected=True))
        if self.wanted.chapters or self.wanted.articles:
            return
        group = row_group(plan.over[rule], row.cells)
        name = ", ".join(filter(None, (plan.totals.text(rule, row.cells), *group[1])))
        for column in plan.amounts:
            with suppress(NotANumber, Refused):  # an unreadable total is not compared
                value = None if column.left_out else amount(row.cells[column.column_index], self.map.numbers)
                year, power = self.words.year(row.cells, column), self.words.power(row.cells, column)
                scope = Scope(self.words.version_id(row.cells, column), self.words.basis(row.cells, column), year)
                if value is not None and self.wanted.includes_year(year):
                    total = Decimal(scaled(value, power))
                    printed = PrintedTotal(self.source.name, row.number, column.name, name, scope, total)
                    self.printed.add_total(rule, group, printed)

    def _take_at_once(self, row: Row, bands: Sequence[Band]) -> bool:
        """Take all amounts of a row; False, without taking any, if one has to be treated by itself."""
        if self.picky:
            return False
        figures: list[ImportedFigures] = []
        aside: list[Amounts] = []
        try:
            for one in bands:
                values = self._values(row, one)
                if one.columns[0].left_out:
                    aside += (column for column, value in zip(one.columns, values, strict=True) if value is not None)
                else:
                    figures += self._figures(row, one, values)
        except (NotANumber, Refused):
            return False
        self.figures += figures
        for column in aside:
            self.left_outs.aside(row, column)
        return bool(figures or aside)

    def _values(self, row: Row, band: Band) -> Sequence[str | None]:
        """Parse the amounts in the columns of a band; None for a cell without one. Raises NotANumber."""
        plain, numbers = self.plain, self.map.numbers
        texts = [row.cells[index] for index in band.indexes]
        return [text if plain[type(text)](text) else amount(text, numbers) if text else None for text in texts]

    def _figures(self, row: Row, band: Band, values: Sequence[str | None]) -> Sequence[ImportedFigures]:
        """Make the figures of a row in the columns of a band. Raises Refused or NotANumber."""
        years, names = self.words.years(row.cells, band), band.names
        amounts = [value for value in values if value is not None]
        if not amounts:
            return ()
        if len(amounts) < len(values):
            stated = [value is not None for value in values]
            years, names = tuple(compress(years, stated)), tuple(compress(names, stated))
        meaning = self.words.meaning(row.cells, band.columns[0], years)
        self.held += len(amounts)
        if meaning.power:
            amounts = [scaled(amount, meaning.power) for amount in amounts]
        figures = ImportedFigures(
            meaning.version,
            meaning.line,
            meaning.basis,
            years,
            tuple(amounts),
            meaning.rounding,
            meaning.qualifier,
            self.paper.document,
            (row.number,),
            names,
            band.columns[0].figure["note"](row.cells),
        )
        return (figures,) if len(years) == 1 or [*years] == sorted(set(years)) else tuple(figures.single())

    def _take_cells(self, row: Row, columns: Sequence[Amounts]) -> None:
        """Take the amounts of a row one by one; leave the row out if it states none."""
        before = len(self.left_outs.rejects), len(self.figures)
        stated = False
        for n, column in enumerate(columns):
            try:
                stated |= self._take_cell(row, column, single=len(columns) == 1)
            except Refused as refused:
                self.left_outs.row(row, refused, columns[n:])
                return
        if before == (len(self.left_outs.rejects), len(self.figures)):
            if stated:
                self.unwanted += 1
            else:
                self.left_outs.row(row, Refused("nothing-stated", expected=True))

    def _take_cell(self, row: Row, column: Amounts, *, single: bool) -> bool:
        """Take the amount of a cell, if it is wanted; False if it states none. Raises Refused for the whole row."""
        try:
            value = amount(row.cells[column.column_index], self.map.numbers)
        except NotANumber as error:
            self.left_outs.cell(row, column, no_number(error), column.name)
            with suppress(NotANumber, Refused):  # the row does not identify its figure
                self.left_outs.add_incomplete(row, column)
            return False
        if value is None:
            return False
        if column.left_out:
            self.left_outs.aside(row, column)
            return False
        try:
            self._add_figure(row, column, value)
        except NotANumber as error:  # of a year that a template adds to
            self.left_outs.cell(row, column, no_number(error))
        except Refused as refused:
            if single or refused.reason in OF_ROWS:
                raise
            self.left_outs.cell(row, column, refused, column.name)
        return True

    def _add_figure(self, row: Row, column: Amounts, value: str) -> None:
        year = self.words.year(row.cells, column)
        if self.picky and not self.words.are_wanted(row.cells, column, year):
            return
        self.figures += self._figures(row, band_of([column]), [value])
