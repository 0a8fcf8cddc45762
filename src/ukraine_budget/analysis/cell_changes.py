"""The cells of a diff: what stood for each on both sides, and what was declared in between."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, partial

from ukraine_budget.analysis.decompose import CellChange, Series
from ukraine_budget.analysis.diff_context import DiffContext
from ukraine_budget.analysis.scope import Scope
from ukraine_budget.analysis.series import of_one_series
from ukraine_budget.analysis.shifts import read_sizes
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Figure, Key, Mutation, Year


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
