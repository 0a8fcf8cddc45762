"""How a terminal is told to show a text in a style."""

CODES = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
    "alert": "1;31",
}


def styled(text: str, style: str) -> str:
    """The text in one of the styles of CODES, or as it is in the style ""."""
    return f"\x1b[{CODES[style]}m{text}\x1b[0m" if text and style else text
