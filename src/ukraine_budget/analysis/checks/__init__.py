"""What the figures of a ledger say against each other: every part is one kind of check."""

from ukraine_budget.analysis.checks.balances import cash_above_commitments
from ukraine_budget.analysis.checks.losses import incomplete_versions
from ukraine_budget.analysis.checks.parents import families, parts_above_their_parent
from ukraine_budget.analysis.checks.shifts import one_sided_shifts
from ukraine_budget.analysis.checks.slips import slips
from ukraine_budget.analysis.checks.ties import totals_not_reached, unknown_groups, untied_stands
from ukraine_budget.errors import Problem
from ukraine_budget.model.ledger import Ledger

CODES = {
    "child-above-parent": "A part is larger than the line that it is a part of, beyond rounding.",
    "parts-above-parent": "The parts of a line add up to more than the line, beyond rounding.",
    "scale-slip": "A figure, or all of a version or file, is off by ten, a hundred, a thousand or a million times.",
    "cash-above-commitments": "More is paid than the opening balance and the commitments allow.",
    "total-not-reached": "The rows of a group of mutations do not add up to its printed total, beyond rounding.",
    "unknown-group": "A row of mutations is part of a group of which no total is declared.",
    "untied": "A paper prints an old stand, mutations and a new stand that do not add up, beyond rounding.",
    "one-sided-shift": "A shift of no stated size leaves a year and reaches none, or reaches one and leaves none.",
    "incomplete-version": "Amounts of the version were lost when it was imported, so that it does not say all.",
}


def check(ledger: Ledger) -> tuple[Problem, ...]:
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
            ]
        )
    )
