"""Every stated figure of a line and year."""

from collections.abc import Sequence

from ukraine_budget.analysis.explain import ExplainResult
from ukraine_budget.analysis.explain import explain as _explain
from ukraine_budget.api.view import View, in_unit
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.explain import explain_table


def explain(
    ledger: Ledger,
    line: str,
    year: int,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
) -> View[ExplainResult]:
    """Every figure stated for a line and year, with its paper, and what disagrees."""
    result = _explain(in_unit(ledger, unit), line, year, as_of=as_of, funds=funds, bases=bases)
    return View(result, explain_table(result))
