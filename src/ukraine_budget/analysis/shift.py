"""Money moved between years: declared by papers, or inferred from falls and rises.

The total moved is a fact of the figures: the lesser of all decreases and all increases. The pairs of years are a
convention: nearest first, then earliest; what lies beyond the printed years comes last.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Literal, NamedTuple

from ukraine_budget.analysis.declarations import Declaration, DeclaredShift, unique_shifts
from ukraine_budget.analysis.readings import Reading, readings
from ukraine_budget.analysis.result_row import CellRow, end_columns
from ukraine_budget.analysis.scope import Scope
from ukraine_budget.model.amount import ZERO, Amount, negated, total
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Mutation, Version, Year, year_key

Evidence = Literal["declared", "inferred"]
Size = Literal["stated", "not-stated", "inferred"]
NOT_STATED: Literal["not-stated"] = "not-stated"


class Flow(NamedTuple):
    """An amount that leaves one year and appears in another; a year of None is not printed."""

    from_year: Year | None
    to_year: Year | None
    amount: Amount


class Printed(NamedTuple):
    """A shift as another chapter prints it: its line, and the paper."""

    line: str
    label: str
    version: str
    document: str


class Shift(CellRow):
    """Money that leaves one year and appears in another; a year of None is not printed.

    `amount` is above zero, None where no paper states it: then `readings` are what the figures show at each end.
    `remainder` is what all printed years of the label leave over, None when that is zero or within rounding. `leaves`
    and `reaches` are all years that its papers name; where these are more than two, the shift is `paired_by_us`.
    `versions` and `documents` are all papers that tell of it, `version` and `document` those that it is told by;
    `elsewhere` are the lines of other chapters that print it too.
    """

    columns = (
        "fund line basis from_year to_year amount low high low_open high_open"
        " evidence size label kind version document remainder"
        " leaves reaches paired_by_us readings versions documents elsewhere"
    )
    from_year: Year | None
    to_year: Year | None
    amount: Decimal | None
    evidence: Evidence
    size: Size
    label: str
    kind: str
    version: str
    document: str
    remainder: Decimal | None
    leaves: tuple[Year, ...] = ()
    reaches: tuple[Year, ...] = ()
    paired_by_us: bool = False
    readings: tuple[Reading, ...] = ()
    versions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    elsewhere: tuple[Printed, ...] = ()


def declared_shifts(
    ledger: Ledger,
    versions: Sequence[Version],
    scope: Scope,
    *,
    declaring: Collection[str] | None = None,
    once: bool = False,
) -> tuple[Shift, ...]:
    """The shifts that known versions declare, by version, then file order.

    With `declaring` only those of these versions. A shift printed in two chapters is listed for each, unless `once`. A
    shift over more than two years is split by `match_flows`. Its amounts add up to what the years it leaves print: a
    rest within rounding stays in the last piece; any other is a shift from or to a year that is not printed.
    """

    def is_asked(declaration: Declaration) -> bool:
        return scope.holds(ledger, declaration.head.line, declaration.head.basis)

    shifts = [shift for shift in unique_shifts(ledger, versions) if is_asked(shift.main)]
    return tuple(
        row
        for shift in shifts
        if declaring is None or any(paper.head.version in declaring for paper in shift.papers)
        if not (once and any(map(is_asked, shift.repeats)))
        for row in _shifts(ledger, versions, shift)
    )


def as_shift(line: str, flow: Flow, by: Mutation | None, size: Size, remainder: Decimal | None = None) -> Shift:
    """Make a shift of a flow within a line: declared `by` a mutation, or inferred."""
    amount = flow.amount
    return Shift(
        fund=amount.pot.fund,
        line=line,
        basis=amount.pot.basis,
        from_year=flow.from_year,
        to_year=flow.to_year,
        amount=None if size == NOT_STATED else amount.value,
        **end_columns(amount),
        evidence="declared" if by else "inferred",
        size=size,
        label=by.label if by else "",
        kind=by.kind if by else "",
        version=by.version if by else "",
        document=by.document if by else "",
        remainder=remainder,
    )


def swapped(shift: Shift) -> Shift:
    """The shift with its years swapped, for a diff that is read backwards.

    The years named by papers, and the readings, stay as they are.
    """
    return shift._replace(from_year=shift.to_year, to_year=shift.from_year, remainder=negated(shift.remainder))


def _shifts(ledger: Ledger, versions: Sequence[Version], shift: DeclaredShift) -> Iterator[Shift]:
    """Yield the flows of a shift, each with what its papers say of the whole."""
    main, papers = shift.main, [paper.head for paper in shift.papers]
    read = () if main.size_stated else readings(ledger, versions, shift)
    for piece in _of_stated_size(main) if main.size_stated else _of_unstated_size(main):
        yield piece._replace(
            leaves=main.leaves,
            reaches=main.reaches,
            paired_by_us=main.size_stated and len({*main.leaves, *main.reaches}) > 2,
            readings=read if piece.amount is None else (),
            versions=tuple(dict.fromkeys(paper.version for paper in papers)),
            documents=tuple(dict.fromkeys(paper.document for paper in papers if paper.document)),
            elsewhere=tuple(map(_printed, shift.elsewhere)),
        )


def _printed(other: Declaration) -> Printed:
    return Printed(other.head.line, other.head.label, other.head.version, other.head.document)


def _of_stated_size(declaration: Declaration) -> Iterator[Shift]:
    """The flows of a shift with every size stated."""
    net = total(declaration.head.amount.pot, declaration.legs.values())
    flows, left = match_flows(declaration.legs)
    flows = _in_full(flows, left) if net.may_be_zero else flows + _not_printed(left)
    for flow in sorted(flows, key=flow_order):
        yield as_shift(declaration.head.line, flow, declaration.head, "stated", None if net.may_be_zero else net.value)


def _of_unstated_size(declaration: Declaration) -> Iterator[Shift]:
    """The flows of a shift with years but not every size stated.

    A flow has the size of one of its two years, if that year has no other counterpart.
    """
    leaving: dict[Year | None, Mutation | None] = {row.year: row for row in declaration.rows if row.leaves}
    reaching: dict[Year | None, Mutation | None] = {row.year: row for row in declaration.rows if not row.leaves}
    leaving, reaching = leaving or {None: None}, reaching or {None: None}
    unknown = Amount(declaration.head.amount.pot, ZERO, ZERO, None)
    for from_year, to_year in sorted(product(leaving, reaching), key=lambda way: (year_key(way[0]), year_key(way[1]))):
        legs = (leaving[from_year] if len(reaching) == 1 else None, reaching[to_year] if len(leaving) == 1 else None)
        leg = next((leg for leg in legs if leg and leg.size_stated), None)
        amount = (-leg.amount if leg.leaves else leg.amount) if leg else unknown
        yield as_shift(
            declaration.head.line, Flow(from_year, to_year, amount), declaration.head, "stated" if leg else NOT_STATED
        )


def _in_full(flows: Sequence[Flow], left: Mapping[Year, Amount]) -> list[Flow]:
    """The flows; the last out of each year also takes the rest of that year."""
    rest = {year: amount for year, amount in left.items() if amount.value < 0}
    full = []
    for flow in reversed(flows):
        more = rest.pop(flow.from_year, None) if flow.from_year else None
        full.append(flow._replace(amount=flow.amount - more) if more else flow)
    return full


def _not_printed(left: Mapping[Year, Amount]) -> list[Flow]:
    """The rest of a shift, whose counterpart no printed year shows."""
    leaving = [Flow(year, None, -amount) for year, amount in left.items() if amount.value < 0]
    return leaving + [Flow(None, year, amount) for year, amount in left.items() if amount.value > 0]


def match_flows(changes: Mapping[Year, Amount]) -> tuple[list[Flow], dict[Year, Amount]]:
    """Match falls and rises by year as far as they go; and the rest of each, all of one sign."""
    left, flows = dict(changes), []
    for out, into in _nearest_first(changes):
        if left[out].value and left[into].value:
            taken = _lesser(-left[out], left[into])
            flows.append(Flow(out, into, taken))
            left[out], left[into] = left[out] + taken, left[into] - taken
    return flows, left


def flow_order(flow: Flow) -> tuple[int, int]:
    """Sort key of flows: the year they leave, then the year they reach."""
    return year_key(flow.from_year), year_key(flow.to_year)


def _nearest_first(changes: Mapping[Year, Amount]) -> Sequence[tuple[Year, Year]]:
    """All pairs of a year that falls and a year that rises, nearest first."""
    falls = [year for year, amount in changes.items() if amount.value < ZERO]
    rises = [year for year, amount in changes.items() if amount.value > ZERO]
    ways = list(product(falls, rises))
    return sorted(ways, key=_distance) if len(ways) > 1 else ways


def _distance(way: tuple[Year, Year]) -> tuple[int, int]:
    """The distance of two years, and the earlier one."""
    one, other = map(year_key, way)
    return abs(one - other), min(one, other)


def _lesser(one: Amount, other: Amount) -> Amount:
    """The lesser of two amounts; of equal values the one with the narrower interval."""
    if one.value == other.value:
        return min(one, other, key=lambda amount: (amount.spread is None, amount.spread or ZERO))
    return one if one.value < other.value else other
