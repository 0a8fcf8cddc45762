"""Columns that state the year, version and date of a row."""

from collections.abc import Sequence
from typing import NamedTuple

from ukraine_budget.importing.maps.guess import words
from ukraine_budget.importing.maps.guess.named import Named, titled
from ukraine_budget.importing.maps.guess.words import folded, header_hints, phases_in
from ukraine_budget.read.notation import COLUMNS

FEW = 12
"""The most distinct texts of a column of phases."""


class Moments(NamedTuple):
    """Columns that state the moment of a row.

    `versions` together identify the version. `phases` maps texts of the column `phased` to phases, blank if unknown.
    """

    year: Named | None
    versions: tuple[Named, ...]
    phased: Named | None
    phases: dict[str, str]
    date: Named | None
    month: Named | None

    @property
    def all(self) -> tuple[Named, ...]:
        """All these columns."""
        return tuple(filter(None, (self.year, *self.versions, self.date, self.month)))


def moments(columns: Sequence[Named]) -> Moments:
    """Find the columns that state the moment of a row."""
    year = _by_its_first(titled(columns, COLUMNS["year"]) or _year(columns))
    called = titled(columns, COLUMNS["version"])
    rest = [one for one in columns if one.column is not (year and year.column)]
    phased = called or next((one.because(f"it says {_says(one)}") for one in rest if _tells_phases(one)), None)
    editions = () if called else tuple(one.because("years, called a version") for one in rest if _is_edition(one))
    return Moments(
        year,
        (*editions, phased) if phased else editions,
        phased,
        {text: _phase(text) for text in phased.column.words} if phased and _tells_phases(phased) else {},
        next((one.because("all of it is dates") for one in columns if one.column.is_dates), None),
        titled(columns, words.MONTHS),
    )


def _by_its_first(year: Named | None) -> Named | None:
    """Column of years; of fiscal years that name two, the first is taken."""
    if year is None or not year.column.is_fiscal_years:
        return year
    example = year.column.said[0]
    return Named(
        year.column,
        f"{year.field}:.4",
        f"{year.reason}; of a fiscal year such as {example}, the one in which it begins",
    )


def _year(columns: Sequence[Named]) -> Named | None:
    """Find the column of years: one named so is preferred, editions come last."""
    some = [one for one in columns if one.column.is_years or one.column.is_fiscal_years]
    years = [one.because("it holds nothing but years") for one in some if not _is_amount(one)]
    return min(years, key=lambda one: (not words.YEAR.search(one.column.title), _is_edition(one)), default=None)


def _is_amount(one: Named) -> bool:
    """Whether a column of years holds amounts of that size, by its name."""
    return header_hints(one.column.name, one.column.above).anything or one.is_called(COLUMNS["amount"])


def _is_edition(one: Named) -> bool:
    return one.column.is_years and bool(words.EDITION.search(one.column.title))


def _tells_phases(one: Named) -> bool:
    """Whether a column has a few texts that all name a phase or version, and some a phase."""
    texts = list(map(folded, one.column.words))
    if not 1 < len(texts) <= FEW or not all(words.PHASE.search(text) or words.VERSION.search(text) for text in texts):
        return False
    return any(map(_phase, texts))


def _phase(text: str) -> str:
    """The phase that a text names; empty without one."""
    phases = phases_in(text)
    return phases.pop() if len(phases) == 1 else ""


def _says(one: Named) -> str:
    return ", ".join(one.column.words)
