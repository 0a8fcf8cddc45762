"""What stands for a year."""

from collections.abc import Sequence

from ukraine_budget.analysis.show import ShowResult
from ukraine_budget.analysis.show import show as _show
from ukraine_budget.api.view import View, in_unit
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.show import show_table


def show(
    ledger: Ledger,
    year: int,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
) -> View[ShowResult]:
    """What stands for a budget year at a version or date, beside the year before, and the shifts that touch it.

    Without `funds`, those that the ledger shows first; "all" for every fund. Raises UsageError for a name that the
    ledger does not have.
    """
    result = _show(in_unit(ledger, unit), year, as_of=as_of, funds=funds, bases=bases)
    return View(result, show_table(result))
