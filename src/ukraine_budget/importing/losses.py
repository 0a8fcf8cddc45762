"""Amounts that a reader of files leaves out: how many of each version, basis and year, and how much money they are."""

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ukraine_budget.importing.kinds.values import FORMULA, INEXACT
from ukraine_budget.model.amount import ZERO

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
    """How many amounts of a scope are left out for a reason, and the sum of them without their signs."""

    reason: str
    scope: Scope
    amounts: int
    money: Decimal


def loss(reason: str, scope: Scope, amount: str, n: int = 1) -> tuple[Loss, ...]:
    """The loss of an amount, or of a sum of `n` amounts, if anything is lost for that reason.

    The amount may be none that can be read.
    """
    return () if reason in NOTHING_LOST else (Loss(reason, scope, n, roughly(amount)),)


def roughly(text: str) -> Decimal:
    """The size of an amount that may be written in any way, without its sign: as large as it may be; 0 of no number."""
    text = text.removeprefix(INEXACT)
    digits = "" if text.startswith(FORMULA) else re.sub(r"[^0-9., ']", "", text).strip(" .,'")[:LONGEST]
    if GROUPED.fullmatch(digits):
        digits = re.sub(r"[^0-9]", "", digits)
    elif last := max(digits.rfind("."), digits.rfind(",")) + 1:
        digits = re.sub(r"[^0-9]", "", digits[:last]) + "." + digits[last:]
    try:
        return Decimal(digits.replace(" ", "").replace("'", ""))
    except InvalidOperation:
        return ZERO
