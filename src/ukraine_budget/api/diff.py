"""What changed between two versions or ledgers."""

from collections.abc import Sequence
from decimal import Decimal

from ukraine_budget.analysis.diff import DiffResult, LedgerAt
from ukraine_budget.analysis.diff import diff as _diff
from ukraine_budget.api.view import View, in_unit
from ukraine_budget.model.amount import ZERO
from ukraine_budget.report.diff import diff_table


def diff(
    old: LedgerAt,
    new: LedgerAt,
    *,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
    all: bool = False,
    tolerance: Decimal = ZERO,
) -> View[DiffResult]:
    """What changed from one stand of a ledger to another: what was declared, moved, added or cut, and is untied.

    `Stand(ledger, "spring-2025")` is a ledger as it stood at a version or date. With `all`, also what was not
    restated or did not change; a change of at most `tolerance` (in the unit shown) counts as within rounding.
    Raises UsageError for a name that is not there, for a version of which the ledger holds no figures, and for ledgers
    of two currencies.
    """
    result = _diff(*sides_in_unit(old, new, unit), funds=funds, bases=bases, all=all, tolerance=tolerance)
    return View(result, diff_table(result))


def sides_in_unit(old: LedgerAt, new: LedgerAt, unit: str | None) -> tuple[LedgerAt, LedgerAt]:
    """The two sides with their amounts in another unit; one ledger stays one."""
    one = in_unit(old.ledger, unit)
    return old._replace(ledger=one), new._replace(ledger=one if new.ledger is old.ledger else in_unit(new.ledger, unit))
