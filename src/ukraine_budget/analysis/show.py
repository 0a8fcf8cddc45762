"""The standing figures of a year, by fund, basis and line, beside the previous year's."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from ukraine_budget.analysis.figurenotes import ended_notes, missing_notes, not_shown, shift_notes, snapshot_notes
from ukraine_budget.analysis.notes import Note, NothingOnBases
from ukraine_budget.analysis.rows import FigureRow, decided_first, line_rows
from ukraine_budget.analysis.scope import Scope, above, fund_lines, scope
from ukraine_budget.analysis.shift import Shift, declared_shifts
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshot_after
from ukraine_budget.analysis.totals import fund_total, total_notes, total_row
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund

ALWAYS = ("commitment", "cash")
"""The bases shown of a line even where unstated."""


class ShowResult(NamedTuple):
    """The standing figures of a year by fund, basis and line, the declared shifts that touch it, and notes."""

    ledger: Ledger
    as_of: str
    year: int
    rows: tuple[FigureRow, ...]
    shifts: tuple[Shift, ...]
    notes: tuple[Note, ...]
    funds: tuple[str, ...] = ()


def show(
    ledger: Ledger, year: int, *, as_of: str | None = None, funds: Sequence[str] = (), bases: Sequence[str] = ()
) -> ShowResult:
    """The standing figures of a year at a version or date (by default: now), for the funds shown by default.

    Raises UsageError for a version, fund or basis that the ledger does not have.
    """
    wanted = scope(ledger, funds, bases, ledger.default_funds)
    moment = known_at(ledger, as_of)
    part = ledger.restrict(_years(ledger, year), moment.versions)
    snapshot = snapshot_after(part, moment.versions, years=(year - 1, year))
    rows: list[FigureRow] = []
    notes: list[Note] = []
    for fund, lines in shown_lines(snapshot, wanted.funds):
        own, own_notes = _of_fund(snapshot, wanted, fund, lines, year)
        rows += own
        notes += own_notes
    shifts = declared_shifts(part, moment.versions, wanted, once=True)
    touching = tuple(shift for shift in shifts if year in (shift.from_year, shift.to_year))
    notes = [
        *missing_notes(ledger, moment.versions, wanted.bases, (year - 1, year)),
        *shift_notes(part, touching),
        *ended_notes(part, moment.versions, wanted.has(ledger), years=(year - 1, year)),
        *snapshot_notes(snapshot, wanted, (year,)),
        *notes,
    ]
    if not funds:
        notes += not_shown(snapshot, wanted, (year,))
    return ShowResult(
        ledger=ledger,
        as_of=moment.as_of,
        year=year,
        rows=tuple(rows),
        shifts=touching,
        notes=tuple(notes),
        funds=wanted.funds,
    )


def _of_fund(
    snapshot: LedgerSnapshot, wanted: Scope, fund: Fund, lines: Sequence[str], year: int
) -> tuple[list[FigureRow], list[Note]]:
    """The rows of some lines of a fund and its totals, by basis, and notes on the totals."""
    rows: list[FigureRow] = []
    notes: list[Note] = []
    bases = shown_bases(snapshot, wanted, lines)
    if lines and not bases:
        notes.append(NothingOnBases(fund.fund, year, wanted.bases))
    for basis in bases:
        own = list(line_rows(snapshot, lines, basis, (year,)))
        if fund.total:
            now, before = (fund_total(snapshot, fund, basis, y) for y in (year, year - 1))
            own += [total_row(snapshot.ledger, now, before)] if now.says_more else []
            notes += total_notes([now])
        rows += decided_first(own)
    return rows, notes


def _years(ledger: Ledger, year: int) -> set[int]:
    """The years to read: the two that are shown, and those of declared changes."""
    return {year - 1, year, *(mutation.year for mutation in ledger.mutations if isinstance(mutation.year, int))}


def shown_lines(snapshot: LedgerSnapshot, funds: Iterable[str]) -> Iterator[tuple[Fund, list[str]]]:
    """Some funds, each with its lines that have figures, and their ancestors."""
    ledger = snapshot.ledger
    known = {*snapshot.bases, *(parent for line in snapshot.bases for parent in above(ledger, line))}
    for fund in funds:
        yield ledger.funds[fund], [line for line, _ in fund_lines(ledger, fund) if line in known]


def shown_bases(snapshot: LedgerSnapshot, wanted: Scope, lines: Collection[str]) -> list[str]:
    """The bases of some lines: commitments and cash always, others where stated."""
    stated = {basis for line in lines for basis in snapshot.bases.get(line, ())}
    return [basis for basis in wanted.bases if stated and (basis in ALWAYS or basis in stated)]
