"""Rows and cells that are left out, the reasons, and the amounts lost with them."""

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
    """Reason to leave out a row or cell; `expected` if the format or user declares it, not a fault of the file."""

    def __init__(self, reason: str, message: Text = NOTHING, *, expected: bool = False) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.expected = expected


def no_number(error: NotANumber) -> Refused:
    """Convert an unreadable number into the reason to leave its cell out."""
    return Refused(error.code, joined((error.message, error.help), "; "))


def left_out(source: Source, row: int, refused: Refused, column: str = "") -> LeftOut:
    """Record a row of a file, or its cell in a column, as left out."""
    return LeftOut(source.name, row, column, refused.reason, harmless(refused.message), refused.expected)


def fitted(row: Row, header: Sequence[str], *, text: bool) -> tuple[str, ...]:
    """Cells of a row at the width of the header. Raises Refused for a blank row or one that does not fit.

    In a text file a short row is broken; elsewhere the missing cells are blank.
    """
    width, cells = len(header), row.cells
    if len(cells) == width and cells[0] and cells != header:
        return cells  # the common case
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
"""Faults that lose no amount: it is stated elsewhere in the file, or belongs to another budget."""
GROUPED = re.compile(r"[0-9]{1,3}(?:([., '])[0-9]{3})(?:\1[0-9]{3})*")
LONGEST = 30


class Scope(NamedTuple):
    """Version, basis and year of an amount; blank or 0 if unknown."""

    version: str = ""
    basis: str = ""
    year: int = 0


class Loss(NamedTuple):
    """Number of amounts of a scope lost for a reason, and the sum of their absolute values.

    The sum is None if it cannot be read.
    """

    reason: str
    scope: Scope
    amounts: int
    money: Decimal | None


def loss(reason: str, scope: Scope, amount: str, n: int = 1) -> tuple[Loss, ...]:
    """The loss of an amount, or of a sum of `n`, for a reason; empty if that reason loses nothing.

    The amount may be unreadable.
    """
    return () if reason in NOTHING_LOST else (Loss(reason, scope, n, roughly(amount)),)


MOMENT = re.compile(r"\d[:-]\d|^-?P[\dT]")
"""Parts of a date, time, period or duration that occur in no amount."""


def roughly(text: str) -> Decimal | None:
    """Estimate the absolute value of an amount in any notation, at its largest; None if it is no number."""
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
