"""The answer of a diff: the largest change between two versions, what most of it is, and what moved."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffchanges import SILENT
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.language import Message, Text, Value, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.answer import answer, facts_of, on_basis, worded
from ukraine_budget.report.answers.shifts import movement
from ukraine_budget.report.caveats import paper_says
from ukraine_budget.report.money import Money
from ukraine_budget.report.names import line_or_fund
from ukraine_budget.report.ratios import Span
from ukraine_budget.report.readings import assumed_before
from ukraine_budget.report.table import Answer
from ukraine_budget.report.versions import side_name
from ukraine_budget.report.years import any_year, year_list

MANY = 20
"""From so many changed lines on, their number says more than the largest of them."""


def diff_answer(result: DiffResult) -> Answer:
    """The largest change, what most of it is, what moved and what the paper says."""
    ledger = result.ledger
    changed = answered_changes(result)
    row = largest_change(result)
    declared = [shift for shift in result.shifts_as_printed if shift.evidence == "declared"]
    if row is None or row.change is None or row.old is None:
        return answer((_without_change(result), movement(ledger, declared)))
    touching = [shift for shift in declared if shift.line == row.line]
    lines = {other.line for other in changed if other.line}
    sentences = (
        said("{n} of {all} lines change.", n=len(lines), all=Decimal(len(ledger.lines))) if len(lines) > MANY else None,
        _change(result, row, row.old, row.change),
        _largest_part(ledger, row, changed),
        movement(ledger, touching),
        paper_says(ledger, row),
    )
    return answer(sentences, facts_of("diff", row))


def largest_change(result: DiffResult) -> DiffRow | None:
    """The change that the answer is about; None where nothing changed by more than rounding."""
    return _largest(result.ledger, answered_changes(result))


def answered_changes(result: DiffResult) -> list[DiffRow]:
    """The changes that the answer counts: of support and cash, where anything of these changed."""
    return [row for row in _of_subject(result) if is_change(row)]


def is_change(row: DiffRow) -> bool:
    """Whether both sides state a figure and it changed beyond rounding."""
    return row.change is not None and not row.within_rounding and row.status not in SILENT


def _of_subject(result: DiffResult) -> list[DiffRow]:
    """The rows to choose from: of support, then of cash, where any of these changed."""
    funds = result.ledger.funds
    support = [row for row in result.rows if funds[row.fund].support]
    rows = support if any(map(is_change, support)) else list(result.rows)
    cash = [row for row in rows if row.basis == "cash"]
    return cash if any(map(is_change, cash)) else rows


def _largest(ledger: Ledger, rows: Sequence[DiffRow]) -> DiffRow | None:
    """The largest change; of a part rather than its parent where the part explains all of it."""
    if not rows:
        return None
    lines = [row for row in rows if row.line] or list(rows)
    largest = max(lines, key=_size)
    parts = [
        row
        for row in lines
        if (row.basis, row.year) == (largest.basis, largest.year)
        and largest.line in above(ledger, row.line)
        and _size(row) >= _size(largest)
    ]
    return max(parts, key=lambda row: len(list(above(ledger, row.line)))) if parts else largest


def _size(row: DiffRow) -> Decimal:
    return abs(row.change or Decimal(0))


def _change(result: DiffResult, row: DiffRow, old: Decimal, change: Decimal) -> Message:
    """By how much a line is lower or higher than the earlier version had it."""
    ledger = result.ledger
    values = change_facts(result, row, old, change)
    values["name"] = line_or_fund(ledger, row.fund, row.line)
    if "assumed" in row.old_qualifier:
        values["amount"] = worded(Money.of(ledger, old, abs(change)), row.old_qualifier)
        than = said("than the {amount} of {version}", **values)
    else:
        than = said("than in {version}", **values)
    values["than"] = on_condition(than, row)
    if change < 0:
        return said("{name} is {change} lower {basis} for {year} {than}.", **values)
    return said("{name} is {change} higher {basis} for {year} {than}.", **values)


def change_facts(result: DiffResult, row: DiffRow, old: Decimal, change: Decimal) -> dict[str, Value]:
    """The values of a sentence on a change, all but the name of its line."""
    size: Value = Money.of(result.ledger, abs(change), old)
    if Span(change, row.low, row.high).is_wide:
        size = said("about {amount}", amount=size)
    return {
        "change": size,
        "basis": on_basis(row.basis),
        "year": any_year(row.year),
        "version": side_name(result.ledger, row.old_version or result.old),
    }


def on_condition(change: Text, row: DiffRow) -> Text:
    """A change with its condition, where one of its figures is assumed."""
    condition = _if_assumed(row)
    return said("{change}, if {condition}", change=change, condition=condition) if condition else change


def _if_assumed(row: DiffRow) -> Message | None:
    """The condition under which a change is one, where a figure is only assumed to be on its basis."""
    basis, year = word(row.basis, "basis"), any_year(row.year)
    match "assumed" in row.old_qualifier, "assumed" in row.new_qualifier:
        case True, True:
            return said("all of both is {basis} for {year}", basis=basis, year=year)
        case False, True:
            return said("all of the new amount is {basis} for {year}", basis=basis, year=year)
        case True, False:
            return assumed_before(row.basis, row.year)
        case _:
            return None


def _largest_part(ledger: Ledger, row: DiffRow, rows: Iterable[DiffRow]) -> Message | None:
    """The part that makes half or more of a change, if one does."""
    parts = [
        part
        for part in rows
        if (part.basis, part.year) == (row.basis, row.year)
        and part.line
        and row.line in above(ledger, part.line)
        and (part.change or 0) * (row.change or 0) > 0
    ]
    part = max(parts, key=_size, default=None)
    if part is None or 2 * _size(part) < _size(row):
        return None
    return said(
        "{name} makes up most of it, {change}.",
        name=line_or_fund(ledger, part.fund, part.line),
        change=Money.of(ledger, _size(part), _size(row)),
    )


def _without_change(result: DiffResult) -> Message:
    """Why nothing can be called changed: stated first, only rounding, or other series."""
    ledger = result.ledger
    old, new = (side_name(ledger, name) for name in (result.old, result.new))
    rows = [row for row in result.rows if row.row_type == "line"]
    apart = {row.why_not_compared for row in rows}
    if "decided" in apart:
        return said("No change is computed: what cabinet decides is not yet committed.")
    if "overtaken" in apart:
        return said("No change is computed: newer figures of parts contradict those of their whole.")
    if "series" in apart:
        return said("No change is computed: {old} and {new} may count different things.", old=old, new=new)
    first = [row for row in rows if row.status == "first-stated"]
    if first:
        is_of_new = {row.new_version for row in first} <= {result.new}
        when = said("in {version}", version=new) if is_of_new else said("since {version}", version=old)
        return _first_stated(ledger, first, {"old": old, "when": when})
    if any(row.status == "changed" for row in rows):
        return said("No figure changes beyond rounding.")
    return said("No figure changes.")


def _first_stated(ledger: Ledger, rows: Sequence[DiffRow], sides: Mapping[str, Value]) -> Message:
    """The lines and years that are stated for the first time."""
    lines = list(dict.fromkeys(row.line for row in rows))
    values: dict[str, Value] = {
        **sides,
        "name": line_or_fund(ledger, rows[0].fund, lines[0]),
        "n": len(lines) - 1,
        "years": year_list(row.year for row in rows),
    }
    if len(lines) == 1:
        return said("Figures of {name} for {years} are first stated {when}. No figure of {old} changes.", **values)
    if len(lines) == 2:
        return said(
            "Figures of {name} and 1 more line for {years} are first stated {when}. No figure of {old} changes.",
            **values,
        )
    return said(
        "Figures of {name} and {n} more lines for {years} are first stated {when}. No figure of {old} changes.",
        **values,
    )
