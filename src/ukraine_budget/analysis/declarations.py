"""Declared shifts, each once, with all papers that tell of it or print it in another chapter."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from ukraine_budget.analysis.mutations import declared
from ukraine_budget.analysis.versions import of_one_series
from ukraine_budget.model.amount import Amount, compared
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import CASH_SHIFT, Mutation, Version, Year, year_key

NUMBER = re.compile(r"[0-9]+[.)]?[a-z]?[.)]?\s+")
"""The number before a label in a table: "6." or "1.d"."""


@dataclass(frozen=True)
class Declaration:
    """A version's declaration of a move within a line and basis, by label."""

    rows: tuple[Mutation, ...]

    @property
    def head(self) -> Mutation:
        """The first row, with line, basis, label and version."""
        return self.rows[0]

    @property
    def size_stated(self) -> bool:
        """Whether every year has its size."""
        return all(row.size_stated for row in self.rows)

    @cached_property
    def legs(self) -> Mapping[Year, Amount]:
        """The declared amount of each year."""
        legs: dict[Year, Amount] = {}
        for row in self.rows:
            legs[row.year] = legs[row.year] + row.amount if row.year in legs else row.amount
        return legs

    @property
    def leaves(self) -> tuple[Year, ...]:
        """The years that money leaves, ascending."""
        return _in_time(row.year for row in self.rows if row.leaves)

    @property
    def reaches(self) -> tuple[Year, ...]:
        """The years that money reaches, ascending."""
        moving = (row for row in self.rows if row.amount.value or not row.size_stated)
        return _in_time(row.year for row in moving if not row.leaves)

    @property
    def words(self) -> frozenset[str]:
        """The words of the label, without its number."""
        return frozenset(NUMBER.sub("", self.head.label.casefold(), count=1).split())


def _in_time(years: Iterable[Year]) -> tuple[Year, ...]:
    return tuple(sorted(set(years), key=year_key))


class DeclaredShift(NamedTuple):
    """One shift with its papers, earliest first, and its declarations in other chapters.

    `repeats` are those of `elsewhere` that say at least as much, with equal amounts.
    """

    papers: tuple[Declaration, ...]
    elsewhere: tuple[Declaration, ...] = ()
    repeats: tuple[Declaration, ...] = ()

    @property
    def main(self) -> Declaration:
        """The declaration to quote: the one that states the size, else the latest."""
        return next((paper for paper in self.papers if paper.size_stated), self.papers[-1])


def unique_shifts(ledger: Ledger, versions: Sequence[Version]) -> list[DeclaredShift]:
    """The shifts that some versions declare, by version, then file order."""
    tables: dict[str, dict[tuple[str, str, str], list[Mutation]]] = {version.version: {} for version in versions}
    for mutation in declared(ledger, tables):
        if mutation.kind == CASH_SHIFT:
            label = (mutation.line, mutation.basis, mutation.label)
            tables[mutation.version].setdefault(label, []).append(mutation)
    declarations = [Declaration(tuple(rows)) for labels in tables.values() for rows in labels.values()]
    order = {version: n for n, version in enumerate(tables)}
    shifts = [DeclaredShift(tuple(papers)) for papers in _by_shift(ledger, declarations)]
    shifts.sort(key=lambda shift: (order[shift.main.head.version], shift.main.head.row))
    return list(_across_chapters(ledger, shifts))


def _by_shift(ledger: Ledger, declarations: Iterable[Declaration]) -> Iterator[list[Declaration]]:
    """Group declarations by shift: those of one chain with equal line and years.

    At most one of them states the size.
    """
    groups: dict[object, list[list[Declaration]]] = {}
    for declaration in declarations:
        way = (declaration.head.line, declaration.head.basis, declaration.leaves, declaration.reaches)
        alike = groups.setdefault(way, [])
        papers = next((papers for papers in alike if _is_repeated(ledger, papers, declaration)), None)
        if papers:
            papers.append(declaration)
        else:
            alike.append([declaration])
    for alike in groups.values():
        yield from alike


def _is_repeated(ledger: Ledger, papers: Sequence[Declaration], later: Declaration) -> bool:
    if later.size_stated and any(paper.size_stated for paper in papers):
        return False
    versions = [paper.head.version for paper in papers]
    return later.head.version not in versions and of_one_series(ledger, versions[-1], later.head.version)


def _across_chapters(ledger: Ledger, shifts: Sequence[DeclaredShift]) -> Iterator[DeclaredShift]:
    """Add to each shift the declarations of the same money in other chapters."""
    elsewhere: dict[int, list[Declaration]] = {}
    repeats: dict[int, list[Declaration]] = {}
    stated = [(n, shift.main) for n, shift in enumerate(shifts) if shift.main.size_stated]
    for (n, one), (m, other) in combinations(stated, 2):
        if _in_two_chapters(ledger, one, other) and (same := _same_amounts(one, other)) is not None:
            elsewhere.setdefault(n, []).append(other)
            elsewhere.setdefault(m, []).append(one)
            if same:
                is_fuller = len(_moving(other)) > len(_moving(one))
                repeated, fuller = (n, other) if is_fuller else (m, one)
                repeats.setdefault(repeated, []).append(fuller)
    for n, shift in enumerate(shifts):
        yield shift._replace(elsewhere=tuple(elsewhere.get(n, ())), repeats=tuple(repeats.get(n, ())))


def _in_two_chapters(ledger: Ledger, one: Declaration, other: Declaration) -> bool:
    chapters = {ledger.lines[each.head.line].chapter for each in (one, other)}
    return one.head.basis == other.head.basis and len(chapters) == 2 and "" not in chapters


def _same_amounts(one: Declaration, other: Declaration) -> bool | None:
    """Whether two declare one shift: by amounts (True), by label and years alone (False), or not (None).

    Amounts are compared in the years of the one that prints fewer, with equal or opposite signs. Amounts of a single
    year are enough only where one label has the words of the other.
    """
    fewer, more = sorted(map(_moving, (one, other)), key=len)
    if fewer and fewer.keys() <= more.keys():
        alike = one.words <= other.words or other.words <= one.words
        if _agree(fewer, more) and (alike or len(fewer) > 1):
            return True
    return False if fewer.keys() == more.keys() and one.words == other.words else None


def _moving(declaration: Declaration) -> dict[Year, Amount]:
    return {year: amount for year, amount in declaration.legs.items() if amount.value}


def _agree(fewer: Mapping[Year, Amount], more: Mapping[Year, Amount]) -> bool:
    """Whether amounts of the years in common are equal within rounding, or all of opposite sign."""
    pairs = [(amount, more[year]) for year, amount in fewer.items()]
    same = all(compared(amount, other).may_be_zero for amount, other in pairs)
    return same or all(compared(amount, -other).may_be_zero for amount, other in pairs)
