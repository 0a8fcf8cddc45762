"""The years side by side: committed, cash, outstanding, and the years in which cash falls."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.figurenotes import ended_notes, missing_notes, newer_parts, not_shown, standing_notes
from ukraine_budget.analysis.notes import Note, OutstandingNotStated
from ukraine_budget.analysis.outstanding import Balance, outstanding
from ukraine_budget.analysis.result_row import amount_columns
from ukraine_budget.analysis.rows import FigureRow, line_row, line_rows
from ukraine_budget.analysis.scope import Scope, placed, scope, with_parents
from ukraine_budget.analysis.show import shown_bases
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshot
from ukraine_budget.analysis.totals import Total, fund_total, total_notes, total_row
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.figures.structure import CellRef
from ukraine_budget.figures.totals import TotalKey, total_lines
from ukraine_budget.model.amount import EXACT, OUTSTANDING
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell, Fund

GAP = Decimal(20)
"""The fall of cash, in percent of the year before, above which a year is called a gap."""


class Gap(NamedTuple):
    """A year in which the cash of a line, or of a fund in total (`line` empty), falls by more than the limit.

    It is `comparable` where one version states both years, or one that revises the other: papers of different series
    may count different things, so that a fall from the one to the other need be none. It is `outdated` where a later
    version states parts of what is compared. Only what is neither is called a gap.
    """

    fund: str
    line: str
    year: int
    previous: Decimal
    amount: Decimal
    change: Decimal
    change_percent: Decimal
    previous_qualifier: tuple[str, ...]
    qualifier: tuple[str, ...]
    previous_version: str
    version: str
    comparable: bool
    outdated: bool

    @property
    def is_one(self) -> bool:
        """Whether the fall is called a gap."""
        return self.comparable and not self.outdated


class OutlookResult(NamedTuple):
    """Years side by side: a row per line or total, basis and year; the gaps; notes."""

    ledger: Ledger
    as_of: str
    years: tuple[int, ...]
    limit: Decimal
    rows: tuple[FigureRow, ...]
    gaps: tuple[Gap, ...]
    notes: tuple[Note, ...]


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
    found = snapshot(ledger, moment.versions)
    inside = _read_from(ledger, wanted)
    span = tuple(year for year in _stated_years(ledger, found.cells.refs(), inside) if not years or year in years)
    rows: list[FigureRow] = []
    notes: list[Note] = []
    silent: list[str] = []
    for fund in wanted.funds:
        lines = _known_lines(ledger, found, fund)
        for basis in shown_bases(found, wanted, lines):
            if basis != OUTSTANDING:
                rows += line_rows(ledger, ((line, basis, year) for line in lines for year in span), found)
            if basis != OUTSTANDING and ledger.funds[fund].total:
                totals = _totals(ledger, found, ledger.funds[fund], basis, span)
                rows += (total_row(ledger, totals[year], totals[year - 1]) for year in span)
                notes += total_notes(totals[year] for year in span)
        if OUTSTANDING in wanted.bases:
            balances = list(_outstanding_rows(ledger, found, lines, span))
            rows += balances
            known = {row.line for row in balances}
            silent += (line for line in lines if line not in known)
    return OutlookResult(
        ledger,
        moment.as_of,
        span,
        limit,
        tuple(rows),
        tuple(_gaps(ledger, found, rows, limit)),
        (
            *missing_notes(ledger, moment.versions, inside.bases, span),
            *ended_notes(ledger, moment.versions, wanted.has(ledger), years=span),
            *standing_notes(ledger, found, wanted, span),
            *notes,
            *([OutstandingNotStated(tuple(silent))] if silent else ()),
            *(() if funds else not_shown(ledger, found.cells.refs(), inside, years)),
        ),
    )


def _read_from(ledger: Ledger, wanted: Scope) -> Scope:
    """Where to read what is asked for: what is outstanding follows from the other bases."""
    return wanted._replace(bases=(*ledger.bases, OUTSTANDING)) if OUTSTANDING in wanted.bases else wanted


def _stated_years(ledger: Ledger, found: Iterable[CellRef], inside: Scope) -> list[int]:
    """The years to show, none left out in between."""
    stated = {cell.year for cell in found if inside.holds(ledger, cell.line, cell.basis)}
    return list(range(min(stated), max(stated) + 1)) if stated else []


def _known_lines(ledger: Ledger, found: LedgerSnapshot, fund: str) -> list[str]:
    known = with_parents(ledger, found.bases)
    return [line for line, _ in placed(ledger, fund) if line in known]


def _totals(ledger: Ledger, found: LedgerSnapshot, fund: Fund, basis: str, years: Sequence[int]) -> dict[int, Total]:
    """The totals of some years, and of the year before each of them."""
    wanted = {y for year in years for y in (year - 1, year)}
    return {year: fund_total(ledger, found, fund, basis, year) for year in wanted}


def _outstanding_rows(
    ledger: Ledger, found: LedgerSnapshot, lines: Sequence[str], years: Sequence[int]
) -> Iterator[FigureRow]:
    """What is committed and not yet paid at the end of each year, for the lines for which that can be said."""
    for line in lines:
        balances = outstanding(ledger, found.stated, line, years)
        for year in years if balances else ():
            row = line_row(ledger, (line, OUTSTANDING, year), None, None)
            yield _with_balance(row, balances[year]) if year in balances else row


def _with_balance(row: FigureRow, balance: Balance) -> FigureRow:
    return row._replace(**amount_columns(balance.amount), qualifier=balance.qualifier)


def _gaps(ledger: Ledger, found: LedgerSnapshot, rows: Sequence[FigureRow], limit: Decimal) -> Iterator[Gap]:
    """The years in which cash falls by more than `limit` percent, compared exactly."""
    for row in rows:
        if row.basis != "cash" or row.amount is None or row.previous is None or row.change is None:
            continue
        falls = EXACT.multiply(row.change, Decimal(-100)) > EXACT.multiply(limit, row.previous)
        if falls and row.change_percent is not None and not row.within_rounding:
            yield Gap(
                fund=row.fund,
                line=row.line,
                year=row.year,
                previous=row.previous,
                amount=row.amount,
                change=row.change,
                change_percent=row.change_percent,
                previous_qualifier=row.previous_qualifier,
                qualifier=row.qualifier,
                previous_version=row.previous_version,
                version=row.version,
                comparable=row.comparable,
                outdated=any(_is_outdated(ledger, found, row, year) for year in (row.year - 1, row.year)),
            )


def _is_outdated(ledger: Ledger, found: LedgerSnapshot, row: FigureRow, year: int) -> bool:
    """Whether a later version states parts of what a line, or a total, is in a year."""
    key = TotalKey(row.fund, row.basis, year)
    lines = (row.line,) if row.line else total_lines(found.cells, found.members, key).stated
    return any(newer_parts(ledger, found, Cell(line, row.basis, year)) for line in lines)
