"""Only what moved between years, as a table."""

from ukraine_budget.analysis.moved import ShiftsResult
from ukraine_budget.report.display import head, measure, sources
from ukraine_budget.report.shifts import shift_block, shift_records
from ukraine_budget.report.table import Table


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
