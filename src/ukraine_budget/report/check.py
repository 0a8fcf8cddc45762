"""The problems of ledgers and the verdicts on claims, as a table."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ukraine_budget.analysis.checked import CheckResult, CheckRow
from ukraine_budget.analysis.claims import Verdict
from ukraine_budget.errors import Problem
from ukraine_budget.report.display import spread
from ukraine_budget.report.table import Block, Column, Records, Row, Table, block

CLAIMS = (
    Column("Claim"),
    Column("Verdict"),
    Column("Left", "amount"),
    Column("", "text"),
    Column("Right", "amount"),
    Column("Difference", "change"),
    Column("±", "spread"),
    Column("As stated"),
    Column("Missing"),
    Column("What is said"),
    Column("Source"),
    Column("Note"),
)


def check_table(result: CheckResult) -> Table:
    """A line per problem as FILE:LINE:COLUMN: CODE message, the verdicts on claims, and a count of both."""
    return Table(
        "check/1",
        f"Check of {', '.join(result.ledgers)}: {_count(result)}",
        {"ledger": result.ledgers[0] if len(result.ledgers) == 1 else None, "ledgers": result.ledgers},
        Records(CheckRow._fields, result.rows, CheckRow),
        {"claims": Records(Verdict._fields, result.claims, Verdict)},
        tuple(_blocks(result)),
    )


def _count(result: CheckResult) -> str:
    problems = Counter(row.severity for row in result.rows)
    found = [f"{problems[severity]} {severity}{_s(problems[severity])}" for severity in ("error", "warning")]
    verdicts = Counter(claim.verdict for claim in result.claims)
    said = [f"{count} {verdict}" for verdict, count in sorted(verdicts.items())]
    return ", ".join(found) + (f"; claims: {', '.join(said)}" if said else "")


def _s(count: int) -> str:
    return "" if count == 1 else "s"


def _blocks(result: CheckResult) -> Iterator[Block]:
    if result.rows:
        lines = (Row((_line(row),), "alert" if row.severity == "error" else "line") for row in result.rows)
        yield block("", (Column("Problem"),), tuple(lines))
    if result.claims:
        yield _claims(result.claims)


def _line(row: CheckRow) -> str:
    severity, code, file, line, column, message, help = row
    text = str(Problem(file, line, column, code, message, help))
    return text if severity == "error" else f"{text} (warning)"


def _claims(claims: Sequence[Verdict]) -> Block:
    return block("Claims", CLAIMS, tuple(_claim(claim) for claim in claims))


def _claim(claim: Verdict) -> Row:
    half = spread(claim.difference, claim.low, claim.high)
    return Row(
        (
            claim.claim,
            claim.verdict,
            claim.left,
            claim.relation,
            claim.right,
            claim.difference,
            half,
            ", ".join(claim.qualifier),
            claim.missing,
            claim.text,
            " ".join(filter(None, (claim.source, claim.locator))),
            claim.note,
        ),
        "alert" if claim.verdict == "fails" else "line",
    )
