"""Money that moved between years, as a block of any view."""

from collections.abc import Sequence

from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.display import Sources, line_name, spread
from ukraine_budget.report.table import Block, Column, Records, Row, block

COLUMNS = (
    Column("Line"),
    Column("Basis"),
    Column("Moved"),
    Column("Amount", "amount"),
    Column("±", "spread"),
    Column("How it is known"),
    Column("Label"),
    Column("Counterpart not printed", "change"),
    Column("Declared by"),
    Column("Source"),
)
KNOWN = {
    "stated": "declared",
    "read-from-change": "declared, size not stated: read from the net change, if nothing else changed",
    "not-stated": "declared, size not stated, and not to be read from any change",
    "inferred": "inferred, consistent with the figures",
}


def shift_records(shifts: Sequence[Shift]) -> Records:
    """The shifts by the names of the contract."""
    return Records(Shift._fields, shifts, Shift)


def shift_block(ledger: Ledger, title: str, shifts: Sequence[Shift], cited: Sources) -> tuple[Block, ...]:
    """A block of shifts; none where nothing moved."""
    rows = tuple(_row(ledger, shift, cited) for shift in shifts)
    return (block(title, COLUMNS, rows),) if rows else ()


def _row(ledger: Ledger, shift: Shift, cited: Sources) -> Row:
    return Row(
        (
            line_name(ledger, shift.line),
            shift.basis,
            f"{_year(shift.from_year)} -> {_year(shift.to_year)}",
            shift.amount,
            spread(shift.amount, shift.low, shift.high),
            KNOWN[shift.size],
            shift.label,
            shift.remainder or None,
            shift.version,
            cited.place(shift.document),
        )
    )


def _year(year: int | str | None) -> str:
    return "not printed" if year is None else str(year)
