"""The answer of `explain`: what was last stated, or how papers differ; what was decided; what moved."""

from collections.abc import Sequence

from ukraine_budget.analysis.explain import ExplainResult, ExplainRow, rivals
from ukraine_budget.language import Message, Text, Value, both, listed, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.answer import answer, at_its_moment, facts_of, on_basis, with_doubts, worded
from ukraine_budget.report.answers.shifts import movement
from ukraine_budget.report.money import Money
from ukraine_budget.report.names import line_or_fund
from ukraine_budget.report.table import Answer
from ukraine_budget.report.versions import version_name


@at_its_moment
def explain_answer(result: ExplainResult) -> Answer:
    """What was last stated for a line and year, what was decided, and what then moved."""
    ledger = result.ledger
    standing = [row for row in result.rows if row.stands]
    figure = min(standing, key=lambda row: ("decision" in row.qualifier, row.basis != "cash"), default=None)
    if figure is None:
        return Answer((_nothing_of(result),), {"line": result.line, "year": result.year})
    others = rivals(result, figure)
    decided = [row for row in standing if "decision" in row.qualifier and row is not figure]
    return answer(
        (
            _differing(ledger, figure, others) if others else _last_stated(ledger, figure),
            said("Newer figures of its parts contradict it.") if figure.overtaken else None,
            *(_decided(ledger, row) for row in decided[:1]),
            movement(ledger, result.shifts),
        ),
        facts_of("explain", figure),
    )


def _nothing_of(result: ExplainResult) -> Message:
    ledger, line, year = result.ledger, result.line, result.year
    stated = sorted({figure.cell.year for figure in ledger.stated(lines=(line,))})
    values: dict[str, Value] = {"name": line_or_fund(ledger, "", line), "year": year}
    if not stated:
        return said("Nothing is stated of {name}, for any year.", **values)
    near = sorted(sorted(stated, key=lambda other: abs(other - year))[:4])
    years = listed([Text(other) for other in near])
    if len(near) == 1:
        return said(
            "Nothing is stated of {name} for {year}; the nearest year stated is {years}.", **values, years=years
        )
    return said("Nothing is stated of {name} for {year}; the nearest years stated are {years}.", **values, years=years)


def _last_stated(ledger: Ledger, row: ExplainRow) -> Message:
    values: dict[str, Value] = {
        "amount": worded(Money.of(ledger, row.amount), row.qualifier),
        "basis": on_basis(row.basis),
        "version": version_name(ledger, row.version),
    }
    if "decision" in row.qualifier:
        return said("The last figure stated is {amount}, decided by cabinet: {version}.", **values)
    if "assumed" in row.qualifier:
        return said("The last figure is {amount} {basis}, assumed: {version}.", **values)
    if "reserved" in row.qualifier:
        return said("The last figure stated is {amount}, reserved so far: {version}.", **values)
    if "provisional" in row.qualifier:
        return said("The last figure stated is {amount} {basis}, for now: {version}.", **values)
    return said("The last figure stated is {amount} {basis}: {version}.", **values)


def _differing(ledger: Ledger, row: ExplainRow, others: Sequence[ExplainRow]) -> Message:
    """Figures of papers of one date that differ, that of the newest version last."""
    rows = (*others, row)
    amounts = [row.amount for row in rows]
    figures = both(
        said(
            "{amount} {basis} ({version})",
            amount=with_doubts(Money.of(ledger, row.amount, *amounts), row.qualifier),
            basis=on_basis(row.basis),
            version=version_name(ledger, row.version),
        )
        for row in rows
    )
    if len(rows) == 2:
        return said("Two papers differ: {figures}.", figures=figures)
    return said("{n} papers differ: {figures}.", n=len(rows), figures=figures)


def _decided(ledger: Ledger, row: ExplainRow) -> Message:
    money = Money.of(ledger, row.amount)
    return said("Cabinet decided on {amount}: {version}.", amount=money, version=version_name(ledger, row.version))
