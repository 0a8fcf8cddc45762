"""Why a row, or a cell of it, is left out."""

from ukraine_budget.language import NOTHING, Text, joined
from ukraine_budget.read.numbers import NotANumber


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
