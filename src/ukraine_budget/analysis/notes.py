"""Notes on results, each kind with its facts. `report/notes.py` words them."""

from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from ukraine_budget.model.missing import Missing
from ukraine_budget.model.records import Key, Year


class Note(Protocol):
    """A note on a result: a named tuple of facts. Lines and funds are ids."""

    @property
    def kind(self) -> str:
        """The machine-readable name of the kind."""

    def _asdict(self) -> dict[str, Any]:
        """The facts by name."""


def note_lines(note: Note) -> tuple[str, ...]:
    """The distinct budget lines of a note; none for a whole fund, ledger or view."""
    match note._asdict():
        case {"line": line} | {"cell": (line, _, _)}:
            lines = [line]
        case {"cells": of} | {"printed_as": of} | {"moved": of}:
            lines = [line for line, *_ in of]
        case {"lines": lines}:
            pass
        case {"only_old": old, "only_new": new, "restated_beside": beside}:
            lines = [*old, *new, *beside]
        case _:
            lines = []
    return tuple(dict.fromkeys(lines))


def note_years(note: Note) -> tuple[Year, ...]:
    """The distinct budget years of a note; none for all years."""
    match note._asdict():
        case {"from_year": start, "to_year": end}:
            years = [start, end]
        case {"year": year} | {"cell": (_, _, year)}:
            years = [year]
        case {"cells": cells}:
            years = [year for _, _, year in cells]
        case {"parts": parts}:
            years = [part.year for part in parts]
        case {"years": years}:
            pass
        case _:
            years = []
    return tuple(dict.fromkeys(filter(None, years)))


class Carried(NamedTuple):
    """Figures last stated by an earlier version, although a later one states their lines; decided ones as DECIDED."""

    cells: tuple[Key, ...]
    version: str
    kind: str = "carried"


class TakenAsDropped(NamedTuple):
    """Figures of an `earlier` version that end only because a later one is taken to be full."""

    cells: tuple[Key, ...]
    version: str
    earlier: str
    kind: str = "taken-as-dropped"


class Decided(NamedTuple):
    """Figures that cabinet decided on, which bind nobody yet."""

    cells: tuple[Key, ...]
    kind: str = "decided"


class Assumed(NamedTuple):
    """A figure that is not printed as such. `remark` is the ledger's, "" without one.

    `amount` and `version` are given where the view shows more than one figure of the cell.
    """

    cell: Key
    remark: str
    amount: Decimal | None = None
    version: str = ""
    kind: str = "assumed"


class Overtaken(NamedTuple):
    """A figure of a line that newer figures of its parts contradict."""

    cell: Key
    version: str
    kind: str = "overtaken"


class ChangeNotIncluded(NamedTuple):
    """A figure that a later paper changes without restating it; `amount` is None where not stated."""

    cell: Key
    version: str
    later: str
    label: str
    amount: Decimal | None
    kind: str = "change-not-included"


class Renumbered(NamedTuple):
    """Lines that some versions print under other numbers, or, `added`, under both: each with the numbers printed."""

    printed_as: tuple[tuple[str, tuple[str, ...]], ...]
    versions: tuple[str, ...]
    added: bool
    kind: str = "renumbered"


class NoFigures(NamedTuple):
    """A ledger that states nothing."""

    ledger: str
    kind: str = "no-figures"


class NothingStated(NamedTuple):
    """Lines of a fund, or with no `lines` all of them, for which nothing is stated in any of the years shown."""

    fund: str
    lines: tuple[str, ...]
    years: tuple[int, ...]
    kind: str = "nothing-stated"


class NothingOnBases(NamedTuple):
    """A fund with nothing stated for a year, or the one before, on the bases asked for."""

    fund: str
    year: int
    bases: tuple[str, ...]
    kind: str = "nothing-on-bases"


class NoTotal(NamedTuple):
    """A fund whose lines may not be added."""

    fund: str
    kind: str = "no-total"


class FundRemark(NamedTuple):
    """A fund that is shown and has a remark in the ledger."""

    fund: str
    kind: str = "fund-remark"


class FundsNotShown(NamedTuple):
    """Funds with figures that a view leaves out."""

    funds: tuple[str, ...]
    kind: str = "funds-not-shown"


class PartialTotal(NamedTuple):
    """Totals of a fund on a basis over the `stated` lines: they leave out `lines`, for which nothing is stated."""

    fund: str
    basis: str
    years: tuple[Year, ...]
    stated: tuple[str, ...]
    lines: tuple[str, ...]
    kind: str = "partial-total"


class PartsStandIn(NamedTuple):
    """Totals of a fund on a basis in which the stated parts of a line count, since the line itself is not stated."""

    fund: str
    basis: str
    years: tuple[Year, ...]
    line: str
    kind: str = "parts-stand-in"


class OutstandingNotStated(NamedTuple):
    """Lines whose outstanding commitments can neither be read nor computed."""

    lines: tuple[str, ...]
    kind: str = "outstanding-not-stated"


class LineNotStated(NamedTuple):
    """A line without a figure for a year on the bases asked for (none: on any).

    `elsewhere` are the years with a figure; `outside` those with a figure only outside the versions, funds and bases
    asked for.
    """

    line: str
    year: int
    bases: tuple[str, ...]
    elsewhere: tuple[int, ...]
    outside: tuple[int, ...]
    kind: str = "line-not-stated"


class PossibleConflict(NamedTuple):
    """A figure that versions of other series may contradict: `others`, with their figures."""

    cell: Key
    version: str
    amount: Decimal
    others: tuple[tuple[str, Decimal], ...]
    kind: str = "possible-conflict"


class NotWhole(NamedTuple):
    """A version that lost amounts when it was imported; `parts` are the bases and years."""

    version: str
    parts: tuple[Missing, ...]
    kind: str = "not-whole"
