"""Why rows are left out, and why files are not read, each under a short code."""

from ukraine_budget.language import NOTHING, Text, joined
from ukraine_budget.read.notation import NotANumber

FAULTS = {
    "ambiguous-number": "An amount can be read in two ways, and the map does not say which sign is the decimal one.",
    "bad-date": "What is to be a date is none.",
    "bad-number": "An amount is no number, or not one of the kind that the file has.",
    "bad-year": "What is to be a budget year is none.",
    "conflicting-figures": "Several rows state one cell, and not the same: none of them is taken.",
    "conflicting-totals": "The total of an article stands twice, and not alike: nothing of the article is taken.",
    "dash": "A dash stands for the amount: zero, or nothing stated.",
    "formula": "A formula stands there, whose value is not in the file.",
    "incomplete-sum": "Another row that would be added could not be read, or states the same once more.",
    "inexact-number": "A number was computed and never rounded.",
    "larger-than-whole": "A part is larger than the line that it is a part of.",
    "long-row": "The row has more cells than the header.",
    "lost-label": "What the amount is for is lost: an error of a spreadsheet stands there.",
    "no-article": "Nothing says of which article the row is.",
    "no-basis": "Nothing says whether commitments or cash are counted.",
    "no-chapter": "Nothing says of which chapter the row is.",
    "no-fund": "Nothing names the fund.",
    "no-line": "Nothing names the line.",
    "no-version": "Nothing names the version.",
    "other-fund": "The line is of another fund elsewhere.",
    "other-phase": "The row is not of a draft budget.",
    "other-year": "The row is of the budget of another year than the file.",
    "repeated-figure": "The same figure stands in an earlier row.",
    "repeated-header": "The header stands again among the rows.",
    "repeated-row": "The row repeats another to the letter.",
    "shifted": "Amounts stand beyond the last year, so that nothing says of which years they are.",
    "short-row": "The row has fewer cells than the header.",
    "unknown-basis": "The map does not say what the word for the basis means.",
    "unknown-fund": "The map does not say what the word for the fund means.",
    "unknown-line": "The map does not say what the word for the line means.",
    "unknown-phase": "The phase is none of those that there are.",
    "unknown-version": "The map does not say what the word for the version means.",
    "unknown-year": "The map does not say what the word for the year means.",
}
"""Reasons that are faults of a file. With --strict, nothing is written because of one."""
EXPECTED = {
    "blank-row": "The row says nothing.",
    "both-at-once": "Two articles have figures in one version, so the one is not the other under a new number.",
    "chapter-renamed": "A chapter has another name, and its articles have the same numbers.",
    "horizontal": "The row shows money of several lines at once, which these state.",
    "money-moved": "Money moved between two articles, which does not make them one.",
    "no-appropriation": "A dash stands for the amount: there is no appropriation.",
    "no-such-article": "The article is not among the figures that were taken.",
    "no-such-name": "No article that was taken is called so.",
    "nothing-stated": "The row states no amount.",
    "of-which": "Part of another row, whose money it repeats.",
    "other-chapter": "The two articles are of two chapters, whose money is never added.",
    "pro-memorie": "p.m. stands for the amount: none is stated.",
    "receipts": "Receipts, which --receipts takes as lines of their own.",
    "reserve": "Money of the line that is held in reserve, which the title of reserves states.",
    "subtotal": "A printed sum of other rows, which is compared with what was taken of them.",
    "total-of-chapter": "The printed sum of a chapter, which is compared with what was taken of it.",
    "transition-quarter": "The months between the fiscal years 1976 and 1977, which are in neither.",
}
"""Reasons that are none: the file, the format or the user wants it so."""
UNREADABLE = {
    "bad-encoding": "The text is not in its encoding.",
    "bad-json": "Not a list of JSON objects.",
    "bomb": "The file would unpack to more than any table, or declares entities: a trap.",
    "broken-file": "The file breaks off, or is not what its name says.",
    "long-line": "A line is longer than any line of a table.",
    "malformed-csv": "A quoted cell does not end well.",
    "no-memory": "There is more in the file than this machine has memory for.",
    "no-header": "There is no header where there should be one.",
    "no-rows": "There is no table in the file.",
    "not-text": "The file is not text.",
    "other-layout": "The file is not laid out as the format has it.",
    "other-unit": "A column says that the amounts are in another unit than that in which they are read.",
    "unit-per-row": "A column says that the amounts of the rows are in several units.",
}
"""Why a file cannot be read at all: codes of SourceError beside those of ledgers."""


class Refused(Exception):
    """A row or cell that is left out. `expected`: as the format or the user wants it, through no fault of the file."""

    def __init__(self, reason: str, message: Text = NOTHING, *, expected: bool = False) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.expected = expected


def no_number(error: NotANumber) -> Refused:
    """The same of a text that is no number."""
    return Refused(error.code, joined((error.message, error.help), "; "))
