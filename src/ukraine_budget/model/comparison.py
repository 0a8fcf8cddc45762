"""What is asked of two states of figures: which cells differ, and what the lines of a fund come to on both sides."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, Protocol

from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Version, Year
from ukraine_budget.model.stands import Key, Stands


class State(NamedTuple):
    """A ledger at some versions, in the order in which they take effect."""

    ledger: Ledger
    versions: Sequence[Version]


class TotalKey(NamedTuple):
    """What a total is of."""

    fund: str
    basis: str
    year: Year


class TotalSide(NamedTuple):
    """What counts in a total on one side.

    Its sum, None where nothing is stated; the version that states all of it, nameless where several do; the words that
    qualify any of it.
    """

    amount: Decimal | None = None
    version: str = ""
    qualifier: tuple[str, ...] = ()


class TotalComparison(NamedTuple):
    """A total on both sides.

    `counted` are those of the compared lines that count on the old side; `dropped` are the lines that only the old
    side counts, `added` those that only the new one does. `beside` count on both, with values that differ, and are
    not compared, since only versions that are not on the way restate them. `slack` is what the others that are
    restated may have changed within their rounding.
    """

    old: TotalSide
    new: TotalSide
    counted: frozenset[str]
    dropped: tuple[str, ...]
    added: tuple[str, ...]
    beside: tuple[str, ...]
    slack: Decimal

    @property
    def is_comparable(self) -> bool:
        """Whether both are sums over the same lines, and all that changed in them is compared."""
        return not (self.dropped or self.added or self.beside)


class Comparison(Protocol):
    """Two states of figures, side by side."""

    @property
    def old(self) -> Stands:
        """What stands on the old side."""

    @property
    def new(self) -> Stands:
        """What stands on the new side."""

    def differing(self) -> Iterable[Key]:
        """The restated cells that may differ: not stated in the same words on both sides, or with an open end."""

    def totals(self, compared: Mapping[TotalKey, Collection[str]]) -> Mapping[TotalKey, TotalComparison]:
        """The totals of some blocks, given the lines of each whose two figures are compared."""
