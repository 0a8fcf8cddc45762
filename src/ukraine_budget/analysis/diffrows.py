"""The rows of a diff: a cell, or a fund's total, on both sides, and what its change is made of."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import repeat
from typing import Literal, NamedTuple

from ukraine_budget.analysis.changes import BothSides, ChangedCell, Changes, Side
from ukraine_budget.analysis.result_row import CellRow, RowType, WhyNot
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.shifts import NOT_STATED, Size
from ukraine_budget.figures.column import filled
from ukraine_budget.model.amount import negated
from ukraine_budget.model.records import DECISION, Key, Mutation, Year

Status = Literal["changed", "first-stated", "no-longer-stated", "declared-only", "not-restated", "unchanged"]
SILENT: tuple[Status, ...] = ("not-restated", "unchanged")
"""What a diff says nothing of unless asked for all."""
BACKWARDS: dict[Status, Status] = {"first-stated": "no-longer-stated", "no-longer-stated": "first-stated"}


class Declared(NamedTuple):
    """What a paper declares of a cell. `amount` is None where no paper states its size."""

    kind: str
    label: str
    amount: Decimal | None
    size: Size


class DiffRow(CellRow):
    """A cell on both sides. Where it has a change, exactly: change = declared + moved + net + untied.

    It has none where one of the two is not stated, where the one is decided and the other committed, where papers of
    different series state them, so that they are not `comparable`, and where newer parts contradict the one or the
    other, which is `old_overtaken` or `new_overtaken`.

    `low` and `high` are the interval of the change. `within_rounding` speaks of the change, `rest_within_rounding` of
    what the declared rows leave over. `declared` and `moved` are None where a part of what is declared has no size;
    then the change is in `net`. A total has no `line` and names no papers; its change is None where the two sides are
    not sums over the same lines.
    """

    columns = (
        "row_type fund line basis year old new change low high declared declared_by moved net untied within_rounding"
        " status old_version new_version old_qualifier new_qualifier followed_successor low_open high_open"
        " rest_within_rounding comparable old_document new_document old_overtaken new_overtaken"
    )
    row_type: RowType
    year: Year
    old: Decimal | None
    new: Decimal | None
    change: Decimal | None
    declared: Decimal | None
    declared_by: tuple[Declared, ...]
    moved: Decimal | None
    net: Decimal | None
    untied: Decimal | None
    within_rounding: bool
    status: Status
    old_version: str
    new_version: str
    old_qualifier: tuple[str, ...]
    new_qualifier: tuple[str, ...]
    followed_successor: bool
    rest_within_rounding: bool
    comparable: bool
    old_document: str
    new_document: str
    old_overtaken: bool = False
    new_overtaken: bool = False

    @property
    def why_not_compared(self) -> WhyNot | None:
        """Why both figures are stated and there is no change."""
        if self.old is None or self.new is None or self.change is not None:
            return None
        if not self.line:
            return "lines"
        if not self.comparable:
            return "series"
        return "overtaken" if self.old_overtaken or self.new_overtaken else "decided"

    @property
    def counts_as(self) -> str:
        """What it is told under: its basis, but what was only decided on each side that is stated is no commitment."""
        sides = ((self.old, self.old_qualifier), (self.new, self.new_qualifier))
        decided = [DECISION in qualifier for amount, qualifier in sides if amount is not None]
        return DECIDED if decided and all(decided) else self.basis

    @property
    def key(self) -> Key:
        """The cell; of a total, one without a line."""
        return self.line, self.basis, self.year


def line_rows(both: BothSides, changes: Changes) -> Iterator[DiffRow]:
    """The rows of cells, in their order."""
    cells, before, after, change, has_change = both.cells, both.before, both.after, changes.change, both.have_change
    values, lows, highs = (filled(column, has_change) for column in change.at(has_change).columns())
    moved, net, untied = ([part[n] for part in changes.parts] for n in range(3))
    return DiffRow.of_columns(
        len(cells),
        row_type=repeat("line"),
        fund=(cell.fund for cell in cells),
        line=(cell.line for cell in cells),
        basis=(cell.basis for cell in cells),
        year=(cell.year for cell in cells),
        old=_values(before),
        new=_values(after),
        change=values,
        low=lows,
        high=highs,
        declared=changes.declared,
        declared_by=(_declared_by(cell.mutations) if cell.mutations else () for cell in cells),
        moved=moved,
        net=net,
        untied=untied,
        within_rounding=changes.within_rounding.tolist(),
        status=_statuses(both),
        old_version=before.versions,
        new_version=after.versions,
        old_qualifier=before.qualifiers,
        new_qualifier=after.qualifiers,
        followed_successor=(before.is_renumbered | after.is_renumbered).tolist(),
        low_open=change.low_open.tolist(),
        high_open=change.high_open.tolist(),
        rest_within_rounding=changes.rest_within_rounding.tolist(),
        comparable=both.comparable.tolist(),
        old_document=before.documents,
        new_document=after.documents,
        old_overtaken=both.old_overtaken.tolist(),
        new_overtaken=both.new_overtaken.tolist(),
    )


def _values(side: Side) -> list[Decimal | None]:
    return filled(side.amounts.value.at(side.is_stated).values(), side.is_stated)


def _declared_by(mutations: Sequence[Mutation]) -> tuple[Declared, ...]:
    """What is declared of a cell under its printed labels; what several papers tell of without a size is there once."""
    declared = [(mutation.size_stated, mutation.row, _declared(mutation)) for mutation in mutations]
    once = {row if is_sized else each: each for is_sized, row, each in declared}
    return tuple(once.values())


def _declared(mutation: Mutation) -> Declared:
    if mutation.size_stated:
        return Declared(mutation.kind, mutation.label, mutation.amount.value, "stated")
    return Declared(mutation.kind, mutation.label, None, NOT_STATED)


def _statuses(both: BothSides) -> Iterator[Status]:
    is_same = (both.have_change | ~both.comparable) & (both.before.amounts.value - both.after.amounts.value).is_zero
    masks = (both.before.is_stated, both.after.is_stated, both.is_restated, is_same)
    return map(_status, both.cells, *(each.tolist() for each in masks))


def _status(cell: ChangedCell, is_before: bool, is_after: bool, is_restated: bool, is_same: bool) -> Status:
    if cell.mutations and not is_restated:
        return "declared-only"
    if not is_before:
        return "first-stated"
    if not is_after:
        return "no-longer-stated"
    if not is_restated:
        return "not-restated"
    is_silent = all(mutation.size_stated and not mutation.amount.value for mutation in cell.mutations)
    return "unchanged" if is_same and is_silent else "changed"


def backwards(row: DiffRow) -> DiffRow:
    """The same row read from the new side to the old one."""
    return row._replace(
        old=row.new,
        new=row.old,
        change=negated(row.change),
        low=negated(row.high),
        high=negated(row.low),
        declared=negated(row.declared),
        declared_by=tuple(by._replace(amount=negated(by.amount)) for by in row.declared_by),
        moved=negated(row.moved),
        net=negated(row.net),
        untied=negated(row.untied),
        status=BACKWARDS.get(row.status, row.status),
        old_version=row.new_version,
        new_version=row.old_version,
        old_qualifier=row.new_qualifier,
        new_qualifier=row.old_qualifier,
        low_open=row.high_open,
        high_open=row.low_open,
        old_document=row.new_document,
        new_document=row.old_document,
        old_overtaken=row.new_overtaken,
        new_overtaken=row.old_overtaken,
    )
