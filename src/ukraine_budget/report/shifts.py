"""Money that moved between years, as a block of any view."""

from collections.abc import Iterator, Sequence

from ukraine_budget.analysis.lines import above
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.language import Text, joined, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Year
from ukraine_budget.report.display import Sources, line_name, spread
from ukraine_budget.report.names import any_year
from ukraine_budget.report.table import SPREAD, Block, Column, Records, Row, block

COLUMNS = (
    Column(said("Line")),
    Column(said("Basis")),
    Column(said("Moved")),
    Column(said("Amount"), "amount"),
    SPREAD,
    Column(said("How it is known")),
    Column(said("Label")),
    Column(said("Counterpart not printed"), "change"),
    Column(said("Declared by")),
    Column(said("Source")),
)
KNOWN = {
    "stated": said("declared"),
    "read-from-change": said("declared, size not stated: read from the net change, if nothing else changed"),
    "not-stated": said("declared, size not stated, and not to be read from any change"),
    "inferred": said("inferred, consistent with the figures"),
}
CONVENTION = said(
    "What is inferred to have moved is what the figures allow; which year is paired with which is a "
    "convention (the nearest first, then the earliest), with which the figures are consistent."
)
OF_PARTS = said(
    "Shifts of a line and of its parts are both listed: they may be the same money, and are not to be added."
)


def shift_records(shifts: Sequence[Shift]) -> Records:
    """The shifts by the names of the contract."""
    return Records(Shift._fields, shifts, Shift)


def to_be_known(ledger: Ledger, shifts: Sequence[Shift]) -> Iterator[Text]:
    """What is to be known of shifts that are inferred, and of those of lines that are parts of each other."""
    if any(shift.evidence == "inferred" for shift in shifts):
        yield CONVENTION
    moved = {(shift.line, shift.basis) for shift in shifts}
    if any((whole, basis) in moved for line, basis in moved for whole in above(ledger, line)):
        yield OF_PARTS


def shift_block(ledger: Ledger, title: Text, shifts: Sequence[Shift], cited: Sources) -> tuple[Block, ...]:
    """A block of shifts; none where nothing moved."""
    rows = tuple(_row(ledger, shift, cited) for shift in shifts)
    return (block(title, COLUMNS, rows),) if rows else ()


def _row(ledger: Ledger, shift: Shift, cited: Sources) -> Row:
    return Row(
        (
            line_name(ledger, shift.line),
            word(shift.basis, "basis"),
            joined((shift_year(shift.from_year), "->", shift_year(shift.to_year)), " "),
            shift.amount,
            spread(shift.amount, shift.low, shift.high),
            KNOWN[shift.size],
            shift.label,
            shift.remainder or None,
            shift.version,
            cited.place(shift.document),
        )
    )


def shift_year(year: Year | None) -> Text:
    """A year that money leaves or reaches, or that it is not printed."""
    return said("not printed") if year is None else any_year(year)
