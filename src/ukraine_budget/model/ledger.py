"""A ledger: its funds, lines, papers and versions, and the few questions the analyses ask of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from ukraine_budget.model.amount import EXACT, OUTSTANDING, Amount, MixedAmounts, Pot, exact_sum, shifted, stated
from ukraine_budget.model.entries import Entries, Stated
from ukraine_budget.model.records import Cell, Claim, Document, Figure, Fund, Line, Mutation, Version, Year, in_order

UNITS = {"one": 0, "thousand": 3, "million": 6, "billion": 9}
"""Units by their power of ten."""


@dataclass(frozen=True)
class Ledger:
    """Everything a ledger says. `versions` are in their order; `unit` and `currency` are None where not said.

    `cells` is the row of each line, basis and year, where reading a ledger of one version has found that out.
    `taken_as_full` are the versions of which nobody said whether they end earlier figures.
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
    entries: Entries = field(default_factory=Entries, repr=False)
    mutations: tuple[Mutation, ...] = field(default=(), repr=False)
    claims: tuple[Claim, ...] = field(default=(), repr=False)
    default_funds: tuple[str, ...] = ()
    scale: int = 0
    taken_as_full: frozenset[str] = frozenset()
    cells: Mapping[tuple[str, str, Year], int] | None = field(default=None, repr=False)

    @cached_property
    def current(self) -> Mapping[str, str]:
        """Each line and the line that carries its number today: itself, or the end of its successors."""
        return {line: self._last_successor(line) for line in self.lines}

    def _last_successor(self, line: str) -> str:
        while self.lines[line].successor:
            line = self.lines[line].successor
        return line

    @cached_property
    def printed_lines(self) -> frozenset[tuple[str, str]]:
        """The pairs of version and (current) line for which the version states anything."""
        return frozenset((version, self.current[line]) for version, line, _ in self.entries.spoken_of)

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """The (current) lines under each parent."""
        return self._grouped({line.line: line.parent and self.current[line.parent] for line in self.lines.values()})

    @cached_property
    def tops(self) -> Mapping[str, tuple[str, ...]]:
        """The (current) lines at the top of each fund."""
        return self._grouped({line.line: "" if line.parent else line.fund for line in self.lines.values()})

    def _grouped(self, above: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for line, group in above.items():
            if group and self.current[line] == line:
                found.setdefault(group, []).append(line)
        return {group: tuple(lines) for group, lines in found.items()}

    def about(self, years: Collection[int], versions: Iterable[Version]) -> "Ledger":
        """The same ledger, which need know no figures but those of some years and versions, and what these revise."""
        names = {name for version in versions for name in (version.version, *self.revised[version.version])}
        entries = self.entries.about(years, names)
        return self if entries is self.entries else replace(self, entries=entries, cells=None)

    @property
    def years(self) -> tuple[int, ...]:
        """The budget years for which anything is stated."""
        return self.entries.years

    @cached_property
    def revised(self) -> Mapping[str, frozenset[str]]:
        """The versions that each version follows or supersedes, and those that these do."""
        return {name: frozenset(self._revised(name)) for name in self.versions}

    def _revised(self, name: str) -> set[str]:
        found: set[str] = set()
        ahead = {name}
        while ahead:
            version = self.versions[ahead.pop()]
            ahead |= {version.follows, version.supersedes} - found - {""}
            found |= ahead
        return found

    def keys_of(self, rows: Sequence[int]) -> list[tuple[str, str, int]]:
        """Of some rows of the file the (current) line, basis and year: equal to their Cells, and made faster."""
        cells = self.entries.cells(rows)
        if not self.renumbered:
            return list(cells)
        return [(self.current[line], basis, year) for line, basis, year in cells]

    def rows_of(
        self, version: str, years: Collection[int] | None = None, lines: Collection[str] | None = None
    ) -> Sequence[int]:
        """The rows of one version, of some years and (current) lines or all, in the order of the file."""
        return self.entries.select(versions=(version,), years=years, lines=self._printed_as(lines))

    def _printed_as(self, lines: Collection[str] | None) -> Collection[str] | None:
        """Some (current) lines as the file prints them: under their earlier numbers too."""
        if lines is None or not self.renumbered:
            return lines
        wanted = frozenset(lines)
        return [line for line, current in self.current.items() if current in wanted]

    def blocks(self, version: str, years: Collection[int] | None = None) -> set[tuple[str, int]]:
        """The funds and years for which a version states anything."""
        return self.entries.blocks(version, self._fund_of, years)

    @cached_property
    def _fund_of(self) -> Mapping[str, str]:
        return {name: self.lines[current].fund for name, current in self.current.items()}

    def pot(self, line: str, basis: str) -> Pot:
        """What amounts of a line and basis count."""
        return self._pots[self.lines[line].fund][basis]

    @cached_property
    def _pots(self) -> Mapping[str, Mapping[str, Pot]]:
        bases = (*self.bases, OUTSTANDING)
        return {fund: {basis: Pot(fund, basis) for basis in bases} for fund in self.funds}

    def figures(
        self,
        *,
        years: Collection[int] | None = None,
        lines: Collection[str] | None = None,
        versions: Collection[str] | None = None,
        bases: Collection[str] | None = None,
    ) -> list[Figure]:
        """The stated figures of some years, (current) lines, versions and bases, in the order of the file."""
        rows = self.entries.select(years=years, lines=self._printed_as(lines), versions=versions, bases=bases)
        return self.figures_of(rows)

    def figures_of(self, rows: Sequence[int]) -> list[Figure]:
        """The figures that some rows of the file state, in their order; of a renumbered line all rows are given."""
        found = list(self.figures_at(rows))
        return _merged(found) if any(self.renumbered.intersection(figure.lines) for figure in found) else found

    def scale_suspects(self, factors: Iterable[int], bounds: tuple[Decimal, Decimal]) -> list[Figure]:
        """At least the figures that Entries.scale_suspects is about; where lines were renumbered, all."""
        if self.renumbered:
            return self.figures()
        return self.figures_of(self.entries.scale_suspects(self._order, factors, bounds))

    def steady(self) -> Mapping[tuple[str, str], int]:
        """How many rows of each version and document agree, as Entries.steady has it, with a version beside it."""
        return self.entries.steady(self._order, self.current)

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {version: n for n, version in enumerate(self.versions)}

    @cached_property
    def renumbered(self) -> frozenset[str]:
        """The lines that carry another number today."""
        return frozenset(line for line, current in self.current.items() if line != current)

    def figure(self, row: int) -> Figure:
        """The figure that a row of the file states."""
        return self._figure(row, self.entries.row(row))

    def figures_at(self, rows: Sequence[int]) -> Iterator[Figure]:
        """The figure that each of some rows of the file states."""
        return map(self._figure, rows, self.entries.stated(rows))

    def _figure(self, row: int, cells: Stated) -> Figure:
        version, printed, year, basis, amount, rounding, words, document, locator, note = cells
        line = self.current[printed]
        qualifier = tuple(words.split()) if words else ()
        step = self.scaled(rounding) if rounding else None
        value = stated(self.pot(line, basis), self.scaled(amount), step, qualifier)
        return Figure(Cell(line, basis, year), value, qualifier, version, document, locator, note, (printed,), row)

    def scaled(self, text: str) -> Decimal:
        """A decimal of the file, in the unit asked for."""
        value = Decimal(text)
        return EXACT.scaleb(value, self.scale) if self.scale else value

    def values(self, rows: Iterable[int]) -> Iterator[Decimal]:
        """The values of some rows of the file, in the unit asked for."""
        texts = map(self.entries.amount.__getitem__, rows)
        return map(self.scaled, texts) if self.scale else map(Decimal, texts)

    def remarkable(self, rows: Collection[int]) -> set[int]:
        """Those of some rows that do not state a figure exactly, without a word, under the number its line has now."""
        found = self.entries.marked(rows)
        if self.renumbered:
            line = self.entries.line
            found.update(row for row in rows if line[row] in self.renumbered)
        return found

    def sum(self, pot: Pot, rows: Sequence[int]) -> Amount:
        """The sum of what some rows of the file state: as if each were made an Amount and added, and faster.

        MixedAmounts when one of them is not of `pot`.
        """
        entries = self.entries
        funds = {self.lines[self.current[line]].fund for line in set(map(entries.line.__getitem__, rows))}
        if {Pot(fund, basis) for fund in funds for basis in set(map(entries.basis.__getitem__, rows))} - {pot}:
            raise MixedAmounts(f"not all amounts are of {pot}")
        steps = map(self.scaled, filter(None, map(entries.rounding.__getitem__, rows)))
        return stated(pot, exact_sum(self.values(rows)), exact_sum(steps), self.words(rows))

    def words(self, rows: Iterable[int]) -> tuple[str, ...]:
        """The qualifiers of some rows, each once, in their order."""
        texts = set(map(self.entries.qualifier.__getitem__, rows if self.entries.is_qualified else ()))
        return in_order({word for text in texts for word in text.split()})

    def in_unit(self, unit: str) -> "Ledger":
        """The same ledger with every amount in another unit, exactly. KeyError for a unit that is not in UNITS."""
        if self.unit is None:
            raise ValueError("a ledger without a unit cannot be shown in another")
        shift = UNITS[self.unit] - UNITS[unit]
        mutations = tuple(m._replace(amount=shifted(m.amount, shift)) for m in self.mutations)
        return replace(self, unit=unit, scale=self.scale + shift, mutations=mutations)


def _merged(figures: Sequence[Figure]) -> list[Figure]:
    """One figure per version and cell: what a version prints under an old and a new number is one line's money."""
    found: dict[tuple[str, Cell], Figure] = {}
    for figure in figures:
        key = (figure.version, figure.cell)
        found[key] = added(found[key], figure) if key in found else figure
    return list(found.values())


def added(one: Figure, other: Figure) -> Figure:
    """Two figures of a line that was renumbered, as one; it stands where the first is stated."""
    return one._replace(
        amount=one.amount + other.amount,
        qualifier=in_order(one.qualifier + other.qualifier),
        locator="; ".join(sorted({one.locator, other.locator} - {""})),
        note=" ".join(sorted({one.note, other.note} - {""})),
        lines=tuple(sorted(one.lines + other.lines)),
    )
