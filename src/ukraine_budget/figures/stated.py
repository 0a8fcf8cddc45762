"""The stated figures of a ledger, and the choice of rows among them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from ukraine_budget.figures.amounts import EXACT, Amounts
from ukraine_budget.figures.column import Coded, Integers, Texts, combinations, has_word


class FileRow(NamedTuple):
    """A row of the file, by column; amounts in the unit asked for."""

    version: str
    line: str
    year: int
    basis: str
    amount: Decimal
    rounding: Decimal | None
    qualifier: str
    document: str
    locator: str
    note: str


COLUMNS = FileRow._fields
WORDS = ("version", "line", "year", "basis", "rounding", "qualifier", "document")
"""The columns that have few distinct values."""


@dataclass(frozen=True, eq=False)
class Figures:
    """The stated figures, one item of every column per row of the file, all checked before they get here.

    Lines are as printed. Roundings are plain decimals, "" for none; qualifiers are words separated by blanks.
    `line_numbers` are the physical lines of the rows in `file`. Amounts are shown times 10**power. `whole` is the full
    set, of which these may be a part; `part` reads a part alone.
    """

    version: Coded[str]
    line: Coded[str]
    year: Coded[int]
    basis: Coded[str]
    amount: Amounts
    rounding: Coded[str]
    qualifier: Coded[str]
    document: Coded[str]
    locator: Texts
    note: Texts
    file: str = "amounts.csv"
    line_numbers: Sequence[int] = ()
    power: int = 0
    whole: "Figures | None" = field(default=None, repr=False)
    part: "Callable[[Collection[int], Collection[str]], Figures] | None" = field(default=None, repr=False)

    @classmethod
    def of(cls, *, file: str = "amounts.csv", line_numbers: Sequence[int] = (), **cells: Sequence[Any]) -> "Figures":
        """Make figures of checked cells by column: amounts are plain decimals, an absent column is blank."""
        rows = len(cells["version"])
        columns: dict[str, Any] = {name: Coded.of(cells[name]) for name in WORDS if name in cells}
        columns |= {name: Coded.constant("", rows) for name in WORDS if name not in cells}
        columns |= {name: Texts.of(cells.get(name, [""] * rows)) for name in ("locator", "note")}
        return cls(**columns, amount=Amounts.of(cells["amount"]), file=file, line_numbers=line_numbers)

    @classmethod
    def none(cls) -> "Figures":
        """An empty column of every field."""
        columns: dict[str, Any] = dict.fromkeys(COLUMNS, ())
        return cls.of(**columns)

    def __len__(self) -> int:
        return len(self.version)

    def restrict(self, years: Collection[int], versions: Collection[str]) -> "Figures":
        """A superset of the figures of some years and versions, where the file can be read in part."""
        return self.part(years, versions) if self.part else self

    def in_unit(self, power: int) -> "Figures":
        """Convert to a unit 10**-power as large."""
        whole = None if self.whole is None else self.whole.in_unit(power)
        part = self.part
        shifted = (lambda years, versions: part(years, versions).in_unit(power)) if part else None
        return replace(self, power=self.power + power, whole=whole, part=shifted)

    @property
    def all(self) -> "Figures":
        """All figures of the ledger, of which these may be a part."""
        return self if self.whole is None else self.whole

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The budget years with any figure in the ledger."""
        return tuple(sorted(self.all.year.used))

    def together(self, *names: str) -> frozenset[tuple[Any, ...]]:
        """The distinct combinations of some columns (of WORDS) in the ledger."""
        return frozenset(combinations(*(getattr(self.all, name) for name in names)))

    def select(
        self,
        *,
        lines: Collection[str] | None = None,
        years: Collection[int] | None = None,
        versions: Collection[str] | None = None,
        bases: Collection[str] | None = None,
        word: str = "",
    ) -> Integers:
        """The rows of some printed lines, years, versions and bases, that a word qualifies; in file order."""
        filters: tuple[tuple[Coded[Any], Collection[Any] | None], ...] = (
            (self.line, lines),
            (self.year, years),
            (self.version, versions),
            (self.basis, bases),
        )
        masks = [column.is_in(wanted) for column, wanted in filters if wanted is not None]
        masks += [self.qualifier.where(has_word(word))] if word else []
        return np.flatnonzero(np.logical_and.reduce(masks)) if masks else self.rows

    def by_year(self, versions: Iterable[str]) -> Integers:
        """All rows, sorted by year, then order of versions."""
        order = {version: n for n, version in enumerate(versions)}
        years = self.year.numbered({year: year for year in self.year.values})
        rows: Integers = np.lexsort((self.version.numbered(order), years))
        return rows

    def stated(self, rows: Integers | Sequence[int]) -> Iterator[FileRow]:
        """Some rows in full; nothing is read for none."""
        if not len(rows):
            return iter(())
        rows = np.asarray(rows, np.int64)
        taken = (getattr(self, name).take(rows) for name in ("version", "line", "year", "basis"))
        steps = map(self.step_values.__getitem__, self.rounding.codes[rows].tolist())
        texts = (getattr(self, name).take(rows) for name in ("qualifier", "document", "locator", "note"))
        return map(FileRow._make, zip(*taken, self.values(rows), steps, *texts, strict=True))

    def texts(self, name: str, rows: Integers) -> list[Any]:
        """A column of some rows as in the file: amounts as plain decimals in its unit, years as numbers."""
        if name == "amount":
            return [f"{value:f}" for value in self.amount.at(rows).values()]
        return list(getattr(self, name).take(rows))

    @property
    def rows(self) -> Integers:
        """The numbers of all rows, shape (rows,)."""
        return np.arange(len(self))

    def values(self, rows: Integers) -> list[Decimal]:
        """The amounts of some rows, in the unit asked for."""
        return self.amount.at(rows).values(self.power)

    @cached_property
    def step_values(self) -> tuple[Decimal | None, ...]:
        """The distinct roundings, in the unit asked for."""
        values = self.steps.values(self.power)
        return tuple(step if text else None for step, text in zip(values, self.rounding.values, strict=True))

    @cached_property
    def half_steps(self) -> Amounts:
        """Half of each distinct rounding, in the file's unit; 0 without one."""
        return Amounts.of([f"{EXACT.divide(Decimal(text or 0), Decimal(2)):f}" for text in self.rounding.values])

    @cached_property
    def steps(self) -> Amounts:
        """The distinct roundings by code; 0 without one."""
        return Amounts.of([text or "0" for text in self.rounding.values])
