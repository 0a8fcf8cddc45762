"""Shifts as a picture: an arc from year to year for each, as wide as it is large."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ukraine_budget.analysis.shift import Shift
from ukraine_budget.analysis.shifts import ShiftsResult
from ukraine_budget.language import Language, Text, joined, said, word
from ukraine_budget.model.amount import ZERO, half_width
from ukraine_budget.model.records import year_key
from ukraine_budget.report.answers.shifts import shifts_answer, whole_shifts
from ukraine_budget.report.display import SIZE_NOT_STATED
from ukraine_budget.report.names import short_of
from ukraine_budget.report.pictures.bars import tone_of
from ukraine_budget.report.pictures.drawing import Drawing, begun
from ukraine_budget.report.pictures.lettering import widest_word, width_of
from ukraine_budget.report.pictures.phrases import shifts_left_out
from ukraine_budget.report.pictures.scene import Arrow, Box, Line, Scene, Shape, Words
from ukraine_budget.report.pictures.sheet import LEADING, Block, Manner, height_of, lettered, spread, stacked
from ukraine_budget.report.ratios import Span
from ukraine_budget.report.readings import reading_papers
from ukraine_budget.report.shifts import pairing
from ukraine_budget.report.years import shift_year

MOST_LINES, MOST_ARCS = 4, 6
"""The most lines that are drawn, and the most arcs of each; the largest first."""
WIDEST, THINNEST = 12.0, 1.5
"""How wide the arc of the largest shift is, and at least each; one of unstated size is as thin."""
LOWEST, LANE = 36, 26
"""How high the lowest arc rises, and how much higher each that is above another."""
Shifts = Sequence[Shift]


def shifts_scene(result: ShiftsResult, language: Language, *, narrow: bool = False) -> Scene:
    """The picture of shifts in a language; `narrow` for a phone or a column of a newspaper."""
    ledger, answer = result.ledger, shifts_answer(result)
    lines = [shifts[:MOST_ARCS] for shifts in _lines(result.first)[:MOST_LINES]]
    drawn = [shift for shifts in lines for shift in shifts]
    if not drawn:
        return begun(ledger, (), language, narrow=narrow).picture(answer.text)
    plan = begun(ledger, map(_size, drawn), language, narrow=narrow)
    most = max(map(_size, drawn))
    first = len(whole_shifts(result.first))
    left, others = first - len(whole_shifts(drawn)), len(whole_shifts(result.rows)) - first
    return plan.picture(
        answer.sentences[0] if len(drawn) == 1 else answer.text,
        said("{unit}: arcs as wide as what moved", unit=plan.unit) if most else said("From year to year"),
        [[_arcs(plan, shifts, most)] for shifts in lines],
        notes=pairing(drawn),
        omitted=shifts_left_out(left, others),
        documents=reading_papers(drawn),
    )


def _size(shift: Shift) -> Decimal:
    return shift.amount or ZERO


def _lines(shifts: Shifts) -> list[list[Shift]]:
    """The shifts of each line and basis, largest first."""
    by_line: dict[tuple[str, str], list[Shift]] = {}
    for shift in shifts:
        by_line.setdefault((shift.line, shift.basis), []).append(shift)
    ranked = [sorted(own, key=_size, reverse=True) for own in by_line.values()]
    return sorted(ranked, key=lambda own: _size(own[0]), reverse=True)


def _arcs(drawing: Drawing, shifts: Shifts, most: Decimal) -> Block:
    """The shifts of a line as arcs above an axis of years; longer ones rise higher."""
    manner, ledger, first = drawing.manner, drawing.ledger, shifts[0]
    years = sorted({year for shift in shifts for year in (shift.from_year, shift.to_year)}, key=year_key)
    names = [drawing.say(shift_year(year)) for year in years]
    slots = spread([widest_word([name], manner.text, bold=True) + 4 for name in names], manner.room)
    positions = {year: sum(slots[:n]) + slot / 2 for n, (year, slot) in enumerate(zip(years, slots, strict=True))}
    rising = sorted(shifts, key=lambda shift: abs(positions[shift.to_year] - positions[shift.from_year]))
    arcs: list[Shape] = []
    labels: list[Shape] = []
    for n, shift in enumerate(rising):
        height = LOWEST + n * LANE
        arcs.append(_arc(drawing, shift, (positions[shift.from_year], positions[shift.to_year]), height, most))
        labels += _label(drawing, shift, (positions[shift.from_year] + positions[shift.to_year]) / 2, -height)
    top: float = LOWEST + len(rising) * LANE
    name = joined((short_of(ledger, first.fund, first.line), word(first.basis, "basis")))
    title = lettered(drawing.say(name), manner.room, manner.text, "soft", bold=True)
    top += height_of(title)
    labels += stacked(title, 0, -top, drop=LEADING)
    below, bottom = _years(drawing.manner, list(positions.values()), names, slots)
    axis = [Line(0, 0, manner.room, 0, "ink"), *below]
    says = (*(line.text for line in title), *(_said(drawing, shift) for shift in shifts))
    return Block((*arcs, *labels, *axis), top, bottom, manner.room, says)


def _arc(drawing: Drawing, shift: Shift, ends: tuple[float, float], height: float, most: Decimal) -> Arrow:
    """A shift as an arc; dashed unless a paper states its size."""
    size = max(WIDEST * float(_size(shift) / most), THINNEST) if most else THINNEST
    bend = -height / 0.75
    dash = () if shift.size == "stated" else (5.0, 4.0)
    tone = tone_of(drawing.ledger, shift.fund, shift.basis)
    start, end = ends
    return Arrow(
        start=(start, -2), bend=((start, bend), (end, bend)), end=(end, -2), stroke=tone, thickness=size, dash=dash
    )


def _label(drawing: Drawing, shift: Shift, middle: float, y: float) -> Iterator[Shape]:
    """How much was shifted, on its arc."""
    size, text = drawing.manner.text, _amount(drawing, shift)
    width = width_of(text, size, bold=True)
    x = min(max(middle, width / 2 + 4), drawing.manner.room - width / 2 - 4)
    yield Box(x - width / 2 - 4, y - size * 0.7, width + 8, size * 1.4, fill="ground")
    yield Words(x, y + size * 0.36, text, size, tone_of(drawing.ledger, shift.fund, shift.basis), "middle", bold=True)


def _amount(drawing: Drawing, shift: Shift) -> str:
    if shift.amount is None:
        return drawing.say(SIZE_NOT_STATED)
    amount: str = drawing.number(shift.amount)
    if Span(shift.amount, shift.low, shift.high).is_wide and (half := half_width(shift.low, shift.high)):
        amount = f"{amount} ±{drawing.number(half)}"
    return amount if shift.size == "stated" else drawing.say(said("{amount}, inferred", amount=Text(amount)))


def _years(
    manner: Manner, positions: Sequence[float], names: Sequence[str], slots: Sequence[float]
) -> tuple[Sequence[Shape], float]:
    """The names of the years below the axis; and how far down they reach."""
    own = list(zip(names, slots, strict=True))
    fits = all(widest_word([name], manner.name, bold=True) <= slot - 4 for name, slot in own)
    size = manner.name if fits else manner.text
    texts = [lettered(name, slot - 4, size, bold=True) for name, slot in own]
    shapes = [
        shape
        for x, lines in zip(positions, texts, strict=True)
        for shape in stacked(lines, x, 0, "middle", drop=LEADING)
    ]
    return shapes, max(map(height_of, texts)) + 6


def _said(drawing: Drawing, shift: Shift) -> str:
    """A shift in words."""
    years = {"start": shift_year(shift.from_year), "end": shift_year(shift.to_year)}
    return drawing.say(said("From {start} to {end}: {amount}.", **years, amount=Text(_amount(drawing, shift))))
