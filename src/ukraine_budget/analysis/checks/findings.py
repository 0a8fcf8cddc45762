"""The findings of the checks: suspect figures and declared changes, each kind with its facts.

`report/problems.py` words them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import PurePath
from typing import ClassVar

from ukraine_budget.analysis.checks.factors import Factor
from ukraine_budget.errors import Severity
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.missing import Missing
from ukraine_budget.model.records import Figure, Mutation


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks wrong in a row of a ledger. `line` is the physical line of the row, from 1."""

    code: ClassVar[str]
    severity: ClassVar[Severity] = "warning"
    file: str
    line: int

    @property
    def lines(self) -> frozenset[str]:
        """The lines it is about; none for a whole version."""
        return frozenset(_lines_in(getattr(self, field.name) for field in fields(self)))


def _lines_in(facts: Iterable[object]) -> Iterator[str]:
    """The lines of the figures, changes and ids of parts among some facts."""
    for fact in facts:
        match fact:
            case Figure():
                yield fact.cell.line
            case Mutation():
                yield fact.line
            case tuple():
                yield from (part for part in fact if isinstance(part, str))
                yield from (part.cell.line for part in fact if isinstance(part, Figure))


@dataclass(frozen=True, slots=True)
class ChildAboveParent(Finding):
    """A part that is larger than the line that it is a part of."""

    code = "child-above-parent"
    severity = "error"
    part: Figure
    parent: Figure


@dataclass(frozen=True, slots=True)
class PartsAboveParent(Finding):
    """Parts, by id, that `together` are more than their line."""

    code = "parts-above-parent"
    parent: Figure
    parts: tuple[str, ...]
    together: Decimal


@dataclass(frozen=True, slots=True)
class ScaleSlip(Finding):
    """A figure that is about a factor times those `beside` it."""

    code = "scale-slip"
    figure: Figure
    factor: Factor
    beside: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ScaleSlips(Finding):
    """Most figures of a version, or of one `document`, off by one factor: `first`, and all.

    `of` are the figures that can be compared with other versions; `document` is None where the whole version is meant.
    """

    code = "scale-slip"
    first: ScaleSlip
    version: str
    document: str | None
    slips: int
    of: int


@dataclass(frozen=True, slots=True)
class ScaleSlipOfParent(Finding):
    """A line that is about a factor times its parts, by id, which `together` ought to equal it."""

    code = "scale-slip"
    parent: Figure
    factor: Factor
    parts: tuple[str, ...]
    together: Decimal


@dataclass(frozen=True, slots=True)
class CashAboveCommitments(Finding):
    """Cash after which a balance, rolled forward from a stated one, is below zero."""

    code = "cash-above-commitments"
    cash: Figure
    outstanding: Decimal
    opening: Figure


@dataclass(frozen=True, slots=True)
class TotalNotReached(Finding):
    """A printed total of mutations whose rows have another sum."""

    code = "total-not-reached"
    total: Mutation
    sum: Decimal


@dataclass(frozen=True, slots=True)
class UnknownGroup(Finding):
    """A row of mutations whose group has no total in its version; `totals` are the labels of those that it has."""

    code = "unknown-group"
    row: Mutation
    totals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Untied(Finding):
    """A figure that the paper's figure of an `old` version and its mutations do not add up to: these make `sum`."""

    code = "untied"
    new: Figure
    old: str
    sum: Decimal


@dataclass(frozen=True, slots=True)
class OneSidedShift(Finding):
    """A shift of no stated size that leaves a year and reaches none, or the other way round."""

    code = "one-sided-shift"
    mutation: Mutation


@dataclass(frozen=True, slots=True)
class IncompleteVersion(Finding):
    """A version that lost amounts when it was imported."""

    code = "incomplete-version"
    version: str
    parts: tuple[Missing, ...]


def at_figure(ledger: Ledger, figure: Figure) -> tuple[str, int]:
    """The file and line of a stated figure."""
    return ledger.figures.file, ledger.figures.line_numbers[figure.row]


def at_mutation(ledger: Ledger, mutation: Mutation) -> tuple[str, int]:
    """The file and line of a declared mutation."""
    return str(PurePath(ledger.figures.file).with_name("mutations.csv")), mutation.row
