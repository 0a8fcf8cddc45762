"""The cells that changed from one side of a diff to the other: what stood before, what after, and what was declared."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple

from ukraine_budget.analysis.compare import DiffContext
from ukraine_budget.analysis.scope import Scope
from ukraine_budget.analysis.snapshot import LedgerSnapshot
from ukraine_budget.analysis.versions import of_one_series
from ukraine_budget.figures.column import Integers
from ukraine_budget.figures.structure import NONE
from ukraine_budget.model.amount import Amount, around
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION, Figure, Key, Mutation, Year


class Series(NamedTuple):
    """What money can move within: one line and basis."""

    fund: str
    line: str
    basis: str


class SideFigure(NamedTuple):
    """What stands for a cell on one side, without the words of its paper.

    `lines` are those under which it is printed, `row` is the row of the ledger's file that states it.
    """

    amount: Amount
    qualifier: tuple[str, ...]
    version: str
    document: str
    lines: tuple[str, ...]
    row: int


class CellChange(NamedTuple):
    """A cell on both sides: what stood before and after, None where nothing did, and the mutations between.

    `tied` is whether one paper prints the old stand, every row and the new stand; `comparable` is false where papers of
    different series state the two; `overtaken` is whether newer parts
    contradict the one and the other.
    """

    before: SideFigure | None
    after: SideFigure | None
    mutations: Sequence[Mutation] = ()
    tied: bool = False
    comparable: bool = True
    overtaken: tuple[bool, bool] = (False, False)

    @property
    def has_change(self) -> bool:
        """Whether there is a change: none of two series, of what parts contradict, or from decided to committed."""
        if self.before is None or self.after is None or not self.comparable or any(self.overtaken):
            return False
        return (DECISION in self.before.qualifier) == (DECISION in self.after.qualifier)

    @property
    def restated(self) -> bool:
        """Whether there are two statements to compare, and not one that stands on both sides."""
        return self.before is not self.after

    @property
    def is_sized(self) -> bool:
        """Whether papers state the size of all that they declare."""
        return all(mutation.size_stated for mutation in self.mutations)


Stated = Figure | SideFigure


def cell_changes(context: DiffContext, wanted: Scope, *, all: bool) -> dict[Series, dict[Year, CellChange]]:
    """The cells on both sides by line and basis; without `all`, those that count as restated and may differ."""
    comparison = context.comparison
    cells = comparison.cells if all else comparison.differing(context.restated)
    keys: dict[Key, None] = dict.fromkeys(comparison.axes.refs(cells))
    others = [key for key in context.mutations if key not in keys]
    both = [_side_figures(side, cells) + _of_keys(side, others) for side in (context.old, context.new)]
    series: defaultdict[Series, dict[Year, CellChange]] = defaultdict(dict)
    comparable = cache(partial(_comparable, context))
    for key, before, after in zip((*keys, *others), *both, strict=True):
        line, basis, year = key
        for fund, change in _by_fund(context, key, before, after, comparable) if basis in wanted.bases else ():
            if fund in wanted.funds:
                series[Series(fund, line, basis)][year] = change
    return series


def _side_figures(side: LedgerSnapshot, cells: Integers) -> list[SideFigure | None]:
    """What stands on a side for each of some cells, None where nothing does."""
    ledger, rows = side.ledger, side.cells.at(cells)
    pot = cache(lambda line, basis: ledger.pot(ledger.current[line], basis))
    words = {text: tuple(text.split()) for text in ledger.figures.qualifier.values}
    made = (
        SideFigure(around(pot(line, basis), amount, half, words[text]), words[text], version, document, (line,), row)
        for line, basis, amount, half, text, version, document, row in ledger.figures.amounts(rows[rows != NONE])
    )
    figures = [None if row == NONE else next(made) for row in rows.tolist()]
    added = side.cells.added(cells)
    for place, figure in zip(added, _of_keys(side, [*side.cells.structure.axes.refs(cells[added])]), strict=True):
        figures[place] = figure
    return figures


def _of_keys(side: LedgerSnapshot, keys: Sequence[Key]) -> list[SideFigure | None]:
    return [
        figure
        and SideFigure(figure.amount, figure.qualifier, figure.version, figure.document, figure.lines, figure.row)
        for figure in side.figures(keys)
    ]


def _by_fund(
    context: DiffContext,
    key: Key,
    before: SideFigure | None,
    after: SideFigure | None,
    are_comparable: Callable[[str, str], bool],
) -> list[tuple[str, CellChange]]:
    """A cell on both sides, with its fund; where the two sides have it in different funds, each on its own."""
    mutations = context.mutations.get(key, ()) if context.mutations else ()
    if before and after:
        if before.amount.pot != after.amount.pot:
            one, other = before.amount.pot.fund, after.amount.pot.fund
            return [(one, CellChange(before, None)), (other, CellChange(None, after))]
        if before.row == after.row and context.old.ledger is context.new.ledger:
            after = before  # one statement, that stands on both sides
    comparable = not (before and after) or are_comparable(before.version, after.version)
    figure = before or after
    overtaken = before is not None and key in context.old.overtaken, after is not None and key in context.new.overtaken
    is_tied = bool(mutations) and tied(context.ledger, before, after, mutations)
    change = CellChange(before, after, mutations, is_tied, comparable, overtaken)
    if not mutations:
        return [(figure.amount.pot.fund, change)] if figure else []
    return [(context.ledger.lines[key[0]].fund, change)]


def _comparable(context: DiffContext, one: str, other: str) -> bool:
    """Whether two versions, of the one side and the other, are of one series, as far as the ledgers say."""
    knowing = (side.ledger for side in (context.old, context.new) if {one, other} <= side.ledger.versions.keys())
    return all(of_one_series(ledger, one, other) for ledger in knowing)


def tied(ledger: Ledger, before: Stated | None, after: Stated | None, mutations: Sequence[Mutation]) -> bool:
    """Whether one paper prints the old stand, every row and the new stand of a cell.

    Where no paper is named, the mutations of one version are taken to lead from the stand that it follows to its own.
    """
    if before is None or after is None or not mutations or not all(mutation.size_stated for mutation in mutations):
        return False
    if "assumed" in before.qualifier + after.qualifier:
        return False
    entries: list[Stated | Mutation] = [before, after, *mutations]
    papers = {entry.document or ledger.versions[entry.version].document for entry in entries}
    if papers == {""}:
        step = {after.version, *(mutation.version for mutation in mutations)}
        return step == {after.version} and ledger.versions[after.version].follows == before.version
    return len(papers) == 1
