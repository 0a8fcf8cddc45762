"""The rows of the files of a ledger."""

from collections.abc import Sequence

from ukraine_budget.analysis.listing import ListResult
from ukraine_budget.analysis.listing import listing as _listing
from ukraine_budget.api.view import View, in_unit
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.listing import list_table


def listing(
    ledger: Ledger,
    what: str,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
) -> View[ListResult]:
    """The "versions", "lines", "funds" or "documents" of a ledger; of some funds or bases, those that belong to them.

    A list has no amounts: `unit` is only what the answer says of the ledger.
    """
    result = _listing(in_unit(ledger, unit), what, as_of=as_of, funds=funds, bases=bases)
    return View(result, list_table(result))
