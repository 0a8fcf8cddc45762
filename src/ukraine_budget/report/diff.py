"""What changed between two versions or ledgers, as a table."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from ukraine_budget.analysis.diff import DiffResult, Elsewhere, NetAlone
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.pairing import Year
from ukraine_budget.model.amount import exact_sum
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.text import grouped
from ukraine_budget.report.display import head, line_name, measure, qualified, shown, sources, spread
from ukraine_budget.report.shifts import shift_block, shift_records
from ukraine_budget.report.show import fund_title
from ukraine_budget.report.table import Block, Column, Qualified, Records, Row, Table, block

CELLS = (
    Column("Line"),
    Column("Year"),
    Column("Old", "amount"),
    Column("New", "amount"),
    Column("Change", "change"),
    Column("±", "spread"),
    Column("Declared", "change"),
    Column("Moved", "change"),
    Column("Net", "change"),
    Column("Untied", "change"),
    Column("Status"),
    Column("Old stated by"),
    Column("New stated by"),
)
ELSEWHERE = (
    Column("Line"),
    Column("Basis"),
    Column("Year"),
    Column("Amount", "change"),
    Column("Kind"),
    Column("Label"),
    Column("Declared by"),
)
PARTS = {
    "moved": "Moved between years, inferred",
    "net": "Added or cut",
    "untied": "Untied: what the paper prints does not add up",
}


def diff_table(result: DiffResult) -> Table:
    """A block per fund; what papers declare, as they print it; the shifts; what was declared elsewhere; notes."""
    ledger = result.ledger
    cited = sources(ledger, [shift.document for shift in result.shifts])
    return Table(
        "diff/1",
        f"From {result.old} to {result.new} ({measure(ledger)})" + _in_short(result),
        head(ledger, result.new) | {"old": result.old, "new": result.new},
        Records(DiffRow._fields, result.rows, DiffRow),
        {
            "shifts": shift_records(result.shifts),
            "explained_by_net_alone": Records(NetAlone._fields, result.explained_by_net_alone, NetAlone),
            "declared_elsewhere": Records(Elsewhere._fields, result.declared_elsewhere, Elsewhere),
        },
        (
            *_funds(result),
            *_declared(result),
            *shift_block(ledger, "Moved between years", result.shifts, cited),
            *_elsewhere(result),
        ),
        (*_moved(result), *result.notes),
        cited.lines,
    )


def _in_short(result: DiffResult) -> str:
    if not result.rows:
        return ": nothing is restated"
    return "" if result.differs else ": no change beyond rounding or tolerance"


def _funds(result: DiffResult) -> Iterator[Block]:
    for fund, rows in groupby(result.rows, key=lambda row: row.fund):
        yield block(fund_title(result.ledger, fund), CELLS, tuple(_cells(result.ledger, rows)))


def _cells(ledger: Ledger, rows: Iterator[DiffRow]) -> Iterator[Row]:
    for basis, of_basis in groupby(rows, key=lambda row: row.basis):
        yield Row((basis.capitalize(),), "heading")
        for row in of_basis:
            cells = (
                line_name(ledger, row.line) if row.line else f"Total {basis}",
                str(row.year),
                qualified(row.old, row.old_qualifier),
                qualified(row.new, row.new_qualifier),
                row.change,
                spread(row.change, row.low, row.high),
                row.declared or None,
                row.moved or None,
                row.net or None,
                row.untied or None,
                _status(row),
                row.old_version,
                row.new_version,
            )
            yield Row(cells, row.row_type)


def _status(row: DiffRow) -> str:
    words = [row.status.replace("-", " ")]
    if any(change.size == "read-from-change" for change in row.declared_by):
        words.append("size of what is declared read from the change")
    if not row.comparable:
        words.append("different series")
    if row.within_rounding and row.change:
        words.append("within rounding")
    elif row.rest_within_rounding and row.declared_by and (row.net or row.untied):
        words.append("rest within rounding")
    if row.followed_successor:
        words.append("renumbered")
    return ", ".join(words)


def _declared(result: DiffResult) -> Iterator[Block]:
    """For each line and basis with declared changes: the old stand, every row and the new stand, years across."""
    lines = (row for row in result.rows if row.row_type == "line")
    order: dict[tuple[str, str], int] = {}
    for place, mutation in enumerate(result.ledger.mutations):
        order.setdefault((mutation.kind, mutation.label), place)
    for (line, basis), cells in groupby(lines, key=lambda row: (row.line, row.basis)):
        years = {row.year: row for row in cells}
        if any(row.declared_by for row in years.values()):
            title = f"{line_name(result.ledger, line)}, {basis}: from the old stand to the new"
            columns = (Column("Kind"), Column("Label"), *(Column(str(year), "change") for year in years))
            yield block(title, columns, tuple(_bridge(years, order)))


def _bridge(years: Mapping[Year, DiffRow], order: Mapping[tuple[str, str], int]) -> Iterator[Row]:
    rows = list(years.values())
    yield Row(("", "Old stand", *(_stand(row.old, row.old_qualifier) for row in rows)), "total")
    labels = {(change.kind, change.label) for row in rows for change in row.declared_by}
    for kind, label in sorted(labels, key=order.__getitem__):
        yield Row((kind, label, *(_named(row, kind, label) for row in rows)))
    for name, part in PARTS.items():
        values = [getattr(row, name) or None for row in rows]
        if any(values):
            within = all(row.rest_within_rounding for row in rows if getattr(row, name))
            yield Row(("", f"{part} (within rounding)" if within else part, *values))
    yield Row(("", "New stand", *(_stand(row.new, row.new_qualifier) for row in rows)), "total")


def _stand(amount: Decimal | None, words: Sequence[str]) -> Qualified | str:
    return shown(qualified(amount, words), "amount")


def _named(row: DiffRow, kind: str, label: str) -> Decimal | str | None:
    """What is declared of a cell under a label; blank where nothing is."""
    found = [change for change in row.declared_by if (change.kind, change.label) == (kind, label)]
    sized = [change.amount for change in found if change.amount is not None]
    if not sized:
        return "size not stated" if found else None
    read = any(change.size == "read-from-change" for change in found)
    return f"{shown(exact_sum(sized), 'change')} (read from the change)" if read else exact_sum(sized)


def _moved(result: DiffResult) -> Iterator[str]:
    """For each line and basis with declared shifts: what they move, and what the net changes alone would tell."""
    declared: dict[tuple[str, str], list[Decimal]] = {}
    for shift in result.shifts:
        if shift.size == "stated" and shift.from_year is not None and shift.amount is not None:
            declared.setdefault((shift.line, shift.basis), []).append(shift.amount)
    for _, line, basis, alone in result.explained_by_net_alone:
        if (line, basis) in declared:
            yield (
                f"{line} {basis}: declared shifts move {grouped(exact_sum(declared[line, basis]))} out of years; "
                f"the net changes alone could explain at most {grouped(alone)} as moved."
            )
    if any(shift.evidence == "inferred" for shift in result.shifts):
        yield (
            "What is inferred to have moved is what the figures allow; which year is paired with which is a "
            "convention (the nearest first, then the earliest), with which the figures are consistent."
        )


def _elsewhere(result: DiffResult) -> tuple[Block, ...]:
    rows: Sequence[Row] = tuple(
        Row(
            (
                line_name(result.ledger, found.line),
                found.basis,
                str(found.year),
                "size not stated" if found.amount is None else found.amount,
                found.kind,
                found.label,
                found.version,
            )
        )
        for found in result.declared_elsewhere
    )
    return (block("Declared elsewhere: in between, but not on the way", ELSEWHERE, rows),) if rows else ()
