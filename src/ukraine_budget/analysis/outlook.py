"""The years side by side: committed, cash, outstanding, and the years in which cash falls."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.falls import GAP, Fall, Falls, falls_of
from ukraine_budget.analysis.figurenotes import ended_notes, missing_notes, not_shown, snapshot_notes
from ukraine_budget.analysis.notes import Note, OutstandingNotStated
from ukraine_budget.analysis.outlookrows import (
    BasisRows,
    LazyRows,
    OutlookPart,
    OutstandingRows,
    cash_rows,
)
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import Scope, scope
from ukraine_budget.analysis.shift import Shift, declared_shifts
from ukraine_budget.analysis.show import shown_bases, shown_lines
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshot_after
from ukraine_budget.analysis.totals import Total, fund_total, total_notes, total_row
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.figures.balances import balances
from ukraine_budget.model.amount import OUTSTANDING
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund

MOST_KEPT = 20_000
"""The most rows that are kept; more are made anew at each reading."""


class OutlookResult(NamedTuple):
    """Years side by side: a row per line or total, basis and year; the falls of cash; the declared shifts; notes."""

    ledger: Ledger
    as_of: str
    years: tuple[int, ...]
    limit: Decimal
    rows: Sequence[FigureRow]
    falls: Falls
    shifts: tuple[Shift, ...]
    notes: tuple[Note, ...]

    @property
    def gaps(self) -> tuple[Fall, ...]:
        """The years in which the cash of a line of support falls, or may fall, by more than the limit."""
        return self.falls.gaps


def outlook(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    years: Collection[int] = (),
    limit: Decimal = GAP,
) -> OutlookResult:
    """The standing figures of some years (by default all that are stated) side by side.

    Raises UsageError for a version, fund or basis that the ledger does not have.
    """
    wanted = scope(ledger, funds, bases, ledger.default_funds)
    moment = known_at(ledger, as_of)
    snapshot = snapshot_after(ledger, moment.versions, years=_years_read(wanted, years))
    inside = _read_from(ledger, wanted)
    span = tuple(year for year in _stated_years(snapshot, wanted.funds, inside) if not years or year in years)
    parts, fund_notes = _of_funds(snapshot, wanted, span)
    rows = LazyRows(tuple(part for part in parts if part.most))
    support = [fund for fund, row in ledger.funds.items() if row.support]
    notes = (
        *missing_notes(ledger, moment.versions, inside.bases, span),
        *ended_notes(ledger, moment.versions, wanted.has(ledger), years=span),
        *snapshot_notes(snapshot, wanted, span),
        *fund_notes,
        *(() if funds else not_shown(snapshot, inside, years)),
    )
    return OutlookResult(
        ledger=ledger,
        as_of=moment.as_of,
        years=span,
        limit=limit,
        rows=rows if rows.most > MOST_KEPT else tuple(rows),
        falls=falls_of(snapshot, cash_rows(rows, support), limit),
        shifts=declared_shifts(ledger, moment.versions, wanted, once=True),
        notes=notes,
    )


def _of_funds(snapshot: LedgerSnapshot, wanted: Scope, years: Sequence[int]) -> tuple[list[OutlookPart], list[Note]]:
    """The rows of each fund by basis; notes on its totals, and on lines without a balance."""
    ledger = snapshot.ledger
    parts: list[OutlookPart] = []
    notes: list[Note] = []
    without_balance: list[str] = []
    for fund, lines in shown_lines(snapshot, wanted.funds):
        for basis in shown_bases(snapshot, wanted, lines):
            if basis != OUTSTANDING:
                totals = _totals(snapshot, fund, basis, years)
                rows = [total_row(ledger, *both) for both in totals]
                parts.append(
                    BasisRows(snapshot=snapshot, fund=fund.fund, basis=basis, lines=lines, years=years, totals=rows)
                )
                notes.extend(total_notes(now for now, _ in totals))
        if OUTSTANDING in wanted.bases:
            balance = balances(snapshot.binding, lines, years)
            parts.append(OutstandingRows(ledger, fund.fund, balance))
            with_balance = {*balance.lines}
            without_balance.extend(line for line in lines if line not in with_balance)
    if without_balance:
        notes.append(OutstandingNotStated(tuple(without_balance)))
    return parts, notes


def _years_read(wanted: Scope, years: Collection[int]) -> Collection[int] | None:
    """The years to read, None for all: each with the previous one; balances need them all."""
    if not years or OUTSTANDING in wanted.bases:
        return None
    return {one for year in years for one in (year - 1, year)}


def _read_from(ledger: Ledger, wanted: Scope) -> Scope:
    """The scope to read: outstanding balances need the other bases."""
    return wanted._replace(bases=(*ledger.bases, OUTSTANDING)) if OUTSTANDING in wanted.bases else wanted


def _stated_years(snapshot: LedgerSnapshot, funds: Collection[str], inside: Scope) -> list[int]:
    """The years to show, consecutive."""
    stated = {year for fund, basis, year in snapshot.blocks if fund in funds and basis in inside.bases}
    return list(range(min(stated), max(stated) + 1)) if stated else []


def _totals(snapshot: LedgerSnapshot, fund: Fund, basis: str, years: Sequence[int]) -> list[tuple[Total, Total]]:
    """The totals of more than a line, each with that of the previous year."""
    wanted = {y for year in years for y in (year - 1, year)} if fund.total else set()
    totals = {year: fund_total(snapshot, fund, basis, year) for year in wanted}
    return [(totals[year], totals[year - 1]) for year in years if year in totals and totals[year].says_more]
