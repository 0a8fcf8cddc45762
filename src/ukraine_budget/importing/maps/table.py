"""Reading of a table by a map: each row becomes figures, or is left out for a reason."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from itertools import chain, compress, islice
from typing import NamedTuple

from ukraine_budget.errors import UsageError
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
from ukraine_budget.importing.maps.leftouts import LeftOuts
from ukraine_budget.importing.maps.plan import (
    Amounts,
    Band,
    Plan,
    Split,
    band_of,
    kind_columns,
    named,
    names_of,
    plan,
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
from ukraine_budget.read.cells import YEAR
from ukraine_budget.read.notation import NotANumber
from ukraine_budget.read.problems import quoted

OF_ROWS = ("no-line", "no-fund", "unknown-line", "unknown-fund", "other-fund", "formula")
"""Reasons that hold for a whole row, whatever its columns of amounts."""


class Reader(NamedTuple):
    """Functions that read the rows of a file, and check the cells of a row: `check` raises Refused for a faulty one."""

    rows: Callable[[Source, Shape], Iterator[Row]] = rows
    check: Callable[[Sequence[str]], object] = len


def _no_match(split: Split, cells: Sequence[str]) -> Refused:
    text = quoted(cells[split.column_index].strip())
    return Refused("no-match", said("{text} does not match the pattern by which it is to be split", text=text))


def _header_again(cells: Sequence[str], columns: Sequence[Amounts]) -> Refused | None:
    """What to refuse a row for that says but names of columns of amounts: of two or more, or of one that is a year."""
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
        plan, table = self._parted(table)
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

    def _parted(self, table: Iterator[Row]) -> tuple[Plan, Iterator[Row]]:
        """The plan that fits the header, and the rows below it; without a header, its columns go by their numbers."""
        header = self.map.file.header
        numbers = header or (0,)
        said_something = (row for row in table if any(map(str.strip, row.cells)) and row.number >= numbers[0])
        head = list(islice(said_something, len(numbers)))
        if not head or (numbers != (0,) and tuple(row.number for row in head) != numbers):
            message = said("no row says anything")
            if numbers != (0,):
                message = said("there is no header in row {n}", n=", ".join(map(str, numbers)))
            raise self.source.error("no-header", message, said("say in a map in which row it is"))
        if header == (0,):
            return self._plan(Row(0, ("",) * len(head[0].cells))), chain(head, table)
        names = head[0].cells if len(head) == 1 else tuple(names_of([row.cells for row in head]))
        return self._plan(Row(head[-1].number, names)), table

    def _plan(self, head: Row) -> Plan:
        try:
            return plan(self.map, head.cells)
        except UsageError as error:
            message = said("is not laid out as {format} has it: {reason}", format=self.format, reason=error.message)
            raise self.source.error("other-layout", message, place=(head.number, 0)) from error

    def _take(self, row: Row, plan: Plan) -> None:
        """Take the figures of a row; what comes of none is left out."""
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
            self._note_totals(row, plan, total)
        elif again := _header_again(cells, plan.amounts):
            self.left_outs.row(row, again, plan.amounts)
        elif misfit:
            self.left_outs.row(row, _no_match(misfit, cells), plan.amounts)
        else:
            before = len(self.figures)
            if not self._take_at_once(row, plan.bands):
                self._take_cells(row, plan.amounts)
            if plan.over:
                self.printed.add_parts({*plan.over}, cells, self.figures[before:])

    def _note_totals(self, row: Row, plan: Plan, rule: int) -> None:
        """Leave out a row that a rule of the map says is a total, and keep its amounts for comparison."""
        self.left_outs.row(row, Refused("subtotal", expected=True))
        if self.wanted.chapters or self.wanted.articles:
            return
        group = row_group(plan.over[rule], row.cells)
        name = ", ".join(filter(None, (plan.totals.text(rule, row.cells), *group[1])))
        for column in plan.amounts:
            with suppress(NotANumber, Refused):  # what cannot be read is not compared
                value = None if column.left_out else amount(row.cells[column.column_index], self.map.numbers)
                year, power = self.words.year(row.cells, column), self.words.power(row.cells, column)
                scope = Scope(self.words.version_id(row.cells, column), self.words.basis(row.cells, column), year)
                if value is not None and self.wanted.includes_year(year):
                    total = Decimal(scaled(value, power))
                    printed = PrintedTotal(self.source.name, row.number, column.name, name, scope, total)
                    self.printed.add_total(rule, group, printed)

    def _take_at_once(self, row: Row, bands: Sequence[Band]) -> bool:
        """Take all amounts of a row. Nothing is, and False, where any of them needs a look of its own."""
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
        """The plain decimals in the columns of a band, None where a cell states nothing. Raises NotANumber."""
        plain, numbers = self.plain, self.map.numbers
        texts = [row.cells[index] for index in band.indexes]
        return [text if plain[type(text)](text) else amount(text, numbers) if text else None for text in texts]

    def _figures(self, row: Row, band: Band, values: Sequence[str | None]) -> Sequence[ImportedFigures]:
        """The figures of a row in the columns of a band. Raises Refused or NotANumber."""
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
        """Whether a cell states an amount. It becomes a figure, if it is wanted. Raises Refused for the whole row."""
        try:
            value = amount(row.cells[column.column_index], self.map.numbers)
        except NotANumber as error:
            self.left_outs.cell(row, column, no_number(error), column.name)
            with suppress(NotANumber, Refused):  # where nothing says of which cell it is
                self.left_outs.note_incomplete(row, column)
            return False
        if value is None:
            return False
        if column.left_out:
            self.left_outs.aside(row, column)
            return False
        try:
            self._add_figure(row, column, value)
        except NotANumber as error:  # of a year that a template counts on from
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
