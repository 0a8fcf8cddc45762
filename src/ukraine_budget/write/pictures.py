"""A scene as SVG, PNG or PDF, identical from run to run.

SVG keeps text as text, and its colours have classes that a page can restyle. PNG and PDF are drawn by matplotlib.
"""

import io
import warnings
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ukraine_budget.errors import printable
from ukraine_budget.libraries import library
from ukraine_budget.report.palette import PALETTE, Tone
from ukraine_budget.report.pictures.scene import Arrow, Box, Line, Point, Scene, Shape, Words

FONTS = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
INCH = 190 / 25.4 / 800
"""Inches per pixel: 800 pixels fill the width of a sheet of A4 between its margins."""
POINT = 72 * INCH
"""Points per pixel."""
SHARP = 2
"""Dots of a PNG per pixel."""
STYLE = {
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
    "lines.scale_dashes": False,
    "pdf.fonttype": 42,
    "text.parse_math": False,
}
"""Set on matplotlib's own defaults, not the user's: text stays text, and names are not parsed as formulas."""


def svg(scene: Scene, name: str = "picture") -> str:
    """Return a picture as an `svg` element. `name` is the prefix of its ids, unique on a page."""
    ground = Box(0, 0, scene.width, scene.height, fill="ground")
    size = f'width="{_n(scene.width)}" height="{_n(scene.height)}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(scene.width)} {_n(scene.height)}" {size}',
        f'font-family={quoteattr(FONTS)} role="img" lang="{scene.language}"',
        f'aria-labelledby="{name}-title" aria-describedby="{name}-description">',
        f'<title id="{name}-title">{escape(scene.title)}</title>',
        f'<desc id="{name}-description">{escape(scene.description)}</desc>',
        *(part for shape in (ground, *scene.shapes) for part in _drawn(shape)),
        "</svg>",
    ]
    return "\n".join(parts)


def write(scene: Scene, format: str) -> bytes:
    """Draw a picture as "svg", "png" or "pdf" bytes. Raises UsageError if matplotlib is not installed."""
    if format == "svg":
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg(scene)}\n'.encode()
    return _plotted(scene, format)


def _drawn(shape: Shape) -> Iterator[str]:
    match shape:
        case Box():
            box = f'x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}"'
            data = f" data-figure={quoteattr(printable(shape.figure))}" if shape.figure else ""
            yield f"<rect {box} {_paint(shape.fill, shape.stroke, shape.thickness, shape.dash)}{data}/>"
        case Line():
            ends = f'x1="{_n(shape.x1)}" y1="{_n(shape.y1)}" x2="{_n(shape.x2)}" y2="{_n(shape.y2)}"'
            yield f"<line {ends} {_paint(None, shape.stroke, shape.thickness, shape.dash)}/>"
        case Arrow():
            path = f"M{_at(shape.start)} C{' '.join(map(_at, (*shape.bend, shape.neck)))}"
            yield f'<path d="{path}" {_paint(None, shape.stroke, shape.thickness, shape.dash)}/>'
            yield f'<path d="M{" L".join(map(_at, shape.head))} Z" {_paint(shape.stroke, None, 0, ())}/>'
        case _:
            yield _text(shape)


def _text(words: Words) -> str:
    weight = ' font-weight="700"' if words.bold else ""
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    position = f'x="{_n(words.x)}" y="{_n(words.y)}" font-size="{_n(words.size)}"{weight}{anchor}'
    return f"<text {position} {_paint(words.fill, None, 0, ())}>{escape(words.text)}</text>"


def _paint(fill: Tone | None, stroke: Tone | None, thickness: float, dash: tuple[float, ...]) -> str:
    """Return the colours of a shape, as classes for a page and as values for all else."""
    classes = [*([f"fill-{fill}"] if fill else []), *([f"line-{stroke}"] if stroke else [])]
    parts = [f'class="{" ".join(classes)}"', f'fill="{PALETTE[fill].light if fill else "none"}"']
    if stroke:
        parts += [f'stroke="{PALETTE[stroke].light}"', f'stroke-width="{_n(thickness)}"']
    if dash:
        parts.append(f'stroke-dasharray="{" ".join(map(_n, dash))}"')
    return " ".join(parts)


def _at(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(number: float) -> str:
    """Format a length to a tenth of a pixel."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _plotted(scene: Scene, format: str) -> bytes:
    """Draw a picture as "png" or "pdf", shape by shape."""
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
            _plot(sheet, shape, order)
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


def _plot(sheet: Any, shape: Shape, order: int) -> None:
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
    """Return the matplotlib properties of the fill and line of a shape."""
    return {
        "facecolor": PALETTE[fill].light if fill else "none",
        "edgecolor": PALETTE[stroke].light if stroke else "none",
        "linewidth": thickness * POINT if stroke else 0,
        "linestyle": (0, tuple(length * POINT for length in dash)) if dash else "-",
        "capstyle": "butt",
        "joinstyle": "miter",
    }
