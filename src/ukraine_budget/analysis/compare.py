"""Two sides of a diff, brought together: what stood on each, and which mutations lead from the one to the other."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple

from ukraine_budget.analysis.decompose import CellChange, Series
from ukraine_budget.analysis.mutations import declared
from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.notes_on_changes import NoLineInCommon, NotInOneChain, UnitTaken
from ukraine_budget.analysis.scope import Scope
from ukraine_budget.analysis.shifts import read_sizes
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshot
from ukraine_budget.analysis.versions import KnownVersions, Lineage, chains, last, lineage, of_one_series, superseded
from ukraine_budget.errors import two_currencies
from ukraine_budget.figures.column import Integers
from ukraine_budget.figures.comparison import Comparison
from ukraine_budget.figures.structure import Axes
from ukraine_budget.model.ledger import Ledger, axes
from ukraine_budget.model.records import Figure, Key, Mutation, Version, Year


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


def ledger_notes(old: Ledger, new: Ledger) -> Iterator[Note]:
    """Which of the two has its unit taken from the other, and whether they have nothing to compare."""
    silent, other = (old, new) if new.unit else (new, old)
    if silent.unit != other.unit and not silent.unit:
        yield UnitTaken(silent.name, other.name, other.unit or "")
    if not old.lines.keys() & new.lines.keys():
        yield NoLineInCommon(old.name, new.name)


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


def cell_changes(match: DiffContext, wanted: Scope, *, all: bool) -> dict[Series, dict[Year, CellChange]]:
    """The cells on both sides by line and basis; without `all`, those that count as restated and may differ."""
    cells = match.comparison.cells if all else match.comparison.differing(match.restated)
    compared = dict.fromkeys((*match.mutations, *match.comparison.axes.refs(cells)))
    keys = [key for key in compared if key[1] in wanted.bases]
    found: defaultdict[Series, dict[Year, CellChange]] = defaultdict(dict)
    comparable = cache(partial(_comparable, match))
    for key, before, after in zip(keys, match.old.figures(keys), match.new.figures(keys), strict=True):
        line, basis, year = key
        for fund, pair in _pairs(match, key, before, after, comparable):
            if fund in wanted.funds:
                found[Series(fund, line, basis)][year] = pair
    return found


def _pairs(
    match: DiffContext,
    key: Key,
    before: Figure | None,
    after: Figure | None,
    are_comparable: Callable[[str, str], bool],
) -> list[tuple[str, CellChange]]:
    """A cell on both sides, with its fund; where the two sides have it in different funds, each on its own."""
    if before and after and before.row == after.row and match.old.ledger is match.new.ledger:
        after = before  # one statement, that stands on both sides
    mutations = match.mutations.get(key, ())
    comparable = not (before and after) or are_comparable(before.version, after.version)
    if mutations and not (before and after and before.amount.pot != after.amount.pot):
        read = read_sizes(match.ledger, mutations)
        pair = CellChange(before, after, mutations, read, tied(match.ledger, before, after, mutations), comparable)
        return [(match.ledger.lines[key[0]].fund, pair)]
    if before and after and before.amount.pot != after.amount.pot:
        return [(before.amount.pot.fund, CellChange(before, None)), (after.amount.pot.fund, CellChange(None, after))]
    figure = before or after
    return [(figure.amount.pot.fund, CellChange(before, after, comparable=comparable))] if figure else []


def _comparable(match: DiffContext, one: str, other: str) -> bool:
    """Whether two versions, of the one side and the other, are of one series, as far as the ledgers say."""
    knowing = (side.ledger for side in (match.old, match.new) if {one, other} <= side.ledger.versions.keys())
    return all(of_one_series(ledger, one, other) for ledger in knowing)


def tied(ledger: Ledger, before: Figure | None, after: Figure | None, mutations: Sequence[Mutation]) -> bool:
    """Whether one paper prints the old stand, every row and the new stand of a cell.

    Where no paper is named, the mutations of one version are taken to lead from the stand that it follows to its own.
    """
    if before is None or after is None or not mutations or not all(mutation.size_stated for mutation in mutations):
        return False
    if "assumed" in before.qualifier + after.qualifier:
        return False
    entries: list[Figure | Mutation] = [before, after, *mutations]
    papers = {entry.document or ledger.versions[entry.version].document for entry in entries}
    if papers == {""}:
        step = {after.version, *(mutation.version for mutation in mutations)}
        return step == {after.version} and ledger.versions[after.version].follows == before.version
    return len(papers) == 1
