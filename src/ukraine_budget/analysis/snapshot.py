"""The snapshot of a ledger: the last figure of each cell at a version or date, and its version."""

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
"""The qualifiers with a note."""


@dataclass(frozen=True, eq=False)
class LedgerSnapshot:
    """A ledger after some versions: `cells` has all of it, of which only what is asked for becomes figures.

    A carried figure is one whose line, but not cell, a later version states.
    """

    ledger: Ledger
    cells: Snapshot

    def __contains__(self, key: Key) -> bool:
        return self.cells.row(key) != NONE

    def figure(self, key: Key) -> Figure | None:
        """The standing figure of a cell, None without one."""
        return next(self.figures([key]))

    def figures(self, keys: Sequence[Key]) -> Iterator[Figure | None]:
        """The standing figures of some cells, None without one."""
        rows, groups = self.cells.terms(self.cells.structure.axes.numbers(keys))
        own: list[list[Figure]] = [[] for _ in keys]
        for group, figure in zip(groups.tolist(), self.ledger.figures_at(rows.tolist()), strict=True):
            own[group].append(figure)
        return (_as_one(key, figures) if figures else None for key, figures in zip(keys, own, strict=True))

    @cached_property
    def stated(self) -> Mapping[Key, Figure]:
        """The figures of all cells, by first statement."""
        return self.of([*self.cells.refs()])

    def of(self, keys: Sequence[Key]) -> Mapping[Key, Figure]:
        """The standing figures among some cells."""
        return {key: figure for key, figure in zip(keys, self.figures(keys), strict=True) if figure}

    @cached_property
    def notable(self) -> Mapping[Key, Figure]:
        """The figures with a note: assumed, decided, carried, or of a line's earlier number."""
        words = self.ledger.figures.qualifier.at(self.cells.rows)
        is_qualified = words.where(lambda words: not NOTED.isdisjoint(words.split()))
        return self.of([*self.cells.refs(is_qualified | self.cells.carried | self.cells.is_renumbered)])

    @cached_property
    def carried(self) -> frozenset[Key]:
        """The cells whose line a later version states, but not the cell."""
        return frozenset(self.cells.refs(self.cells.carried))

    @cached_property
    def decisions(self) -> Snapshot:
        """The last decision on each standing cell."""
        return decisions(self.cells)

    @cached_property
    def binding(self) -> Snapshot:
        """The standing figures, decided ones replaced by the last figure that is no decision, if any."""
        return binding(self.cells, self.decisions)

    def are_overtaken(self, numbers: Integers) -> Bools:
        """Mask of the overtaken cells among some."""
        return self.cells.are(self._is_overtaken, numbers)

    def versions_of(self, lines: Sequence[str], basis: str, years: Sequence[int]) -> Collection[str]:
        """The versions of the standing figures of some lines and years on a basis."""
        axes = self.cells.structure.axes
        rows = self.cells.at(axes.grid(axes.codes(lines), basis, years))
        return self.ledger.figures.version.at(rows[rows != NONE]).used

    @cached_property
    def bases(self) -> Mapping[str, Collection[str]]:
        """The lines with standing figures, each with its bases."""
        bases: defaultdict[str, set[str]] = defaultdict(set)
        years = max(len(self.cells.structure.axes.years), 1)
        for line, basis, _ in self.cells.structure.axes.refs(ascending(self.cells.cells // years) * years):
            bases[line].add(basis)
        return bases

    @cached_property
    def blocks(self) -> Collection[tuple[str, str, int]]:
        """The funds, bases and years with standing figures."""
        return list(self.cells.structure.blocks_named(self.cells.cells))

    @cached_property
    def members(self) -> Bools:
        """Mask of the cells added in the totals of their funds."""
        return total_members(self.cells, self._is_overtaken)

    @cached_property
    def overtaken(self) -> frozenset[Key]:
        """The cells that newer parts contradict, though they are the last stated."""
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
        """The funds and years that a full version prints whole: no line is missing."""
        versions = [name for name in self.cells.order if self.ledger.versions[name].coverage == "full"]
        rows = self.cells.figures.select(versions=versions)
        cells = self.cells.structure.cells(self.cells.figures, rows)
        return {(fund, year) for fund, _, year in self.cells.structure.blocks_named(cells)}

    @cached_property
    def sums(self) -> Mapping[TotalKey, TotalSide]:
        """The value of each total."""
        return self.totals.sides()

    @cached_property
    def total_documents(self) -> Mapping[TotalKey, Collection[str]]:
        """The papers behind each total."""
        return dict(zip(self.totals.keys, self.totals.stated(self.ledger.figures.document), strict=True))


def snapshot_after(
    ledger: Ledger,
    versions: Sequence[Version],
    *,
    years: Collection[int] | None = None,
    lines: Collection[str] | None = None,
    on: Axes | None = None,
) -> LedgerSnapshot:
    """The snapshot after `versions`, in their order, for some years and (current) lines or all.

    The cells are `on` axes that another ledger may share.
    """
    structure = ledger.structure_on(on) if on else ledger.structure
    return LedgerSnapshot(ledger, Statements.of(ledger.figures, structure, coverage(versions), years, lines).snapshot)


def before_and_after(
    ledger: Ledger, earlier: Sequence[Version], later: Sequence[Version]
) -> tuple[LedgerSnapshot, LedgerSnapshot]:
    """The snapshots after the earlier versions, and after all; where possible, figures are sorted once."""
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
    """The snapshot after each of `versions`. A full version ends what it omits of its funds and years."""
    statements = Statements.of(ledger.figures, ledger.structure, coverage(versions), years, lines)
    return ((version, LedgerSnapshot(ledger, statements.until(n))) for n, version in enumerate(versions))


def coverage(versions: Iterable[Version]) -> Versions:
    """Map versions to whether they are full."""
    return {version.version: version.coverage == "full" for version in versions}


def _as_one(key: Key, figures: Sequence[Figure]) -> Figure:
    """Merge the figures of all rows of a cell."""
    figure = reduce(added, figures)
    return figure if figure.cell == key else figure._replace(cell=Cell(key[0], figure.cell.basis, figure.cell.year))
