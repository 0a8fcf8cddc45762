"""A diff as a picture: old in outline, new solid; of many lines the largest changes."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import filterfalse
from typing import Literal

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffchanges import SILENT
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.analysis.shift import Shift
from ukraine_budget.language import Language, Text, joined, phrase, said
from ukraine_budget.model.amount import EXACT, ZERO, exact_sum, half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.answer import counted
from ukraine_budget.report.answers.diff import answered_changes, diff_answer, is_change, largest_change
from ukraine_budget.report.answers.shifts import whole_shifts
from ukraine_budget.report.caveats import losses
from ukraine_budget.report.changes import changes_heading
from ukraine_budget.report.display import DIFFERENT_SERIES, NOT_STATED, WITHIN_ROUNDING
from ukraine_budget.report.names import short_of
from ukraine_budget.report.narrow import weakest
from ukraine_budget.report.palette import Tone
from ukraine_budget.report.pictures import phrases
from ukraine_budget.report.pictures.bars import Bar, Ghost, Look, tone_of, weak_look
from ukraine_budget.report.pictures.columns import Column, ColumnChart, Movement, Remark
from ukraine_budget.report.pictures.drawing import Drawing, Drawn, begun
from ukraine_budget.report.pictures.multiples import one_line, several_lines, that_fit
from ukraine_budget.report.pictures.ranked import TOP, Item, none_larger, ranked_block
from ukraine_budget.report.pictures.scene import Scene
from ukraine_budget.report.ratios import Span
from ukraine_budget.report.years import any_year

MANY = 4
"""More lines than these are a ranked list."""
TOLD = 2
"""The most lines that are told in words below a picture."""
Rows = Sequence[DiffRow]


def diff_scene(result: DiffResult, language: Language, *, narrow: bool = False) -> Scene:
    """The picture of a diff in a language; `narrow` for a phone or a column of a newspaper."""
    ledger = result.ledger
    lines = _lines(result)
    is_shown = _has_changes if any(map(_has_changes, lines)) else _is_new
    shown, others = list(filter(is_shown, lines)), list(filterfalse(is_shown, lines))
    if not shown:
        return begun(ledger, (), language, narrow=narrow).picture(diff_answer(result).text)
    amounts = [amount for line in shown for row in line for amount in (row.old, row.new)]
    plan = begun(ledger, amounts, language, narrow=narrow)
    drawn = _ranked(plan, result, shown) if len(shown) > MANY else _columns(plan, result, shown)
    return plan.picture(
        drawn.title,
        phrases.diff_subtitle(plan, result, drawn.rows, is_ranked=len(shown) > MANY),
        drawn.blocks,
        notes=[*drawn.notes, *losses(ledger, result.notes)],
        omitted=[*drawn.omitted, *(phrases.one_sided_note(plan, line) for line in others if len(others) <= TOLD)],
        documents=[paper for row in drawn.rows for paper in (row.old_document, row.new_document)],
    )


def _lines(result: DiffResult) -> list[Rows]:
    """The rows of each line and basis with figures: the subject of the answer first, then support."""
    by_line: dict[tuple[str, str], list[DiffRow]] = {}
    for row in result.rows:
        if row.row_type == "line" and (row.old is not None or row.new is not None) and row.status not in SILENT:
            by_line.setdefault((row.line, row.basis), []).append(row)
    subject_row, funds = largest_change(result), result.ledger.funds
    key = (subject_row.line, subject_row.basis) if subject_row else ("", "")
    return sorted(
        by_line.values(), key=lambda rows: ((rows[0].line, rows[0].basis) != key, not funds[rows[0].fund].support)
    )


def _has_both(row: DiffRow) -> bool:
    return row.old is not None and row.new is not None


def _has_changes(line: Rows) -> bool:
    return any(map(_has_both, line))


def _is_new(line: Rows) -> bool:
    return any(row.new is not None for row in line)


def _columns(drawing: Drawing, result: DiffResult, lines: Sequence[Rows]) -> Drawn[DiffRow]:
    """Few lines: old and new side by side for each year."""
    room = drawing.manner.room / (2 if drawing.manner.is_wide and len(lines) > 1 else 1)
    kinds = {row.counts_as for line in lines for row in line}
    chosen = [_largest(drawing, result, line, room) for line in lines]
    panels = [_panel(drawing, result, line, _titles(drawing, line[0], kinds)) for line in chosen]
    rows = [row for line in chosen for row in line]
    notes: list[Text] = []
    if len(panels) == 1:
        blocks = one_line(drawing, panels[0]._replace(title=()))
    else:
        blocks, notes = several_lines(drawing, panels)
    omitted = [
        *([said("Only the largest are drawn.")] if len(rows) < sum(map(len, lines)) else []),
        *phrases.shifts_left_out(sum(_shifts_beside(result, line) for line in chosen)),
    ]
    title = phrases.diff_title(drawing.ledger, result, largest_change(result))
    return Drawn(blocks, rows, title, notes=notes, omitted=omitted)


def _titles(drawing: Drawing, row: DiffRow, kinds: Collection[str]) -> list[str]:
    """The name of a line, and what it counts as if the lines differ in that."""
    name = drawing.say(short_of(drawing.ledger, row.fund, row.line))
    return [name, *([drawing.say(changes_heading(drawing.ledger, [row]))] if len(kinds) > 1 else [])]


def _largest(drawing: Drawing, result: DiffResult, line: Rows, room: float) -> Rows:
    """The years of a line that change most and fit, in their order."""
    fits = that_fit(drawing, _panel(drawing, result, line), room)
    kept = sorted(line, key=lambda row: -abs(row.change or ZERO))[:fits]
    return [row for row in line if row in kept]


def _panel(drawing: Drawing, result: DiffResult, line: Rows, title: Sequence[str] = ()) -> ColumnChart:
    shift = _shift_drawn(result, line)
    columns = tuple(_column(drawing, row, shift) for row in line)
    movement = _movement(drawing, shift, line) if shift else None
    return ColumnChart(tuple(title), columns, movement)


def _column(drawing: Drawing, row: DiffRow, shift: Shift | None = None) -> Column:
    colour = tone_of(drawing.ledger, row.fund, row.basis)
    old, new = _bar(drawing, row, "old", colour), _bar(drawing, row, "new", colour)
    top = _before_shift(row, shift) if shift and shift.from_year == row.year else None
    ghost = None if top is None else Ghost(drawing.value(top), "gone")
    bars = (old, new) if drawing.manner.is_wide or _has_both(row) else (new if row.old is None else old,)
    return Column(drawing.say(any_year(row.year)), bars, ghost, (_remark(drawing, row),))


def _bar(drawing: Drawing, row: DiffRow, side: Literal["old", "new"], colour: Tone) -> Bar:
    """A figure of one side; what is only reserved, assumed or decided looks as it does everywhere."""
    look: Look = "firm"
    amount, qualifier, version = row.new, row.new_qualifier, row.new_version
    if side == "old":
        amount, qualifier, version, look = row.old, row.old_qualifier, row.old_version, "old"
    if amount is None:
        return Bar(None, drawing.say(NOT_STATED), tone=colour)
    words = map(drawing.say, weakest(drawing.ledger, qualifier, version))
    return Bar(drawing.value(amount), drawing.number(amount), tuple(words), colour, weak_look(qualifier) or look)


def _remark(drawing: Drawing, row: DiffRow) -> Remark:
    """The change of a year, or why there is none."""
    if not row.comparable:
        return Remark(drawing.say(DIFFERENT_SERIES))
    if row.change is None or row.status != "changed":
        return Remark(drawing.say(phrase(row.status, "status")))
    if row.within_rounding:
        return Remark(drawing.say(WITHIN_ROUNDING))
    return Remark(_change(drawing, row), _way(row), bold=True)


def _change(drawing: Drawing, row: DiffRow) -> str:
    return drawing.change(row.change or ZERO, half_width(row.low, row.high))


def _shortly(drawing: Drawing, row: DiffRow) -> str:
    """A change, with its margin only where that is wide."""
    change = row.change or ZERO
    return _change(drawing, row) if Span(change, row.low, row.high).is_wide else drawing.change(change)


def _way(row: DiffRow) -> Tone:
    return "fall" if (row.change or ZERO) < 0 else "rise"


def _declared(result: DiffResult, line: Rows) -> list[Shift]:
    """The shifts that the new side declares for the years of a line; none if it is the older side."""
    if result.shifts_as_printed is not result.shifts:
        return []
    years = {row.year for row in line if row.new is not None}
    return [
        shift
        for shift in result.shifts
        if shift.evidence == "declared"
        and (shift.line, shift.basis) == (line[0].line, line[0].basis)
        and {shift.from_year, shift.to_year} & years
    ]


def _shift_drawn(result: DiffResult, line: Rows) -> Shift | None:
    """The largest declared shift between two years that the new side states."""
    years = {row.year for row in line if row.new is not None}
    own = [shift for shift in _declared(result, line) if {shift.from_year, shift.to_year} <= years]
    return max(own, key=lambda shift: (shift.amount is not None, shift.amount or ZERO), default=None)


def _shifts_beside(result: DiffResult, line: Rows) -> int:
    """How many shifts are declared for the years of a line, beside the one that is drawn."""
    return len(whole_shifts(_declared(result, line))) - 1 if _shift_drawn(result, line) else 0


def _before_shift(row: DiffRow, shift: Shift) -> Decimal | None:
    """How high a year stood before money left it, if a paper states the size or the old figure shows it."""
    if shift.amount is not None:
        return EXACT.add(row.new or ZERO, shift.amount)
    read = any((reading.end, reading.year, reading.new) == ("from", row.year, row.new) for reading in shift.readings)
    return row.old if read else None


def _movement(drawing: Drawing, shift: Shift, line: Rows) -> Movement:
    years = [row.year for row in line]
    start, end = (years.index(year) for year in (shift.from_year, shift.to_year) if year is not None)
    return Movement(start, end, tuple(map(drawing.say, phrases.movement_words(drawing, shift))))


def _ranked(drawing: Drawing, result: DiffResult, lines: Sequence[Rows]) -> Drawn[DiffRow]:
    """Many lines: the largest changes, and the rest of them together."""
    subject_row = largest_change(result)
    rows = [row for row in answered_changes(result) if row.line]
    if not rows or subject_row is None:
        return _ranked_first(drawing, result, lines)
    ranked = sorted(rows, key=lambda row: -abs(row.change or ZERO))
    block = ranked_block(drawing, ranked, _item, _rest)
    title = phrases.changes_title(drawing.ledger, subject_row, len({row.line for row in rows}))
    named = {row.key for row in rows}
    others = (row for line in lines for row in line if row.basis == subject_row.basis and row.key not in named)
    left = sum(map(is_change, others))
    omitted = counted(
        left,
        said("1 more change, not of support, is not drawn."),
        said("{n} more changes, not of support, are not drawn.", n=left),
    )
    return Drawn([[block]], ranked[:TOP], title, omitted=[omitted])


def _item(drawing: Drawing, row: DiffRow) -> Item:
    bar = Bar(drawing.if_stated(row.change), _shortly(drawing, row), tone=_way(row))
    return Item(*_named(drawing, row), bar)


def _ranked_first(drawing: Drawing, result: DiffResult, lines: Sequence[Rows]) -> Drawn[DiffRow]:
    """Many lines that only the new side states: the largest of their figures."""
    rows = [row for line in lines for row in line if row.new is not None]
    ranked = sorted(rows, key=lambda row: -abs(row.new or ZERO))
    block = ranked_block(drawing, ranked, _first_item, none_larger)
    return Drawn([[block]], ranked[:TOP], diff_answer(result).sentences[0])


def _first_item(drawing: Drawing, row: DiffRow) -> Item:
    return Item(*_named(drawing, row), _bar(drawing, row, "new", tone_of(drawing.ledger, row.fund, row.basis)))


def _named(drawing: Drawing, row: DiffRow) -> tuple[str, str]:
    """The name of a line, and the year with what it counts as."""
    more = joined((any_year(row.year), changes_heading(drawing.ledger, [row])))
    return drawing.say(short_of(drawing.ledger, row.fund, row.line)), drawing.say(more)


def _rest(drawing: Drawing, rows: Rows) -> Bar:
    """The sum of the other changes if they may be added: of one fund with a total, one basis and year."""
    if not _may_be_added(drawing.ledger, rows):
        return none_larger(drawing, rows)
    amount = exact_sum(row.change or ZERO for row in rows)
    return Bar(drawing.value(amount), drawing.change(amount), tone="other")


def _may_be_added(ledger: Ledger, rows: Rows) -> bool:
    kinds = {(row.fund, row.basis, row.year) for row in rows}
    lines = {row.line for row in rows}
    return (
        len(kinds) == 1
        and ledger.funds[rows[0].fund].total
        and all(lines.isdisjoint(above(ledger, line)) for line in lines)
    )
