"""Rows and cells that are left out, why, and how much money goes with them."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ukraine_budget.errors import harmless
from ukraine_budget.importing.exponents import EXPONENT, size
from ukraine_budget.importing.kinds import FORMULA, INEXACT, LARGEST_EXPONENT, Row
from ukraine_budget.importing.source import Source
from ukraine_budget.language import NOTHING, Text, joined, said
from ukraine_budget.read.notation import NotANumber
from ukraine_budget.report.importresult import LeftOut


class Refused(Exception):
    """A row or cell that is left out. `expected`: as the format or the user wants it, through no fault of the file."""

    def __init__(self, reason: str, message: Text = NOTHING, *, expected: bool = False) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.expected = expected


def no_number(error: NotANumber) -> Refused:
    """What to leave a cell out for that is no number."""
    return Refused(error.code, joined((error.message, error.help), "; "))


def left_out(source: Source, row: int, refused: Refused, column: str = "") -> LeftOut:
    """A row of a file, or its cell in a column, that is left out."""
    return LeftOut(source.name, row, column, refused.reason, harmless(refused.message), refused.expected)


def fitted(row: Row, header: Sequence[str], *, text: bool) -> tuple[str, ...]:
    """The cells of a row, one for each column of a header. Raises Refused for a row that says nothing or does not fit.

    In a text a row with fewer cells is broken; elsewhere the cells that are not there are blank.
    """
    width, cells = len(header), row.cells
    if len(cells) == width and cells[0] and cells != header:
        return cells  # nearly all
    if not any(map(str.strip, cells)):
        raise Refused("blank-row", expected=True)
    if cells == header:
        raise Refused("repeated-header", said("the header stands here again"))
    if any(map(str.strip, cells[width:])):
        raise Refused("long-row", said("the row has {n} cells, the header {width}", n=len(cells), width=width))
    if len(cells) < width and text:
        raise Refused("short-row", said("the row has {n} cells, the header {width}", n=len(cells), width=width))
    return (*cells[:width], *[""] * (width - len(cells)))


NOTHING_LOST = ("other-phase", "other-year", "repeated-figure", "repeated-header", "repeated-row")
"""Faults of a file by which no amount is lost: it stands elsewhere in it, or is of another budget."""
GROUPED = re.compile(r"[0-9]{1,3}(?:([., '])[0-9]{3})(?:\1[0-9]{3})*")
LONGEST = 30


class Scope(NamedTuple):
    """What an amount is of. Blank, or 0, is what nothing says of it."""

    version: str = ""
    basis: str = ""
    year: int = 0


class Loss(NamedTuple):
    """How many amounts of a scope are left out for a reason, and the sum of them without their signs.

    The sum is None where it cannot be read.
    """

    reason: str
    scope: Scope
    amounts: int
    money: Decimal | None


def loss(reason: str, scope: Scope, amount: str, n: int = 1) -> tuple[Loss, ...]:
    """The loss of an amount, or of a sum of `n` amounts, if anything is lost for that reason.

    The amount may be none that can be read.
    """
    return () if reason in NOTHING_LOST else (Loss(reason, scope, n, roughly(amount)),)


MOMENT = re.compile(r"\d[:-]\d|^-?P[\dT]")
"""What a date, a time, a span of years or a duration has in it, that no amount has."""


def roughly(text: str) -> Decimal | None:
    """The size of an amount, however it is written, without its sign, as large as it may be; None of no number."""
    text = text.removeprefix(INEXACT)
    if text.startswith(FORMULA) or MOMENT.search(text):
        return None
    if match := EXPONENT.search(text[:LONGEST]):
        number = size(match)
        return number if abs(number.adjusted()) <= LARGEST_EXPONENT else None
    digits = re.sub(r"[^0-9., ']", "", text).strip(" .,'")[:LONGEST]
    if GROUPED.fullmatch(digits):
        digits = re.sub(r"[^0-9]", "", digits)
    elif last := max(digits.rfind("."), digits.rfind(",")) + 1:
        digits = re.sub(r"[^0-9]", "", digits[:last]) + "." + digits[last:]
    try:
        return Decimal(digits.replace(" ", "").replace("'", ""))
    except InvalidOperation:
        return None
