"""Decisions of cabinet, which bind nobody yet, apart from what binds."""

from ukraine_budget.figures.column import Integers, has_word
from ukraine_budget.figures.snapshot import Snapshot, Statements

COMMITMENT, IS_DECISION = "commitment", has_word("decision")


def decisions(snapshot: Snapshot) -> Snapshot:
    """The last decision on each standing cell."""
    figures = snapshot.figures
    return _last_of(snapshot, figures.select(bases=(COMMITMENT,), word="decision"), snapshot.cells)


def binding(snapshot: Snapshot, decided: Snapshot) -> Snapshot:
    """The standing figures, decided ones replaced by the last commitment, if any."""
    if not len(decided):
        return snapshot
    rows = snapshot.figures.select(bases=(COMMITMENT,))
    commitments = rows[~snapshot.figures.qualifier.at(rows).where(IS_DECISION)]
    return snapshot.without(decided.cells).with_cells_of(_last_of(snapshot, commitments, decided.cells))


def _last_of(snapshot: Snapshot, rows: Integers, cells: Integers) -> Snapshot:
    """The last statements of some cells in some rows, whether or not a full version ended them."""
    versions = dict.fromkeys(snapshot.order, False)
    return Statements.of(snapshot.figures, snapshot.structure, versions, among=rows).snapshot.only(cells)
