"""Decimals as text, and where text may break."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import repeat

LARGE = "thousand|million|billion|duizend|miljoen|miljard"
WORD = re.compile(rf"(?:(?:€|nr\.) )?[^ ]+(?: (?:%[^ ]*|± ?[^ ]+|(?<=\d )(?:{LARGE})[^ ]*))*")
"""Text that stays on one line: a word, the number of a paper, or an amount with its sign, unit and margin."""


def plain(value: Decimal) -> str:
    """Format the shortest plain decimal: no exponent, trailing zeros or minus zero."""
    text = str(value)
    return _shortest(f"{value:f}" if "E" in text else text)


def plain_all(values: Sequence[Decimal]) -> list[str]:
    """Format many with `plain`, three times as fast."""
    texts = list(map(str, values))
    whole = "".join(texts)
    if "E" in whole:
        return list(map(plain, values))
    return _all_shortest(texts) if "." in whole or "-0" in whole else texts


def grouped_all(values: Iterable[Decimal]) -> list[str]:
    """Format shortest plain decimals with commas between thousands."""
    return _all_shortest(map(Decimal.__format__, values, repeat(",f")))


def signed_all(values: Iterable[Decimal]) -> list[str]:
    """Format shortest plain decimals with commas, and a plus sign above zero."""
    return _all_shortest(map(Decimal.__format__, values, repeat("+,f")))


def _all_shortest(texts: Iterable[str]) -> list[str]:
    return [_shortest(text) if text[-1] == "0" else text for text in texts]


def _shortest(text: str) -> str:
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "+0") else text
