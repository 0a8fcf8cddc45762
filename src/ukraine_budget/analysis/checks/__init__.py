"""What the figures of a ledger say against each other: every part is one kind of check."""

from ukraine_budget.analysis.checks.balances import cash_above_commitments
from ukraine_budget.analysis.checks.findings import Finding
from ukraine_budget.analysis.checks.losses import incomplete_versions
from ukraine_budget.analysis.checks.parents import families, parts_above_their_parent
from ukraine_budget.analysis.checks.shifts import one_sided_shifts
from ukraine_budget.analysis.checks.slips import slips
from ukraine_budget.analysis.checks.ties import totals_not_reached, unknown_groups, untied_stands
from ukraine_budget.model.ledger import Ledger


def check(ledger: Ledger) -> tuple[Finding, ...]:
    """All that is wrong, or looks wrong, with the figures of a ledger that could be read; sorted by file and line."""
    known = tuple(families(ledger))
    return tuple(
        sorted(
            [
                *parts_above_their_parent(ledger, known),
                *slips(ledger, known),
                *cash_above_commitments(ledger),
                *totals_not_reached(ledger),
                *unknown_groups(ledger),
                *untied_stands(ledger),
                *one_sided_shifts(ledger),
                *incomplete_versions(ledger),
            ],
            key=lambda finding: (finding.file, finding.line, finding.code),
        )
    )
