"""Values of spreadsheets and databases as texts: exactly, or marked as what they are."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

BINARY_DIGITS = 15
"""How many digits a binary number holds for certain, and a spreadsheet shows."""
FORMULA = "="
"""What a cell begins with that holds a formula without a value."""
INEXACT = "~"
"""What a binary number begins with that has more digits: it was computed and never rounded."""
LARGEST_EXPONENT = 50


class Number(str):
    """A number that a file holds as one, not as a text: its sign is a point, whatever a map says of texts."""


def text(value: object) -> str:
    """A value as text; blank for none. Binary numbers are written as shortly as they can be told from others."""
    return WRITERS.get(type(value), str)(value)


def written(number: str) -> str:
    """A binary number by how it is written; marked where it has more digits than it can be sure of."""
    plain = decimal(number)
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    digits = plain.replace(".", "").lstrip("-0")
    return INEXACT + plain if len(digits) > BINARY_DIGITS and "." in plain else plain


def decimal(number: str) -> str:
    """A number that may be in scientific notation, without it; as it is where that is none, or endlessly long."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    return f"{value:f}" if value.is_finite() and abs(value.adjusted()) <= LARGEST_EXPONENT else number


def _moment(value: dt.datetime) -> str:
    return value.date().isoformat() if value.time() == dt.time() else value.isoformat()


def _nested(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


WRITERS: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    bool: lambda value: "yes" if value else "no",
    Number: lambda value: value,
    float: lambda value: Number(written(repr(value))),
    Decimal: lambda value: Number(decimal(str(value))),
    dt.datetime: _moment,
    dict: _nested,
    list: _nested,
}
"""How values are written that do not write themselves as wanted."""
