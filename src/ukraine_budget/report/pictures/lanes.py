"""Labels that begin at given places along an axis, in as many lanes as they need so that none meets another."""

from collections.abc import Sequence

from ukraine_budget.report.pictures.lettering import width_of

APART = 8
"""The room between two labels."""


def lanes(places: Sequence[float], texts: Sequence[str], size: float, *, bold: bool = False) -> list[int]:
    """The lane of each label, 0 nearest the axis; places ascend.

    A line from a place to its label crosses no other label: what begins further left is further out.
    """
    found = [0] * len(places)
    for n in range(len(places) - 1, -1, -1):
        end = places[n] + width_of(texts[n], size, bold=bold) + APART
        found[n] = max((found[k] + 1 for k in range(n + 1, len(places)) if places[k] < end), default=0)
    return found
