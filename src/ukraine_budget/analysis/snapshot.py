"""What stands at a version or a date: the figure that each cell was last given, and of which version it is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce

from ukraine_budget.figures.column import Bools, Integers, ascending
from ukraine_budget.figures.decisions import binding, decisions
from ukraine_budget.figures.overtaken import overtaken
from ukraine_budget.figures.snapshot import Snapshot, Statements, Versions
from ukraine_budget.figures.structure import NONE, Axes
from ukraine_budget.figures.totals import TotalKey, Totals, TotalSide, total_members
from ukraine_budget.model.ledger import Ledger, added
from ukraine_budget.model.records import ASSUMED, DECISION, Cell, Figure, Key, Version

NOTED = frozenset((ASSUMED, DECISION))
"""The qualifiers of which notes tell."""


@dataclass(frozen=True, eq=False)
class LedgerSnapshot:
    """What stands of a ledger after some versions: `cells` has all of it, and only what is asked for becomes figures.

    A figure is carried where a later version states its line, but not its cell.
    """

    ledger: Ledger
    cells: Snapshot

    def __contains__(self, key: Key) -> bool:
        return self.cells.row(key) != NONE

    def figure(self, key: Key) -> Figure | None:
        """The figure that stands for a cell, None where nothing does."""
        return next(self.figures([key]))

    def figures(self, keys: Sequence[Key]) -> Iterator[Figure | None]:
        """The figures that stand for some cells, None where nothing does."""
        rows, places = self.cells.terms(self.cells.structure.axes.numbers(keys))
        own: list[list[Figure]] = [[] for _ in keys]
        for place, figure in zip(places.tolist(), self.ledger.figures_at(rows.tolist()), strict=True):
            own[place].append(figure)
        return (_as_one(key, figures) if figures else None for key, figures in zip(keys, own, strict=True))

    @cached_property
    def stated(self) -> Mapping[Key, Figure]:
        """The figures of all cells, in the order in which these were first stated."""
        return self.of([*self.cells.refs()])

    def of(self, keys: Sequence[Key]) -> Mapping[Key, Figure]:
        """The figures of those of some cells for which any stands."""
        return {key: figure for key, figure in zip(keys, self.figures(keys), strict=True) if figure}

    @cached_property
    def notable(self) -> Mapping[Key, Figure]:
        """The figures on which there is a note: assumed, decided, carried, or of a line's earlier number."""
        words = self.ledger.figures.qualifier.at(self.cells.rows)
        is_qualified = words.where(lambda words: not NOTED.isdisjoint(words.split()))
        return self.of([*self.cells.refs(is_qualified | self.cells.carried | self.cells.is_renumbered)])

    @cached_property
    def carried(self) -> frozenset[Key]:
        """The cells whose line a later version states, but not the cell."""
        return frozenset(self.cells.refs(self.cells.carried))

    @cached_property
    def decisions(self) -> Snapshot:
        """The last decision on each cell for which anything stands."""
        return decisions(self.cells)

    @cached_property
    def binding(self) -> Snapshot:
        """What stands; of cells with a decision, the last commitment instead, if any."""
        return binding(self.cells, self.decisions)

    def are_overtaken(self, numbers: Integers) -> Bools:
        """Which of some cells newer parts contradict."""
        return self.cells.are(self._is_overtaken, numbers)

    def versions_of(self, lines: Sequence[str], basis: str, years: Sequence[int]) -> Collection[str]:
        """The versions that state what stands for some lines and years on a basis."""
        axes = self.cells.structure.axes
        rows = self.cells.at(axes.grid(axes.codes(lines), basis, years))
        return self.ledger.figures.version.at(rows[rows != NONE]).used

    @cached_property
    def bases(self) -> Mapping[str, Collection[str]]:
        """The lines for which anything stands, each with the bases on which it does."""
        bases: defaultdict[str, set[str]] = defaultdict(set)
        years = max(len(self.cells.structure.axes.years), 1)
        for line, basis, _ in self.cells.structure.axes.refs(ascending(self.cells.cells // years) * years):
            bases[line].add(basis)
        return bases

    @cached_property
    def blocks(self) -> Collection[tuple[str, str, int]]:
        """The funds, bases and years that have a cell for which anything stands."""
        return list(self.cells.structure.blocks_named(self.cells.cells))

    @cached_property
    def members(self) -> Bools:
        """Which cells are added in the totals of their funds."""
        return total_members(self.cells, self._is_overtaken)

    @cached_property
    def overtaken(self) -> frozenset[Key]:
        """The cells that newer parts contradict: they are still the last that was stated, and no more than that."""
        return frozenset(self.cells.refs(self._is_overtaken))

    @cached_property
    def _is_overtaken(self) -> Bools:
        return overtaken(self.cells)

    @cached_property
    def totals(self) -> Totals:
        """The totals of all funds, bases and years."""
        return Totals.of(self.cells, self.members)

    @cached_property
    def printed_in_full(self) -> Collection[tuple[str, int]]:
        """The funds and years of which a full version prints all that there is: no line of them is missing."""
        versions = [name for name in self.cells.order if self.ledger.versions[name].coverage == "full"]
        rows = self.cells.figures.select(versions=versions)
        cells = self.cells.structure.cells(self.cells.figures, rows)
        return {(fund, year) for fund, _, year in self.cells.structure.blocks_named(cells)}

    @cached_property
    def sums(self) -> Mapping[TotalKey, TotalSide]:
        """What each total comes to."""
        return self.totals.sides()

    @cached_property
    def total_documents(self) -> Mapping[TotalKey, Collection[str]]:
        """The papers that state the terms of each total."""
        return dict(zip(self.totals.keys, self.totals.stated(self.ledger.figures.document), strict=True))


def snapshot_after(
    ledger: Ledger,
    versions: Sequence[Version],
    *,
    years: Collection[int] | None = None,
    lines: Collection[str] | None = None,
    on: Axes | None = None,
) -> LedgerSnapshot:
    """What stands after `versions`, in their order, for some years and (current) lines or all.

    The cells are `on` axes that another ledger may share.
    """
    structure = ledger.structure_on(on) if on else ledger.structure
    return LedgerSnapshot(ledger, Statements.of(ledger.figures, structure, coverage(versions), years, lines).snapshot)


def before_and_after(
    ledger: Ledger, earlier: Sequence[Version], later: Sequence[Version]
) -> tuple[LedgerSnapshot, LedgerSnapshot]:
    """What stands after the earlier of some versions, and after all; where it can be, the figures are sorted once."""
    if later[: len(earlier)] != earlier:  # an erratum takes the place of its paper
        return snapshot_after(ledger, earlier), snapshot_after(ledger, later)
    statements = Statements.of(ledger.figures, ledger.structure, coverage(later))
    return LedgerSnapshot(ledger, statements.until(len(earlier) - 1)), LedgerSnapshot(ledger, statements.snapshot)


def snapshots(
    ledger: Ledger,
    versions: Sequence[Version],
    years: Collection[int] | None = None,
    lines: Collection[str] | None = None,
) -> Iterator[tuple[Version, LedgerSnapshot]]:
    """What stands after each of `versions`. A full version ends what it does not print in its funds and years."""
    statements = Statements.of(ledger.figures, ledger.structure, coverage(versions), years, lines)
    return ((version, LedgerSnapshot(ledger, statements.until(n))) for n, version in enumerate(versions))


def coverage(versions: Iterable[Version]) -> Versions:
    """Versions by name, each with whether it is full."""
    return {version.version: version.coverage == "full" for version in versions}


def _as_one(key: Key, figures: Sequence[Figure]) -> Figure:
    """The figure of a cell, given those of all its rows."""
    figure = reduce(added, figures)
    return figure if figure.cell == key else figure._replace(cell=Cell(key[0], figure.cell.basis, figure.cell.year))
