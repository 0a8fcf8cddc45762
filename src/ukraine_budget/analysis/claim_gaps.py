"""What a claim or a ledger does not say, so that the claim cannot be tested, or only in part."""

from dataclasses import dataclass
from typing import Literal

from ukraine_budget.analysis.notes import CellNote, Note
from ukraine_budget.model.records import Figure, Mutation, Year

Term = Figure | Mutation
"""What is added up on a side of a claim."""
Unnamed = Literal["basis", "lines", "years", "mutations-version", "two-versions", "relation", "right-side"]


@dataclass(frozen=True, slots=True)
class NotNamed(Note):
    """What a claim has to name and does not."""

    kind = "not-named"
    what: Unnamed


@dataclass(frozen=True, slots=True)
class CountDifferently(Note):
    """Two papers that a reader will hold against each other, though they may count different things."""

    kind = "count-differently"


@dataclass(frozen=True, slots=True)
class VersionsPerTable(Note):
    """A number of versions that is neither one nor as many as the tables that they are to be read from."""

    kind = "versions-per-table"
    versions: int
    tables: int


@dataclass(frozen=True, slots=True)
class NoFigure(CellNote):
    """A cell for which nothing is stated: by a version, or where none is named, now."""

    kind = "no-figure"
    version: str = ""


@dataclass(frozen=True, slots=True)
class NoMutation(CellNote):
    """A cell of which a version declares no change."""

    kind = "no-mutation"
    version: str


@dataclass(frozen=True, slots=True)
class NoLabel(Note):
    """A label under which a version declares nothing."""

    kind = "no-label"
    label: str
    version: str


@dataclass(frozen=True, slots=True)
class TermNote(Note):
    """A note on one figure or mutation that is added up."""

    term: Term

    @property
    def lines(self) -> tuple[str, ...]:
        """The line of the term."""
        return (self.cell[0],)

    @property
    def years(self) -> tuple[Year, ...]:
        """The year of the term."""
        return (self.cell[2],)

    @property
    def cell(self) -> tuple[str, str, Year]:
        """What the term is of."""
        term = self.term
        return term.cell if isinstance(term, Figure) else (term.line, term.basis, term.year)


@dataclass(frozen=True, slots=True)
class NoSize(TermNote):
    """A mutation of which only the direction is declared."""

    kind = "no-size"


@dataclass(frozen=True, slots=True)
class OnlyBound(TermNote):
    """A figure or mutation that is only known to be at least, or at most, what is stated."""

    kind = "only-bound"


@dataclass(frozen=True, slots=True)
class TooCoarse(Note):
    """Figures whose rounding leaves open which of the two sides is larger."""

    kind = "too-coarse"
