"""The words of the program, in English and Dutch."""

from ukraine_budget.api.view import View
from ukraine_budget.report.glossary import GlossaryResult, glossary_table
from ukraine_budget.report.glossary import glossary as _glossary


def glossary(term: str = "") -> View[GlossaryResult]:
    """What the words mean; `term` in English or Dutch for one of them, UsageError with the nearest where unknown."""
    result = _glossary(term)
    return View(result, glossary_table(result))
