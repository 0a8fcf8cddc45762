"""The problems of ledgers and the verdicts on claims, as a table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ukraine_budget.analysis.claims import ClaimsResult, Verdict
from ukraine_budget.analysis.claims import Word as VerdictWord
from ukraine_budget.errors import Problem, Severity, are_missing
from ukraine_budget.language import NOTHING, Message, Text, Value, joined, said
from ukraine_budget.model.amount import ZERO
from ukraine_budget.report.answers.answer import answer, counted
from ukraine_budget.report.claims import CLAIMS, claim_records, claim_rows, claims_sentence
from ukraine_budget.report.table import Answer, Block, Column, Records, Row, Table, block, brief, sentences
from ukraine_budget.report.versions import cited_briefly

FEW = 3
"""So many problems of one kind in one file are listed one by one."""


class CheckRow(NamedTuple):
    """A problem, by the names of the contract; `line` and `column` are 0 for a whole file."""

    severity: Severity
    code: str
    file: str
    line: int
    column: int
    message: Text
    help: Text


class CheckResult(NamedTuple):
    """The problems of some ledgers, sorted, and the verdicts on their claims where these were asked for.

    `papers` are what the papers that make the claims are called, by their ids.
    Where claims were asked for, they are what a format says that has room for one table only.
    """

    ledgers: tuple[str, ...]
    rows: tuple[CheckRow, ...]
    claims: tuple[Verdict, ...]
    papers: Mapping[str, Text]
    has_claims: bool = False

    def passes(self, *, strict: bool = False) -> bool:
        """Whether no error was found; strict: nor a warning, nor a claim that fails."""
        if strict:
            return not self.rows and all(claim.verdict != "fails" for claim in self.claims)
        return all(row.severity != "error" for row in self.rows)


def checked(
    ledgers: Sequence[str], problems: Iterable[Problem], tested: Sequence[ClaimsResult] | None = None
) -> CheckResult:
    """The result of a check from what the readers, the checks and the tests of claims found."""
    rows = (
        CheckRow(
            severity=p.severity, code=p.code, file=p.file, line=p.line, column=p.column, message=p.message, help=p.help
        )
        for p in sorted(problems)
    )
    claims = [(one.ledger, claim) for one in tested or () for claim in one.rows]
    papers = {claim.source: cited_briefly(ledger, claim.source) for ledger, claim in claims}
    return CheckResult(tuple(ledgers), tuple(rows), tuple(claim for _, claim in claims), papers, tested is not None)


def check_table(result: CheckResult) -> Table:
    """A line per problem as FILE:LINE:COLUMN: CODE message, the verdicts on claims, and a count of both."""
    return Table(
        view="check",
        title=said("Check of {ledgers}: {found}", ledgers=joined(result.ledgers), found=_count(result)),
        head={"ledger": result.ledgers[0] if len(result.ledgers) == 1 else None, "ledgers": result.ledgers},
        records=Records.of(CheckRow, result.rows),
        lists={"claims": claim_records(result.claims)},
        blocks=tuple(_blocks(result)),
        flat="claims" if result.has_claims else "",
        answer=_answer(result),
    )


def check_brief(result: CheckResult) -> Table:
    """The problems, similar ones as one, and the statements that fail."""
    failing = [claim for claim in result.claims if claim.verdict == "fails"]
    failures = tuple(_failure(claim, result.papers[claim.source]) for claim in failing)
    blocks = (
        Block(NOTHING, (Column(NOTHING),), tuple(_folded(result.rows))),
        *([sentences(said("These statements fail:"), failures)] if failures else []),
    )
    is_more = result.rows or failures
    more = said("--full: every problem, and every statement that was tested") if is_more else None
    title = said("Check of {ledgers}", ledgers=joined(result.ledgers))
    return brief(_answer(result), title, blocks, footer=(more,))


def _folded(rows: Iterable[CheckRow]) -> Iterator[Row]:
    """A line per problem, errors first; many of one kind in one file are one line."""
    ranked = sorted(rows, key=lambda row: row.severity != "error")
    kinds: dict[tuple[Severity, str, str], list[CheckRow]] = {}
    for row in ranked:
        kinds.setdefault((row.severity, row.code, row.file), []).append(row)
    for (severity, _, _), alike in kinds.items():
        lines = map(_line, alike) if len(alike) <= FEW else (_alike(alike),)
        yield from (Row((line,), "alert" if severity == "error" else "line", 1) for line in lines)


def _alike(rows: Sequence[CheckRow]) -> Text:
    """Problems of one kind in one file: their number, the range of their lines, and the first."""
    first = rows[0]
    values: dict[str, Value] = {
        "file": first.file,
        "start": first.line,
        "end": rows[-1].line,
        "n": len(rows),
        "code": first.code,
        "message": joined((first.message, first.help), "; "),
    }
    if first.severity == "error":
        return said("{file}:{start}-{end}: {n} errors of {code}; the first: {message}", **values)
    return said("{file}:{start}-{end}: {n} warnings of {code}; the first: {message}", **values)


def _failure(claim: Verdict, paper: Text) -> Text:
    """A statement that fails, with both sides by the figures, and its paper."""
    return said(
        "{text} The figures have {left} and {right} ({paper}).",
        text=claim.text,
        left=claim.left or ZERO,
        right=claim.right or ZERO,
        paper=paper,
    )


def _answer(result: CheckResult) -> Answer:
    """Errors first: figures with errors cannot be used. Then how many statements hold, fail and cannot be tested.

    That paths are missing is said before, and alone where nothing else is wrong.
    """
    errors = [row for row in result.rows if row.severity == "error"]
    warnings = [row for row in result.rows if row.severity == "warning"]
    kinds = len({row.code for row in warnings})
    n = sum(are_missing([row.code]) for row in errors)
    missing = counted(
        n,
        said("1 path does not exist: nothing is checked there."),
        said("{n} paths do not exist: nothing is checked there.", n=n),
    )
    findings = None if n and n == len(result.rows) else _problems(len(errors) - n, len(warnings), kinds)
    facts = {"errors": len(errors), "warnings": len(warnings), "kinds": kinds}
    return answer((missing, findings, claims_sentence(result.claims)), facts)


def _problems(errors: int, warnings: int, kinds: int) -> Message:
    if errors == 1:
        return said("1 error: these figures cannot be used until it is mended.")
    if errors:
        return said("{n} errors: these figures cannot be used until they are mended.", n=errors)
    if warnings == 1:
        return said("No errors; 1 warning.")
    if warnings and kinds == 1:
        return said("No errors; {n} warnings of 1 kind.", n=warnings)
    if not warnings:
        return said("No errors.")
    return said("No errors; {n} warnings of {kinds} kinds.", n=warnings, kinds=kinds)


def _count(result: CheckResult) -> Text:
    problems = Counter(row.severity for row in result.rows)
    errors, warnings = problems["error"], problems["warning"]
    return joined(
        (
            said("{n} error", n=errors) if errors == 1 else said("{n} errors", n=errors),
            said("{n} warning", n=warnings) if warnings == 1 else said("{n} warnings", n=warnings),
        )
    )


def _blocks(result: CheckResult) -> Iterator[Block]:
    if result.rows:
        lines = (Row((_line(row),), "alert" if row.severity == "error" else "line") for row in result.rows)
        yield block(Text(), (Column(said("Problem")),), tuple(lines))
    if result.claims:
        ranked = sorted(result.claims, key=lambda claim: ORDER.index(claim.verdict))
        yield block(claims_sentence(result.claims), CLAIMS.heads, claim_rows(CLAIMS, ranked))


def _line(row: CheckRow) -> Text:
    text = Problem(
        file=row.file, line=row.line, column=row.column, code=row.code, message=row.message, help=row.help
    ).text
    return text if row.severity == "error" else said("{problem} (warning)", problem=text)


ORDER: Sequence[VerdictWord] = ("fails", "holds within rounding", "holds", "repeats the claim", "cannot be tested")
"""The verdicts as people read them: what fails first, what cannot be tested last."""
