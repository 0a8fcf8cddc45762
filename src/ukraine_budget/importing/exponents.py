"""Amounts with an exponent: those that are the number that a program held, and those of which digits may be lost.

Java and databases write 4.72E7, with as many digits as tell the number from all others. Spreadsheets write 4.72E+07 or
47.2E+6, with as many digits as the cell shows; so does C. SAS has room for twelve characters.
"""

import re
from decimal import Decimal

from ukraine_budget.language import said
from ukraine_budget.read.notation import MINUS, NotANumber
from ukraine_budget.read.problems import quoted

EXPONENT = re.compile(rf"(?P<sign>[{MINUS}+]? ?)(?P<digits>[0-9]+(?:[.,][0-9]+)?)[eE](?P<power>[+-]?[0-9]{{1,3}})")
SHORT_POWER = re.compile("-?[1-9][0-9]*")
"""An exponent without a plus, and without a zero to fill it up."""
ENOUGH = 16
"""A number of so many digits is all that a program held."""
ROOM = 12


def written_out(text: str, decimal: str = "") -> str:
    """A number without its exponent, by its decimal sign; any other text as it is.

    Raises NotANumber where digits of it may be lost.
    """
    match = EXPONENT.fullmatch(text)
    sign = "," if match and "," in match["digits"] else "."
    if not match or (decimal and sign != decimal and sign in match["digits"]):
        return text
    if may_lack_digits(match):
        message = said("digits of {text} may be lost", text=quoted(text))
        raise NotANumber("lost-digits", message, said("write it in full, without an exponent"))
    return match["sign"] + (f"{size(match):f}".replace(".", decimal or sign) if size(match) else "0")


def may_lack_digits(match: re.Match[str]) -> bool:
    """Whether a number with an exponent may have more digits than are written."""
    digits = re.sub("[.,]", "", match["digits"]).lstrip("0")
    if not digits or len(digits) >= ENOUGH:
        return False
    fills_its_room = len(match[0]) == ROOM <= int(match["power"])
    return fills_its_room or not SHORT_POWER.fullmatch(match["power"])


def size(match: re.Match[str]) -> Decimal:
    """The number with an exponent, as it is written, without its sign."""
    return Decimal(f"{match['digits'].replace(',', '.')}e{match['power']}")
