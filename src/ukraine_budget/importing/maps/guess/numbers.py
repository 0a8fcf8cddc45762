"""Notation of amounts: decimal sign, thousands separator, marks and precision."""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from ukraine_budget.importing.exponents import EXPONENT, written_out
from ukraine_budget.importing.kinds import Number
from ukraine_budget.importing.maps.amounts import SPACES
from ukraine_budget.read.notation import OTHER_SIGN, NotANumber

WHOLE_OR_FRACTION = r"[-+\N{FIGURE DASH}\N{MINUS SIGN}]? ?(?:[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?|[0-9][0-9.,]*)"
NUMBER = re.compile(rf"{EXPONENT.pattern}|{WHOLE_OR_FRACTION}")
SIGN = r"€|(?:R|US)?\$|£|zł|Kč|грн\.?|₴|EUR|USD|GBP|CHF|DKK|NOK|SEK|PLN|CZK|UAH|BRL|kr\.?"
"""Currency signs and codes before or after an amount."""
MARKED = re.compile(
    rf"(?P<before>{SIGN}|(?i:ca\.?|circa)|[~≈±])? ?(?P<number>{NUMBER.pattern}) ?"
    rf"(?P<after>{SIGN}|\*+|[†‡¹²³⁴-⁹]|(?<= )\(?[0-9a-z]\))?"
)
"""A number with what may accompany it: a currency, a word such as circa, a footnote mark."""
BELOW_ZERO = re.compile(
    r"(?P<mark>[^0-9(]*)\((?P<inside>.*[0-9].*)\)|(?P<before>.*[0-9])[-\N{MINUS SIGN}]|-(?P<after>\D.*)"
)
"""A negative amount whose minus is not directly before its digits."""
NOTHING = (
    *("-", "--", "---", "\N{EN DASH}", "\N{EM DASH}", "pm", "p.m.", "nvt", "n.v.t.", "n.b.", "nb", "..", "...", ":"),
    *("n/a", "n.a.", "na", "n/r", "n/d", "n.d.", "s/d", "k.a."),
)
"""Texts in columns of amounts that state none."""
MOSTLY = 0.8
"""Share of cells that must look like numbers in a numeric column."""


def is_number(text: str) -> bool:
    """Whether a text looks like a number."""
    return bool(MARKED.fullmatch(_without_minus(text)[0]))


def unmarked(text: str) -> tuple[str, set[str]]:
    """Strip marks and exponent from a number, and return it with the marks; any other text stays as it is."""
    bare, minus = _without_minus(text)
    match = MARKED.fullmatch(bare)
    if not match:
        return text.translate(SPACES).strip(), set()
    number = f"{minus}{match['number']}"
    with suppress(NotANumber):  # one of which digits may be lost
        number = written_out(number)
    return number, {mark for mark in (match["before"], match["after"]) if mark}


def _without_minus(text: str) -> tuple[str, str]:
    """Strip a minus that is not beside the digits, or parentheses; returns the text and the minus."""
    text = text.translate(SPACES).strip()
    match = BELOW_ZERO.fullmatch(text)
    if not match:
        return text, ""
    return f"{match['mark'] or ''}{match['inside'] or match['before'] or match['after']}", "-"


def are_numbers(texts: Sequence[str], mostly: float = MOSTLY) -> bool:
    """Whether nearly all texts that state anything look like numbers."""
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
"""Numbers that can be read in one way only, by decimal sign."""
UNSURE = re.compile(r"[-+]?[0-9]{1,3}[.,][0-9]{3}")
"""Numbers that can be read in two ways."""
SEPARATED = {sign: re.compile(rf"[0-9]{re.escape(sign)}[0-9]{{3}}(?![0-9])") for sign in (",", ".", " ", "'")}
MOST_DIGITS = 6
"""The most decimals of a printed amount: more were computed, and indicate no rounding."""


class Figures(NamedTuple):
    """Notation of some amounts: `sure` can be read in one way only, `others` only in another, `unsure` in two.

    `nothing` are texts that state no amount, `signs` currencies beside amounts, `marks` other marks. `step` is the last
    decimal place of any, empty if the decimal sign is unknown. `numbers` counts those stored as numbers, whose sign is
    known. `lacking` may have lost digits; `parentheses` are amounts in parentheses.
    """

    decimal: str
    sure: Sequence[str]
    others: Sequence[str]
    unsure: Sequence[str]
    thousands: str
    separated: str
    nothing: Sequence[str]
    signs: Sequence[str]
    marks: Sequence[str]
    step: str
    numbers: int
    lacking: Sequence[str]
    parentheses: Sequence[str]


def figures(texts: Sequence[str], others: Sequence[str] = ()) -> Figures:
    """Find the notation of amounts; texts that state none are also searched for in `others`."""
    numbers = [text for text in texts if isinstance(text, Number)]
    written = [unmarked(text) for text in texts if not isinstance(text, Number)]
    plain = [text.replace("\N{MINUS SIGN}", "-") for text, _ in written]
    lacking = [text for text in plain if EXPONENT.fullmatch(text)]
    plain = [text for text in plain if not EXPONENT.fullmatch(text)]
    beside = sorted(set().union(*(marks for _, marks in written)))
    signs = [mark for mark in beside if re.fullmatch(SIGN, mark)]
    sure = {sign: [text for text in plain if form.fullmatch(text)] for sign, form in DECIMALS.items()}
    unsure = [text for text in plain if UNSURE.fullmatch(text)]
    decimal = max(sure, key=lambda sign: len(sure[sign]))
    if not sure[decimal]:
        decimal = "" if unsure or not any(" " in text for text in plain) else ","
    thousands, example = _separated(plain, decimal)
    nothing = [text for text in dict.fromkeys((*plain, *others)) if text.casefold() in NOTHING]
    otherwise = sure.get(OTHER_SIGN.get(decimal, ""), ())
    step = "" if unsure and not decimal else _step(max(_digits(plain, decimal), _digits(numbers, ".")))
    return Figures(
        decimal,
        sure.get(decimal, ()),
        otherwise,
        unsure,
        thousands,
        example,
        nothing,
        signs,
        [mark for mark in beside if mark not in signs],
        step,
        len(numbers),
        lacking,
        [text for text in texts if "(" in text and _without_minus(text)[1]],
    )


def _separated(texts: Sequence[str], decimal: str) -> tuple[str, str]:
    """The thousands separator of numbers with a known decimal sign, and an example; empty if there is none."""
    signs = [sign for sign in SEPARATED if sign != decimal] if decimal else []
    return next(((sign, text) for sign in signs for text in texts if SEPARATED[sign].search(text)), ("", ""))


def _digits(texts: Sequence[str], decimal: str) -> int:
    """The largest number of decimals."""
    return max((len(text.rpartition(decimal)[2]) for text in texts if decimal and decimal in text), default=0)


def _step(digits: int) -> str:
    """The last of some decimal places: "1", "0.1" and so on."""
    if digits > MOST_DIGITS:
        return ""
    return f"0.{'0' * (digits - 1)}1" if digits else "1"
