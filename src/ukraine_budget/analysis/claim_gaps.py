"""What a claim or a ledger does not say, so that the claim cannot be tested, or only in part."""

from typing import Literal, NamedTuple

from ukraine_budget.model.records import Figure, Key, Mutation

Term = Figure | Mutation
"""What is added up on a side of a claim."""
Unnamed = Literal["basis", "lines", "years", "mutations-version", "two-versions", "relation", "right-side"]


class NotNamed(NamedTuple):
    """What a claim has to name and does not."""

    what: Unnamed
    kind: str = "not-named"


class CountDifferently(NamedTuple):
    """Two papers that a reader will hold against each other, though they may count different things."""

    kind: str = "count-differently"


class VersionsPerTable(NamedTuple):
    """A number of versions that is neither one nor as many as the tables that they are to be read from."""

    versions: int
    tables: int
    kind: str = "versions-per-table"


class NoFigure(NamedTuple):
    """A cell for which nothing is stated: by a version, or where none is named, now."""

    cell: Key
    version: str = ""
    kind: str = "no-figure"


class NoMutation(NamedTuple):
    """A cell of which a version declares no change."""

    cell: Key
    version: str
    kind: str = "no-mutation"


class NoLabel(NamedTuple):
    """A label under which a version declares nothing."""

    label: str
    version: str
    kind: str = "no-label"


class NoSize(NamedTuple):
    """A mutation of which only the direction is declared."""

    term: Term
    kind: str = "no-size"


class OnlyBound(NamedTuple):
    """A figure or mutation that is only known to be at least, or at most, what is stated."""

    term: Term
    kind: str = "only-bound"


class TooCoarse(NamedTuple):
    """Figures whose rounding leaves open which of the two sides is larger."""

    kind: str = "too-coarse"
