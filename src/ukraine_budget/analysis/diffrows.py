"""The rows of a diff: a cell, or a fund's total, on both sides, and what its change is made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from ukraine_budget.analysis.decompose import CellChange, ChangeParts, Series, is_within
from ukraine_budget.analysis.interval import ends
from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.notes_on_changes import TotalsNotCompared
from ukraine_budget.analysis.result_row import CellRow, RowType
from ukraine_budget.analysis.shifts import Size
from ukraine_budget.analysis.totals import shared
from ukraine_budget.figures.comparison import TotalComparison
from ukraine_budget.figures.totals import TotalKey, TotalSide
from ukraine_budget.model.amount import EXACT, ZERO, Amount, Pot, exact_sum, negated, total
from ukraine_budget.model.records import Figure, Key, Mutation, Year, in_order

Status = Literal["changed", "first-stated", "no-longer-stated", "declared-only", "not-restated", "unchanged"]
SILENT: tuple[Status, ...] = ("not-restated", "unchanged")
"""What a diff says nothing of unless asked for all."""
BACKWARDS: dict[Status, Status] = {"first-stated": "no-longer-stated", "no-longer-stated": "first-stated"}


class Declared(NamedTuple):
    """What a paper declares of a cell. `amount` is None where its size is not stated and cannot be read."""

    kind: str
    label: str
    amount: Decimal | None
    size: Size


class DiffRow(CellRow):
    """A cell on both sides. Where both values are known, exactly: change = declared + moved + net + untied.

    `low` and `high` are the interval of the change. `within_rounding` speaks of the change, `rest_within_rounding` of
    what the declared rows leave over. It is not `comparable` where papers of different series state the two sides:
    then net need be no cut, and nothing is inferred to have moved. `declared` is None where it has no size. A total has
    no `line` and names no papers; its change is None where the two sides are not sums over the same lines.
    """

    columns = (
        "row_type fund line basis year old new change low high declared declared_by moved net untied within_rounding"
        " status old_version new_version old_qualifier new_qualifier followed_successor low_open high_open"
        " rest_within_rounding comparable old_document new_document"
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


def diff_line(group: Series, year: Year, pair: CellChange, parts: ChangeParts) -> DiffRow:
    """The row of a cell. What a mutation changes and no paper restates has no new value, not the old one."""
    before, after = pair.before, None if pair.mutations and not pair.restated else pair.after
    low, high, low_open, high_open = ends(parts.change)
    return DiffRow(
        row_type="line",
        fund=group.fund,
        line=group.line,
        basis=group.basis,
        year=year,
        old=before.amount.value if before else None,
        new=after.amount.value if after else None,
        change=parts.change.value if parts.change else None,
        low=low,
        high=high,
        declared=None if parts.change is None and len(pair.sizes) < len(pair.mutations) else parts.declared,
        declared_by=_declared_by(pair, parts.read) if pair.mutations else (),
        moved=parts.moved,
        net=parts.net,
        untied=parts.untied,
        within_rounding=parts.within_rounding,
        status=_status(pair, parts),
        old_version=before.version if before else "",
        new_version=after.version if after else "",
        old_qualifier=before.qualifier if before else (),
        new_qualifier=after.qualifier if after else (),
        followed_successor=_followed(before, group.line) or _followed(after, group.line),
        low_open=low_open,
        high_open=high_open,
        rest_within_rounding=parts.rest_within_rounding,
        comparable=pair.comparable,
        old_document=before.document if before else "",
        new_document=after.document if after else "",
    )


def _declared_by(pair: CellChange, read: Decimal | None) -> tuple[Declared, ...]:
    """The mutations of a cell under their printed labels; `read` is what those come to that only the change tells."""
    untold = pair.untold
    sizes = {mutation: size.value for mutation, size in pair.read.items() if size}
    if len(untold) == 1 and read is not None:
        sizes[untold[0]] = read
    return tuple(_declared(mutation, sizes.get(mutation)) for mutation in pair.mutations)


def _declared(mutation: Mutation, read: Decimal | None) -> Declared:
    if mutation.size_stated:
        return Declared(mutation.kind, mutation.label, mutation.amount.value, "stated")
    return Declared(mutation.kind, mutation.label, read, "not-stated" if read is None else "read-from-change")


def _status(pair: CellChange, parts: ChangeParts) -> Status:
    if pair.mutations and not pair.restated:
        return "declared-only"
    if pair.before is None:
        return "first-stated"
    if pair.after is None:
        return "no-longer-stated"
    if not pair.restated:
        return "not-restated"
    silent = all(mutation.size_stated and not mutation.amount.value for mutation in pair.mutations)
    return "unchanged" if silent and parts.change and not parts.change.value else "changed"


def _followed(figure: Figure | None, line: str) -> bool:
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
    )


Lines = tuple[str, ...]


class DiffTotal(NamedTuple):
    """A total on both sides, None where nothing is stated, and the lines that it is over."""

    old: TotalSide | None
    new: TotalSide | None
    lines: TotalComparison

    @property
    def is_comparable(self) -> bool:
        """Whether both are sums over the same lines, and all that changed in them is compared."""
        return not (self.lines.dropped or self.lines.added or self.lines.beside)


class Compared(NamedTuple):
    """A cell on both sides: its row, and what that was made from."""

    row: DiffRow
    pair: CellChange
    parts: ChangeParts

    @property
    def key(self) -> Key:
        """The cell."""
        return self.row.line, self.row.basis, self.row.year


def total_row(block: TotalKey, both: DiffTotal, cells: Sequence[Compared], tolerance: Decimal = ZERO) -> DiffRow:
    """The row of a total. `cells` are the restated lines of the block.

    The parts of those with both values add up to its own. Of a total that is not compared, what is declared of the
    lines that it counts is told all the same: on the new side, if anything is stated there.
    """
    same, old, new, lines = both.is_comparable, both.old, both.new, both.lines
    compared = frozenset(lines.counted)
    seen = [cell for cell in cells if same and cell.row.line in compared]
    rows = [cell.row for cell in seen]
    counted = compared.union(lines.added) if new else lines.dropped
    declaring = rows if same else [cell.row for cell in cells if cell.row.line in counted]
    unseen = Amount(Pot(block.fund, block.basis), ZERO, lines.slack.copy_negate(), lines.slack)
    change = total(unseen.pot, (unseen, *(cell.parts.change for cell in seen if cell.parts.change))) if same else None
    low, high, low_open, high_open = ends(change)
    return DiffRow(
        row_type="total",
        fund=block.fund,
        line="",
        basis=block.basis,
        year=block.year,
        old=old.value if old else None,
        new=new.value if new else None,
        change=change.value if change else None,
        low=low,
        high=high,
        declared=_declared_together(declaring),
        declared_by=_declared_by_lines(declaring),
        moved=exact_sum(row.moved or ZERO for row in rows) if same else None,
        net=exact_sum(row.net or ZERO for row in rows) if same else None,
        untied=exact_sum(row.untied or ZERO for row in rows) if same else None,
        within_rounding=change is not None and is_within(change, tolerance),
        status=_total_status(both, rows),
        old_version=shared(old.versions) if old else "",
        new_version=shared(new.versions) if new else "",
        old_qualifier=in_order(old.words) if old else (),
        new_qualifier=in_order(new.words) if new else (),
        followed_successor=any(row.followed_successor for row in rows),
        low_open=low_open,
        high_open=high_open,
        rest_within_rounding=any(row.rest_within_rounding for row in rows),
        comparable=all(row.comparable for row in rows),
        old_document="",
        new_document="",
    )


def _total_status(both: DiffTotal, rows: Sequence[DiffRow]) -> Status:
    """The status of a total, given the rows of its lines."""
    if both.old is None:
        return "first-stated"
    if both.new is None:
        return "no-longer-stated"
    same = both.is_comparable and all(row.status in SILENT for row in rows)
    return "unchanged" if same else "changed"


def _declared_together(rows: Sequence[DiffRow]) -> Decimal | None:
    sizes = [row.declared for row in rows if row.declared is not None]
    return exact_sum(sizes) if len(sizes) == len(rows) else None


def _declared_by_lines(rows: Iterable[DiffRow]) -> tuple[Declared, ...]:
    """The mutations of some lines, those of one kind and label as one; of no size where one of them has none."""
    found: dict[tuple[str, str], Declared] = {}
    for by in (by for row in rows for by in row.declared_by):
        found[by.kind, by.label] = _added(found[by.kind, by.label], by) if (by.kind, by.label) in found else by
    return tuple(found.values())


def _added(one: Declared, other: Declared) -> Declared:
    if one.amount is None or other.amount is None:
        return one._replace(amount=None, size="not-stated")
    return one._replace(
        amount=EXACT.add(one.amount, other.amount), size=one.size if one.size == other.size else "read-from-change"
    )


def composition_notes(totals: Mapping[TotalKey, DiffTotal], *, turned: bool) -> Iterator[Note]:
    """What keeps two totals from being compared, in one note on the years in which it is the same.

    In a diff that is read backwards, which is `turned`, the old one is what it calls so: the later of the two.
    """
    found: dict[tuple[str, str, Lines, Lines, Lines], list[Year]] = {}
    for block, both in totals.items():
        if both.old and both.new and not both.is_comparable:
            _, dropped, added, beside, _ = both.lines
            of_old, of_new = (added, dropped) if turned else (dropped, added)
            found.setdefault((block.fund, block.basis, of_old, of_new, beside), []).append(block.year)
    for (fund, basis, *apart), years in found.items():
        yield TotalsNotCompared(fund, basis, tuple(years), *apart)
