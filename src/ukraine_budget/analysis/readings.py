"""Readings of a declared shift of unstated size: each end's change, from the last figure before to the first after.

A reading is no size: other money may have been added or taken. It is shown beside the shift and never counted.
"""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Literal, NamedTuple

from ukraine_budget.analysis.declarations import DeclaredShift
from ukraine_budget.analysis.mutations import declared
from ukraine_budget.analysis.snapshot import snapshot_after
from ukraine_budget.analysis.versions import date_of, last_day, of_one_series, said_on, superseded
from ukraine_budget.model.amount import EXACT, ZERO, Amount, exact_sum, stated, total
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import ASSUMED, BEYOND, Cell, Claim, Figure, Mutation, Version, Year, is_decision

End = Literal["from", "to"]


class Reading(NamedTuple):
    """A change of a year if nothing but the shift happened to it. `high` is None where it is open.

    It leads from the `old` figure, of a version or a dated claim, to the `new` one of a version; `otherwise` is the sum
    of other declared changes in between, not included. It is not `comparable` where the two are of different series, or
    the old one is of a claim. The old figure is `decided` if its version has an equal decision.
    """

    end: End
    year: int
    amount: Decimal
    low: Decimal
    high: Decimal | None
    old_version: str
    old_claim: str
    new_version: str
    comparable: bool
    old: Decimal
    new: Decimal
    otherwise: Decimal
    old_date: str
    old_said_by: str
    old_qualifier: tuple[str, ...]
    decided: bool
    old_document: str
    new_document: str


class _Old(NamedTuple):
    """A figure before a shift: of a version, or of a claim."""

    amount: Amount
    version: str
    claim: str
    date: str
    said_by: str
    qualifier: tuple[str, ...]
    document: str


def readings(ledger: Ledger, versions: Sequence[Version], shift: DeclaredShift) -> tuple[Reading, ...]:
    """The readings of the years without a stated size, by end and year.

    `versions` are the known ones, in order of effect.
    """
    unstated = [leg for leg in shift.main.rows if not leg.size_stated and leg.year != BEYOND]
    read = [reading for leg in unstated if (reading := _reading(ledger, versions, shift, leg))]
    return tuple(sorted(read, key=lambda reading: (reading.end, reading.year)))


def _reading(ledger: Ledger, versions: Sequence[Version], shift: DeclaredShift, leg: Mutation) -> Reading | None:
    """The reading of one year; None without a figure or a size, or if it changed the other way."""
    cell = Cell(leg.line, leg.basis, leg.year)  # type: ignore[arg-type]  # not beyond the printed years
    first = shift.papers[0].head.version
    old, new = _before(ledger, versions, first, cell), _after(ledger, versions, first, cell)
    if not old or not new:
        return None
    others = _others(ledger, versions, shift, cell, (old.version or first, new.version))
    if others is None:
        return None
    change = new.amount - old.amount - others
    size = -change if leg.leaves else change
    if size.value <= 0:
        return None
    return Reading(
        end="from" if leg.leaves else "to",
        year=cell.year,
        amount=size.value,
        low=max(size.low or ZERO, ZERO),
        high=size.high,
        old_version=old.version,
        old_claim=old.claim,
        new_version=new.version,
        comparable=bool(old.version) and of_one_series(ledger, old.version, new.version),
        old=old.amount.value,
        new=new.amount.value,
        otherwise=others.value,
        old_date=old.date,
        old_said_by=old.said_by,
        old_qualifier=old.qualifier,
        decided=_is_decided(ledger, cell, old),
        old_document=old.document,
        new_document=new.document,
    )


def _before(ledger: Ledger, versions: Sequence[Version], first: str, cell: Cell) -> _Old | None:
    """The last figure of a cell before a version: of its own series, else of another, else of a claim."""
    earlier = versions[: _index(versions, first)]
    own = [version for version in earlier if of_one_series(ledger, version.version, first)]
    for known in (own, earlier):
        figure = snapshot_after(ledger, known, years={cell.year}, lines={cell.line}).figure(cell)
        if figure:
            date = date_of(ledger, ledger.versions[figure.version])
            return _Old(
                amount=figure.amount,
                version=figure.version,
                claim="",
                date=date,
                said_by="",
                qualifier=figure.qualifier,
                document=figure.document,
            )
    return _said_before(ledger, first, cell)


def _said_before(ledger: Ledger, first: str, cell: Cell) -> _Old | None:
    """The amount of a cell in the last dated claim before a version."""
    until = date_of(ledger, ledger.versions[first])
    dated = ((said_on(ledger, claim), claim) for claim in ledger.claims if _says_amount(ledger, claim, cell))
    earlier = [(date, claim) for date, claim in dated if date and last_day(date) < until]
    if not earlier:
        return None
    date, claim = max(earlier, key=itemgetter(0))
    rounding = ledger.scaled(claim.right_rounding) if claim.right_rounding else None
    amount = stated(ledger.pot(cell.line, cell.basis), ledger.scaled(claim.right_amount), rounding)
    return _Old(
        amount=amount,
        version="",
        claim=claim.claim,
        date=date,
        said_by=claim.source_kind,
        qualifier=(),
        document=claim.source,
    )


def _says_amount(ledger: Ledger, claim: Claim, cell: Cell) -> bool:
    """Whether a claim states the amount of a cell, on its basis or on none.

    The press is left out: it seldom names one line, or all that it counts.
    """
    side = claim.left
    lines = [ledger.current.get(line, line) for line in side.lines]
    is_of_cell = (lines, side.years, side.tables) == ([cell.line], (cell.year,), ("amounts",))
    is_figure = claim.relation == "=" and bool(claim.right_amount) and not side.versions
    is_said = claim.kind == "statement" and claim.source_kind != "press"
    return is_of_cell and is_figure and is_said and side.basis in ("", cell.basis)


def _after(ledger: Ledger, versions: Sequence[Version], first: str, cell: Cell) -> Figure | None:
    """The first figure of a cell from a version on: of its own series, else of another."""
    later = [version.version for version in versions[_index(versions, first) :]]
    own = [version for version in later if of_one_series(ledger, version, first)]
    for known in (own, later):
        stated = ledger.stated(years={cell.year}, lines={cell.line}, bases={cell.basis}, versions=known)
        by_version = {figure.version: figure for figure in stated}
        stating = [version for version in known if version in by_version]
        if stating:
            corrected = [version for version in stating if stating[0] in superseded(ledger, version)]
            return by_version[[stating[0], *corrected][-1]]
    return None


def _index(versions: Sequence[Version], name: str) -> int:
    return [version.version for version in versions].index(name)


def _others(
    ledger: Ledger, versions: Sequence[Version], shift: DeclaredShift, cell: Cell, sides: tuple[str, str]
) -> Amount | None:
    """The sum of other declared changes of a cell between two figures; None if any has no size.

    If the old figure is of another series, changes count from the first paper that declares the shift.
    """
    old, new = sides
    names = [version.version for version in versions]
    since = names.index(old) + 1
    if not of_one_series(ledger, old, new) or old == shift.papers[0].head.version:
        since = names.index(shift.papers[0].head.version)
    way = {version for version in names[since : names.index(new) + 1] if of_one_series(ledger, version, new)}
    own = {row.row for paper in shift.papers for row in paper.rows}
    others = [m for m in declared(ledger, way) if (m.line, m.basis, m.year) == cell and m.row not in own]
    if not all(other.size_stated for other in others):
        return None
    return total(ledger.pot(cell.line, cell.basis), (other.amount for other in others))


def _is_decided(ledger: Ledger, cell: Cell, old: _Old) -> bool:
    """Whether an old figure that is assumed rests on a decision of its version."""
    if not old.version or ASSUMED not in old.qualifier:
        return False
    beside = ledger.stated(years={cell.year}, lines={cell.line}, versions={old.version})
    return any(is_decision(figure) and figure.amount.value == old.amount.value for figure in beside)


class EndSum(NamedTuple):
    """The sum of one end of a shift over all its years."""

    amount: Decimal
    low: Decimal
    high: Decimal | None


class Overlap(NamedTuple):
    """The range that fits both ends of a shift; `high` is None where open."""

    low: Decimal
    high: Decimal | None


class Difference(NamedTuple):
    """The difference between the ends of a shift, for every value in their intervals."""

    amount: Decimal
    low: Decimal
    high: Decimal | None


def end_sum(known: Iterable[Reading], end: End, years: Collection[Year]) -> EndSum | None:
    """The sum of an end; None if one of its years has no reading."""
    own = [reading for reading in known if reading.end == end]
    if not own or {reading.year for reading in own} != set(years):
        return None
    highs = [reading.high for reading in own if reading.high is not None]
    return EndSum(
        exact_sum(reading.amount for reading in own),
        exact_sum(reading.low for reading in own),
        exact_sum(highs) if len(highs) == len(own) else None,
    )


def compared_ends(one: EndSum, other: EndSum) -> Overlap | Difference:
    """The overlap of two ends, or their difference."""
    less, more = sorted((one, other), key=lambda end: end.amount)
    if less.high is not None and less.high < more.low:
        high = None if more.high is None else EXACT.subtract(more.high, less.low)
        return Difference(EXACT.subtract(more.amount, less.amount), EXACT.subtract(more.low, less.high), high)
    highs = [end.high for end in (one, other) if end.high is not None]
    return Overlap(max(one.low, other.low), min(highs, default=None))
