"""Only what moved between years."""

from collections.abc import Sequence

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.moved import ShiftsResult, shifts_between
from ukraine_budget.analysis.moved import shifts as _shifts
from ukraine_budget.api.view import View, in_unit
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.shifts import shifts_table


def shifts(
    of: Ledger | View[DiffResult],
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
) -> View[ShiftsResult]:
    """The shifts of a diff, or all that the versions of a ledger declare, up to a version or date.

    The filters are for a ledger; those of a diff were given to it. Raises UsageError for a name that is not there.
    """
    if isinstance(of, View):
        result = shifts_between(of.result)
    else:
        result = _shifts(in_unit(of, unit), as_of=as_of, funds=funds, bases=bases)
    return View(result, shifts_table(result))
