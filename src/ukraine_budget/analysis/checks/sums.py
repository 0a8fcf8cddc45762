"""The sums of figures: parts of a parent, rows of a printed total, changes to a new figure, cash within commitments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ukraine_budget.analysis.checks.factors import FACTORS, TIED
from ukraine_budget.analysis.checks.findings import (
    CashAboveCommitments,
    ChildAboveParent,
    Finding,
    PartsAboveParent,
    TotalNotReached,
    UnknownGroup,
    Untied,
    at_figure,
    at_mutation,
)
from ukraine_budget.analysis.mutations import by_cell, declared, tied
from ukraine_budget.analysis.scope import above
from ukraine_budget.analysis.snapshot import coverage, snapshot_after
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.figures.balances import balances
from ukraine_budget.figures.suspects import part_suspects
from ukraine_budget.model.amount import OUTSTANDING, Amount, exceeds, total
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell, Figure, Mutation


class Family(NamedTuple):
    """A line and its parts, as one version states them, none below zero."""

    parent: Figure
    parts: Sequence[Figure]


def families(ledger: Ledger) -> Iterator[Family]:
    """The stated lines with the stated parts of which they are the nearest ancestor; a superset of the suspects.

    A part that is negative lets the others be larger, and so does a parent that is negative: a part that is not
    printed must be.
    """
    bounds = (float(TIED[0]), float(TIED[1]))
    rows = part_suspects(ledger.figures, ledger.structure, coverage(ledger.versions.values()), FACTORS, bounds)
    stated = {(figure.version, figure.cell): figure for figure in ledger.figures_of(rows.tolist())}
    parts_of: defaultdict[tuple[str, Cell], list[Figure]] = defaultdict(list)
    for (version, cell), figure in stated.items():
        wholes = (cell._replace(line=line) for line in above(ledger, cell.line))
        parent = next((whole for whole in wholes if (version, whole) in stated), None)
        if parent:
            parts_of[version, parent].append(figure)
    for key, parts in parts_of.items():
        whole = stated[key]
        if all(figure.amount.value >= 0 for figure in (whole, *parts)):
            yield Family(whole, parts)


def parts_above_their_parent(ledger: Ledger, families: Iterable[Family]) -> Iterator[Finding]:
    """Errors for parts above their parent, warnings for parts that only together are above it."""
    for parent, parts in families:
        large = [part for part in parts if exceeds(part.amount, parent.amount)]
        for part in large:
            yield ChildAboveParent(*at_figure(ledger, part), part, parent)
        together = total(parent.amount.pot, (part.amount for part in parts))
        if not large and exceeds(together, parent.amount):
            lines = tuple(part.cell.line for part in parts)
            yield PartsAboveParent(*at_figure(ledger, parent), parent, lines, together.value)


def unknown_groups(ledger: Ledger) -> Iterator[UnknownGroup]:
    """A warning for each row of mutations whose group has no total in any year."""
    labels: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for total_row in (mutation for mutation in ledger.mutations if mutation.role == "total"):
        labels[total_row.version, total_row.line, total_row.basis].add(total_row.label)
    for row in ledger.mutations:
        known = labels[row.version, row.line, row.basis]
        if row.part_of and row.part_of not in known:
            yield UnknownGroup(*at_mutation(ledger, row), row, frozenset(known))


def totals_not_reached(ledger: Ledger) -> Iterator[TotalNotReached]:
    """A warning for each printed total of mutations that differs from the sum of its printed rows."""
    groups: defaultdict[Mutation, list[Amount]] = defaultdict(list)
    totals = {_key(m, m.label): m for m in ledger.mutations if m.role == "total"}
    for mutation in ledger.mutations:
        above = totals.get(_key(mutation, mutation.part_of))
        if above:
            groups[above].append(mutation.amount)
    for above, amounts in groups.items():
        together = total(above.amount.pot, amounts)
        if not (together - above.amount).may_be_zero:
            yield TotalNotReached(*at_mutation(ledger, above), above, together.value)


def _key(mutation: Mutation, label: str) -> tuple[str, str, str, object, str]:
    return mutation.version, mutation.line, mutation.basis, mutation.year, label


def untied_figures(ledger: Ledger) -> Iterator[Untied]:
    """A warning for each cell whose old figure and mutations in a paper do not make its new one."""
    mutations = by_cell(ledger, declared(ledger, ledger.versions))
    stated = {(f.version, f.cell): f for f in ledger.stated(lines={cell.line for _, cell in mutations})}
    for (version, cell), between in mutations.items():
        old, new = stated.get((ledger.versions[version].follows, cell)), stated.get((version, cell))
        if old and new and tied(ledger, old, new, between):
            made = total(old.amount.pot, (old.amount, *(mutation.amount for mutation in between)))
            if not (made - new.amount).may_be_zero:
                yield Untied(*at_figure(ledger, new), new, old.version, made.value)


def cash_above_commitments(ledger: Ledger) -> Iterator[CashAboveCommitments]:
    """A warning for the first year in which a balance, rolled from a stated one, falls below zero beyond rounding."""
    lines = {figure.cell.line for figure in ledger.stated(bases=(OUTSTANDING,))}
    if lines:
        now = snapshot_after(ledger, known_at(ledger).versions, lines=lines)
        for line, year, balance, since in balances(now.binding, sorted(lines), ledger.years).overdrawn():
            cash, opening = now.of([Cell(line, "cash", year), Cell(line, OUTSTANDING, since)]).values()
            yield CashAboveCommitments(*at_figure(ledger, cash), cash, balance, opening)
