"""Decisions of cabinet, which bind nobody yet, apart from what binds."""

from ukraine_budget.figures.column import Bools, Integers, has_word
from ukraine_budget.figures.snapshot import Snapshot, Statements
from ukraine_budget.figures.stated import Figures


def decisions(snapshot: Snapshot) -> Snapshot:
    """The last decision on each standing cell."""
    return _last_of(snapshot, _are_decisions(snapshot.figures), snapshot.cells)


def binding(snapshot: Snapshot, decided: Snapshot) -> Snapshot:
    """The standing figures, decided ones replaced by the last figure that is no decision, if any."""
    if not len(decided):
        return snapshot
    return snapshot.without(decided.cells).with_cells_of(
        _last_of(snapshot, ~_are_decisions(snapshot.figures), decided.cells)
    )


def _are_decisions(figures: Figures) -> Bools:
    return figures.qualifier.where(has_word("decision"))


def _last_of(snapshot: Snapshot, chosen: Bools, cells: Integers) -> Snapshot:
    """The last statements of some cells in chosen rows, whether or not a full version ended them."""
    versions, rows = dict.fromkeys(snapshot.order, False), chosen.nonzero()[0]
    return Statements.of(snapshot.figures, snapshot.structure, versions, among=rows).snapshot.only(cells)
