"""Every revision of a figure."""

from collections.abc import Collection, Sequence

from ukraine_budget.analysis.history import HistoryResult
from ukraine_budget.analysis.history import history as _history
from ukraine_budget.api.view import View, in_unit
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.history import history_table


def history(
    ledger: Ledger,
    line: str,
    *,
    as_of: str | None = None,
    years: Collection[int] | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
) -> View[HistoryResult]:
    """The figures of a line, versions down and years across, up to a version or date; each revision with its change.

    Raises UsageError for a line, version or basis that the ledger does not have.
    """
    result = _history(in_unit(ledger, unit), line, as_of=as_of, years=years, funds=funds, bases=bases)
    return View(result, history_table(result))
