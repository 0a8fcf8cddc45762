"""A scene as PNG or PDF, drawn by matplotlib shape by shape; the same bytes from run to run."""

import io
import warnings
from collections.abc import Sequence
from typing import Any

from ukraine_budget.libraries import library
from ukraine_budget.report.palette import PALETTE, Tone
from ukraine_budget.report.pictures.scene import Arrow, Box, Line, Scene, Shape

INCH = 190 / 25.4 / 800
"""Inches of a pixel: 800 of them fill the width of a page of paper, between its margins."""
POINT = 72 * INCH
"""Points of a pixel."""
SHARP = 2
"""Dots of a PNG for each pixel."""
STYLE = {
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
    "lines.scale_dashes": False,
    "pdf.fonttype": 42,
    "text.parse_math": False,
}
"""Set on matplotlib's own defaults, not the user's: text stays text, and names are never read as formulas."""


def write(scene: Scene, format: str) -> bytes:
    """The bytes of the picture in "png" or "pdf"; UsageError where matplotlib is not installed."""
    matplotlib = library("matplotlib", "plot")
    with matplotlib.rc_context(), warnings.catch_warnings(action="ignore"):
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)
        size = (scene.width * INCH, scene.height * INCH)
        figure = library("matplotlib.figure", "plot").Figure(figsize=size, dpi=SHARP / INCH)
        sheet = figure.add_axes((0, 0, 1, 1))
        sheet.set(xlim=(0, scene.width), ylim=(scene.height, 0))
        sheet.axis("off")
        for order, shape in enumerate(scene.shapes):
            _draw(sheet, shape, order)
        return _saved(figure, format, scene)


def _saved(figure: Any, format: str, scene: Scene) -> bytes:
    metadata = {
        "png": {"Title": scene.title, "Description": scene.description, "Software": None},
        "pdf": {
            "Title": scene.title,
            "Subject": scene.description,
            "CreationDate": None,
            "Creator": None,
            "Producer": None,
        },
    }
    buffer = io.BytesIO()
    figure.savefig(buffer, format=format, metadata=metadata[format])
    return buffer.getvalue()


def _draw(sheet: Any, shape: Shape, order: int) -> None:
    patches, path = library("matplotlib.patches", "plot"), library("matplotlib.path", "plot").Path
    match shape:
        case Box():
            style = _style(shape.fill, shape.stroke, shape.thickness, shape.dash)
            sheet.add_patch(patches.Rectangle((shape.x, shape.y), shape.width, shape.height, zorder=order, **style))
        case Line():
            ends = path([(shape.x1, shape.y1), (shape.x2, shape.y2)])
            style = _style(None, shape.stroke, shape.thickness, shape.dash)
            sheet.add_patch(patches.PathPatch(ends, zorder=order, **style))
        case Arrow():
            curve = path([shape.start, *shape.bend, shape.neck], [path.MOVETO, *[path.CURVE4] * 3])
            style = _style(None, shape.stroke, shape.thickness, shape.dash)
            sheet.add_patch(patches.PathPatch(curve, zorder=order, **style))
            sheet.add_patch(patches.Polygon(shape.head, zorder=order, **_style(shape.stroke, None, 0, ())))
        case _:
            weight, side = "bold" if shape.bold else "normal", {"start": "left", "middle": "center", "end": "right"}
            style = {"size": shape.size * POINT, "weight": weight, "color": PALETTE[shape.fill].light}
            side_of = side[shape.anchor]
            sheet.text(shape.x, shape.y, shape.text, ha=side_of, va="baseline", zorder=order, **style)


def _style(fill: Tone | None, stroke: Tone | None, thickness: float, dash: Sequence[float]) -> dict[str, Any]:
    """The colours and the line of a shape."""
    return {
        "facecolor": PALETTE[fill].light if fill else "none",
        "edgecolor": PALETTE[stroke].light if stroke else "none",
        "linewidth": thickness * POINT if stroke else 0,
        "linestyle": (0, tuple(length * POINT for length in dash)) if dash else "-",
        "capstyle": "butt",
        "joinstyle": "miter",
    }
