"""Every revision of a line as a picture: a step for each over the dates of the papers, a strip for each year."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from ukraine_budget.analysis.history import HistoryResult, HistoryRow
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.versions import last_day
from ukraine_budget.language import Language, Text, said
from ukraine_budget.model.amount import ZERO
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION, Version
from ukraine_budget.report.answers.figures import history_answer
from ukraine_budget.report.display import NOT_STATED
from ukraine_budget.report.names import rows_heading
from ukraine_budget.report.narrow import short_version, weakest
from ukraine_budget.report.palette import Tone
from ukraine_budget.report.pictures.drawing import Drawing, begun
from ukraine_budget.report.pictures.lanes import lanes
from ukraine_budget.report.pictures.lettering import width_of, wrapped
from ukraine_budget.report.pictures.looks import look_of, tone_of
from ukraine_budget.report.pictures.multiples import APART
from ukraine_budget.report.pictures.phrases import source_line
from ukraine_budget.report.pictures.scene import Box, Line, Scene, Shape, Words, moved
from ukraine_budget.report.pictures.scene import Point as Place
from ukraine_budget.report.pictures.sheet import NARROW, WIDE, Block, Manner, line_height, picture

MOST = 8
"""The most years of a basis; of more those that were revised most often."""
HEIGHT = 56
"""How high the largest figure is."""
HALF = 3.5
"""Half the size of the mark of a figure."""
YEAR = 56
"""The room for the name of a year, before its strip where the sheet is wide."""
NAME = 170
"""The most room for the name of a version."""
SPAN = 40
"""The least room between the first version and the last."""


class Point(NamedTuple):
    """A figure that a version states, or None where it ends the one before."""

    version: str
    row: HistoryRow


class Strip(NamedTuple):
    """The figures of one year, in the order of their versions."""

    year: int
    points: tuple[Point, ...]

    def tone(self, ledger: Ledger, basis: str) -> Tone:
        """The colour of its figures."""
        return tone_of(ledger, self.points[0].row.fund, basis)


class Axis(NamedTuple):
    """Where each version is, and where the last figure ends."""

    places: Mapping[str, float]
    end: float


def history_scene(result: HistoryResult, language: Language, *, narrow: bool = False) -> Scene:
    """The picture of a history in a language; `narrow` for a phone or a column of a newspaper."""
    ledger = result.ledger
    stated = [row for row in result.rows if not row.carried]
    title = history_answer(result).sentences[0]
    if not stated:
        return picture(language, NARROW if narrow else WIDE, title, Text())
    plan = begun(ledger, (row.amount for row in stated if row.amount is not None), language, narrow=narrow)
    bases = {basis: _strips(basis_rows) for basis, basis_rows in _by_basis(ledger, stated)}
    drawn = [point.row for strips in bases.values() for strip in strips for point in strip.points]
    axis = _axis(plan, result, drawn)
    blocks = [_basis(plan, basis, strips, axis) for basis, strips in bases.items()]
    years = {row.year for row in stated} - {row.year for row in drawn}
    return picture(
        language,
        plan.manner,
        title,
        _subtitle(plan, result.versions),
        [*([block] for block in blocks), [_dates(plan, axis)]],
        omitted=list(_years_left_out(len(years))),
        sources=list(source_line(ledger, (row.document for row in reversed(drawn)))),
    )


def _years_left_out(count: int) -> Iterator[Text]:
    if count == 1:
        yield said("1 more year was revised less often.")
    elif count:
        yield said("{n} more years were revised less often.", n=count)


def _subtitle(drawing: Drawing, versions: Sequence[Version]) -> Text:
    if _are_dated(versions):
        return said("{unit}, by the date of the paper", unit=drawing.unit.name)
    return said("{unit}, in the order of the papers: not all have a date", unit=drawing.unit.name)


def _are_dated(versions: Sequence[Version]) -> bool:
    """Whether all versions have a date of their own, and take effect in the order of these."""
    days = [last_day(version.date) if version.date else "" for version in versions]
    return all(days) and days == sorted(days)


def _by_basis(ledger: Ledger, rows: Sequence[HistoryRow]) -> Iterator[tuple[str, list[HistoryRow]]]:
    """The rows of each basis, what was decided apart."""

    def key(row: HistoryRow) -> tuple[int, bool]:
        return ledger.bases.index(row.basis), DECISION not in row.qualifier

    for _, own in groupby(sorted(rows, key=key), key=key):
        known = list(own)
        yield (DECIDED if DECISION in known[0].qualifier else known[0].basis), known


def _strips(rows: Sequence[HistoryRow]) -> list[Strip]:
    """The strips of a basis; of many years those that were revised most often, in their order."""
    by_year: dict[int, list[Point]] = {}
    for row in rows:
        by_year.setdefault(row.year, []).append(Point(row.at_version, row))
    strips = [Strip(year, tuple(points)) for year, points in by_year.items()]
    kept = sorted(strips, key=lambda strip: (-len(strip.points), -strip.year))[:MOST]
    return sorted(kept, key=lambda strip: strip.year)


def _axis(drawing: Drawing, result: HistoryResult, rows: Sequence[HistoryRow]) -> Axis:
    """The versions of some rows by their dates, or evenly where not all have one, with room for labels at the end."""
    manner = drawing.manner
    used = {row.at_version for row in rows}
    versions = [version for version in result.versions if version.version in used]
    labels = [
        *((row.at_version, line) for row in rows for line in _lines(drawing, row)),
        *((name, _name(drawing, name)) for name in used),
    ]
    left = _left(manner)
    days = [_years(last_day(version.date)) if _are_dated(versions) else float(n) for n, version in enumerate(versions)]
    span = days[-1] - days[0] or 1.0
    shares = {version.version: (day - days[0]) / span for version, day in zip(versions, days, strict=True)}
    length = min(
        (manner.room - left - width_of(text, manner.text, bold=True)) / max(shares[name], 0.01) for name, text in labels
    )
    return Axis({name: left + share * length for name, share in shares.items()}, manner.room)


def _left(manner: Manner) -> float:
    """Where the first version is."""
    return (YEAR if manner.is_wide else 0.0) + HALF


def _years(day: str) -> float:
    """A day in years."""
    year, month, number = map(int, day.split("-"))
    return year + (month - 1) / 12 + (number - 1) / 372


def _name(drawing: Drawing, version: str) -> str:
    """A version by its date, or by the start of its name."""
    name = drawing.say(short_version(drawing.ledger, version))
    return wrapped(name, NAME, drawing.manner.note, most=1)[0]


def _label(drawing: Drawing, row: HistoryRow) -> str:
    if row.amount is None:
        return drawing.say(NOT_STATED)
    version = drawing.ledger.versions.get(row.version)
    words = weakest(row.qualifier, version.phase if version else "")
    return " ".join((drawing.number(row.amount), *map(drawing.say, words)))


def _lines(drawing: Drawing, row: HistoryRow) -> list[str]:
    """The label of a figure; in several lines only where it is wider than the sheet."""
    manner = drawing.manner
    return wrapped(_label(drawing, row), manner.room - _left(manner) - SPAN, manner.text, bold=True)


def _basis(drawing: Drawing, basis: str, strips: Sequence[Strip], axis: Axis) -> Block:
    """The strips of a basis below each other, on one scale unless they are far apart."""
    manner, ledger = drawing.manner, drawing.ledger
    heading = rows_heading(ledger, basis, [point.version for strip in strips for point in strip.points])
    largest = [max(abs(point.row.amount or ZERO) for point in strip.points) for strip in strips]
    shared = max(largest) if max(largest) <= APART * min(largest) else None
    shapes: list[Shape] = [Words(0, manner.text, drawing.say(heading), manner.text, "soft", "start", bold=True)]
    says = [f"{drawing.say(heading)}:"]
    y = line_height(manner.text)
    for strip, own in zip(strips, largest, strict=True):
        drawn, height = _strip(drawing, strip, axis, strip.tone(ledger, basis), shared or own or Decimal(1))
        shapes += moved(drawn, 0, y)
        y += height
        says.append(_said(drawing, strip))
    if shared is None:
        note = drawing.say(said("Each year has a scale of its own."))
        shapes.append(Words(0, y + manner.note, note, manner.note, "soft"))
        y += line_height(manner.note)
        says.append(note)
    return Block(tuple(shapes), 0, y, manner.room, tuple(says))


def _strip(drawing: Drawing, strip: Strip, axis: Axis, colour: Tone, most: Decimal) -> tuple[list[Shape], float]:
    """The steps of a year; and how far down they reach."""
    manner = drawing.manner
    places = [axis.places[point.version] for point in strip.points]
    heights = [float((point.row.amount or ZERO) / most) * HEIGHT for point in strip.points]
    labels, below = _labels(drawing, strip, places, colour)
    zero = below + max(*heights, 0.0) + HALF
    levels = [zero - height for height in heights]
    shapes: list[Shape] = [
        Words(0, zero if manner.is_wide else manner.name, str(strip.year), manner.name, "ink", "start", bold=True),
        Line(YEAR if manner.is_wide else 0, zero, axis.end, zero, "rule"),
        *_steps(drawing.ledger, strip, list(zip(places, levels, strict=True)), axis.end, colour),
    ]
    for label, point, x, y in zip(labels, strip.points, places, levels, strict=True):
        shapes.append(Line(x, label[-1].y + 3, x, y, "rule"))
        shapes += [*_mark(drawing.ledger, point.row, x, y, colour), *label]
    return shapes, zero - min(*heights, 0.0) + 10


def _labels(drawing: Drawing, strip: Strip, places: Sequence[float], colour: Tone) -> tuple[list[list[Words]], float]:
    """The lines of the label of each figure, above the steps of a year; and how far down they reach."""
    size, line = drawing.manner.text, line_height(drawing.manner.text)
    texts = [_lines(drawing, point.row) for point in strip.points]
    widest = [max(own, key=lambda text: width_of(text, size, bold=True)) for own in texts]
    lane, deep = lanes(places, widest, size, bold=True), max(map(len, texts))
    name = 0.0 if drawing.manner.is_wide else line_height(drawing.manner.name)
    below = name + (max(lane) + 1) * deep * line + 4

    def label(x: float, n: int, own: list[str]) -> list[Words]:
        last = below - 4 - n * deep * line
        return [
            Words(x - HALF, last - (len(own) - 1 - k) * line, text, size, colour, "start", bold=True)
            for k, text in enumerate(own)
        ]

    return [label(*one) for one in zip(places, lane, texts, strict=True)], below


def _steps(ledger: Ledger, strip: Strip, places: Sequence[Place], end: float, colour: Tone) -> Iterator[Shape]:
    """What stands from each version to the next, dashed where it is not firm; of another series nothing is joined."""
    for n, (point, (x, y)) in enumerate(zip(strip.points, places, strict=True)):
        later = places[n + 1][0] if n + 1 < len(places) else end
        if point.row.amount is not None:
            dash = () if look_of(ledger, point.row) == "firm" else (5.0, 4.0)
            yield Line(x, y, later, y, colour, 2, dash)
        if n and point.row.comparable and None not in (point.row.amount, strip.points[n - 1].row.amount):
            yield Line(x, places[n - 1][1], x, y, colour, 2)


def _mark(ledger: Ledger, row: HistoryRow, x: float, y: float, colour: Tone) -> Iterator[Shape]:
    """The mark of a figure: solid where it is firm; none where a figure ends."""
    if row.amount is None:
        return
    if look_of(ledger, row) == "firm":
        yield Box(x - HALF, y - HALF, 2 * HALF, 2 * HALF, fill=colour)
    else:
        yield Box(x - HALF, y - HALF, 2 * HALF, 2 * HALF, fill="ground", stroke=colour)


def _dates(drawing: Drawing, axis: Axis) -> Block:
    """The versions below the strips, each at its place."""
    manner = drawing.manner
    texts = [_name(drawing, name) for name in axis.places]
    places = list(axis.places.values())
    lane = lanes(places, texts, manner.note)
    shapes: list[Shape] = [Line(YEAR if manner.is_wide else 0, 0, axis.end, 0, "ink")]
    for x, text, n in zip(places, texts, lane, strict=True):
        y = 6 + n * line_height(manner.note)
        shapes += [Line(x, 0, x, y + 2, "rule"), Words(x - HALF, y + manner.note, text, manner.note, "soft")]
    return Block(tuple(shapes), 0, 8 + (max(lane) + 1) * line_height(manner.note), manner.room)


def _said(drawing: Drawing, strip: Strip) -> str:
    """The figures of a year in words."""
    figures = (
        f"{_label(drawing, point.row)} ({drawing.say(short_version(drawing.ledger, point.version))})"
        for point in strip.points
    )
    return f"{strip.year}: {'; '.join(figures)}."
