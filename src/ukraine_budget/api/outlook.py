"""The years side by side."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from ukraine_budget.analysis.outlook import GAP, OutlookResult
from ukraine_budget.analysis.outlook import outlook as _outlook
from ukraine_budget.api.view import View, in_unit
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.outlook import outlook_table


def outlook(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
    years: Collection[int] = (),
    gap: Decimal = GAP,
) -> View[OutlookResult]:
    """Years side by side: committed, cash, outstanding; the years in which cash falls by more than `gap` percent."""
    result = _outlook(in_unit(ledger, unit), as_of=as_of, funds=funds, bases=bases, years=years, limit=gap)
    return View(result, outlook_table(result))
