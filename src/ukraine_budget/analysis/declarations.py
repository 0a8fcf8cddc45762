"""Declared shifts, each once: the papers that tell of the same one, and those that print it in another chapter."""

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
"""What a table puts before a label: "6.", "6)" or "1.d"."""


@dataclass(frozen=True)
class Declaration:
    """What one version declares under one label to move within a line and basis."""

    rows: tuple[Mutation, ...]

    @property
    def head(self) -> Mutation:
        """Its first row, which has its line, basis, label and version."""
        return self.rows[0]

    @property
    def size_stated(self) -> bool:
        """Whether the paper says of each year how much."""
        return all(row.size_stated for row in self.rows)

    @cached_property
    def legs(self) -> Mapping[Year, Amount]:
        """What is declared of each year."""
        legs: dict[Year, Amount] = {}
        for row in self.rows:
            legs[row.year] = legs[row.year] + row.amount if row.year in legs else row.amount
        return legs

    @property
    def leaves(self) -> tuple[Year, ...]:
        """The years that money leaves, in time."""
        return _in_time(row.year for row in self.rows if row.leaves)

    @property
    def reaches(self) -> tuple[Year, ...]:
        """The years that money reaches, in time."""
        moving = (row for row in self.rows if row.amount.value or not row.size_stated)
        return _in_time(row.year for row in moving if not row.leaves)

    @property
    def words(self) -> frozenset[str]:
        """The words of its label, without the number that a table gives it."""
        return frozenset(NUMBER.sub("", self.head.label.casefold(), count=1).split())


def _in_time(years: Iterable[Year]) -> tuple[Year, ...]:
    return tuple(sorted(set(years), key=year_key))


class DeclaredShift(NamedTuple):
    """One shift with the papers that tell of it, the earliest first, and where another chapter prints it.

    `repeats` are those of `elsewhere` that say at least as much, in the same amounts.
    """

    papers: tuple[Declaration, ...]
    elsewhere: tuple[Declaration, ...] = ()
    repeats: tuple[Declaration, ...] = ()

    @property
    def main(self) -> Declaration:
        """The declaration that it is told by: the one that states its size, else the latest."""
        return next((paper for paper in self.papers if paper.size_stated), self.papers[-1])


def unique_shifts(ledger: Ledger, versions: Sequence[Version]) -> list[DeclaredShift]:
    """The shifts that some versions declare, in the order of the versions, and of the ledger's file within each."""
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
    """The papers of each shift: those of one chain that name the same years of a line.

    At most one of them states the size.
    """
    groups: dict[object, list[list[Declaration]]] = {}
    for declaration in declarations:
        way = (declaration.head.line, declaration.head.basis, declaration.leaves, declaration.reaches)
        alike = groups.setdefault(way, [])
        papers = next((papers for papers in alike if _is_told_again(ledger, papers, declaration)), None)
        if papers:
            papers.append(declaration)
        else:
            alike.append([declaration])
    for alike in groups.values():
        yield from alike


def _is_told_again(ledger: Ledger, papers: Sequence[Declaration], later: Declaration) -> bool:
    if later.size_stated and any(paper.size_stated for paper in papers):
        return False
    versions = [paper.head.version for paper in papers]
    return later.head.version not in versions and of_one_series(ledger, versions[-1], later.head.version)


def _across_chapters(ledger: Ledger, shifts: Sequence[DeclaredShift]) -> Iterator[DeclaredShift]:
    """The shifts, each with those of other chapters that are the same money."""
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
    """Whether two are one shift: in the same amounts (true), by label and years alone (false), or not (None).

    Amounts are the same in the years of the one that prints fewer, with equal or opposite signs. Amounts of a single
    year say it only where the one label has the words of the other.
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
    """Whether the amounts of the same years are equal within rounding, or all of them with the other sign."""
    pairs = [(amount, more[year]) for year, amount in fewer.items()]
    same = all(compared(amount, other).may_be_zero for amount, other in pairs)
    return same or all(compared(amount, -other).may_be_zero for amount, other in pairs)
