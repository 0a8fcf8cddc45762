"""The checks of figures against each other; `check` runs all."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePath

from ukraine_budget.analysis.checks.findings import Finding, IncompleteVersion, OneSidedShift, at_mutation
from ukraine_budget.analysis.checks.slips import slips
from ukraine_budget.analysis.checks.sums import (
    cash_above_commitments,
    families,
    parts_above_their_parent,
    totals_not_reached,
    unknown_groups,
    untied_figures,
)
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.missing import parsed
from ukraine_budget.model.records import CASH_SHIFT, Mutation


def check(ledger: Ledger) -> tuple[Finding, ...]:
    """All errors and warnings on the figures of a ledger; sorted by file and line."""
    known = tuple(families(ledger))
    return tuple(
        sorted(
            [
                *parts_above_their_parent(ledger, known),
                *slips(ledger, known),
                *cash_above_commitments(ledger),
                *totals_not_reached(ledger),
                *unknown_groups(ledger),
                *untied_figures(ledger),
                *one_sided_shifts(ledger),
                *incomplete_versions(ledger),
            ],
            key=lambda finding: (finding.file, finding.line, finding.code),
        )
    )


def one_sided_shifts(ledger: Ledger) -> Iterator[OneSidedShift]:
    """A warning for each shift without a size that leaves a year and reaches none, or reaches one and leaves none."""
    shifts: defaultdict[tuple[str, str, str, str], list[Mutation]] = defaultdict(list)
    for mutation in ledger.mutations:
        if mutation.kind == CASH_SHIFT and mutation.role == "row":
            line = ledger.current[mutation.line]
            shifts[mutation.version, line, mutation.basis, mutation.label].append(mutation)
    for rows in shifts.values():
        unsized = next((row for row in rows if not row.size_stated), None)
        if unsized and len({row.leaves for row in rows if not row.size_stated or row.amount.value}) == 1:
            yield OneSidedShift(*at_mutation(ledger, unsized), unsized)


def incomplete_versions(ledger: Ledger) -> Iterator[IncompleteVersion]:
    """A warning for each version with missing amounts."""
    file = str(PurePath(ledger.figures.file).with_name("versions.csv"))
    for version in ledger.versions.values():
        if parts := tuple(parsed(version.missing)):
            yield IncompleteVersion(file, 0, version.version, parts)
