"""The problems of a ledger's files by code, and their positions. The tests provoke each."""

import re

from ukraine_budget.errors import Problem, harmless, printable
from ukraine_budget.language import NOTHING, Text, said

MOST = 100
"""The most problems of one code listed singly per column or rows of a file; the rest are counted."""
LINE_BREAK = re.compile(r"\r\n|\r|\n")
WRITE_HEADER = said("write the names of the columns in its first row, and the rows below")
CODES = {
    "missing-path": "There is nothing at this path.",
    "not-a-ledger": "A folder without datapackage.json is not a ledger.",
    "not-a-file": "A device, a pipe or a folder stands where a file is expected.",
    "no-permission": "The file or folder may not be read.",
    "unreadable": "The system cannot read the file.",
    "missing-file": "The ledger lacks one of its files.",
    "empty-file": "The file has no content.",
    "not-utf8": "The text is not UTF-8.",
    "not-text": "The file holds something else than text.",
    "bad-json": "datapackage.json is not valid JSON, or says two things under one name.",
    "bad-parquet": "The file is no Parquet file of figures.",
    "bad-descriptor": "A value in datapackage.json is not what it must be.",
    "malformed-csv": "A quoted cell is not closed, or goes on after its closing quote.",
    "long-cell": "A cell is longer than any cell can reasonably be.",
    "many-columns": "The header has more columns than any ledger file.",
    "title-rows": "Titles stand above the names of the columns.",
    "duplicate-column": "Two columns have, or mean, the same name.",
    "missing-column": "A column is lacking without which no figure can be placed.",
    "unknown-column": "A column is not one of those of the file.",
    "short-row": "A row has fewer cells than the header.",
    "long-row": "A row has more cells than the header.",
    "repeated-header": "The header stands again among the rows.",
    "no-rows": "The file has a header and nothing below it.",
    "blank-cell": "A cell that must say something is blank.",
    "bad-id": "An id has blanks or control characters in it.",
    "bad-year": "Not a budget year in four digits.",
    "bad-years": "Not a list of budget years and ranges of them.",
    "bad-date": "Not a date that exists, to the day, month or year.",
    "bad-integer": "Not a whole number.",
    "bad-number": "Not a number.",
    "ambiguous-number": "A number that can be read in two ways.",
    "bad-rounding": "A rounding step that is not above zero.",
    "bad-qualifier": "Qualifiers that cannot both hold.",
    "long-short-name": "A short name that a narrow table has no room for.",
    "bad-currency": "Not the code of a currency.",
    "unknown-word": "A word that is not one of those the column takes.",
    "unknown-version": "A version that versions.csv does not have.",
    "unknown-line": "A line that lines.csv does not have.",
    "unknown-fund": "A fund that funds.csv does not have.",
    "unknown-document": "A document that documents.csv does not have.",
    "unknown-basis": "A basis that datapackage.json does not declare.",
    "duplicate-key": "Two rows say what only one may say.",
    "conflicting-value": "Two rows say different things of one line, fund, version or file.",
    "duplicate-order": "Two versions have the same place in the order.",
    "duplicate-block": "A whole file, or a run of rows, stands there twice.",
    "circle": "Names that refer to one another in a circle.",
    "deep-line": "A line that is a part of a part, and so on, more often than in any budget.",
    "other-fund": "A parent or a successor that belongs to another fund.",
    "supersedes-later": "A version that supersedes a later one.",
    "follows-later": "A version that follows a later one.",
    "two-right-sides": "A claim that is compared with an amount and with figures at once.",
}


def problem(code: str, file: str, message: Text, help: Text = NOTHING, position: tuple[int, int] = (0, 0)) -> Problem:
    """Make a problem that is safe to print. `position` is a line and column, 0 for none."""
    return Problem(printable(file), *position, code, harmless(message), harmless(help))


def more(n: int) -> Text:
    """The count of problems of a column that are not listed."""
    return said("{n} more of these in the column, from here on", n=n)


def more_rows(n: int) -> Text:
    """The count of problems of rows that are not listed."""
    return said("{n} more of these, from here on", n=n)


def quoted(text: str) -> str:
    """Quote a text of a file for messages: printable, at most 60 characters."""
    return f"'{printable(text if len(text) <= 60 else text[:57] + '...')}'"


def position(before: str) -> tuple[int, int]:
    """The line and column, from 1, of the text that follows `before`."""
    last, breaks = 0, 0
    for match in LINE_BREAK.finditer(before):
        last, breaks = match.end(), breaks + 1
    return breaks + 1, len(before) - last + 1
