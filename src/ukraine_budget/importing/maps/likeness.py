"""What a text in a table looks like."""

import re
from collections.abc import Sequence

from ukraine_budget.importing.maps.amounts import SPACES

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
