"""Numbers as arguments and options have them."""

import re
from decimal import Decimal

import typer

from ukraine_budget.errors import printable

AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")
YEAR = re.compile(r"(19|2[01])[0-9]{2}")


def amount(value: str | Decimal) -> Decimal:
    """A number without a sign."""
    if not AMOUNT.fullmatch(str(value)):
        raise typer.BadParameter(f"{printable(str(value))} is not a number such as 20 or 0.5")
    return Decimal(value)


def year(value: str | int) -> int:
    """A budget year."""
    if not YEAR.fullmatch(str(value)):
        raise typer.BadParameter(f"{printable(str(value))} is not a year from 1900 to 2199, such as 2026")
    return int(value)
