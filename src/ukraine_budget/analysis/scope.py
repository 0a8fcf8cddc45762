"""Which funds and bases a view is of."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from ukraine_budget.errors import unknown
from ukraine_budget.model.amount import OUTSTANDING
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Key

ALL = "all"


class Scope(NamedTuple):
    """The funds and bases asked for, in the ledger's order."""

    funds: tuple[str, ...]
    bases: tuple[str, ...]

    def holds(self, ledger: Ledger, line: str, basis: str) -> bool:
        """Whether a line and basis are within the scope."""
        return basis in self.bases and ledger.lines[line].fund in self.funds

    def has(self, ledger: Ledger) -> Callable[[Key], bool]:
        """Whether the line and basis of a cell are within the scope."""
        return lambda cell: self.holds(ledger, cell[0], cell[1])


def scope(
    ledger: Ledger, funds: Sequence[str] = (), bases: Sequence[str] = (), default: Sequence[str] | None = None
) -> Scope:
    """The scope of some funds and bases by name; none means `default` (else every fund) and every basis.

    Raises UsageError for a name that the ledger does not have.
    """
    return Scope(
        _chosen("fund", funds or default or (), ledger.funds),
        _chosen("basis", bases, dict.fromkeys((*ledger.bases, OUTSTANDING))),
    )


def _chosen(what: str, names: str | Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    names = (names,) if isinstance(names, str) else names
    for name in names:
        if name != ALL and name not in known:
            raise unknown(what, name, known)
    return tuple(name for name in known if not names or ALL in names or name in names)
