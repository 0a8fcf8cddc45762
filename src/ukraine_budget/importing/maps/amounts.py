"""How amounts are written: read to plain decimals, and guessed from a sample."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.importing.kinds.values import FORMULA, INEXACT, Number
from ukraine_budget.importing.maps.model import Numbers
from ukraine_budget.language import said
from ukraine_budget.model.text import plain as shortest
from ukraine_budget.read.notation import OTHER_SIGN, PLAIN, PLAIN_WHOLE, Grammar, NotANumber, plain
from ukraine_budget.read.problems import quoted

SPACES = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", "   ")
POINTED, WHOLE = re.compile(PLAIN), re.compile(PLAIN_WHOLE)
"""Numbers that stand in the file as they are kept: nearly all."""
IN_DOUBT = Grammar("", ";")
"""How numbers are read where nothing says which sign is the decimal one: those that can be read in one way only."""


def amount(text: str, numbers: Numbers) -> str | None:
    """The number that a text is, as a plain decimal; None where it states nothing. Raises NotANumber."""
    if (POINTED if numbers.decimal == "." or isinstance(text, Number) else WHOLE).fullmatch(text):
        return text
    text = text.translate(SPACES).strip()
    if not text or text in numbers.nothing:
        return None
    if text in numbers.zero:
        return "0"
    if text.startswith((FORMULA, INEXACT)):
        return _computed(text, numbers)
    try:
        return plain(_with_known_groups(text, numbers), Grammar(numbers.decimal) if numbers.decimal else IN_DOUBT)
    except NotANumber as error:
        if error.code != "ambiguous-number":
            raise
        raise NotANumber(error.code, error.message, said("say in a map which sign is the decimal one")) from None


def _computed(text: str, numbers: Numbers) -> str:
    """What a spreadsheet computed, rounded as the map wants it. NotANumber without that, or without its value."""
    if text.startswith(FORMULA):
        message = said("the cell holds a formula whose value is not in the file: {text}", text=quoted(text))
        raise NotANumber("formula", message, said("open the workbook in a spreadsheet program and save it"))
    number = text.removeprefix(INEXACT)
    if numbers.round:
        return shortest(Decimal(number).quantize(Decimal(numbers.round)))
    message = said("{number} was computed and not rounded", number=number)
    raise NotANumber("inexact-number", message, said("round it in the sheet; or say in a map to which step: round"))


def _with_known_groups(text: str, numbers: Numbers) -> str:
    """The same with its thousands apart as `plain` knows it, if they are apart as the map says."""
    if not numbers.decimal:
        return text
    other = OTHER_SIGN[numbers.decimal]
    if other in text and other != numbers.thousands:
        message = said(
            "{text} has a '{sign}', which the map does not have between thousands", text=quoted(text), sign=other
        )
        raise NotANumber("bad-number", message, said("check the number; or say in the map: thousands"))
    return text.replace(numbers.thousands, other) if numbers.thousands in (" ", "'") else text


NUMBER = re.compile(r"[-+\N{FIGURE DASH}\N{MINUS SIGN}]?[0-9][0-9., ']*")
DATE = re.compile(r"(?:19|20|21)[0-9]{2}-[01][0-9]-[0-3][0-9]")
NOTHING = ("-", "\N{EN DASH}", "pm", "p.m.", "n/a", "nvt", "n.v.t.", "..")
"""What stands where amounts do, and is none."""
MOSTLY = 0.8
"""How many of the cells of a column must look like numbers for it to be one of numbers."""


def is_number(text: str) -> bool:
    """Whether a text looks like a number."""
    return bool(NUMBER.fullmatch(text.translate(SPACES).strip()))


def are_numbers(texts: Sequence[str], mostly: float = MOSTLY) -> bool:
    """Whether nearly all of some texts look like numbers, those aside that state nothing."""
    stated = [text for text in texts if text.casefold() not in NOTHING]
    return bool(stated) and sum(map(is_number, stated)) >= mostly * len(stated)


DECIMALS = {
    ",": re.compile(
        r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:[. '][0-9]{3})+),(?:[0-9]{1,2}|[0-9]{4,})|[-+]?[0-9]{1,3}(?:\.[0-9]{3}){2,}"
    ),
    ".": re.compile(
        r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:[, '][0-9]{3})+)\.(?:[0-9]{1,2}|[0-9]{4,})|[-+]?[0-9]{1,3}(?:,[0-9]{3}){2,}"
    ),
}
"""Numbers that can be read in one way only, by their decimal sign."""
UNSURE = re.compile(r"[-+]?[0-9]{1,3}[.,][0-9]{3}")
"""Numbers that can be read in two ways."""
SEPARATED = {sign: re.compile(rf"[0-9]{re.escape(sign)}[0-9]{{3}}(?![0-9])") for sign in (",", ".", " ", "'")}
MOST_DIGITS = 6
"""Of amounts with more digits after the sign, the digits are those of a computation, and tell of no rounding."""


class Figures(NamedTuple):
    """How some amounts are written. `sure` can be read in one way only, `others` in another one, `unsure` in two.

    `nothing` are the words that stand where amounts do. `step` is the last digit that any of them has, empty where
    the decimal sign is not known. `numbers` is how many the file holds as numbers: their signs are known.
    """

    decimal: str
    sure: Sequence[str]
    others: Sequence[str]
    unsure: Sequence[str]
    thousands: str
    separated: str
    nothing: Sequence[str]
    step: str
    numbers: int


def figures(texts: Sequence[str]) -> Figures:
    """How some texts are written that are amounts."""
    numbers = [text for text in texts if isinstance(text, Number)]
    written = (text for text in texts if not isinstance(text, Number))
    plain = [text.translate(SPACES).strip().replace("\N{MINUS SIGN}", "-") for text in written]
    sure = {sign: [text for text in plain if form.fullmatch(text)] for sign, form in DECIMALS.items()}
    unsure = [text for text in plain if UNSURE.fullmatch(text)]
    decimal = max(sure, key=lambda sign: len(sure[sign]))
    if not sure[decimal]:
        decimal = "" if unsure or not any(" " in text for text in plain) else ","
    thousands, example = next(
        (
            (sign, text)
            for sign, form in SEPARATED.items()
            if decimal and sign != decimal
            for text in plain
            if form.search(text)
        ),
        ("", ""),
    )
    words = {text.casefold() for text in plain}
    nothing = [word for word in NOTHING if word in words]
    others = sure.get(OTHER_SIGN.get(decimal, ""), ())
    step = "" if unsure and not decimal else _step(max(_digits(plain, decimal), _digits(numbers, ".")))
    return Figures(decimal, sure.get(decimal, ()), others, unsure, thousands, example, nothing, step, len(numbers))


def _digits(texts: Sequence[str], decimal: str) -> int:
    """How many digits stand after the sign, at most."""
    return max((len(text.rpartition(decimal)[2]) for text in texts if decimal and decimal in text), default=0)


def _step(digits: int) -> str:
    """The place of the last of some digits: "1", "0.1" and so on."""
    if digits > MOST_DIGITS:
        return ""
    return f"0.{'0' * (digits - 1)}1" if digits else "1"
