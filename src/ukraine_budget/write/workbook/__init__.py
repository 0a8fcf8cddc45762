"""The workbook of a whole ledger: one page to hand on, a sheet per view, and every figure to work with."""

from collections.abc import Mapping
from typing import NamedTuple

from ukraine_budget.language import Language, Text, said
from ukraine_budget.report.sheets.figures import FigureList
from ukraine_budget.report.sheets.overview import Overview
from ukraine_budget.report.table import Table
from ukraine_budget.write.workbook.figures import LARGE, add_figures, check_figures
from ukraine_budget.write.workbook.overview import add_overview
from ukraine_budget.write.xlsx import Book, add_table, made

__all__ = ["Workbook", "check_figures", "workbook"]
OVERVIEW, FIGURES = said("Overview"), said("Figures")
"""What the first sheet and that of all figures are called."""


class Workbook(NamedTuple):
    """What a workbook holds; `sheets` are the views by the names of their sheets."""

    title: Text
    overview: Overview
    sheets: Mapping[Text, Table]
    figures: FigureList


def workbook(content: Workbook, language: Language) -> bytes:
    """The bytes of a workbook, the same from run to run. UsageError for more than a sheet can hold."""

    def fill(book: Book) -> None:
        add_overview(book, OVERVIEW, content.overview)
        for name, table in content.sheets.items():
            add_table(book, name, table)
        add_figures(book, FIGURES, content.figures)

    return made(content.title, language, fill, large=len(content.figures.every) > LARGE)
