"""The workbook of a ledger: an overview, a sheet per view, and a sheet of every figure.

The overview has the question, the answer, the years with a chart beside them, facts, caveats and papers.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ukraine_budget.errors import printable
from ukraine_budget.language import Language, Text, joined, said
from ukraine_budget.report.palette import PALETTE
from ukraine_budget.report.pictures.bars import Look as Firmness
from ukraine_budget.report.sheets.lists import FigureList
from ukraine_budget.report.sheets.overview import Bars, Overview
from ukraine_budget.report.table import CellRef, Table
from ukraine_budget.report.values import number
from ukraine_budget.write.cells import Look, a1, cells, digits_of, text
from ukraine_budget.write.workbook.figures import LARGE, add_figures
from ukraine_budget.write.xlsx import PAGE, SMALLEST, Book, Sheet, add_table, footer_of, made, pixels, set_page

NAMES, AMOUNTS, WORDS, PAPERS = 28, 10, 13, 7
"""Column widths in digits; of amounts the minimum."""
CHART, CHART_HEIGHT, CHART_ROWS = 48, 280, 14
"""Width of the chart in digits, its height in pixels and in rows."""
TABLE = 4
"""Row of the header of the table."""
CELL = re.compile(r"!(?=\$?[A-Z])")
"""The start of a reference to a cell on another sheet."""


OVERVIEW, FIGURES = said("Overview"), said("Figures")
"""Names of the first sheet and of the sheet of all figures."""


class Workbook(NamedTuple):
    """The contents of a workbook; `sheets` are views by the name of their sheet."""

    title: Text
    overview: Overview
    sheets: Mapping[Text, Table]
    figures: FigureList


def workbook(content: Workbook, language: Language) -> bytes:
    """Write a workbook, identical from run to run. Raises UsageError for more than a sheet holds."""

    def fill(book: Book) -> None:
        _add_overview(book, OVERVIEW, content.overview)
        for name, table in content.sheets.items():
            add_table(book, name, table)
        add_figures(book, FIGURES, content.figures)

    return made(content.title, language, fill, large=len(content.figures.every) > LARGE)


class _OverviewLayout(NamedTuple):
    """Layout of the overview: column widths, whether the chart is beside the table, and the column of its data."""

    widths: tuple[int, ...]
    beside: bool
    data: int


def _add_overview(book: Book, name: Text, page: Overview) -> None:
    """Add the overview."""
    sheet, say = book.sheet(name), book.language.say
    layout = _layout(book, page)
    for column, width in enumerate(layout.widths):
        sheet.own.set_column(column, column, width)
    sheet.put([text(0, 0, say(page.title), Look("title")), text(1, 0, say(page.question), Look("section"))])
    sheet.put_sentences([page.answer], 2, layout.widths)
    sheet.put(cells(page.block, TABLE, book.language))
    end = TABLE + len(page.block.rows) + 2
    beside = TABLE + CHART_ROWS + 1 if page.bars and layout.beside else 0
    below = CHART_ROWS + 1 if page.bars and not layout.beside else 0
    last = _below(sheet, page, max(end, beside) + below, layout.widths)
    if page.bars:
        corner = (TABLE, len(layout.widths) - 1) if layout.beside else (end, 0)
        drawn = _chart(book, sheet, page, page.bars, CellRef(last + 2, layout.data))
        sheet.own.insert_chart(*corner, drawn, {"object_position": 1, "description": printable(say(page.answer))})
    set_page(sheet.own, footer_of(page.ledger, page.as_of, book.language))
    sheet.own.print_area(0, 0, last, len(layout.widths) - 1)
    sheet.own.fit_to_pages(1, 1)
    sheet.own.hide_gridlines(2)


def _layout(book: Book, page: Overview) -> _OverviewLayout:
    years = (len(page.block.columns) - 2) // 2
    digits = [
        len(book.language.number(amount))
        for row in page.block.rows
        for cell in row.cells
        if (amount := number(cell)) is not None
    ]
    table = (NAMES, *(max(AMOUNTS, max(digits, default=0) + 3), WORDS) * years, PAPERS)
    beside = bool(page.bars) and pixels((*table, CHART)) * SMALLEST <= 100 * PAGE[0]
    widths = (*table, CHART) if beside else table
    return _OverviewLayout(widths, beside, len(widths) + 1)


def _below(sheet: Sheet, page: Overview, at: int, widths: Sequence[int]) -> int:
    """Write facts, caveats, papers and what updates itself below each other; return the last row."""
    for fact in page.facts:
        sheet.put([text(at, 0, sheet.language.say(fact.heading), Look("fact"))])
        sheet.put_sentences([fact.text], at, widths[1:], first=1)
        at += 1
    caveats = [joined(("!", caveat), " ") for caveat in page.caveats]
    for sentences in (caveats, [joined(page.papers, "   ")] if page.papers else [], [page.follows]):
        at += bool(sentences)
        sheet.put_sentences(sentences, at, widths)
        at += len(sentences)
    return at


def _chart(book: Book, sheet: Sheet, page: Overview, bars: Bars, data: CellRef) -> Any:
    """Make a chart with a column per year: none if nothing is stated, an outline if the figure is not firm."""
    title, colour, name = _literal(book.language.say(bars.title)), PALETTE["cash"].light, sheet.own.get_name()
    _chart_data(sheet, page, bars, data)
    first, last, column = data.row, data.row + len(bars.columns) - 1, data.column
    chart = book.file.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": title,
            "categories": [name, first, column, last, column],
            "values": [name, first, column + 1, last, column + 1],
            "fill": {"color": colour},
            "points": [_point(look) for look in bars.looks],
            "data_labels": {"value": True, "num_format": "General" if bars.decimals else "#,##0"},
            "gap": 60,
        }
    )
    chart.set_title({"name": title, "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    lines = {"visible": True, "line": {"color": PALETTE["rule"].light}}
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": lines})
    chart.show_hidden_data()
    chart.show_na_as_empty_cell()
    chart.set_size({"width": 7 * CHART, "height": CHART_HEIGHT})
    return chart


def _literal(title: str) -> str:
    """Return a title that is not taken for a reference to a cell."""
    return CELL.sub("! ", printable(title))


def _chart_data(sheet: Sheet, page: Overview, bars: Bars, data: CellRef) -> None:
    """Write the data of a chart, off the page: years with the words beside their figures, and figures or #N/A."""
    row, (first, off_page) = TABLE + 1 + bars.row, data
    of_row = page.block.rows[bars.row].cells
    for n, column in enumerate(bars.columns):
        year, words = str(page.block.columns[column].title), of_row[column + 1]
        there, beside = a1(row, column), a1(row, column + 1)
        label = "\n".join(filter(None, (year, sheet.language.say(words) if isinstance(words, str) else "")))
        sheet.own.write_formula(first + n, off_page, f'="{year}"&IF({beside}="","",CHAR(10)&{beside})', None, label)
        digits = digits_of(of_row[column], "amount")
        shown = float(digits) if digits else "#N/A"
        sheet.own.write_formula(first + n, off_page + 1, f"=IF(ISNUMBER({there}),{there},NA())", None, shown)
    sheet.own.set_column(off_page, off_page + 1, None, None, {"hidden": True})


def _point(look: Firmness) -> dict[str, object] | None:
    """Return the look of a column, None for a firm one."""
    if look == "firm":
        return None
    colour = PALETTE["cash"].light
    border = {"color": colour, "width": 1.5, "dash_type": "solid" if look == "old" else "dash"}
    if look == "reserved":
        return {
            "border": border,
            "pattern": {"pattern": "wide_upward_diagonal", "fg_color": colour, "bg_color": "white"},
        }
    return {"border": border, "fill": {"none": True}}
