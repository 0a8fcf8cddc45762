"""How sure a figure is, as its shape shows it: the same in every picture. Only what a paper states is solid."""

from collections.abc import Collection
from typing import Literal

from ukraine_budget.analysis.result_row import StatedRow
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.answer import has_support, is_old
from ukraine_budget.report.palette import Tone, tone
from ukraine_budget.report.pictures.scene import Box, Line, Shape

Look = Literal["firm", "reserved", "old", "assumed", "overtaken", "gone"]
"""From firm to weak: stated; only reserved; older; assumed; contradicted by newer figures; what left a year."""
DASHES: dict[Look, tuple[float, ...]] = {"assumed": (5, 4), "overtaken": (1.5, 3), "gone": (3, 3)}
HATCH = 7
"""How far the lines across a reserved figure are apart."""


def look_of(ledger: Ledger, row: StatedRow, *, overtaken: bool = False) -> Look:
    """The look of a figure; the strongest doubt decides."""
    if overtaken:
        return "overtaken"
    return weak_look(row.qualifier) or ("old" if row.version and is_old(ledger, row.version) else "firm")


def weak_look(qualifier: Collection[str]) -> Look | None:
    """The look of a figure that is assumed, decided or only reserved."""
    if "assumed" in qualifier or "decision" in qualifier:
        return "assumed"
    return "reserved" if "reserved" in qualifier else None


def tone_of(ledger: Ledger, fund: str, basis: str) -> Tone:
    """The colour of what is counted in a fund: grey where that is not support, in a ledger that has support."""
    return tone(basis) if ledger.funds[fund].support or not has_support(ledger) else "other"


def bar(x: float, y: float, width: float, height: float, *, tone: Tone, look: Look, figure: str = "") -> list[Shape]:
    """A figure as a rectangle: solid where it is firm, else an outline."""
    if look == "firm":
        return [Box(x, y, width, height, fill=tone, figure=figure)]
    inside, dash = 0.75, DASHES.get(look, ())
    left, top, across, down = x + inside, y + inside, width - 2 * inside, max(height - inside, 0.5)
    outline = Box(left, top, across, down, stroke=tone, dash=dash, figure=figure)
    return [outline, *(_hatching(outline, tone) if look == "reserved" else ())]


def _hatching(box: Box, tone: Tone) -> list[Shape]:
    """Lines across a rectangle, from its lower left to its upper right."""
    lines: list[Shape] = []
    reach = HATCH
    while reach < box.width + box.height:
        x1, y1 = box.x + max(0, reach - box.height), box.y + min(reach, box.height)
        x2, y2 = box.x + min(reach, box.width), box.y + max(0, reach - box.width)
        lines.append(Line(x1, y1, x2, y2, tone, 0.8))
        reach += HATCH
    return lines
