"""The two sides of a diff, brought together: what stood on each, and which mutations lead from the one to the other."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ukraine_budget.analysis.ledgernotes import ledger_notes
from ukraine_budget.analysis.lineage import Lineage, chains, last, lineage
from ukraine_budget.analysis.mutations import declared
from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.notes_on_changes import NotInOneChain
from ukraine_budget.analysis.series import superseded
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshot
from ukraine_budget.analysis.standing import KnownVersions
from ukraine_budget.errors import two_currencies
from ukraine_budget.figures.column import Integers
from ukraine_budget.figures.comparison import Comparison
from ukraine_budget.figures.structure import Axes
from ukraine_budget.model.ledger import Ledger, axes
from ukraine_budget.model.records import Key, Mutation, Version


class LedgerVersions(NamedTuple):
    """A ledger at some versions, in the order in which they take effect."""

    ledger: Ledger
    versions: Sequence[Version]


class DiffContext(NamedTuple):
    """Two sides. `ledger` knows the names of both; `comparison` has the cells of both sides.

    `old` and `new` are what stands on each side, under the numbers of lines that both share. `restated` are the cells
    that count as restated, None for all. `declaring` are the versions whose mutations lead from the old side to the new
    one, `mutations` those mutations by cell, `beside` the mutations that were declared in between but do not, and
    `beside_notes` what to know of these.
    """

    ledger: Ledger
    old: LedgerSnapshot
    new: LedgerSnapshot
    comparison: Comparison
    restated: Integers | None
    declaring: tuple[Version, ...]
    mutations: Mapping[Key, Sequence[Mutation]]
    beside: Sequence[Mutation]
    beside_notes: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()


def within(ledger: Ledger, old: KnownVersions, new: KnownVersions) -> DiffContext:
    """The sides of a diff between two moments of one ledger, `old` being the earlier."""
    way = lineage(old, new)
    restating = {version.version for version in way.restating}
    before, after = snapshot(ledger, old.versions), snapshot(ledger, new.versions)
    comparison = Comparison.of(before.cells, after.cells)
    restated = ledger.structure.cells(ledger.figures, ledger.figures.select(versions=restating))
    leading, beside = _declared(ledger, way, before, after, new.versions)
    notes = () if way.chained else (NotInOneChain(old=last(old).version, new=last(new).version),)
    way_there = _on_the_way(new.versions, leading)
    return DiffContext(ledger, before, after, comparison, restated, *way_there, beside, beside_notes=notes)


def _on_the_way(
    known: Sequence[Version], leading: Sequence[Mutation]
) -> tuple[tuple[Version, ...], Mapping[Key, Sequence[Mutation]]]:
    """The versions that declare some mutations, in their order, and these by cell."""
    by_cell: defaultdict[Key, list[Mutation]] = defaultdict(list)
    for mutation in leading:
        by_cell[mutation.line, mutation.basis, mutation.year].append(mutation)
    declaring = {mutation.version for mutation in leading}
    return tuple(version for version in known if version.version in declaring), by_cell


def _declared(
    ledger: Ledger, way: Lineage, before: LedgerSnapshot, after: LedgerSnapshot, known: Sequence[Version]
) -> tuple[list[Mutation], list[Mutation]]:
    """The mutations that lead from the old side to the new one, and those declared in between that do not.

    Those of a version on the way do, unless it comes after the one that states the new figure, or before one that no
    version on the way restates. Where the new figure is of another series, those that revise the old one lead as far as
    its own series goes. An erratum does not lead from the paper that it replaces.
    """
    chain_of, replaced = chains(known), {version.supersedes for version in known}
    place = {version.version: n for n, version in enumerate(known)}
    restating = {version.version for version in way.restating}

    def leads(mutation: Mutation) -> bool:
        key, by = (mutation.line, mutation.basis, mutation.year), mutation.version
        stated_before, stated_now = before.version(key), after.version(key)
        if stated_before in superseded(ledger, by):
            return False
        if stated_now in restating and by in chain_of(stated_now):
            return True
        revises = stated_before in chain_of(by) and stated_now not in chain_of(by)
        comes_after = stated_now not in restating and place[by] > place.get(stated_now, -1)
        return by not in replaced and (revises or comes_after)

    leading = list(filter(leads, declared(ledger, restating)))
    between = declared(ledger, {version.version for version in way.between} - replaced)
    return leading, [mutation for mutation in between if mutation not in leading]


def in_unit_of(other: Ledger, ledger: Ledger) -> Ledger:
    """A ledger in the unit of another one. Raises UsageError for ledgers of different currency."""
    if ledger.currency and other.currency and ledger.currency != other.currency:
        raise two_currencies(old=(ledger.name, ledger.currency), new=(other.name, other.currency))
    return ledger.in_unit(other.unit) if ledger.unit and other.unit and ledger.unit != other.unit else ledger


def is_edition(earlier: LedgerVersions, later: LedgerVersions) -> bool:
    """Whether a ledger is an earlier state of another: it has that one's name, and no version that is unknown there."""
    names = [{version.version for version in state.versions} for state in (earlier, later)]
    return earlier.ledger.name == later.ledger.name and names[0] < names[1]


def across(old: LedgerVersions, new: LedgerVersions) -> DiffContext:
    """The sides of a diff between two ledgers of one unit.

    Every cell of either counts; a line that only one of them renumbers is followed. What the new one declares counts
    only where it grew out of the old one: else nothing tells from which figures it leads.
    """
    merged = _merged(old.ledger, new.ledger)
    shared = axes(old.ledger, new.ledger)
    one, other = (snapshot(*side, on=shared).cells for side in (old, new))
    comparison = Comparison.of(
        one,
        other,
        _shared_numbers(shared, old.ledger, new.ledger),
        _shared_numbers(shared, new.ledger, old.ledger),
    )
    before = LedgerSnapshot(old.ledger, comparison.old.found)
    after = LedgerSnapshot(new.ledger, comparison.new.found)
    known = {version.version for version in old.versions}
    later = tuple(version for version in new.versions if version.version not in known)
    way = Lineage(later if is_edition(old, new) else (), later, chained=True)
    leading, beside = _declared(new.ledger, way, before, after, new.versions)
    notes = tuple(ledger_notes(old.ledger, new.ledger))
    way_there = _on_the_way(new.versions, leading)
    return DiffContext(merged, before, after, comparison, None, *way_there, beside, notes=notes)


def _shared_numbers(axes: Axes, ledger: Ledger, other: Ledger) -> Integers | None:
    """The lines of a ledger under their numbers in another one, which never change their fund that way.

    None where the other one numbers no line otherwise.
    """
    if not other.renumbered:
        return None

    def number(line: str) -> str:
        number = other.current.get(line, line)
        funds = {each.lines[number].fund for each in (ledger, other) if number in each.lines}
        return number if line in ledger.lines and funds == {ledger.lines[line].fund} else line

    return axes.codes(map(number, axes.lines))


def _merged(old: Ledger, new: Ledger) -> Ledger:
    """A ledger that knows the names of both, the new one's first; nothing of a paper that is not the same in both."""
    papers = {**old.documents, **new.documents}
    return replace(
        new,
        currency=new.currency or old.currency,
        unit=new.unit or old.unit,
        bases=tuple(dict.fromkeys(new.bases + old.bases)),
        funds={**new.funds, **{name: fund for name, fund in old.funds.items() if name not in new.funds}},
        lines={**new.lines, **{name: line for name, line in old.lines.items() if name not in new.lines}},
        versions={**old.versions, **new.versions},
        documents={name: paper for name, paper in papers.items() if old.documents.get(name, paper) == paper},
    )
