"""The total of a fund: over its top-level lines, stated parts standing in for a parent that is not stated."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import starmap
from typing import NamedTuple

from ukraine_budget.analysis.notes import Note, PartialTotal, PartsStandIn
from ukraine_budget.analysis.result_row import amount_columns
from ukraine_budget.analysis.rows import FigureRow, comparison
from ukraine_budget.analysis.series import of_one_series
from ukraine_budget.analysis.standing import Standings
from ukraine_budget.analysis.total_members import Counted, counted, shared
from ukraine_budget.model.amount import Amount, Pot
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund


class Total(NamedTuple):
    """The sum over the stated lines of a fund for one basis and year, and what it is a sum of.

    `amount` is None where nothing is stated; `counted` says which lines were added, `versions` which version states
    each. `version` and `document` are what all that was added has in common, else empty.
    """

    fund: Fund
    basis: str
    year: int
    amount: Amount | None
    counted: Counted
    versions: tuple[str, ...]
    qualifier: tuple[str, ...]
    carried: bool
    version: str
    document: str


def fund_total(ledger: Ledger, found: Standings, fund: Fund, basis: str, year: int) -> Total:
    """The total of a fund that has one. Nothing is added twice: parts count only where their parent is not stated."""
    row_of = found.stands.of(basis, year)
    lines = counted(ledger, row_of, fund.fund)
    first = [row_of[line] for line in lines.stated]
    rows = found.stands.with_more(first)
    versions = tuple(map(ledger.entries.version.__getitem__, first))
    return Total(
        fund,
        basis,
        year,
        ledger.sum(Pot(fund.fund, basis), rows) if rows else None,
        lines,
        versions,
        ledger.words(rows),
        not found.carried.isdisjoint(first),
        shared(versions),
        shared(map(ledger.entries.document.__getitem__, rows)),
    )


def total_row(ledger: Ledger, now: Total, before: Total) -> FigureRow:
    """The row of a total; the change from the year before only where both are sums over the same lines."""
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
        **comparison(now.amount, before.amount, comparable=now.counted.stated == before.counted.stated),
        previous_qualifier=before.qualifier,
        previous_version=before.version,
        missing=now.counted.missing,
        replaced=now.counted.replaced,
        comparable=all(starmap(partial(of_one_series, ledger), set(zip(now.versions, before.versions, strict=False)))),
    )


def total_notes(totals: Iterable[Total]) -> Iterator[Note]:
    """What a reader must know of totals of one fund and basis: what they leave out, and what stands in.

    The years of which the same holds are in one note.
    """
    alike: dict[Counted, list[Total]] = {}
    for found in totals:
        if found.amount is not None:
            alike.setdefault(found.counted, []).append(found)
    for (lines, missing, replaced), same in alike.items():
        fund, basis, years = same[0].fund.fund, same[0].basis, tuple(found.year for found in same)
        if missing:
            yield PartialTotal(fund, basis, years, stated=lines, missing=missing)
        for parent in replaced:
            yield PartsStandIn(fund, basis, years, parent)
