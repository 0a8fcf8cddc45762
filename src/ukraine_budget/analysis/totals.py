"""The total of a fund: over top-level lines, stated parts in place of an unstated parent."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import partial
from itertools import starmap
from typing import NamedTuple, TypedDict

from ukraine_budget.analysis.notes import Note, PartialTotal, PartsStandIn
from ukraine_budget.analysis.result_row import amount_columns
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.snapshot import LedgerSnapshot
from ukraine_budget.analysis.versions import of_one_series
from ukraine_budget.figures.totals import TotalKey, TotalMembers, total_lines
from ukraine_budget.model.amount import Amount, Pot, share, stated
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import RESERVED, Fund, in_order


class Total(NamedTuple):
    """The sum over the stated lines of a fund for one basis and year.

    `amount` is None where nothing is stated; `members` are the lines added, `versions` those that state each. `version`
    and `document` are what all terms share, else "". It `mixes` commitments with decisions, or not.
    """

    fund: Fund
    basis: str
    year: int
    amount: Amount | None
    members: TotalMembers
    versions: tuple[str, ...]
    qualifier: tuple[str, ...]
    carried: bool
    version: str
    document: str
    mixes: bool

    @property
    def says_more(self) -> bool:
        """Whether it is more than one line, and mixes no decisions with commitments."""
        return len(self.members.stated) > 1 and not self.mixes

    @property
    def partial(self) -> bool:
        """Whether it is the sum of the stated lines only, others being missing."""
        return bool(self.members.missing)


def fund_total(snapshot: LedgerSnapshot, fund: Fund, basis: str, year: int) -> Total:
    """Add the lines of a fund, nothing twice: parts count only where their parent is not stated."""
    key = TotalKey(fund.fund, basis, year)
    lines = total_lines(snapshot.cells, snapshot.members, key)
    if lines.missing and (fund.fund, year) in snapshot.printed_in_full:
        lines = lines._replace(missing=())
    cells = [(line, basis, year) for line in lines.stated]
    side = snapshot.sums.get(key)
    qualifier = in_order(side.words) if side else ()
    rows = snapshot.cells.at(snapshot.cells.structure.axes.numbers(cells))
    versions = tuple(snapshot.ledger.figures.version.take(rows))
    return Total(
        fund=fund,
        basis=basis,
        year=year,
        amount=stated(Pot(fund.fund, basis), side.value, side.step, qualifier) if side else None,
        members=lines,
        versions=versions,
        qualifier=qualifier,
        carried=not snapshot.carried.isdisjoint(cells),
        version=shared(versions),
        document=shared(snapshot.total_documents.get(key, ())),
        mixes=side is not None and side.mixes,
    )


def shared(values: Iterable[str]) -> str:
    """The value shared by all; "" where they differ."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else ""


def total_row(ledger: Ledger, now: Total, before: Total) -> FigureRow:
    """The row of a total, with a change where both years are sums over the same lines."""
    is_of_series = all(starmap(partial(of_one_series, ledger), set(zip(now.versions, before.versions, strict=False))))
    return FigureRow(
        row_type="total",
        fund=now.fund.fund,
        line="",
        parent="",
        year=now.year,
        basis=now.basis,
        **amount_columns(now.amount),
        qualifier=now.qualifier,
        version=now.version,
        carried=now.carried,
        document=now.document,
        **_comparison(now.amount, before.amount, comparable=is_of_series and _are_alike(now, before)),
        previous_qualifier=before.qualifier,
        previous_version=before.version,
        missing=now.members.missing,
        partial=now.partial,
        replaced=now.members.replaced,
        comparable=is_of_series,
    )


class ComparisonColumns(TypedDict):
    """The change from the previous year, as columns of a row."""

    previous: Decimal | None
    change: Decimal | None
    change_percent: Decimal | None
    change_low: Decimal | None
    change_high: Decimal | None
    change_percent_low: Decimal | None
    change_percent_high: Decimal | None
    within_rounding: bool


def _are_alike(now: Total, before: Total) -> bool:
    """Whether two totals are sums over the same lines, neither reserved nor mixed."""
    is_reserved = RESERVED in (*now.qualifier, *before.qualifier)
    return now.members.stated == before.members.stated and not (is_reserved or now.mixes or before.mixes)


def _comparison(now: Amount | None, before: Amount | None, *, comparable: bool = True) -> ComparisonColumns:
    """The change from the previous year, where both are stated and comparable."""
    change = now - before if now is not None and before is not None and comparable else None
    exact = share(now, before) if now and before and change else None
    percent = exact and exact.rounded()
    return {
        "previous": before.value if before else None,
        "change": change.value if change else None,
        "change_percent": percent and percent.value,
        "change_percent_low": percent and percent.low,
        "change_percent_high": percent and percent.high,
        "change_low": change.low if change else None,
        "change_high": change.high if change else None,
        "within_rounding": change is not None and change.may_be_zero,
    }


def total_notes(totals: Iterable[Total]) -> Iterator[Note]:
    """Notes on totals of one fund and basis: on the lines missing, and on parts that stand in.

    Years with equal lines share a note.
    """
    alike: dict[TotalMembers, list[Total]] = {}
    for total in totals:
        if total.says_more:
            alike.setdefault(total.members, []).append(total)
    for (lines, missing, replaced), same in alike.items():
        fund, basis, years = same[0].fund.fund, same[0].basis, tuple(total.year for total in same)
        if missing:
            yield PartialTotal(fund, basis, years, stated=lines, lines=missing)
        for parent in replaced:
            yield PartsStandIn(fund, basis, years, parent)
