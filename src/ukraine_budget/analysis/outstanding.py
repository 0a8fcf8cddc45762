"""Outstanding commitments: what a line has bound itself to and not yet paid at the end of each year."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ukraine_budget.model.amount import OUTSTANDING, ZERO, Amount, closing_balance, exact_sum, stated
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell, Figure, Key, is_decision

Standing = Mapping[Key, Figure]
"""The figures that stand, by their cells."""


class Balance(NamedTuple):
    """What is outstanding at the end of a year.

    `qualifier` holds `at-least` where the opening balance is not known, only that it is not negative. `opening` is
    the stated balance it was rolled forward from (of this very year: then it is the balance), `rolled` the
    commitments and the cash of this year.
    """

    amount: Amount
    qualifier: tuple[str, ...]
    opening: Figure | None
    rolled: tuple[Figure, ...]


def outstanding(
    ledger: Ledger, standing: Standing, lines: Sequence[str], years: Collection[int]
) -> dict[str, dict[int, Balance]]:
    """The balances of some lines, parts after their parents: of a parent at least what those of its parts add up to."""
    found = {line: _balances(ledger, standing, line, years) for line in lines}
    for line in reversed(lines):
        parts = [found[part] for part in ledger.parts.get(line, ()) if part in found]
        for year, balance in found[line].items():
            if own := [part[year] for part in parts if year in part]:
                found[line][year] = _raised(balance, own)
    return found


def _raised(balance: Balance, parts: Sequence[Balance]) -> Balance:
    """A balance that is not below those of its parts together, where its own upper end allows that."""
    amount, low = balance.amount, exact_sum(part.amount.low or ZERO for part in parts)
    if (amount.low is not None and amount.low >= low) or (amount.high is not None and amount.high < low):
        return balance
    return balance._replace(amount=replace(amount, low=low, value=max(amount.value, low)))


def _balances(ledger: Ledger, standing: Standing, line: str, years: Collection[int]) -> dict[int, Balance]:
    """The balance of a line at the end of each of `years` for which it is stated or follows from what is stated.

    A balance is rolled forward over years in which both commitments and cash are stated; a political decision is
    not a commitment. A year that is not in the result is "not stated". `standing` must hold the years before.
    """
    found = {}
    before: Balance | None = None
    for year in range(ledger.years[0], max(years, default=0) + 1) if ledger.years else ():
        before = _stated(standing, line, year) or _rolled(ledger, standing, Cell(line, OUTSTANDING, year), before)
        if year in years and before is not None and _says_something(before):
            found[year] = before
    return found


def _stated(standing: Standing, line: str, year: int) -> Balance | None:
    found = standing.get(Cell(line, OUTSTANDING, year))
    return found and Balance(found.amount, found.qualifier, found, ())


def _rolled(ledger: Ledger, standing: Standing, cell: Cell, before: Balance | None) -> Balance | None:
    """The balance before, with a year's commitments and cash; None where these are not both stated."""
    line, _, year = cell
    commitments, cash = (standing.get((line, basis, year)) for basis in ("commitment", "cash"))
    if commitments is None or cash is None or is_decision(commitments) or is_decision(cash):
        return None
    before = before or Balance(stated(ledger.pot(cell.line, OUTSTANDING), ZERO, None, ("at-least",)), (), None, ())
    amount = closing_balance(before.amount, commitments.amount, cash.amount)
    if before.opening is None:
        amount = _at_least(amount)
    words = before.qualifier + commitments.qualifier + cash.qualifier
    return Balance(amount, _qualifier(amount, words), before.opening, (commitments, cash))


def _at_least(amount: Amount) -> Amount:
    """The lower bound a roll from an unknown opening gives: what is outstanding is never below zero."""
    low = ZERO if amount.low is None else max(amount.low, ZERO)
    return Amount(amount.pot, low if amount.high is None else max(amount.value, low), low, amount.high)


def _qualifier(amount: Amount, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of what was added, except that the open end is that of the sum."""
    kept = dict.fromkeys(word for word in words if word not in ("at-least", "at-most"))
    ends = (("at-least", amount.high), ("at-most", amount.low))
    return (*kept, *(word for word, end in ends if end is None))


def _says_something(balance: Balance) -> bool:
    """Whether it is stated or bounded: "at least 0" of what is never below zero is no more than "not stated"."""
    low, high = balance.amount.low, balance.amount.high
    return not balance.rolled or high is not None or (low is not None and low > 0)
