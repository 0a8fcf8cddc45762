"""A ledger: its funds, lines, papers, versions and figures, with the lookups that analyses need."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from ukraine_budget.figures.stated import Figures, FileRow
from ukraine_budget.figures.structure import Axes, Placing, Structure
from ukraine_budget.model.amount import EXACT, OUTSTANDING, Pot, shifted, stated
from ukraine_budget.model.records import Cell, Claim, Document, Figure, Fund, Line, Mutation, Version, in_order

UNITS = {"one": 0, "thousand": 3, "million": 6, "billion": 9}
"""Powers of ten by unit."""


@dataclass(frozen=True)
class Ledger:
    """The contents of a ledger.

    `versions` are in order; `unit` and `currency` are None where not stated. `taken_as_full` names the versions that
    are taken as full because nobody stated their coverage. `texts` maps notes, locators and labels to Dutch. `language`
    is that of the titles of papers: a code such as "nl", or empty.
    """

    name: str
    title: str
    currency: str | None
    unit: str | None
    bases: tuple[str, ...]
    funds: Mapping[str, Fund] = field(repr=False)
    lines: Mapping[str, Line] = field(repr=False)
    versions: Mapping[str, Version] = field(repr=False)
    documents: Mapping[str, Document] = field(default_factory=dict, repr=False)
    figures: Figures = field(default_factory=Figures.none, repr=False)
    mutations: tuple[Mutation, ...] = field(default=(), repr=False)
    claims: tuple[Claim, ...] = field(default=(), repr=False)
    default_funds: tuple[str, ...] = ()
    taken_as_full: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    language: str = ""

    @cached_property
    def current(self) -> Mapping[str, str]:
        """Lines mapped to the line that has their number today: themselves, or their last successors."""
        return ends({name: line.successor for name, line in self.lines.items() if line.successor}, self.lines)

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Current lines by parent."""
        return self._grouped({line.line: line.parent and self.current[line.parent] for line in self.lines.values()})

    @cached_property
    def tops(self) -> Mapping[str, tuple[str, ...]]:
        """Current lines without a parent, by fund."""
        return self._grouped({line.line: "" if line.parent else line.fund for line in self.lines.values()})

    def _grouped(self, above: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
        groups: dict[str, list[str]] = {}
        for line, group in above.items():
            if group and self.current[line] == line:
                groups.setdefault(group, []).append(line)
        return {group: tuple(lines) for group, lines in groups.items()}

    def restrict(self, years: Collection[int], versions: Iterable[Version]) -> "Ledger":
        """Return the ledger with at least the figures of some years and versions, and of those that they revise."""
        names = {version.version for version in versions}
        ahead = [*names]
        while ahead:
            more = self._revises(ahead.pop()) - names
            names |= more
            ahead += more
        figures = self.figures.restrict(years, names)
        return self if figures is self.figures else replace(self, figures=figures)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The budget years with stated figures."""
        return self.figures.years

    def is_revised(self, earlier: str, later: str) -> bool:
        """Whether `later` follows or supersedes `earlier`, directly or through other versions."""
        return bool(self._revised[later] & self._bits[earlier])

    def _revises(self, name: str) -> set[str]:
        version = self.versions[name]
        return {version.follows, version.supersedes} - {""}

    @cached_property
    def _bits(self) -> Mapping[str, int]:
        """One bit per version."""
        return {name: 1 << n for n, name in enumerate(self.versions)}

    @cached_property
    def _revised(self) -> Mapping[str, int]:
        """The ancestors of each version as a bit mask.

        Sets would hold every pair of a long chain.
        """
        revised: dict[str, int] = {}
        for name in self.versions:
            revised[name] = 0
            for other in self._revises(name):
                revised[name] |= revised.get(other, 0) | self._bits[other]
        return revised

    @cached_property
    def structure(self) -> Structure:
        """The structure of the lines, on the ledger's own axes."""
        return self.structure_on(axes(self))

    def structure_on(self, axes: Axes) -> Structure:
        """Return the structure of the lines on axes that another ledger may share."""
        placings = {name: Placing(line.fund, line.parent, self.current[name]) for name, line in self.lines.items()}
        return Structure.of(axes, placings)

    def _printed_as(self, lines: Collection[str] | None) -> Collection[str] | None:
        """Expand current lines to all numbers that they have in the file."""
        if lines is None or not self.renumbered:
            return lines
        wanted = frozenset(lines)
        return [line for line, current in self.current.items() if current in wanted]

    def pot(self, line: str, basis: str) -> Pot:
        """Return what amounts of a line and basis count."""
        return self._pots[self.lines[line].fund][basis]

    @cached_property
    def _pots(self) -> Mapping[str, Mapping[str, Pot]]:
        bases = (*self.bases, OUTSTANDING)
        return {fund: {basis: Pot(fund, basis) for basis in bases} for fund in self.funds}

    def stated(
        self,
        *,
        years: Collection[int] | None = None,
        lines: Collection[str] | None = None,
        versions: Collection[str] | None = None,
        bases: Collection[str] | None = None,
    ) -> list[Figure]:
        """Return figures by year, (current) line, version and basis, in the order of the file."""
        rows = self.figures.select(years=years, lines=self._printed_as(lines), versions=versions, bases=bases)
        return self.figures_of(rows.tolist())

    def figures_of(self, rows: Sequence[int]) -> list[Figure]:
        """Return the figures of some rows, in their order; a renumbered line needs all its rows."""
        figures = list(self.figures_at(rows))
        return _merged(figures) if any(self.renumbered.intersection(figure.lines) for figure in figures) else figures

    @cached_property
    def renumbered(self) -> frozenset[str]:
        """Lines that have another number today."""
        return frozenset(line for line, current in self.current.items() if line != current)

    def figures_at(self, rows: Sequence[int]) -> Iterator[Figure]:
        """Iterate over the figures of some rows, without merging renumbered lines."""
        return map(self._figure, rows, self.figures.stated(rows))

    def _figure(self, row: int, cells: FileRow) -> Figure:
        version, printed, year, basis, amount, step, words, document, locator, note = cells
        line = self.current[printed]
        qualifier = tuple(words.split()) if words else ()
        value = stated(self.pot(line, basis), amount, step, qualifier)
        return Figure(Cell(line, basis, year), value, qualifier, version, document, locator, note, (printed,), row)

    def scaled(self, text: str) -> Decimal:
        """Parse a decimal of the ledger's files and convert it to the unit in use."""
        return EXACT.scaleb(Decimal(text), self.figures.power)

    def in_unit(self, unit: str) -> "Ledger":
        """Convert every amount exactly. Raises KeyError for a unit not in UNITS, ValueError if the ledger has none."""
        if self.unit is None:
            raise ValueError("a ledger without a unit cannot be shown in another")
        shift = UNITS[self.unit] - UNITS[unit]
        mutations = tuple(m._replace(amount=shifted(m.amount, shift)) for m in self.mutations)
        return replace(self, unit=unit, figures=self.figures.in_unit(shift), mutations=mutations)


def ends(targets: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Map each name to the end of its chain of references, which has no cycles."""
    end_of: dict[str, str] = {}
    for start in names:
        path, name = [], start
        while name in targets and name not in end_of:
            path.append(name)
            name = targets[name]
        end = end_of.get(name, name)
        end_of.update(dict.fromkeys((start, *path), end))
    return end_of


def axes(*ledgers: Ledger) -> Axes:
    """Return the lines, funds, bases and years of one or more ledgers."""
    years = [year for ledger in ledgers for year in ledger.figures.year.values]
    return Axes(
        tuple(dict.fromkeys(line for ledger in ledgers for line in ledger.lines)),
        tuple(dict.fromkeys(fund for ledger in ledgers for fund in ledger.funds)),
        tuple(dict.fromkeys((*(basis for ledger in ledgers for basis in ledger.bases), OUTSTANDING))),
        range(min(years), max(years) + 1) if years else range(0),
    )


def _merged(figures: Sequence[Figure]) -> list[Figure]:
    """Merge what a version prints under old and new numbers of a line: one figure per version and cell.

    It keeps the position of the first, and cites the number that the line has today.
    """
    merged: dict[tuple[str, Cell], Figure] = {}
    for figure in sorted(figures, key=lambda figure: (figure.cell.line not in figure.lines, figure.lines)):
        key = (figure.version, figure.cell)
        merged[key] = added(merged[key], figure) if key in merged else figure
    return [merged[key] for key in dict.fromkeys((figure.version, figure.cell) for figure in figures)]


def added(one: Figure, other: Figure) -> Figure:
    """Add two figures of a renumbered line; the sum has the row of the first."""
    return one._replace(
        amount=one.amount + other.amount,
        qualifier=in_order(one.qualifier + other.qualifier),
        locator="; ".join(sorted({one.locator, other.locator} - {""})),
        note=" ".join(sorted({one.note, other.note} - {""})),
        lines=tuple(sorted(one.lines + other.lines)),
    )
