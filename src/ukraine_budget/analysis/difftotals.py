"""The totals of a diff: sums over the lines of a fund on both sides, and the parts of their change."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from ukraine_budget.analysis.diffchanges import SILENT, ChangeParts, ComparedCells, Status
from ukraine_budget.analysis.diffrows import Declared, DiffRow
from ukraine_budget.analysis.diffsides import DiffContext
from ukraine_budget.analysis.result_row import end_columns
from ukraine_budget.analysis.shift import NOT_STATED
from ukraine_budget.analysis.totals import shared
from ukraine_budget.figures.comparison import TotalComparison
from ukraine_budget.figures.totals import TotalKey, Totals, TotalSide
from ukraine_budget.model.amount import EXACT, ZERO, Amount, Pot, exact_sum
from ukraine_budget.model.records import BEYOND, Year, in_order


class DiffTotal(NamedTuple):
    """A total on both sides, None where unstated; its lines, and their rows."""

    key: TotalKey
    old: TotalSide | None
    new: TotalSide | None
    over: TotalComparison
    lines: Sequence[DiffRow]

    @property
    def says_more(self) -> bool:
        """Whether it is more than one line on a side, and mixes no decisions with commitments."""
        sides = [side for side in (self.old, self.new) if side]
        return any(side.lines > 1 for side in sides) and not any(side.mixes for side in sides)

    @property
    def is_comparable(self) -> bool:
        """Whether both sides are sums over the same lines, all of them compared."""
        return not (self.over.dropped or self.over.added or self.over.beside)


def diff_totals(
    context: DiffContext, compared: ComparedCells, rows: Iterable[DiffRow], shown: Iterable[DiffRow]
) -> list[DiffTotal]:
    """The totals of the funds, bases and years with a row `shown`; `rows` are those of all lines.

    None of a fund without a total on one side, of one line on both sides, or of decisions and commitments together.
    """
    old, new = (Totals.of(side.own, side.members).sides() for side in (context.comparison.old, context.comparison.new))
    over = context.comparison.totals(compared.numbers[compared.have_change])
    funds = [fund for side in (context.old, context.new) for fund in side.ledger.funds.values()]
    without = {fund.fund for fund in funds if not fund.total}
    lines: dict[tuple[str, str, Year], list[DiffRow]] = {_total_of(row): [] for row in shown if row.fund not in without}
    for row in rows:
        lines.get(_total_of(row), []).append(row)
    keys = (TotalKey(fund, basis, year) for fund, basis, year in lines if year != BEYOND)
    totals = (DiffTotal(key, old.get(key), new.get(key), over.get(key, TotalComparison()), lines[key]) for key in keys)
    return [total for total in totals if total.says_more]


def _total_of(row: DiffRow) -> tuple[str, str, Year]:
    return row.fund, row.basis, row.year


def total_row(total: DiffTotal, tolerance: Decimal = ZERO) -> DiffRow:
    """The row of a total. The parts of its lines that have both values add up to its own.

    The parts of the change of a total are the sums over its lines. One that is not compared still has what is declared
    of its lines, on the new side if that is stated.
    """
    summed = frozenset((*total.over.compared, *total.over.added) if total.new else total.over.dropped)
    declaring = [row for row in total.lines if row.line in summed]
    rows = declaring if total.is_comparable else []
    change, declared = _change(total, rows), _declared_together(declaring)
    return DiffRow(
        row_type="total",
        **total.key._asdict(),
        line="",
        **_total_side("old", total.old),
        **_total_side("new", total.new),
        change=change.value if change else None,
        **end_columns(change),
        declared=declared,
        declared_by=_declared_by_lines(declaring),
        **_parts(change, declared, rows)._asdict(),
        within_rounding=change is not None and (change.may_be_zero or change.value.copy_abs() <= tolerance),
        rest_within_rounding=any(row.rest_within_rounding for row in rows),
        status=_total_status(total, rows),
        followed_successor=any(row.followed_successor for row in rows),
        comparable=all(row.comparable for row in rows),
    )


def _total_side(name: str, side: TotalSide | None) -> Mapping[str, Any]:
    """The columns of one side: its value, the version all terms share, its qualifiers."""
    return {
        name: side.value if side else None,
        f"{name}_version": shared(side.versions) if side else "",
        f"{name}_qualifier": in_order(side.words) if side else (),
    }


def _change(total: DiffTotal, rows: Iterable[DiffRow]) -> Amount | None:
    """The change of a compared total: that of its lines, and the rounding of others."""
    if not total.is_comparable:
        return None
    changed, slack = [row for row in rows if row.change is not None], total.over.slack
    lows = [row.low for row in changed if row.low is not None]
    highs = [row.high for row in changed if row.high is not None]
    return Amount(
        Pot(total.key.fund, total.key.basis),
        exact_sum(row.change for row in changed if row.change is not None),
        exact_sum((slack.copy_negate(), *lows)) if len(lows) == len(changed) else None,
        exact_sum((slack, *highs)) if len(highs) == len(changed) else None,
    )


def _parts(change: Amount | None, declared: Decimal | None, rows: Sequence[DiffRow]) -> ChangeParts:
    """The parts summed over the lines; if any declared change has no size, what ties is all net."""
    if change is None:
        return ChangeParts()
    moved, net, untied = (exact_sum(filter(None, (getattr(row, name) for row in rows))) for name in ChangeParts._fields)
    if declared is None:
        return ChangeParts(None, EXACT.subtract(change.value, untied), untied)
    return ChangeParts(moved, net, untied)


def _total_status(total: DiffTotal, rows: Iterable[DiffRow]) -> Status:
    """The status of a total, given the rows of its lines."""
    if total.old is None:
        return "first-stated"
    if total.new is None:
        return "no-longer-stated"
    same = total.is_comparable and all(row.status in SILENT for row in rows)
    return "unchanged" if same else "changed"


def _declared_together(rows: Iterable[DiffRow]) -> Decimal | None:
    """The sum of what is declared of some lines; None if any has no size."""
    sizes = [row.declared for row in rows]
    return None if None in sizes else exact_sum(filter(None, sizes))


def _declared_by_lines(rows: Iterable[DiffRow]) -> tuple[Declared, ...]:
    """The mutations of some lines, merged by kind and label; without a size if any has none."""
    declared: dict[tuple[str, str], Declared] = {}
    for by in (by for row in rows for by in row.declared_by):
        name = by.kind, by.label
        declared[name] = _added(declared[name], by) if name in declared else by
    return tuple(declared.values())


def _added(one: Declared, other: Declared) -> Declared:
    if one.amount is None or other.amount is None:
        return one._replace(amount=None, size=NOT_STATED)
    return one._replace(amount=EXACT.add(one.amount, other.amount))
