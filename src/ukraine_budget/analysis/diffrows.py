"""The rows of a diff: a cell, or the total of a fund, on both sides, and the parts of its change."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import repeat
from typing import Any, NamedTuple

from ukraine_budget.analysis.cells import StatedCells
from ukraine_budget.analysis.diffchanges import CellChange, ChangeParts, Changes, ComparedCells, Status, statuses
from ukraine_budget.analysis.result_row import CellRow, RowType, WhyNot
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.shift import NOT_STATED, Size
from ukraine_budget.figures.column import Bools, filled
from ukraine_budget.model.amount import negated
from ukraine_budget.model.records import DECISION, Key, Year

BACKWARDS: dict[Status, Status] = {"first-stated": "no-longer-stated", "no-longer-stated": "first-stated"}


class Declared(NamedTuple):
    """A declared change of a cell. `amount` is None where no paper states its size."""

    kind: str
    label: str
    amount: Decimal | None
    size: Size


def declared_by(cell: CellChange) -> tuple[Declared, ...]:
    """The declared changes of a cell by printed label; of several papers without a size one stands for all."""
    once: dict[object, Declared] = {}
    for mutation in cell.declared:
        if mutation.size_stated:
            once[mutation.row] = Declared(mutation.kind, mutation.label, mutation.amount.value, "stated")
        else:
            unsized = Declared(mutation.kind, mutation.label, None, NOT_STATED)
            once[unsized] = unsized
    return tuple(once.values())


class DiffRow(CellRow):
    """A cell on both sides. Where it has a change, exactly: change = declared + moved + net + untied.

    It has none where a side is not stated, where one is decided and the other committed, where they are of different
    series and so not `comparable`, and where newer parts contradict one, which is `old_overtaken` or `new_overtaken`.
    `low` and `high` are the interval of the change. `within_rounding` is about the change, `rest_within_rounding` about
    its undeclared rest. `declared` and `moved` are None where any declared change has no size; then the change is in
    `net`. A total has no `line` and names no papers; its change is None unless both sides are sums over the same lines.
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
    old_document: str = ""
    new_document: str = ""
    old_overtaken: bool = False
    new_overtaken: bool = False

    @property
    def why_not_compared(self) -> WhyNot | None:
        """The reason why two stated figures have no change."""
        if self.old is None or self.new is None or self.change is not None:
            return None
        if not self.line:
            return "lines"
        if not self.comparable:
            return "series"
        return "overtaken" if self.old_overtaken or self.new_overtaken else "decided"

    @property
    def counts_as(self) -> str:
        """The basis to show; "decided" where every stated side is only that."""
        sides = ((self.old, self.old_qualifier), (self.new, self.new_qualifier))
        decided = [DECISION in qualifier for amount, qualifier in sides if amount is not None]
        return DECIDED if decided and all(decided) else self.basis

    @property
    def key(self) -> Key:
        """The cell; a total's has no line."""
        return self.line, self.basis, self.year


def backwards(row: DiffRow) -> DiffRow:
    """The row with old and new swapped."""
    other = {"old": "new", "new": "old"}
    turned = {name: getattr(row, other[name[:3]] + name[3:]) for name in row._fields if name[:3] in other}
    return row._replace(
        **turned,
        **{name: negated(getattr(row, name)) for name in ("change", "declared", *ChangeParts._fields)},
        low=negated(row.high),
        high=negated(row.low),
        low_open=row.high_open,
        high_open=row.low_open,
        declared_by=tuple(by._replace(amount=negated(by.amount)) for by in row.declared_by),
        status=BACKWARDS.get(row.status, row.status),
    )


def line_rows(compared: ComparedCells, changes: Changes) -> Iterator[DiffRow]:
    """The rows of cells, in their order."""
    cells = compared.cells
    return DiffRow.of_columns(
        len(cells),
        row_type=repeat("line"),
        fund=(cell.fund for cell in cells),
        line=(cell.line for cell in cells),
        basis=(cell.basis for cell in cells),
        year=(cell.year for cell in cells),
        **_side_columns("old", compared.old, compared.old_overtaken),
        **_side_columns("new", compared.new, compared.new_overtaken),
        **_change_columns(changes, compared.have_change),
        declared_by=(declared_by(cell) if cell.declared else () for cell in cells),
        status=statuses(compared),
        followed_successor=(compared.old.is_renumbered | compared.new.is_renumbered).tolist(),
        comparable=compared.comparable.tolist(),
    )


FieldValues = Mapping[str, Iterable[Any]]
"""The values of some rows by field."""


def _side_columns(name: str, side: StatedCells, is_overtaken: Bools) -> FieldValues:
    return {
        name: side.values,
        f"{name}_version": side.versions,
        f"{name}_qualifier": side.qualifiers,
        f"{name}_document": side.documents,
        f"{name}_overtaken": is_overtaken.tolist(),
    }


def _change_columns(changes: Changes, has_change: Bools) -> FieldValues:
    change = changes.change
    values, lows, highs = (filled(column, has_change) for column in change.at(has_change).columns())
    parts = {name: [getattr(of, name) for of in changes.parts] for name in ChangeParts._fields}
    return parts | {
        "change": values,
        "low": lows,
        "high": highs,
        "low_open": change.low_open.tolist(),
        "high_open": change.high_open.tolist(),
        "declared": changes.declared,
        "within_rounding": changes.within_rounding.tolist(),
        "rest_within_rounding": changes.rest_within_rounding.tolist(),
    }
