"""Small random ledgers as plain rows and as `Figures`, with slow but obviously right answers."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from ukraine_budget.figures.snapshot import Snapshot, Statements
from ukraine_budget.figures.stated import Figures
from ukraine_budget.figures.structure import Axes, CellRef, Placing, Structure
from ukraine_budget.model.amount import Amount, share

LINES = {
    "part": Placing("f", "all", "part"),
    "all": Placing("f", "", "all"),
    "sub": Placing("f", "part", "sub"),
    "old": Placing("f", "", "new"),
    "new": Placing("f", "all", "new"),
    "other": Placing("f", "", "other"),
    "lone": Placing("g", "", "lone"),
    "piece": Placing("g", "lone", "piece"),
}
OTHER_LINES = {
    "all": Placing("f", "", "all"),
    "part": Placing("f", "", "part"),
    "new": Placing("f", "", "new"),
    "other": Placing("g", "", "other"),
    "sub": Placing("f", "", "all"),
    "extra": Placing("g", "other", "extra"),
}
"""A variant: without some parents, a line in another fund, a line with another number."""
YEARS = range(2024, 2028)
AMOUNTS = ("0", "1", "2", "-3", "2.50", "2.5", "7.25", "-0.1", "40", "1200")
WORDS = (
    ("", "", "1", "0.1", "0.10", "10"),
    ("", "", "at-least", "circa", "circa provisional"),
    ("", "p", "q"),
)
"""Roundings, qualifiers and documents."""
AXES = Axes(tuple({**LINES, **OTHER_LINES}), ("f", "g"), ("cash", "commitment"), YEARS)


class Row(NamedTuple):
    """A row of amounts.csv."""

    version: str
    line: str
    year: int
    basis: str
    amount: str
    rounding: str
    qualifier: str
    document: str


def rows_by_cell(snapshot: Snapshot) -> dict[CellRef, list[int]]:
    """The rows that are added for each cell, in the order in which cells were first stated."""
    cells = list(snapshot.refs())
    by_cell: dict[CellRef, list[int]] = {cell: [] for cell in cells}
    rows, places = snapshot.terms(snapshot.structure.axes.numbers(cells))
    for row, place in zip(rows.tolist(), places.tolist(), strict=True):
        by_cell[cells[place]].append(row)
    return by_cell


class Case(NamedTuple):
    """A ledger: its rows, its lines, and its versions mapped to whether they are full."""

    rows: Sequence[Row]
    lines: Mapping[str, Placing]
    versions: Mapping[str, bool]

    @property
    def figures(self) -> Figures:
        columns: dict[str, Any] = {name: [getattr(row, name) for row in self.rows] for name in Row._fields}
        return Figures.of(**columns, line_numbers=range(2, len(self.rows) + 2))

    @property
    def structure(self) -> Structure:
        return Structure.of(AXES, self.lines)

    @property
    def snapshot(self) -> Snapshot:
        return Statements.of(self.figures, self.structure, self.versions).snapshot

    def cell(self, row: int) -> CellRef:
        stated = self.rows[row]
        return CellRef(self.lines[stated.line].current, stated.basis, stated.year)

    def fund(self, cell: CellRef) -> str:
        return self.lines[cell.line].fund

    def above(self, cell: CellRef) -> Iterator[CellRef]:
        while parent := self.lines[cell.line].parent:
            cell = cell._replace(line=self.lines[parent].current)
            yield cell

    def stands(self) -> dict[CellRef, list[int]]:
        """Return the standing rows of each cell, after applying one version after the other.

        Of several rows, that with today's number of its line comes first.
        """
        found: dict[CellRef, list[int]] = {}
        for version, is_full in self.versions.items():
            own: dict[CellRef, list[int]] = {}
            for row in sorted(range(len(self.rows)), key=self.turn):
                if self.rows[row].version == version:
                    own.setdefault(self.cell(row), []).append(row)
            ended = {(self.fund(cell), cell.year) for cell in own if is_full}
            found = {cell: rows for cell, rows in found.items() if (self.fund(cell), cell.year) not in ended} | own
        return found

    def turn(self, row: int) -> tuple[int, bool, str]:
        """Return the sort key of a row within its version."""
        line, cell = self.rows[row].line, self.cell(row)
        return AXES.number(*cell), line != cell.line, line

    def value(self, rows: Sequence[int]) -> Decimal:
        return sum((Decimal(self.rows[row].amount) for row in rows), Decimal(0))

    def interval(self, rows: Sequence[int]) -> tuple[Decimal, Decimal]:
        """Return the interval of the sum of rows."""
        terms = [self.rows[row] for row in rows]
        value, half = self.value(rows), sum((Decimal(row.rounding or 0) for row in terms), Decimal(0)) / 2
        words = {word for row in terms for word in row.qualifier.split()}
        return (
            Decimal("-inf") if "at-most" in words else value - half,
            Decimal("inf") if "at-least" in words else value + half,
        )

    def below(self) -> Mapping[str, list[str]]:
        """Return the current parts of each line."""
        wholes = {line: self.lines[place.parent].current for line, place in self.lines.items() if place.parent}
        current = [line for line in wholes if self.lines[line].current == line]
        return {line: [part for part in current if wholes[part] == line] for line in self.lines}

    def overtaken(self, stands: Mapping[CellRef, Sequence[int]]) -> set[CellRef]:
        """Return the cells that newer parts contradict, checking parts before wholes."""
        order, found, below = list(self.versions), set[CellRef](), self.below()

        def parts(cell: CellRef) -> list[CellRef | None]:
            """Return stated parts that are not overtaken, and None for each line without any."""
            own: list[CellRef | None] = []
            for part in (cell._replace(line=line) for line in below[cell.line]):
                own += [part] if part in stands and part not in found else parts(part) if below[part.line] else [None]
            return own

        for cell in sorted(stands, key=lambda cell: len(list(self.above(cell))), reverse=True):
            place = order.index(self.rows[stands[cell][0]].version)
            own = [part for part in parts(cell) if part]
            newer = [part for part in own if order.index(self.rows[stands[part][0]].version) > place]
            low, high = self.interval(stands[cell])
            bounds = [self.interval(stands[part]) for part in newer]
            least = sum((Decimal(0) if end.is_infinite() else end for end, _ in bounds), Decimal(0))
            surely_more = least > high and all(self.value(stands[part]) >= 0 for part in newer)
            lows, highs = (sum(ends, Decimal(0)) for ends in ([b[0] for b in bounds], [b[1] for b in bounds]))
            apart = len(newer) == len(parts(cell)) and (lows > high or highs < low)
            if newer and (surely_more or apart):
                found.add(cell)
        return found

    def members(self, stands: Mapping[CellRef, Sequence[int]]) -> list[CellRef]:
        """Return the cells that totals add."""
        counts = stands.keys() - self.overtaken(stands)
        return [cell for cell in stands if cell in counts and not any(whole in counts for whole in self.above(cell))]


def cases(lines: Mapping[str, Placing] = LINES, amounts: Sequence[str] = AMOUNTS) -> st.SearchStrategy[Case]:
    """Make random ledgers of three versions, with rows in any order."""
    return st.integers(0, 1 << 32).map(lambda seed: random_case(Random(seed), lines, amounts))


def random_case(chosen: Random, lines: Mapping[str, Placing], amounts: Sequence[str]) -> Case:
    cells = list(product("abc", lines, YEARS, AXES.bases))
    rows = [Row(*cell, *map(chosen.choice, (amounts, *WORDS))) for cell in chosen.sample(cells, chosen.randrange(40))]
    versions = chosen.sample("abc", 3)
    return Case(rows, lines, {version: chosen.random() < 0.5 for version in versions})


def comparison(now: Amount | None, before: Amount | None, *, comparable: bool = True) -> dict[str, Any]:
    """The change from the year before, in amounts and in percent, as columns of a row."""
    change = now - before if now is not None and before is not None and comparable else None
    exact = share(now, before) if now and before and change else None
    percent = exact and exact.rounded()
    return {
        "change": change and change.value,
        "change_low": change and change.low,
        "change_high": change and change.high,
        "change_percent": percent and percent.value,
        "change_percent_low": percent and percent.low,
        "change_percent_high": percent and percent.high,
        "within_rounding": change is not None and change.may_be_zero,
    }
