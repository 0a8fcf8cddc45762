"""Notes on what changed: what a reader must know of shifts, and of two versions or ledgers that are compared."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ukraine_budget.analysis.notes import CellsNote, Note, TotalNote
from ukraine_budget.analysis.result_row import WhyNot
from ukraine_budget.analysis.shifts import Evidence
from ukraine_budget.model.records import Year

SideName = Literal["old", "new"]


@dataclass(frozen=True, slots=True)
class ShiftNote(Note):
    """A note on money of a line that moves on a basis; a year of None is not printed."""

    line: str
    basis: str
    from_year: Year | None
    to_year: Year | None

    @property
    def lines(self) -> tuple[str, ...]:
        """The line whose money moves."""
        return (self.line,)

    @property
    def years(self) -> tuple[Year, ...]:
        """The years that the money leaves and reaches, as far as they are printed."""
        return tuple(year for year in (self.from_year, self.to_year) if year is not None)


@dataclass(frozen=True, slots=True)
class OtherBasisUnchanged(ShiftNote):
    """Money that moves on one basis while `amount` stays on another, in a year that it leaves or reaches.

    `restated`: the later version prints the same amount anew.
    """

    kind = "other-basis-unchanged"
    evidence: Evidence
    other_basis: str
    year: Year
    amount: Decimal
    restated: bool


@dataclass(frozen=True, slots=True)
class DifferentSeries(CellsNote):
    """Changes between papers of which neither follows the other, so that they may count different things."""

    kind = "different-series"
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class NotCompared(CellsNote):
    """Cells that both sides state and of which no change is computed, and why not."""

    kind = "not-compared"
    why: WhyNot


@dataclass(frozen=True, slots=True)
class ReadBackwards(Note):
    """A diff that starts from the later of its two versions, so that every sign is the opposite of the papers'."""

    kind = "read-backwards"
    later: str
    earlier: str


@dataclass(frozen=True, slots=True)
class ElsewhereAsPrinted(Note):
    """In a diff that is read backwards, what was declared elsewhere keeps the sign of the papers."""

    kind = "elsewhere-as-printed"


@dataclass(frozen=True, slots=True)
class NotInOneChain(Note):
    """Two versions of which the new does not follow the old: what others declared in between is not counted."""

    kind = "not-in-one-chain"
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class UnitTaken(Note):
    """A ledger without a unit, which is taken to be in that of the `other` one."""

    kind = "unit-taken"
    ledger: str
    other: str
    unit: str


@dataclass(frozen=True, slots=True)
class NoLineInCommon(Note):
    """Two ledgers in which no line has the same id, so that nothing is compared."""

    kind = "no-line-in-common"
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class NoTotalOnOneSide(Note):
    """A fund that has a total in one of two ledgers, and none in the one `without`."""

    kind = "no-total-on-one-side"
    fund: str
    without: SideName


@dataclass(frozen=True, slots=True)
class PlacedElsewhere(Note):
    """Lines that two ledgers have in different places: each with that in the old one and that in the new one."""

    moved: tuple[tuple[str, str, str], ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, under the numbers that both ledgers share."""
        return tuple(line for line, _, _ in self.moved)


@dataclass(frozen=True, slots=True)
class InOtherFunds(PlacedElsewhere):
    """Lines that two ledgers have in different funds."""

    kind = "in-other-funds"


@dataclass(frozen=True, slots=True)
class UnderOtherParents(PlacedElsewhere):
    """Lines that two ledgers have as parts of different lines, or one of them as a part of none."""

    kind = "under-other-parents"


@dataclass(frozen=True, slots=True)
class TotalsNotCompared(TotalNote):
    """Totals on both sides of a diff that are not sums over the same lines.

    `only_old` and `only_new` are the lines that only one side counts, `restated_beside` those that only versions off
    the way from the one to the other restate.
    """

    kind = "totals-not-compared"
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    restated_beside: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines in which the two sides differ."""
        return (*self.only_old, *self.only_new, *self.restated_beside)
