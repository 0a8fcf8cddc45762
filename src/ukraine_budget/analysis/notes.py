"""Notes: what a reader must know of figures that stand, each kind with its facts. `report/notes.py` words them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, TypeVar

from ukraine_budget.model.missing import Missing
from ukraine_budget.model.records import Key, Year

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader must know of a result. `kind` names what it is about, for machines; lines and funds are ids."""

    kind: ClassVar[str]

    @property
    def lines(self) -> tuple[str, ...]:
        """The budget lines it is about; none where it is about a whole fund, ledger or view."""
        return ()

    @property
    def years(self) -> tuple[Year, ...]:
        """The budget years it is about; none where it is about all of them."""
        return ()


@dataclass(frozen=True, slots=True)
class CellNote(Note):
    """A note on one line, basis and year."""

    cell: Key

    @property
    def lines(self) -> tuple[str, ...]:
        """The line of the cell."""
        return (self.cell[0],)

    @property
    def years(self) -> tuple[Year, ...]:
        """The year of the cell."""
        return (self.cell[2],)


@dataclass(frozen=True, slots=True)
class CellsNote(Note):
    """A note that holds of several cells."""

    cells: tuple[Key, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the cells, each once."""
        return _each_once(line for line, _, _ in self.cells)

    @property
    def years(self) -> tuple[Year, ...]:
        """The years of the cells, each once."""
        return _each_once(year for _, _, year in self.cells)


def _each_once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


@dataclass(frozen=True, slots=True)
class Carried(CellsNote):
    """Figures last stated by an earlier version, although a later one states their lines."""

    kind = "carried"
    version: str


@dataclass(frozen=True, slots=True)
class TakenAsDropped(CellsNote):
    """Figures of an `earlier` version that end only because a later one is taken to be full."""

    kind = "taken-as-dropped"
    version: str
    earlier: str


@dataclass(frozen=True, slots=True)
class Decided(CellsNote):
    """Figures that cabinet decided on, which bind nobody yet."""

    kind = "decided"


@dataclass(frozen=True, slots=True)
class Assumed(CellNote):
    """A figure that is not printed as such. `remark` is the ledger's; empty where it says nothing.

    `amount` and `version` are given where the view shows more than one figure of the cell.
    """

    kind = "assumed"
    remark: str
    amount: Decimal | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Overtaken(CellNote):
    """A figure of a line that newer figures of its parts contradict."""

    kind = "overtaken"
    version: str


@dataclass(frozen=True, slots=True)
class ChangeNotIncluded(CellNote):
    """A figure of which a later paper declares a change without restating it; `amount` is None where not stated."""

    kind = "change-not-included"
    version: str
    later: str
    label: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Renumbered(Note):
    """Lines that some versions print under other numbers, or, `added`, under both: each with the numbers printed."""

    kind = "renumbered"
    printed_as: tuple[tuple[str, tuple[str, ...]], ...]
    versions: tuple[str, ...]
    added: bool

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines by the numbers they have now."""
        return tuple(line for line, _ in self.printed_as)


@dataclass(frozen=True, slots=True)
class NoFigures(Note):
    """A ledger that states nothing."""

    kind = "no-figures"
    ledger: str


@dataclass(frozen=True, slots=True)
class NothingStated(Note):
    """Lines of a fund for which nothing is stated in any of the years shown; `silent` is empty where all are."""

    kind = "nothing-stated"
    fund: str
    silent: tuple[str, ...]
    shown: tuple[int, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines for which nothing is stated."""
        return self.silent

    @property
    def years(self) -> tuple[Year, ...]:
        """The years shown, in order."""
        return self.shown


@dataclass(frozen=True, slots=True)
class NothingOnBases(Note):
    """A fund with nothing stated for a year, or the one before, on the bases asked for."""

    kind = "nothing-on-bases"
    fund: str
    year: int
    bases: tuple[str, ...]

    @property
    def years(self) -> tuple[Year, ...]:
        """The year asked for."""
        return (self.year,)


@dataclass(frozen=True, slots=True)
class NoTotal(Note):
    """A fund whose lines may not be added."""

    kind = "no-total"
    fund: str


@dataclass(frozen=True, slots=True)
class FundRemark(Note):
    """What the ledger says of a fund that is shown."""

    kind = "fund-remark"
    fund: str


@dataclass(frozen=True, slots=True)
class FundsNotShown(Note):
    """Funds of which figures are stated that a view leaves out."""

    kind = "funds-not-shown"
    funds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TotalNote(Note):
    """A note on the totals of a fund on one basis."""

    fund: str
    basis: str
    totalled: tuple[Year, ...]

    @property
    def years(self) -> tuple[Year, ...]:
        """The years of the totals."""
        return self.totalled


@dataclass(frozen=True, slots=True)
class PartialTotal(TotalNote):
    """Totals that leave out lines for which nothing is stated."""

    kind = "partial-total"
    stated: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are left out."""
        return self.missing


@dataclass(frozen=True, slots=True)
class PartsStandIn(TotalNote):
    """Totals in which the stated parts of a line count, since the line is not stated."""

    kind = "parts-stand-in"
    parent: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The line that is not stated."""
        return (self.parent,)


@dataclass(frozen=True, slots=True)
class OutstandingNotStated(Note):
    """Lines for which what is committed and not yet paid can neither be read nor computed."""

    kind = "outstanding-not-stated"
    silent: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines for which it cannot be said."""
        return self.silent


@dataclass(frozen=True, slots=True)
class LineNotStated(Note):
    """A line without a figure for a year on the bases asked for (none: on any).

    `elsewhere` are the years for which one is stated; `outside` those for which one is stated only outside the
    versions, funds and bases asked for.
    """

    kind = "line-not-stated"
    line: str
    year: int
    bases: tuple[str, ...]
    elsewhere: tuple[int, ...]
    outside: tuple[int, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The line asked for."""
        return (self.line,)

    @property
    def years(self) -> tuple[Year, ...]:
        """The year asked for."""
        return (self.year,)


@dataclass(frozen=True, slots=True)
class PossibleConflict(CellNote):
    """A figure that versions of other series may contradict: `others` are these and what they state."""

    kind = "possible-conflict"
    version: str
    amount: Decimal
    others: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class NotWhole(Note):
    """A version of which amounts were lost when it was imported; `parts` say of which bases and years."""

    kind = "not-whole"
    version: str
    parts: tuple[Missing, ...]

    @property
    def years(self) -> tuple[Year, ...]:
        """The years of which amounts are known to be missing."""
        return _each_once(part.year for part in self.parts if part.year)
