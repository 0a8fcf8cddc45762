"""Cells that hold a figure: its digits, the words that qualify it, and its decimals."""

from typing import NamedTuple

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Column
from ukraine_budget.report.values import Hanging, Qualified, Value, written


class Split(NamedTuple):
    """A cell as text: a number and the words after it; a cell without a number has `words` alone."""

    number: str
    words: str


def split(value: Value, column: Column, language: Language) -> Split:
    """The number that a cell shows and its words, printable."""
    if isinstance(value, Hanging | Qualified):
        between = " " if isinstance(value, Hanging) else ", "
        words = between.join(map(language.say, value.words))
        return Split(written([value.amount], value.kind, language)[0], printable(words))
    text = printable(shown(value, column.kind, language))
    return Split("", text) if value is None or isinstance(value, str) else Split(text, "")


def decimals_of(number: str, language: Language) -> int:
    """How many decimals a written number has."""
    return len(number.partition(language.decimal)[2].rstrip(" %"))
