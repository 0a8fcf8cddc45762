"""Money that moved between years: as a view, in full and on one screen, and as a block of other views."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ukraine_budget.analysis.scope import above
from ukraine_budget.analysis.shift import Shift, Size
from ukraine_budget.language import NOTHING, Text, joined, said, word
from ukraine_budget.model.amount import half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.answer import counted
from ukraine_budget.report.answers.shifts import shifts_answer, whole_shifts
from ukraine_budget.report.display import (
    AMOUNT,
    BASIS,
    DECLARED_BY,
    LABEL,
    LINE,
    SIZE_NOT_STATED,
    SOURCE,
    Sources,
    head,
    sources,
)
from ukraine_budget.report.headings import measure, measured
from ukraine_budget.report.names import line_name, name_of, short_name
from ukraine_budget.report.narrow import MARKS, screen, short_cell
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.readings import reading_blocks, reading_papers
from ukraine_budget.report.table import SPREAD, Block, Column, Columns, Records, Table, block, noted
from ukraine_budget.report.values import Hanging
from ukraine_budget.report.versions import side_name
from ukraine_budget.report.years import shift_year, year_moved

if TYPE_CHECKING:
    from ukraine_budget.analysis.shifts import ShiftsResult

KNOWN: dict[Size, Text] = {
    "stated": said("declared"),
    "not-stated": said("declared, size not stated"),
    "inferred": said("inferred, consistent with the figures"),
}
PAIRED = said("paired by us: nearest years first")
CONVENTION = said(
    "What is inferred to have moved is what the figures allow; which year is paired with which is a "
    "convention (the nearest first, then the earliest), with which the figures are consistent."
)
OF_PARTS = said(
    "Shifts of a line and of its parts are both listed: they may be the same money, and are not to be added."
)


def shifts_table(result: "ShiftsResult") -> Table:
    """One block with every shift, and notes."""
    ledger = result.ledger
    cited = sources(ledger, reading_papers(result.rows))
    caveats = to_be_known(ledger, result.rows) if result.rows else [noted(said("Nothing moved."), "nothing-moved")]
    return Table(
        "shifts",
        shifts_title(result),
        head(ledger, result.as_of) | {"old": result.old or None},
        Records.of(Shift, result.rows),
        blocks=shift_block(Text(), result.rows, cited),
        notes=(*caveats, *note_texts(result.ledger, result.notes)),
        sources=cited.lines,
        answer=shifts_answer(result),
    )


def shifts_title(result: "ShiftsResult") -> Text:
    """Between or up to which versions, in what currency and unit."""
    ledger = result.ledger
    if result.old:
        old, new = side_name(ledger, result.old), side_name(ledger, result.as_of)
        unit = measure(ledger)
        return said("Money moved between years, from {old} to {new} ({measure})", old=old, new=new, measure=unit)
    return said("Money moved between years ({measure})", measure=measured(ledger, result.as_of))


def to_be_known(ledger: Ledger, shifts: Sequence[Shift]) -> Iterator[Text]:
    """Caveats on shifts that are inferred, and on shifts of both a line and its parts."""
    if any(shift.evidence == "inferred" for shift in shifts):
        lines = dict.fromkeys(shift.line for shift in shifts if shift.evidence == "inferred")
        yield noted(CONVENTION, "inferred", lines)
    moved = {(shift.line, shift.basis) for shift in shifts}
    if any((whole, basis) in moved for line, basis in moved for whole in above(ledger, line)):
        yield noted(OF_PARTS, "line-and-parts")


def shift_block(title: Text, shifts: Sequence[Shift], cited: Sources) -> tuple[Block, ...]:
    """A block of shifts, and what the figures show of those of unknown size; none without shifts."""
    columns = Columns[Shift](
        (LINE, lambda shift: line_name(cited.ledger, shift.line)),
        (BASIS, lambda shift: word(shift.basis, "basis")),
        (Column(said("Moved")), shift_way),
        (AMOUNT, lambda shift: shift.amount),
        (SPREAD, lambda shift: half_width(shift.low, shift.high)),
        (Column(said("How it is known")), lambda shift: joined(_how_known(shift, cited))),
        (LABEL, lambda shift: shift.label),
        (Column(said("Counterpart not printed"), "change"), lambda shift: shift.remainder or None),
        (DECLARED_BY, lambda shift: ", ".join(shift.versions or (shift.version,))),
        (SOURCE, lambda shift: cited.marked(shift.document, *shift.documents)),
    )
    rows = columns.rows(shifts)
    return (block(title, columns.heads, rows), *reading_blocks(shifts, cited)) if rows else ()


def _how_known(shift: Shift, cited: Sources) -> Iterator[Text]:
    """Whether a shift is declared or inferred, what of it is ours, and where else it is printed."""
    yield KNOWN[shift.size]
    if shift.paired_by_us:
        yield PAIRED
    for other in shift.elsewhere:
        where = joined((other.version, cited.marked(other.document)), " ")
        yield said("also printed on {line}: {where}", line=name_of(cited.ledger.lines[other.line]), where=where)


def shift_way(shift: Shift) -> Text:
    """From which year to which money moves."""
    return joined((shift_year(shift.from_year), "->", shift_year(shift.to_year)), " ")


def shifts_brief(result: "ShiftsResult", top: int | None = None) -> Table:
    """The shifts, support and the newest first; what the figures show of those without a size."""
    ledger = result.ledger
    order = {version: n for n, version in enumerate(ledger.versions)}
    ranked = sorted(
        result.first, key=lambda shift: (not ledger.funds[shift.fund].support, -order.get(shift.version, 0))
    )
    shown = ranked if top is None else ranked[:top]
    cited = sources(ledger, reading_papers(shown))
    return screen(
        shifts_answer(result),
        said("Money moved between years: {measure}", measure=measure(ledger)),
        (moved_block(shown, cited), *reading_blocks((shift for shift in shown if shift.size != "stated"), cited)),
        cited,
        caveats=_caveats(shown, cited),
        more=_more_shifts(result, len(ranked) - len(shown)),
    )


def _more_shifts(result: "ShiftsResult", cut: int) -> Text | None:
    """How many shifts are left out, of other funds or cut off, and how to see them."""
    others = len(whole_shifts(result.rows)) - len(whole_shifts(result.first))
    cut_off = counted(
        cut,
        said("1 more shift: --all shows it, --full every column"),
        said("{n} more shifts: --all shows them, --full every column", n=cut),
    )
    of_others = counted(
        others,
        said("1 more shift, not of support: --fund all shows it"),
        said("{n} more shifts, not of support: --fund all shows them", n=others),
    )
    return joined((cut_off, of_others), "; ") if cut or others else None


def _caveats(shifts: Sequence[Shift], cited: Sources) -> Iterator[Text]:
    """What is inferred, which pairing is ours, and which shifts another chapter prints too."""
    if any(shift.evidence == "inferred" for shift in shifts):
        yield CONVENTION
    yield from pairing(shifts)
    for other in dict.fromkeys(other for shift in shifts for other in shift.elsewhere):
        line = short_name(cited.ledger.lines[other.line])
        also = said("Also printed on {line}: {label}.", line=line, label=other.label)
        yield joined((also, cited.marked(other.document)), " ")


def pairing(shifts: Iterable[Shift]) -> Iterator[Text]:
    """That pairing years is ours, where a shift is over more than two."""
    if any(shift.paired_by_us for shift in shifts):
        yield said(
            "Of shifts over more than two years the papers print totals per year: paired by us, nearest years first."
        )


def _narrow_amount(shift: Shift) -> Text | Hanging:
    """The amount with a word for one that no paper states."""
    if shift.amount is None:
        return SIZE_NOT_STATED
    return Hanging(shift.amount, () if shift.size == "stated" else (said("inferred"),))


def moved_block(shifts: Iterable[Shift], cited: Sources) -> Block:
    """Shifts as a narrow table: what, from which year, to which, and how much."""
    columns = Columns[Shift](
        (Column(NOTHING), lambda shift: short_cell(cited.ledger, shift.line, shift.basis)),
        (Column(said("From")), lambda shift: year_moved(shift.from_year)),
        (Column(said("To")), lambda shift: year_moved(shift.to_year)),
        (AMOUNT, _narrow_amount),
        (MARKS, lambda shift: cited.marked(shift.document, *shift.documents)),
    )
    return Block(NOTHING, columns.heads, columns.rows(shifts), is_narrow=True)
