"""Amounts with an exponent: complete ones, and ones that may have lost digits.

Java and databases write 4.72E7, with as many digits as identify the number. Spreadsheets write 4.72E+07 or 47.2E+6,
with as many digits as the cell shows, and so does C. SAS writes at most twelve characters.
"""

import re
from decimal import Decimal

from ukraine_budget.language import said
from ukraine_budget.read.notation import MINUS, NotANumber
from ukraine_budget.read.problems import quoted

EXPONENT = re.compile(rf"(?P<sign>[{MINUS}+]? ?)(?P<digits>[0-9]+(?:[.,][0-9]+)?)[eE](?P<power>[+-]?[0-9]{{1,3}})")
SHORT_POWER = re.compile("-?[1-9][0-9]*")
"""An exponent without plus or leading zero."""
ENOUGH = 16
"""Digits that identify any double."""
ROOM = 12


def written_out(text: str, decimal: str = "") -> str:
    """Write a number without its exponent, with its decimal sign; any other text stays as it is.

    Raises NotANumber if digits may be lost.
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
    """Whether a number with an exponent may have lost digits."""
    digits = re.sub("[.,]", "", match["digits"]).lstrip("0")
    if not digits or len(digits) >= ENOUGH:
        return False
    fills_its_room = len(match[0]) == ROOM <= int(match["power"])
    return fills_its_room or not SHORT_POWER.fullmatch(match["power"])


def size(match: re.Match[str]) -> Decimal:
    """Absolute value of a number with an exponent."""
    return Decimal(f"{match['digits'].replace(',', '.')}e{match['power']}")
