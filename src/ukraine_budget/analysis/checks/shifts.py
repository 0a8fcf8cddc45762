"""Declared shifts of unstated size: each must say which year money leaves and which it reaches."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ukraine_budget.analysis.checks.findings import OneSidedShift
from ukraine_budget.analysis.checks.place import at_mutation
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import CASH_SHIFT, Mutation


def one_sided_shifts(ledger: Ledger) -> Iterator[OneSidedShift]:
    """A warning for each shift without a size that leaves a year and reaches none, or reaches one and leaves none."""
    shifts: defaultdict[tuple[str, str, str, str], list[Mutation]] = defaultdict(list)
    for mutation in ledger.mutations:
        if mutation.kind == CASH_SHIFT and mutation.role == "row":
            line = ledger.current[mutation.line]
            shifts[mutation.version, line, mutation.basis, mutation.label].append(mutation)
    for rows in shifts.values():
        yield from _one_sided(ledger, rows)


def _one_sided(ledger: Ledger, rows: Sequence[Mutation]) -> Iterator[OneSidedShift]:
    unsized = next((row for row in rows if not row.size_stated), None)
    if unsized and len({row.leaves for row in rows if not row.size_stated or row.amount.value}) == 1:
        yield OneSidedShift(*at_mutation(ledger, unsized), unsized)
