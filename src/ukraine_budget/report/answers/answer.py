"""What an answer is, which figure it is about, and the clauses that several views share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import wraps
from types import MappingProxyType
from typing import Protocol, TypeVar

from ukraine_budget.analysis.comparable import without_figures
from ukraine_budget.analysis.result_row import StatedRow
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.language import NOTHING, Message, Text, Value, said, word
from ukraine_budget.model.amount import ZERO
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.money import Money
from ukraine_budget.report.names import has_support, line_or_fund
from ukraine_budget.report.table import Answer
from ukraine_budget.report.versions import side_name
from ukraine_budget.report.views import VIEWS


class AtMoment(Protocol):
    """A result asked for as of a version or date."""

    @property
    def ledger(self) -> Ledger:
        """The ledger that was asked."""

    @property
    def as_of(self) -> str:
        """The version or date."""


R = TypeVar("R", bound=AtMoment)
LONGEST = 450
"""The most letters of an answer: what comes last is left out rather than making it longer."""
ON_BASIS = {
    "commitment": "in commitments",
    "cash": "in cash",
    "outstanding": "in outstanding commitments",
    "allocation": "in allocations",
    "receipt": "in receipts",
}
"""How a sentence says on which basis an amount is."""
FIRST = ("cash", "commitment")
LAST = ("receipt", "outstanding")
"""The bases that lead only where nothing else is stated."""


def answer(sentences: Iterable[Text | None], facts: Mapping[str, object] = MappingProxyType({})) -> Answer:
    """The sentences that there are, most important first; those that would exceed LONGEST letters are left out."""
    kept: list[Text] = []
    for sentence in sentences:
        if sentence and (not kept or len(" ".join((*kept, sentence))) <= LONGEST):
            kept.append(sentence)
    return Answer(tuple(kept), facts)


def facts_of(view: str, row: object) -> dict[str, object]:
    """The facts of an answer about one row, for machines."""
    return {name: getattr(row, name) for name in VIEWS[view].fact_names}


def counted(n: int, one: Message, several: Message) -> Text:
    """The singular or plural sentence for `n` things; empty for none."""
    return several if n > 1 else one if n else NOTHING


def figure_values(ledger: Ledger, row: StatedRow, *beside: Decimal) -> dict[str, Value]:
    """The values of a sentence on a stated figure; `beside` are the amounts that it is compared with."""
    return {
        "name": line_or_fund(ledger, row.fund, row.line),
        "amount": worded(Money.of(ledger, row.amount or ZERO, *beside), row.qualifier),
        "basis": on_basis(row.basis),
        "year": row.year,
    }


def at_its_moment(answered: Callable[[R], Answer]) -> Callable[[R], Answer]:
    """Has an answer say so first where it is asked for as of a version without figures in the ledger."""

    @wraps(answered)
    def made(result: R) -> Answer:
        own, ledger, as_of = answered(result), result.ledger, result.as_of
        if as_of in list(ledger.versions)[-1:] or not (version := without_figures(ledger, as_of)):
            return own
        opening = said(
            "The ledger holds no figures of {version}: those here are of earlier versions.",
            version=side_name(ledger, version.version),
        )
        return answer((opening, *own.sentences), own.facts)

    return made


def on_basis(basis: str) -> Text:
    """How a sentence says on which basis an amount is: in cash."""
    return word(ON_BASIS.get(basis, f"in {basis}"), "on basis")


def worded(money: Money, qualifiers: Sequence[str]) -> Value:
    """An amount with the words of its paper: circa, or more, or less."""
    amount: Value = money
    if "circa" in qualifiers:
        amount = said("circa {amount}", amount=amount)
    if "at-least" in qualifiers:
        amount = said("{amount} or more", amount=amount)
    if "at-most" in qualifiers:
        amount = said("{amount} or less", amount=amount)
    return amount


def with_doubts(money: Money, qualifiers: Sequence[str]) -> Value:
    """The same, marked as reserved or assumed, for sentences that do not say so otherwise."""
    amount = worded(money, qualifiers)
    if "assumed" in qualifiers:
        return said("{amount} (assumed here)", amount=amount)
    return said("{amount} (reserved so far)", amount=amount) if "reserved" in qualifiers else amount


def for_now(amount: Value, qualifier: Sequence[str]) -> Value:
    """An amount, marked as provisional."""
    return said("{amount} for now", amount=amount) if "provisional" in qualifier else amount


def stands(ledger: Ledger, row: StatedRow, *beside: Decimal) -> Message:
    """What stands for a line or fund in a year, as firmly as its paper states it; without a full stop."""
    values = figure_values(ledger, row, *beside)
    version = ledger.versions.get(row.version)
    phase = version.phase if version else "announced"
    if weaker := _short_of_a_budget(row.qualifier, values):
        return weaker
    if phase == "executed":
        if "provisional" in row.qualifier:
            return said("{name} came provisionally to {amount} {basis} in {year}", **values)
        return said("{name} came to {amount} {basis} in {year}", **values)
    if "provisional" in row.qualifier:
        return said("{name} stands for now at {amount} {basis} for {year}", **values)
    if phase == "announced":
        return said("{name} stands at {amount} {basis} for {year}", **values)
    return said("{name} is budgeted at {amount} {basis} for {year}", **values)


def _short_of_a_budget(qualifier: Sequence[str], values: Mapping[str, Value]) -> Message | None:
    """Say what an amount is that is only decided, reserved or assumed."""
    if "decision" in qualifier:
        return said("{name} is set at {amount} for {year} by cabinet decision", **values)
    if "reserved" in qualifier:
        return said("{name} has {amount} reserved so far for {year}", **values)
    if "assumed" in qualifier:
        return said("{name} has an assumed {amount} {basis} for {year}", **values)
    return None


def subject(ledger: Ledger, rows: Sequence[FigureRow]) -> FigureRow | None:
    """The figure that an answer is about, from the rows of one year; None where nothing is stated."""
    stated = [row for row in rows if row.amount is not None]
    support = [row for row in stated if ledger.funds[row.fund].support and row.basis not in LAST]
    if not stated:
        return None
    fund = support[0].fund if support and has_support(ledger) else _largest(stated).fund
    own = [row for row in stated if row.fund == fund]
    basis = min((row.basis for row in own), key=lambda basis: (basis in LAST, basis not in FIRST, basis != FIRST[0]))
    own = [row for row in own if row.basis == basis]
    return _printed_total(ledger, own) or _made_total(own) or _largest(_tops(ledger, own))


def _printed_total(ledger: Ledger, rows: Sequence[FigureRow]) -> FigureRow | None:
    """The figure of the fund's only top line, where that has parts."""
    tops = [line for line in ledger.lines.values() if line.fund == rows[0].fund and not line.parent]
    if len(tops) != 1 or not ledger.parts.get(tops[0].line):
        return None
    return next((row for row in rows if row.line == tops[0].line), None)


def _made_total(rows: Sequence[FigureRow]) -> FigureRow | None:
    """The total that we add up, unless it is partial."""
    return next((row for row in rows if row.row_type == "total" and not row.missing), None)


def _tops(ledger: Ledger, rows: Sequence[FigureRow]) -> list[FigureRow]:
    """The lines that are no part of another stated line."""
    lines = {row.line for row in rows if row.line}
    return [row for row in rows if row.line and lines.isdisjoint(above(ledger, row.line))]


def _largest(rows: Sequence[FigureRow]) -> FigureRow:
    return max(rows, key=lambda row: abs(row.amount or Decimal(0)))
