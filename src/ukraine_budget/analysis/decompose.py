"""What a change is made of: declared + moved + net + untied, to the last digit."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.cell_changes import CellChange, Series
from ukraine_budget.analysis.flows import Flow, in_order, match_flows
from ukraine_budget.model.amount import EXACT, ZERO, Amount, Pot, total, zero
from ukraine_budget.model.records import Year


class ChangeParts(NamedTuple):
    """The parts of a change. All but `declared` are None where there is no change to speak of.

    `declared` is None where a part of it has no size; then `moved` is too, and all of the change is in `net`.
    `rest_within_rounding` is whether what the declared rows leave over (in net or untied) is within rounding.
    """

    change: Amount | None
    declared: Decimal | None
    moved: Decimal | None = None
    net: Decimal | None = None
    untied: Decimal | None = None
    within_rounding: bool = False
    rest_within_rounding: bool = False


def decompose(
    series: Series, cells: Mapping[Year, CellChange], tolerance: Decimal = ZERO
) -> tuple[dict[Year, ChangeParts], list[Flow]]:
    """The parts of the changes of one line and basis by year, and the flows that are inferred, in the order of years.

    Only what is outside rounding (and above `tolerance`), and no paper's own misfit, can have moved.
    """
    parts: dict[Year, ChangeParts] = {}
    rests: dict[Year, Amount] = {}
    pot = Pot(series.fund, series.basis)
    for year, cell in cells.items():
        parts[year], open_rest = _parts(pot, cell, tolerance)
        if open_rest is not None:
            rests[year] = open_rest
    flows, left = match_flows(rests) if len(rests) > 1 else ([], rests)
    for year, rest in rests.items() if flows else ():
        net = left[year].value
        parts[year] = parts[year]._replace(moved=EXACT.subtract(rest.value, net), net=net)
    return parts, sorted(flows, key=in_order)


def _parts(pot: Pot, cell: CellChange, tolerance: Decimal) -> tuple[ChangeParts, Amount | None]:
    """The parts of one change as if nothing had moved, and the rest of it that may have, None where none may."""
    if not cell.mutations:
        return _undeclared(pot, cell, tolerance)
    declared = total(pot, (mutation.amount for mutation in cell.mutations)) if cell.is_sized else None
    if cell.before is None or cell.after is None or not (cell.restated and cell.has_change):
        return ChangeParts(None, declared.value if declared else None), None
    change = cell.after.amount - cell.before.amount
    within = is_within(change, tolerance)
    if declared is None:
        return ChangeParts(change, None, None, change.value, ZERO, within), None
    rest = change - declared
    rest_within = is_within(rest, tolerance)
    net, untied = (ZERO, rest.value) if cell.tied else (rest.value, ZERO)
    parts = ChangeParts(change, declared.value, ZERO, net, untied, within, rest_within and rest.value != 0)
    return parts, None if cell.tied or rest_within else rest


def _undeclared(pot: Pot, cell: CellChange, tolerance: Decimal) -> tuple[ChangeParts, Amount | None]:
    """The same of a change of which nothing is declared: all of it is net."""
    if cell.before is None or cell.after is None or not cell.has_change:
        return ChangeParts(None, ZERO), None
    change = cell.after.amount - cell.before.amount if cell.restated else zero(pot)
    within = is_within(change, tolerance)
    parts = ChangeParts(change, ZERO, ZERO, change.value, ZERO, within, within and change.value != 0)
    return parts, None if within else change


def is_within(change: Amount, tolerance: Decimal) -> bool:
    """Whether a change is within rounding, or within an extra margin."""
    return change.may_be_zero or change.value.copy_abs() <= tolerance
