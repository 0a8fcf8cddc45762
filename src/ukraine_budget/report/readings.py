"""Shifts of unknown size: what the figures show at each end, and what they leave open."""

from collections.abc import Iterable, Iterator, Sequence

from ukraine_budget.analysis.readings import Difference, EndSum, Overlap, Reading, compared_ends, end_sum
from ukraine_budget.analysis.shift import NOT_STATED, Shift
from ukraine_budget.language import Message, Text, Value, dated, joined, said, word
from ukraine_budget.model.amount import EXACT, half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Year, year_key
from ukraine_budget.report.display import Sources
from ukraine_budget.report.names import line_name, name_of
from ukraine_budget.report.ratios import Span
from ukraine_budget.report.table import Block, sentences
from ukraine_budget.report.values import Qualified
from ukraine_budget.report.years import any_year, years_together


def reading_blocks(shifts: Iterable[Shift], cited: Sources) -> tuple[Block, ...]:
    """A block for each declared shift of unknown size, which names its line where there are several."""
    return tuple(sentences(title, lines) for title, lines in _by_title(shifts, cited))


def reading_sentences(shifts: Iterable[Shift], cited: Sources) -> Iterator[Text]:
    """A text for each declared shift of unknown size."""
    return (joined((title, joined(lines, "; ")), " ") for title, lines in _by_title(shifts, cited))


def _by_title(shifts: Iterable[Shift], cited: Sources) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    """Each shift once, whatever the pieces it was paired into."""
    unstated = (shift for shift in shifts if shift.size == NOT_STATED)
    distinct = {(shift.line, shift.basis, shift.leaves, shift.reaches, shift.readings): shift for shift in unstated}
    several = len({shift.line for shift in distinct.values()}) > 1
    for shift in distinct.values():
        title = _title(shift)
        named = joined((line_name(cited.ledger, shift.line), title), ": ") if several else title
        yield named, (*(_shown(one, shift.basis, cited) for one in shift.readings), *_together(shift))


def reading_papers(shifts: Iterable[Shift]) -> Iterator[str]:
    """The papers of shifts, and of earlier figures that no table shows."""
    for shift in shifts:
        yield from (shift.document, *shift.documents, *(other.document for other in shift.elsewhere))
        yield from (reading.old_document for reading in shift.readings if not reading.comparable)


def papers_before(shifts: Iterable[Shift]) -> Iterator[str]:
    """The papers that the blocks of shifts name: of the declaration, and of earlier figures."""
    for shift in shifts:
        yield shift.document
        yield from (reading.old_document for reading in shift.readings if not reading.comparable)


def _title(shift: Shift) -> Text:
    way = shift_words(shift.leaves, shift.reaches)
    if shift.readings:
        return said("{way}: size not stated. The figures show only:", way=way)
    return said("{way}: size not stated, and no figures to read it from.", way=way)


def shift_words(leaves: Sequence[Year], reaches: Sequence[Year]) -> Text:
    """Which way money goes, with both years."""
    years = {"start": years_together(leaves or [None]), "end": years_together(reaches or [None])}
    if leaves and reaches and _is_before(reaches, leaves):
        return said("Brought forward from {start} to {end}", **years)
    if leaves and reaches and _is_before(leaves, reaches):
        return said("Put off from {start} to {end}", **years)
    return said("Shifted from {start} to {end}", **years)


def _is_before(some: Sequence[Year], others: Sequence[Year]) -> bool:
    return max(map(year_key, some)) < min(map(year_key, others))


def _shown(reading: Reading, basis: str, cited: Sources) -> Text:
    """How far the figure after is from the one before, and the condition under which that is the shift."""
    values = {
        "year": reading.year,
        "size": _size(EndSum(reading.amount, reading.low, reading.high)),
        "old": _old(reading, cited),
        "condition": condition(reading, basis),
    }
    if reading.end == "from":
        return said("{year}: {size} below {old}, if {condition}", **values)
    return said("{year}: {size} above {old}, if {condition}", **values)


def _size(amount: EndSum) -> Value:
    """An amount with its margin; the ends of an uneven or open interval."""
    if amount.high is None:
        return said("{low} or more", low=amount.low)
    half = half_width(amount.low, amount.high)
    if half and EXACT.add(amount.low, half) == amount.amount:
        return joined((amount.amount, Qualified(half, kind="spread")), " ")
    return said("{low} to {high}", low=amount.low, high=amount.high) if half else amount.amount


def _old(reading: Reading, cited: Sources) -> Value:
    """The figure before, with who says so or which series, where it is not the same series."""
    old: Value = _named(cited.ledger, reading)
    if not reading.comparable and reading.old_document in cited.marks:
        old = joined((old, cited.marked(reading.old_document)), " ")
    if reading.old_version and not reading.comparable:
        old = said("{old} (another series)", old=old)
    if reading.otherwise:
        change = Qualified(reading.otherwise, kind="change")
        old = said("{old} together with other declared changes of {change}", old=old, change=change)
    return old


def _named(ledger: Ledger, reading: Reading) -> Text:
    amount, date = reading.old, dated(reading.old_date[:7], short=True)
    if reading.decided:
        return said("the {amount} decided", amount=amount)
    if reading.old_said_by == "member":
        return said("{amount} (member, {date})", amount=amount, date=date)
    if date:
        return said("the {amount} of {date}", amount=amount, date=date)
    return said("the {amount} of {date}", amount=amount, date=name_of(ledger.versions[reading.old_version]))


def condition(reading: Reading, basis: str) -> Text:
    """The condition under which a reading is the size of the shift."""
    if "assumed" in reading.old_qualifier:
        return assumed_before(basis, reading.year)
    return said("nothing else was taken") if reading.end == "from" else said("nothing else was added")


def assumed_before(basis: str, year: Year) -> Message:
    """That an assumed figure was all on its basis."""
    if basis == "cash":
        return said("all of that was cash for {year}", year=any_year(year))
    return said("all of that was {basis} for {year}", basis=word(basis, "basis"), year=any_year(year))


def _together(shift: Shift) -> Iterator[Text]:
    """The sum of the years of an end, and how the two ends compare."""
    ends = (
        (shift.leaves, end_sum(shift.readings, "from", shift.leaves)),
        (shift.reaches, end_sum(shift.readings, "to", shift.reaches)),
    )
    for years, end in ends:
        if end and len(years) > 1:
            yield said("{years} together: {size}", years=years_together(years), size=_size(end))
    if ends[0][1] and ends[1][1]:
        yield _compared(compared_ends(ends[0][1], ends[1][1]))


def _compared(ends: Overlap | Difference) -> Text:
    if isinstance(ends, Overlap):
        if ends.high is None:
            return said("Both fit {low} or more.", low=ends.low)
        if ends.low == ends.high:
            return said("Both fit {low}.", low=ends.low)
        return said("Both fit {low} to {high}.", low=ends.low, high=ends.high)
    if Span(*ends).is_wide:
        return said("The two differ by about {amount}; the papers read do not say why.", amount=ends.amount)
    return said("The two differ by {amount}; the papers read do not say why.", amount=ends.amount)
