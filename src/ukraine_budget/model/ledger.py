"""A ledger: its funds, lines, papers and versions, and the few questions the analyses ask of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from ukraine_budget.figures.stated import Figures, FileRow
from ukraine_budget.figures.structure import Axes, Placing, Structure
from ukraine_budget.model.amount import EXACT, OUTSTANDING, Pot, shifted, stated
from ukraine_budget.model.records import Cell, Claim, Document, Figure, Fund, Line, Mutation, Version, in_order

UNITS = {"one": 0, "thousand": 3, "million": 6, "billion": 9}
"""Units and their powers of ten."""


@dataclass(frozen=True)
class Ledger:
    """Everything a ledger says. `versions` are in their order; `unit` and `currency` are None where not said.

    `taken_as_full` are the versions of which nobody said whether they end earlier figures. `texts` has the Dutch of
    notes, locators and labels. The titles of papers are in `language`, a code such as "nl", empty
    where that is not said.
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
        """Each line and the line that carries its number today: itself, or the end of its successors."""
        return ends({name: line.successor for name, line in self.lines.items() if line.successor}, self.lines)

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """The (current) lines under each parent."""
        return self._grouped({line.line: line.parent and self.current[line.parent] for line in self.lines.values()})

    @cached_property
    def tops(self) -> Mapping[str, tuple[str, ...]]:
        """The (current) lines at the top of each fund."""
        return self._grouped({line.line: "" if line.parent else line.fund for line in self.lines.values()})

    def _grouped(self, above: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
        groups: dict[str, list[str]] = {}
        for line, group in above.items():
            if group and self.current[line] == line:
                groups.setdefault(group, []).append(line)
        return {group: tuple(lines) for group, lines in groups.items()}

    def about(self, years: Collection[int], versions: Iterable[Version]) -> "Ledger":
        """The same ledger, which need know no figures but those of some years and versions, and what these revise."""
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
        """The budget years for which anything is stated."""
        return self.figures.years

    def is_revised(self, earlier: str, later: str) -> bool:
        """Whether a version follows or supersedes an earlier one, or one that does."""
        return bool(self._revised[later] & self._bits[earlier])

    def _revises(self, name: str) -> set[str]:
        version = self.versions[name]
        return {version.follows, version.supersedes} - {""}

    @cached_property
    def _bits(self) -> Mapping[str, int]:
        """A binary digit for each version."""
        return {name: 1 << n for n, name in enumerate(self.versions)}

    @cached_property
    def _revised(self) -> Mapping[str, int]:
        """The versions that each version revises, all of them before it, as the sum of their digits.

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
        """How the lines are placed, on axes of their own."""
        return self.structure_on(axes(self))

    def structure_on(self, axes: Axes) -> Structure:
        """How the lines are placed, on axes that another ledger may share."""
        placings = {name: Placing(line.fund, line.parent, self.current[name]) for name, line in self.lines.items()}
        return Structure.of(axes, placings)

    def _printed_as(self, lines: Collection[str] | None) -> Collection[str] | None:
        """Some (current) lines as the file prints them: under their earlier numbers too."""
        if lines is None or not self.renumbered:
            return lines
        wanted = frozenset(lines)
        return [line for line, current in self.current.items() if current in wanted]

    def pot(self, line: str, basis: str) -> Pot:
        """What amounts of a line and basis count."""
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
        """The stated figures of some years, (current) lines, versions and bases, in the order of the file."""
        rows = self.figures.select(years=years, lines=self._printed_as(lines), versions=versions, bases=bases)
        return self.figures_of(rows.tolist())

    def figures_of(self, rows: Sequence[int]) -> list[Figure]:
        """The figures that some rows of the file state, in their order; of a renumbered line all rows are given."""
        figures = list(self.figures_at(rows))
        return _merged(figures) if any(self.renumbered.intersection(figure.lines) for figure in figures) else figures

    @cached_property
    def renumbered(self) -> frozenset[str]:
        """The lines that carry another number today."""
        return frozenset(line for line, current in self.current.items() if line != current)

    def figures_at(self, rows: Sequence[int]) -> Iterator[Figure]:
        """The figure that each of some rows of the file states."""
        return map(self._figure, rows, self.figures.stated(rows))

    def _figure(self, row: int, cells: FileRow) -> Figure:
        version, printed, year, basis, amount, step, words, document, locator, note = cells
        line = self.current[printed]
        qualifier = tuple(words.split()) if words else ()
        value = stated(self.pot(line, basis), amount, step, qualifier)
        return Figure(Cell(line, basis, year), value, qualifier, version, document, locator, note, (printed,), row)

    def scaled(self, text: str) -> Decimal:
        """A decimal of the ledger's files, in the unit asked for."""
        return EXACT.scaleb(Decimal(text), self.figures.power)

    def in_unit(self, unit: str) -> "Ledger":
        """The same ledger with every amount in another unit, exactly. KeyError for a unit that is not in UNITS."""
        if self.unit is None:
            raise ValueError("a ledger without a unit cannot be shown in another")
        shift = UNITS[self.unit] - UNITS[unit]
        mutations = tuple(m._replace(amount=shifted(m.amount, shift)) for m in self.mutations)
        return replace(self, unit=unit, figures=self.figures.in_unit(shift), mutations=mutations)


def ends(targets: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The name that each name leads to in the end, where names refer to others without circles."""
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
    """The lines, funds and bases of one ledger or of several, and the years of their figures."""
    years = [year for ledger in ledgers for year in ledger.figures.year.values]
    return Axes(
        tuple(dict.fromkeys(line for ledger in ledgers for line in ledger.lines)),
        tuple(dict.fromkeys(fund for ledger in ledgers for fund in ledger.funds)),
        tuple(dict.fromkeys((*(basis for ledger in ledgers for basis in ledger.bases), OUTSTANDING))),
        range(min(years), max(years) + 1) if years else range(0),
    )


def _merged(figures: Sequence[Figure]) -> list[Figure]:
    """One figure per version and cell: what a version prints under an old and a new number is one line's money.

    It takes the place of the first of them, and is cited by the number that the line has today.
    """
    merged: dict[tuple[str, Cell], Figure] = {}
    for figure in sorted(figures, key=lambda figure: (figure.cell.line not in figure.lines, figure.lines)):
        key = (figure.version, figure.cell)
        merged[key] = added(merged[key], figure) if key in merged else figure
    return [merged[key] for key in dict.fromkeys((figure.version, figure.cell) for figure in figures)]


def added(one: Figure, other: Figure) -> Figure:
    """Two figures of a line that was renumbered, as one; it stands where the first is stated."""
    return one._replace(
        amount=one.amount + other.amount,
        qualifier=in_order(one.qualifier + other.qualifier),
        locator="; ".join(sorted({one.locator, other.locator} - {""})),
        note=" ".join(sorted({one.note, other.note} - {""})),
        lines=tuple(sorted(one.lines + other.lines)),
    )
