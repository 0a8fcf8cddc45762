"""Amounts of a budget table, in whole thousands; computed ones are rounded."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from ukraine_budget.importing.formats.nl_b_tabel.layout import Columns
from ukraine_budget.importing.kinds import INEXACT, Number, Row
from ukraine_budget.importing.maps import Numbers
from ukraine_budget.importing.maps.amounts import amount
from ukraine_budget.importing.rejects import Refused
from ukraine_budget.language import said
from ukraine_budget.model.text import plain as shortest
from ukraine_budget.read.problems import quoted

NUMBERS = Numbers(decimal=".", thousands=",")
WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
"""Whole thousands; a leading zero is a misprinted dash."""
FRACTION = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+(E[+-]?[0-9]+)?")
"""A number that a spreadsheet computed and nobody rounded."""
GROUPS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
"""A fraction that may be Dutch for thousands; in a row with other fractions it is a fraction."""
HALF_UP = Context(prec=200, rounding=ROUND_HALF_UP)
PRO_MEMORIE = "pm"
DASH = "-"


class ParsedAmount(NamedTuple):
    """An amount as a plain decimal, and whether it had to be rounded."""

    text: str
    is_rounded: bool


def parse_amount(row: Row, index: int, columns: Columns) -> ParsedAmount | None:
    """Parse the amount in a cell; None if it is blank. Raises Refused or NotANumber."""
    cell = row.cells[index]
    text = cell.strip()
    if text == DASH:
        raise Refused("dash", said("a dash may be zero, or nothing stated"))
    if text == PRO_MEMORIE:
        raise Refused("pro-memorie", said("p.m.: no amount is stated"), expected=True)
    if (isinstance(cell, Number) and "." in text) or _is_fraction(row, text, columns):
        return ParsedAmount(_rounded(text), is_rounded=True)
    value = _whole(amount(text, NUMBERS) or "")
    return ParsedAmount(value, is_rounded=False) if value else None


def _is_fraction(row: Row, text: str, columns: Columns) -> bool:
    """Whether an amount was computed: it is a fraction, and the row has one that is no way to write thousands."""
    if not FRACTION.fullmatch(text):
        return False
    texts = (row.cells[at].strip() for at in columns.amounts.values())
    return any(FRACTION.fullmatch(other) and not GROUPS.fullmatch(other) for other in texts)


def _rounded(number: str) -> str:
    """Round a number to an integer, half away from zero."""
    value = Decimal(number.removeprefix(INEXACT))
    return shortest(value.quantize(Decimal(1), context=HALF_UP))


def _whole(value: str) -> str:
    if value and not WHOLE.fullmatch(value):
        raise Refused(
            "bad-number", said("{text} is no whole number, and the table is in whole thousands", text=quoted(value))
        )
    return value
