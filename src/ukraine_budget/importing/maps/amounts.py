"""Parsing of printed amounts to plain decimals."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from ukraine_budget.importing.exponents import written_out
from ukraine_budget.importing.kinds import FORMULA, INEXACT, Number
from ukraine_budget.importing.maps import Numbers
from ukraine_budget.language import said
from ukraine_budget.model.text import plain as shortest
from ukraine_budget.read.notation import MINUS, OTHER_SIGN, PLAIN, PLAIN_WHOLE, Grammar, NotANumber, plain
from ukraine_budget.read.problems import quoted

SPACES = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", "   ")
POINTED, WHOLE = re.compile(PLAIN), re.compile(PLAIN_WHOLE)
"""Plain decimals, the common case."""
BELOW_ZERO = re.compile(rf"[{MINUS}](?P<after>.+)|(?P<before>.*[0-9])[-\N{{MINUS SIGN}}]|\((?P<inside>.*[0-9].*)\)")
IN_DOUBT = Grammar("", ";")
"""Grammar without a known decimal sign: accepts only numbers that can be read in one way."""


def plain_form(numbers: Numbers) -> re.Pattern[str]:
    """Pattern of plain decimals."""
    return POINTED if numbers.decimal == "." else WHOLE


def are_plain(numbers: Numbers) -> Mapping[type[str], Callable[[str], object]]:
    """Predicates, for texts and for numbers, of plain decimals that the map does not declare to state nothing."""
    return {str: _is_plain(plain_form(numbers), numbers), Number: _is_plain(POINTED, numbers)}


def _is_plain(pattern: re.Pattern[str], numbers: Numbers) -> Callable[[str], object]:
    form, nothing = pattern.fullmatch, numbers.nothing
    return (lambda text: text not in nothing and form(text)) if any(map(form, nothing)) else form


def amount(text: str, numbers: Numbers) -> str | None:
    """Parse a text to a plain decimal; None if it states nothing. Raises NotANumber."""
    if text in numbers.nothing:
        return None
    if (POINTED if isinstance(text, Number) else plain_form(numbers)).fullmatch(text):
        return text
    text = _without_marks(text.translate(SPACES), numbers)
    if not text or text in numbers.nothing:
        return None
    if text in numbers.zero:
        return "0"
    if text.startswith((FORMULA, INEXACT)):
        return _computed(text, numbers)
    text = written_out(_with_its_minus(text, numbers), numbers.decimal)
    try:
        text = _with_a_digit(_with_known_groups(text, numbers), numbers.decimal)
        return plain(text, Grammar(numbers.decimal) if numbers.decimal else IN_DOUBT)
    except NotANumber as error:
        if error.code != "ambiguous-number":
            raise
        raise NotANumber(error.code, error.message, said("say in a map which sign is the decimal one")) from None


def _without_marks(text: str, numbers: Numbers) -> str:
    text = text.strip()
    for mark in numbers.marks:
        text = text.removeprefix(mark).removesuffix(mark).strip()
    return text


def _with_its_minus(text: str, numbers: Numbers) -> str:
    """Move the minus of a negative amount to its beginning, from outside its mark or behind it.

    Raises NotANumber for an amount in parentheses if the map does not say that these are negative.
    """
    match = BELOW_ZERO.fullmatch(text)
    if not match:
        return text
    if match["inside"] and not numbers.parentheses:
        message = said("{text} stands in parentheses", text=quoted(text))
        help = said('say in the map what parentheses mean: parentheses = true if below zero, marks = ["(", ")"] if not')
        raise NotANumber("bad-number", message, help)
    return f"-{_without_marks(match['after'] or match['before'] or match['inside'], numbers)}"


def _computed(text: str, numbers: Numbers) -> str:
    """Round a computed number to the step of the map. Raises NotANumber without one, or without its value."""
    if text.startswith(FORMULA):
        message = said("the cell holds a formula whose value is not in the file: {text}", text=quoted(text))
        raise NotANumber("formula", message, said("open the workbook in a spreadsheet program and save it"))
    number = text.removeprefix(INEXACT)
    if numbers.round:
        return shortest(Decimal(number).quantize(Decimal(numbers.round)))
    message = said("{number} was computed and not rounded", number=number)
    raise NotANumber("inexact-number", message, said("round it in the sheet; or say in a map to which step: round"))


def _with_a_digit(text: str, decimal: str) -> str:
    """Put a 0 before a leading decimal sign: ".37" is only a number where the sign is known."""
    sign = text[:1] if text[:1] in "+-" else ""
    return f"{sign}0{text.removeprefix(sign)}" if decimal and text.removeprefix(sign).startswith(decimal) else text


def _with_known_groups(text: str, numbers: Numbers) -> str:
    """Replace the separator of thousands by the one `plain` expects; NotANumber if the map lacks it."""
    if not numbers.decimal:
        return text
    other = OTHER_SIGN[numbers.decimal]
    if other in text and other != numbers.thousands:
        message = said(
            "{text} has a '{sign}', which the map does not have between thousands", text=quoted(text), sign=other
        )
        raise NotANumber("bad-number", message, said("check the number; or say in the map: thousands"))
    return text.replace(numbers.thousands, other) if numbers.thousands in (" ", "'") else text
