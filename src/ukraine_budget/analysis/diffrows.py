"""The rows of a diff: a cell, or a fund's total, on both sides, and what its change is made of."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from ukraine_budget.analysis.cell_changes import CellChange, Series, SideFigure
from ukraine_budget.analysis.decompose import ChangeParts
from ukraine_budget.analysis.result_row import CellRow, RowType, WhyNot, ends
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.shifts import NOT_STATED, Size
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


def line_row(series: Series, year: Year, cell: CellChange, parts: ChangeParts) -> DiffRow:
    """The row of a cell. What a mutation changes and no paper restates has no new value, not the old one."""
    before, after = cell.before, None if cell.mutations and not cell.restated else cell.after
    change, (low, high, low_open, high_open) = parts.change, ends(parts.change)
    return DiffRow(
        row_type="line",
        fund=series.fund,
        line=series.line,
        basis=series.basis,
        year=year,
        old=before.amount.value if before else None,
        new=after.amount.value if after else None,
        change=change.value if change else None,
        low=low,
        high=high,
        declared=parts.declared,
        declared_by=_declared_by(cell.mutations) if cell.mutations else (),
        moved=parts.moved,
        net=parts.net,
        untied=parts.untied,
        within_rounding=parts.within_rounding,
        status=_status(cell, parts),
        old_version=before.version if before else "",
        new_version=after.version if after else "",
        old_qualifier=before.qualifier if before else (),
        new_qualifier=after.qualifier if after else (),
        followed_successor=_is_renumbered(before, series.line) or _is_renumbered(after, series.line),
        low_open=low_open,
        high_open=high_open,
        rest_within_rounding=parts.rest_within_rounding,
        comparable=cell.comparable,
        old_document=before.document if before else "",
        new_document=after.document if after else "",
        old_overtaken=cell.overtaken[0],
        new_overtaken=cell.overtaken[1],
    )


def _declared_by(mutations: Sequence[Mutation]) -> tuple[Declared, ...]:
    """What is declared of a cell under its printed labels; what several papers tell of without a size is there once."""
    declared = [(mutation.size_stated, mutation.row, _declared(mutation)) for mutation in mutations]
    once = {row if is_sized else each: each for is_sized, row, each in declared}
    return tuple(once.values())


def _declared(mutation: Mutation) -> Declared:
    if mutation.size_stated:
        return Declared(mutation.kind, mutation.label, mutation.amount.value, "stated")
    return Declared(mutation.kind, mutation.label, None, NOT_STATED)


def _status(cell: CellChange, parts: ChangeParts) -> Status:
    if cell.mutations and not cell.restated:
        return "declared-only"
    if cell.before is None:
        return "first-stated"
    if cell.after is None:
        return "no-longer-stated"
    if not cell.restated:
        return "not-restated"
    silent = all(mutation.size_stated and not mutation.amount.value for mutation in cell.mutations)
    same = (parts.change or not cell.comparable) and cell.before.amount.value == cell.after.amount.value
    return "unchanged" if silent and same else "changed"


def _is_renumbered(figure: SideFigure | None, line: str) -> bool:
    return figure is not None and figure.lines != (line,)


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
