"""What a check of some ledgers came to."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ukraine_budget.analysis.claims import Verdict
from ukraine_budget.errors import Problem, Severity
from ukraine_budget.model.message import Text


class CheckRow(NamedTuple):
    """A problem, by the names of the contract; `line` and `column` are 0 where the whole file is meant."""

    severity: Severity
    code: str
    file: str
    line: int
    column: int
    message: Text
    help: Text


class CheckResult(NamedTuple):
    """The problems of some ledgers, sorted, and the verdicts on their claims where these were asked for."""

    ledgers: tuple[str, ...]
    rows: tuple[CheckRow, ...]
    claims: tuple[Verdict, ...]

    def passes(self, *, strict: bool = False) -> bool:
        """Whether no error was found; strict: nor a warning, nor a claim that fails."""
        if strict:
            return not self.rows and all(claim.verdict != "fails" for claim in self.claims)
        return all(row.severity != "error" for row in self.rows)


def checked(ledgers: Sequence[str], problems: Iterable[Problem], claims: Iterable[Verdict] = ()) -> CheckResult:
    """The result of a check from what the readers and the checks found."""
    rows = (CheckRow(p.severity, p.code, p.file, p.line, p.column, p.message, p.help) for p in sorted(problems))
    return CheckResult(tuple(ledgers), tuple(rows), tuple(claims))
