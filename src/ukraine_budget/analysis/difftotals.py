"""The totals of a diff: both sides of each, and what the change is made of where both are sums over the same lines."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypedDict

from ukraine_budget.analysis.changes import BothSides
from ukraine_budget.analysis.compare import DiffContext
from ukraine_budget.analysis.diffrows import SILENT, Declared, DiffRow, Status
from ukraine_budget.analysis.result_row import ends
from ukraine_budget.analysis.totals import shared
from ukraine_budget.figures.comparison import TotalComparison
from ukraine_budget.figures.totals import TotalKey, Totals, TotalSide
from ukraine_budget.model.amount import EXACT, ZERO, Amount, Pot, exact_sum
from ukraine_budget.model.records import BEYOND, Year, in_order


class DiffTotal(NamedTuple):
    """A total on both sides, None where nothing is stated; the lines that it is over, and the rows of its lines."""

    key: TotalKey
    old: TotalSide | None
    new: TotalSide | None
    over: TotalComparison
    lines: Sequence[DiffRow]

    @property
    def is_comparable(self) -> bool:
        """Whether both are sums over the same lines, and all that changed in them is compared."""
        return not (self.over.dropped or self.over.added or self.over.beside)


class TotalSums(NamedTuple):
    """What each total comes to on the old and the new side, and what the two are sums over."""

    old: Mapping[TotalKey, TotalSide]
    new: Mapping[TotalKey, TotalSide]
    over: Mapping[TotalKey, TotalComparison]


def total_sums(context: DiffContext, both: BothSides) -> TotalSums:
    """The totals of both sides, given the cells that changed."""
    comparison = context.comparison
    old, new = (Totals.of(side.own, side.members).sides() for side in (comparison.old, comparison.new))
    return TotalSums(old, new, comparison.totals(both.numbers[both.have_change]))


def diff_totals(
    context: DiffContext, sums: TotalSums, rows: Iterable[DiffRow], shown: Iterable[DiffRow]
) -> list[DiffTotal]:
    """The totals of the funds, bases and years of which rows are `shown`; `rows` are those of all lines.

    A fund that has no total on one side has none here, and neither has one that on both sides would repeat one line.
    """
    without = {
        name for side in (context.old, context.new) for name, fund in side.ledger.funds.items() if not fund.total
    }
    lines: dict[tuple[str, str, Year], list[DiffRow]] = {_total_of(row): [] for row in shown if row.fund not in without}
    for row in rows:
        lines.get(_total_of(row), []).append(row)
    old, new, over = sums
    keys = (TotalKey(fund, basis, year) for fund, basis, year in lines if year != BEYOND)
    return [
        DiffTotal(key, old.get(key), new.get(key), over.get(key, TotalComparison()), lines[key])
        for key in keys
        if any(side[key].lines > 1 for side in (old, new) if key in side)
    ]


def _total_of(row: DiffRow) -> tuple[str, str, Year]:
    return row.fund, row.basis, row.year


def total_row(both: DiffTotal, tolerance: Decimal = ZERO) -> DiffRow:
    """The row of a total. The parts of its lines that have both values add up to its own.

    Of a total that is not compared, what is declared of the lines that it counts is told all the same: on the new side,
    if anything is stated there.
    """
    (fund, basis, year), old, new, over, lines = both
    compared = frozenset(over.counted)
    rows = [row for row in lines if both.is_comparable and row.line in compared]
    counted = compared.union(over.added) if new else over.dropped
    declaring = rows if both.is_comparable else [row for row in lines if row.line in counted]
    change, declared = _change(both, rows), _declared_together(declaring)
    low, high, low_open, high_open = ends(change)
    return DiffRow(
        row_type="total",
        fund=fund,
        line="",
        basis=basis,
        year=year,
        old=old.value if old else None,
        new=new.value if new else None,
        change=change.value if change else None,
        low=low,
        high=high,
        declared=declared,
        declared_by=_declared_by_lines(declaring),
        **_parts(change, declared, rows),
        within_rounding=change is not None and (change.may_be_zero or change.value.copy_abs() <= tolerance),
        status=_status(both, rows),
        **_stated_by(both),
        followed_successor=any(row.followed_successor for row in rows),
        low_open=low_open,
        high_open=high_open,
        rest_within_rounding=any(row.rest_within_rounding for row in rows),
        comparable=all(row.comparable for row in rows),
        old_document="",
        new_document="",
    )


class Rest(TypedDict):
    """What a change is made of beside what is declared, as columns of a row."""

    moved: Decimal | None
    net: Decimal | None
    untied: Decimal | None


def _parts(change: Amount | None, declared: Decimal | None, rows: Sequence[DiffRow]) -> Rest:
    """The sums over the lines; where a part of what these declare has no size, all of the change that ties is net."""
    if change is None:
        return {"moved": None, "net": None, "untied": None}
    moved, net, untied = (
        exact_sum(filter(None, parts))
        for parts in ([row.moved for row in rows], [row.net for row in rows], [row.untied for row in rows])
    )
    if declared is None:
        return {"moved": None, "net": EXACT.subtract(change.value, untied), "untied": untied}
    return {"moved": moved, "net": net, "untied": untied}


class StatedBy(TypedDict):
    """What the terms of both sides have in common, as columns of a row."""

    old_version: str
    new_version: str
    old_qualifier: tuple[str, ...]
    new_qualifier: tuple[str, ...]


def _stated_by(both: DiffTotal) -> StatedBy:
    return {
        "old_version": shared(both.old.versions) if both.old else "",
        "new_version": shared(both.new.versions) if both.new else "",
        "old_qualifier": in_order(both.old.words) if both.old else (),
        "new_qualifier": in_order(both.new.words) if both.new else (),
    }


def _change(both: DiffTotal, rows: Iterable[DiffRow]) -> Amount | None:
    """The change of a total that is compared: that of its lines, and what others may have changed in rounding."""
    if not both.is_comparable:
        return None
    changed, slack = [row for row in rows if row.change is not None], both.over.slack
    lows = [row.low for row in changed if row.low is not None]
    highs = [row.high for row in changed if row.high is not None]
    return Amount(
        Pot(both.key.fund, both.key.basis),
        exact_sum(row.change for row in changed if row.change is not None),
        exact_sum((slack.copy_negate(), *lows)) if len(lows) == len(changed) else None,
        exact_sum((slack, *highs)) if len(highs) == len(changed) else None,
    )


def _status(both: DiffTotal, rows: Sequence[DiffRow]) -> Status:
    """The status of a total, given the rows of its lines."""
    if both.old is None:
        return "first-stated"
    if both.new is None:
        return "no-longer-stated"
    same = both.is_comparable and all(row.status in SILENT for row in rows)
    return "unchanged" if same else "changed"


def _declared_together(rows: Sequence[DiffRow]) -> Decimal | None:
    sizes = [row.declared for row in rows]
    return None if None in sizes else exact_sum(filter(None, sizes))


def _declared_by_lines(rows: Iterable[DiffRow]) -> tuple[Declared, ...]:
    """The mutations of some lines, those of one kind and label as one; of no size where one of them has none."""
    found: dict[tuple[str, str], Declared] = {}
    for by in (by for row in rows for by in row.declared_by):
        found[by.kind, by.label] = _added(found[by.kind, by.label], by) if (by.kind, by.label) in found else by
    return tuple(found.values())


def _added(one: Declared, other: Declared) -> Declared:
    if one.amount is None or other.amount is None:
        return one._replace(amount=None, size="not-stated")
    return one._replace(amount=EXACT.add(one.amount, other.amount))
