"""Changes as charts: what changed between two versions, and what moved between years.

Of a diff a section per line and basis, a panel per year from the old stand to the new; of shifts a section per line, a
panel per basis, an arrow each.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.shift import Shift
from ukraine_budget.analysis.shifts import ShiftsResult
from ukraine_budget.language import NOTHING, Text, joined, phrase, said, word
from ukraine_budget.model.amount import EXACT, exact_sum, half_width
from ukraine_budget.model.records import Year, year_key
from ukraine_budget.report.answers.diff import diff_answer
from ukraine_budget.report.answers.shifts import shifts_answer
from ukraine_budget.report.charts.chart import (
    Arrow,
    Chart,
    Look,
    Mark,
    Panel,
    Section,
    amount_text,
    look,
    section,
)
from ukraine_budget.report.declared import REST, Margin, margin, rest
from ukraine_budget.report.diff import diff_sources, diff_title, moved_sentences
from ukraine_budget.report.display import SIZE_NOT_STATED, Sources, qualifiers, sources, why_not
from ukraine_budget.report.headings import basis_heading, fund_title
from ukraine_budget.report.names import line_name, row_name
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.palette import tone
from ukraine_budget.report.readings import reading_papers, reading_sentences
from ukraine_budget.report.shifts import KNOWN, PAIRED, shift_way, shifts_title
from ukraine_budget.report.values import Qualified
from ukraine_budget.report.years import any_year, shift_year


class ChangeStep(NamedTuple):
    """A part of a change: its size, if known, and how it is known."""

    name: Text
    amount: Decimal | None
    words: tuple[Text, ...] = ()
    look: Look = "plain"


def diff_chart(result: DiffResult) -> Chart:
    """For each line, basis and year the old stand, what was declared, moved, added or cut, and the new stand."""
    cited = diff_sources(result)
    notes = (
        *moved_sentences(result),
        *reading_sentences(result.shifts, cited),
        *note_texts(result.ledger, result.notes),
        *_elsewhere(len(result.declared_elsewhere)),
    )
    return Chart(diff_answer(result).text, diff_title(result), tuple(_sections(result, cited)), notes, cited.lines)


def _elsewhere(count: int) -> Iterator[Text]:
    if count:
        yield said(
            "Declared in between, but not on the way, and not drawn: {count}; the table lists them.", count=count
        )


def _sections(result: DiffResult, cited: Sources) -> Iterator[Section]:
    for (fund, basis), of_basis in groupby(result.rows, lambda row: (row.fund, row.basis)):
        by_line = {line: list(rows) for line, rows in groupby(of_basis, lambda row: row.line)}
        for line, rows in by_line.items():
            counts_as = word(rows[0].counts_as, "basis") if line else NOTHING
            title = joined((row_name(result.ledger, line, basis), counts_as))
            panels = [
                *(_panel(row, margin(result), cited) for row in rows),
                *_shifts(result, (fund, line, basis), cited),
            ]
            yield section(fund_title(result.ledger, fund), title, panels)


def _shifts(result: DiffResult, of: tuple[str, str, str], cited: Sources) -> Iterator[Panel]:
    """The shifts of a fund, line and basis, if any, as a panel."""
    moved = [shift for shift in result.shifts if (shift.fund, shift.line, shift.basis) == of]
    if moved:
        yield arrow_panel(said("Shifts"), moved, cited)


def _panel(row: DiffRow, within: Margin, cited: Sources) -> Panel:
    steps = list(_steps(row, within))
    places = (said("Old"), *(step.name for step in steps), said("New"))
    return Panel(_title(row, within), "bars", places, tuple(_marks(row, steps, cited)))


def _title(row: DiffRow, within: Margin) -> Text:
    more = (
        _change(row),
        why_not(row) if row.why_not_compared else "" if row.status == "changed" else phrase(row.status, "status"),
        within.change if row.within_rounding and row.change else "",
        said("renumbered") if row.followed_successor else "",
    )
    return joined((any_year(row.year), joined(more)), ": ")


def _change(row: DiffRow) -> Text:
    half = half_width(row.low, row.high)
    change = (Qualified(row.change, kind="change"),) if row.change is not None else ()
    return joined((*change, *((Qualified(half, kind="spread"),) if half else ())), " ")


def _marks(row: DiffRow, steps: Sequence[ChangeStep], cited: Sources) -> Iterator[Mark]:
    yield _stand(row, row.old, row.old_qualifier, row.old_version)._replace(source=cited.marked(row.old_document))
    at = row.old
    for step in steps:
        if at is None or step.amount is None:
            yield Mark(_size(step), words=step.words)
        else:
            start, at = at, EXACT.add(at, step.amount)
            yield Mark(_size(step), at, step.words, start=start, look=step.look, tone="rise" if at >= start else "fall")
    new = _stand(row, row.new, row.new_qualifier, row.new_version)
    yield new._replace(source=cited.marked(row.new_document), joined=row.comparable)


def _size(step: ChangeStep) -> Text:
    return SIZE_NOT_STATED if step.amount is None else joined((Qualified(step.amount, kind="change"),))


def _stand(row: DiffRow, amount: Decimal | None, qualifier: tuple[str, ...], version: str) -> Mark:
    more = tuple(filter(None, (*qualifiers(qualifier), Text(version))))
    return Mark(amount_text(amount, None, None), amount, more, look=look(qualifier), tone=tone(row.basis))


def _steps(row: DiffRow, margin: Margin) -> Iterator[ChangeStep]:
    """The parts of a change in their order; none where two totals are not compared."""
    if row.change is None and row.old is not None and row.new is not None:
        return
    yield from (_declared(row, kind) for kind in dict.fromkeys(change.kind for change in row.declared_by))
    within = (margin.change,) if row.line and row.rest_within_rounding else ()  # of a total one line's may be
    if row.moved:
        yield ChangeStep(said("Moved"), row.moved, (said("inferred"),), "assumed")
    if net := rest(row):
        yield ChangeStep(said("Net") if row.declared is not None else REST, net, within, "about" if within else "plain")
    if row.untied:
        yield ChangeStep(said("Untied"), row.untied, (said("does not add up in the paper"), *within))


def _declared(row: DiffRow, kind: str) -> ChangeStep:
    """What is declared under one kind: the sum of the rows whose size is known, None where it is of none."""
    changes = [change for change in row.declared_by if change.kind == kind]
    sizes = [change.amount for change in changes if change.amount is not None]
    unsized = sizes and len(sizes) < len(changes)
    more = (SIZE_NOT_STATED,) if unsized else ()
    return ChangeStep(phrase(kind, "kind"), exact_sum(sizes) if sizes else None, more)


HOW = KNOWN | {"not-stated": KNOWN["stated"]}
"""How a shift is known, beside an amount that says where its size is not stated."""


def shifts_chart(result: ShiftsResult) -> Chart:
    """Every shift as an arrow from the year it leaves to the year it reaches."""
    cited = sources(result.ledger, reading_papers(result.rows))
    return Chart(
        shifts_answer(result).text,
        shifts_title(result),
        tuple(_shift_sections(result, cited)),
        (*reading_sentences(result.rows, cited), *note_texts(result.ledger, result.notes)),
        cited.lines,
    )


def _shift_sections(result: ShiftsResult, cited: Sources) -> Iterator[Section]:
    by_line: dict[tuple[str, str], list[Shift]] = {}
    for shift in result.rows:
        by_line.setdefault((shift.fund, shift.line), []).append(shift)
    for (fund, line), own in by_line.items():
        bases = dict.fromkeys(shift.basis for shift in own)
        panels = [arrow_panel(basis_heading(basis), [s for s in own if s.basis == basis], cited) for basis in bases]
        yield section(fund_title(result.ledger, fund), line_name(result.ledger, line), panels)


def arrow_panel(title: Text, shifts: Sequence[Shift], cited: Sources) -> Panel:
    """Shifts of one line and basis, over the years that they leave or reach, each in a row of its own."""
    years = sorted({year for shift in shifts for year in (shift.from_year, shift.to_year)}, key=year_key)
    arrows = (arrow(shift, years, _beside(shift, cited)) for shift in shifts)
    return Panel(title, "arrows", tuple(map(shift_year, years)), arrows=tuple(arrows))


def _beside(shift: Shift, cited: Sources) -> Sequence[Text]:
    """What else stands beside a shift: its label, how it was paired, its versions and papers."""
    rest: Text = NOTHING
    if shift.remainder:
        rest = said("counterpart not printed: {amount}", amount=Qualified(shift.remainder, kind="change"))
    paired = PAIRED if shift.paired_by_us else NOTHING
    papers = cited.marked(shift.document, *shift.documents)
    return Text(shift.label), paired, rest, Text(", ".join(shift.versions or (shift.version,))), Text(papers)


def arrow(shift: Shift, years: Sequence[Year | None], more: Iterable[Text]) -> Arrow:
    """A shift among some years; a year that is not one of them is off the axis."""
    amount = SIZE_NOT_STATED if shift.amount is None else amount_text(shift.amount, shift.low, shift.high)
    return Arrow(
        start=_index(shift.from_year, years),
        end=_index(shift.to_year, years),
        text=joined((shift_way(shift), amount), ": "),
        words=tuple(filter(None, (HOW[shift.size], *more))),
        look="plain" if shift.size == "stated" else "assumed",
        tone=tone(shift.basis),
    )


def _index(year: Year | None, years: Sequence[Year | None]) -> int:
    if year in years:
        return years.index(year)
    return -1 if isinstance(year, int) and year < min(year for year in years if isinstance(year, int)) else len(years)
