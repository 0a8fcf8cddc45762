"""Exact decimals as text."""

from decimal import Decimal


def plain(value: Decimal) -> str:
    """The shortest plain decimal: no exponent, no trailing zeros, no minus zero."""
    return _shortest(f"{value:f}")


def grouped(value: Decimal) -> str:
    """The same with commas between thousands."""
    return _shortest(f"{value:,f}")


def _shortest(text: str) -> str:
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
