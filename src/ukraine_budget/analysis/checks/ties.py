"""Whether printed totals are reached: rows against their group's total, mutations against the stands around them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ukraine_budget.analysis.checks.findings import TotalNotReached, UnknownGroup, Untied
from ukraine_budget.analysis.checks.place import at_figure, at_mutation
from ukraine_budget.analysis.compare import tied
from ukraine_budget.analysis.mutations import by_cell, declared
from ukraine_budget.model.amount import Amount, total
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Figure, Mutation


def unknown_groups(ledger: Ledger) -> Iterator[UnknownGroup]:
    """A warning for each row of mutations whose group has a total in no year: nothing tells whether it adds up."""
    labels: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for total_row in (mutation for mutation in ledger.mutations if mutation.role == "total"):
        labels[total_row.version, total_row.line, total_row.basis].add(total_row.label)
    for row in ledger.mutations:
        known = labels[row.version, row.line, row.basis]
        if row.part_of and row.part_of not in known:
            yield UnknownGroup(*at_mutation(ledger, row), row, frozenset(known))


def totals_not_reached(ledger: Ledger) -> Iterator[TotalNotReached]:
    """A warning for each printed total of mutations that its rows, where any are printed, do not add up to."""
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


class Tie(NamedTuple):
    """Two stands of a cell and the mutations between them, all three printed by one paper."""

    old: Figure
    mutations: tuple[Mutation, ...]
    new: Figure

    @property
    def computed(self) -> Amount:
        """The new stand as the old one and the mutations make it."""
        return total(self.old.amount.pot, (self.old.amount, *(mutation.amount for mutation in self.mutations)))


def ties(ledger: Ledger) -> Iterator[Tie]:
    """Every cell of which one paper prints the old stand, the mutations and the new stand."""
    mutations = by_cell(ledger, declared(ledger, ledger.versions))
    stated = {(f.version, f.cell): f for f in ledger.stated(lines={cell.line for _, cell in mutations})}
    for (version, cell), between in mutations.items():
        old, new = stated.get((ledger.versions[version].follows, cell)), stated.get((version, cell))
        if old and new and tied(ledger, old, new, between):
            yield Tie(old, tuple(between), new)


def untied_stands(ledger: Ledger) -> Iterator[Untied]:
    """A warning for each cell in which a paper's old stand and mutations do not make its new stand."""
    for tie in ties(ledger):
        if not (tie.computed - tie.new.amount).may_be_zero:
            yield Untied(*at_figure(ledger, tie.new), tie.new, tie.old.version, tie.computed.value)
