"""Split a cell with a figure into its digits and the words that qualify it."""

from typing import NamedTuple

from ukraine_budget.errors import printable
from ukraine_budget.language import Language
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Column
from ukraine_budget.report.values import Hanging, Qualified, Value, written


class Split(NamedTuple):
    """A cell as text: a number and the words after it, or `words` alone."""

    number: str
    words: str


def split(value: Value, column: Column, language: Language) -> Split:
    """Split a cell into its number and its words, both printable."""
    if isinstance(value, Hanging | Qualified):
        between = " " if isinstance(value, Hanging) else ", "
        words = between.join(map(language.say, value.words))
        return Split(written([value.amount], value.kind, language)[0], printable(words))
    text = printable(shown(value, column.kind, language))
    return Split("", text) if value is None or isinstance(value, str) else Split(text, "")


def decimals_of(number: str, language: Language) -> int:
    """Return the number of decimals of a written number."""
    return len(number.partition(language.decimal)[2].rstrip(" %"))
