"""The rows of a view as CSV: comma, UTF-8, LF, the columns of the contract."""

import csv
import io
from decimal import Decimal

from ukraine_budget.errors import printable
from ukraine_budget.model.text import plain
from ukraine_budget.report.table import Table
from ukraine_budget.writers.values import FORMULA


def write(table: Table) -> str:
    """The records under their names; a text that a spreadsheet would run is made text by a leading apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(table.one_list.fields)
    writer.writerows(map(_cell, row) for row in table.one_list.rows)
    return buffer.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, str):
        text = printable(value)
        return f"'{text}" if FORMULA.match(text) else text
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ("; " if any(isinstance(item, tuple) for item in value) else " ").join(map(_cell, value))
    return "" if value is None else str(value)
