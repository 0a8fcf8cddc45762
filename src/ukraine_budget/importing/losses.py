"""Amounts that a reader of files leaves out: how many of each version, basis and year, and how much money they are."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from ukraine_budget.importing.kinds.values import FORMULA, INEXACT
from ukraine_budget.model.amount import EXACT, ZERO

NOTHING_LOST = ("other-phase", "other-year", "repeated-figure", "repeated-header", "repeated-row")
"""Faults of a file by which no amount is lost: it stands elsewhere in it, or is of another budget."""
GROUPED = re.compile(r"[0-9]{1,3}(?:([., '])[0-9]{3})(?:\1[0-9]{3})*")
LONGEST = 30


class Place(NamedTuple):
    """What an amount is of. Blank, or 0, is what nothing says of it."""

    version: str = ""
    basis: str = ""
    year: int = 0


class Loss(NamedTuple):
    """How many amounts of a place are left out for a reason, and the sum of them without their signs."""

    reason: str
    place: Place
    amounts: int
    money: Decimal


@dataclass
class Losses:
    """What is left out. `known` are the reasons that a format has told of its files: what they cost is no surprise."""

    known: Collection[str] = ()
    _sums: dict[tuple[str, Place], tuple[int, Decimal]] = field(default_factory=dict)

    def add(self, reason: str, place: Place, amount: str, n: int = 1) -> None:
        """Count an amount as left out, or a sum of `n` of them; it may be none that can be read."""
        if reason not in NOTHING_LOST:
            before, money = self._sums.get((reason, place), (0, ZERO))
            self._sums[reason, place] = before + n, EXACT.add(money, roughly(amount))

    def count_on(self, bases: Mapping[str, Sequence[str]]) -> None:
        """Count what is of some bases on others in place of each."""
        for (reason, place), (n, money) in list(self._sums.items()):
            for basis in bases.get(place.basis, ()):
                before, sum = self._sums.get((reason, place._replace(basis=basis)), (0, ZERO))
                self._sums[reason, place._replace(basis=basis)] = before + n, EXACT.add(sum, money)
            if place.basis in bases:
                del self._sums[reason, place]

    def __iter__(self) -> Iterator[Loss]:
        return (Loss(*key, *found) for key, found in self._sums.items())

    @property
    def unknown(self) -> list[Loss]:
        """Those for a reason that is not known of the format."""
        return [loss for loss in self if loss.reason not in self.known]


def roughly(text: str) -> Decimal:
    """The size of an amount that may be written in any way, without its sign: as large as it may be; 0 of no number."""
    text = text.removeprefix(INEXACT)
    digits = "" if text.startswith(FORMULA) else re.sub(r"[^0-9., ']", "", text).strip(" .,'")[:LONGEST]
    if GROUPED.fullmatch(digits):
        digits = re.sub(r"[^0-9]", "", digits)
    elif last := max(digits.rfind("."), digits.rfind(",")) + 1:
        digits = re.sub(r"[^0-9]", "", digits[:last]) + "." + digits[last:]
    try:
        return Decimal(digits.replace(" ", "").replace("'", ""))
    except InvalidOperation:
        return ZERO
