"""What moved between years, in sentences: the answer of `shifts`, and the clause of other answers."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ukraine_budget.analysis.shift import Shift
from ukraine_budget.language import Message, Text, Value, joined, said
from ukraine_budget.model.amount import exact_sum
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import CASH_SHIFT, Year, year_key
from ukraine_budget.report.answers.answer import answer, counted
from ukraine_budget.report.money import Money
from ukraine_budget.report.names import line_or_fund, name_of, uncapitalised
from ukraine_budget.report.table import Answer
from ukraine_budget.report.years import year_moved, years_together

if TYPE_CHECKING:
    from ukraine_budget.analysis.shifts import ShiftsResult


def movement(ledger: Ledger, shifts: Sequence[Shift], year: int | None = None) -> Text | None:
    """The largest stated shift, and how many more are declared.

    With a `year`, the shifts are only their pieces that leave or reach it.
    """
    if not shifts:
        return None
    first, *others = sorted(whole_shifts(shifts), key=lambda pieces: (is_sized(pieces), moved(pieces)), reverse=True)
    n = len(others)
    more = counted(n, said("1 more shift is declared."), said("{n} more shifts are declared.", n=n))
    return joined((_shift(ledger, first, year), more), " ")


def whole_shifts(shifts: Iterable[Shift]) -> list[list[Shift]]:
    """Shifts as papers declare them, each with the pieces into which it was paired."""
    by_shift: dict[object, list[Shift]] = {}
    for shift in shifts:
        by_shift.setdefault((shift.line, shift.basis, shift.label, shift.version), []).append(shift)
    return list(by_shift.values())


def is_sized(pieces: Iterable[Shift]) -> bool:
    """Whether a paper states how much was shifted."""
    return all(piece.amount is not None and piece.size == "stated" for piece in pieces)


def moved(pieces: Sequence[Shift]) -> Decimal:
    """How much leaves the printed years; if nothing leaves these, how much reaches them."""
    leaving = [piece for piece in pieces if piece.from_year is not None]
    return exact_sum(piece.amount for piece in leaving or pieces if piece.amount is not None)


def _shift(ledger: Ledger, pieces: Sequence[Shift], year: int | None) -> Message:
    """What was shifted; brought forward or put off only where both years are printed."""
    first = pieces[0]
    is_pair = len(pieces) == 1 and not first.paired_by_us
    if is_pair and first.from_year is not None and first.to_year is not None:
        return _between_two(ledger, first, is_forward=year_key(first.to_year) < year_key(first.from_year))
    starts, ends = (sorted(end, key=lambda year: (year is None, str(year))) for end in _ends(pieces, year))
    years: dict[str, Value] = {"starts": years_together(starts), "ends": years_together(ends)}
    if not is_sized(pieces):
        return said("Money was shifted from {starts} to {ends}; the papers read do not say how much.", **years)
    return said("{amount} was shifted from {starts} to {ends}.", amount=Money.of(ledger, moved(pieces)), **years)


def _ends(pieces: Sequence[Shift], year: int | None) -> tuple[set[Year | None], set[Year | None]]:
    """From which years to which: those of the papers, since which of these belong together is ours.

    Of the pieces of one `year` their sum is what the paper prints for that year, the other end is all of its years.
    """
    starts, ends = ({getattr(piece, end) for piece in pieces} for end in ("from_year", "to_year"))
    first = pieces[0]
    if first.paired_by_us and year not in starts:
        starts = {*first.leaves, *([None] if (first.remainder or 0) > 0 else [])}
    if first.paired_by_us and year not in ends:
        ends = {*first.reaches, *([None] if (first.remainder or 0) < 0 else [])}
    return starts, ends


def _between_two(ledger: Ledger, shift: Shift, *, is_forward: bool) -> Message:
    values: dict[str, Value] = {"start": year_moved(shift.from_year), "end": year_moved(shift.to_year)}
    if shift.amount is not None and is_sized([shift]):
        values["amount"] = Money.of(ledger, shift.amount)
        if is_forward:
            return said("{amount} for {start} was brought forward to {end}.", **values)
        return said("{amount} for {start} was put off to {end}.", **values)
    if is_forward:
        return said("Money for {start} was brought forward to {end}; the papers read do not say how much.", **values)
    return said("Money for {start} was put off to {end}; the papers read do not say how much.", **values)


def shifts_answer(result: "ShiftsResult") -> Answer:
    """How many shifts are declared, how many without a size, and the largest of those with one."""
    ledger = result.ledger
    shifts = [shift for shift in result.rows if shift.evidence == "declared"]
    if not shifts:
        return Answer((_none(ledger),), {"shifts": 0})
    whole = whole_shifts(shifts)
    sized = [pieces for pieces in whole if is_sized(pieces)]
    unsized = len(whole) - len(sized)
    facts = {"shifts": len(whole), "without_size": unsized}
    first = [shift for shift in result.first if shift.evidence == "declared"]
    opening = (movement(ledger, first), _concerned(ledger, first)) if first and first != shifts else ()
    return answer((*opening, _count(len(whole), unsized), _largest_shift(ledger, sized)), facts)


def _concerned(ledger: Ledger, shifts: Sequence[Shift]) -> Message:
    """Which line is shifted, or which fund where several are."""
    lines = {shift.line for shift in shifts}
    row = ledger.lines[shifts[0].line] if len(lines) == 1 else ledger.funds[shifts[0].fund]
    return said("This concerns {name}.", name=uncapitalised(name_of(row)))


def _none(ledger: Ledger) -> Message:
    """That no shift is declared, or none of those that were asked for."""
    if any(mutation.kind == CASH_SHIFT for mutation in ledger.mutations):
        return said("No such shift between years is declared in the papers read.")
    return said("No shift between years is declared in the papers read.")


def _count(shifts: int, unsized: int) -> Text:
    if not unsized:
        return counted(shifts, said("1 shift is declared."), said("{n} shifts are declared.", n=shifts))
    if shifts == 1:
        return said("1 shift is declared, without a size.")
    return said("{n} shifts are declared, {unsized} without a size.", n=shifts, unsized=unsized)


def _largest_shift(ledger: Ledger, shifts: Sequence[Sequence[Shift]]) -> Message | None:
    """The largest of some shifts, each with its pieces."""
    if not shifts:
        return None
    largest = max(shifts, key=moved)
    first = largest[0]
    values: dict[str, Value] = {
        "name": line_or_fund(ledger, first.fund, first.line),
        "amount": Money.of(ledger, moved(largest)),
        "n": len({*first.leaves, *first.reaches}),
        "start": year_moved(first.from_year),
        "end": year_moved(first.to_year),
    }
    if first.paired_by_us:
        return said("Largest stated: {name}, {amount}. {n} years are touched; pairing them is ours.", **values)
    return said("Largest stated: {name}, {amount} from {start} to {end}.", **values)
