"""Totals of a diff: per fund, basis and year, over what counts on each side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.decompose import CellChange, ChangeParts, is_within
from ukraine_budget.analysis.diffrows import SILENT, Declared, DiffRow, Status
from ukraine_budget.analysis.interval import ends
from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.notes_on_changes import TotalsNotCompared
from ukraine_budget.analysis.totals import shared
from ukraine_budget.figures.comparison import TotalComparison
from ukraine_budget.figures.totals import TotalKey, TotalSide
from ukraine_budget.model.amount import EXACT, ZERO, Amount, Pot, exact_sum, total
from ukraine_budget.model.records import Key, Year, in_order

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
        declared=_declared(declaring),
        declared_by=_declared_by(declaring),
        moved=exact_sum(row.moved or ZERO for row in rows) if same else None,
        net=exact_sum(row.net or ZERO for row in rows) if same else None,
        untied=exact_sum(row.untied or ZERO for row in rows) if same else None,
        within_rounding=change is not None and is_within(change, tolerance),
        status=_status(both, rows),
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


def _status(both: DiffTotal, rows: Sequence[DiffRow]) -> Status:
    """The status of a total, given the rows of its lines."""
    if both.old is None:
        return "first-stated"
    if both.new is None:
        return "no-longer-stated"
    same = both.is_comparable and all(row.status in SILENT for row in rows)
    return "unchanged" if same else "changed"


def _declared(rows: Sequence[DiffRow]) -> Decimal | None:
    sizes = [row.declared for row in rows if row.declared is not None]
    return exact_sum(sizes) if len(sizes) == len(rows) else None


def _declared_by(rows: Iterable[DiffRow]) -> tuple[Declared, ...]:
    """The mutations of some lines, those of one kind and label as one; of no size where one of them has none."""
    found: dict[tuple[str, str], Declared] = {}
    for by in (by for row in rows for by in row.declared_by):
        found[by.kind, by.label] = _both(found[by.kind, by.label], by) if (by.kind, by.label) in found else by
    return tuple(found.values())


def _both(one: Declared, other: Declared) -> Declared:
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
