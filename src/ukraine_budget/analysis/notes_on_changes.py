"""Notes on shifts, and on two versions or ledgers that are compared."""

from decimal import Decimal
from typing import Literal, NamedTuple

from ukraine_budget.analysis.result_row import WhyNot
from ukraine_budget.analysis.shift import Evidence
from ukraine_budget.model.records import Key, Year


class OtherBasisUnchanged(NamedTuple):
    """Money that moves on one basis while `amount` stays on another, or as decided, in a year that it leaves or enters.

    `restated`: the later version prints that amount anew.
    """

    line: str
    basis: str
    from_year: Year | None
    to_year: Year | None
    evidence: Evidence
    other_basis: str
    year: Year
    amount: Decimal
    restated: bool
    kind: str = "other-basis-unchanged"


class DifferentSeries(NamedTuple):
    """Changes between papers of different series, which may count different things."""

    cells: tuple[Key, ...]
    old: str
    new: str
    kind: str = "different-series"


class NotCompared(NamedTuple):
    """Cells stated on both sides without a computed change, and why."""

    cells: tuple[Key, ...]
    why: WhyNot
    kind: str = "not-compared"


class ReadBackwards(NamedTuple):
    """A diff that starts from the later of its two versions, so that every sign is the opposite of the papers'."""

    later: str
    earlier: str
    kind: str = "read-backwards"


class ElsewhereAsPrinted(NamedTuple):
    """In a diff that is read backwards, what was declared elsewhere keeps the sign of the papers."""

    kind: str = "elsewhere-as-printed"


class NotInOneChain(NamedTuple):
    """Two versions in different chains: what others declared in between is not counted."""

    old: str
    new: str
    kind: str = "not-in-one-chain"


class UnitTaken(NamedTuple):
    """A ledger without a unit, which is taken to be in that of the `other` one."""

    ledger: str
    other: str
    unit: str
    kind: str = "unit-taken"


class NoLineInCommon(NamedTuple):
    """Two ledgers without a line in common, so that nothing is compared."""

    old: str
    new: str
    kind: str = "no-line-in-common"


class NoTotalOnOneSide(NamedTuple):
    """A fund that has a total in one of two ledgers, and none in the one `without`."""

    fund: str
    without: Literal["old", "new"]
    kind: str = "no-total-on-one-side"


class InOtherFunds(NamedTuple):
    """Lines that two ledgers have in different funds."""

    moved: tuple[tuple[str, str, str], ...]
    kind: str = "in-other-funds"


class UnderOtherParents(NamedTuple):
    """Lines that two ledgers have as parts of different lines, or one of them as a part of none."""

    moved: tuple[tuple[str, str, str], ...]
    kind: str = "under-other-parents"


class TotalsNotCompared(NamedTuple):
    """Totals on both sides of a diff that are not sums over the same lines.

    `only_old` and `only_new` are the lines of one side only, `restated_beside` those restated only by versions off the
    way.
    """

    fund: str
    basis: str
    years: tuple[Year, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    restated_beside: tuple[str, ...]
    kind: str = "totals-not-compared"
