"""Only what moved between years, as a table."""

from ukraine_budget.analysis.moved import ShiftsResult
from ukraine_budget.language import Text, said
from ukraine_budget.report.display import head, measure, moment, sources
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.shifts import shift_block, shift_records, to_be_known
from ukraine_budget.report.table import Table


def shifts_table(result: ShiftsResult) -> Table:
    """One block with every shift, and what stays while it moves."""
    ledger = result.ledger
    cited = sources(ledger, [shift.document for shift in result.rows])
    told = to_be_known(ledger, result.rows) if result.rows else [said("Nothing moved.")]
    return Table(
        "shifts/1",
        shifts_title(result),
        head(ledger, result.as_of) | {"old": result.old or None},
        shift_records(result.rows),
        blocks=shift_block(ledger, Text(), result.rows, cited),
        notes=(*told, *note_texts(result.ledger, result.notes)),
        sources=cited.lines,
    )


def shifts_title(result: ShiftsResult) -> Text:
    """Between or up to which versions, in what currency and unit."""
    unit = measure(result.ledger)
    if result.old:
        sides = {"old": result.old, "new": result.as_of}
        return said("Money moved between years, from {old} to {new} ({measure})", measure=unit, **sides)
    when = moment(result.as_of)
    return said("Money moved between years, declared up to {moment} ({measure})", moment=when, measure=unit)
