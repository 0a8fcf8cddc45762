"""The sum of one side of a claim (figures, declared mutations, or both), or why there is none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from ukraine_budget.analysis.mutations import by_cell, declared
from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.snapshot import snapshot_after
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.model.amount import Amount, as_named, total
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell, ClaimSide, Figure, Key, Mutation

Term = Figure | Mutation
"""A term of a side of a claim."""
Unnamed = Literal["basis", "lines", "years", "mutations-version", "two-versions", "relation", "right-side"]


class NotNamed(NamedTuple):
    """A field that a claim needs and leaves blank."""

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
    """A cell without a figure: in a version, or where none is named, now."""

    cell: Key
    version: str = ""
    kind: str = "no-figure"


class NoMutation(NamedTuple):
    """A cell without a declared change in a version."""

    cell: Key
    version: str
    kind: str = "no-mutation"


class NoLabel(NamedTuple):
    """A label without a declaration in a version."""

    label: str
    version: str
    kind: str = "no-label"


class NoSize(NamedTuple):
    """A mutation with a direction but no size."""

    term: Term
    kind: str = "no-size"


class OnlyBound(NamedTuple):
    """A figure or mutation with only a lower or an upper bound."""

    term: Term
    kind: str = "only-bound"


class TooCoarse(NamedTuple):
    """Figures whose rounding leaves open which of the two sides is larger."""

    kind: str = "too-coarse"


class ClaimEvidence(NamedTuple):
    """A ledger's evidence on the lines and years of some claims.

    `current_lines` are current numbers by printed line, `last_stated` the standing figures, `stated` those of each
    version; `declared` are the mutations that count, `printed` all rows and totals.
    """

    current_lines: Mapping[str, str]
    last_stated: Mapping[Key, Figure]
    stated: Mapping[tuple[str, Cell], Figure]
    declared: Mapping[tuple[str, Cell], Sequence[Mutation]]
    printed: Mapping[tuple[str, Cell], Sequence[Mutation]]


@dataclass(frozen=True)
class SideSum:
    """The amounts of a side, their `terms`, and the terms that are missing.

    The lines of a claim are named singly, so they are added even across funds. `open_ends` are notes on terms without a
    size, or with a bound only; `unsized`: a term has only a direction.
    """

    amounts: tuple[Amount, ...] = ()
    terms: tuple[Term, ...] = ()
    qualifier: tuple[str, ...] = ()
    missing: tuple[Note, ...] = ()
    open_ends: tuple[Note, ...] = ()
    unsized: bool = False

    @cached_property
    def amount(self) -> Amount | None:
        """The sum; None where a term is missing."""
        if self.missing or not self.amounts:
            return None
        named = [as_named(amount) for amount in self.amounts]
        return total(named[0].pot, named)

    @property
    def value(self) -> Decimal | None:
        """The value of the sum; None where a term is missing or has a direction but no size."""
        return None if self.amount is None or self.unsized else self.amount.value


def evidence_on(ledger: Ledger, sides: Iterable[ClaimSide]) -> ClaimEvidence:
    """Collect the evidence on the lines and years of some sides."""
    sides = list(sides)
    lines = {ledger.current.get(line, line) for side in sides for line in side.lines}
    years = {year for side in sides for year in side.years}
    now = snapshot_after(ledger, known_at(ledger).versions, years=years, lines=lines)
    figures = ledger.stated(years=years, lines=lines)
    return ClaimEvidence(
        ledger.current,
        now.stated,
        {(figure.version, figure.cell): figure for figure in figures},
        by_cell(ledger, declared(ledger, ledger.versions)),
        by_cell(ledger, ledger.mutations),
    )


def cells(evidence: ClaimEvidence, side: ClaimSide) -> list[Cell]:
    """The distinct cells that a side names."""
    lines = dict.fromkeys(evidence.current_lines.get(line, line) for line in side.lines)
    return [Cell(line, side.basis, year) for line in lines for year in dict.fromkeys(side.years)]


def added(evidence: ClaimEvidence, side: ClaimSide, only: Iterable[Cell] | None = None) -> SideSum:
    """Sum the cells that a side names, or `only` some of them."""
    missing = tuple(_unnamed(side))
    if missing:
        return SideSum(missing=missing)
    items = tuple(_terms(evidence, side, cells(evidence, side) if only is None else list(only)))
    terms = [item for item in items if isinstance(item, Term)]
    return SideSum(
        amounts=tuple(term.amount for term in terms),
        terms=tuple(terms),
        qualifier=tuple(dict.fromkeys(word for term in terms for word in term.qualifier)),
        missing=tuple(item for item in items if not isinstance(item, Term)),
        open_ends=tuple(_open_end(term) for term in terms if term.amount.spread is None),
        unsized=any(_unsized(term) for term in terms),
    )


def _unnamed(side: ClaimSide) -> Iterator[Note]:
    if not side.basis:
        yield NotNamed("basis")
    if not side.lines:
        yield NotNamed("lines")
    if not side.years:
        yield NotNamed("years")
    if "mutations" in side.tables and not side.versions:
        yield NotNamed("mutations-version")
    if len(side.versions) not in (0, 1, len(side.tables)):
        yield VersionsPerTable(len(side.versions), len(side.tables))


def _terms(evidence: ClaimEvidence, side: ClaimSide, wanted: Sequence[Cell]) -> Iterator[Term | Note]:
    """Each term, or a note that it is missing. A single version is that of every table."""
    versions = side.versions or ("",)
    for table, version in zip(side.tables, versions * (len(side.tables) // len(versions)), strict=True):
        if table == "mutations":
            yield from _mutations(evidence, side.labels, wanted, version)
        else:
            yield from (_figure(evidence, cell, version) for cell in wanted)


def _figure(evidence: ClaimEvidence, cell: Cell, version: str) -> Figure | Note:
    figure = evidence.stated.get((version, cell)) if version else evidence.last_stated.get(cell)
    return figure or NoFigure(cell, version)


def _mutations(
    evidence: ClaimEvidence, labels: Sequence[str], wanted: Sequence[Cell], version: str
) -> Iterator[Mutation | Note]:
    """The mutations of each cell: under the labels named, or without labels those that count."""
    seen: set[str] = set()
    for cell in wanted:
        table = evidence.printed if labels else evidence.declared
        here = [m for m in table.get((version, cell), ()) if not labels or m.label in labels]
        seen.update(mutation.label for mutation in here)
        yield from here
        if not here:
            yield NoMutation(cell, version)
    for label in labels:
        if label not in seen:
            yield NoLabel(label, version)


def _open_end(term: Term) -> Note:
    return NoSize(term) if _unsized(term) else OnlyBound(term)


def _unsized(term: Term) -> bool:
    return isinstance(term, Mutation) and not term.size_stated
