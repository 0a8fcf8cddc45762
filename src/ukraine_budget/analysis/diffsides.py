"""The two sides of a diff: their snapshots, and the declared changes that lead from old to new."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from ukraine_budget.analysis.mutations import declared
from ukraine_budget.analysis.snapshot import LedgerSnapshot, before_and_after, snapshot_after
from ukraine_budget.analysis.versions import KnownVersions, Lineage, chains, last, lineage, superseded
from ukraine_budget.errors import two_currencies
from ukraine_budget.figures.column import Integers
from ukraine_budget.figures.comparison import Comparison
from ukraine_budget.figures.structure import Axes
from ukraine_budget.model.ledger import Ledger, axes
from ukraine_budget.model.records import Key, Mutation, Version


class LedgerVersions(NamedTuple):
    """A ledger, and its versions known at a moment."""

    ledger: Ledger
    known: KnownVersions


@dataclass(frozen=True, eq=False)
class DiffContext:
    """Two sides, in the order of the papers.

    `ledger` has the names of both. `old` and `new` are their snapshots, under shared numbers of lines; `comparison` has
    the cells of both. `restated` are the cells that a paper on the way restates, None for all. `declared` are the
    mutations that lead from old to new; `declared_elsewhere` those that one of the `versions` in between declares off
    the way. `unchained` are the last versions of both sides if the new one does not follow the old. `is_backwards`: the
    reader calls old what papers call new.
    """

    ledger: Ledger
    old: LedgerSnapshot
    new: LedgerSnapshot
    comparison: Comparison
    restated: Integers | None
    versions: Sequence[Version]
    declared: Sequence[Mutation]
    declared_elsewhere: Sequence[Mutation]
    unchained: tuple[str, str] | None = None
    is_backwards: bool = False

    @cached_property
    def declared_by_cell(self) -> Mapping[Key, Sequence[Mutation]]:
        """The declared mutations by cell."""
        by_cell: defaultdict[Key, list[Mutation]] = defaultdict(list)
        for mutation in self.declared:
            by_cell[mutation.line, mutation.basis, mutation.year].append(mutation)
        return by_cell


def diff_context(old: LedgerVersions, new: LedgerVersions) -> DiffContext:
    """The sides of a diff; amounts are in the unit of the new one.

    Earlier moments lead to later ones, earlier editions of a ledger to later ones; else the old side to the new. Raises
    UsageError for ledgers of different currency.
    """
    if old.ledger is new.ledger:
        is_backwards = last(old.known).order > last(new.known).order
        return replace(_within(*((new, old) if is_backwards else (old, new))), is_backwards=is_backwards)
    old = old._replace(ledger=_in_unit_of(new.ledger, old.ledger))
    is_backwards = _is_edition(new, old)
    return replace(_across(*((new, old) if is_backwards else (old, new))), is_backwards=is_backwards)


def _within(old: LedgerVersions, new: LedgerVersions) -> DiffContext:
    """Compare two moments of one ledger, `old` being the earlier."""
    ledger, way, known = new.ledger, lineage(old.known, new.known), new.known.versions
    before, after = before_and_after(ledger, old.known.versions, known)
    comparison = Comparison.of(before.cells, after.cells)
    restated = ledger.structure.cells(ledger.figures, ledger.figures.select(versions=way.restating))
    on_the_way, elsewhere = _declared(ledger, way, before, after, known)
    unchained = None if way.chained else (last(old.known).version, last(new.known).version)
    return DiffContext(
        ledger=ledger,
        old=before,
        new=after,
        comparison=comparison,
        restated=restated,
        versions=known,
        declared=on_the_way,
        declared_elsewhere=elsewhere,
        unchained=unchained,
    )


def _across(old: LedgerVersions, new: LedgerVersions) -> DiffContext:
    """Compare two ledgers of one unit.

    All cells count; lines renumbered by one ledger only are followed. Mutations of the new ledger count only if it grew
    out of the old one: else nothing tells from which figures they lead.
    """
    shared, known = axes(old.ledger, new.ledger), new.known.versions
    comparison = Comparison.of(
        snapshot_after(old.ledger, old.known.versions, on=shared).cells,
        snapshot_after(new.ledger, known, on=shared).cells,
        _shared_numbers(shared, old.ledger, new.ledger),
        _shared_numbers(shared, new.ledger, old.ledger),
    )
    before = LedgerSnapshot(old.ledger, comparison.old.snapshot)
    after = LedgerSnapshot(new.ledger, comparison.new.snapshot)
    later = frozenset(new.known.names).difference(old.known.names)
    way = Lineage(later if _is_edition(old, new) else frozenset(), later, chained=True)
    on_the_way, elsewhere = _declared(new.ledger, way, before, after, known)
    merged = _merged(old.ledger, new.ledger)
    return DiffContext(
        ledger=merged,
        old=before,
        new=after,
        comparison=comparison,
        restated=None,
        versions=known,
        declared=on_the_way,
        declared_elsewhere=elsewhere,
    )


def _declared(
    ledger: Ledger, way: Lineage, before: LedgerSnapshot, after: LedgerSnapshot, known: Sequence[Version]
) -> tuple[list[Mutation], list[Mutation]]:
    """The mutations that lead from the old side to the new one, and those declared in between that do not.

    What a version on the way declares leads there, unless the version comes after the one that states the new figure.
    A new figure that no version on the way states is followed by what these declare after it. Where the two figures
    are of different series, what revises the old one leads as far as its own series goes. An erratum does not lead
    from the paper that it replaces.
    """
    chain_of, replaced = chains(known), {version.supersedes for version in known}
    order = {version.version: n for n, version in enumerate(known)}

    def leads(mutation: Mutation) -> bool:
        key, by = (mutation.line, mutation.basis, mutation.year), mutation.version
        stated_before, stated_now = before.cells.version(key), after.cells.version(key)
        if stated_before in superseded(ledger, by):
            return False
        if stated_now in way.restating and by in chain_of(stated_now):
            return True
        revises = stated_before in chain_of(by) and stated_now not in chain_of(by)
        comes_after = stated_now not in way.restating and order[by] > order.get(stated_now, -1)
        return by not in replaced and (revises or comes_after)

    on_the_way = list(filter(leads, declared(ledger, way.restating)))
    between = declared(ledger, way.between - replaced)
    return on_the_way, [mutation for mutation in between if mutation not in on_the_way]


def _in_unit_of(other: Ledger, ledger: Ledger) -> Ledger:
    """Convert a ledger to the unit of another. Raises UsageError for different currencies."""
    if ledger.currency and other.currency and ledger.currency != other.currency:
        raise two_currencies(old=(ledger.name, ledger.currency), new=(other.name, other.currency))
    return ledger.in_unit(other.unit) if ledger.unit and other.unit and ledger.unit != other.unit else ledger


def _is_edition(earlier: LedgerVersions, later: LedgerVersions) -> bool:
    """Whether one ledger is an earlier state of another: of its name, without versions unknown there."""
    before, after = ({*side.known.names} for side in (earlier, later))
    return earlier.ledger.name == later.ledger.name and before < after


def _shared_numbers(axes: Axes, ledger: Ledger, other: Ledger) -> Integers | None:
    """The other ledger's numbers for the lines of one, unless that would change their fund.

    None if the other one renumbers no line.
    """
    if not other.renumbered:
        return None

    def number(line: str) -> str:
        number = other.current.get(line, line)
        funds = {each.lines[number].fund for each in (ledger, other) if number in each.lines}
        return number if line in ledger.lines and funds == {ledger.lines[line].fund} else line

    return axes.codes(map(number, axes.lines))


def _merged(old: Ledger, new: Ledger) -> Ledger:
    """A ledger with the names of both, the new one's first; papers that differ are left out."""
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
