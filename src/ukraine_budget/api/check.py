"""All that is wrong with some ledgers."""

from pathlib import Path

from ukraine_budget.analysis.checks import check as _checks
from ukraine_budget.analysis.claims import Verdict
from ukraine_budget.analysis.claims import claims as _claims
from ukraine_budget.api.view import View
from ukraine_budget.errors import Problem
from ukraine_budget.read import find, read
from ukraine_budget.report.check import CheckResult, check_table, checked
from ukraine_budget.report.problems import problem


def check(*paths: str | Path | None, decimal: str | None = None, claims: bool = False) -> View[CheckResult]:
    """Every problem of some ledgers (None: the default one), and with `claims` the verdicts on what is said of them.

    A ledger that cannot be read is a result here, not an error.
    """
    names: list[str] = []
    problems: list[Problem] = []
    verdicts: list[Verdict] = []
    for path in map(find, paths or (None,)):
        ledger, found = read(path, decimal)
        names.append(ledger.name if ledger else str(path))
        problems += found
        if ledger:
            problems += map(problem, _checks(ledger))
            verdicts += _claims(ledger).rows if claims else ()
    result = checked(names, problems, verdicts)
    return View(result, check_table(result, claims=claims))
