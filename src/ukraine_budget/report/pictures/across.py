"""The years of one line as columns: figures, changes, what moved between them, what was decided."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.falls import Fall
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.readings import Reading
from ukraine_budget.analysis.rows import DECIDED, FigureRow
from ukraine_budget.analysis.shift import Shift
from ukraine_budget.language import Text, joined
from ukraine_budget.model.amount import EXACT, ZERO, half_width
from ukraine_budget.report.answers.shifts import is_sized, moved, whole_shifts
from ukraine_budget.report.display import NOT_STATED, why_not
from ukraine_budget.report.headings import rows_heading
from ukraine_budget.report.names import figure_id
from ukraine_budget.report.palette import Tone
from ukraine_budget.report.pictures.bars import Bar, Ghost, look_of, tone_of
from ukraine_budget.report.pictures.columns import Column, ColumnChart, Movement, Remark
from ukraine_budget.report.pictures.drawing import Drawing
from ukraine_budget.report.pictures.phrases import figure_words, movement_words, outline_note
from ukraine_budget.report.ratios import fall_in_words


class Across(NamedTuple):
    """The years of a line, or of a total (no line), on one basis."""

    fund: str
    line: str
    counts_as: str
    rows: Mapping[int, FigureRow]

    @property
    def stated(self) -> list[FigureRow]:
        """The years that are stated."""
        return [row for row in self.rows.values() if row.amount is not None]

    @property
    def years(self) -> range:
        """From the first year that is stated to the last."""
        stated = [row.year for row in self.stated]
        return range(min(stated), max(stated) + 1)


class Gone(NamedTuple):
    """What left a year of a line: the shift, and how high the year stood before, None where not known.

    `reading` is the source of that height where no paper states the size.
    """

    shift: Shift
    top: Decimal | None
    reading: Reading | None


class Strip(NamedTuple):
    """Some years of a line as columns; `notes` on an outline in them, and how many shifts behind them are not drawn."""

    line: Across
    years: range
    columns: ColumnChart
    notes: tuple[Text, ...]
    shifts_left: int

    @property
    def rows(self) -> list[FigureRow]:
        """The figures that are drawn."""
        return [row for row in self.line.stated if row.year in self.years]


def strip(drawing: Drawing, result: OutlookResult, line: Across, years: range, title: Sequence[Text] = ()) -> Strip:
    """Some years of a line, under a title or with what was decided beside them."""
    known = _whole_shifts(result, line, years)
    gone = _shift_drawn(known, line, years)
    gaps = {gap.year: gap for gap in result.gaps if gap.line == line.line and line.counts_as == "cash"}
    parts = [_column(drawing, line, year, gaps, gone, is_first=year == years[0]) for year in years]
    rows = [] if title else [_decided(drawing, other, years) for other in _beside(result, line, years)]
    columns = ColumnChart(tuple(map(drawing.say, title)), tuple(parts), _movement(drawing, gone, years), tuple(rows))
    notes = (outline_note(drawing, gone.reading, gone.shift.basis),) if gone and gone.reading else ()
    return Strip(line, years, columns, notes, len(known) - 1 if gone else 0)


def _column(
    drawing: Drawing, line: Across, year: int, gaps: Mapping[int, Fall], gone: Gone | None, *, is_first: bool
) -> Column:
    row, colour = line.rows.get(year), tone_of(drawing.ledger, line.fund, line.counts_as)
    if row is None or row.amount is None:
        return Column(str(year), (Bar(None, drawing.say(NOT_STATED), tone=colour),))
    figure = figure_bar(drawing, row, colour)
    remarks = () if is_first else tuple(_change(drawing, row, gaps.get(year)))
    if gone is None or gone.top is None or gone.shift.from_year != year:
        return Column(str(year), (figure,), remarks=remarks)
    is_assumed = gone.reading is not None and "assumed" in gone.reading.old_qualifier
    return Column(str(year), (figure,), Ghost(drawing.value(gone.top), "assumed" if is_assumed else "gone"), remarks)


def figure_bar(drawing: Drawing, row: FigureRow, colour: Tone) -> Bar:
    """A stated figure as a bar."""
    return Bar(
        value=drawing.if_stated(row.amount),
        number=drawing.number(row.amount),
        words=tuple(map(drawing.say, figure_words(drawing.ledger, row))),
        tone=colour,
        look=look_of(drawing.ledger, row, overtaken=row.overtaken),
        low=drawing.if_stated(row.low),
        high=drawing.if_stated(row.high),
        figure=figure_id(row),
    )


def _change(drawing: Drawing, row: FigureRow, gap: Fall | None) -> Iterator[Remark]:
    """The change from the year before, or that there is none; for a gap also its size."""
    if row.previous is None:
        return
    if row.change is None:
        yield Remark(drawing.say(why_not(row)))
    elif gap is None:
        yield Remark(drawing.change(row.change, half_width(row.change_low, row.change_high)))
    else:
        change = joined((Text(drawing.change(row.change)), fall_in_words(gap)))
        yield Remark(drawing.say(change), "fall", bold=True)


def _shift_drawn(known: Sequence[Sequence[Shift]], line: Across, years: Sequence[int]) -> Gone | None:
    """The largest of some shifts between two of the years, those of a stated size first."""
    whole = [pieces for pieces in known if any(_is_within(piece, line, years) for piece in pieces)]
    if not whole:
        return None
    first = max(whole, key=lambda pieces: (is_sized(pieces), moved(pieces)))
    return _gone(line, max((piece for piece in first if _is_within(piece, line, years)), key=_size))


def _whole_shifts(result: OutlookResult, line: Across, years: Sequence[int]) -> list[list[Shift]]:
    """The shifts behind the figures of some years of a line."""
    stated_by = {(row.year, row.version) for row in line.stated if row.year in years}
    return whole_shifts(
        shift
        for shift in result.shifts
        if (shift.line, shift.basis) == (line.line, line.counts_as)
        and {(year, version) for year in (shift.from_year, shift.to_year) for version in shift.versions} & stated_by
    )


def _size(shift: Shift) -> Decimal:
    return shift.amount or ZERO


def _is_within(shift: Shift, line: Across, years: Sequence[int]) -> bool:
    """Whether both years of a shift are drawn with figures."""
    stated = {row.year for row in line.stated}.intersection(years)
    return {shift.from_year, shift.to_year} <= stated


def _gone(line: Across, shift: Shift) -> Gone:
    """What a shift left behind: by its stated size, or read from the figure before, if that was higher."""
    row = next(row for row in line.stated if row.year == shift.from_year)
    now = row.amount or ZERO
    if shift.amount is not None:
        return Gone(shift, EXACT.add(now, shift.amount) if row.version in shift.versions else None, None)
    readings = (reading for reading in shift.readings if (reading.end, reading.year) == ("from", shift.from_year))
    reading = next((reading for reading in readings if reading.new == now < reading.old), None)
    return Gone(shift, reading.old if reading else None, reading)


def _movement(drawing: Drawing, gone: Gone | None, years: Sequence[int]) -> Movement | None:
    if gone is None:
        return None
    words = movement_words(drawing, gone.shift, gone.reading)
    start, end = (years.index(year) for year in (gone.shift.from_year, gone.shift.to_year) if isinstance(year, int))
    return Movement(start, end, tuple(map(drawing.say, words)))


def _beside(result: OutlookResult, line: Across, years: Sequence[int]) -> Iterator[Across]:
    """What was decided or committed of a line in some years, if anything."""
    for counts_as in (DECIDED, "commitment"):
        rows = {row.year: row for row in result.rows if (row.line, row.counts_as) == (line.line, counts_as)}
        other = Across(line.fund, line.line, counts_as, rows)
        if counts_as != line.counts_as and line.line and {row.year for row in other.stated}.intersection(years):
            yield other


def _decided(drawing: Drawing, line: Across, years: Sequence[int]) -> tuple[str, tuple[Remark, ...]]:
    """What was decided for each year, as a row below the columns."""
    heading = rows_heading(drawing.ledger, line.counts_as, [row.version for row in line.stated])
    stated = {row.year: row.amount for row in line.stated if row.amount is not None}
    cells = (
        Remark(drawing.number(stated[year]), "commitment", bold=True)
        if year in stated
        else Remark(drawing.say(NOT_STATED))
        for year in years
    )
    return drawing.say(heading), tuple(cells)
