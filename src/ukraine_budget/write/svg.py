"""A scene as one SVG element: its texts stay text, and its colours have classes by which a page can change them."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from ukraine_budget.errors import printable
from ukraine_budget.report.palette import PALETTE, Tone
from ukraine_budget.report.pictures.scene import Arrow, Box, Line, Point, Scene, Shape, Words

FONTS = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"


def svg(scene: Scene, name: str = "picture") -> str:
    """The picture as an `svg` element. `name` begins the ids in it: another one for each picture of a page."""
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


def write(scene: Scene) -> bytes:
    """The picture as a file."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg(scene)}\n'.encode()


def _drawn(shape: Shape) -> Iterator[str]:
    match shape:
        case Box():
            place = f'x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}"'
            known = f" data-figure={quoteattr(printable(shape.figure))}" if shape.figure else ""
            yield f"<rect {place} {_paint(shape.fill, shape.stroke, shape.thickness, shape.dash)}{known}/>"
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
    place = f'x="{_n(words.x)}" y="{_n(words.y)}" font-size="{_n(words.size)}"{weight}{anchor}'
    return f"<text {place} {_paint(words.fill, None, 0, ())}>{escape(words.text)}</text>"


def _paint(fill: Tone | None, stroke: Tone | None, thickness: float, dash: tuple[float, ...]) -> str:
    """The colours of a shape: for a page as classes, for all else as they are."""
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
    """A length, to a tenth of a pixel."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
