"""Text for LaTeX: printed letter by letter as it is, and never run."""

import re
import unicodedata

from ukraine_budget.errors import printable
from ukraine_budget.report.display import SIGN

LONG = re.compile(r"(\S{30})(?=\S)")
BREAK, TIE = "\N{ZERO WIDTH SPACE}", "\N{NO-BREAK SPACE}"
"""Marks where a long word may break, a character that no printable text has; and where a line may not."""
SPECIAL = {
    BREAK: r"\allowbreak{}",
    TIE: "~",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "±": r"\(\pm\)",
    "\N{MINUS SIGN}": r"\textminus{}",
    "/": r"/\allowbreak{}",
    **{sign: f"\\{sign}" for sign in "{}$&#%_"},
    **{sign: f"{{{sign}}}" for sign in "[]*"},  # after the end of a row, these would be its options
    **{bar: rf"\rule{{.5em}}{{{height / 8}em}}" for height, bar in enumerate("▁▂▃▄▅▆▇█", 1)},
}
"""Characters that LaTeX interprets or does not know, and what prints them."""
ESCAPED = re.compile(f"[{re.escape(''.join(SPECIAL))}]|-(?=-)|,(?=,)|'(?=')")
UNKNOWN = re.compile(
    "[^\0-~\xa1-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e"
    "\u2013-\u2015\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac]"
)
"""Letters that the fonts of pdfLaTeX lack, after the escapes."""


def latex(text: str) -> str:
    """A text escaped. Pairs of hyphens, commas and quotes do not melt, a sign stays with its number."""
    whole = SIGN.sub(TIE, unicodedata.normalize("NFC", printable(text)))
    spaced = whole if whole.isascii() else "".join(map(_spaced, whole))
    return ESCAPED.sub(lambda found: SPECIAL.get(found[0], f"{found[0]}{{}}"), LONG.sub(rf"\1{BREAK}", spaced))


def _spaced(character: str) -> str:
    """A character; a space of any width as a plain one."""
    return " " if character != TIE and unicodedata.category(character) == "Zs" else character


def unknown_letters(text: str) -> list[str]:
    """The letters of a document that the fonts of pdfLaTeX lack, each once."""
    return sorted(set(UNKNOWN.findall(text)))
