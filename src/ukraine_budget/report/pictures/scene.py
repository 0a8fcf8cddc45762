"""A picture as a value: rectangles, lines, arrows and texts at their places, in pixels from the top left corner."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ukraine_budget.report.palette import Tone

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


class Box(NamedTuple):
    """A rectangle, filled or with an outline; `dash` has the lengths of the dashes of the outline and of its gaps.

    `figure` is the id of the figure that it shows, if any.
    """

    x: float
    y: float
    width: float
    height: float
    fill: Tone | None = None
    stroke: Tone | None = None
    dash: tuple[float, ...] = ()
    thickness: float = 1.5
    figure: str = ""


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Tone
    thickness: float = 1
    dash: tuple[float, ...] = ()


class Arrow(NamedTuple):
    """A curve from `start` to `end`, bent by two control points, with a head at its end."""

    start: Point
    bend: tuple[Point, Point]
    end: Point
    stroke: Tone = "ink"
    thickness: float = 2
    dash: tuple[float, ...] = ()

    @property
    def top(self) -> float:
        """How high the curve reaches, of some points along it."""
        heights = (self.start[1], self.bend[0][1], self.bend[1][1], self.end[1])
        return min(
            sum(
                k * part**n * (1 - part) ** (3 - n) * y
                for n, (k, y) in enumerate(zip((1, 3, 3, 1), heights, strict=True))
            )
            for part in (step / 20 for step in range(21))
        )

    @property
    def neck(self) -> Point:
        """Where the curve meets the head, in the middle of the base of this."""
        (x, y), (dx, dy), long = self.end, self._way, 7 + 1.2 * self.thickness
        return x - long * dx, y - long * dy

    @property
    def head(self) -> tuple[Point, Point, Point]:
        """The corners of the head: its tip, and both ends of its base."""
        (x, y), (dx, dy), half = self.neck, self._way, 3 + self.thickness
        return self.end, (x - half * dy, y + half * dx), (x + half * dy, y - half * dx)

    @property
    def _way(self) -> Point:
        """The direction at the end, as a step of one pixel."""
        (x, y), (from_x, from_y) = self.end, self.bend[1]
        along = ((x - from_x) ** 2 + (y - from_y) ** 2) ** 0.5 or 1
        return (x - from_x) / along, (y - from_y) / along


class Words(NamedTuple):
    """One line of text, by where it starts, has its middle or ends, and its baseline."""

    x: float
    y: float
    text: str
    size: float = 13
    fill: Tone = "ink"
    anchor: Anchor = "start"
    bold: bool = False


Shape = Box | Line | Arrow | Words


class Scene(NamedTuple):
    """A picture in one language: what it is called, all that it says in words, its size in pixels and its shapes."""

    title: str
    description: str
    language: str
    width: float
    height: float
    shapes: tuple[Shape, ...]

    @property
    def words(self) -> Iterator[Words]:
        """The texts of the picture."""
        return (shape for shape in self.shapes if isinstance(shape, Words))


def moved(shapes: Sequence[Shape], x: float, y: float) -> list[Shape]:
    """Shapes at another place, further right and down."""
    return [_moved(shape, x, y) for shape in shapes]


def _moved(shape: Shape, x: float, y: float) -> Shape:
    match shape:
        case Line():
            return shape._replace(x1=shape.x1 + x, y1=shape.y1 + y, x2=shape.x2 + x, y2=shape.y2 + y)
        case Arrow():
            start, one, two, end = ((at[0] + x, at[1] + y) for at in (shape.start, *shape.bend, shape.end))
            return shape._replace(start=start, bend=(one, two), end=end)
        case _:
            return shape._replace(x=shape.x + x, y=shape.y + y)
