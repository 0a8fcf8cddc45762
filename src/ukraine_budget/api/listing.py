"""The rows of the files of a ledger."""

from ukraine_budget.analysis.listing import ListResult
from ukraine_budget.analysis.listing import listing as _listing
from ukraine_budget.api.view import View
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.listing import list_table


def listing(ledger: Ledger, what: str) -> View[ListResult]:
    """The "versions", "lines", "funds" or "documents" of a ledger."""
    result = _listing(ledger, what)
    return View(result, list_table(result))
