"""The first sheet of a workbook, for readers of one page: question, answer, years, chart, facts, sources."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import NOTHING, Text, said, word
from ukraine_budget.report.answers.outlook import outlook_answer, outlook_subject
from ukraine_budget.report.caveats import caveats
from ukraine_budget.report.display import SOURCE, Sources, sources
from ukraine_budget.report.facts import Fact, three_facts
from ukraine_budget.report.headings import measure
from ukraine_budget.report.names import has_support, short_of
from ukraine_budget.report.narrow import largest, papers
from ukraine_budget.report.outlook import Key, grouped, key_of, outlook_heading, stated_lines, widest, years_ahead
from ukraine_budget.report.pictures.bars import Look, look_of
from ukraine_budget.report.sheets.columns import FigureColumns, figure_columns, headed
from ukraine_budget.report.sheets.years import CHANGE_ROW, YearsSheet
from ukraine_budget.report.table import Block, Column, Formula, Row, SheetRef
from ukraine_budget.report.values import Kind, Value

YEARS, LINES, ROWS = 5, 12, 22
"""The most years, lines and rows of the table that fit a page."""
FEWEST = 2
"""The least figures that make a chart."""


class Bars(NamedTuple):
    """The chart: a figure per year, of the row and columns of the block, each as sure as its look says.

    `decimals` says whether a figure is no whole number.
    """

    title: Text
    row: int
    columns: tuple[int, ...]
    looks: tuple[Look, ...]
    decimals: bool


class Overview(NamedTuple):
    """The content of the sheet, from top to bottom."""

    ledger: str
    as_of: str
    title: Text
    question: Text
    answer: Text
    block: Block
    bars: Bars | None
    follows: Text
    facts: tuple[Fact, ...]
    caveats: tuple[Text, ...]
    papers: tuple[Text, ...]


def overview(result: OutlookResult, sheet: YearsSheet, name: Text) -> Overview:
    """The overview of an outlook, whose figures are linked to the sheet called `name`."""
    ledger = result.ledger
    years = years_ahead(result)[:YEARS]
    rows = _chosen(result, sheet, years, LINES)
    subject = outlook_subject(result)
    said_of = caveats(ledger, subject, years, result.notes, as_of=result.as_of, shifts=result.shifts)
    cited = sources(ledger, [*(row.document for row in rows), *said_of.documents])
    block, lines = _block(result, rows, years, cited, _Linked(sheet, name))
    return Overview(
        ledger=ledger.name,
        as_of=result.as_of,
        title=outlook_heading(result, years, rows),
        question=question(result),
        answer=outlook_answer(result).text,
        block=block,
        bars=_bars(result, subject, years, lines),
        follows=said(
            "The figures follow those of the sheet {name}; the answer and all other sentences do not.", name=name
        ),
        facts=three_facts(result),
        caveats=said_of.texts(cited),
        papers=tuple(papers(cited)),
    )


def question(result: OutlookResult) -> Text:
    """The question that an outlook answers: only cash of support has gaps."""
    ledger = result.ledger
    if not has_support(ledger) or not any(ledger.funds[row.fund].support for row in result.rows):
        return said("What falls most from one year to the next?")
    year = min((gap.year for gap in result.gaps if gap.certain), default=None)
    return said("Is there a gap in {year}?", year=year) if year else said("Is there a gap ahead?")


def _chosen(result: OutlookResult, sheet: YearsSheet, years: Sequence[int], most: int) -> list[FigureRow]:
    """The figures of the stated lines of some years; of many lines the largest."""
    rows = [row for row in result.rows if row.year in years and key_of(row) in sheet.rows]
    lines = stated_lines(result, rows)
    rows = [row for row in rows if (row.line, row.counts_as) in lines]
    kept = set(map(key_of, largest(widest(rows), most)))
    return [row for row in rows if key_of(row) in kept]


class _Linked(NamedTuple):
    """The sheet to which the figures of this one are linked."""

    sheet: YearsSheet
    name: Text

    def has_changes(self, there: int, years: Sequence[int]) -> bool:
        """Whether the row below a line has changes in some years."""
        rows, slots = self.sheet.table.blocks[0].rows, self.sheet.years
        below = rows[there + 1].cells if there + 1 < len(rows) else ()
        is_change = bool(below) and below[0] == CHANGE_ROW
        return is_change and any(below[slots[year].amount] or below[slots[year].words] for year in years)

    def cells(
        self, there: int, here: int, at: Mapping[int, FigureColumns], kind: Kind = "amount"
    ) -> tuple[list[Value], list[Formula]]:
        """The cells of some years on that sheet, and the formulas that link to them."""
        shown: list[Value] = []
        formulas: list[Formula] = []
        of_row = self.sheet.table.blocks[0].rows[there].cells
        for year, slot in at.items():
            source = self.sheet.years[year]
            shown += (of_row[source.amount], of_row[source.words])
            amount, words = (SheetRef(self.name, cell) for cell in (source.at(there), source.words_at(there)))
            formulas.append(Formula(slot.at(here), 'IF({0}="","",{0})', (amount,), kind=kind))
            formulas.append(Formula(slot.words_at(here), "T({0})", (words,), kind="text"))
        return shown, formulas


def _block(
    result: OutlookResult, rows: Sequence[FigureRow], years: Sequence[int], cited: Sources, linked: _Linked
) -> tuple[Block, Mapping[Key, int]]:
    """The table of the years, and the row of each line."""
    at = dict(zip(years, figure_columns(len(years), halves=False), strict=True))
    columns = (Column(NOTHING), *headed(map(Text, years), halves=False), SOURCE)
    lines: list[Row] = []
    formulas: list[Formula] = []
    row_of: dict[Key, int] = {}
    for name, level, own in grouped(result, rows):
        if not own:
            lines.append(Row((name,), "heading", level))
            continue
        there = linked.sheet.rows[key_of(own[0])]
        row_of[key_of(own[0])] = len(lines)
        cells, live = linked.cells(there, len(lines), at)
        lines.append(Row((name, *cells, cited.marked(*(row.document for row in own))), own[0].row_type, level))
        formulas += live
        later = {year: slot for year, slot in at.items() if year != years[0]}
        if linked.has_changes(there, list(later)):
            cells, live = linked.cells(there + 1, len(lines), later, "change")
            lines.append(Row((said("change on year"), *at[years[0]].cells(""), *cells, ""), "line", level + 1))
            formulas += live
    return Block(NOTHING, columns, tuple(lines), tuple(formulas)), row_of


def _bars(
    result: OutlookResult, subject: FigureRow | None, years: Sequence[int], lines: Mapping[Key, int]
) -> Bars | None:
    """The chart of the figures that the answer is about; none where fewer than two years have one."""
    if subject is None or (key := key_of(subject)) not in lines:
        return None
    ledger, own = result.ledger, {row.year: row for row in result.rows if key_of(row) == key}
    stated = [row for year in years if (row := own.get(year)) and row.amount is not None]
    if len(stated) < FEWEST:
        return None
    name = short_of(ledger, subject.fund, subject.line)
    looks = (own.get(year) for year in years)
    return Bars(
        said("{name}: {basis}, {measure}", name=name, basis=word(subject.basis, "basis"), measure=measure(ledger)),
        lines[key],
        tuple(slot.amount for slot in figure_columns(len(years), halves=False)),
        tuple(look_of(ledger, row, overtaken=row.overtaken) if row else "firm" for row in looks),
        any(row.amount != row.amount.to_integral_value() for row in stated if row.amount is not None),
    )
