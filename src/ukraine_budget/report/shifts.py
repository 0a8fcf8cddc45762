"""Money that moved between years, as a block of any view."""

from collections.abc import Sequence

from ukraine_budget.analysis.moved import ShiftsResult
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.display import Sources, head, line_name, measure, sources, spread
from ukraine_budget.report.table import Block, Column, Records, Row, Table, block

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


def shifts_table(result: ShiftsResult) -> Table:
    """One block with every shift, and what stays while it moves."""
    ledger = result.ledger
    cited = sources(ledger, [shift.document for shift in result.rows])
    between = f"from {result.old} to {result.as_of}" if result.old else f"declared up to {result.as_of or 'no version'}"
    return Table(
        "shifts/1",
        f"Money moved between years, {between} ({measure(ledger)})",
        head(ledger, result.as_of) | {"old": result.old or None},
        shift_records(result.rows),
        blocks=shift_block(ledger, "", result.rows, cited),
        notes=result.notes if result.rows else ("Nothing moved.",),
        sources=cited.lines,
    )
