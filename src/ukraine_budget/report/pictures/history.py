"""Every revision of a line as a picture: a step for each over the dates of the papers, a strip for each year."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from ukraine_budget.analysis.history import HistoryResult, HistoryRow
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.versions import last_day
from ukraine_budget.language import Language, said
from ukraine_budget.model.amount import ZERO
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION, Version
from ukraine_budget.report.answers.answer import counted
from ukraine_budget.report.answers.figures import history_answer
from ukraine_budget.report.display import NOT_STATED
from ukraine_budget.report.headings import rows_heading
from ukraine_budget.report.narrow import weakest
from ukraine_budget.report.palette import Tone
from ukraine_budget.report.pictures.bars import look_of, tone_of
from ukraine_budget.report.pictures.drawing import Drawing, begun
from ukraine_budget.report.pictures.lettering import lanes, width_of, wrapped
from ukraine_budget.report.pictures.multiples import APART
from ukraine_budget.report.pictures.scene import Box, Line, Point, Scene, Shape, Words, moved
from ukraine_budget.report.pictures.sheet import (
    LEADING,
    Block,
    Lettered,
    Manner,
    height_of,
    lettered,
    line_height,
    stacked,
)
from ukraine_budget.report.versions import short_version

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


Strip = Sequence[HistoryRow]
"""The figures of one year, in the order of their versions; one without an amount ends the one before."""
Axis = Mapping[str, float]
"""Where each version is."""


def history_scene(result: HistoryResult, language: Language, *, narrow: bool = False) -> Scene:
    """The picture of a history in a language; `narrow` for a phone or a column of a newspaper."""
    ledger = result.ledger
    stated = [row for row in result.rows if not row.carried]
    title = history_answer(result).sentences[0]
    plan = begun(ledger, (row.amount for row in stated), language, narrow=narrow)
    if not stated:
        return plan.picture(title)
    bases = {basis: _strips(basis_rows) for basis, basis_rows in _by_basis(ledger, stated)}
    drawn = [row for strips in bases.values() for strip in strips for row in strip]
    axis = _axis(plan, result, drawn)
    left = len({row.year for row in stated} - {row.year for row in drawn})
    subtitle = said("{unit}, in the order of the papers: not all have a date", unit=plan.unit)
    if _are_dated(result.versions):
        subtitle = said("{unit}, by the date of the paper", unit=plan.unit)
    return plan.picture(
        title,
        subtitle,
        [*([_basis(plan, basis, strips, axis)] for basis, strips in bases.items()), [_dates(plan, axis)]],
        omitted=[
            counted(
                left,
                said("1 more year was revised less often."),
                said("{n} more years were revised less often.", n=left),
            )
        ],
        documents=(row.document for row in reversed(drawn)),
    )


def _are_dated(versions: Sequence[Version]) -> bool:
    """Whether all versions have dates, in their order."""
    days = [last_day(version.date) if version.date else "" for version in versions]
    return all(days) and days == sorted(days)


def _by_basis(ledger: Ledger, rows: Sequence[HistoryRow]) -> Iterator[tuple[str, list[HistoryRow]]]:
    """The rows of each basis, decisions apart."""

    def key(row: HistoryRow) -> tuple[int, bool]:
        return ledger.bases.index(row.basis), DECISION not in row.qualifier

    for _, own in groupby(sorted(rows, key=key), key=key):
        known = list(own)
        yield _counts_as(known[0]), known


def _strips(rows: Sequence[HistoryRow]) -> list[Strip]:
    """The strips of a basis: the years revised most often, in their order."""
    by_year: dict[int, list[HistoryRow]] = {}
    for row in rows:
        by_year.setdefault(row.year, []).append(row)
    kept = sorted(by_year, key=lambda year: (-len(by_year[year]), -year))[:MOST]
    return [by_year[year] for year in sorted(kept)]


def _axis(drawing: Drawing, result: HistoryResult, rows: Sequence[HistoryRow]) -> Axis:
    """The versions of some rows by their dates, or evenly where not all have one, with room for labels at the end."""
    manner = drawing.manner
    used = {row.at_version for row in rows}
    versions = [version for version in result.versions if version.version in used]
    labels = [
        *((row.at_version, line.text) for row in rows for line in _lines(drawing, row)),
        *((name, _name(drawing, name)) for name in used),
    ]
    left = _left(manner)
    days = [_years(last_day(version.date)) if _are_dated(versions) else float(n) for n, version in enumerate(versions)]
    span = days[-1] - days[0] or 1.0
    shares = {version.version: (day - days[0]) / span for version, day in zip(versions, days, strict=True)}
    length = min(
        (manner.room - left - width_of(text, manner.text, bold=True)) / max(shares[name], 0.01) for name, text in labels
    )
    return {name: left + share * length for name, share in shares.items()}


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
    words = weakest(drawing.ledger, row.qualifier, row.version)
    return " ".join((drawing.number(row.amount), *map(drawing.say, words)))


def _lines(drawing: Drawing, row: HistoryRow) -> list[Lettered]:
    """The label of a figure; in several lines only where it is wider than the sheet."""
    manner, tone = drawing.manner, _tone(drawing.ledger, row)
    return lettered(_label(drawing, row), manner.room - _left(manner) - SPAN, manner.text, tone, bold=True)


def _counts_as(row: HistoryRow) -> str:
    return DECIDED if DECISION in row.qualifier else row.basis


def _tone(ledger: Ledger, row: HistoryRow) -> Tone:
    return tone_of(ledger, row.fund, _counts_as(row))


def _basis(drawing: Drawing, basis: str, strips: Sequence[Strip], axis: Axis) -> Block:
    """The strips of a basis below each other, on one scale unless they are far apart."""
    manner = drawing.manner
    heading = rows_heading(drawing.ledger, basis, [row.at_version for strip in strips for row in strip])
    largest = [max(abs(row.amount or ZERO) for row in strip) for strip in strips]
    shared = max(largest) if max(largest) <= APART * min(largest) else None
    shapes: list[Shape] = [Words(0, manner.text, drawing.say(heading), manner.text, "soft", "start", bold=True)]
    says = [f"{drawing.say(heading)}:"]
    y = line_height(manner.text)
    for strip, own in zip(strips, largest, strict=True):
        drawn, height = _strip(drawing, strip, axis, shared or own or Decimal(1))
        shapes += moved(drawn, 0, y)
        y += height
        says.append(_said(drawing, strip))
    if shared is None:
        note = drawing.say(said("Each year has a scale of its own."))
        shapes.append(Words(0, y + manner.note, note, manner.note, "soft"))
        y += line_height(manner.note)
        says.append(note)
    return Block(tuple(shapes), 0, y, manner.room, tuple(says))


def _strip(drawing: Drawing, strip: Strip, axis: Axis, most: Decimal) -> tuple[list[Shape], float]:
    """The steps of a year; and how far down they reach."""
    manner, ledger, left = drawing.manner, drawing.ledger, YEAR if drawing.manner.is_wide else 0
    heights = [float((row.amount or ZERO) / most) * HEIGHT for row in strip]
    labels, below = _labels(drawing, strip, axis)
    zero = below + max(*heights, 0.0) + HALF
    points = [(axis[row.at_version], zero - height) for row, height in zip(strip, heights, strict=True)]
    shapes: list[Shape] = [
        Words(0, zero if manner.is_wide else manner.name, str(strip[0].year), manner.name, "ink", "start", bold=True),
        Line(left, zero, manner.room, zero, "rule"),
        *_steps(ledger, strip, points, manner.room),
    ]
    for label, row, (x, y) in zip(labels, strip, points, strict=True):
        shapes.append(Line(x, label[-1].y + 3, x, y, "rule"))
        shapes += [*_mark(ledger, row, x, y), *label]
    return shapes, zero - min(*heights, 0.0) + 10


def _labels(drawing: Drawing, strip: Strip, axis: Axis) -> tuple[list[list[Words]], float]:
    """The lines of the label of each figure, above the steps of a year; and how far down they reach."""
    manner, line = drawing.manner, line_height(drawing.manner.text)
    texts, positions = [_lines(drawing, row) for row in strip], [axis[row.at_version] for row in strip]
    widest = [max(own, key=lambda line: line.width).text for own in texts]
    lane, deep = lanes(positions, widest, manner.text, bold=True), max(map(len, texts))
    below = (0 if manner.is_wide else line_height(manner.name)) + (max(lane) + 1) * deep * line + 4
    return [
        stacked(own, x - HALF, below - 4 - n * deep * line - height_of(own), drop=LEADING)
        for x, n, own in zip(positions, lane, texts, strict=True)
    ], below


def _steps(ledger: Ledger, strip: Strip, points: Sequence[Point], end: float) -> Iterator[Shape]:
    """What stands from version to version: dashed where not firm, broken between series."""
    before: HistoryRow | None = None
    height, colour = 0.0, _tone(ledger, strip[0])
    ends = [*(x for x, _ in points[1:]), end]
    for row, (x, y), later in zip(strip, points, ends, strict=True):
        if row.amount is not None:
            dash = () if look_of(ledger, row) == "firm" else (5.0, 4.0)
            yield Line(x, y, later, y, colour, thickness=2, dash=dash)
            if before and before.amount is not None and row.comparable:
                yield Line(x, height, x, y, colour, 2)
        before, height = row, y


def _mark(ledger: Ledger, row: HistoryRow, x: float, y: float) -> Iterator[Shape]:
    """The mark of a figure: solid where it is firm; none where a figure ends."""
    if row.amount is None:
        return
    mark = Box(x - HALF, y - HALF, 2 * HALF, 2 * HALF, fill=_tone(ledger, row))
    yield mark if look_of(ledger, row) == "firm" else mark._replace(fill="ground", stroke=mark.fill)


def _dates(drawing: Drawing, axis: Axis) -> Block:
    """The versions below the strips, each at its place."""
    manner = drawing.manner
    texts, positions = [_name(drawing, name) for name in axis], list(axis.values())
    lane = lanes(positions, texts, manner.note)
    shapes: list[Shape] = [Line(YEAR if manner.is_wide else 0, 0, manner.room, 0, "ink")]
    for x, text, n in zip(positions, texts, lane, strict=True):
        y = 6 + n * line_height(manner.note)
        shapes += [Line(x, 0, x, y + 2, "rule"), Words(x - HALF, y + manner.note, text, manner.note, "soft")]
    return Block(tuple(shapes), 0, 8 + (max(lane) + 1) * line_height(manner.note), manner.room)


def _said(drawing: Drawing, strip: Strip) -> str:
    """The figures of a year in words."""
    ledger = drawing.ledger
    figures = (f"{_label(drawing, row)} ({drawing.say(short_version(ledger, row.at_version))})" for row in strip)
    return f"{strip[0].year}: {'; '.join(figures)}."
