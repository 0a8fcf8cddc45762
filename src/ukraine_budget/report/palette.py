"""The colours of pictures, page and terminal, each once.

All but the rules of a grid stand out from a light and from a dark ground by 3 to 1. What counts differently can be
told apart by colour-blind eyes and in grey. A colour never says anything alone.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Tone = Literal["ink", "soft", "rule", "ground", "cash", "commitment", "outstanding", "other", "rise", "fall"]
"""What a colour is for: texts, the grid, the ground; what a figure counts; which way a change goes.

What was decided and what is committed share one, under headings of their own; what is outstanding shares one with the
bases that only some ledgers have; `other` is money that is not support.
"""


class Colour(NamedTuple):
    """One colour on a light and on a dark ground, and its name in a terminal."""

    light: str
    dark: str
    terminal: str = ""


PALETTE: Mapping[Tone, Colour] = {
    "ink": Colour("#1b1b1f", "#f1f1f4"),
    "soft": Colour("#54565c", "#b4b7bf"),
    "rule": Colour("#e3e5e9", "#34373e"),
    "ground": Colour("#ffffff", "#16181d"),
    "cash": Colour("#1d5fa8", "#7db2ec", "blue"),
    "commitment": Colour("#b85a08", "#d9812f", "yellow"),
    "outstanding": Colour("#2a9d8a", "#45c9b0", "green"),
    "other": Colour("#6b7280", "#9aa1ad", "magenta"),
    "rise": Colour("#1f7a4d", "#5fc48f", "cyan"),
    "fall": Colour("#a3122a", "#ff8a96", "red"),
}
BASES: Mapping[str, Tone] = {"cash": "cash", "commitment": "commitment", "decided": "commitment"}
"""The tones of the bases that all ledgers have."""


def tone(basis: str) -> Tone:
    """The tone of what is counted on a basis."""
    return BASES.get(basis, "outstanding")


def properties(*, dark: bool = False) -> str:
    """The palette as CSS custom properties: --cash: #1d5fa8."""
    return " ".join(f"--{name}: {colour.dark if dark else colour.light};" for name, colour in PALETTE.items())


RULES = " ".join(
    f".fill-{name} {{ fill: var(--{name}); }} .line-{name} {{ stroke: var(--{name}); }}" for name in PALETTE
)
"""CSS that gives a picture within a page the colours of the page."""
