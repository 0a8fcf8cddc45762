"""What papers declare between the two sides of a diff: the old stand, each declared change, the rest, the new stand."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.language import Text, phrase, said, word
from ukraine_budget.model.amount import EXACT, exact_sum
from ukraine_budget.model.records import Year
from ukraine_budget.report.display import KIND, LABEL, NOT_STATED, SIZE_NOT_STATED, WITHIN_ROUNDING, qualified
from ukraine_budget.report.names import line_name
from ukraine_budget.report.table import Block, Column, Row, block
from ukraine_budget.report.values import Qualified
from ukraine_budget.report.years import any_year

NET, REST = said("Added or cut"), said("Rest, with what is declared without a size")
"""What is left of a change where papers state the size of all that they declare, and where they do not."""


class Margin(NamedTuple):
    """What a diff calls a change within rounding, and a rest within rounding."""

    change: Text
    rest: Text


ROUNDING = Margin(WITHIN_ROUNDING, said("rest within rounding"))
TOLERANCE = Margin(said("within rounding or tolerance"), said("rest within rounding or tolerance"))


def margin(result: DiffResult) -> Margin:
    """The words of a diff: with a tolerance a change may exceed the rounding."""
    return TOLERANCE if result.tolerance else ROUNDING


def rest(row: DiffRow) -> Decimal | None:
    """What is added or cut; if part of what is declared has no size, what the sized rest leaves over."""
    if row.declared is not None or row.net is None:
        return row.net
    return EXACT.subtract(row.net, exact_sum(change.amount for change in row.declared_by if change.amount is not None))


Part = Callable[[DiffRow], Decimal | None]
PARTS: tuple[tuple[Text, Part], ...] = (
    (said("Moved between years, inferred"), lambda row: row.moved),
    (NET, lambda row: None if row.declared is None else row.net),
    (REST, lambda row: rest(row) if row.declared is None else None),
    (said("Untied: what the paper prints does not add up"), lambda row: row.untied),
)
"""What a change is made of beside what is declared, each where it is something."""


def declared_blocks(result: DiffResult) -> Iterator[Block]:
    """For each line and basis with declared changes: the old stand, every row and the new stand, years across."""
    lines = (row for row in result.rows if row.row_type == "line")
    order: dict[tuple[str, str], int] = {}
    for index, mutation in enumerate(result.ledger.mutations):
        order.setdefault((mutation.kind, mutation.label), index)
    for (line, basis), cells in groupby(lines, key=lambda row: (row.line, row.basis)):
        years = {row.year: row for row in cells}
        if any(row.declared_by for row in years.values()):
            name = line_name(result.ledger, line)
            title = said("{line}, {basis}: from the old version to the new", line=name, basis=word(basis, "basis"))
            columns = (KIND, LABEL, *(Column(any_year(year), "change") for year in years))
            yield block(title, columns, tuple(_bridge(years, order, margin(result))))


def _bridge(years: Mapping[Year, DiffRow], order: Mapping[tuple[str, str], int], within: Margin) -> Iterator[Row]:
    rows = list(years.values())
    yield Row(("", said("Old version"), *(_stand(row.old, row.old_qualifier) for row in rows)), "total")
    labels = {(change.kind, change.label) for row in rows for change in row.declared_by}
    for kind, label in sorted(labels, key=order.__getitem__):
        yield Row((phrase(kind, "kind"), label, *(_named(row, kind, label) for row in rows)))
    for name, part in PARTS:
        parts = [(row, amount) for row in rows if (amount := part(row))]
        if parts:
            close = all(row.rest_within_rounding for row, _ in parts)
            called = said("{part} ({margin})", part=name, margin=within.change) if close else name
            yield Row(("", called, *(qualified(part(row) or None, (), kind="change") for row in rows)))
    yield Row(("", said("New version"), *(_stand(row.new, row.new_qualifier) for row in rows)), "total")


def _stand(amount: Decimal | None, words: tuple[str, ...]) -> Qualified | Text:
    return qualified(amount, words) or NOT_STATED


def _named(row: DiffRow, kind: str, label: str) -> Qualified | Text | None:
    """What is declared of a cell under a label; None for nothing."""
    changes = [change for change in row.declared_by if (change.kind, change.label) == (kind, label)]
    sized = [change.amount for change in changes if change.amount is not None]
    if not sized:
        return SIZE_NOT_STATED if changes else None
    return Qualified(exact_sum(sized), kind="change")
