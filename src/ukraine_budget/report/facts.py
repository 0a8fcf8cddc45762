"""Three lines beside the answer of an outlook: what moved, what is decided, what is not support."""

from typing import NamedTuple

from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.scope import above
from ukraine_budget.language import Text, Value, listed, said
from ukraine_budget.model.amount import ZERO
from ukraine_budget.report.answers.answer import on_basis, worded
from ukraine_budget.report.answers.outlook import outlook_subject
from ukraine_budget.report.answers.shifts import movement
from ukraine_budget.report.money import Money
from ukraine_budget.report.names import has_support, short_name
from ukraine_budget.report.versions import decided_in


class Fact(NamedTuple):
    """A sentence under a heading of one or two words."""

    heading: Text
    text: Text


def three_facts(result: OutlookResult) -> tuple[Fact, ...]:
    """What moved, what is decided and what is not support; without support, what moved and the total."""
    ledger = result.ledger
    facts: tuple[tuple[Text, Text | None], ...]
    if not has_support(ledger):
        facts = ((said("In all"), _in_all(result)), (said("Moved"), movement(ledger, result.shifts)))
    else:
        facts = (
            (said("Moved"), _moved(result)),
            (said("Decided"), _decided(result)),
            (said("Not support"), _not_support(result)),
        )
    return tuple(Fact(heading, text) for heading, text in facts if text)


def _moved(result: OutlookResult) -> Text:
    """What moved between years of support, or that nothing is declared."""
    ledger = result.ledger
    support = [shift for shift in result.shifts if ledger.funds[shift.fund].support]
    return movement(ledger, support) or said("No shift of support between years is declared in the papers read.")


def _decided(result: OutlookResult) -> Text | None:
    """The newest decision on the line of the answer, else on its parents, else on any line."""
    ledger, subject_row = result.ledger, outlook_subject(result)
    near = [subject_row.line, *above(ledger, subject_row.line)] if subject_row and subject_row.line else []
    rows = [row for row in result.rows if row.line and row.counts_as == DECIDED and row.amount is not None]
    if not rows:
        return None
    row = max(rows, key=lambda row: (row.line in near, row.line in near[:1], row.year, row.amount or ZERO))
    return said(
        "{name}: {amount} for {year}, decided by cabinet in {when}.",
        name=short_name(ledger.lines[row.line]),
        amount=Money.of(ledger, row.amount or ZERO),
        year=row.year,
        when=decided_in(ledger, row.version),
    )


def _not_support(result: OutlookResult) -> Text | None:
    """The cash of the first fund that is not support."""
    ledger = result.ledger
    rows = [row for row in result.rows if not ledger.funds[row.fund].support and row.counts_as == "cash"]
    stated = [row for row in rows if row.amount is not None and not row.overtaken]
    if not stated:
        return None
    line = max(stated, key=lambda row: (row.row_type == "total", not row.parent, abs(row.amount or ZERO)))
    own = [row for row in stated if (row.fund, row.line) == (line.fund, line.line)]
    amounts = [row.amount or ZERO for row in own]
    each = [
        said("{amount} in {year}", amount=worded(Money.of(ledger, amount, *amounts), row.qualifier), year=row.year)
        for row, amount in zip(own, amounts, strict=True)
    ]
    values: dict[str, Value] = {"name": short_name(ledger.funds[line.fund]), "amounts": listed(each)}
    if any("assumed" in row.qualifier for row in own):
        return said("{name}: {amounts}, assumed here. Never added to support.", **values)
    return said("{name}: {amounts}. Never added to support.", **values)


def _in_all(result: OutlookResult) -> Text | None:
    """The total of the largest fund in the first year shown."""
    cash = (row for row in result.rows if row.row_type == "total" and row.counts_as == "cash")
    totals = [row for row in cash if row.amount is not None]
    row = min(totals, key=lambda row: (row.partial, row.year, -(row.amount or ZERO)), default=None)
    if row is None or row.partial:
        return None
    cell = (row.fund, row.year, row.basis)
    own = [
        one for one in result.rows if one.line and (one.fund, one.year, one.basis) == cell and one.amount is not None
    ]
    return said(
        "{name}: {amount} {basis} for {year}, over {n} lines.",
        name=short_name(result.ledger.funds[row.fund]),
        amount=worded(Money.of(result.ledger, row.amount or ZERO), row.qualifier),
        basis=on_basis(row.basis),
        year=row.year,
        n=len(own),
    )
